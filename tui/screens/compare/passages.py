"""The passages on the topic, source beside source, with the words marked that bring two of them together."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from typing import TYPE_CHECKING

from index.compare import FarPlace, Near, SourceView
from index.model import Document, Evidence, Passage, Span
from tui.screens.compare.rows import Row
from tui.screens.flow import flowed
from tui.widgets.line_list import Part

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen

SHARED = 5
"""Shared words that are named; all of them are marked."""


def passages_of(screen: ComparisonScreen, source: SourceView, width: int) -> list[Row]:
    """All passages of a source on the topic, in the order of the text; what is said of the current one below it."""
    document, walk = screen.documents[source.doc], screen.walk
    current = walk.at.get(source.doc, -1)
    found = walk.found.get(source.doc)
    terms: set[str] = set()
    if source.doc == walk.lead:
        shown = {other.doc for other in screen.shown}
        terms = {term for doc, near in walk.found.items() if near and doc in shown for term in near.shared}
    elif found is not None and found.to[1] == current:
        terms = set(found.shared)
    notes = {other.doc: flowed([(_note(screen, other), "dim")], width) for other in screen.shown}
    # The passages themselves begin on the same row everywhere, however long what is said above them.
    height = 0 if screen.stacked else max(len(rows) for rows in notes.values())
    # Where no other source is on the topic, there is nothing that a passage could lack.
    alone = {place[0] for place in source.unique} if len(screen.sources) > 1 else set()
    hits = [(start, end) for _, start, end in source.hits]
    rows: list[Row] = []
    for number, (passage, start, end) in enumerate(source.passages, 1):
        if rows:
            rows.append(Row())
        rows.append(_head(source, document, number, alone))
        here = passage == current
        if here:
            rows += [Row(line) for line in notes[source.doc]]
            rows += [Row() for _ in range(height - len(notes[source.doc]))]
        shared = shared_spans(document.text, start, end, terms) if here else []
        rows += [Row(line) for line in flowed(styled(document.text, start, end, shared, hits), width)]
    return rows


def _head(source: SourceView, document: Document, number: int, alone: Container[int]) -> Row:
    passage, start, end = source.passages[number - 1]
    place: FarPlace = (source.doc, passage, start, end)
    who = speaker(document, passage)
    head = f"{number} of {len(source.passages)}  line {document.line_of(start)}"
    right: tuple[Part, ...] = (("no counterpart ", "dim"),) if passage in alone else ()
    parts = ((head, "strong"), (f"  {who}", "name"))
    return Row(parts, right, (place,), f"passage {number}", key=str(passage))


def told_of(document: Document, passage: int) -> Passage | None:
    """A passage of a document by its number; None when there is none of that number."""
    return document.passages[passage] if 0 <= passage < len(document.passages) else None


def speaker(document: Document, passage: int) -> str:
    """Who says a passage, with "~" where that is carried over from an earlier one; "" when the text does not say."""
    told = told_of(document, passage)
    if told is None or not told.speaker:
        return ""
    return ("~" if told.evidence is Evidence.CARRIED else "") + told.speaker


def _note(screen: ComparisonScreen, source: SourceView) -> str:
    """How the current passage of a source belongs to the one that the reader walks along."""
    walk = screen.walk
    lead = screen.comparison.source(walk.lead)
    if source is lead:
        return _ahead(screen, source)
    if lead is None or source.doc not in walk.found:
        return ""
    of = screen.names[lead.doc]
    numbers = [passage for passage, _, _ in lead.passages]
    if walk.at.get(lead.doc) in numbers:
        of += f" {numbers.index(walk.at[lead.doc]) + 1}"
    near = walk.found[source.doc]
    if near is None:
        return f"no counterpart found here for {of}"
    alike = f"similarity {near.similarity:.2f}"
    if near.to[1] != walk.at.get(source.doc):
        mine = [passage for passage, _, _ in source.passages].index(near.to[1]) + 1
        return f"the closest to {of} is {mine}, {alike}"
    pairs = dict(screen.comparison.params).get("pairs_ranked", 0)
    rank = f", rank {near.rank} of {pairs} pairs" if near.rank else f", yet {of} is not the closest to this"
    shared = f"; shared: {', '.join(near.shared[:SHARED])}" if near.shared else ""
    return f"closest to {of}: {alike}{rank}{shared}"


def _ahead(screen: ComparisonScreen, source: SourceView) -> str:
    """Where the passage that the reader walks along has its counterparts."""
    near: list[tuple[str, Near]] = []
    none: list[str] = []
    for other in screen.comparison.sources:
        if other.doc in screen.walk.found:
            found = screen.walk.found[other.doc]
            if found is None:
                none.append(screen.names[other.doc])
            else:
                number = [passage for passage, _, _ in other.passages].index(found.to[1]) + 1
                near.append((f"{screen.names[other.doc]} {number} ({found.similarity:.2f})", found))
    near.sort(key=lambda item: -item[1].similarity)
    said = [f"closest: {', '.join(text for text, _ in near)}"] if near else []
    if none:
        said.append(f"no counterpart in {', '.join(none)}")
    return "; ".join(said)


def shared_spans(text: str, start: int, end: int, terms: Collection[str]) -> list[Span]:
    """Where the words of `terms` stand in a passage, in whatever form."""
    from index.text.words import stem, words

    stems = {stem(word.text_lower) for term in terms for word in words(term)}
    if not stems:
        return []
    return [(start + word.start, start + word.end) for word in words(text[start:end]) if stem(word.text_lower) in stems]


def styled(text: str, start: int, end: int, shared: Sequence[Span], hits: Sequence[Span]) -> list[Part]:
    """The passage in pieces: shared words underlined, words of the topic bold; line breaks inside it are blanks."""
    spans = sorted(
        (max(start, a), min(end, b), style)
        for style, spans in (("match", shared), ("strong", hits))
        for a, b in spans
        if a < end and b > start
    )
    parts: list[Part] = []
    at = start
    for a, b, style in spans:
        if a < at:
            continue
        parts += [(text[at:a].replace("\n", " "), ""), (text[a:b].replace("\n", " "), style)]
        at = b
    parts.append((text[at:end].replace("\n", " "), ""))
    return parts
