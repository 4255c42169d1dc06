"""A comparison as sentences and rows, for every form in which it leaves the program.

The page and the Markdown must say the same things in the same words and leave out the same ones; this room decides what
is told of a source and how a floor is worded ("in these passages", never what a source tends to do).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.compare.comparison import HANDFUL, Comparison, SourceView
from index.compare.findings import FarPlace, Found, Group, Place, Voice
from index.compare.topics import Tier, Topic
from index.model import Document
from index.text.clean import clean_line

MANNER = {"hedges": "Hedges", "boosters": "Boosters", "remedies": "What should be done"}
"""How it is said: the lists of `SourceView` that every form tells alike, report, page and reader, under these names."""

IN_FULL = frozenset({"remedies"})
"""Those of them whose places are sentences worth printing."""

MATRIX_FROM = 4
"""Sources from which words are also told as a table of terms by sources."""

SAID_BY = 6  # sources that are named beside a word
LONGEST = 100_000  # characters of one line: a passage of any length, but not a whole book


@dataclass(frozen=True, slots=True)
class Told:
    """A word, category or person with its places; `detail` says more, `share` (0..1) can be drawn as a bar."""

    text: str
    evidence: tuple[FarPlace, ...]
    detail: str = ""
    share: float | None = None
    parts: tuple[Told, ...] = ()  # the words of a category

    @property
    def count(self) -> int:
        return len(self.evidence)


@dataclass(frozen=True, slots=True)
class Row:
    """One list of a source; `instead` is said when it has no items but its absence means something."""

    label: str
    items: tuple[Told, ...]
    instead: str = ""
    whole: bool = False  # the places are sentences or quotations worth printing in full


def ranked(comparison: Comparison) -> tuple[SourceView, ...]:
    """The sources in the order in which they are told of: a handful as they are, more by what they say on the topic.

    First those with enough passages for a measure, by share; then the others, by passages.
    """
    if len(comparison.sources) <= HANDFUL:
        return comparison.sources

    def place(source: SourceView) -> tuple[bool, float, int]:
        measured = source.interval is not None
        return not measured, -source.share if measured else 0.0, -len(source.passages)

    return tuple(sorted(comparison.sources, key=place))


def told_alone(comparison: Comparison) -> tuple[SourceView, ...]:
    """The sources told of one by one: of more than a handful only those with a passage on the topic."""
    sources = ranked(comparison)
    return sources if len(sources) <= HANDFUL else tuple(source for source in sources if source.passages)


def short_name(place: int, of: int) -> str:
    """The short name of one of so many sources by its place, from 0: a letter of a handful, else S and its rank."""
    return chr(ord("A") + place) if of <= HANDFUL else f"S{place + 1}"


def short_names(comparison: Comparison) -> dict[str, str]:
    """A short name for each source, by document."""
    sources = ranked(comparison)
    return {source.doc: short_name(n, len(sources)) for n, source in enumerate(sources)}


def how_much(source: SourceView) -> str:
    """How much of a source is on the topic."""
    if not source.passages:
        return "No passage on this topic."
    noun = "passage" if source.passage_total == 1 else "passages"
    counts = f"{len(source.passages)} of {source.passage_total} {noun}, {source.words:,} words"
    said = f"{counts}: {source.share:.0%} of its text"
    if source.interval is None:
        return f"{said}. Too little text for statistics: facts only."
    low, high = source.interval
    return f"{said} (95 % interval {low:.0%} to {high:.0%})."


def where(source: SourceView) -> str:
    """How the passages lie in the text, in words; empty below the floor."""
    if source.dispersion is None:
        return ""
    kind = (
        "spread evenly over"
        if source.dispersion < 1 / 3
        else "in parts of"
        if source.dispersion < 2 / 3
        else "in one part of"
    )
    return f"{kind} the text (dispersion {source.dispersion:.2f}; 0 even, 1 all in one place)"


def rows(source: SourceView) -> Iterator[Row]:
    """What is told of a source on the topic, in order; nothing of one without passages."""
    if not source.passages:
        return
    doc = source.doc
    count = len(source.passages)
    yield Row(
        "Who speaks",
        tuple(Told(v.name, far(doc, v.evidence), _how(v), v.share) for v in source.speakers),
    )
    instead = "" if source.interval is None else "No word stands out in these passages."
    yield Row("Distinctive words", tuple(_word(doc, item) for item in source.distinctive), instead)
    yield Row("Only here", tuple(_word(doc, item) for item in source.only_here))
    yield Row("Frames", tuple(_group(doc, item, count) for item in source.frames))
    yield Row("Metaphors", tuple(_group(doc, item, count) for item in source.metaphors))
    for name, label in MANNER.items():
        yield Row(label, tuple(_word(doc, item) for item in getattr(source, name)), whole=name in IN_FULL)
    yield Row(
        "Who is quoted",
        tuple(Told(q.name, far(doc, q.evidence), "second-hand" if q.second_hand else "") for q in source.quotations),
        whole=True,
    )
    yield Row("Praise and worry", tuple(_group(doc, item, count) for item in source.evaluative))
    if source.unique:
        yield Row("No counterpart", (Told("passages", far(doc, source.unique)),))


def looked_for(topic: Topic) -> dict[str, tuple[str, ...]]:
    """The terms of a topic by how they came to it: what was asked for, what was fed back, what is switched off."""
    asked = tuple(term.text for term in topic.terms if term.on and term.tier is not Tier.FEEDBACK)
    fed_back = tuple(term.text for term in topic.terms if term.on and term.tier is Tier.FEEDBACK)
    off = tuple(term.text for term in topic.terms if not term.on)
    return {label: terms for label, terms in (("looked for", asked), ("fed back", fed_back), ("off", off)) if terms}


def left_out(comparison: Comparison) -> dict[str, tuple[Told, ...]]:
    """For each source that has passages on the topic: what others say there and it says nowhere."""
    short = short_names(comparison)
    found: dict[str, list[Told]] = {doc: [] for doc in short}
    for item in comparison.left_out:
        said_by = [name for doc, name in short.items() if doc in item.said_by]
        more = f" and {len(said_by) - SAID_BY} more" if len(said_by) > SAID_BY else ""
        detail = f"said by {', '.join(said_by[:SAID_BY])}{more}"
        found[item.doc].append(Told(item.term, item.evidence, detail))
    return {doc: tuple(items) for doc, items in found.items() if items}


def byline(document: Document) -> str:
    """Outlet, date and kind of a source, as far as known."""
    told = document.metadata
    return ", ".join(part for part in (told.outlet, told.date, told.kind) if part)


def line_of(far_place: FarPlace, documents: Mapping[str, Document]) -> int:
    """The line on which a place begins; 0 when its document is not at hand."""
    document = documents.get(far_place[0])
    return document.line_of(far_place[2]) if document else 0


def method(comparison: Comparison) -> str:
    """How the numbers were made, in a paragraph."""
    known = dict(comparison.params)
    return (
        "A passage is on the topic when the weights of the terms in it reach 1. "
        f"Statistics need {known['passage_floor']} passages. Intervals: Wilson, over passages as trials. "
        "Distinctive words: log-odds with an informative prior (Monroe, Colaresi and Quinn 2008) and log-odds of "
        f"passages, both at {known['z_floor']} or more, corrected for the words tried (Benjamini and Hochberg 1995). "
        f"Counterparts: cosine of TF-IDF at {known['similarity_floor']} or more. "
        "Frames, stance, metaphors, remedies and words of praise and worry are hits of word lists: no verdict."
    )


def one_line(text: str) -> str:
    """Text from anywhere as one clean line."""
    return clean_line(" ".join(text.split()), limit=LONGEST)


def far(doc: str, places: Iterable[Place]) -> tuple[FarPlace, ...]:
    return tuple((doc, *place) for place in places)


def _how(voice: Voice) -> str:
    """How the name of a speaker is known; nothing of one who is not named."""
    return ", ".join(evidence for evidence, _ in voice.how if evidence != voice.name)


def _word(doc: str, item: Found) -> Told:
    parts = tuple(Told(form.term, far(doc, form.evidence)) for form in item.forms)
    also = ", ".join(f"{form.term} {form.count}" for form in item.forms)
    details = (
        f"z {item.z:.1f}" if item.z is not None else "",
        f"also {also}" if also else "",
        "negated" if item.negated else "",
    )
    return Told(item.term, far(doc, item.evidence), "; ".join(filter(None, details)), parts=parts)


def _group(doc: str, item: Group, passages: int) -> Told:
    detail = f"in {item.passages} of {passages} passages"
    words = tuple(_word(doc, term) for term in item.terms)
    return Told(item.name, far(doc, item.evidence), detail, item.passages / passages, words)
