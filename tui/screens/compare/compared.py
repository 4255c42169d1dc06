"""What a screen of a comparison is made from, worked out in the library's thread so that no key waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.compare import Comparison, Topic, compare, find_topic
from index.model import Document, Tell
from tui.screens.compare.term_hits import Hits, counts_by_term, hits_by_term

if TYPE_CHECKING:
    from index.api import Library


@dataclass(frozen=True)
class Compared:
    """A comparison, the documents it is of, and where and how often each term of the topic was found."""

    comparison: Comparison
    documents: dict[str, Document]
    hits: Hits
    counts: dict[str, int]


def compare_on(library: Library, topic: str | Topic, docs: Sequence[str], tell: Tell | None = None) -> Compared:
    """Compare documents on a topic. Raises VariorumError."""
    read = library.prepared(docs, tell)
    comparison = compare(read, find_topic(topic, read))
    documents = {document.id: document for document in read}
    hits = hits_by_term(comparison, documents)
    return Compared(comparison, documents, hits, counts_by_term(comparison, hits))
