"""What somebody typed as a quotation, taken apart: its own marks off, omissions and insertions seen.

An omission ("…", "...", "[…]") claims that words were left out there; words in square brackets are the quoter's own.
Both are read so only when the text does not stand in a source with just these characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.fold import folded
from index.text.words import words

MOST_CHARACTERS = 10_000

_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』`´"
_OMISSION = re.compile(
    r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|(?<!\.)\.\s?\.\s?\.(?!\.))\s*"
)
_INSERTION = re.compile(r"\[([^\[\]]{0,200})\]")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed quotation. `text` is what stands between its outer marks, `fold` its fold, `parts` the folds of what it
    claims was said, in order, cut at omissions and without insertions; one part, equal to `fold`, when it has
    neither.
    """

    raw: str
    text: str
    fold: str
    parts: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether it claims to be one unbroken stretch."""
        return self.parts == (self.fold,)


def take_apart(raw: str) -> Typed:
    """Read a typed quotation; never fails. Text beyond 10,000 characters is left out."""
    text = raw[:MOST_CHARACTERS].strip()
    while len(text) > 1 and text[0] in _MARKS and text[-1] in _MARKS:
        text = text[1:-1].strip()
    whole = folded(text).strip()
    without = _INSERTION.sub(_insertion, _CAPITAL.sub(r"\1", text))
    parts = tuple(part for piece in _OMISSION.split(without) if (part := folded(piece).strip()) and words(part))
    return Typed(raw, text, whole, parts or (whole,))


def _insertion(found: re.Match[str]) -> str:
    # An omission in brackets stays to be seen as one; other words in brackets are not the speaker's.
    return found.group() if _OMISSION.fullmatch(found.group()) else " "
