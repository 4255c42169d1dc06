"""Words of one family, as far as their stems show it: "regulatory" beside "regulation", "safe" beside "safety".

A stemmer that cuts endings leaves some members of a family apart. What may stand between two stems is a list of
endings, so that a compound ("powerhouse" of "power") or a word that begins alike ("standard" of "stand") is no member.
"""

from __future__ import annotations

import re

ENDINGS = frozenset(
    re.findall(
        r"\w+",
        "abl age al alli an anc ant ari at ate ation ativ ator atori e ean ed ee enc ency ent er eri es ess ful i ian"
        " ibl ic ical ing ion ish ism ist istic iti ity iv ive iz ize less li ment ness or ori ous s ship th ti ty y",
    )
)
"""What may follow a stem in another of its family."""


def related(one: str, other: str, shortest: int = 5) -> bool:
    """Whether one of two different stems, of `shortest` letters or more, is the other with an ending."""
    short, long = sorted((one, other), key=len)
    return len(short) >= shortest and long.startswith(short) and long[len(short) :] in ENDINGS
