"""A span of a document, described so that it can be cited today and found again tomorrow."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache

from index.errors import ExcerptError
from index.excerpts.excerpt import GAP, Excerpt, Part
from index.model import Document, Evidence, Passage, Quotation, Span, place_in

CONTEXT = 32
"""Characters of context kept on each side of an excerpt."""
MARK = 2
"""Characters that stand around the words of a quotation: its mark, and a comma before that."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """Ten characters, fifty random bits, a letter first: no spreadsheet or YAML reader takes it for a number."""
    number = int.from_bytes(os.urandom(7), "big")
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(9))
    return _ALPHABET[10 + (number >> 45) % 22] + letters


def describe(document: Document, spans: Sequence[Span], created: str, name: str = "") -> Excerpt:
    """The excerpt of one or several spans of a document, in the order given. It is not saved anywhere.

    Raises ExcerptError when a span is empty, blank or outside the text.
    """
    if not spans:
        raise ExcerptError(f"{document.id}: nothing to save")
    parts = tuple(_part(document, span) for span in spans)
    first, last = parts[0], parts[-1]
    speaker, evidence = speaker_of(document, spans)
    metadata = document.metadata
    return Excerpt(
        id=name or new_id(),
        doc=document.id,
        path=document.path,
        text=GAP.join(part.text for part in parts),
        anchors=parts,
        end_line=document.line_of(last.end - 1),
        created=created,
        root=root_of(document),
        title=document.title,
        outlet=metadata.outlet,
        date=metadata.date,
        author=metadata.author,
        url=metadata.url,
        kind=metadata.kind,
        language=metadata.language,
        place=place_of(document, first.start, last.end),
        speaker=speaker,
        evidence=evidence,
        digest=document.digest,
        text_digest=text_digest(document.text),
    )


@lru_cache(maxsize=8)
def text_digest(text: str) -> str:
    """SHA-256 of a canonical text: the same for two files that differ only in encoding or line ends."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def root_of(document: Document) -> str:
    """The library folder that the document's id counts from; "" when the id is no part of its path."""
    tail = "/" + document.id
    return document.path.removesuffix(tail) if document.path.endswith(tail) else ""


def speaker_of(document: Document, spans: Sequence[Span]) -> tuple[str | None, Evidence]:
    """Who says the spans, when one person says all of them; else None. Words inside a quotation are the quoted's."""
    said: list[tuple[str | None, Evidence]] = []
    for start, end in spans:
        quoted = _quoted(document, start, end)
        if quoted is not None:
            said.append((quoted.attributed_to, quoted.evidence))
            continue
        said += [(passage.speaker, passage.evidence) for passage in _passages(document, start, end)]
    return said[0] if len({speaker for speaker, _ in said}) == 1 else (None, Evidence.UNKNOWN)


def _quoted(document: Document, start: int, end: int) -> Quotation | None:
    """The innermost attributed quotation around a span, which may take its marks along."""
    around = [
        quotation
        for quotation in document.quotations
        if quotation.attributed_to and quotation.start - MARK <= start and end <= quotation.end + MARK
    ]
    return min(around, key=lambda quotation: quotation.end - quotation.start, default=None)


def _passages(document: Document, start: int, end: int) -> Sequence[Passage]:
    first = document.passage_at(start)
    last = document.passage_at(end - 1)
    if first is None or last is None:
        return ()
    inside = document.passages[first.number : last.number + 1]
    return [passage for passage in inside if passage.start < end and passage.end > start]


def place_of(document: Document, start: int, end: int) -> str:
    """The page, time or chapter that the format knows for a span: "p. 7", "p. 7–8", "12:04–12:31"; else ""."""
    return place_in(document.marks, start, end)


def check(document: Document, span: Span) -> None:
    """Raise ExcerptError when a span is empty, blank or outside the text of a document."""
    start, end = span
    text = document.text
    if not 0 <= start < end <= len(text):
        raise ExcerptError(f"{document.id}:{start}-{end} is outside its text, which has the offsets 0-{len(text)}")
    if not text[start:end].strip():
        raise ExcerptError(f"{document.id}:{start}-{end} is blank: nothing to save")


def _part(document: Document, span: Span) -> Part:
    check(document, span)
    start, end = span
    text = document.text
    return Part(
        start,
        end,
        document.line_of(start),
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )
