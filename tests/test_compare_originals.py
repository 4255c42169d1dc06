"""The three original sources, read from their files: evidence over all topics, and what the topics find in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare_sources import broken_evidence

from index.compare import compare, curated_topics, suggested_topics, typed_topic
from index.library import LibraryFolder
from index.model import Document


@pytest.fixture
def sources(originals: Path) -> list[Document]:
    folder = LibraryFolder([originals])
    return [folder.read(doc) for doc in folder.ids() if doc.endswith(".txt")]


def test_all_evidence_holds_over_every_topic(sources: list[Document]) -> None:
    typed = [typed_topic(query, sources) for query in ("open-source models", "labor jobs", "rare earths")]
    for topic in (*curated_topics()[0], *suggested_topics(sources), *typed):
        assert broken_evidence(compare(sources, topic), sources) == []


def test_a_source_that_says_nothing_on_chips_has_no_passage_on_them(sources: list[Document]) -> None:
    topic = next(topic for topic in curated_topics()[0] if topic.id == "chips_export")
    covered = {view.doc[:3]: len(view.passages) for view in compare(sources, topic).sources}
    assert covered["000"] == 0 and covered["002"] >= 5 and covered["004"] >= 1


def test_a_block_quote_is_quoted_with_its_speaker(sources: list[Document]) -> None:
    topic = next(topic for topic in curated_topics()[0] if topic.id == "open_models")
    brief = next(view for view in compare(sources, topic).sources if view.doc.startswith("004"))
    assert "Alice Han" in {quoted.name for quoted in brief.quotations}
