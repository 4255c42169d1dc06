"""A passage laid over a stretch of text: which part of it is there, and where exactly that begins and ends.

An edit is a character inserted, deleted or replaced (Levenshtein 1966), in folded text.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from index.excerpts.haystack import Needle

_NEAR = 4  # characters at the edge of a passage that count as there, whatever stands in their place
_REACH = 8  # characters by which an edge is moved to where text and context fit best
_EDGE = 24  # characters of text that decide about an edge
_SAME_EDGE = 0.6  # edits for each character up to which the edge of a passage counts as still there


def capped(one: str, other: str) -> int:
    """Their edits, at most half the length of `one`: beyond that nothing agrees."""
    most = (len(one) + 1) // 2
    return min(most, Levenshtein.distance(one, other, score_cutoff=most))


def goes_on(rest: str, here: str, backwards: bool = False) -> int | None:
    """How many characters of `here` the rest of the passage takes up, from its start or (`backwards`) its end; or None.

    At the very edge of a passage one changed letter outweighs the few beside it: what is left over is looked at again.
    """
    if not rest:
        return 0
    taken = range(max(0, len(rest) - _NEAR), min(len(here), len(rest) + _NEAR) + 1)
    edits = [(Levenshtein.distance(rest, here[len(here) - n :] if backwards else here[:n]), n) for n in taken]
    best, length = min(edits, default=(len(rest), 0))
    if best <= _SAME_EDGE * len(rest):
        return length
    return min(len(rest), len(here)) if len(rest) <= _NEAR else None


def stretch(sought: Needle, window: str) -> tuple[int, int, int, int]:
    """The stretch of the passage that is best kept in `window`: its start and end there, its start and end here.

    Of the edit script between the passage in its context and the window, the run of steps inside the passage with the
    greatest sum, a kept character counting 1, a changed one -1, one inserted or deleted -0.8 (Bentley 1984, column 8).
    """
    low, high = sought.at, sought.at + len(sought.text)
    steps: list[tuple[float, int, int, int, int]] = []
    for step in Levenshtein.opcodes(sought.whole, window):
        if step.src_end <= low and not (step.tag == "insert" and step.src_start > low):
            continue
        if step.src_start >= high:
            break
        start, end = max(step.src_start, low), min(step.src_end, high)
        here = step.dest_start + (start - step.src_start if step.tag != "insert" else 0)
        if step.tag == "equal":
            steps.append((float(end - start), start, end, here, here + end - start))
        elif step.tag == "replace":
            steps.append((float(start - end), start, end, here, here + end - start))
        elif step.tag == "delete":
            steps.append((-0.8 * (end - start), start, end, step.dest_start, step.dest_start))
        else:
            steps.append((-0.8 * (step.dest_end - step.dest_start), start, start, step.dest_start, step.dest_end))
    best, best_first, best_last = 0.0, 0, -1
    running, first = 0.0, 0
    for number, step_ in enumerate(steps):
        if running <= 0:
            running, first = 0.0, number
        running += step_[0]
        if running > best:
            best, best_first, best_last = running, first, number
    if best_last < 0:
        return 0, 0, 0, 0
    _, start, _, here_start, _ = steps[best_first]
    _, _, end, _, here_end = steps[best_last]
    return start - low, end - low, here_start, here_end


def start_edge(sought: Needle, text: str, at: int) -> int:
    head, before = sought.text[:_EDGE], sought.before[-_EDGE:]
    word = _parts_words(sought.before[-1:], sought.text[:1])

    def cost(here: int) -> tuple[float, int]:
        edits = Levenshtein.distance(head, text[here : here + len(head)])
        edits += capped(before, text[max(0, here - len(before)) : here])
        return edits + 0.5 * (word != _parts_words(text[here - 1 : here], text[here : here + 1])), abs(here - at)

    return min(range(max(0, at - _REACH), min(len(text), at + _REACH) + 1), key=cost)


def end_edge(sought: Needle, text: str, at: int) -> int:
    tail, after = sought.text[-_EDGE:], sought.after[:_EDGE]
    word = _parts_words(sought.text[-1:], sought.after[:1])

    def cost(here: int) -> tuple[float, int]:
        edits = Levenshtein.distance(tail, text[max(0, here - len(tail)) : here])
        edits += capped(after, text[here : here + len(after)])
        return edits + 0.5 * (word != _parts_words(text[here - 1 : here], text[here : here + 1])), abs(here - at)

    return min(range(max(0, at - _REACH), min(len(text), at + _REACH) + 1), key=cost)


def _parts_words(left: str, right: str) -> bool:
    return not (left.isalnum() and right.isalnum())
