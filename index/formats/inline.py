"""Markdown inside a block: takes the markup off a run of lines and keeps the lines.

The rules are CommonMark's (delimiter runs, links, code spans, escapes, entities), but for three that would eat what a
source says: a lone `*` between two letters or digits stays, an angle bracket that opens no known HTML tag stays, and a
line break is never added or removed.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

_SPECIAL = re.compile(r"[\\*_`\[\]<&~]")
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<hard>\\(?=\n))"
    r"|(?P<code>`+)"
    r"|(?P<run>\*+|_+|~~+)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<open>\[)"
    r"|(?P<close>\])"
    r"|(?P<comment><!--)"
    r"|<(?P<link>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>"
    r"|</?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]*)?/?>"
)
_PLAIN = r"(?:[^\s()\\]|\\.)*+"  # part of a link target: no blank, parentheses only in pairs or escaped
_TARGET = re.compile(
    rf"\(\s*+(?:<(?:[^<>\n\\]|\\.)*+>|(?!<){_PLAIN}(?:\({_PLAIN}(?:\({_PLAIN}\){_PLAIN})*+\){_PLAIN})*+)"
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
)
_REFERENCE = re.compile(r"\[((?:[^\[\]\\]|\\.){0,1000}+)\]")

_NOTHING = re.compile("")


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TAGS = _set(
    """
    a abbr address article aside audio b blockquote body br button center cite code col dd del details dfn div
    dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input
    ins kbd label li link main mark meta nav object ol p picture pre q rp rt ruby s samp script section small
    source span strike strong style sub summary sup table tbody td tfoot th thead time title tr tt u ul var
    video wbr
    """
)
_APART = _set("br p div li td th tr hr")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch that was set off by emphasis. `strength` is 1 for one delimiter, 2 for two, 3 for both at once."""

    start: int
    end: int
    strength: int


class _Run:
    """A delimiter run that may still open or close."""

    __slots__ = ("closes", "count", "length", "letter", "opens", "piece")

    def __init__(self, piece: int, letter: str, length: int, opens: bool, closes: bool) -> None:
        self.piece = piece
        self.letter = letter
        self.count = self.length = length
        self.opens = opens
        self.closes = closes


def take_off(text: str, references: Container[str] = ()) -> tuple[str, list[Emphasis]]:
    """`text` without its inline markup, with as many line breaks as before, and what had been emphasised in it.

    `references` are the labels of links defined elsewhere, as `label_of` gives them. Linear in the length of `text`.
    Entities are resolved, so the result is not clean in the sense of `index.text.clean`.
    """
    if not _SPECIAL.search(text):
        return text, []
    return _Reader(text, references).read()


def label_of(label: str) -> str:
    """The form in which two labels of link references are compared."""
    return " ".join(label.split()).casefold()


class _Reader:
    """One pass over one block."""

    def __init__(self, text: str, references: Container[str]) -> None:
        self.text = text
        self.references = references
        self.pieces: list[str] = []
        self.runs: list[_Run] = []
        self.brackets: list[tuple[int, int]] = []  # (piece, end of the bracket in the text)
        self.unclosed: set[int] = set()  # lengths of backtick runs that have no partner further on
        self.emphasised: list[tuple[int, int, int]] = []  # (first piece, last piece, strength)

    def read(self) -> tuple[str, list[Emphasis]]:
        text, pieces = self.text, self.pieces
        at = 0
        # A search for one character of a set runs ten times as fast as one for any of eleven patterns.
        while special := _SPECIAL.search(text, at):
            start = special.start()
            found = _TOKEN.match(text, start)
            if found is None:
                pieces.append(text[at : start + 1])
                at = start + 1
                continue
            if start > at:
                pieces.append(text[at:start])
            at = getattr(self, f"_{found.lastgroup}")(found)
        pieces.append(text[at:])
        if self.runs:
            self._match_runs()
        return self._assembled()

    def _escaped(self, found: re.Match[str]) -> int:
        self.pieces.append(found["escaped"])
        return found.end()

    def _hard(self, found: re.Match[str]) -> int:
        return found.end()

    def _code(self, found: re.Match[str]) -> int:
        length = len(found[0])
        start = found.end()
        if length not in self.unclosed:
            closing = re.compile(f"(?<!`)`{{{length}}}(?!`)").search(self.text, start)
            if closing:
                self.pieces.append(self.text[start : closing.start()])
                return closing.end()
            self.unclosed.add(length)
        self.pieces.append(found[0])
        return start

    def _run(self, found: re.Match[str]) -> int:
        start, end = found.span()
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        letter, length = found[0][0], end - start
        blank_after, blank_before = after.isspace(), before.isspace()
        word_after, word_before = after.isalnum(), before.isalnum()
        opens = not blank_after and (word_after or blank_before or not word_before)
        closes = not blank_before and (word_before or blank_after or not word_after)
        if letter == "_" or (letter == "*" and length == 1 and word_before and word_after):
            opens, closes = opens and not word_before, closes and not word_after
        if letter == "~" and length != 2:
            opens = closes = False
        self.pieces.append(found[0])
        if opens or closes:
            self.runs.append(_Run(len(self.pieces) - 1, letter, length, opens, closes))
        return end

    def _entity(self, found: re.Match[str]) -> int:
        # 2 ms to import its table of names, and most texts hold no entity.
        from html import unescape

        character = unescape(found[0])
        self.pieces.append(" " if character.isspace() and character != "\u00a0" else character)
        return found.end()

    def _open(self, found: re.Match[str]) -> int:
        image = self.text[max(found.start() - 2, 0) : found.start()]
        if image.endswith("!") and image != "\\!" and self.pieces[-1].endswith("!"):
            self.pieces[-1] = self.pieces[-1][:-1]
            self.pieces.append("![")
        else:
            self.pieces.append("[")
        self.brackets.append((len(self.pieces) - 1, found.end()))
        return found.end()

    def _close(self, found: re.Match[str]) -> int:
        end = found.end()
        if not self.brackets:
            self.pieces.append("]")
            return end
        piece, inside = self.brackets.pop()
        target = _TARGET.match(self.text, end) or self._reference(self.text[inside : found.start()], end)
        if target is None:
            self.pieces.append("]")
            return end
        self.pieces[piece] = ""
        self.pieces.append("\n" * target[0].count("\n"))
        return target.end()

    def _reference(self, label: str, end: int) -> re.Match[str] | None:
        """What follows a closing bracket at `end` if this makes a link by reference; it may be nothing at all."""
        if not self.references:
            return None
        named = _REFERENCE.match(self.text, end)
        if named and label_of(named[1] or label) in self.references:
            return named
        return _NOTHING.match(self.text, end) if label_of(label) in self.references else None

    def _comment(self, found: re.Match[str]) -> int:
        end = -1 if 0 in self.unclosed else self.text.find("-->", found.end())
        if end < 0:
            self.unclosed.add(0)
            self.pieces.append(found[0])
            return found.end()
        self.pieces.append("\n" * self.text.count("\n", found.end(), end))
        return end + 3

    def _link(self, found: re.Match[str]) -> int:
        self.pieces.append(found["link"])
        return found.end()

    def _tag(self, found: re.Match[str]) -> int:
        name = found["tag"].lower()
        if name not in _TAGS:
            self.pieces.append(found[0])
        else:
            self.pieces.append("\n" * found[0].count("\n") or (" " if name in _APART else ""))
        return found.end()

    def _match_runs(self) -> None:
        """CommonMark 0.31, "process emphasis": each closer takes the nearest opener that it may."""
        openers: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
        for run in self.runs:
            waiting = openers[run.letter]
            while run.closes and run.count and waiting:
                opener = waiting[-1]
                both = (run.opens or opener.closes) and (run.length + opener.length) % 3 == 0
                if both and (run.length % 3 or opener.length % 3):
                    break
                for other in openers.values():  # what opened in between crosses this pair, so it opens nothing
                    while other and other[-1].piece > opener.piece:
                        other.pop()
                used = 2 if min(opener.count, run.count) > 1 else 1
                opener.count -= used
                run.count -= used
                self.emphasised.append((opener.piece, run.piece, used))
                if not opener.count:
                    waiting.pop()
            if run.opens and run.count:
                waiting.append(run)

        for run in self.runs:
            self.pieces[run.piece] = run.letter * run.count

    def _assembled(self) -> tuple[str, list[Emphasis]]:
        if not self.emphasised:
            return "".join(self.pieces), []
        starts = [0]
        for piece in self.pieces:
            starts.append(starts[-1] + len(piece))
        strengths: dict[tuple[int, int], int] = {}
        for first, last, used in self.emphasised:
            strengths[first, last] = strengths.get((first, last), 0) + used
        spans = [Emphasis(starts[first + 1], starts[last], used) for (first, last), used in strengths.items()]
        return "".join(self.pieces), sorted(spans, key=lambda span: (span.start, -span.end))
