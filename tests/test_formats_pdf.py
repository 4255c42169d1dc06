"""PDF pages become paragraphs; what a page begins and ends with on every page is left out; each knows its page."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath

import pytest
from containers import pdf
from hypothesis import given
from hypothesis import strategies as st

from index import formats
from index.errors import FormatError
from index.formats import pdf as reader
from index.formats.pdf_lines import Line, paragraphs
from index.model import MarkKind, place_in

WITH = pytest.mark.skipif(find_spec("pypdfium2") is None, reason="no pdf extra")


def line(text: str, top: float, right: float = 500.0, size: float = 11.0, left: float = 72.0) -> Line:
    return Line(text, left, top - 11, right, top, size)


def texts(*pages: list[Line]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(pages)]


def test_lines_of_a_paragraph_are_joined_and_a_gap_parts_them() -> None:
    page = [line("The harbour was", 700), line("built in spring.", 686), line("Nobody paid for it.", 650)]
    assert texts(page) == ["The harbour was built in spring.", "Nobody paid for it."]


def test_a_short_last_line_ends_a_paragraph() -> None:
    page = [
        line("The harbour was built in", 700),
        line("spring.", 686, right=120),
        line("Nobody paid for it,", 672),
        line("or ever will.", 658),
    ]
    assert texts(page) == ["The harbour was built in spring.", "Nobody paid for it, or ever will."]


def test_a_word_parted_by_the_end_of_a_line_is_put_together() -> None:
    assert texts([line("The har-", 700), line("bour and the light-\x02", 686), line("House of 1911.", 672)])[
        0
    ].startswith("The harbour and")


def test_larger_letters_are_a_heading() -> None:
    page = [
        line("The Quay", 700, size=18),
        line("Ropes lay about on it, and nobody", 670),
        line("knew whose they were.", 656),
    ]
    assert [bool(paragraph.heading) for paragraph in paragraphs([page])] == [True, False]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [line("A History of Quays", 780), line(f"Text {word} goes on.", 700), line(f"{n}", 30)]
        for n, word in enumerate("abcd", 7)
    ]
    assert texts(*pages) == [f"Text {word} goes on." for word in "abcd"]


def test_a_paragraph_that_goes_over_a_page_is_one_and_knows_both() -> None:
    first, second = [line("The harbour was", 100)], [line("built in spring.", 700)]
    (found,) = paragraphs([first, second])
    assert found.text == "The harbour was built in spring."
    assert found.turned == [(1, len("The harbour was "))]


@given(
    st.lists(
        st.lists(st.builds(Line, st.text(min_size=1, max_size=20), *[st.floats(0, 800)] * 5), max_size=6), max_size=4
    )
)
def test_no_lines_raise_and_no_word_of_the_middle_is_lost(pages: list[list[Line]]) -> None:
    list(paragraphs(pages))


@WITH
def test_each_page_is_cited_by_its_number() -> None:
    extraction = formats.extract(PurePath("a.pdf"), pdf([["The harbour is old."], ["The tide is new."]]))
    assert extraction.text == "The harbour is old.\n\nThe tide is new.\n"
    at = extraction.text.index("tide")
    assert place_in(extraction.marks, at, at + 4) == "p. 2"
    assert [m.value for m in extraction.marks if m.kind is MarkKind.PAGE] == ["p. 1", "p. 2"]


@WITH
@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"not a pdf", pdf([["x"]])[:200]])
def test_a_damaged_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        formats.extract(PurePath("a.pdf"), data)
    assert "\n" not in str(refused.value)


@WITH
def test_an_encrypted_pdf_is_refused_as_such() -> None:
    data = pdf([["x"]]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"00" * 32
        + b">/U<"
        + b"11" * 32
        + b">>>/ID[<00><00>]",
    )
    with pytest.raises(FormatError, match=r"encrypted|damaged"):
        formats.extract(PurePath("a.pdf"), data)


@WITH
def test_a_pdf_without_text_says_that_it_is_pictures() -> None:
    with pytest.raises(FormatError, match="pictures"):
        formats.extract(PurePath("a.pdf"), pdf([[]]))


def test_the_missing_extra_is_named_with_the_command_that_adds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda name: None)
    with pytest.raises(FormatError, match=r"pip install 'variorum\[pdf\]'"):
        formats.extract(PurePath("a.pdf"), b"%PDF-1.4")
