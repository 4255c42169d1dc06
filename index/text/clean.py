"""The one door for foreign text: what passes here can be shown in a terminal and counted in lines.

Every text goes through `clean` once, after all parsing (an entity or a YAML escape gives birth to control characters
late), and never again. Nothing that a terminal would obey, and nothing that hides or reorders what is read, gets past.
The canonical text and every offset in the program are defined by what comes out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_MARKS = 6
"""Combining marks that one letter may carry; Vietnamese, Hebrew and Thai need at most three."""

# What becomes something visible, one character for one, so that columns stay countable.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_REPLACED = (
    (0x80, 0x9F),  # C1: one-byte CSI, OSC, DCS ...
    (0x202A, 0x202E),  # bidirectional embeddings and overrides
    (0x2066, 0x2069),  # bidirectional isolates
    (0xD800, 0xDFFF),  # lone surrogates: names of files that are not UTF-8
    (0xFDD0, 0xFDEF),  # noncharacters
    *((plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF) for plane in range(17)),
)
# Invisible and of no use in prose; they only hide a word from a search, or a message from a reader.
_DROPPED = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200E, 0x200F),
    (0x2060, 0x2065),
    (0x206A, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE00FF),
    (0xE01F0, 0xE0FFF),
)
# Line separators of other worlds would change the line count that editors and grep show.
_BLANKS = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)

_TABLE: dict[int, int | None] = {
    **_PICTURES,
    **{code: 0xFFFD for first, last in _REPLACED for code in range(first, last + 1)},
    **{code: None for first, last in _DROPPED for code in range(first, last + 1)},
    **dict.fromkeys(_BLANKS, 0x20),
}
_UNWANTED = frozenset(map(chr, _TABLE))

_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n"
_STRETCH = 1 << 18  # characters that are looked at together

_JOINERS = "\u200b\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"


def clean(text: str) -> str:
    """`text` with lines ended by LF alone and nothing in it that acts, hides or reorders. Idempotent, line by line.

    A carriage return, alone or before LF, ends a line; no other character begins or ends one afterwards, so lines are
    what `text.split("\\n")` gives. C0 controls become their pictures (U+2400 ...), C1, bidirectional controls, lone
    surrogates and noncharacters U+FFFD; invisible characters go, except joiners inside scripts and emoji that need
    them; a letter keeps at most MOST_MARKS combining marks.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What a text is made of says which steps it needs: ten times quicker than taking them all, and most need none.
    # Plain letters are deleted as bytes first: five times quicker than a set of all characters.
    letters: set[str] = set()
    for at in range(0, len(text), _STRETCH):  # two copies of a book at once are more than a small machine has
        piece = text[at : at + _STRETCH].encode("utf-8", "surrogatepass").translate(None, _PLAIN)
        letters.update(piece.decode("utf-8", "surrogatepass"))
    unwanted = letters & _UNWANTED
    if len(unwanted) > 16:
        text = text.translate(_TABLE)
    else:  # twenty times quicker than `translate`, and most texts hold one or two
        for letter in unwanted:
            text = text.replace(letter, letter.translate(_TABLE))
    marks = "".join(sorted(letter for letter in letters if letter >= "\u0300" and _piles_up(letter)))
    if marks:
        if sum(map(text.count, marks)) > MOST_MARKS:
            text = _pile(marks).sub(lambda found: found[0][:MOST_MARKS], text)
        if any(joiner in letters for joiner in _JOINERS):
            text = _joiners().sub(r"\1\2\3", text)
        if any("\ufe00" <= mark <= "\ufe0f" or "\U000e0100" <= mark <= "\U000e01ef" for mark in marks):
            text = _selectors().sub(r"\1", text)
    return text


def clean_line(text: str, limit: int = 500) -> str:
    """`text` for one line of a list: cleaned, line breaks as U+2424, tabs as blanks, at most `limit` characters."""
    line = clean(text[: limit * 4]).replace("\n", "\u2424").replace("\t", " ")
    return line if len(line) <= limit else line[: limit - 1] + "\u2026"


def _piles_up(letter: str) -> bool:
    if letter in _JOINERS:
        return True
    # Tibetan stacks its letters as marks, in Sanskrit words more than six.
    return unicodedata.category(letter) in ("Mn", "Me") and not "\u0f90" <= letter <= "\u0fbc"


@lru_cache(maxsize=64)
def _pile(marks: str) -> re.Pattern[str]:
    # Joiners count as marks here, so that dropping them later cannot make a pile higher again.
    # And one of them in front by itself: a search for one of a set is what `re` does quickest.
    return re.compile(f"[{marks}][{marks}]{{{MOST_MARKS},}}")


# The patterns below take 10 ms to compile, and most texts need none of them: not before the first paint.


@lru_cache(maxsize=1)
def _joiners() -> re.Pattern[str]:
    """Joiners, with those in a group that do something where they stand."""
    # Arabic to N'Ko, Mandaic to Sri Lanka, Myanmar, Khmer and Mongolia: the joiners shape their letters.
    shaping = "\u0600-\u07ff\u0840-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdcf\ufe70-\ufefe"
    emoji = "\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001faff"
    # Thai, Lao, Myanmar, Khmer and their neighbours are written without blanks: U+200B parts their words.
    unspaced = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf"
    return re.compile(
        f"(?<=[{shaping}])([\u200c\u200d])[{_JOINERS}]*"
        f"|(?<=[{emoji}{_SELECTORS}])(\u200d)(?=[{emoji}])"
        f"|(?<=[{unspaced}])(\u200b)(?=[{unspaced}])"
        f"|[{_JOINERS}]+"
    )


@lru_cache(maxsize=1)
def _selectors() -> re.Pattern[str]:
    """More than one variation selector on a letter: at best a mistake, at worst a hidden message."""
    return re.compile(f"([{_SELECTORS}])[{_SELECTORS}]+")
