"""A segment: some documents, indexed once and never changed, as arrays in one file.

Owns the layout: which arrays there are and what they mean. Segments are written by `builder` and `merging` and read
here; passages are numbered from 0 within their segment, in the order of the documents.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import container
from index.engine.manifest import LAYOUT
from index.engine.strings import SortedStrings
from index.errors import EngineError
from index.model import PLACES, Evidence, Kind, Mark, MarkKind

KINDS: tuple[Kind, ...] = tuple(Kind)
EVIDENCES: tuple[Evidence, ...] = tuple(Evidence)
KIND_CODE = {kind: code for code, kind in enumerate(KINDS)}
EVIDENCE_CODE = {evidence: code for code, evidence in enumerate(EVIDENCES)}

PASSAGE_ARRAYS = {
    "p_doc": "<i4",  # document, counted in this segment
    "p_number": "<i4",
    "p_start": "<i4",
    "p_end": "<i4",
    "p_line": "<i4",
    "p_kind": "|u1",
    "p_evidence": "|u1",
    "p_speaker": "<i4",  # in `speakers`, -1 for unknown
    "p_context": "<i4",
    "p_length": "<i4",  # words
}
QUOTATION_ARRAYS = {
    "q_doc": "<i4",
    "q_start": "<i4",
    "q_end": "<i4",
    "q_passage": "<i4",  # passage, counted in this segment
    "q_speaker": "<i4",
    "q_evidence": "|u1",
    "q_second_hand": "|u1",
}
Ints = NDArray[Any]


def places_to_json(marks: Iterable[Mark]) -> bytes:
    """The marks that say where a stretch of a document stands; empty for most documents."""
    places = [(mark.start, mark.end, mark.kind, mark.value) for mark in marks if mark.kind in PLACES]
    return json.dumps(places, ensure_ascii=False).encode("utf-8", "replace") if places else b""


class Segment:
    """A segment's file, mapped. Raises EngineError when it is damaged or of another layout, OSError when it is gone."""

    def __init__(self, path: Path) -> None:
        held = container.read(path)
        facts = held.facts
        if facts.get("layout") != LAYOUT:
            raise EngineError(f"{path}: an index of another version; run `variorum index --rebuild`")
        self.container = held
        arrays = held.arrays
        self.arrays = arrays
        self.name = path.stem
        self.documents: list[tuple[str, str]] = [(intern(doc), intern(digest)) for doc, digest in facts["documents"]]
        self.speakers: list[str] = facts["speakers"]
        self.contexts: int = facts["contexts"]
        self.passages = len(arrays["p_doc"])
        self.terms = SortedStrings(arrays["terms"], arrays["term_at"])
        self.stems = SortedStrings(arrays["stems"], arrays["stem_at"])
        self._text = arrays["text"].data
        self._fold = arrays["fold"].data
        self._text_at = arrays["text_at"]
        self._fold_at = arrays["fold_at"]

    def touch(self) -> None:
        """Read what every query reads once, so that the first keys do not wait for the disk page by page."""
        for name in ("post_at", "post_passage", "post_count", "terms", "term_at", *PASSAGE_ARRAYS):
            self.arrays[name].max(initial=0)

    def postings(self, first: int, last: int) -> tuple[Ints, Ints]:
        """Passages and counts (255 at most) of the terms at positions `first` to `last`, exclusive."""
        at = self.arrays["post_at"]
        start, end = int(at[first]), int(at[last])
        return self.arrays["post_passage"][start:end], self.arrays["post_count"][start:end]

    def frequency(self, term: int) -> int:
        """In how many passages the term at a position stands."""
        at = self.arrays["post_at"]
        return int(at[term + 1]) - int(at[term])

    def frequencies(self, first: int, last: int) -> Ints:
        """In how many passages each of the terms at `first` to `last` stands."""
        return np.diff(self.arrays["post_at"][first : last + 1])

    def contexts_of(self, term: int) -> Ints:
        """The contexts (document title and heading) that hold the term."""
        at = self.arrays["context_at"]
        return self.arrays["context_id"][int(at[term]) : int(at[term + 1])]

    def family(self, stem: str) -> list[int]:
        """Positions of the terms that have this stem."""
        at = self.stems.find(stem)
        if at < 0:
            return []
        first = self.arrays["stem_first"]
        members: list[int] = self.arrays["stem_members"][int(first[at]) : int(first[at + 1])].tolist()
        return members

    def places(self, document: int) -> tuple[Mark, ...]:
        """The pages, times or chapters of a document, counted in this segment."""
        first, last = self.arrays["places_at"][document : document + 2].tolist()
        data = bytes(self.arrays["places"][first:last])
        return tuple(Mark(a, b, MarkKind(kind), value=value) for a, b, kind, value in json.loads(data or b"[]"))

    def text(self, first: int, last: int) -> str:
        """The canonical text from the start of passage `first` to that of `last` (to the end of the text, at the
        end).
        """
        return bytes(self._text[self._text_at[first] : self._text_at[last]]).decode()

    def folded(self, first: int, last: int) -> bytes:
        """The folded text of passages `first` to `last`, exclusive, as UTF-8."""
        return bytes(self._fold[self._fold_at[first] : self._fold_at[last]])

    def find_words(self, words: Sequence[str]) -> Ints:
        """The passages in which a run of words begins, rising, once each; it may go on into the next ones."""
        numbers = [self.terms.find(word) for word in words]
        if min(numbers) < 0:
            return np.zeros(0, np.int64)
        stream = self.arrays["stream"]
        rarest = min(range(len(numbers)), key=lambda at: self.frequency(numbers[at]))
        at = np.flatnonzero(stream == stream.dtype.type(numbers[rarest])) - rarest
        at = at[(at >= 0) & (at + len(words) <= len(stream))]
        for step, number in enumerate(numbers):
            if step != rarest:
                at = at[stream[at + step] == number]
        return np.unique(np.searchsorted(self.arrays["stream_at"], at, "right") - 1)

    def words_from(self, passages: Ints, reach: int) -> tuple[Ints, Ints]:
        """The numbers of the words of some passages, one after the other, each with the `reach` words behind it; and
        where each begins. Beyond the end of the segment its last word is repeated.
        """
        stream, at = self.arrays["stream"], self.arrays["stream_at"]
        sizes = at[passages + 1] - at[passages] + reach
        first = np.cumsum(sizes) - sizes
        where = np.repeat(at[passages] - first, sizes) + np.arange(int(sizes.sum()))
        return stream[np.minimum(where, len(stream) - 1)] if len(stream) else stream, first

    def find_folded(
        self, needle: bytes, passages: Ints | None, reach: int, most: int, edges: tuple[bool, bool]
    ) -> tuple[Ints, Ints, Ints, Ints]:
        """Where `needle` stands in the folded text: first passage, byte from its start, last passage, byte from its
        start.

        Looks near `passages` (rising; `reach` bytes to either side of each), everywhere when None, and stops after
        `most`. `edges` says whether it must begin and end at the edges of words.
        """
        whole = self.container.mapping
        base = self.container.position("fold")
        at = self._fold_at
        size = len(needle)
        if passages is None:
            ranges = [(base, base + len(self.arrays["fold"]))]
        else:
            low = base + np.maximum(at[passages] - reach, 0)
            high = base + np.minimum(at[passages + 1] + reach, at[-1])
            ranges = list(zip(low.tolist(), high.tolist(), strict=True))
        found: list[int] = []
        last = -1
        for start, end in ranges:
            here = whole.find(needle, max(start, last + 1), end)
            while here >= 0 and len(found) < most:
                last = here
                if _at_edges(whole, here, here + size, edges):
                    found.append(here - base)
                here = whole.find(needle, here + 1, end)
            if len(found) >= most:
                break
        starts = np.array(found, np.int64)
        first = np.searchsorted(at, starts, "right") - 1
        final = np.searchsorted(at, starts + size, "left") - 1
        return first, starts - at[first], final, starts + size - at[final]


def _at_edges(text: mmap.mmap, start: int, end: int, edges: tuple[bool, bool]) -> bool:
    """Whether the UTF-8 bytes from `start` to `end` begin and end where words do, as far as `edges` asks for it."""
    return not (edges[0] and _within_word(text, start)) and not (edges[1] and _within_word(text, end))


def _within_word(text: mmap.mmap, at: int) -> bool:
    pair = text[at - 1 : at + 1]
    if pair.isascii():
        return len(pair) == 2 and pair[:1].isalnum() and pair[1:].isalnum()
    left = text[max(0, at - 4) : at].decode("utf-8", "ignore")[-1:]
    right = text[at : at + 4].decode("utf-8", "ignore")[:1]
    # Between two characters of a script without blanks there is an edge everywhere.
    return left.isalnum() and right.isalnum() and (left < "\u0e00" or right < "\u0e00")
