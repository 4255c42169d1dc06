"""Which of the Latin code pages a text is in, told by alphabets.

A language uses few letters beyond a to z, and always the same ones. Read in the right code page a text holds letters of
one such set; read in a wrong one it holds letters that no language has together, or signs in the middle of words.
"""

from __future__ import annotations

import re
from collections import Counter

_ALPHABETS = (
    "éèêàçùâîôûëïüœæ",  # French
    "äöüßé",  # German
    "áéíóúñüªº",  # Spanish
    "ãáâàçéêíóôõúªº",  # Portuguese
    "àèéìòùíó",  # Italian
    "åäöé",  # Swedish, Finnish
    "æøåéöäü",  # Danish, Norwegian
    "áðéíóúýþæö",  # Icelandic
    "çàèéíòóúïü·",  # Catalan
    "éëïóüáèö",  # Dutch
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "ăâîşţșțé",  # Romanian
    "äöüßé",  # German, in the same code page
)
_TURKISH = ("çğıöşüâîiİ",)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")

# In this order, for where two fit equally well the first is taken.
_PAGES = (
    *(("cp1252", _ALPHABETS), ("cp1250", _CENTRAL), ("iso8859_2", _CENTRAL), ("cp1254", _TURKISH)),
    *(("cp1257", _BALTIC), ("iso8859_15", _ALPHABETS), ("mac_roman", _ALPHABETS), ("cp850", _ALPHABETS)),
    *(("cp852", _CENTRAL), ("mac_latin2", _CENTRAL), ("iso8859_16", ("ăâîșțé",)), ("cp857", _TURKISH)),
)

_CONFUSED = """
    cp1250 cp1252 cp1254 cp1257 cp1258 cp437 cp775 cp850 cp852 cp857 cp858 cp860 cp861 cp863 cp865 cp500 cp037 cp1140
    cp1026 cp273 hp_roman8 iso8859_2 iso8859_3 iso8859_4 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16
    mac_roman mac_latin2 mac_iceland mac_turkish mac_croatian mac_romanian
"""
FAMILY = frozenset(_CONFUSED.split())
"""Encodings, as charset_normalizer names them, that it confuses with each other."""

_SIGNS = frozenset("“”‘’„‚«»‹›–—…•·°§©®™€£¥¢½¼¾²³¹±×÷µ¿¡ªº†‡¶\u00a0´`¨")

LIKELY = 0.6
"""The share of high bytes that must make sense; below it a text is damaged rather than Latin."""
SURE = 0.95
"""The share above which nobody else need be asked: no other script looks like a language of Europe for long."""


_ENOUGH = 4096  # bytes: a page of Polish, some five pages of English
_HIGH = re.compile(rb"[\x00-\x7f]?[\x80-\xff]+[\x00-\x7f]?")


def codec_of(data: bytes, least: float) -> str:
    """The code page in which the high bytes of `data` make most sense; "" when less than the share `least` does."""
    best, found = 0.0, ""
    # Only what stands next to a high byte tells anything, and every code page reads all of it again.
    pieces = b" ".join(_HIGH.findall(data[: _ENOUGH * 8]))[:_ENOUGH] or b" ".join(_HIGH.findall(data))[:_ENOUGH]
    for codec, alphabets in _PAGES:
        share = _sense(pieces.decode(codec, "replace"), alphabets)
        if share > best + 0.002:
            best, found = share, codec
    return found if best >= least else ""


def _sense(text: str, alphabets: tuple[str, ...]) -> float:
    """Which share of the characters beyond ASCII are letters of one of the alphabets, or signs where signs stand."""
    counts: Counter[str] = Counter()
    signs = wrong = 0
    before = " "
    for at, letter in enumerate(text):
        if letter < "\x80":
            wrong += letter.isupper() and before >= "\x80" and before.islower()
        elif letter in _SIGNS:
            inside = before.isalpha() and text[at + 1 : at + 2].isalpha() and letter not in "’–—·´"
            wrong += inside
            signs += not inside
        elif letter.isupper() and before.islower():
            wrong += 1
        else:
            counts[letter.lower()] += 1
        before = letter
    total = counts.total() + signs + wrong
    known = max(sum(counts[letter] for letter in alphabet) for alphabet in alphabets)
    return (known + signs) / total if total else 0.0
