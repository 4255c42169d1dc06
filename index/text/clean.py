"""The one door for foreign text: what passes here can be shown in a terminal and counted in lines.

Every text goes through `clean` once, after all parsing (an entity or a YAML escape gives birth to control characters
late), and never again. Nothing that a terminal would obey, and nothing that hides or reorders what is read, gets past.
The canonical text and every offset in the program are defined by what comes out.
"""

from __future__ import annotations

import re

# What becomes something visible, one character for one, so that lines and columns stay countable.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_PICTURES[0x7F] = 0x2421
_REPLACED = (
    (0x80, 0x9F),  # C1: one-byte CSI, OSC, DCS ...
    (0x202A, 0x202E),  # bidirectional embeddings and overrides
    (0x2066, 0x2069),  # bidirectional isolates
    (0xD800, 0xDFFF),  # lone surrogates: names of files that are not UTF-8
    (0xFDD0, 0xFDEF),  # noncharacters
    *((plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF) for plane in range(17)),
)
# Line separators of other worlds would change the line count that editors and grep show.
_BLANKS = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)
# Invisible and of no use in prose; they only hide a word from a search, or a message from a reader.
_DROPPED = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200E, 0x200F),
    (0x2060, 0x2065),
    (0x206A, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE00FF),
    (0xE01F0, 0xE0FFF),
)

_TABLE: dict[int, int | None] = dict(_PICTURES)
for _first, _last in _REPLACED:
    _TABLE.update(dict.fromkeys(range(_first, _last + 1), 0xFFFD))
for _first, _last in _DROPPED:
    _TABLE.update(dict.fromkeys(range(_first, _last + 1)))
_TABLE.update(dict.fromkeys(_BLANKS, 0x20))


def _ranges(*pairs: tuple[int, int]) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in pairs)


_UNWANTED = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f\u2028\u2029{_ranges(*_REPLACED, *_DROPPED)}]")

_MARKS = _ranges(
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670)),
    *((0x06D6, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x08D3, 0x08FF), (0x0E31, 0x0E31), (0x0E34, 0x0E3A)),
    *((0x0E47, 0x0E4E), (0x0F71, 0x0F84), (0x135D, 0x135F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF)),
    *((0x2CEF, 0x2CF1), (0x302A, 0x302F), (0x3099, 0x309A), (0xA66F, 0xA67D), (0xA6F0, 0xA6F1), (0xFE20, 0xFE2F)),
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Joiners count as marks here, so that dropping them later cannot make a pile higher again.
_PILED = re.compile(f"[{_MARKS}{_SELECTORS}\u200b-\u200d]")
_PILE = re.compile(f"([{_MARKS}{_SELECTORS}\u200b-\u200d]{{6}})[{_MARKS}{_SELECTORS}\u200b-\u200d]+")

# Scripts in which the joiners shape a letter: Arabic to N'Ko, India to Sri Lanka, Myanmar, Khmer, Mongolia.
_JOINING = _ranges(
    (0x0600, 0x07FF), (0x0840, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x18AF), (0xFB50, 0xFDCF), (0xFE70, 0xFEFE)
)
_EMOJI = _ranges((0x2190, 0x21FF), (0x2300, 0x27BF), (0x2900, 0x2BFF), (0x1F000, 0x1FAFF))
# Scripts written without blanks, where U+200B is the blank.
_UNSPACED = _ranges((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x1AAF))
_JOINERS = re.compile(
    f"(?<=[{_JOINING}])([\u200c\u200d])[\u200b-\u200d]*"
    f"|(?<=[{_EMOJI}\ufe00-\ufe0f])(\u200d)(?=[{_EMOJI}])"
    f"|(?<=[{_UNSPACED}])(\u200b)(?=[{_UNSPACED}])"
    "|[\u200b-\u200d]+"
)
_SELECTOR_RUN = re.compile(f"([{_SELECTORS}])[{_SELECTORS}]+")


def clean(text: str) -> str:
    """`text` with lines ended by LF alone and nothing in it that acts, hides or reorders. Idempotent.

    A carriage return, alone or before LF, ends a line; no other character begins or ends one afterwards, so lines are
    what `text.split("\\n")` gives. C0 controls become their pictures (U+2400...), C1, bidirectional controls, lone
    surrogates and noncharacters U+FFFD; invisible characters go, except joiners inside scripts and emoji that need
    them; a letter keeps at most six combining marks.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What the text is made of says which steps it needs: ten times quicker than taking them all, and most need none.
    characters = "".join(set(text))
    if _UNWANTED.search(characters):
        text = text.translate(_TABLE)
    if _PILED.search(characters):
        text = _PILE.sub(r"\1", text)
        text = _JOINERS.sub(r"\1\2\3", text)
        text = _SELECTOR_RUN.sub(r"\1", text)
    return text


def clean_line(text: str, limit: int = 500) -> str:
    """`text` for one line of a list: cleaned, line breaks as U+2424, tabs as blanks, at most `limit` characters."""
    line = clean(text[: limit * 4]).replace("\n", "\u2424").replace("\t", " ")
    return line if len(line) <= limit else line[: limit - 1] + "\u2026"
