"""Whom a text introduces: "according to the historian Ada Hart", "Ada Hart, author of", "a talk with Ada Hart"."""

from __future__ import annotations

import re
from collections import Counter

from index.structure.names import NAME, is_person, plain
from index.structure.roster import Roster
from index.structure.wordlist import Pattern

_DESCRIBED = r"(?:(?:the|a|an|our|my|its|former|longtime|acclaimed|[a-z][\w-]+|[A-Z][\w&'’.-]*['’]s)\s+){0,7}?"
_WITH = Pattern(
    rf"\b(?:according\s+to|interview(?:ed|s)?(?:\s+with)?|spoke(?:n)?\s+(?:with|to)|speaks\s+(?:with|to)|talk(?:ed|s)?\s+(?:with|to)|conversation\s+with|sat\s+down\s+with"
    rf"|caught\s+up\s+with|(?:talk|afternoon|evening|morning|hour|minutes|day|chat|lunch|dinner|breakfast|coffee|walk|questions)\s+(?:with|for|to)|q&a\s+with|q\s*&\s*a:?|meet|asked|joined\s+by|argues|says|said|writes|explains|tells|told)\s+{_DESCRIBED}(?P<name>{NAME})"
)
_DOES = Pattern(
    rf"(?P<name>{NAME})(?:,[^,.]{{2,80}},)?\s+(?:also\s+|has\s+|recently\s+)?(?:says|said|explains|explained|argues|argued|writes|wrote|tells|told|believes|warns|warned"
    r"|describes|described|discusses|discussed|thinks|suggests|notes|talks|talked|spoke|speaks|joins|joined|shares|reflects|sees|worries|calls|contends|recalls)\b"
)
_ROLE = Pattern(
    rf"(?P<name>{NAME}),\s+(?:who\b|whose\b|(?:(?:[A-Z][\w&'’.-]*|[a-z][\w-]*)\s+){{0,6}}?"
    r"(?i:author|professor|historian|journalist|founder|co-?founder|director|president|chief|ceo|economist|writer|novelist|scientist|researcher|fellow|editor|lawyer"
    r"|engineer|reporter|correspondent|analyst|expert|investor|capitalist|partner|activist|artist|poet|film-?maker|musician|chef|doctor|physician|nurse|minister"
    r"|senator|mayor|chair|head|dean|lecturer|critic|columnist|executive|manager|producer|host|strategist|adviser|advisor|scholar|curator|architect|biologist"
    r"|physicist|philosopher|psychologist|sociologist|anthropologist|officer|secretary|teacher|farmer|coach|captain|player|developer|designer)s?\b)"
)
_NAMES = Pattern(NAME)
_BEGINS = Pattern(rf"(?:^|[.!?]\s+)(?P<name>{NAME})(?=,?\s+[a-z])", re.MULTILINE)


def introduced(text: str) -> list[str]:
    """The full names that `text` gives with a role, in order and once each."""
    people = Roster()
    for match in _ROLE.finditer(text):
        if is_person(match["name"]):
            people.add(match["name"])
    return people.people


def interviewee(opening: str) -> str | None:
    """The one person whom the opening of an interview presents; None when it presents nobody, or several alike."""
    people = Roster()
    scores: Counter[str] = Counter()
    for weight, pattern in ((2, _WITH), (1, _ROLE), (1, _DOES)):
        for match in pattern.finditer(opening):
            if is_person(match["name"]):
                scores[people.add(match["name"])] += weight
    for match in _DOES.finditer(opening):
        person = people.find(match["name"])
        if person is not None:
            scores[person] += 1
    best = scores.most_common(2)
    if best and best[0][1] >= 2 and (len(best) == 1 or best[1][1] < best[0][1]):
        return best[0][0]
    return _only_one(opening) if len(best) <= 1 else None


def _only_one(opening: str) -> str | None:
    """The one person with a full name in the opening, when a sentence of it begins with that name."""
    prose = "\n".join(
        line for line in opening.splitlines() if line.rstrip().endswith((".", "!", "?", "”", '"'))
    )  # titles have capitals too
    named = {plain(match[0]) for match in _NAMES.finditer(prose) if is_person(match[0])}
    begins = {plain(match["name"]) for match in _BEGINS.finditer(prose)}
    return next(iter(named)) if len(named) == 1 and named <= begins else None
