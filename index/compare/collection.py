"""Several prepared documents laid end to end, so that a whole comparison is a few passes over arrays.

It owns the postings (where each stem stands), the table of words and two-word phrases, and their totals over all
documents: totals are kept here and a source's own share subtracted, never the others summed again. Collections are
kept for the last few sets of documents, so that a second topic on the same sources costs only its own passages.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare.prepare import Key, Phrase, Prepared, Tokens, phrase, prepare
from index.model import Document, Kind, Passage

Array = NDArray[Any]

KEPT = 4
KEPT_WORDS = 8_000_000  # in all of them together
_kept: OrderedDict[tuple[tuple[str, Key], ...], Collection] = OrderedDict()
_lock = Lock()


class Words:
    """The words of several token lists as one: which stretch each belongs to, and where a phrase of stems stands."""

    def __init__(self, parts: Sequence[Tokens]) -> None:
        self.stems = _joined([part.stems for part in parts])
        self.forms = _joined([part.forms for part in parts])
        self.starts = _joined([part.starts for part in parts])
        self.ends = _joined([part.ends for part in parts])
        self.content = _joined([part.content for part in parts]).astype(np.bool_)
        self.joined = _joined([part.joined for part in parts]).astype(np.bool_)
        sizes = _joined([np.diff(part.first) for part in parts])
        self.first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.stretch = np.repeat(np.arange(len(sizes)), sizes)

    def __len__(self) -> int:
        return len(self.stems)

    @cached_property
    def _stem_postings(self) -> tuple[Array, Array]:
        order = np.argsort(self.stems, kind="stable")
        return order, self.stems[order]

    @cached_property
    def _form_postings(self) -> tuple[Array, Array]:
        order = np.argsort(self.forms, kind="stable")
        return order, self.forms[order]

    def find(self, phrases: Sequence[Phrase]) -> tuple[Array, Array, Array]:
        """All places of the phrases: (which phrase, first word, number of words).

        A phrase stands within one stretch, its words one after the other with no stop, comma or quotation mark between.
        """
        by_stem = [(n, p.ids) for n, p in enumerate(phrases) if p.ids and -1 not in p.ids and not p.exact]
        by_form = [(n, p.ids) for n, p in enumerate(phrases) if p.ids and -1 not in p.ids and p.exact]
        found = [self._find(by_stem, self.stems, self._stem_postings)] if by_stem else []
        if by_form:
            found.append(self._find(by_form, self.forms, self._form_postings))
        which, at, size = ([parts[n] for parts in found] for n in range(3))
        return _joined(which), _joined(at), _joined(size)

    def _find(
        self, wanted: list[tuple[int, tuple[int, ...]]], words: Array, postings: tuple[Array, Array]
    ) -> tuple[Array, Array, Array]:
        order, ordered = postings
        firsts = np.asarray([ids[0] for _, ids in wanted], dtype=np.int64)
        low, high = np.searchsorted(ordered, firsts, "left"), np.searchsorted(ordered, firsts, "right")
        which, at, size = [], [], []
        for (n, ids), a, b in zip(wanted, low.tolist(), high.tolist(), strict=True):
            places = order[a:b]
            for step in range(1, len(ids)):
                places = places[self.joined[places + step - 1]]  # a word that is joined to the next is not the last
                places = places[words[places + step] == ids[step]]
            if len(places):
                which.append(np.full(len(places), n))
                at.append(places)
                size.append(np.full(len(places), len(ids)))
        return _joined(which), _joined(at), _joined(size)


class Collection:
    """Documents side by side. Passages are counted through all documents; `passages[i]` and `owner[i]` say which."""

    def __init__(self, documents: Sequence[Document], prepared: Sequence[Prepared]) -> None:
        self.documents = tuple(documents)
        self.prepared = tuple(prepared)
        self.body = Words([p.body for p in prepared])
        self.headings = Words([p.headings for p in prepared])
        self.passages: list[Passage] = [passage for p in prepared for passage in p.passages]
        self.counts = np.asarray([len(p.passages) for p in prepared], dtype=np.int64)
        self.owner = np.repeat(np.arange(len(prepared)), self.counts)
        self.passage_words = np.diff(self.body.first)
        self.words = np.bincount(self.owner, weights=self.passage_words, minlength=len(prepared)).astype(np.int64)
        self.known: dict[object, Any] = {}  # what other rooms derived from these documents, kept as long as they are

    @cached_property
    def heading_of(self) -> Array:
        """For each passage the stretch of `headings` that it stands under, or -1."""
        parts, base = [], 0
        for p in self.prepared:
            parts.append(np.where(p.heading_of >= 0, p.heading_of + base, -1))
            base += len(p.headings.first) - 1
        return _joined(parts)

    @cached_property
    def title_of(self) -> Array:
        """For each passage the stretch of `headings` with its document's title."""
        lengths = np.asarray([len(p.headings.first) - 1 for p in self.prepared], dtype=np.int64)
        return np.repeat(np.cumsum(lengths) - 1, self.counts)

    @cached_property
    def question_of(self) -> Array:
        """For each answer or turn the question passage that it replies to, or -1."""
        governing = np.full(len(self.passages), -1, dtype=np.int64)
        question, owner = -1, -1
        for i, passage in enumerate(self.passages):
            if self.owner[i] != owner:
                question, owner = -1, int(self.owner[i])
            if passage.kind is Kind.QUESTION:
                question = i
            elif passage.kind in (Kind.ANSWER, Kind.TURN):
                governing[i] = question
        return governing

    @cached_property
    def paragraph_of(self) -> Array:
        """For each passage the number of its paragraph: parts of one that was cut for its length have the same."""
        new = np.ones(len(self.passages), dtype=np.int64)
        for i in range(1, len(self.passages)):
            before, passage = self.passages[i - 1], self.passages[i]
            if self.owner[i] == self.owner[i - 1] and passage.number == before.number + 1:
                between = self.documents[int(self.owner[i])].text[before.end : passage.start]
                new[i] = not between.isspace() or "\n" in between
        return np.cumsum(new) - 1

    @cached_property
    def people(self) -> Array:
        """Stem ids of the names of those who speak in the documents, as the passages and the metadata tell."""
        names = {passage.speaker for passage in self.passages if passage.speaker}
        names.update(person for document in self.documents for person in document.metadata.people)
        return np.asarray(sorted({stem_id for name in names for stem_id in phrase(name).ids}), dtype=np.int64)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self)

    @cached_property
    def held(self) -> Array:
        """For each stem id how many passages hold it; ids beyond the end came later, with other documents."""
        stems = self.body.stems.astype(np.int64)
        width = int(stems.max(initial=0)) + 1
        return np.bincount(distinct(self.body.stretch * width + stems) % width, minlength=width)

    def surface(self, at: int, size: int) -> str:
        """The text of `size` words from word `at`, line breaks and runs of blanks made one space."""
        text = self.documents[int(self.owner[self.body.stretch[at]])].text
        return " ".join(text[int(self.body.starts[at]) : int(self.body.ends[at + size - 1])].split())

    def place(self, at: int, size: int) -> tuple[int, int, int]:
        """The place of `size` words from word `at`: passage number in its document, start, end."""
        passage = self.passages[int(self.body.stretch[at])]
        return passage.number, int(self.body.starts[at]), int(self.body.ends[at + size - 1])


class Terms:
    """Content words and pairs of neighbouring ones, as dense ids from 0: what distinctive words are looked for among.

    One entry of `ids`, `at`, `size` a token: its term, its first word, and whether it is one word or two.
    """

    def __init__(self, collection: Collection) -> None:
        body = collection.body
        singles = np.flatnonzero(body.content)
        pairs = singles[body.joined[singles]]
        pairs = pairs[body.content[pairs + 1]]
        stems = body.stems.astype(np.int64)
        keys = np.concatenate([stems[singles], (stems[pairs] + 1 << 32) | stems[pairs + 1]])
        self.at = np.concatenate([singles, pairs])
        self.size = np.concatenate([np.ones(len(singles), dtype=np.int8), np.full(len(pairs), 2, dtype=np.int8)])
        self.keys, self.ids = np.unique(keys, return_inverse=True)
        self.passage = body.stretch[self.at]
        self.totals = np.bincount(self.ids, minlength=len(self.keys))  # of all documents together

    def __len__(self) -> int:
        return len(self.keys)

    def stems_of_all(self, terms: Array) -> tuple[Array, Array]:
        """The first and second stem ids of many terms; -1 where a term is a single word."""
        keys = self.keys[terms]
        pair = keys >> 32 > 0
        return np.where(pair, (keys >> 32) - 1, keys), np.where(pair, keys & 0xFFFFFFFF, -1)

    def stems_of(self, term: int) -> tuple[int, ...]:
        """The stem ids of a term, one or two."""
        key = int(self.keys[term])
        return ((key >> 32) - 1, key & 0xFFFFFFFF) if key >> 32 else (key,)


def collect(documents: Sequence[Document]) -> Collection:
    """These documents side by side, from the cache when the same ones were asked for lately."""
    prepared = [prepare(document) for document in documents]
    key = tuple((document.id, p.key) for document, p in zip(documents, prepared, strict=True))
    with _lock:
        found = _kept.get(key)
        if found is None or not _same(found, documents, prepared):
            found = _kept[key] = Collection(documents, prepared)
            while len(_kept) > 1 and (len(_kept) > KEPT or sum(len(kept.body) for kept in _kept.values()) > KEPT_WORDS):
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return found


def _same(kept: Collection, documents: Sequence[Document], prepared: Sequence[Prepared]) -> bool:
    """Whether a kept collection answers for these: who is quoted and who speaks is no part of what is prepared."""
    return all(a is b for a, b in zip(kept.prepared, prepared, strict=True)) and all(
        a is b or (a.quotations == b.quotations and a.metadata == b.metadata)
        for a, b in zip(kept.documents, documents, strict=True)
    )


def distinct(values: Array) -> Array:
    """The different ones of `values`, ascending. NumPy's `unique` hashes them, which takes seven times as long."""
    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if len(parts) else np.zeros(0, dtype=np.int64)
