"""What a title or heading looks like in plain text, where nothing marks it: the judgement on a single line."""

from __future__ import annotations

from index.structure.names import is_person
from index.structure.wordlist import Pattern, words

_SMALL = words(
    """
    a an the and or but nor for of in on at to by with from as is are was were vs via into over under than that this
    it its be been not no if so up out off per de la le les des du et y e der die das und von zu im
    """
)
_WORD = Pattern(r"[^\W_][\w'’.-]*")
_CLOSED = Pattern(r"[.;:,!…。！؟、，；：]['\"”’»)\]]*\Z")
_INITIALS_AT_END = Pattern(r"\b[A-Z]\.[A-Z]\.\Z")
_GOES_ON = Pattern(r"[.!?]['\"”’]?\s+[a-z]")
_SENTENCE_INSIDE = Pattern(r"[.!]\s")
_PARTED = Pattern(r"\s[-–—|]\s")
_QUOTED = "\"“‘'«„”’»"
_NOT_FIRST = (*"-–—*•>([…/@#|=~_$", "http", "www.")


def capitalised(text: str) -> float:
    """The share of the words worth a capital that have one; 0 for a line without such words."""
    worth = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    return sum(word[0].isupper() or word[0].isdigit() for word in worth) / len(worth) if worth else 0.0


def _begins_well(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit() or not text[0].isascii()


def could_be_title(text: str, strict: bool = False) -> bool:
    """Whether a block reads like a title. `strict`, for speech: most words capitalised, or two parts with a dash."""
    if "\n" in text or not 2 <= len(text) <= 220 or text.startswith(_NOT_FIRST):
        return False
    count = len(text.split())
    if count > 32 or not (_begins_well(text) or text[0] in _QUOTED):
        return False
    if text[-1] in ".;,:。、，；：！" and not _INITIALS_AT_END.search(text):
        return False
    if _GOES_ON.search(text) or (count > 14 and capitalised(text) < 0.5 and _SENTENCE_INSIDE.search(text)):
        return False
    if not strict:
        return True
    needed = 0.5 if _PARTED.search(text) else 0.75
    return count >= 2 and text[-1] not in "!?" and capitalised(text) >= needed


def could_be_heading(text: str) -> bool:
    """Whether a line reads like a heading: short, without an end, and begun like one. Short sentences are not."""
    if "\n" in text or not 2 <= len(text) <= 110 or text.startswith(_NOT_FIRST) or _CLOSED.search(text):
        return False
    count = len(text.split())
    if count > 14 or text[0] in _QUOTED or text[-1] in _QUOTED or not _begins_well(text):
        return False
    name, comma, _ = text.partition(",")
    if (comma and count <= 8 and is_person(name)) or not any(map(str.isalpha, text)):
        return False  # "Ada Hart, Harbour Post": whose words stand above
    if text.endswith("?"):
        return capitalised(text) >= 0.6 and count <= 12
    return count <= 9 or capitalised(text) >= 0.6


def is_statement(text: str) -> bool:
    """Whether a block is prose that a heading can stand over: a few words at least, with an end, or many words."""
    count = len(text[:2_000].split())
    closed = text[-1] in '.!?…:"”’»)。！？'
    return count >= 25 or (count >= 5 and closed) or (len(text) >= 60 and not text.isascii())
