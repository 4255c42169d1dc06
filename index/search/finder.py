"""The finder: titles, headings, speakers, topics, excerpts and files by a few letters, misspelling allowed.

An item fits when each typed word fits somewhere in its label; letters in order ("psr" in "passer") or with a slip,
best for whole words and beginnings of words. With nothing typed the items come as given: recent first is the caller's
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.text.fold import fold, folded

MOST = 200
NEAR = 78.0  # likeness, 0–100, of a word with a slip in it


@dataclass(frozen=True, slots=True)
class Item:
    """Something to go to. `kind` is shown beside it (document, heading, speaker, topic, …), `target` is the caller's
    own.
    """

    label: str
    kind: str = ""
    detail: str = ""
    target: object = None


@dataclass(frozen=True, slots=True)
class Found:
    """An item that fits, the offsets in its label of the letters that matched, and how well (compares within one
    answer).
    """

    item: Item
    positions: tuple[int, ...] = ()
    score: float = 0.0


def find(items: Iterable[Item], query: str, limit: int = MOST) -> list[Found]:
    """The items that fit `query`, best first, ties in the order given; all (up to `limit`) when nothing is typed."""
    wanted = folded(query[:200]).replace("-", " ").split()
    chosen = list(items)
    if not wanted:
        return [Found(item) for item in chosen[:limit]]
    found = [fit for item in chosen if (fit := _fit(item, wanted)) is not None]
    found.sort(key=lambda fit: -fit.score)
    return found[:limit]


def _fit(item: Item, wanted: Sequence[str]) -> Found | None:
    way = fold(item.label)
    score = 0.0
    letters: set[int] = set()
    for word in wanted:
        found = _place(word, way.text)
        if found is None and item.detail and word in folded(item.detail):
            score += 40.0  # found beside the label: nothing to mark
            continue
        if found is None:
            return None
        points, positions = found
        score += points
        for at in positions:
            start, end = way.span(at, at + 1)
            letters.update(range(start, end))
    # Of labels that fit alike the shorter one is more of what was typed.
    return Found(item, tuple(sorted(letters)), score / len(wanted) - min(len(way.text), 200) / 50)


def _place(word: str, text: str) -> tuple[float, Sequence[int]] | None:
    """Points 0–100 and the letters of `text` that stand for `word`."""
    at = text.find(word)
    if at >= 0:
        while at > 0 and text[at - 1].isalnum() and (later := text.find(word, at + 1)) >= 0:
            at = later
        starts = at == 0 or not text[at - 1].isalnum()
        ends = at + len(word) == len(text) or not text[at + len(word)].isalnum()
        return 80.0 + 12 * starts + 8 * ends, range(at, at + len(word))
    if len(word) >= 4 and (near := _near(word, text)):
        return near
    return _in_order(word, text)


def _near(word: str, text: str) -> tuple[float, Sequence[int]] | None:
    from rapidfuzz import fuzz

    fit = fuzz.partial_ratio_alignment(word, text, score_cutoff=NEAR)
    if fit is None or fit.dest_end <= fit.dest_start:
        return None
    begins = fit.dest_start == 0 or not text[fit.dest_start - 1].isalnum()
    return fit.score * (0.75 if begins else 0.6), range(fit.dest_start, fit.dest_end)


def _in_order(word: str, text: str) -> tuple[float, Sequence[int]] | None:
    """The letters in order, each as early as it comes but at the start of a word if one is ahead."""
    positions: list[int] = []
    at = 0
    for letter in word:
        here = text.find(letter, at)
        if here < 0:
            return None
        start = text.find(" " + letter, max(0, at - 1))
        if 0 <= start < here + 12 and (not positions or here != positions[-1] + 1):
            here = start + 1
        positions.append(here)
        at = here + 1
    spread = positions[-1] - positions[0] + 1
    return (60.0 * len(word) / spread, positions) if spread <= 4 * len(word) + 12 else None
