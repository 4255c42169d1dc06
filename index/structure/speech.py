"""A spoken sentence, taken out of its broken lines, with its words at hand for the many questions asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Span
from index.structure.wordlist import word_set


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the sentence on one line; `start, end` is where it stands in the canonical text."""

    text: str
    words: frozenset[str]  # in small letters
    start: int = 0
    end: int = 0

    @classmethod
    def of(cls, text: str, span: Span) -> Sentence:
        """The sentence at `span` of the canonical text."""
        line = " ".join(text[span[0] : span[1]].split())
        return cls(line, word_set(line), *span)

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + 1
