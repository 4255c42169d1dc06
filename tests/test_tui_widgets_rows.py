"""Documents as rows: every character once, every row known by its offset, only what is looked at wrapped."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.model import Document, Evidence, Kind, Mark, MarkKind, Passage
from tui.widgets.blocks import PIECE, blocks_of_document, blocks_of_text, unfolded
from tui.widgets.page import MEASURE, Label, Page, labels, longest_name
from tui.widgets.rows import Layout

KINDS = st.sampled_from(list(Kind))
PARTS = st.lists(
    st.tuples(KINDS, st.text(st.sampled_from("ab c漢\n-"), min_size=1, max_size=60).filter(lambda s: s.strip())),
    min_size=1,
    max_size=12,
)


def document(parts: list[tuple[Kind, str]], **fields: object) -> Document:
    """A document whose passages are `parts`, a blank line between two of them."""
    text, passages = "", []
    for number, (kind, piece) in enumerate(parts):
        piece = piece.strip("\n ")
        passages.append(Passage(number, len(text), len(text) + len(piece), kind))
        text += piece + "\n\n"
    return Document("a.txt", "/a.txt", "0", text, passages=tuple(passages), **fields)


def spoken(*turns: tuple[str | None, Evidence, str]) -> Document:
    """A transcript."""
    text, passages = "", []
    for number, (speaker, evidence, words) in enumerate(turns):
        passages.append(Passage(number, len(text), len(text) + len(words), Kind.TURN, speaker, evidence))
        text += words + "\n\n"
    return Document("a.txt", "/a.txt", "0", text, passages=tuple(passages))


def layout(source: Document, measure: int = 30) -> Layout:
    return Layout(source.text, blocks_of_document(source), measure)


def all_rows(flow: Layout) -> list:
    return flow.rows((0, 0), 10_000)


def letters(text: str) -> str:
    return "".join(text.split())


@given(PARTS, st.integers(8, 40))
def test_rows_show_every_character_that_is_not_folded_once_and_in_order(parts, measure):
    source = document(parts)
    rows = [row for row in all_rows(layout(source, measure)) if row.shape in ("text", "fold")]
    assert letters("".join(source.text[row.start : row.end] for row in rows)) == letters(source.text)
    assert all(a.end <= b.start for a, b in pairwise(rows))


@given(PARTS, st.integers(8, 40), st.data())
def test_the_place_of_an_offset_is_the_row_that_shows_it(parts, measure, data):
    source = document(parts)
    flow = layout(source, measure)
    offset = data.draw(st.sampled_from([n for n, char in enumerate(source.text) if not char.isspace()]))
    row = flow.row(flow.place(offset))
    assert row.start <= offset < row.end


@given(PARTS, st.integers(8, 40), st.integers(-40, 40), st.integers(0, 60))
def test_a_step_there_and_back_ends_where_it_began_inside_the_text(parts, measure, count, begin):
    flow = layout(document(parts), measure)
    rows = [(row.block, row.number) for row in all_rows(flow)]
    start = rows[begin % len(rows)]
    there = flow.step(start, count)
    assert there == rows[min(max(rows.index(start) + count, 0), len(rows) - 1)]


def test_the_last_screen_is_full():
    flow = layout(document([(Kind.PARAGRAPH, f"paragraph {n}") for n in range(50)]))
    assert len(flow.rows(flow.last_top(20), 99)) == 20


def test_a_giant_passage_is_cut_into_pieces_and_only_those_on_screen_are_wrapped():
    words = "a sentence of invented words. " * 40_000
    source = document([(Kind.PARAGRAPH, words)])
    flow = layout(source, 60)
    assert len(flow.blocks) > len(words) // (2 * PIECE)
    flow.rows((0, 0), 40)
    flow.last_top(40)
    flow.rows(flow.place(len(words) // 2), 40)
    assert flow.rows_of.cache_info().misses < 12
    assert all(source.text[block.end - 2 : block.end] == ". " for block in flow.blocks[:-1]), (
        "pieces end where sentences do"
    )


def test_a_line_of_a_million_letters_without_a_blank_is_wrapped_piece_by_piece():
    text = "x" * 1_000_000
    flow = Layout(text, blocks_of_text(text), 60)
    assert flow.rows((0, 0), 20)[3].start == 180
    assert flow.rows_of.cache_info().misses == 1


def test_a_run_of_boilerplate_is_one_dim_row_that_can_be_opened():
    source = document(
        [
            (Kind.PARAGRAPH, "one"),
            (Kind.BOILERPLATE, "follow us\nshare"),
            (Kind.BOILERPLATE, "terms"),
            (Kind.PARAGRAPH, "two"),
        ]
    )
    folded = blocks_of_document(source)
    assert [block.folded for block in folded] == [0, 3, 0]
    opened = unfolded(source, folded[1])
    assert [source.text[block.start : block.end] for block in opened] == ["follow us\nshare", "terms"]


def test_items_that_touch_in_the_source_stay_together_and_hang_behind_their_bullet():
    text = "- first thing to do\n- second thing\n\n1. numbered"
    spans = [(0, 19), (20, 34), (36, 47)]
    source = Document(
        "a", "a", "0", text, passages=tuple(Passage(n, a, b, Kind.ITEM) for n, (a, b) in enumerate(spans))
    )
    blocks = blocks_of_document(source)
    assert [block.gap for block in blocks] == [0, 0, 1]
    assert [block.indent for block in blocks] == [2, 2, 3]
    rows = Layout(text, blocks, 10).rows_of(0)
    assert [row.indent for row in rows] == [0, 2, 2]


def test_preformatted_text_and_front_matter_keep_their_lines():
    text = "title: x\nkind: y\n\nfor a:\n    b"
    source = Document(
        "a", "a", "0", text,
        passages=(Passage(0, 0, 16, Kind.META), Passage(1, 18, len(text), Kind.PARAGRAPH)),
        marks=(Mark(18, len(text), MarkKind.PREFORMATTED),),
    )  # fmt: skip
    shown = [text[row.start : row.end] for row in all_rows(layout(source)) if row.shape == "text"]
    assert shown == ["title: x", "kind: y", "for a:", "    b"]


def test_before_the_structure_is_known_paragraphs_are_reflowed_too():
    text = "one\ntwo\n\n\nthree"
    flow = Layout(text, blocks_of_text(text), 30)
    assert [text[row.start : row.end] for row in all_rows(flow) if row.shape == "text"] == ["one\ntwo", "three"]


# -- the margin
def test_the_margin_names_a_speaker_where_the_turn_changes_and_marks_what_was_carried():
    said = labels(
        spoken(
            ("Ada Byron", Evidence.CUE, "Good evening."),
            ("Ada Byron", Evidence.CARRIED, "And welcome."),
            ("Ben", Evidence.CARRIED, "Thank you."),
            (None, Evidence.UNKNOWN, "Who said this?"),
            (None, Evidence.UNKNOWN, "Or this?"),
            ("Ben", Evidence.CUE, "I did."),
        )
    )
    assert {number: label.text for number, label in said.items()} == {
        0: "Ada Byron",
        1: "~",
        2: "~Ben",
        3: "?",
        5: "Ben",
    }


def test_a_name_that_the_text_itself_writes_is_not_said_twice():
    assert labels(spoken(("Ada Byron", Evidence.LABEL, "ADA: Good evening."))) == {}


def test_a_document_without_speakers_has_no_margin():
    assert labels(document([(Kind.PARAGRAPH, "one")])) == {}
    assert Page.of(80, MEASURE, 0).margin == 0


@given(st.integers(1, 250), st.integers(0, 40))
def test_margin_gutter_and_text_fit_any_pane(width, longest):
    page = Page.of(width, MEASURE, longest)
    assert page.measure >= 1
    assert page.left + page.measure <= max(width, page.gutter + 1)
    assert page.measure <= MEASURE
    assert page.measure >= 45 or width < 64


@given(st.text(st.sampled_from("ab c漢"), max_size=60), st.integers(1, 20), st.integers(1, 3))
def test_a_name_keeps_to_its_rows_and_cells(name, cells, count):
    from rich.cells import cell_len

    rows = Label(name, "~").rows(cells, count)
    assert len(rows) <= count
    assert all(cell_len(row) <= cells for row in rows)
    assert longest_name([Label(name)]) <= 16
