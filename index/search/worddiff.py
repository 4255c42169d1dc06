"""Word by word: what was typed beside what the source has."""

from __future__ import annotations

from index.text.fold import folded

Step = tuple[str, str, str]
"""`equal`, `insert`, `delete` or `replace`; the words typed; the words of the source. One side is "" where it has
none.
"""


def diff(typed: str, source: str) -> tuple[Step, ...]:
    """The steps from `typed` to `source`, words split at blanks and equal when their folds are.

    The typed sides joined by blanks are the typed words, the source sides those of the source.
    """
    from rapidfuzz.distance import Levenshtein

    one, other = typed.split(), source.split()
    steps: list[Step] = []
    for step in Levenshtein.opcodes([folded(word) for word in one], [folded(word) for word in other]):
        tag, a, b = (
            step.tag,
            " ".join(one[step.src_start : step.src_end]),
            " ".join(other[step.dest_start : step.dest_end]),
        )
        if steps and steps[-1][0] == tag and tag in ("insert", "delete", "replace"):
            steps[-1] = tag, f"{steps[-1][1]} {a}".strip(), f"{steps[-1][2]} {b}".strip()
        else:
            steps.append((tag, a, b))
    return tuple(steps)
