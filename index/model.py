"""The vocabulary: the frozen values that travel between rooms.

Every offset counts code points of a document's canonical text; every span is `start, end`, end exclusive. The text of a
passage, quotation or hit is not stored beside its span: it is re-read, so that the two cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cached_property

Span = tuple[int, int]


class Kind(StrEnum):
    """What a passage is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUESTION = "question"
    ANSWER = "answer"
    TURN = "turn"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    META = "meta"
    BOILERPLATE = "boilerplate"


BODY = frozenset({Kind.PARAGRAPH, Kind.QUESTION, Kind.ANSWER, Kind.TURN, Kind.QUOTE, Kind.ITEM})
"""The kinds that carry what a source says: only these are compared, and only these count as its words."""


class Evidence(StrEnum):
    """How we know who says something."""

    LABEL = "label"  # written in the text as a label: "Name:" or "-- Name"
    CUE = "cue"  # named next to it: an introduction, an address, a said-verb
    CARRIED = "carried"  # continued from an earlier label or cue; shown with "~"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a source. An empty field is unknown."""

    title: str = ""
    outlet: str = ""
    date: str = ""  # ISO 8601, possibly only a year or a month: "2025", "2025-12", "2025-12-14"
    kind: str = ""  # article, brief, interview, podcast, transcript, digest, ...
    people: tuple[str, ...] = ()
    author: str = ""
    url: str = ""
    language: str = ""

    def over(self, other: Metadata) -> Metadata:
        """These fields where they are known, those of `other` where they are not."""
        known = {f.name: value for f in fields(self) if (value := getattr(self, f.name))}
        return replace(other, **known)


class MarkKind(StrEnum):
    """What a format knows about a stretch of its own text."""

    HEADING = "heading"  # level 1 to 6
    ITEM = "item"
    QUOTE = "quote"  # a block quote
    LABEL = "label"  # a name set off as a speaker label, without its colon: "**Ada:**"
    STRONG = "strong"  # a whole paragraph set in bold: an interviewer's question, a heading made by hand
    CAPTION = "caption"
    PARAGRAPH = "paragraph"  # lines that are one paragraph, broken to fit a column
    META = "meta"  # front matter
    PREFORMATTED = "preformatted"
    PAGE = "page"  # value is the page to cite: "p. 7"
    TIME = "time"  # value is the time to cite: "12:04"
    CHAPTER = "chapter"  # value is the chapter to cite, by its heading


PLACES = (MarkKind.PAGE, MarkKind.TIME, MarkKind.CHAPTER)
"""The marks that say where a stretch stands, the most exact first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of canonical text that its file format gives a meaning."""

    start: int
    end: int
    kind: MarkKind
    level: int = 0
    value: str = ""


def place_in(marks: Iterable[Mark], start: int, end: int) -> str:
    """Where a span stands by the most exact marks there are: "p. 7", "p. 7–8", "12:04–12:31", a chapter; else ""."""
    kind: MarkKind | None = None
    first = last = ""
    for mark in marks:
        if mark.kind not in PLACES or mark.start >= end:
            continue
        if kind is None or PLACES.index(mark.kind) < PLACES.index(kind):
            kind, first = mark.kind, mark.value
        if mark.kind is kind:
            first = mark.value if mark.start <= start else first
            last = mark.value
    if first == last or not first:
        return first
    if kind is MarkKind.CHAPTER:
        return f"{first} – {last}"
    word, blank, _ = first.rpartition(" ")
    return f"{first}–{last.removeprefix(word + blank)}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a format makes of a file: canonical text, the metadata the file states, the marks in order of start."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    marks: tuple[Mark, ...] = ()
    encoding: str = "utf-8"
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, turn, answer, list item, heading ...: the unit that is indexed and compared.

    `number` counts from 0 in the order of the text and is the passage's name in every JSON line. Passages never
    overlap; what lies between two of them is blank.
    """

    number: int
    start: int
    end: int
    kind: Kind
    speaker: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    section: str = ""  # the text of the heading it stands under

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks or a block quote. `start, end` leave the marks out."""

    start: int
    end: int
    passage: int
    attributed_to: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    second_hand: bool = False  # the person quoted does not speak in this document themselves


@dataclass(frozen=True)
class Document:
    """A source, read: its canonical text and everything found in it."""

    id: str  # path relative to the library root, with "/"
    path: str
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    text: str = field(repr=False)
    metadata: Metadata = field(default_factory=Metadata)
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    quotations: tuple[Quotation, ...] = field(default=(), repr=False)
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    encoding: str = "utf-8"
    problems: tuple[str, ...] = ()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts; line numbers count from 1, so line n starts at `line_starts[n - 1]`."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        if len(starts) > 1 and starts[-1] == len(self.text):
            starts.pop()  # a final newline ends the last line, it does not start another
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, first: int, last: int | None = None) -> Span:
        """The span of the lines `first` to `last` (from 1, both included, cut to what exists), no final newline."""
        count = len(self.line_starts)
        first = min(max(first, 1), count)
        last = min(max(first if last is None else last, first), count)
        end = self.line_starts[last] - 1 if last < count else len(self.text.removesuffix("\n"))
        return self.line_starts[first - 1], max(end, self.line_starts[first - 1])

    @cached_property
    def _passage_starts(self) -> tuple[int, ...]:
        return tuple(passage.start for passage in self.passages)

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds `offset`, else the last one before it, else the first; None without passages."""
        if not self.passages:
            return None
        return self.passages[max(0, bisect_right(self._passage_starts, offset) - 1)]

    @cached_property
    def title(self) -> str:
        """The title, or the name of the file."""
        return self.metadata.title or self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A line of the document list: what is shown without opening the document. `problems` of a refused file say why."""

    id: str
    path: str
    title: str
    outlet: str = ""
    date: str = ""
    kind: str = ""
    words: int = 0  # words of body passages
    passages: int = 0  # body passages
    speakers: tuple[str, ...] = ()
    encoding: str = ""
    problems: tuple[str, ...] = ()
    digest: str = ""  # "" when the file was refused or has not been read yet
    size: int = 0  # bytes
    mtime_ns: int = 0

    @property
    def readable(self) -> bool:
        return bool(self.digest)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work is: `done` of `total` (0: not known), by bytes of source or by documents.

    `stage` is `scan`, `read`, `merge`, `topics` or `done`; `doc` is what is being worked on.
    """

    stage: str
    done: int = 0
    total: int = 0
    doc: str = ""


Tell = Callable[[Progress], None]
"""Is told how far a work is, by the work itself; what it raises ends it."""
