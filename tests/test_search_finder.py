"""The finder forgives slips and shows which letters it went by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.finder import Finder, Found, Item
from index.search.names import same_person

ITEMS = [
    Item("The Lamp and the Ledger", "document", "talk.md"),
    Item("Ferries and Their Licences", "document", "brief.md"),
    Item("What the ministry says", "heading", "Ferries and Their Licences"),
    Item("Ines Varga", "speaker"),
    Item("Pavel Orme", "speaker"),
    Item("Café del Mar", "topic"),
]


def labels(found: list[Found]) -> list[str]:
    return [one.item.label for one in found]


def marked(found: Found) -> str:
    return "".join(found.item.label[at] for at in found.positions)


def test_nothing_typed_gives_the_items_as_they_come() -> None:
    assert Finder(ITEMS).find("  ") == [Found(item) for item in ITEMS]
    assert labels(Finder(ITEMS).find("", 2)) == ["The Lamp and the Ledger", "Ferries and Their Licences"]


def test_a_word_is_found_wherever_it_stands() -> None:
    assert labels(Finder(ITEMS).find("ledger")) == ["The Lamp and the Ledger"]
    assert marked(Finder(ITEMS).find("ledger")[0]) == "Ledger"


def test_words_in_any_order_and_only_their_beginnings() -> None:
    assert labels(Finder(ITEMS).find("lic ferr"))[0] == "Ferries and Their Licences"


def test_a_slip_is_forgiven() -> None:
    assert labels(Finder(ITEMS).find("minstry"))[0] == "What the ministry says"
    assert labels(Finder(ITEMS).find("vagra"))[0] == "Ines Varga"


@pytest.mark.parametrize("typed", ["peir", "pire", "pior", "pierr", "Peir"])
def test_a_slip_in_a_short_word_is_forgiven_and_what_is_nearest_comes_first(typed: str) -> None:
    items = [Item("Perhaps a tower"), Item("Paper for the ferry"), Item("The old pier at Vell"), Item("Pearls")]
    assert labels(Finder(items).find(typed))[0] == "The old pier at Vell"
    assert marked(Finder(items).find(typed)[0]) == "pier"


@given(st.text("abcdefgh", min_size=4, max_size=12), st.integers(0, 11))
def test_two_letters_that_changed_places_are_always_forgiven(word: str, at: int) -> None:
    at = min(at, len(word) - 2)
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert labels(Finder([Item(f"Of {word} and more")]).find(typed)) == [f"Of {word} and more"]


def test_letters_in_order_are_enough() -> None:
    assert labels(Finder(ITEMS).find("pvl"))[0] == "Pavel Orme"


def test_accents_do_not_matter_and_the_letters_are_those_of_the_label() -> None:
    (found,) = Finder(ITEMS).find("cafe")
    assert marked(found) == "Café"


def test_a_file_name_beside_the_label_is_found() -> None:
    assert labels(Finder(ITEMS).find("brief.md")) == ["Ferries and Their Licences"]


def test_what_fits_nothing_is_not_there() -> None:
    assert Finder(ITEMS).find("xylophone quartz") == []


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_finds_and_positions_lie_in_the_label(query: str, names: list[str]) -> None:
    for found in Finder([Item(name) for name in names]).find(query):
        assert all(0 <= at < len(found.item.label) for at in found.positions)


def test_names_that_can_be_the_same_person() -> None:
    assert same_person("Ms. Varga", "Ines Varga")
    assert same_person("I. Varga", "Ines Varga")
    assert same_person("Ines Varga", "Ines Maria Varga")
    assert not same_person("Ines Varga", "Pavel Varga")
    assert not same_person("Ines Varga", "Ines Orme")
    assert not same_person("", "Ines Varga")
