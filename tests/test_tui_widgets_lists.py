"""Lists: any length, hostile names, a cursor that skips heads, matches below each other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App

from index.model import Document, DocumentInfo, Evidence, Kind, Passage, Quotation
from tui.widgets.document_list import DocumentList, words
from tui.widgets.help_table import HelpRow, HelpTable
from tui.widgets.hit_list import HitList, around, grouped
from tui.widgets.hit_rows import HitRow, Spread, telling
from tui.widgets.line_list import Item, LineList
from tui.widgets.messages import Chosen
from tui.widgets.side_lists import ExcerptList, ExcerptRow, outline, quotations


class Listing(App[None]):
    """One list."""

    def __init__(self, listed: LineList) -> None:
        super().__init__()
        self.listed = listed
        self.chosen: list[Chosen] = []

    def compose(self):
        yield self.listed

    def on_chosen(self, message: Chosen) -> None:
        self.chosen.append(message)

    @property
    def shown(self) -> list[str]:
        return [self.listed.render_line(y).text for y in range(self.listed.size.height)]


def infos(count: int) -> list[DocumentInfo]:
    return [
        DocumentInfo(f"{n}.txt", "", f"Title {n} [b]", "Harbour Post", "2024-05-01", words=n * 17, digest="x")
        for n in range(count)
    ]


async def test_a_hundred_thousand_rows_draw_only_those_on_screen():
    drawn = []

    class Counting(DocumentList):
        def item_of(self, value: DocumentInfo) -> Item:
            drawn.append(value.id)
            return super().item_of(value)

    app = Listing(Counting(id="docs"))
    async with app.run_test(size=(60, 20)) as pilot:
        app.listed.set_values(infos(100_000))
        app.listed.go(-1)
        app.listed.page(-1)
        assert app.listed.go_key("50000.txt")
        await pilot.pause()
        assert len(app.shown) == 20
        assert len(drawn) < 1000
        assert app.listed.cursor_key == "50000.txt"


async def test_the_filter_takes_every_word_whatever_its_case_and_accents():
    app = Listing(DocumentList())
    async with app.run_test(size=(60, 20)) as pilot:
        app.listed.set_values([*infos(50), DocumentInfo("é.txt", "", "Été à la mer", "Outlet", digest="x")])
        assert app.listed.filter("ete MER") == 1
        assert app.listed.cursor_key == "é.txt"
        assert app.listed.filter("harbour 49") == 1
        assert app.listed.filter("nothing of it") == 0
        assert app.listed.cursor_value is None
        assert "no title or name matches" in app.shown[0]
        assert app.listed.filter("") == 51
        app.listed.set_values([])
        app.listed.filter("harbour")
        await pilot.pause()
        assert "no texts here" in app.shown[0]


async def test_the_cursor_skips_heads_and_stays_inside():
    app = Listing(HelpTable())
    rows = [
        HelpRow("", "Moving"),
        HelpRow("j", "down", action="d"),
        HelpRow("", "Finding"),
        HelpRow("/", "find", action="f"),
    ]
    async with app.run_test(size=(60, 20)):
        app.listed.set_values(rows)
        keys = []
        for step in (0, 1, 1, -1, -1, -5, 9):
            app.listed.move(step)
            keys.append(app.listed.cursor_key)
        assert keys == ["d", "f", "f", "d", "d", "d", "f"]


async def test_a_list_of_nothing_but_heads_or_of_nothing_at_all_does_not_trip():
    app = Listing(HelpTable(id="help"))
    async with app.run_test(size=(60, 20)) as pilot:
        for rows in ([], [HelpRow("", "Moving"), HelpRow("", "Finding")]):
            app.listed.set_values(rows)
            app.listed.move(1)
            app.listed.page(-1)
            app.listed.choose()
            await pilot.pause()
            assert not app.listed.go_key("x")


async def test_a_click_or_enter_says_which_item():
    app = Listing(DocumentList(id="docs"))
    async with app.run_test(size=(60, 20)) as pilot:
        app.listed.set_values(infos(5))
        app.listed.move(2)
        app.listed.choose()
        await pilot.click("#docs", offset=(4, 3))
        await pilot.pause()
        assert [(chosen.list_id, chosen.key, chosen.index) for chosen in app.chosen] == [
            ("docs", "2.txt", 2),
            ("docs", "3.txt", 3),
        ]


HOSTILE = "T\x1b]0;x\x07\x9b2J [@click=app.quit]a[/] \u202eb\nc 漢字" + "y" * 300


@pytest.mark.parametrize("width", [3, 20, 80])
async def test_hostile_names_take_one_row_and_are_shown_as_they_are(width):
    app = Listing(DocumentList())
    async with app.run_test(size=(width, 10)) as pilot:
        app.listed.set_values(
            [
                DocumentInfo("a", "", HOSTILE, HOSTILE, "2024", words=3, digest="x"),
                DocumentInfo("b", "", HOSTILE, problems=(HOSTILE,)),
            ]
        )
        await pilot.pause()
        for row in app.shown:
            assert cell_len(row) == width
            assert not any(char < " " or "\x7f" <= char < "\xa0" or char == "\u202e" for char in row)
        if width == 80:
            assert "[@click=app.quit]" in app.shown[0]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (999, "999"), (1_940, "1.9k"), (12_345, "12k"), (2_400_000, "2.4M")]
)
def test_numbers_of_words_are_short(count, shown):
    assert words(count) == shown


# -- hits
def test_matches_stand_below_each_other_whatever_surrounds_them():
    text = "the lantern on the harbour wall went out before the first boat had left the bay"
    columns = set()
    for word in ("wall", "went", "boat"):
        at = text.index(word)
        parts = around(text, [(at, at + 4)], 40)
        row = "".join(piece for piece, _ in parts)
        columns.add(row.index(word))
        assert cell_len(row) <= 40
    assert columns == {13}


@given(
    st.text(st.sampled_from("ab c\n\t漢e\u0301"), min_size=1, max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(1, 12)), max_size=4),
    st.integers(10, 90),
)
def test_a_row_round_a_match_fits_and_marks_only_words_of_the_match(text, pairs, cells):
    spans = sorted({(a, min(len(text), a + n)) for a, n in pairs if a < len(text)})
    parts = around(text, spans, cells)
    assert cell_len("".join(piece for piece, _ in parts)) <= cells
    if spans and "\n" not in text and "\t" not in text and "  " not in text:
        marked = next((piece for piece, style in parts if style == "match"), "")
        assert text[slice(*spans[0])].startswith(marked.rstrip("…"))


def row(doc: str, start: int) -> HitRow:
    return HitRow(doc, doc.upper(), "some words here", start, ((start + 5, start + 10),), line=3, speaker="Ada Byron")


def test_hits_are_grouped_by_document_in_the_order_of_the_best():
    rows = grouped([row("b", 0), row("a", 50), row("b", 90)])
    assert [(r.doc, r.of, r.start) for r in rows] == [
        ("b", "2 hits", 0), ("b", "", 0), ("b", "", 90), ("a", "1 hit", 0), ("a", "", 50),
    ]  # fmt: skip


async def test_the_strip_beside_a_title_shows_where_its_hits_lie():
    app = Listing(HitList(id="hits"))
    async with app.run_test(size=(70, 10)) as pilot:
        app.listed.show([row("a", 0), row("a", 980)], {"a": Spread(3, (0.0, 0.98))})
        await pilot.pause()
        assert app.shown[0].rstrip().endswith("█          █ 2 of 3 hits")
        assert app.listed.cursor_key == "a:5"
        assert "Byron:" in app.shown[1]


def test_a_row_stands_where_most_and_the_rarest_of_the_words_are_close_together():
    def found(text: str) -> HitRow:
        spans = [
            (at, at + len(word))
            for word in ("sea", "wall", "fee")
            for at in range(len(text))
            if text.startswith(word, at)
        ]
        return HitRow("a", "A", text, 0, tuple(sorted(spans)))

    rows = telling([found("sea " + "and so on " * 9 + "the sea wall fee"), found("sea, sea and sea"), found("the sea")])
    assert [row.offset for row in rows] == [rows[0].text.rindex("sea"), 0, 4]


async def test_hits_are_filtered_by_document_speaker_and_words_and_keep_their_heads():
    app = Listing(HitList(id="hits"))
    async with app.run_test(size=(70, 10)) as pilot:
        app.listed.show([row("alpha", 0), row("beta", 980)], notice="showing harbour")
        assert app.listed.filter("byron BETA words") == 1
        await pilot.pause()
        assert [text.split()[0] for text in app.shown[:3]] == ["showing", "BETA", ">"]
        assert app.listed.filter("nobody") == 0
        assert app.listed.filter("") == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("speaker:byron", ["a1", "b2"]), ("speaker:BYRON -doc:b2", ["a1"]), ("doc:a1 doc:c3", ["a1", "c3"]),
        ("kind:turn", ["c3"]), ('outlet:"coast review"', ["b2"]), ("-speaker:ada words", ["c3"]),
        ("-word", ["a1", "b2", "c3"]),
        ("after:2024-03", ["b2", "c3"]), ("before:2024 some wor", ["a1"]), ("speaker:", ["a1", "b2", "c3"]),
        ("-speaker:", ["a1", "b2", "c3"]), ("-wen", ["a1", "b2"]), ("speaker:nobody", []), ('"wen liu"', ["c3"]),
    ],
)  # fmt: skip
async def test_hits_are_filtered_in_the_grammar_of_a_search(typed, kept):
    hits = [
        replace(row("a1", 0), date="2023", kind="paragraph", outlet="Harbour Post"),
        replace(row("b2", 9), date="2024-05-01", kind="paragraph", outlet="Coast Review", title="Boats"),
        replace(row("c3", 9), date="2024", kind="turn", speaker="Wen Liu"),
    ]
    app = Listing(HitList(id="hits"))
    async with app.run_test(size=(70, 10)):
        app.listed.show(hits)
        assert app.listed.filter(typed) == len(kept)
        assert [hit.doc for hit in app.listed.hits] == kept


# -- the side pane
TEXT = "Overview\n\n“Not one boat left,” said Ada.\n\nAdd “two lanterns” and “a rope”."
SOURCE = Document(
    "a", "a", "0", TEXT,
    passages=(
        Passage(0, 0, 8, Kind.HEADING),
        Passage(1, 10, 39, Kind.TURN, "Ada Byron", Evidence.CUE),
        Passage(2, 42, len(TEXT), Kind.TURN, "Ben", Evidence.CARRIED),
    ),
    quotations=(
        Quotation(11, 28, 1, "Ada Byron", Evidence.CUE),
        Quotation(TEXT.index("two"), TEXT.index("two") + 12, 2),
        Quotation(TEXT.index("a rope"), TEXT.index("a rope") + 6, 2, "Ada Byron", Evidence.CUE),
    ),
)  # fmt: skip


def test_a_document_with_headings_has_them_as_outline_and_others_their_speakers():
    assert [place.label for place in outline(SOURCE)] == ["Overview", "Ada Byron", "~Ben"]
    headed = replace(SOURCE, passages=(Passage(0, 0, 8, Kind.TITLE), replace(SOURCE.passages[1], kind=Kind.QUESTION)))
    assert [(place.label, place.level) for place in outline(headed)] == [("Overview", 0), (TEXT[10:39], 1)]


def test_quotations_are_listed_by_who_is_quoted_most_first_and_the_nameless_last():
    assert [(place.label, place.head) for place in quotations(SOURCE)] == [
        ("Ada Byron", True),
        ("“Not one boat left”", False),
        ("“a rope”", False),
        ("no name given", True),
        ("“two lanterns”", False),
    ]


async def test_an_excerpt_shows_its_tags_and_what_became_of_it():
    app = Listing(ExcerptList())
    async with app.run_test(size=(70, 10)) as pilot:
        app.listed.set_values([ExcerptRow("1", "a", "T", "two\nwords", tags=("sea",), note="why", status="orphan")])
        await pilot.pause()
        assert "orphan two words  why" in app.shown[0]
        assert "#sea" in app.shown[0]
        assert app.listed.filter("SEA why") == 1
