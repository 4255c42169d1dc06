"""Names: whether two ways of naming somebody can mean the same person."""

from __future__ import annotations

from index.text.fold import folded
from index.text.words import words

_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "president", "senator", "minister"))


def same_person(one: str, other: str) -> bool:
    """Whether the names agree: one is the other with words left out ("Ms. Reed", "Ada Reed"), or they share the last
    word and their first words agree as far as initials go ("A. Reed").
    """
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return first[-1] == second[-1] and (first[0].startswith(second[0]) or second[0].startswith(first[0]))


def _parts(name: str) -> list[str]:
    parts = [word.text_lower.removesuffix("'s") for word in words(folded(name))]
    return [part for part in parts if part not in _TITLES] or parts
