"""What of a document is indexed: its folded text cut at its passages, and the words of each.

The index and the query must cut words in the same way, so both come here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Document, Kind
from index.text.fold import Folded, fold
from index.text.words import cut

_COMPOUND = re.compile(r"(?<![^\W_])(?<!-)[^\W_]{2,12}(?:-[^\W_]{2,12}){1,2}(?![^\W_]|-)")


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """A document as the index takes it in.

    `folded` is the fold of the whole text; `edges[i], edges[i + 1]` is passage i in it (a passage's share ends where
    the next begins, so a phrase may run on). `terms[i]` are the words of passage i in order, `compounds[i]` its
    hyphenated words written as one. `sections` are the headings in force, `contexts[s]` the words of document title
    and heading s.
    """

    document: Document
    folded: str
    edges: tuple[int, ...]
    terms: tuple[list[str], ...]
    compounds: tuple[list[str], ...]
    sections: tuple[str, ...]
    section_of: tuple[int, ...]
    contexts: tuple[list[str], ...]


def compounds(folded: str) -> list[str]:
    """Words joined by hyphens, written as one ("robo-taxi" gives "robotaxi"), so that both spellings meet."""
    if "-" not in folded:
        return []
    return [found.group().replace("-", "") for found in _COMPOUND.finditer(folded)]


def fold_edges(document: Document, folded: Folded) -> tuple[int, ...]:
    """Where each passage begins in the folded text, and the end of the last one: one more than there are passages."""
    edges = [folded.at(passage.start) for passage in document.passages]
    edges.append(len(folded.text))
    for later in range(len(edges) - 1, 0, -1):
        edges[later - 1] = min(edges[later - 1], edges[later])
    return tuple(edges)


def analyse(document: Document) -> AnalysedDocument:
    """Fold and cut a document. Never raises on text."""
    folded = fold(document.text)
    edges = fold_edges(document, folded)
    pieces = [folded.text[edges[at] : edges[at + 1]] for at in range(len(document.passages))]
    sections: dict[str, int] = {}
    section_of = tuple(
        sections.setdefault(_section(passage.kind, passage.section), len(sections)) for passage in document.passages
    )
    title = cut(fold(document.title).text)
    return AnalysedDocument(
        document=document,
        folded=folded.text,
        edges=edges,
        terms=tuple(cut(piece) for piece in pieces),
        compounds=tuple(compounds(piece) for piece in pieces),
        sections=tuple(sections),
        section_of=section_of,
        contexts=_contexts(title, tuple(sections)),
    )


def _section(kind: Kind, section: str) -> str:
    # A heading's own words are in its text already: they must not count a second time as its context.
    return "" if kind in (Kind.HEADING, Kind.TITLE) else section


def _contexts(title: Sequence[str], sections: Sequence[str]) -> tuple[list[str], ...]:
    return tuple([*title, *cut(fold(section).text)] for section in sections)
