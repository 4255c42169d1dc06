"""The reading pane: the place is an offset, highlights lead where they say, a selection is text and not screen."""

import random

import pytest
from textual.app import App
from textual.geometry import Region

from index.model import Document, Evidence, Kind, Passage, Quotation
from tui.widgets.document_view import DocumentView
from tui.widgets.messages import LayerClicked, Moved, Selected

WORDS = [
    "river",
    "stone",
    "lantern",
    "harbour",
    "seven",
    "orchards",
    "winter",
    "[bold]",
    "naïve",
    "glass",
    "morning",
    "letters",
    "carried",
    "slowly",
]


def invented(paragraphs: int = 60, seed: int = 1) -> Document:
    """Headings, turns, boilerplate and a quotation in each fifth passage."""
    draw = random.Random(seed)
    text, passages, quotations = "", [], []
    for number in range(paragraphs):
        kind = Kind.HEADING if number % 10 == 0 else Kind.BOILERPLATE if number % 10 in (7, 8) else Kind.TURN
        words = draw.choices(WORDS, k=4 if kind is Kind.HEADING else draw.randint(15, 70))
        if number % 5 == 2:
            quotations.append((len(text) + 1, len(text) + 1 + len(" ".join(words[:3])), number))
            words = ["“" + words[0], words[1], words[2] + "”", *words[3:]]
        piece = "\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))
        speaker = None if kind is not Kind.TURN else ("Ada Byron", "Ben")[number // 3 % 2]
        passages.append(Passage(number, len(text), len(text) + len(piece), kind, speaker, Evidence.CUE))
        text += piece + "\n\n"
    found = tuple(Quotation(a, b, n, "Carla Dee", Evidence.CUE) for a, b, n in quotations)
    return Document("a.txt", "/a.txt", "0", text, passages=tuple(passages), quotations=found)


class Reading(App[None]):
    """A pane and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def compose(self):
        yield DocumentView(id="text")

    @property
    def view(self) -> DocumentView:
        return self.query_one(DocumentView)

    @property
    def shown(self) -> list[str]:
        return [self.view.render_line(y).text for y in range(self.view.size.height)]

    def on_moved(self, message: Moved) -> None:
        self.heard.append(message)

    def on_selected(self, message: Selected) -> None:
        self.heard.append(message)

    def on_layer_clicked(self, message: LayerClicked) -> None:
        self.heard.append(message)


SOURCE = invented()


@pytest.mark.parametrize(
    "sizes", [[(80, 24), (50, 20), (200, 50), (33, 9), (80, 24)], [(20, 5), (120, 36), (1, 1), (20, 5)]]
)
async def test_the_place_is_kept_through_resizes(sizes):
    app = Reading()
    async with app.run_test(size=sizes[0]) as pilot:
        app.view.show(SOURCE)
        app.view.go_to(len(SOURCE.text) // 2)
        await pilot.pause()
        kept = app.view.top_offset
        for size in sizes[1:]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.view.top_offset == kept
            start, end = app.view.visible_span
            assert start <= kept <= end


async def test_the_place_is_kept_when_the_structure_arrives():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(Document("t", "t", "0", SOURCE.text))
        app.view.scroll_pages(3)
        kept = app.view.top_offset
        app.view.show(SOURCE)
        await pilot.pause()
        assert app.view.top_offset == kept


async def test_paging_through_a_document_shows_every_word_of_its_body_in_order():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(SOURCE)
        await pilot.pause()
        left = app.view._page.left
        words: list[str] = []
        last = -1
        while app.view.top_offset != last:
            last = app.view.top_offset
            words += " ".join(line[left:] for line in app.shown).split()
            app.view.scroll_rows(24)
        seen = iter(words)
        body = [SOURCE.text[p.start : p.end].split() for p in SOURCE.passages if p.kind is not Kind.BOILERPLATE]
        assert all(word in seen for piece in body for word in piece)


async def test_brackets_and_markup_are_shown_as_they_are():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(Document("t", "t", "0", "see [bold]this[/] [@click=app.quit]x[/] [/ [China] \\["))
        await pilot.pause()
        assert "see [bold]this[/] [@click=app.quit]x[/] [/ [China] \\[" in app.shown[0]


async def test_a_place_on_screen_does_not_scroll_and_another_is_brought_to_a_third_of_the_height():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(SOURCE)
        await pilot.pause()
        app.view.go_to(app.view.visible_span[1] - 5, centre=True)
        assert app.view.top_offset == 0
        target = SOURCE.passages[30].start
        app.view.go_to(target, centre=True)
        first = SOURCE.text[target : target + 12].split()[0]
        assert first in app.shown[8]
        assert app.view.caret == target


async def test_a_place_asked_for_before_the_pane_has_a_size_is_gone_to_when_it_has():
    class Early(Reading):
        def compose(self):
            view = DocumentView(id="text")
            view.show(SOURCE)
            view.go_to(SOURCE.passages[30].start, centre=True)
            yield view

    app = Early()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first = SOURCE.text[SOURCE.passages[30].start :].split()[0]
        assert app.view.caret == SOURCE.passages[30].start
        assert first in app.shown[8]


async def test_layers_are_walked_round_the_end():
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.show(SOURCE)
        spans = [(q.start, q.end) for q in SOURCE.quotations]
        app.view.set_layer("quotations", spans)
        assert [app.view.go_layer("quotations", 1) for _ in range(len(spans) + 1)] == [*spans, spans[0]]
        assert app.view.go_layer("quotations", -1) == spans[-1]
        assert app.view.go_layer("quotations", 3) == spans[2]
        assert app.view.go_layer("nothing", 1) is None


async def test_headings_passages_and_lines_are_reached_by_count():
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.show(SOURCE)
        app.view.go_heading(2)
        assert app.view.caret == app.view.top_offset == SOURCE.passages[20].start
        app.view.go_heading(-1)
        assert app.view.caret == SOURCE.passages[10].start
        app.view.go_passage(3)
        assert app.view.caret == SOURCE.passages[13].start
        app.view.go_line(4)
        assert app.view.top_offset == SOURCE.line_starts[3]
        app.view.go_line(10**9)
        assert app.view.visible_span[1] >= len(app.view.text.rstrip())
        app.view.go_start()
        assert app.view.top_offset == 0


async def test_a_hit_inside_folded_boilerplate_unfolds_it():
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.show(SOURCE)
        hidden = SOURCE.passages[7]
        app.view.set_layer("hits", [(hidden.start, hidden.start + 4), (1, 3)])
        app.view.go_to(SOURCE.passages[6].start)
        assert any("of boilerplate, 1 hit inside" in line for line in app.shown)
        app.view.set_layer("hits", [(hidden.start, hidden.start + 4)], current=(hidden.start, hidden.start + 4))
        app.view.go_to(hidden.start)
        assert not any("lines of boilerplate" in line for line in app.shown[:2])
        assert app.view.toggle_fold()
        assert any("lines of boilerplate" in line for line in app.shown)
        assert app.view.toggle_fold()


async def test_the_current_hit_differs_from_the_others_by_more_than_colour():
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.show(Document("t", "t", "0", "one word and one word more"))
        app.view.set_layer("hits", [(0, 3), (13, 16)], current=(13, 16))
        styles = {segment.text: segment.style for segment in app.view.render_line(0)}
        marked = [segment.style for segment in app.view.render_line(0) if segment.text == "one"]
        assert len(marked) == 2
        assert marked[0].underline
        assert not marked[0].reverse
        assert marked[1].reverse
        assert not styles[" word and "].underline


async def test_only_rows_that_changed_are_painted_again():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(SOURCE)
        app.view.set_layer("hits", [])
        await pilot.pause()
        painted: list[Region] = []
        app.view.refresh = lambda *regions, **_: painted.extend(regions)  # type: ignore[method-assign]
        app.view.set_layer("hits", [(2, 5)])
        assert [region.y for region in painted] == [0]
        app.view.set_layer("hits", [(2, 5)])
        assert len(painted) == 1


async def test_selecting_by_keys_takes_whole_units_and_copies_unwrapped_text():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(SOURCE)
        passage = SOURCE.passages[1]
        app.view.go_to(passage.start)
        app.view.start_selection("word")
        app.view.move_caret("word", 20)
        await pilot.pause()
        expected = SOURCE.text[passage.start : passage.end].split()[:21]
        assert app.view.selecting
        assert app.view.text_of(app.view.selection).split() == expected
        assert "\n" not in app.view.text_of(app.view.selection)
        assert any(isinstance(heard, Selected) for heard in app.heard)
        app.view.swap_ends()
        app.view.move_caret("word", 1)
        assert app.view.text_of(app.view.selection).split() == expected[1:]
        app.view.clear_selection()
        assert app.view.selection is None
        app.view.start_selection("passage")
        assert app.view.selection == passage.span or app.view.selection is not None


async def test_the_caret_goes_down_a_row_and_keeps_its_column():
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.show(Document("t", "t", "0", "alpha bravo charlie delta echo\n\nfoxtrot golf hotel india"))
        app.view.go_to(6)
        app.view.move_caret("row", 1)
        assert app.view.caret == 32 + 6
        app.view.move_caret("row", -1)
        assert app.view.caret == 6


async def test_dragging_selects_the_characters_under_the_mouse():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(Document("t", "t", "0", "alpha bravo charlie\n\ndelta echo"))
        await pilot.pause()
        left = app.view._page.left
        await pilot.mouse_down("#text", offset=(left + 6, 0))
        await pilot.hover("#text", offset=(left + 10, 0))
        await pilot.mouse_up("#text", offset=(left + 10, 0))
        await pilot.pause()
        assert app.view.text_of(app.view.selection) == "bravo"
        assert app.heard[-1] == Selected(app.view.selection, True) or isinstance(app.heard[-1], Selected)
        await pilot.mouse_down("#text", offset=(left + 6, 0))
        await pilot.hover("#text", offset=(left + 4, 2))
        await pilot.mouse_up("#text", offset=(left + 4, 2))
        assert app.view.text_of(app.view.selection) == "bravo charlie\n\ndelta"


async def test_a_click_sets_the_caret_and_tells_which_highlight_was_meant():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(Document("t", "t", "0", "alpha bravo charlie"))
        app.view.set_layer("excerpts", [(6, 11)], tags=[2])
        await pilot.pause()
        await pilot.click("#text", offset=(app.view._page.left + 7, 0))
        await pilot.pause()
        assert app.view.caret == 7
        assert [(heard.layer, heard.span) for heard in app.heard if isinstance(heard, LayerClicked)] == [
            ("excerpts", (6, 11))
        ]


async def test_wide_characters_are_found_under_the_mouse():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(Document("t", "t", "0", "漢字 test e\u0301a"))
        await pilot.pause()
        left = app.view._page.left
        assert [app.view.offset_at(left + x, 0) for x in (0, 1, 2, 4, 5, 10, 11)] == [0, 0, 1, 2, 3, 8, 10]
        assert app.view.offset_at(left, 5) is None


async def test_the_margin_names_the_speaker_and_whose_words_a_quotation_is():
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(SOURCE)
        app.view.set_layer("quotations", [(q.start, q.end) for q in SOURCE.quotations])
        await pilot.pause()
        margins = [line[: app.view._page.left].strip() for line in app.shown]
        assert "Ada Byron" in margins
        assert any("“Carla Dee" in margin and "┊" in margin for margin in margins)


async def test_in_a_narrow_pane_names_stand_above_their_passages():
    app = Reading()
    async with app.run_test(size=(40, 24)) as pilot:
        app.view.show(SOURCE)
        await pilot.pause()
        assert "Ada Byron" in [line.strip() for line in app.shown]


@pytest.mark.parametrize("size", [(1, 1), (2, 30), (300, 2), (7, 3)])
@pytest.mark.parametrize("text", ["", "\n\n\n", "x", "漢字漢字", "a\tb"])
async def test_no_size_and_no_text_is_too_small(size, text):
    app = Reading()
    async with app.run_test(size=size) as pilot:
        for act in (
            lambda: app.view.show(Document("t", "t", "0", text)),
            lambda: app.view.show(Document("a", "a", "0", text)),
            app.view.go_end, app.view.go_start, app.view.start_selection,
            lambda: app.view.move_caret("row", 1), lambda: app.view.move_caret("sentence", -1),
            lambda: app.view.go_layer("hits", 1), lambda: app.view.go_heading(1), lambda: app.view.go_passage(-1),
            lambda: app.view.go_line(3), app.view.toggle_fold, lambda: app.view.text_of((0, len(text))),
        ):  # fmt: skip
            act()
            await pilot.pause()
            assert all(len(line) <= max(size) for line in app.shown)
