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
    """A typed quotation.

    `text` is what stands between its outer marks. `readings` are its folds, with the marks and without, to be looked
    for as they are. `parts` are the folds of what it claims was said, in order: cut at omissions, without the
    quoter's insertions.
    """

    raw: str
    text: str
    readings: tuple[str, ...]
    parts: tuple[str, ...]


def take_apart(raw: str) -> Typed:
    """Read a typed quotation; never fails. Text beyond 10,000 characters is left out."""
    text = bare = raw[:MOST_CHARACTERS].strip()
    while len(bare) > 1 and bare[0] in _MARKS and bare[-1] in _MARKS:
        bare = bare[1:-1].strip()
    readings = tuple(dict.fromkeys(fold for one in (text, bare) if (fold := folded(one).strip())))
    without = _INSERTION.sub(_insertion, _CAPITAL.sub(r"\1", bare))
    parts = tuple(part for piece in _OMISSION.split(without) if (part := folded(piece).strip()) and words(part))
    return Typed(raw, bare, readings, parts or readings[-1:])


def _insertion(found: re.Match[str]) -> str:
    # An omission in brackets stays to be seen as one; other words in brackets are not the speaker's.
    return found.group() if _OMISSION.fullmatch(found.group()) else " "
