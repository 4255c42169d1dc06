"""The words of a query in these documents: how many passages hold each, what that tells, and its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.background import usual
from index.compare.collection import Collection
from index.compare.families import related
from index.compare.prepare import VOCABULARY, Phrase
from index.compare.topics import Tier
from index.text.fold import folded
from index.text.words import STOP, stem, words

Array = NDArray[Any]

TOGETHER = 2  # passages in which two typed words stand side by side, for them to be a phrase
MAX_FAMILY = 12

ORDINARY = 200
"""Passages of ordinary English beside those of the library: in a few articles "law" may be as rare as a name, and tells
less. F1 of event lines on the half of BASIL that it was not chosen on: .751 with them, .713 without."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed word or phrase, or one of its family."""

    text: str
    tier: Tier
    ids: tuple[int, ...]  # stems
    passages: int  # that hold it
    information: float
    part: int  # of the query that it stands for


class Lookup:
    """Looks up what was typed in a collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.body = collection, collection.body
        self.count = len(collection.passages)
        self.held = collection.held

    def asked(self, text: str, tier: Tier, part: int = 0) -> Asked:
        return self._made(text, tier, stems_of(text), part)

    def phrases(self, query: str) -> list[str]:
        """Typed words that stand side by side in the documents too, as they were typed."""
        found = []
        for (first, start, _), (second, _, end) in pairwise(words(query)):
            if first in STOP or second in STOP:
                continue
            ids = (VOCABULARY.get(stem(first)), VOCABULARY.get(stem(second)))
            _, at, _ = self.body.find([Phrase(ids)])
            if len(at) and len(np.unique(self.body.stretch[at])) >= TOGETHER:
                found.append(query[start:end])
        return found

    def together(self, text: str) -> float:
        """What two words tell side by side: no less than the sum of what each tells alone."""
        return sum(self.asked(word, Tier.QUERY).information for word, _, _ in words(text))

    def information(self, passages: float, ids: Sequence[int] = ()) -> float:
        """ln(1 + (N - n + .5) / (n + .5)): what it tells to find something that n of N passages hold.

        Of typed words, the stems `ids`, ORDINARY passages of ordinary English are counted in, at the scale of N.
        """
        if passages and ids:
            rarest = min(usual(VOCABULARY.stems[stem_id]) for stem_id in ids)
            passages = (passages + ORDINARY * rarest) / (1 + ORDINARY / self.count)
        return float(np.log(1 + (self.count - passages + 0.5) / (passages + 0.5)))

    def family(self, asked: Asked) -> list[Asked]:
        """Words of the same family as a single asked word, the most common first."""
        if len(asked.ids) != 1:
            return []
        root = stem(words(asked.text)[0].text_lower)
        found = []
        for stem_id in np.flatnonzero(self.held).tolist():
            other = VOCABULARY.stems[stem_id]
            if related(root, other):
                found.append(stem_id)
        found.sort(key=lambda stem_id: (-int(self.held[stem_id]), stem_id))
        return [
            self._made(self.surface(stem_id), Tier.FAMILY, (stem_id,), asked.part) for stem_id in found[:MAX_FAMILY]
        ]

    def holders(self, stem_id: int) -> Array:
        """The passages that hold a stem."""
        return np.unique(self.body.stretch[self.body.find([Phrase((stem_id,))])[1]])

    def surface(self, stem_id: int) -> str:
        """A form in which a stem stands in the text."""
        _, at, _ = self.body.find([Phrase((stem_id,))])
        return folded(self.collection.surface(int(at[0]), 1))

    def _made(self, text: str, tier: Tier, ids: tuple[int, ...], part: int) -> Asked:
        if len(ids) == 1 and ids[0] >= 0:
            passages = int(self.held[ids[0]]) if ids[0] < len(self.held) else 0
        else:
            _, at, _ = self.body.find([Phrase(ids)])
            passages = len(np.unique(self.body.stretch[at])) if len(at) else 0
        return Asked(text, tier, ids, passages, self.information(passages, ids), part)


def stems_of(text: str) -> tuple[int, ...]:
    """The ids of the stems of `text`, -1 for one that no document has."""
    return tuple(VOCABULARY.get(stem(word)) for word, _, _ in words(text))
