"""Word by word: what was typed beside what the source has."""

from __future__ import annotations

from index.text.fold import folded

Step = tuple[str, str, str]
"""`equal`, `insert`, `delete` or `replace`; the words typed; the words of the source. One side is "" where it has
none.
"""


def diff(typed: str, source: str) -> tuple[Step, ...]:
    """The steps from `typed` to `source`, words split at blanks and equal when their folds are.

    The typed sides joined by blanks are the typed words, the source sides those of the source. Words are set beside
    each other by their letters, so that a comma more is a small difference and does not push its word out of line.
    """
    from rapidfuzz.distance import Levenshtein

    one, other = typed.split(), source.split()
    steps: list[Step] = []
    for step in Levenshtein.opcodes([_bare(word) for word in one], [_bare(word) for word in other]):
        mine, theirs = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag != "equal":
            _add(steps, step.tag, " ".join(mine), " ".join(theirs))
            continue
        for a, b in zip(mine, theirs, strict=True):
            _add(steps, "equal" if folded(a) == folded(b) else "replace", a, b)
    return tuple(steps)


def _bare(word: str) -> str:
    """The fold of a word without the punctuation round it; of bare punctuation, its fold."""
    whole = folded(word)
    start, end = 0, len(whole)
    while start < end and not whole[start].isalnum():
        start += 1
    while end > start and not whole[end - 1].isalnum():
        end -= 1
    return whole[start:end] or whole


def _add(steps: list[Step], tag: str, typed: str, source: str) -> None:
    if tag == "equal" and steps and steps[-1][0] == tag:
        tag, before, there = steps.pop()
        typed, source = f"{before} {typed}".strip(), f"{there} {source}".strip()
    steps.append((tag, typed, source))
