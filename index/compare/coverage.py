"""Topics by sources: how much of each source is on each topic and where, without the words of a full comparison."""

from __future__ import annotations

from collections.abc import Sequence

from index.compare.assemble import coverage as of_source
from index.compare.collection import collect
from index.compare.comparison import TopicCoverage
from index.compare.matching import match
from index.compare.topics import Topic
from index.model import Document, Progress, Tell


def overview(documents: Sequence[Document], topics: Sequence[Topic], tell: Tell | None = None) -> list[TopicCoverage]:
    """The coverage of each topic in each document, in the order given. Raises TopicError for a topic without terms."""
    distinct = tuple({document.id: document for document in documents}.values())
    collection = collect(distinct)
    rows = []
    for done, topic in enumerate(topics):
        if tell is not None:
            tell(Progress("topics", done, len(topics), topic.name))
        matched = match(collection, topic)
        rows.append(TopicCoverage(topic, tuple(of_source(collection, matched, n) for n in range(len(distinct)))))
    return rows
