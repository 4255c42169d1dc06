"""Suggestions name topics: no words of ordinary English, no parts of names, no adjectives; they are written whole."""

from __future__ import annotations

import pytest
from compare_sources import source

from index.compare import suggested_topics
from index.compare.background import RARE, common, usual
from index.model import Document
from index.text.words import stem

ELSEWHERE = (
    "The bakery opened late, and rain fell on the square for hours.",
    "A choir sang in the old hall while children slept upstairs.",
    "Nobody remembers who painted the bridge in green.",
    "The train was full, and the windows would not open.",
)
ENDINGS = (("closes", "opens", "shines"), ("we painted", "they visited", "you mentioned"))


def town(*said: str) -> list[Document]:
    """Three sources that say each of `said` in words of their own; what else there is stands in one of them."""
    documents = []
    for n in range(3):
        told = [sentence.format(*(words[n] for words in ENDINGS)) for sentence in said]
        documents.append(source(f"{n}.txt", *told, *(ELSEWHERE * 4 if n == 0 else ())))
    return documents


def names(documents: list[Document]) -> list[str]:
    return [topic.name for topic in suggested_topics(documents)]


def test_a_rare_word_is_suggested_and_a_common_one_is_not() -> None:
    found = names(town("The lighthouse {0}.", "The reason {1} is another.", "Of the lighthouse {1} the roof is new."))
    assert "lighthouse" in found and "reason" not in found


def test_a_word_of_a_longer_name_is_not_suggested_alone() -> None:
    found = names(town("The crane of Herring Quay {0}.", "It was Herring Quay {1}."))
    assert "quay" not in found and "herring" not in found
    assert any("herring quay" in name for name in found)


def test_an_adjective_is_not_suggested_without_its_noun() -> None:
    found = names(town("The nautical museum {0}.", "It is the nautical museum {1}."))
    assert "nautical" not in found and "nautical museum" in found


@pytest.mark.parametrize("compound", ["same-day ferry", "crane-mast-a"])
def test_what_a_hyphen_joins_is_shown_whole(compound: str) -> None:
    found = names(town(f"The {compound} {{0}}.", f"It is the {compound} {{1}}."))
    assert compound in found


def test_the_list_of_common_words_holds_stems_and_shares() -> None:
    listed = common()
    assert len(listed) > 2000 and all(0 < share < 1 for share in listed.values())
    assert all(word in listed for word in map(stem, ("reason", "street", "physical")))


def test_no_name_is_a_common_word_and_what_is_not_listed_is_rare() -> None:
    for name in ("kevin", "sarah", "london", "microsoft"):
        assert name not in common() and usual(stem(name)) == RARE
    assert usual(stem("monday")) > RARE and usual(stem("reason")) > RARE
