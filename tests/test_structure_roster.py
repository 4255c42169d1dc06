"""Who is one person is found among the few who could be, and found as if everybody had been asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.structure import roster
from index.structure.names import plain
from index.structure.roster import FullNames, Roster, same_person

PARTS = ("Ada", "A.", "Adah", "Ben", "B.", "Min-Min", "Minmin", "Hart", "Hartt", "Harte", "Roe", "Row", "Oldane")
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map(lambda words: plain(" ".join(words)))


@given(st.lists(NAMES, max_size=30))
def test_a_name_is_the_first_person_it_could_be(names: list[str]) -> None:
    people: list[str] = []
    found = Roster()
    for name in names:
        known = next((person for person in people if same_person(person, name)), None)
        people += [] if known else [name]
        assert found.add(name) == (known or name)
    assert found.people == people


def test_ten_thousand_people_are_not_asked_for_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(roster, "same_person", lambda a, b: asked.append((a, b)))
    letters = [f"{a}{b}{c}" for a in "abcdefghijk" for b in "lmnopqrst" for c in "uvwxyz"]
    Roster(f"{one.title()} {other.title()}er" for one, other in zip(letters, reversed(letters), strict=True))
    assert len(asked) < len(letters)


def test_a_full_name_is_taken_from_anywhere_in_the_text_when_it_is_the_only_one() -> None:
    text = "“So,” said Roe.\nMin-Min Roe’s boat; O'Dell came, and Ada O'Dell left, Cy Hart and Di Hart, Ed Harte."
    full = FullNames(text, [])
    assert [full.of(name) for name in ("Roe", "O'Dell", "Hart", "Harte", "Nil")] == [
        "Min-Min Roe",
        "Ada O'Dell",
        "Hart",
        "Ed Harte",
        "Nil",
    ]
