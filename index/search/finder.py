"""The finder: titles, headings, speakers, topics, excerpts and files by a few letters, misspelling allowed.

An item fits when each typed word fits somewhere in its label; letters in order ("psr" in "passer") or with a slip (a
letter more, less, other, or two that changed places), best for whole words and beginnings of words. With nothing typed
the items come as given: recent first is the caller's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from index.text.fold import fold, folded

MOST = 200
SLIPS = ((4, 1), (8, 2))  # letters of a typed word, and the slips that it may have from that length on
_WORD = re.compile(r"[^\W_]+")
_Fit = tuple[float, Sequence[int]]
"""Points 0–100, and the letters of the folded label that stand for a word."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to go to. `kind` is shown beside it (document, heading, speaker, topic, …), `target` is the caller's
    own.
    """

    label: str
    kind: str = ""
    detail: str = ""
    target: object = None


@dataclass(frozen=True, slots=True)
class Found:
    """An item that fits, the offsets in its label of the letters that matched, and how well (compares within one
    answer).
    """

    item: Item
    positions: tuple[int, ...] = ()
    score: float = 0.0


class Finder:
    """Items made ready, to be looked through at each key."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = list(items)
        self._texts = [folded(item.label) for item in self._items]
        self._details = [folded(item.detail) for item in self._items]
        self._length = [min(len(text), 200) / 50 for text in self._texts]
        self._holding: dict[str, dict[int, int]] = {}  # a word: the items whose label holds it, and where
        for at, text in enumerate(self._texts):
            for found in _WORD.finditer(text):
                self._holding.setdefault(found.group(), {}).setdefault(at, found.start())

    def find(self, query: str, limit: int = MOST) -> list[Found]:
        """The items that fit `query`, best first, ties in the order given; all, up to `limit`, for an empty one."""
        wanted = folded(query[:200]).replace("-", " ").split()
        if not wanted:
            return [Found(item) for item in self._items[:limit]]
        scores = dict.fromkeys(range(len(self._items)), 0.0)
        fits: list[dict[int, _Fit]] = []
        for word in wanted:
            fits.append(found := self._places(word, scores))
            scores = {at: scores[at] + points for at, (points, _) in found.items()}
        # Of labels that fit alike the shorter one is more of what was typed.
        ranked = ((self._length[at] - score / len(wanted), at) for at, score in scores.items())
        return [
            Found(self._items[at], self._letters(at, [found[at] for found in fits]), -score)
            for score, at in nsmallest(limit, ranked)
        ]

    def _places(self, word: str, among: Iterable[int]) -> dict[int, _Fit]:
        """Of the items `among`, those that `word` fits, and how."""
        near, order = self._near(word), re.compile("".join(f"[^{re.escape(x)}]*{re.escape(x)}" for x in word))
        found: dict[int, _Fit] = {}
        texts = self._texts
        for at in among:
            text = texts[at]
            fit = _whole(word, text) if word in text else near.get(at)
            if fit is None and order.match(text):
                fit = _in_order(word, text)
            if fit is not None:
                found[at] = fit
            elif word in self._details[at]:  # found beside the label: nothing to mark
                found[at] = 40.0, ()
        return found

    def _near(self, word: str) -> dict[int, _Fit]:
        """The items with a word, or the beginning of one, that `word` is but for slips."""
        slips = max((slips for length, slips in SLIPS if len(word) >= length), default=0)
        if not slips:
            return {}
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        words = list(self._holding)
        begun = [other[: len(word)] for other in words]
        found: dict[int, _Fit] = {}
        for choices in (words, begun):
            for choice, distance, number in extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None):
                swapped = sorted(choice) == sorted(word)  # the commonest slip
                points = 80.0 - 8 * distance - 4 * (choices is begun) + 4 * swapped
                for at, start in self._holding[words[number]].items():
                    if at not in found or found[at][0] < points:
                        found[at] = points, range(start, start + len(choice))
        return found

    def _letters(self, at: int, fits: Iterable[_Fit]) -> tuple[int, ...]:
        """The offsets in the label of what stands for the words."""
        way = fold(self._items[at].label)
        spans = {way.span(letter, letter + 1) for _, letters in fits for letter in letters}
        return tuple(sorted({offset for span in spans for offset in range(*span)}))


def _whole(word: str, text: str) -> _Fit:
    """The word as it stands in `text`, at the beginning of one if there is such a place."""
    at = text.find(word)
    if at and text[at - 1].isalnum():
        at = max(at, text.find(f" {word}", at) + 1)
    starts = at == 0 or not text[at - 1].isalnum()
    end = at + len(word)
    ends = end == len(text) or not text[end].isalnum()
    return 80.0 + 12 * starts + 8 * ends, range(at, end)


def _in_order(word: str, text: str) -> _Fit | None:
    """The letters in order, each as early as it comes but at the start of a word if one is ahead."""
    positions: list[int] = []
    at = 0
    for letter in word:
        here = text.find(letter, at)
        if here < 0:
            return None
        start = text.find(" " + letter, max(0, at - 1))
        if 0 <= start < here + 12 and (not positions or here != positions[-1] + 1):
            here = start + 1
        positions.append(here)
        at = here + 1
    spread = positions[-1] - positions[0] + 1
    return (60.0 * len(word) / spread, positions) if spread <= 4 * len(word) + 12 else None
