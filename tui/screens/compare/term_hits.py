"""Which term of a topic each of its places is a place of: a comparison says where, not which."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from index.compare import Comparison, FarPlace
from index.model import Document

Stems = tuple[str, ...]
Hits = Mapping[tuple[str, Stems], tuple[FarPlace, ...]]
"""Places by document and stems of the term."""


@lru_cache(maxsize=4096)
def stems_of(text: str) -> Stems:
    """What a term and its places have in common."""
    from index.text.words import stem, words

    return tuple(stem(word.text_lower) for word in words(text))


def hits_by_term(comparison: Comparison, documents: Mapping[str, Document]) -> Hits:
    """Where the terms of the topic stand in its passages, by document and stems of the term."""
    known: dict[str, Stems] = {}
    found: dict[tuple[str, Stems], list[FarPlace]] = {}
    for source in comparison.sources:
        text = documents[source.doc].text
        for passage, start, end in source.hits:
            written = text[start:end]
            stems = known.get(written)
            if stems is None:
                stems = known[written] = stems_of(written)
            found.setdefault((source.doc, stems), []).append((source.doc, passage, start, end))
    return {key: tuple(places) for key, places in found.items()}


def counts_by_term(comparison: Comparison, hits: Hits) -> dict[str, int]:
    """How often each term stands in the passages on the topic, the most frequent first; those that do.

    Terms that differ only in their endings are one, under the name of the first.
    """
    found: dict[Stems, int] = {}
    for (_, stems), places in hits.items():
        found[stems] = found.get(stems, 0) + len(places)
    names: dict[Stems, str] = {}
    for term in comparison.topic.terms:
        if term.on:
            names.setdefault(stems_of(term.text), term.text)
    counts = {name: found[stems] for stems, name in names.items() if stems in found}
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
