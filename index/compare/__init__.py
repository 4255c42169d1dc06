"""How each source frames the same topic: topics, measures and word lists in, one frozen `Comparison` out.

The face of the room. numpy and the rooms that need it are imported when a comparison is asked for: the finder and the
palette list topics at the first paint and must not pay for it (0.1 s).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.compare.comparison import Comparison, SourceView, TopicCoverage
from index.compare.findings import FarPlace, Found, Group, LeftOut, Near, Pair, Place, Quoted, TermRow, Voice
from index.compare.topics import SUGGESTED, Origin, Term, Tier, Topic, find_by_name, topic_id
from index.model import Document, Tell

if TYPE_CHECKING:
    from index.compare.lexicon import Lexicon

__all__ = [
    "Comparison",
    "FarPlace",
    "Found",
    "Group",
    "LeftOut",
    "Near",
    "Origin",
    "Pair",
    "Place",
    "Quoted",
    "SourceView",
    "Term",
    "TermRow",
    "Tier",
    "Topic",
    "TopicCoverage",
    "Voice",
    "compare",
    "curated_topics",
    "find_topic",
    "overview",
    "save_topic",
    "suggested_topics",
    "topic_id",
    "typed_topic",
]


def compare(documents: Sequence[Document], topic: Topic, lists: Mapping[str, Lexicon] | None = None) -> Comparison:
    """What each of `documents` says on `topic`, and in what words.

    Only body passages count. Documents keep their order; one given twice takes part once. `lists` are the word lists to
    use instead of the reader's and the shipped ones. Raises TopicError when the topic has no term to look for.
    """
    from index.compare import assemble

    return assemble.compare(documents, topic, lists)


def curated_topics() -> tuple[tuple[Topic, ...], tuple[str, ...]]:
    """Shipped topics and the reader's own; and one line for each topic file that cannot be used."""
    from index.compare import curated

    return curated.all_topics()


def typed_topic(query: str, documents: Sequence[Document]) -> Topic:
    """The topic that any words mean in `documents`, with weighted terms. Raises TopicError when there are none."""
    from index.compare import typed

    return typed.typed_topic(query, documents)


def suggested_topics(documents: Sequence[Document], limit: int = 20) -> tuple[Topic, ...]:
    """Phrases that at least two of `documents` share, as topics, the most widely shared first."""
    from index.compare import suggest

    return suggest.suggested_topics(documents, limit)


def find_topic(topic: str | Topic, documents: Sequence[Document]) -> Topic:
    """The topic meant by an id, a name or any words: a curated, own or suggested one, else one made of the words.

    A Topic is given back as it is. Raises TopicError when there are no words in it.
    """
    if isinstance(topic, Topic):
        return topic
    return known_topic(topic, documents) or typed_topic(topic.removeprefix(SUGGESTED), documents)


def known_topic(text: str, documents: Sequence[Document]) -> Topic | None:
    """The curated, own or suggested topic of this id or name; None when `text` is only words."""
    known: Sequence[Topic] = curated_topics()[0]
    if text.strip().startswith(SUGGESTED):
        known = suggested_topics(documents)
    return find_by_name(text, known)


def overview(
    documents: Sequence[Document], topics: Sequence[Topic] | None = None, tell: Tell | None = None
) -> list[TopicCoverage]:
    """How much of each of `documents` is on each topic, and where; by default curated, own and suggested topics.

    `tell` hears of each topic.
    """
    from index.compare import coverage as rows

    if topics is None:
        topics = (*curated_topics()[0], *suggested_topics(documents))
    return rows.overview(documents, topics, tell)


def save_topic(topic: Topic) -> str:
    """Save `topic` to the reader's own topics; returns the path of its file. Raises SettingsError or TopicError."""
    from index.compare import curated

    return str(curated.save_topic(topic))
