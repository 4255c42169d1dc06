"""A document as numbers: the words of its body passages as stem ids with offsets, made once per document and kept.

It owns the process-wide vocabulary (stem <-> id) and the prepared documents of this run; both only grow or forget, so
threads may share them under one lock. The words themselves come from `cut`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.compare.cut import Cut, kept_words
from index.compare.topics import EXACT
from index.model import BODY, Document, Passage
from index.text.words import STOP, stem, words

Int32 = NDArray[np.int32]
Bools = NDArray[np.bool_]

KEPT_WORDS = 8_000_000
"""Prepared documents are forgotten, the least recently used first, beyond this many words (about 140 MB)."""

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Words of consecutive stretches of text. Arrays have one entry a word, `first` one a stretch and one to end."""

    stems: Int32  # ids of the vocabulary
    forms: Int32  # ids of the words as they stand, folded
    starts: Int32  # offsets in the document
    ends: Int32
    content: Bools  # neither a function word nor a number
    joined: Bools  # nothing but a blank, line break or hyphen stands between it and the next word
    first: Int32  # stretch i holds the words first[i] to first[i + 1]

    def __len__(self) -> int:
        return len(self.stems)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The body passages of a document and their words; and the headings its passages stand under, with theirs."""

    key: Key
    passages: tuple[Passage, ...]
    body: Tokens
    headings: Tokens  # one stretch for each distinct section, in order; the title last
    heading_of: Int32  # for each body passage the heading it stands under, -1 for none


class Vocabulary:
    """Stem or folded word <-> id, for the life of the process. Ids never change: arrays of different times agree."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self.stems: list[str] = []

    def ids(self, stems: Sequence[str]) -> Int32:
        """The id of each, new ones added."""
        for stemmed in stems:
            if stemmed not in self._ids:
                self._ids[stemmed] = len(self.stems)
                self.stems.append(stemmed)
        return np.asarray([self._ids[stemmed] for stemmed in stems], dtype=np.int32)

    def get(self, stemmed: str) -> int:
        """The id, or -1 for a stem that no prepared document has."""
        return self._ids.get(stemmed, -1)

    def __len__(self) -> int:
        return len(self.stems)


VOCABULARY = Vocabulary()
_kept: OrderedDict[Key, Prepared] = OrderedDict()
_lock = Lock()


def key_of(document: Document) -> Key:
    """What a prepared document is kept under: changes when its bytes, its text or its passages do."""
    return document.digest, hash(document.text), hash((document.title, len(document.passages)))


def prepare(document: Document) -> Prepared:
    """The prepared form of `document`, from the cache when it has been made before."""
    key = key_of(document)
    with _lock:
        found = _kept.get(key)
        if found is not None and found.passages == tuple(p for p in document.passages if p.kind in BODY):
            _kept.move_to_end(key)
            return found
        made = _prepare(document, key)
        _kept[key] = made
        total = sum(len(kept.body) for kept in _kept.values())
        while total > KEPT_WORDS and len(_kept) > 1:
            _, dropped = _kept.popitem(last=False)
            total -= len(dropped.body)
        return made


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term to look for: the ids of its words, -1 for one that no document has. No words: it is nowhere."""

    ids: tuple[int, ...]
    exact: bool = False  # the words as they stand instead of their stems


NOWHERE = Phrase(())


def phrase(text: str) -> Phrase:
    """A term as it is looked for: on stems, or with "=" before it ("=dependent") in just this form."""
    exact = text.startswith(EXACT)
    ids = (VOCABULARY.get(word if exact else stem(word)) for word, _, _ in words(text))
    return Phrase(tuple(ids), exact)


def _prepare(document: Document, key: Key) -> Prepared:
    passages = tuple(passage for passage in document.passages if passage.kind in BODY)
    sections: dict[str, int] = {}
    heading_of = [sections.setdefault(p.section, len(sections)) if p.section else -1 for p in passages]
    texts = [(document.text[passage.start : passage.end], passage.start) for passage in passages]
    made = kept_words([*texts, *((text, 0) for text in (*sections, document.metadata.title))])
    body, headings = _tokens(made, 0, len(texts)), _tokens(made, len(texts), len(made.first) - 1)
    return Prepared(key, passages, body, headings, np.asarray(heading_of, dtype=np.int32))


def _tokens(made: Cut, low: int, high: int) -> Tokens:
    """The words of the stretches `low` to `high`, as ids of the vocabulary."""
    a, b = int(made.first[low]), int(made.first[high])
    word, starts, ends = made.word[a:b], made.starts[a:b], made.ends[a:b]
    content = np.asarray([word not in STOP and not word[0].isdigit() for word in made.words], dtype=np.bool_)
    return Tokens(
        stems=VOCABULARY.ids(made.stems)[word],
        forms=VOCABULARY.ids(made.words)[word],
        starts=starts,
        ends=ends,
        content=content[word] & (ends - starts > 1),
        joined=made.joined[a:b],
        first=made.first[low : high + 1] - a,
    )
