"""What a topic is: a named set of weighted terms, and the only rule that says when a passage is on it.

Every way of making a topic (curated, the reader's own, typed, suggested) ends in this one value, so that matching,
measuring and showing need not know where it came from. Matching itself is `index.compare.matching`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.errors import TopicError

BAR = 1.0
"""A passage is on a topic when the weights of the different terms found in it reach this."""

STRONG_WEIGHT = 1.0
WEAK_WEIGHT = 0.5
CONTEXT_WEIGHT = 0.5
"""What a heading or question on the topic adds to a passage under it that holds at least one term."""

SUGGESTED = "suggested_"
"""Before the id of a suggested topic, so that it is never taken for a curated one of the same name."""

EXACT = "="
"""Before a term: match it in just this form, not on stems."""

MAX_TERMS = 400
MAX_TERM_LENGTH = 120


class Origin(StrEnum):
    """Who made a topic."""

    CURATED = "curated"
    OWN = "own"
    TYPED = "typed"
    SUGGESTED = "suggested"


class Tier(StrEnum):
    """What part a term plays in its topic."""

    STRONG = "strong"  # one is enough
    WEAK = "weak"  # two different ones, or one under a heading or question on the topic
    HEARD_AS = "heard_as"  # what speech recognition makes of a strong term; counts like one
    QUERY = "query"  # typed by the reader; the weight says how telling it is in these documents
    FAMILY = "family"  # a word of the same family as a typed one: "regulatory" of "regulation"
    FEEDBACK = "feedback"  # found in the passages that answer the query best

    @property
    def typed(self) -> bool:
        """Whether a term of this tier comes from a query, and so carries a weight of its own."""
        return self in (Tier.QUERY, Tier.FAMILY, Tier.FEEDBACK)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase, matched on stems. `weight` in 0..1: BAR is enough for a passage alone.

    `exact` terms are matched in just this form; in a topic's file they are written with "=" before them.
    """

    text: str
    tier: Tier
    weight: float
    on: bool = True
    exact: bool = False

    @property
    def written(self) -> str:
        """The term as it stands in a topic's file."""
        return EXACT + self.text if self.exact else self.text


@dataclass(frozen=True)
class Topic:
    """A topic. The tuples hold terms as written; `excluded` phrases cancel a term found inside or across them.

    Curated topics fill `strong`, `weak` and `heard_as`; a typed one fills `weighted`. `off` names terms that are
    switched off: they are shown, kept and saved, but not looked for.
    """

    id: str
    name: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    heard_as: tuple[str, ...] = ()
    origin: Origin = Origin.CURATED
    weighted: tuple[Term, ...] = ()
    off: frozenset[str] = frozenset()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms with tier and weight, in the order in which they are shown; a text given twice counts once."""
        tiers = (
            (self.strong, Tier.STRONG, STRONG_WEIGHT),
            (self.heard_as, Tier.HEARD_AS, STRONG_WEIGHT),
            (self.weak, Tier.WEAK, WEAK_WEIGHT),
        )
        found: dict[str, Term] = {}
        for texts, tier, weight in tiers:
            for text in texts:
                exact = text.startswith(EXACT)
                term = Term(text.removeprefix(EXACT).strip(), tier, weight, exact=exact)
                found.setdefault(text.casefold(), term)
        for term in self.weighted:
            found.setdefault(term.written.casefold(), term)
        return tuple(replace(term, on=term.on and term.text not in self.off) for term in found.values())

    def switched(self, text: str) -> Topic:
        """This topic with the term `text` switched off, or on again. Raises TopicError when it has no such term."""
        if all(term.text != text for term in self.terms):
            raise TopicError(f"the topic {self.name!r} has no term {text!r}")
        return replace(self, off=self.off ^ {text})

    def without(self, *texts: str) -> Topic:
        """This topic with these terms switched off, whatever their case. Raises TopicError for one that it has not."""
        off = set(self.off)
        for text in texts:
            wanted = " ".join(text.split()).casefold()
            found = {term.text for term in self.terms if wanted in (term.text.casefold(), term.written.casefold())}
            if not found:
                known = ", ".join(term.text for term in self.terms if term.on)
                raise TopicError(f"the topic {self.name!r} has no term {text!r}; it looks for: {known}")
            off |= found
        return replace(self, off=frozenset(off))

    def including(self, text: str, *, strong: bool = True) -> Topic:
        """This topic with one more term, which alone is enough (`strong`) or half of it. Raises TopicError if empty.

        A term that it has already is switched on again instead.
        """
        text = " ".join(text.split())
        if not re.search(r"\w", text):
            raise TopicError(f"{text!r} has no words to look for: type a word or a phrase")
        same = {term.text for term in self.terms if text.casefold() in (term.text.casefold(), term.written.casefold())}
        if same:
            return replace(self, off=self.off - same)
        return replace(self, strong=(*self.strong, text)) if strong else replace(self, weak=(*self.weak, text))

    def checked(self) -> Topic:
        """This topic; raises TopicError when no term is left to look for, or there are unreasonably many."""
        terms = self.terms
        if not any(term.on for term in terms):
            raise TopicError(f"the topic {self.name!r} has no words to look for: type other words or switch a term on")
        if len(terms) > MAX_TERMS or any(len(term.text) > MAX_TERM_LENGTH for term in terms):
            raise TopicError(
                f"the topic {self.name!r} is too large: at most {MAX_TERMS} terms of {MAX_TERM_LENGTH} characters"
            )
        return self

    def to_json(self) -> dict[str, object]:
        """The value of `topic` in a comparison's JSON."""
        return {
            "id": self.id,
            "name": self.name,
            "origin": str(self.origin),
            "strong": list(self.strong),
            "weak": list(self.weak),
            "not": list(self.excluded),
            "heard_as": list(self.heard_as),
            "terms": [
                {"term": term.text, "tier": str(term.tier), "weight": round(term.weight, 4), "on": term.on}
                for term in self.terms
            ],
        }


def topic_id(name: str) -> str:
    """An id for a topic named `name`: lower-case letters, digits and underscores, safe as a file name."""
    words = re.findall(r"\w+", name.casefold())
    return "_".join(words)[:60].strip("_") or "topic"


def find_by_name(name: str, topics: Sequence[Topic]) -> Topic | None:
    """The topic with this id, else with this name whatever its case; a later one of the same id wins."""
    wanted = " ".join(name.split()).casefold()
    for topic in reversed(topics):
        if topic.id.casefold() == wanted:
            return topic
    for topic in reversed(topics):
        if topic.name.casefold() == wanted:
            return topic
    return None
