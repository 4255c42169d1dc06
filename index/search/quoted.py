"""What somebody typed as a quotation, taken apart: its own marks off, omissions and insertions seen.

An omission ("…", "...", "[…]") claims that words were left out there; words in square brackets are the quoter's own.
Both are read so only when the text does not stand in a source with just these characters.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from index.search import pasted
from index.text.fold import folded
from index.text.words import words

MOST_CHARACTERS = 10_000
LONG = 400  # characters: the time that an alignment takes grows with the square of the length
PIECE = 240

_OMISSION = re.compile(
    r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|(?<!\.)\.\s?\.\s?\.(?!\.))\s*"
)
_INSERTION = re.compile(r"\[([^\[\]]{0,200})\]")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed quotation.

    `readings` are its folds, as typed and with less and less round it (marks, line numbers, a citation), to be looked
    for as they are; `texts` are what they are folds of. `text` is what it claims was said, without the quoter's own
    insertions and the marks of omissions. `parts` are the folds of that, in order, cut at omissions. Each part is one
    stretch, in pieces that join with a blank: a long one is compared piece by piece. `unbroken` is the same as one
    stretch, where what looks like the mark of an omission may be the source's own.
    """

    raw: str
    text: str
    texts: tuple[str, ...]
    readings: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    unbroken: tuple[str, ...] = ()

    @property
    def claimed(self) -> str:
        """All that it claims was said, folded."""
        return " ".join(piece for part in self.parts for piece in part)


def take_apart(raw: str) -> Typed:
    """Read a typed quotation; never fails. Text beyond 10,000 characters is left out."""
    texts = {fold: one for one in pasted.readings(raw[:MOST_CHARACTERS]) if (fold := folded(one).strip())}
    last = next(reversed(texts.values()), "")
    without = _INSERTION.sub(_insertion, _CAPITAL.sub(r"\1", last))
    cut = [(piece, part) for piece in _OMISSION.split(without) if (part := folded(piece).strip()) and words(part)]
    said = " ".join(piece.strip() for piece, _ in cut)
    parts = [part for _, part in cut] or list(texts)[-1:]
    unbroken = _pieces(folded(without).strip()) if len(parts) > 1 else ()
    return Typed(raw, said or last, tuple(texts.values()), tuple(texts), tuple(map(_pieces, parts)), unbroken)


def _pieces(part: str) -> tuple[str, ...]:
    """A stretch in pieces of about `PIECE` characters, cut at blanks."""
    return tuple(textwrap.wrap(part, PIECE, break_on_hyphens=False)) if len(part) > LONG else (part,)


def _insertion(found: re.Match[str]) -> str:
    # An omission in brackets stays to be seen as one; other words in brackets are not the speaker's.
    return found.group() if _OMISSION.fullmatch(found.group()) else " "
