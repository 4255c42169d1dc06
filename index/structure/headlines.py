"""What a title or heading looks like in plain text, where nothing marks it: the judgement on a single line."""

from __future__ import annotations

import re

_SMALL = frozenset(
    """
    a an the and or but nor for of in on at to by with from as is are was were vs via into over under than that this it its
    be been not no if so up out off per de la le les des du et y e der die das und von zu im
    """.split()
)
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_FULL_STOP = re.compile(r"[.;:,!…。！؟、，；：]['\"”’»)\]]*$")
_BAD_START = (
    "-",
    "–",
    "—",
    "*",
    "•",
    ">",
    "(",
    "[",
    "…",
    "...",
    "/",
    "http",
    "www.",
    "@",
    "#",
    "|",
    "=",
    "~",
    "_",
    "$ ",
)


def capitalised(text: str) -> float:
    """The share of the words worth a capital that have one; 0 for a line without such words."""
    words = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    return sum(word[0].isupper() or word[0].isdigit() for word in words) / len(words) if words else 0.0


def could_be_title(text: str, strict: bool = False) -> bool:
    """Whether a block reads like a title. `strict`, for transcripts: most words capitalised, or two parts with a dash."""
    if "\n" in text or not 2 <= len(text) <= 220 or text.startswith(_BAD_START):
        return False
    words = text.split()
    if len(words) > 32 or not (text[0].isupper() or text[0].isdigit() or not text[0].isascii() or text[0] in "\"'"):
        return False
    if text.endswith((".", ";", ",", ":")) and not re.search(r"\b[A-Z]\.[A-Z]\.$", text):
        return False
    if re.search(r"[.!?]['\"”’]?\s+[a-z]", text) or (
        len(words) > 14 and capitalised(text) < 0.5 and re.search(r"[.!]\s", text)
    ):
        return False
    if strict:
        parted = re.search(r"\s[-–—|]\s", text) is not None
        return (
            len(words) >= 2
            and not re.search(r"[!?]$", text)
            and (capitalised(text) >= 0.75 or (parted and capitalised(text) >= 0.5))
        )
    return True


def could_be_heading(text: str) -> bool:
    """Whether a line reads like a heading: short, without an end, and begun like one. Short sentences are not."""
    if "\n" in text or not 2 <= len(text) <= 110 or text.startswith(_BAD_START) or _FULL_STOP.search(text):
        return False
    words = text.split()
    if len(words) > 14 or not any(c.isalpha() for c in text):
        return False
    if text[0] in "\"“‘'«„" or text[-1] in "\"”’'»“":
        return False
    first = text[0]
    if not (first.isupper() or first.isdigit() or not first.isascii()):
        return False
    if text.endswith("?"):
        return capitalised(text) >= 0.6 and len(words) <= 12
    return len(words) <= 9 or capitalised(text) >= 0.6


def is_statement(text: str) -> bool:
    """Whether a block is prose that a heading can stand over: a few words at least, with an end, or many words."""
    count = len(text.split())
    return count >= 25 or (count >= 5 and text[-1] in '.!?…:"”’»)。！？') or len(text) >= 60 and not text.isascii()
