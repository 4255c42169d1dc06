"""What the passages on a topic say should be done, sentence by sentence.

Entman 1993: the fourth function of a frame. A sentence with a word of duty or proposal counts once, under its first
such word; a question does not. A list item that begins with a verb of the lexicon's `imperative` category is one too.
"""

from __future__ import annotations

import numpy as np

from index.compare.collection import Collection
from index.compare.findings import Found, Place
from index.compare.lexicon import Lexicon
from index.compare.matching import Matched
from index.compare.wording import Wording
from index.model import Kind, Passage
from index.text.fold import folded
from index.text.sentences import sentences

IMPERATIVE = "imperative"
_CLOSERS = "\"'”’)] "


class Remedies:
    """The remedies of all sources; `of` gives those of one."""

    def __init__(self, collection: Collection, matched: Matched, lexicon: Lexicon) -> None:
        self.collection = collection
        self.wording = Wording(collection, matched, lexicon)
        self.imperative = [n for n, category in enumerate(lexicon.categories) if category.id == IMPERATIVE]

    def of(self, source: int) -> tuple[Found, ...]:
        """Proposals of one source by the word that makes them one; the places are whole sentences."""
        by_form: dict[str, tuple[str, list[Place]]] = {}
        text = self.collection.documents[source].text
        for index, entries in self._cues(source).items():
            passage = self.collection.passages[index]
            for start, end in sentences(text, passage.start, passage.end):
                if text[start:end].rstrip(_CLOSERS).endswith("?"):
                    continue
                cue = self._first(entries, passage, index, start, end)
                if cue:
                    by_form.setdefault(folded(cue), (cue, []))[1].append((passage.number, start, end))
        ordered = sorted(by_form.items(), key=lambda item: (-len(item[1][1]), item[0]))
        return tuple(Found(word, tuple(places)) for _, (word, places) in ordered)

    def _cues(self, source: int) -> dict[int, list[int]]:
        """For each passage of a source that holds a cue the entries of its cues, in the order of the text."""
        wording = self.wording
        mine = np.flatnonzero(wording.source == source)
        cues: dict[int, list[int]] = {}
        for entry in mine[np.argsort(wording.at[mine], kind="stable")].tolist():
            cues.setdefault(int(wording.passage[entry]), []).append(entry)
        return cues

    def _first(self, entries: list[int], passage: Passage, index: int, start: int, end: int) -> str:
        """The first cue inside a sentence that counts there, as written; "" without any."""
        body, wording = self.collection.body, self.wording
        for entry in entries:
            at, size = int(wording.at[entry]), int(wording.size[entry])
            if int(body.starts[at]) < start or int(body.ends[at + size - 1]) > end:
                continue
            opens_item = passage.kind is Kind.ITEM and at == int(body.first[index])
            if int(wording.category[entry]) in self.imperative and not opens_item:
                continue
            return self.collection.surface(at, size)
        return ""
