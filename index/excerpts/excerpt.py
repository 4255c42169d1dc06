"""What a saved excerpt is: the values that travel between the rooms of this folder and out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.model import Evidence

GAP = " […] "
"""What stands between the passages of an excerpt that was saved from several places."""


Landmark = tuple[int, str]
"""A stretch farther off and its distance: below 0 from the start back to its end, above 0 from the end on to it."""


Twin = tuple[str, str]
"""What stood before and after another place with the same text, or nearly the same."""


Round = tuple[tuple[str, ...], tuple[str, ...]]
"""The ends of the paragraphs before and after a place, folded, the nearest first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One unbroken stretch of a source, with what is needed to find it again after the source was edited."""

    start: int
    end: int
    line: int  # of `start`, from 1
    text: str
    prefix: str = ""  # at most 32 characters before it
    suffix: str = ""  # at most 32 characters after it
    occurrences: int = 1  # how often the folded text stood in the document when it was saved
    rival: int = -1  # edits between text with context and the most similar other place back then; -1: there was none
    rival_text: int = -1  # the same for the text alone
    rival_context: int = -1  # the same for the context alone, of places with a similar text
    twins: tuple[Twin, ...] = ()  # of all its other occurrences, if they are few, and of what is most like it
    landmarks: tuple[Landmark, ...] = ()  # where text and context were not enough to tell it from its rivals
    round: Round = ((), ())  # the paragraphs round it, if it is short or stood several times
    kin: tuple[Round, ...] = ()  # those round the places of its text in paragraphs that are like its own


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A saved excerpt: the words as the source had them, where they stood, and what the reader made of them.

    `text` never changes once saved. `anchors` tell where it stood in the text of `digest`, one for each passage that it
    was taken from; where it stands today is a `Placement`. An empty field is unknown.
    """

    id: str
    doc: str
    path: str  # of the file, when it was saved
    text: str
    anchors: tuple[Part, ...]  # never empty
    end_line: int
    created: str  # UTC, ISO 8601, seconds
    root: str = ""  # the library folder that `doc` counts from
    title: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    url: str = ""
    kind: str = ""  # of the source: article, podcast ...
    language: str = ""
    place: str = ""  # a page or time, where the format knows it: "p. 7", "12:04"
    speaker: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    note: str = ""
    tags: tuple[str, ...] = ()
    digest: str = ""  # SHA-256 of the file's bytes
    text_digest: str = ""  # SHA-256 of its canonical text in UTF-8
    rank: int | None = None  # its place on the board, the lowest first; None: it is not there
    joined: str = ""  # the id of the excerpt, deleted since, that this one has one passage more than

    @property
    def parts(self) -> tuple[Part, ...]:
        """The passages of an excerpt from several places; empty for an excerpt from one."""
        return self.anchors if len(self.anchors) > 1 else ()

    @property
    def start(self) -> int:
        """Where it began, in the canonical text of `digest`; of several passages, the first."""
        return self.anchors[0].start

    @property
    def end(self) -> int:
        """Where it ended, exclusive; of several passages, the last."""
        return self.anchors[-1].end

    @property
    def line(self) -> int:
        """The line of `start`, from 1."""
        return self.anchors[0].line

    @property
    def prefix(self) -> str:
        """At most 32 characters before it."""
        return self.anchors[0].prefix

    @property
    def suffix(self) -> str:
        """At most 32 characters after it."""
        return self.anchors[-1].suffix

    @property
    def occurrences(self) -> int:
        """How often the folded text of its first passage stood in the document when it was saved."""
        return self.anchors[0].occurrences

    def edit(self, *, note: str | None = None, tags: tuple[str, ...] | None = None) -> Excerpt:
        """The same excerpt with another note or other tags."""
        return replace(self, note=self.note if note is None else note, tags=self.tags if tags is None else tags)
