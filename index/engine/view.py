"""The index as a reader sees it: all its segments as one, passages numbered through.

A passage's number here (its *place*) is good for as long as this `Index` is open. Everything is memory-mapped and
read-only, so an `Index` may be shared by threads; an update makes new files and never touches these.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.engine import folders, manifest
from index.engine.manifest import Manifest
from index.engine.segment import EVIDENCES, KIND_CODE, KINDS, PASSAGE_ARRAYS, Ints, Segment
from index.engine.vocabulary import Words
from index.errors import EngineError
from index.model import BODY, DocumentInfo, Evidence, Kind, Mark, Span

SEARCHED = BODY | {Kind.TITLE, Kind.HEADING, Kind.CAPTION}
"""The kinds that a query looks at unless it names others."""


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """A passage as the index knows it; the offsets are those of the document when it was indexed."""

    place: int
    doc: str
    number: int
    start: int
    end: int
    line: int
    kind: Kind
    speaker: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IndexedQuotation:
    """A quotation inside a document, with the person it is attributed to."""

    start: int
    end: int
    attributed_to: str | None
    evidence: Evidence
    second_hand: bool


class Index(Words):
    """An open index. `Index.open(cache)` gives an empty one when nothing has been indexed yet."""

    def __init__(self, state: Manifest, segments: list[Segment]) -> None:
        self.infos: tuple[DocumentInfo, ...] = state.infos
        self.complete = state.complete
        super().__init__(segments)
        self.info = {info.id: info for info in state.infos}
        self._doc_base = [0]
        for segment in segments:
            self._doc_base.append(self._doc_base[-1] + len(segment.documents))
        self.contexts = self._context_base[-1]
        self.size = self._base[-1]
        self.docs: list[str] = [doc for segment in segments for doc, _ in segment.documents]
        self.digests: list[str] = [digest for segment in segments for _, digest in segment.documents]
        dead = np.zeros(len(self.docs) + 1, bool)
        for number, entry in enumerate(state.segments):
            for at in entry.dead:
                dead[self._doc_base[number] + at] = True
        self.doc_of = self._column("p_doc", self._doc_base)
        self.context_of = self._column("p_context", self._context_base)
        self.number_of = self._column("p_number")
        self.start_of = self._column("p_start")
        self.end_of = self._column("p_end")
        self.line_of = self._column("p_line")
        self.kind_of = self._column("p_kind")
        self.length_of = self._column("p_length")
        self._evidence_of = self._column("p_evidence")
        self.speakers, self.speaker_of = self._speakers()
        self.alive = ~dead[self.doc_of] if self.size else np.zeros(0, bool)
        self.searched = self.alive & self.of_kinds(SEARCHED)
        first = [segment.arrays["doc_first"][:-1] + base for segment, base in zip(segments, self._base, strict=False)]
        self._doc_first = np.concatenate([*first, [self.size]]) if segments else np.zeros(1, np.int64)
        self.doc_alive = ~dead[:-1]
        self.ordinal = {doc: at for at, doc in enumerate(self.docs) if self.doc_alive[at]}

    @classmethod
    def open(cls, cache: Path) -> Index:
        """The index in `cache` as it is now, complete or not. Raises EngineError when it is damaged."""
        for attempt in range(5):
            folder = folders.current(cache)
            if folder is None:
                return cls(Manifest(), [])
            state = manifest.read(folder)
            if state is None:
                return cls(Manifest(), [])
            try:
                return cls(state, [Segment(folder / f"{entry.name}.arrays") for entry in state.segments])
            except FileNotFoundError as error:
                # A writer merged the segments between our two steps: its manifest names the new ones.
                if attempt == 4:
                    raise EngineError(f"{folder}: index files are missing; run `variorum index --rebuild`") from error
        raise AssertionError

    def _column(self, name: str, base: list[int] | None = None) -> Ints:
        parts = [segment.arrays[name] for segment in self.segments]
        if base is not None:
            parts = [part + start if start else part for part, start in zip(parts, base, strict=False)]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.zeros(0, PASSAGE_ARRAYS[name])

    def _speakers(self) -> tuple[list[str], Ints]:
        names: dict[str, int] = {}
        parts = []
        for segment in self.segments:
            to = np.array([names.setdefault(name, len(names)) for name in segment.speakers] + [-1], np.int32)
            parts.append(to[segment.arrays["p_speaker"]])
        return list(names), np.concatenate(parts) if parts else np.zeros(0, np.int32)

    def of_kinds(self, kinds: frozenset[Kind]) -> Ints:
        """A mask over all passages."""
        wanted = np.zeros(len(KINDS), bool)
        wanted[[KIND_CODE[kind] for kind in kinds]] = True
        mask: Ints = wanted[self.kind_of]
        return mask

    # -- passages

    def passage(self, place: int) -> PassagePlace:
        """The passage at a place, 0 to `size` - 1."""
        speaker = int(self.speaker_of[place])
        return PassagePlace(
            place=place,
            doc=self.docs[int(self.doc_of[place])],
            number=int(self.number_of[place]),
            start=int(self.start_of[place]),
            end=int(self.end_of[place]),
            line=int(self.line_of[place]),
            kind=KINDS[int(self.kind_of[place])],
            speaker=self.speakers[speaker] if speaker >= 0 else None,
            evidence=EVIDENCES[int(self._evidence_of[place])],
        )

    def marks_of(self, doc: str) -> tuple[Mark, ...]:
        """The pages, times or chapters of a document, as it was indexed; none of one that is not in the index."""
        at = self.ordinal.get(doc)
        if at is None:
            return ()
        number = bisect_right(self._doc_base, at) - 1
        return self.segments[number].places(at - self._doc_base[number])

    def places_of(self, doc: int) -> Span:
        """First and one past the last place of a document (a position in `docs`)."""
        return int(self._doc_first[doc]), int(self._doc_first[doc + 1])

    def _local(self, place: int) -> tuple[Segment, int]:
        number = bisect_right(self._base, place) - 1
        return self.segments[number], place - self._base[number]

    def text(self, place: int) -> str:
        """The canonical text of a passage, as indexed."""
        segment, at = self._local(place)
        return segment.text(at, at + 1)[: int(self.end_of[place]) - int(self.start_of[place])]

    def between(self, first: int, start: int, last: int, end: int) -> str:
        """The canonical text from `start` to `end`, offsets in the document: `start` in the passage at place `first`,
        `end` in that at place `last` of the same document.
        """
        segment, at = self._local(first)
        base = int(self.start_of[first])
        return segment.text(at, at + last - first + 1)[start - base : end - base]

    def folded(self, first: int, last: int) -> str:
        """The folded text of the passages `first` to `last`, exclusive: places of one document."""
        segment, at = self._local(first)
        return segment.folded(at, at + last - first).decode().rstrip("\n")

    def quotations(self, place: int) -> list[IndexedQuotation]:
        """The quotations that stand in a passage."""
        segment, at = self._local(place)
        arrays = segment.arrays
        return [
            IndexedQuotation(
                start=int(arrays["q_start"][row]),
                end=int(arrays["q_end"][row]),
                attributed_to=segment.speakers[speaker] if (speaker := int(arrays["q_speaker"][row])) >= 0 else None,
                evidence=EVIDENCES[int(arrays["q_evidence"][row])],
                second_hand=bool(arrays["q_second_hand"][row]),
            )
            for row in np.flatnonzero(arrays["q_passage"] == at)
        ]
