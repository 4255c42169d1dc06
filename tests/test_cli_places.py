"""DOC:LINE as people type it: every document that exists can be named, and a place means the text that stands there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import LibraryError, UnknownDocument
from index.model import Document
from tui.cli.places import Place, PlaceError, excerpt_span, line_span, parse

TEXT = "".join(f"Line {number} tells of the harbour and its boats.\n" for number in range(1, 61))
DOCUMENT = Document("harbour.txt", "/sources/harbour.txt", "0" * 64, TEXT)


class Shelf:
    """A library that knows only the names of its documents."""

    def __init__(self, *ids: str) -> None:
        self.known = ids
        self.folder = self

    def ids(self) -> tuple[str, ...]:
        return self.known

    def scan(self) -> Any:
        return SimpleNamespace(problems=[SimpleNamespace(id="pipe:1", path="/sources/pipe:1", message="a pipe")])

    def resolve(self, name: str) -> str:
        if name in self.known:
            return name
        raise UnknownDocument(f"{name}: no such document")


def parsed(typed: str, *ids: str) -> Place:
    return parse(cast(Any, Shelf(*ids)), typed)


def test_a_document_with_lines() -> None:
    assert parsed("a.txt", "a.txt") == Place("a.txt")
    assert parsed("a.txt:7", "a.txt") == Place("a.txt", 7)
    assert parsed("a.txt:7-9", "a.txt") == Place("a.txt", 7, 9)
    assert parsed("a.txt:L7-L9", "a.txt") == Place("a.txt", 7, 9, lines=True)


def test_a_document_whose_name_looks_like_a_place_is_that_document() -> None:
    assert parsed("notes:12", "notes:12", "notes") == Place("notes:12")
    assert parsed("notes:12:3", "notes:12") == Place("notes:12", 3)
    assert parsed("a:b:4-5", "a:b") == Place("a:b", 4, 5)


@given(st.text(min_size=1), st.integers(1, 10**6), st.integers(1, 10**6))
def test_any_name_that_is_listed_can_be_named_with_lines(name: str, first: int, last: int) -> None:
    assert parsed(name, name) == Place(name)
    assert parsed(f"{name}:{first}-{last}", name) == Place(name, first, last)


def test_a_document_that_is_not_there_is_named_in_the_error() -> None:
    with pytest.raises(UnknownDocument, match=r"b\.txt"):
        parsed("b.txt:3", "a.txt")


def test_what_is_listed_but_cannot_be_read_is_named_with_its_problem() -> None:
    for typed in ("pipe:1", "/sources/pipe:1"):
        with pytest.raises(LibraryError, match="pipe:1: a pipe"):
            parsed(typed, "a.txt")


def test_lines_give_their_text_without_the_last_line_end() -> None:
    start, end = line_span(DOCUMENT, Place("harbour.txt", 2, 3))
    assert TEXT[start:end] == "Line 2 tells of the harbour and its boats.\nLine 3 tells of the harbour and its boats."
    assert line_span(DOCUMENT, Place("harbour.txt")) == (0, len(TEXT))


@pytest.mark.parametrize(("first", "last"), [(0, None), (61, None), (5, 4)])
def test_lines_that_are_not_there_are_an_error(first: int, last: int | None) -> None:
    with pytest.raises(PlaceError):
        line_span(DOCUMENT, Place("harbour.txt", first, last))


def test_lines_without_a_word_are_not_kept() -> None:
    blank = Document("b.txt", "/sources/b.txt", "0" * 64, "One.\n\nThree.\n")
    with pytest.raises(PlaceError, match=r"b\.txt:2 is empty"):
        excerpt_span(blank, Place("b.txt", 2))


def test_a_range_that_runs_past_the_end_gives_what_there_is() -> None:
    assert TEXT[slice(*line_span(DOCUMENT, Place("harbour.txt", 60, 99)))].startswith("Line 60")


def kept(first: int, last: int | None, unit: str = "", lines: bool = False) -> str:
    return TEXT[slice(*excerpt_span(DOCUMENT, Place("harbour.txt", first, last, lines), unit))]


def test_an_excerpt_by_offsets_is_exactly_those_characters() -> None:
    start = TEXT.index("tells of the harbour")
    assert kept(start, start + 20) == "tells of the harbour"
    assert kept(700, 760) == TEXT[700:760]


def test_one_number_is_a_line_and_so_are_ranges_marked_with_l() -> None:
    assert kept(4, None) == "Line 4 tells of the harbour and its boats."
    assert kept(7, 42, lines=True).startswith("Line 7 ")


def test_a_bare_range_that_makes_no_sense_as_offsets_is_lines() -> None:
    assert kept(3, 5).startswith("Line 3 ")
    assert kept(1, 40).startswith("Line 1 ")


def test_the_unit_can_be_said() -> None:
    assert kept(3, 5, "offsets") == TEXT[3:5]
    assert kept(7, 42, "lines").startswith("Line 7 ")
    with pytest.raises(PlaceError):
        kept(7, None, "offsets")


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_offsets_beyond_the_lines_are_never_taken_for_lines(start: int, end: int) -> None:
    if end <= 60:
        return
    if start < end <= len(TEXT):
        assert kept(start, end) == TEXT[start:end]
    else:
        with pytest.raises(PlaceError):
            kept(start, end)
