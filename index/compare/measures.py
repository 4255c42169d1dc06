"""The formulas, and nothing else: counts in, numbers out. Each names where it is taken from.

They say what was measured *in these passages*; whether there is enough text to show a measure at all is decided by
the floors that its caller holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Z95 = 1.96
"""Two-sided 95 % of the normal distribution."""


def wilson(share: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Score interval of a proportion `share` (0..1) seen in `n` independent trials; (0, 1) without any.

    Wilson 1927. `n` need not be whole: see `effective_size`. The interval always holds `share` and stays within 0..1.
    """
    if n <= 0:
        return 0.0, 1.0
    share = min(1.0, max(0.0, share))
    denominator = 1 + z * z / n
    centre = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (centre - half) / denominator), min(1.0, (centre + half) / denominator)


def effective_size(sizes: Sequence[int] | NDArray[Any]) -> float:
    """How many equal passages carry as much evidence as these of unequal length: (sum w)^2 / sum w^2.

    Kish 1965, Survey Sampling, section 11.7. The words of a passage are not independent trials, passages nearly are,
    so the interval of a share of words is taken over this many trials. Between 1 and the number of passages; 0 of none.
    """
    w = np.asarray(sizes, dtype=np.float64)
    squares = float((w * w).sum())
    return float(w.sum()) ** 2 / squares if squares else 0.0


def dispersion(parts: Sequence[float], wholes: Sequence[float]) -> float:
    """DP: half the sum of |share of the occurrences in a part - share of the text in it|, 0 even .. 1 all in one place.

    Gries 2008, section 3.1. `parts` counts occurrences in each part of the text, `wholes` the size of each part.
    """
    seen, size = float(sum(parts)), float(sum(wholes))
    if not seen or not size:
        return 0.0
    return 0.5 * sum(abs(part / seen - whole / size) for part, whole in zip(parts, wholes, strict=True))


def log_odds(
    here: Ints, here_total: Ints, there: Ints, there_total: Ints, prior: NDArray[Any], prior_total: float
) -> Floats:
    """z of the log-odds ratio of words with an informative Dirichlet prior: positive when used more here than there.

    Monroe, Colaresi & Quinn 2008, equations 16 (the ratio) and 22 (its standard error). `here`, `there` count each word
    on the two sides, the totals count all words of a side, `prior` spreads `prior_total` pseudo-words over the words.
    """
    a, b = here + prior, there + prior
    # The rest of a text that is one word over and over is nothing; it is kept above nothing, and the ratio cancels.
    rest_here = np.maximum(here_total + prior_total - a, 1e-9)
    rest_there = np.maximum(there_total + prior_total - b, 1e-9)
    ratio = np.log(a / rest_here) - np.log(b / rest_there)
    return np.asarray(ratio / np.sqrt(1 / a + 1 / b), dtype=np.float64)


def passage_log_odds(here: Ints, here_total: Ints, there: Ints, there_total: Ints) -> Floats:
    """z of the log-odds ratio of passages that hold something, half a passage added to each cell (Haldane 1955)."""
    a, b = here + 0.5, here_total - here + 0.5
    c, d = there + 0.5, there_total - there + 0.5
    return np.asarray((np.log(a / b) - np.log(c / d)) / np.sqrt(1 / a + 1 / b + 1 / c + 1 / d), dtype=np.float64)


def chance(z: Floats) -> Floats:
    """Two-sided probability of so large a z when there is no difference (normal approximation)."""
    return np.asarray([math.erfc(abs(float(value)) / math.sqrt(2)) for value in z], dtype=np.float64)


def discoveries(probabilities: Floats, rate: float) -> NDArray[np.bool_]:
    """Which of many tests to believe so that at most `rate` (0..1) of the believed ones are expected to be chance.

    Benjamini & Hochberg 1995, procedure (1): the largest k with p(k) <= k / m * rate, and all tests up to it.
    """
    order = np.argsort(probabilities, kind="stable")
    believed = np.zeros(len(probabilities), dtype=np.bool_)
    below = np.flatnonzero(probabilities[order] <= rate * np.arange(1, len(order) + 1) / max(1, len(order)))
    if len(below):
        believed[order[: below[-1] + 1]] = True
    return believed
