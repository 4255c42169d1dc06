"""The passages on the topic, source beside source: they walk together, each to its closest in the others.

Which passage of another source is closest is `Comparison.pairs`; where there is none, it says so and stays.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from index.compare import Comparison, FarPlace, Pair, SourceView
from index.model import Document, Evidence, Span
from tui.screens.compare.rows import Row
from tui.screens.flow import flowed
from tui.widgets.line_list import Part


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The passage of another source that belongs to the current one; None in `passage`: there is none."""

    passage: int | None
    similarity: float = 0.0
    rank: int = 0
    shared: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """One line about how close it is."""
        if self.passage is None:
            return "no counterpart in this source"
        shared = ", ".join(self.shared[:4])
        return f"closest: similarity {self.similarity:.2f}, rank {self.rank}" + (f"; shared {shared}" if shared else "")


def counterpart(comparison: Comparison, doc: str, passage: int, other: str) -> Counterpart:
    """The passage of `other` that pairs with a passage of `doc`."""
    for pair in comparison.pairs:
        for mine, theirs in ((pair.a, pair.b), (pair.b, pair.a)):
            if mine[0] == doc and mine[1] == passage and theirs[0] == other:
                return Counterpart(theirs[1], pair.similarity, pair.rank, pair.shared)
    return Counterpart(None)


def passage_rows(
    document: Document, source: SourceView, width: int, current: int, note: str,
    marked: Mapping[str, Sequence[Span]], paired: Container[int] = (),
) -> list[Row]:  # fmt: skip
    """All passages of a source on the topic, in the order of the text, the current one with `note` below its heading.

    `marked` gives spans to mark by the name of their style, `paired` the numbers of passages with a counterpart.
    """
    rows: list[Row] = []
    for number, (passage, start, end) in enumerate(source.passages, 1):
        told = document.passages[passage] if passage < len(document.passages) else None
        who = (("~" if told.evidence is Evidence.CARRIED else "") + told.speaker) if told and told.speaker else ""
        head = f"{number}/{len(source.passages)}  line {document.line_of(start)}"
        place: FarPlace = (source.doc, passage, start, end)
        if rows:
            rows.append(Row())
        right: tuple[Part, ...] = (("has a counterpart", "dim"),) if passage in paired else ()
        rows.append(Row(((head, ""), (f"  {who}", "name")), right, (place,), f"passage {number}", key=str(passage)))
        if passage == current and note:
            rows += [Row(line) for line in flowed([(note, "dim")], width)]
        rows += [Row(line) for line in flowed(_styled(document.text, start, end, marked), width)]
    return rows


def _styled(text: str, start: int, end: int, marked: Mapping[str, Sequence[Span]]) -> list[Part]:
    """The passage in pieces, those in `marked` with their style; line breaks inside it are blanks."""
    spans = sorted(
        (max(start, a), min(end, b), style)
        for style, spans in marked.items()
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


def shared_spans(document: Document, source: SourceView, pairs: Sequence[Pair]) -> list[Span]:
    """Where the words that a pair shares stand in the pair's passage of this document."""
    from index.text.fold import fold, occurrences

    spans: list[Span] = []
    for pair in pairs:
        for doc, _passage, start, end in (pair.a, pair.b):
            if doc != source.doc:
                continue
            folded = fold(document.text[start:end])
            for term in pair.shared:
                spans += [(start + a, start + b) for a, b in occurrences(term, folded, whole_words=True)]
    return spans
