"""A document's text, folded once, and the places in it that share rare words with what is sought.

Words are only seeds here: they say where to look, never whether something was found.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from index.excerpts.excerpt import Part
from index.text.fold import fold, folded

T = TypeVar("T")

# Scripts written without blanks: pairs of their characters stand for words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_UNSPACED}]+|[^\\W_{_UNSPACED}]+")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]")

_SEEDS = 32  # words that vote, the rarest first
_INDEXED = 8_000_000  # characters of a text up to which its words are indexed: 20 bytes each
_VOTES = 600  # votes that are cast in all
_BUCKET = 64  # characters by which the distances of two votes may differ and still count together


@dataclass(frozen=True, slots=True)
class Needle:
    """What is sought, folded: the text between its context."""

    text: str
    before: str
    after: str
    whole: str  # context and text as they stood together
    at: int  # where `text` begins in `whole`


@lru_cache(maxsize=4096)
def needle(part: Part) -> Needle:
    """The folded text and context of a saved passage; `text` is "" when nothing of it can be sought."""
    whole = fold(part.prefix + part.text + part.suffix)
    start, end = whole.at(len(part.prefix)), whole.at(len(part.prefix) + len(part.text))
    end = min(max(end, start + 1), len(whole.text))  # a part of a dash is all of it, folded
    while start < end and whole.text[start] == " ":
        start += 1
    while start < end and whole.text[end - 1] == " ":
        end -= 1
    return Needle(whole.text[start:end], whole.text[:start], whole.text[end:], whole.text, start)


class Haystack:
    """A folded document. `text` is the folded text; all positions here count its characters."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.folded = fold(text)
        self.text = self.folded.text
        self._kept: dict[str, Any] = {}

    def kept(self, name: str, make: Callable[[Haystack], T]) -> T:
        """What `make` makes of this text, made once; `name` is its maker's own."""
        if name not in self._kept:
            self._kept[name] = make(self)
        made: T = self._kept[name]
        return made

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        words: dict[str, list[int]] = {}
        for word, at in _tokens(self.text):
            words.setdefault(word, []).append(at)
        return words

    def exact(self, text: str, limit: int = 512) -> list[int]:
        """Where `text` stands, the first `limit` places, overlapping ones too."""
        places: list[int] = []
        at = self.text.find(text)
        while at >= 0 and len(places) < limit:
            places.append(at)
            at = self.text.find(text, at + 1)
        return places

    def likely(self, whole: str, most: int) -> list[tuple[int, float]]:
        """Positions at which `whole` may begin, give or take 64 characters, and the share of its votes each has.

        Every word of `whole` votes for the distance between its place here and its place there, rare words more
        than common ones; at most `most` positions, the one with most votes first.
        """
        if len(self.text) > _INDEXED:
            return []
        known = [(self._words[word], at) for word, at in _tokens(whole) if word in self._words]
        votes: dict[int, float] = {}
        total, cast = 0.0, 0
        for places, at in heapq.nsmallest(_SEEDS, known, key=lambda seed: len(seed[0])):
            if cast + len(places) > _VOTES and cast:
                break
            cast += len(places)
            weight = math.log(1 + len(self.text) / 6 / len(places))
            total += weight
            for place in places:
                bucket = (place - at) // _BUCKET
                votes[bucket] = votes.get(bucket, 0.0) + weight
        joined = [(vote + votes.get(bucket + 1, 0.0), -bucket) for bucket, vote in votes.items()]
        best: list[tuple[int, float]] = []
        for vote, bucket in heapq.nlargest(3 * most, joined):
            if len(best) < most and all(abs(bucket * _BUCKET + other) > _BUCKET for other, _ in best):
                best.append((-bucket * _BUCKET, vote / total))
        return best


@lru_cache(maxsize=8)
def haystack(text: str) -> Haystack:
    """The haystack of a canonical text; the last eight are kept."""
    return Haystack(text)


@lru_cache(maxsize=4096)
def folded_line(text: str) -> str:
    """A short text folded, without blanks at its ends."""
    return folded(text).strip()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for found in _WORD.finditer(text):
        word, at = found.group(), found.start()
        if len(word) > 2 and _UNSPACED_RUN.match(word):
            for here in range(len(word) - 1):
                yield word[here : here + 2], at + here
        else:
            yield word, at
