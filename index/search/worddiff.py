"""Word by word: what was typed beside what the source has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.search.alignment import PAIRS
from index.text.fold import folded
from index.text.signs import spans

Step = tuple[str, str, str]
"""`equal`, `insert`, `delete` or `replace`; the words typed; the words of the source. One side is "" where it has
none.
"""
_ASIDE = 12  # words: so many in brackets are set beside the other side as one
_ISLAND = 3  # words: so few that stand alone between words left out may as well be those before or behind these


class _Run(NamedTuple):
    """Typed words `low` to `high` beside the words of the source `start` to `end`."""

    tag: str
    low: int
    high: int
    start: int
    end: int


def diff(typed: str, source: str) -> tuple[Step, ...]:
    """The steps from `typed` to `source`, words split at blanks; of a script without blanks each character is one.

    The typed sides joined by blanks are the typed words, the source sides those of the source; characters of a script
    without blanks may then have a blank more between them. Words are set beside
    each other by their letters, so that a comma more is a small difference and does not push its word out of line.
    Words are equal when their folds are; quotation marks glued to them count only where nothing else differs. Words in
    brackets differ with their brackets, or not at all: no step has one half of a pair.
    """
    one, other = _words(typed), _words(source)
    runs = _runs([_bare(word) for word in one], [_bare(word) for word in other])
    steps = _steps(runs, one, other, "'")
    return steps if any(tag != "equal" for tag, *_ in steps) else _steps(runs, one, other, "")


def _steps(runs: Sequence[_Run], one: Sequence[str], other: Sequence[str], marks: str) -> tuple[Step, ...]:
    single: list[Step] = []
    for run in runs:
        mine, theirs = one[run.low : run.high], other[run.start : run.end]
        if run.tag != "equal":
            single.append((run.tag, "".join(mine), "".join(theirs)))
            continue
        for a, b in zip(mine, theirs, strict=True):
            same = folded(a.strip()).strip(marks) == folded(b.strip()).strip(marks)
            single.append(("equal" if same else "replace", a, b))
    steps: list[Step] = []
    for step in _paired(single):
        _add(steps, *step)
    return tuple(steps)


def _paired(steps: Sequence[Step]) -> list[Step]:
    """The steps, those from an opening bracket to the closing one of a side made one, if any of them differs."""
    paired: list[Step] = []
    at = 0
    while at < len(steps):
        end = at + 1
        while end < min(len(steps), at + _ASIDE) and _open(steps[at:end]):
            end += 1
        group = steps[at:end]
        if len(group) == 1 or _open(group) or all(tag == "equal" for tag, *_ in group):
            group = steps[at : (end := at + 1)]
        else:
            group = [("replace", "".join(typed for _, typed, _ in group), "".join(source for *_, source in group))]
        paired += group
        at = end
    return paired


def _open(steps: Sequence[Step]) -> bool:
    """Whether a side of the steps opens a bracket that it does not close."""
    sides = ("".join(typed for _, typed, _ in steps), "".join(source for *_, source in steps))
    return any(side.rfind(opens) > side.rfind(closes) for side in sides for opens, closes in PAIRS)


def _runs(one: Sequence[str], other: Sequence[str]) -> list[_Run]:
    from rapidfuzz.distance import Levenshtein

    runs: list[_Run] = []
    for step in Levenshtein.opcodes(one, other):
        runs.append(_Run(step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end))
        if [run.tag for run in runs[-3:]] == ["insert", "equal", "insert"]:
            runs[-3:] = _gathered(other, *runs[-3:])
    return runs


def _gathered(other: Sequence[str], before: _Run, island: _Run, behind: _Run) -> list[_Run]:
    """Words left out, some words, words left out: the words in the middle behind or before the others, where the source
    has the same words there. A quoter leaves out one stretch rather than two.
    """
    size = island.end - island.start
    words = other[island.start : island.end]
    if size > _ISLAND:
        return [before, island, behind]
    if other[behind.end - size : behind.end] == words:
        cut = behind.end - size
        return [
            _Run("insert", before.low, before.high, before.start, cut),
            _Run("equal", island.low, island.high, cut, behind.end),
        ]
    if other[before.start : before.start + size] == words:
        cut = before.start + size
        return [
            _Run("equal", island.low, island.high, before.start, cut),
            _Run("insert", island.high, island.high, cut, behind.end),
        ]
    return [before, island, behind]


def _words(text: str) -> list[str]:
    """The words in order, each with one blank before it where the text has any."""
    found = spans(text)
    ends = [-1, *(end for _, end in found)]
    return [" " * (start != end) + text[start:last] for (start, last), end in zip(found, ends, strict=False)]


def _bare(word: str) -> str:
    """The fold of a word without the punctuation round it; of bare punctuation, its fold."""
    whole = folded(word.strip())
    start, end = 0, len(whole)
    while start < end and not whole[start].isalnum():
        start += 1
    while end > start and not whole[end - 1].isalnum():
        end -= 1
    return whole[start:end] or whole


def _add(steps: list[Step], tag: str, typed: str, source: str) -> None:
    if tag == "equal" and steps and steps[-1][0] == tag:
        tag, before, there = steps.pop()
        typed, source = before + typed, there + source
    steps.append((tag, typed.strip(), source.strip()))
