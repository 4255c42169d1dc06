"""What somebody typed as a quotation, taken apart: its own marks off, omissions and insertions seen.

An omission ("…", "...", "[…]") claims that words were left out there; words in square brackets are the quoter's own.
Both are read so only when the text does not stand in a source with just these characters.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from index.text.fold import folded
from index.text.words import words

MOST_CHARACTERS = 10_000
LONG = 400  # characters: the time that an alignment takes grows with the square of the length
PIECE = 240

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
    for as they are. `parts` are the folds of what it claims was said, in order: cut at omissions, without the quoter's
    insertions. Each part is one stretch, in pieces that join with a blank: a long one is compared piece by piece.
    """

    raw: str
    text: str
    readings: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def claimed(self) -> str:
        """All that it claims was said, folded."""
        return " ".join(piece for part in self.parts for piece in part)


def take_apart(raw: str) -> Typed:
    """Read a typed quotation; never fails. Text beyond 10,000 characters is left out."""
    text = bare = raw[:MOST_CHARACTERS].strip()
    while len(bare) > 1 and bare[0] in _MARKS and bare[-1] in _MARKS:
        bare = bare[1:-1].strip()
    readings = tuple(dict.fromkeys(fold for one in (text, bare) if (fold := folded(one).strip())))
    without = _INSERTION.sub(_insertion, _CAPITAL.sub(r"\1", bare))
    parts = tuple(part for piece in _OMISSION.split(without) if (part := folded(piece).strip()) and words(part))
    return Typed(raw, bare, readings, tuple(map(_pieces, parts or readings[-1:])))


def _pieces(part: str) -> tuple[str, ...]:
    """A stretch in pieces of about `PIECE` characters, cut at blanks."""
    return tuple(textwrap.wrap(part, PIECE, break_on_hyphens=False)) if len(part) > LONG else (part,)


def _insertion(found: re.Match[str]) -> str:
    # An omission in brackets stays to be seen as one; other words in brackets are not the speaker's.
    return found.group() if _OMISSION.fullmatch(found.group()) else " "
