"""What a file states about itself is read; what it states badly costs a remark and no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats import frontmatter, md, txt
from index.model import MarkKind, Metadata


def test_usual_names_for_a_field_all_work() -> None:
    text = (
        "---\nheadline: A Pier\nPublication: The Evening Ledger\npublished: 7 March 2024\ntype: interview\n"
        "speakers: [Ada Brandt, {name: Tom Reyes}]\nauthors: [Jo Lind, Sam Oak]\n"
        "link: https://example.org/pier\nlang: en\n"
        "---\nText.\n"
    )
    front = frontmatter.read(text)
    assert front.metadata == Metadata(
        title="A Pier",
        outlet="The Evening Ledger",
        date="2024-03-07",
        kind="interview",
        people=("Ada Brandt", "Tom Reyes"),
        author="Jo Lind, Sam Oak",
        url="https://example.org/pier",
        language="en",
    )
    assert text[front.end :] == "\nText.\n"
    assert not front.problems


@pytest.mark.parametrize(
    "text",
    [
        "---\nA line between two rules.\n---\n",
        "---\n\n---\n",
        "--- \n",
        "Title: no fence\n",
        "---\ntitle: never closed\n",
        "---\nHe said: nothing\nof the kind, and\n---",
        "----\ntitle: x\n----\n",
    ],
)
def test_two_rules_are_no_front_matter(text: str) -> None:
    front = frontmatter.read(text)
    assert front.metadata == Metadata()


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("title: A\ntitle: B", "front matter:3: 'title' is written twice"),
        ("title: x\nauthor: [", "front matter:4"),
        ("title: *x", "front matter:2"),
        ("date: the day after", "front matter: 'the day after' is not a date"),
    ],
)
def test_bad_front_matter_is_a_problem_and_the_text_still_reads(yaml: str, problem: str) -> None:
    for read in (txt.extract, md.extract):
        extraction = read(f"---\n{yaml}\n---\n\nThe harbour froze.\n".encode())
        assert extraction.text.endswith("---\n\nThe harbour froze.\n")
        assert extraction.problems[0].startswith(problem)
        assert extraction.marks[0].kind is MarkKind.META


def test_a_title_cannot_hold_a_line_break_or_an_escape() -> None:
    front = frontmatter.read('---\ntitle: "one\\ntwo \\e[31m"\n---\n')
    assert front.metadata.title == "one\u2424two \u241b[31m"


@given(st.text(max_size=80))
def test_whatever_stands_between_the_fences(inside: str) -> None:
    frontmatter.read(f"---\n{inside}\n---\ntext")
