"""A comparison in words: the entries of each source, each number with the places that it counts.

Owns the wording that the report, the Markdown and the page share. Below the floor of the statistics it gives facts
(counts, places) and says so; it says "in these passages", never what a source tends to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.compare import Comparison, FarPlace, Found, Group, Place, SourceView


@dataclass(frozen=True, slots=True)
class Item:
    """A word, category or person with its count; `evidence` holds as many places. `detail` says what it is made of."""

    text: str
    evidence: tuple[FarPlace, ...] = ()
    detail: str = ""

    @property
    def count(self) -> int:
        return len(self.evidence)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a report: items, or a sentence where there are none to show."""

    label: str
    items: tuple[Item, ...] = ()
    said: str = ""


def letters(comparison: Comparison) -> dict[str, str]:
    """A short name for each source: A, B, C …; numbers after Z."""
    named = enumerate(comparison.sources)
    return {source.doc: chr(ord("A") + number) if number < 26 else str(number + 1) for number, source in named}


def how_much(source: SourceView) -> str:
    """How much of a source is on the topic, in words."""
    if not source.passages:
        return "says nothing on it"
    share = f"{source.share:.0%} of its text"
    if source.interval:
        share += f" ({source.interval[0]:.0%} to {source.interval[1]:.0%})"
    return f"{source.words} words, {share}, in {len(source.passages)} of {source.passage_total} passages"


def entries(source: SourceView) -> list[Entry]:
    """What is known of a source on the topic, in the order in which it is shown; nothing for a silent one."""
    if not source.passages:
        return []
    doc = source.doc
    found = [
        Entry("who speaks", tuple(Item(v.name, _far(doc, v.evidence), f"{v.share:.0%}") for v in source.speakers)),
        Entry("distinctive", _words(doc, source.distinctive), "" if source.distinctive else _no_statistics(source)),
        Entry("only here", _words(doc, source.only_here)),
        Entry("frames", _groups(doc, source.frames)),
        Entry("hedges", _words(doc, source.hedges)),
        Entry("boosters", _words(doc, source.boosters)),
        Entry("metaphors", _groups(doc, source.metaphors)),
        Entry("remedies", _words(doc, source.remedies)),
        Entry(
            "quoted",
            tuple(
                Item(q.name, _far(doc, q.evidence), "second-hand" if q.second_hand else "") for q in source.quotations
            ),
        ),
        Entry("judging", _groups(doc, source.evaluative)),
    ]
    return [entry for entry in found if entry.items or entry.said]


def left_out(comparison: Comparison) -> list[Entry]:
    """For each source the words of the others that it lacks, with the places where the others say them."""
    short = letters(comparison)
    missing: dict[str, list[Item]] = {}
    for item in comparison.left_out:
        by = " ".join(short.get(doc, doc) for doc in item.said_by)
        missing.setdefault(item.doc, []).append(Item(item.term, item.evidence, f"said by {by}"))
    return [Entry(f"by {short.get(doc, doc)}", tuple(items)) for doc, items in missing.items()]


def _no_statistics(source: SourceView) -> str:
    if source.interval is None:
        return "too little text for statistics: facts only"
    return "no word stands out in these passages"


def _words(doc: str, items: Iterable[Found]) -> tuple[Item, ...]:
    return tuple(Item(item.term, _far(doc, item.evidence)) for item in items)


def _groups(doc: str, groups: Iterable[Group]) -> tuple[Item, ...]:
    return tuple(
        Item(group.name, _far(doc, group.evidence), ", ".join(term.term for term in group.terms[:3]))
        for group in groups
        if group.count
    )


def _far(doc: str, places: Iterable[Place]) -> tuple[FarPlace, ...]:
    return tuple((doc, *place) for place in places)
