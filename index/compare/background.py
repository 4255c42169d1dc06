"""How common words are in ordinary English, so that a word is not taken for a topic because every text has it.

Keyness without a reference corpus beside us: the shares were counted once (`lexicons/common.txt` says on what).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

RARE = 0.0005
"""Share of passages that is taken for a stem which is not listed: those listed are in one of a thousand or more."""


def usual(stemmed: str) -> float:
    """The share (0..1) of passages of about 100 words of ordinary English that hold a stem."""
    return common().get(stemmed, RARE)


@lru_cache(maxsize=1)
def common() -> dict[str, float]:
    """For each listed stem its share."""
    text = files(__package__).joinpath("lexicons", "common.txt").read_text("utf-8")
    found: dict[str, float] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            level, *stems = line.split()
            found.update(dict.fromkeys(stems, float(level) / 1000))
    return found
