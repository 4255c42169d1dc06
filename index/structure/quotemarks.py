"""Stretches inside quotation marks: where they open and close in a paragraph.

The same sign opens in one language and closes in another, an apostrophe looks like a closing mark, and writers forget
marks. A sign is therefore judged by what stands beside it, an unclosed stretch never runs past its paragraph, and
single marks count only in texts that quote with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.structure.wordlist import Pattern

DOUBLE = '"“”„‟«»‹›「」『』〝〞＂'
_MARKS = Pattern(f"[{DOUBLE}]")
_MARKS_AND_SINGLE = Pattern(f"[{DOUBLE}‘’‚‛']")
_CLOSERS = {
    "“": '”“"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "〝": "〞",
    '"': '"”',
    "”": '”"',
    "＂": "＂",
}
_CLOSERS |= {"‘": "’'", "‚": "‘’", "'": "'’", "‛": "’"}
_BEFORE_OPENING = frozenset("([{—–-/…:;,=>" + DOUBLE + "‘‚'")
_ENDS_SPEECH = frozenset(".,!?…;:—–-*)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between marks: `start, end` without them. `closed` false: the paragraph ended first."""

    start: int
    end: int
    opened: int  # the offset of the opening mark
    after: int  # the offset behind the closing mark
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Habits:
    """How one text uses its marks."""

    singles: bool  # it quotes with single marks
    swedish: bool  # it opens and closes with ”

    @classmethod
    def of(cls, text: str) -> Habits:
        """The habits of a text, from its own balance of marks."""
        doubles = sum(text.count(mark) for mark in '"“„«「»')
        singles = 0
        # No more are quoted than opened: a book that opens more double ones need not be read for them.
        if text.count(" '") + text.count("\n'") + text.count("‘") > max(1, doubles):
            singles = len(_SINGLE_QUOTED.findall(text))
        return cls(singles >= 2 and singles > doubles, "”" in text and "“" not in text and "„" not in text)


# A single mark that opens after a blank and closes behind the end of a clause: hardly ever two apostrophes.
_SINGLE_QUOTED = Pattern(r"[‘'](?<!\S[‘'])(?=\w)[^‘\n]{3,600}?[.,!?…][’'](?!\w)")


def stretches(text: str, start: int, end: int, habits: Habits) -> Iterator[Stretch]:
    """The outermost quoted stretches of the paragraph `text[start:end]`, in order."""
    pattern = _MARKS_AND_SINGLE if habits.singles else _MARKS
    opened: int | None = None
    for match in pattern.finditer(text, start, end):
        at = match.start()
        mark = text[at]
        before = text[at - 1] if at > start else " "
        behind = text[at + 1] if at + 1 < end else " "
        if opened is None:
            if _opens(mark, before, behind, habits):
                opened = at
            continue
        if mark in _CLOSERS[text[opened]] and _closes(mark, before, behind, text[opened]):
            if found := _stretch(text, opened, at, at + 1, True):
                yield found
            opened = None
        elif mark == text[opened] and _opens(mark, before, behind, habits) and mark not in "'’":
            opened = at  # the first one was never closed: better none than one that swallows the narrative
    if opened is not None and text[opened] not in "'‘’‚" and (found := _stretch(text, opened, end, end, False)):
        yield found


def _opens(mark: str, before: str, behind: str, habits: Habits) -> bool:
    if mark in "«‹" and behind.isspace():
        return before.isspace() or before in _BEFORE_OPENING  # « with a blank inside »
    if behind.isspace() or (mark in "”〞」』›" and not (mark == "”" and habits.swedish)):
        return mark == "›" and not behind.isspace() and before.isspace()
    if mark in "「『〝„‚«":
        return mark != "«" or not before.isalnum()
    if mark == "’":
        return False
    return before.isspace() or before in _BEFORE_OPENING or (mark in "“‘" and not before.isalnum())


def _closes(mark: str, before: str, behind: str, opening: str) -> bool:
    if before.isspace() and mark in "\"“'":
        return False
    if mark in "'’‘":
        # An apostrophe has a letter on both sides, or on its left in a plural: only after a clause is it surely a mark.
        return not behind.isalnum() and (before in _ENDS_SPEECH or before != "s" or opening == "‚")
    if mark in '"“' and opening != "„":
        return not behind.isalnum() or not before.isspace()
    return True


def _stretch(text: str, opened: int, end: int, after: int, closed: bool) -> Stretch | None:
    inner = text[opened + 1 : end]
    bare = inner.strip()
    if not any(c.isalnum() for c in bare):
        return None
    first = opened + 1 + len(inner) - len(inner.lstrip())
    return Stretch(first, first + len(bare), opened, after, closed)
