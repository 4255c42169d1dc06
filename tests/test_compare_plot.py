"""Plots: every number is the size of its list of places, dates in order, one self-contained picture."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from compare_sources import source
from hypothesis import given
from hypothesis import strategies as st

from index.compare.plot import plot
from index.compare.plot_svg import svg
from index.compare.topics import Origin, Topic
from index.errors import TopicError
from index.model import Document, Kind


def dated(document: Document, date: str) -> Document:
    return replace(document, metadata=replace(document.metadata, date=date))


LATE = dated(
    source("late.txt", "The open-source pump runs.", "An Open Source pump is cheap & <good>.", title="Late"), "2024-05"
)
EARLY = dated(source("early.txt", "Nobody speaks of pumps here."), "2021")
NEVER = source("never.txt", (Kind.BOILERPLATE, "Our open source sponsor."), "A pump, open, source of joy.")


def test_words_are_counted_where_they_stand_hyphens_and_case_aside() -> None:
    rows = {row.doc: row for row in plot([LATE, EARLY, NEVER], "open source").rows}
    assert rows["late.txt"].count == 2
    assert [LATE.text[a:b] for a, b in rows["late.txt"].places] == ["open-source", "Open Source"]
    assert rows["early.txt"].count == 0


def test_a_possessive_is_its_word() -> None:
    assert plot([source("a.txt", "The pump’s price and the pumps.")], "pump").rows[0].count == 1


def test_boilerplate_does_not_count() -> None:
    places = plot([NEVER], "open source").rows[0].places
    assert all("sponsor" not in NEVER.text[a : b + 10] for a, b in places)


def test_documents_come_by_date_and_those_without_one_last() -> None:
    assert [row.doc for row in plot([NEVER, LATE, EARLY], "pump").rows] == ["early.txt", "late.txt", "never.txt"]


def test_a_named_topic_is_counted_in_passages() -> None:
    topic = Topic("pumps", "Pumps", strong=("pump",), origin=Origin.OWN)
    drawn = plot([LATE, EARLY, NEVER], topic)
    assert (drawn.what, drawn.unit) == ("Pumps", "passages")
    assert {row.doc: row.count for row in drawn.rows} == {"late.txt": 2, "early.txt": 1, "never.txt": 1}


def test_nothing_to_plot_is_said() -> None:
    with pytest.raises(TopicError):
        plot([LATE], " … ")


def test_the_picture_is_well_formed_and_calls_nothing() -> None:
    picture = svg(plot([LATE, EARLY, NEVER], "pump"))
    root = ElementTree.fromstring(picture)  # of our own making
    assert root.tag.endswith("svg")
    assert "2021-01-01" in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_any_title_makes_a_well_formed_picture(title: str) -> None:
    odd = source("odd.txt", "A pump.", title=title)
    ElementTree.fromstring(svg(plot([odd], "pump")))
