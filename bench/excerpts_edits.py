"""What editors do to a text, done on purpose: every change keeps the account of where each character went.

A `Text` is a list of pieces, each with the offset it had in the original, so that the place of an excerpt after any
number of edits is known without looking for it.
"""

from __future__ import annotations

import random
import re
import string
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_TYPOGRAPHY = (("...", "…"), (" - ", " — "), ("--", "–"), ("fi", "ﬁ"), ("ffl", "ﬄ"))


@dataclass
class Text:
    """A text in the making: characters, and for each the offset that it came from (-1: it is new)."""

    characters: list[str]  # one or, after a replacement, several or no characters for each origin
    origins: list[int]

    @classmethod
    def of(cls, text: str) -> Text:
        return cls(list(text), list(range(len(text))))

    def finish(self) -> tuple[str, dict[int, tuple[int, int]]]:
        """The text, and for each original offset that is left the span of what stands for it now."""
        places: dict[int, tuple[int, int]] = {}
        at = 0
        for piece, origin in zip(self.characters, self.origins, strict=True):
            if origin >= 0 and piece:
                places[origin] = (at, at + len(piece))
            at += len(piece)
        return "".join(self.characters), places


def typos(text: Text, rate: float, chance: random.Random) -> None:
    """Letters replaced, dropped, doubled by another or swapped, `rate` of all letters."""
    for at, piece in enumerate(text.characters):
        if not piece.isalpha() or chance.random() >= rate:
            continue
        letter = chance.choice(string.ascii_lowercase)
        way = chance.randrange(4)
        if way == 0:
            text.characters[at] = letter
        elif way == 1:
            text.characters[at] = ""
        elif way == 2:
            text.characters[at] = piece + letter
        elif at + 1 < len(text.characters) and text.characters[at + 1].isalpha():
            text.characters[at], text.characters[at + 1] = text.characters[at + 1], piece


def reflow(text: Text, width: int, chance: random.Random) -> None:
    """Lines broken at `width`, quotes made curly, dashes, ellipses and ligatures set, some blanks made unbreakable."""
    column = 0
    opened = False
    whole = "".join(text.characters)
    skip = 0
    for at, piece in enumerate(text.characters):
        if skip:
            skip -= 1
            continue
        column = 0 if piece == "\n" else column + 1
        for plain, fine in _TYPOGRAPHY:
            if whole.startswith(plain, at) and chance.random() < 0.7:
                text.characters[at] = fine
                skip = len(plain) - 1
                for later in range(at + 1, at + len(plain)):
                    text.characters[later] = ""
                break
        else:
            if piece == " " and column > width and whole[at + 1 : at + 2].isalnum():
                text.characters[at] = "\n"
                column = 0
            elif piece == " " and chance.random() < 0.05:
                text.characters[at] = chance.choice("\u00a0\u2009\u202f")
            elif piece == '"':
                opened = not opened
                text.characters[at] = "“" if opened else "”"
            elif piece == "'":
                text.characters[at] = "’"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the paragraphs of a text."""
    return [found.span() for found in PARAGRAPH.finditer(text)]


def without(text: Text, gone: set[int]) -> None:
    """Take away the characters whose origins are in `gone`."""
    kept = [(piece, origin) for piece, origin in zip(text.characters, text.origins, strict=True) if origin not in gone]
    text.characters = [piece for piece, _ in kept]
    text.origins = [origin for _, origin in kept]


def rearranged(source: str, order: list[tuple[int, int] | str]) -> Text:
    """A text made of paragraphs of `source` (as spans) and new ones (as texts), in the order given."""
    made = Text([], [])
    for item in order:
        if isinstance(item, str):
            made.characters += [item, "\n\n"]
            made.origins += [-1, -1]
        else:
            made.characters += [*source[slice(*item)], "\n\n"]
            made.origins += [*range(*item), -1]
    return made
