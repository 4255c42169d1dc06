"""The words of a document, cut once and kept in the cache folder: the next start reads them instead of cutting again.

Cutting and stemming is two thirds of the first comparison; reading it back takes a tenth of that. A file is called by
what it was cut from, so that it is never wrong and never renewed, only forgotten. Ids in it are its own: those of the
process are given by `prepare`.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import unidata_version

import numpy as np
from numpy.typing import NDArray

from index.engine import container
from index.errors import EngineError
from index.paths import cache_dir, private_dir
from index.text.words import stem, words

Array = NDArray[Any]
Stretch = tuple[str, int]
"""A stretch of text, and the offset of its beginning that is added to those of its words."""

FORMAT = 1
"""To be raised whenever what is ours of `words` or `stem` answers otherwise, or the arrays change."""

MOST_FILES = 4000
"""Kept documents (about 60 kB each for 6,000 words); beyond it half of them go, by lot."""

_LOOKS = "00"
"""The names, one in 256, after which somebody looks for too many: for each, the cost would grow with their square."""

_ARRAYS = ("word", "starts", "ends", "joined", "first")
_JOINS = frozenset(["", " ", "\n", "-", "\u2010", "\u2011"])
"""What stands between words that belong together: a blank or hyphen; nothing, for pairs of an unspaced script."""


@dataclass(frozen=True, eq=False)
class Cut:
    """The words of consecutive stretches. Arrays have one entry a word, `first` one a stretch and one to end."""

    words: tuple[str, ...]  # the different words, folded
    stems: tuple[str, ...]  # of each of them
    word: Array  # which of `words`
    starts: Array
    ends: Array
    joined: Array  # whether nothing but a blank, line break or hyphen stands between it and the next word
    first: Array  # stretch i holds the words first[i] to first[i + 1]

    @cached_property
    def sound(self) -> bool:
        """Whether the arrays fit each other: those of a damaged file may not."""
        count = len(self.word)
        return (
            len(self.stems) == len(self.words)
            and len(self.starts) == len(self.ends) == len(self.joined) == count
            and (not count or (int(self.word.min()) >= 0 and int(self.word.max()) < len(self.words)))
            and bool(len(self.first)) and int(self.first[0]) == 0 and int(self.first[-1]) == count
            and bool((np.diff(self.first) >= 0).all())
        )  # fmt: skip


def kept_words(stretches: Sequence[Stretch]) -> Cut:
    """The words of `stretches`, from the cache folder when they were cut before."""
    path = _path(stretches)
    kept = _read(path)
    if kept is not None and len(kept.first) == len(stretches) + 1:
        return kept
    made = _cut(stretches)
    with contextlib.suppress(OSError):  # a full or read-only disk: cut again the next time
        _keep(made, path)
    return made


def _cut(stretches: Sequence[Stretch]) -> Cut:
    ids: dict[str, int] = {}
    word: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    joined: list[bool] = []
    first = [0]
    for text, offset in stretches:
        found = words(text)
        word += [ids.setdefault(each, len(ids)) for each, _, _ in found]
        starts += [offset + start for _, start, _ in found]
        ends += [offset + end for _, _, end in found]
        gaps = [text[before[2] : after[1]] for before, after in pairwise(found)]
        joined += [gap in _JOINS or gap.isspace() for gap in gaps]
        if found:
            joined.append(False)
        first.append(len(word))
    different = tuple(ids)
    return Cut(
        different, tuple(map(stem, different)), _int32(word), _int32(starts), _int32(ends),
        np.asarray(joined, dtype=np.bool_), _int32(first),
    )  # fmt: skip


def _int32(values: list[int]) -> Array:
    return np.asarray(values, dtype=np.int32)


# -- on disk
def _path(stretches: Sequence[Stretch]) -> Path:
    seen = hashlib.sha256(f"{FORMAT} {_cutters()} {len(stretches)}".encode())
    for text, offset in stretches:
        seen.update(f"\0{offset} {len(text)} ".encode())
        seen.update(text.encode("utf-8", "surrogatepass"))
    return cache_dir() / "words" / seen.hexdigest()[:40]


@cache
def _cutters() -> str:
    """The versions of what cuts and is not ours: another one may cut otherwise."""
    return f"{unidata_version} {version('snowballstemmer')}"


def _read(path: Path) -> Cut | None:
    try:
        kept = container.read(path)
        if not container.verify(kept):
            return None
        # Copied: a mapping holds its file open, and there may be more documents than files that a process can open.
        arrays = {name: kept.arrays[name].copy() for name in _ARRAYS}
        found = Cut(tuple(kept.facts["words"]), tuple(kept.facts["stems"]), **arrays)
        return found if found.sound else None
    except (OSError, EngineError, KeyError, TypeError, ValueError):
        return None


def _keep(made: Cut, path: Path) -> None:
    folder = private_dir(path.parent)
    arrays = {name: getattr(made, name) for name in _ARRAYS}
    container.write(path, arrays, {"words": made.words, "stems": made.stems}, synced=False)
    if path.name.startswith(_LOOKS):
        _forget(folder)


def _forget(folder: Path) -> None:
    """Where there are too many take away half, by lot: the oldest would be just those asked for next, in order."""
    kept = list(folder.iterdir())
    if len(kept) > MOST_FILES:
        for one in random.sample(kept, len(kept) // 2):
            one.unlink(missing_ok=True)
