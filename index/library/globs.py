"""Name patterns: `*.md`, `drafts/`, `!keep.txt`, as gitignore reads them.

Patterns come from a file in the library, so from anyone. They never become a regular expression as a whole: a path is
matched piece by piece, in a time that grows with its length times the length of the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from functools import lru_cache


class Pattern:
    """One pattern, matched against the pieces of a path relative to the folder whose file holds it.

    A pattern without a slash (but for one at its end) fits a name at any depth; with one it fits the whole path. `**`
    stands for any number of folders. A slash at the end fits folders only; `!` in front turns the meaning round.
    """

    def __init__(self, text: str) -> None:
        self.negated = text.startswith("!")
        text = text.removeprefix("!")
        if text.startswith(("\\!", "\\#")):
            text = text[1:]
        self.folders_only = text.endswith("/")
        text = text.rstrip("/")
        pieces = text.lstrip("/").split("/")
        self._pieces = pieces if "/" in text else ["**", *pieces]

    def fits(self, path: Sequence[str], folder: bool = False) -> bool:
        """Whether the pattern fits `path`, which names a folder if `folder` says so; `!` is left to the caller."""
        if self.folders_only and not folder:
            return False
        return _fits(self._pieces, path)


class Patterns:
    """Patterns in the order of their file: the last one that fits decides."""

    def __init__(self, lines: Iterable[str]) -> None:
        stripped = (line.strip() for line in lines)
        self._patterns = tuple(Pattern(line) for line in stripped if line.strip("!/ ") and not line.startswith("#"))

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def __call__(self, path: Sequence[str], folder: bool = False) -> bool:
        """Whether these patterns take in `path`. What lies in a folder that they take in is not asked for again."""
        for pattern in reversed(self._patterns):
            if pattern.fits(path, folder):
                return not pattern.negated
        return False


def _fits(pieces: Sequence[str], path: Sequence[str]) -> bool:
    at = piece = 0
    star = retry = -1
    while at < len(path):
        if piece < len(pieces) and pieces[piece] == "**":
            star, retry = piece, at
            piece += 1
        elif piece < len(pieces) and _compiled(pieces[piece]).match(path[at]):
            at += 1
            piece += 1
        elif star >= 0:
            retry += 1
            at, piece = retry, star + 1
        else:
            return False
    # "a/**" is what lies in a, not a itself.
    return piece == len(pieces) or (pieces[piece:] == ["**"] and star >= 0 and star == piece)


@lru_cache(maxsize=1024)
def _compiled(piece: str) -> re.Pattern[str]:
    # `translate` makes each `*` but the last atomic, so a row of stars costs no more than one.
    return re.compile(translate(piece))
