"""Rows that answer to what is typed: those that hold it, else those with words like it; and words enough for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.actions import ACTIONS
from tui.cli.opening import _verbs
from tui.screens.matching import matching
from tui.screens.palette import _ALSO

ROWS = [("save", "keep clip"), ("outline", "table of contents sections"), ("theme", "colours dark light")]


def found(typed: str) -> list[str]:
    return [name for name, _ in matching(typed, ROWS, lambda row: row)]


def test_every_word_typed_is_in_the_rows_and_their_order_does_not_matter() -> None:
    assert found("table of contents") == found("contents table") == ["outline"]
    assert found("") == ["save", "outline", "theme"]


def test_a_name_comes_before_a_mere_word() -> None:
    rows = [("write", "save"), ("save", ""), ("save again", "")]
    assert [name for name, _ in matching("save", rows, lambda row: row)] == ["save", "save again", "write"]


def test_where_nothing_holds_it_a_slip_and_a_missing_word_are_forgiven() -> None:
    assert found("colors") == ["theme"]
    assert found("dark mode") == ["theme"]
    assert found("outlnie") == ["outline"]
    assert found("waves nobody") == []


@given(st.text(max_size=30), st.lists(st.tuples(st.text(max_size=12), st.text(max_size=20)), max_size=8))
def test_a_row_is_found_by_any_word_of_its_own(typed: str, rows: list[tuple[str, str]]) -> None:
    answer = matching(typed, rows, lambda row: row)
    assert set(answer) <= set(rows)
    for name, others in rows:
        for word in f"{name} {others}".split():
            assert (name, others) in matching(word, rows, lambda row: row)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("copy", "copy"), ("clipboard", "copy"), ("footnote", "copy and cite"), ("bibliography", "cite"),
        ("highlight", "select"), ("annotate", "note"), ("bookmark", "mark"), ("dark mode", "theme"),
        ("colors", "theme"), ("settings", "config"), ("preferences", "config"), ("options", "config"),
        ("go to line", "end"), ("line number", "top"), ("table of contents", "outline"), ("sidebar", "outline"),
        ("print", "export"), ("print", "show"), ("width", "config"), ("split", "compare"), ("reload", "look again"),
        ("diff", "compare"), ("tags", "tag"), ("shortcuts", "keys"), ("who said", "quotations"), ("chart", "plot"),
        ("fact check", "check"), ("timeline", "plot"), ("frequency", "plot"), ("open file", "go to"),
        ("unfold", "fold notices"), ("advertising", "fold notices"), ("snippet", "save"), ("collection", "excerpts"),
        ("misheard", "quote"), ("version", "doctor"), ("synonym", "terms"), ("left out", "view"), ("exit", "quit"),
        ("grep", "search"), ("goto", "end"), ("undo", "undo"), ("headings", "outline"),
        ("switch document", "documents"),
    ],
)  # fmt: skip
def test_what_a_person_might_call_it_finds_it(typed: str, name: str) -> None:
    commands = [(action.label, f"{action.help} {action.id} {action.words}") for action in ACTIONS]
    commands += [(verb, f"{about} {_ALSO.get(verb, '')} command line verb") for verb, about in _verbs()]
    assert name in [label for label, _ in matching(typed, commands, lambda command: command)]


def test_the_words_for_verbs_are_of_verbs_that_there_are() -> None:
    assert set(_ALSO) <= {verb for verb, _ in _verbs()}
