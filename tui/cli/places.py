"""DOC, DOC:LINE and DOC:LINE-LINE: what a person types to name a document or some of its lines.

Owns the reading of these. A document's id may hold `:` and digits itself, so an id that exists is never taken apart;
only then is what follows the last colon a place.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import LibraryError, UnknownDocument, VariorumError
from index.model import Document, Span

if TYPE_CHECKING:
    from index.api import Library

_PLACE = re.compile(r"(?s)(?P<doc>.+):(?P<mark>[Ll]?)(?P<first>\d{1,9})(?:-[Ll]?(?P<last>\d{1,9}))?\Z")
_WORTH_KEEPING = 16  # characters; fewer, between two bare numbers, are hardly a passage that somebody wants


class PlaceError(VariorumError):
    """A place that the document does not have."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document's id and the numbers that were typed after it; no numbers mean all of it."""

    doc: str
    first: int | None = None
    last: int | None = None
    lines: bool = False  # written L12 or L12-L40: lines, whatever else the numbers could mean

    @property
    def whole(self) -> bool:
        return self.first is None


def parse(library: Library, typed: str) -> Place:
    """The place that `typed` names. Raises UnknownDocument when no document of the library is meant."""
    match = _PLACE.match(typed)
    if match is None or typed in library.folder.ids():
        return Place(_resolve(library, typed))
    try:
        doc = _resolve(library, match["doc"])
    except UnknownDocument:
        with contextlib.suppress(UnknownDocument):  # a name may end like a place
            return Place(_resolve(library, typed))
        raise
    last = match["last"]
    return Place(doc, int(match["first"]), None if last is None else int(last), bool(match["mark"]))


def _resolve(library: Library, name: str) -> str:
    try:
        return library.resolve(name)
    except UnknownDocument:
        # A link, pipe or device is listed with its problem, though it is no document that could be read.
        for problem in library.folder.scan().problems:
            if name in (problem.id, problem.path):
                raise LibraryError(f"{problem.id}: {problem.message}") from None
        raise


def line_span(document: Document, place: Place) -> Span:
    """The span of the lines of `place`, all of the text when it names none. Raises PlaceError beyond the last line."""
    if place.first is None:
        return 0, len(document.text)
    count = len(document.line_starts)
    last = place.first if place.last is None else place.last
    if place.first < 1 or place.first > count:
        raise PlaceError(f"{document.id} has lines 1 to {count}, there is no line {place.first}")
    if last < place.first:
        raise PlaceError(f"{document.id}:{place.first}-{last} ends before it starts; lines go from first to last")
    return document.line_span(place.first, last)


def words_span(document: Document, place: Place) -> Span:
    """The same for lines that are to be cited or kept. Raises PlaceError when there is no word on them."""
    start, end = line_span(document, place)
    if not document.text[start:end].strip():
        where = "" if place.whole else f":{place.first}" + (f"-{place.last}" if place.last else "")
        raise PlaceError(f"{document.id}{where} is empty; `variorum show {document.id}` prints the text")
    return start, end


def excerpt_span(document: Document, place: Place, unit: str = "") -> Span:
    """The span that `excerpt add` keeps: of offsets A-B, or of lines.

    `unit` is "lines" or "offsets" when that was said, else "". L12-L40 and a single number are lines. A bare range A-B
    is offsets, unless the document has B lines and, read as offsets, A-B would keep a scrap: less than 16 characters,
    or words cut in two. Raises PlaceError when neither fits.
    """
    if place.first is None or unit == "lines" or place.lines or (place.last is None and not unit):
        return words_span(document, place)
    if place.last is None:
        raise PlaceError(f"{document.id}: offsets are a range, START-END")
    start, end = place.first, place.last
    if not unit and end <= len(document.line_starts) and 0 < start <= end and _is_scrap(document.text, start, end):
        return words_span(document, place)
    if not start < end <= len(document.text):
        raise PlaceError(f"{document.id} has offsets 0 to {len(document.text)}; {start}-{end} is no range in it")
    return start, end


def _is_scrap(text: str, start: int, end: int) -> bool:
    words_cut = any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))
    return end - start < _WORTH_KEEPING or words_cut
