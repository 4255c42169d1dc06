"""A source's side of a comparison as rows: every number is a row that opens its evidence.

Pure functions from a `SourceView` to rows, so that what is claimed on screen can be tested without one. No statistic is
shown that the evidence cannot carry; where there are too few passages the facts stand alone and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.compare import Comparison, FarPlace, Found, Group, LeftOut, Place, SourceView
from index.model import DocumentInfo
from tui.screens.flow import flowed
from tui.widgets.line_list import Item, LineList, Part
from tui.widgets.spark import strip

FLOOR = 3
"""Passages a source needs before anything statistical is said about it."""

BAR = "━"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a column. With `evidence` it can be chosen; a `head` is bold, other rows are only read."""

    parts: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    evidence: tuple[FarPlace, ...] = ()
    about: str = ""  # what the evidence is evidence of
    head: bool = False
    key: str = ""


class Column(LineList[Row]):
    """The rows of one source."""

    EMPTY = ""

    def item_of(self, value: Row) -> Item:
        dead = not value.evidence
        return Item(value.key, value.parts, value.right, head=dead, quiet=dead and not value.head)


def titled(source: SourceView, width: int) -> list[Row]:
    """The title above the rows of a source, where several sources share one column."""
    title = source.title if len(source.title) <= width else source.title[: width - 1].rstrip() + "…"
    return [Row(((title, "strong"),), head=True)]


def known(info: DocumentInfo | None) -> str:
    """Outlet, date and kind of a source, as far as they are known."""
    return " · ".join(part for part in (info.outlet, info.date, info.kind) if part) if info is not None else ""


def overview(comparison: Comparison, source: SourceView, info: DocumentInfo | None, width: int) -> list[Row]:
    """How much, where, who, and the first few of everything else."""
    rows = [Row(((line, "dim"),)) for line in (known(info),) if line]
    if not source.passages:
        return [*rows, Row(), Row((("nothing on this topic in this source", "dim"),))]
    places = _far(source, source.passages)
    count = len(source.passages)
    few = count < FLOOR
    rows += [
        Row(),
        _row(f"{_number(count, 'passage')} of {source.passage_total}", places, "passages on the topic"),
        Row(((f"{source.words} of {source.word_total} words", ""), (_share(source), "dim"))),
        Row((("where ", "dim"), ("|" + strip(source.strip, min(40, max(10, width - 8))) + "|", ""))),
    ]
    if few:
        rows += _said(f"facts only: {_number(count, 'passage')} cannot carry a statistic", width)
    rows += _section("who speaks", (
        _row(voice.name, _far(source, voice.evidence), f"passages of {voice.name}",
             f"{voice.share:.0%}" if not few else _number(voice.count, "passage"))
        for voice in source.speakers[:5]
    ))  # fmt: skip
    rows += _section("frames", (_frame(source, group, width) for group in source.frames[:5]))
    if source.distinctive:
        rows += _section("distinctive here", (_word(source, word, width) for word in source.distinctive[:5]))
    rows += _section("only here", (_word(source, word, width) for word in source.only_here[:5]))
    rows += _section("quoted", (
        _row(quoted.name + (", second-hand" if quoted.second_hand else ""), _far(source, quoted.evidence),
             f"quotations of {quoted.name}", str(quoted.count))
        for quoted in source.quotations[:5]
    ))  # fmt: skip
    rows += _section(
        "manner", (_row(name, _far(source, places), name, str(len(places))) for name, places in _manner(source))
    )
    return rows


def compact(source: SourceView, info: DocumentInfo | None, width: int) -> list[Row]:
    """The overview of a source in a few rows, so that several sources fit on a small screen one below the other."""
    rows = [Row(((source.title, "strong"), (f"  {known(info)}" if known(info) else "", "dim")), head=True)]
    if not source.passages:
        return [*rows, Row((("  nothing on this topic in this source", "dim"),))]
    count = len(source.passages)
    said = f"{count} of {source.passage_total} passages, {source.words} words{_share(source)}"
    if count < FLOOR:
        said = f"{count} of {source.passage_total} passages, {source.words} words: facts only"
    rows.append(_list("on it", said, _far(source, source.passages), "passages on the topic"))
    rows.append(Row(((f"  {'where':<8}", "dim"), ("|" + strip(source.strip, min(40, width - 14)) + "|", ""))))
    voices = [(f"{v.name} {v.share:.0%}" if count >= FLOOR else v.name, v.evidence) for v in source.speakers]
    lists = (
        ("who", voices),
        ("frames", [(f"{group.name} {group.passages}/{count}", group.evidence) for group in source.frames[:5]]),
        ("only", [(f"{w.term} {w.count}", w.evidence) for w in (*source.distinctive, *source.only_here)[:6]]),
        ("quoted", [(f"{quoted.name} {quoted.count}", quoted.evidence) for quoted in source.quotations]),
        ("manner", [(f"{name} {len(places)}", places) for name, places in _manner(source)]),
    )
    for name, items in lists:
        if items:
            places = _far(source, (place for _, evidence in items for place in evidence))
            rows.append(_list(name, ", ".join(label for label, _ in items), places, name))
    return rows


def _list(name: str, said: str, evidence: tuple[FarPlace, ...], about: str) -> Row:
    return Row(
        ((f"  {name:<8}", "dim"), (said, "")), (), evidence, about, key=f"{evidence[0][0] if evidence else ''}\t{name}"
    )


def words(comparison: Comparison, source: SourceView, info: DocumentInfo | None, width: int) -> list[Row]:
    """The words of a source on the topic, list by list."""
    rows: list[Row] = []
    if not source.passages:
        return [Row((("nothing on this topic in this source", "dim"),))]
    if source.distinctive:
        rows += _section(
            "distinctive here, by words and by passages", (_word(source, w, width) for w in source.distinctive)
        )
    elif len(source.passages) < FLOOR:
        rows += [
            Row(),
            *_said(f"facts only: {_number(len(source.passages), 'passage')} cannot carry a statistic", width),
        ]
    else:
        rows += [Row(), *_said("no word is distinctive by words and by passages both: facts only", width)]
    rows += _section("only here, of these sources", (_word(source, w, width) for w in source.only_here))
    for name, groups in (("metaphors", source.metaphors), ("praise and worry", source.evaluative)):
        rows += _section(name, (_group(source, group, name) for group in groups))
    for name, items in (("hedges", source.hedges), ("boosters", source.boosters), ("remedies", source.remedies)):
        rows += _section(name, (_word(source, item, width) for item in items[:12]))
    return rows


def frames(comparison: Comparison, source: SourceView, info: DocumentInfo | None, width: int) -> list[Row]:
    """Which side of the matter the passages take up, and the words that say so."""
    rows: list[Row] = []
    if not source.frames:
        return [Row((("no frame words in these passages", "dim"),))]
    for group in source.frames:
        rows.append(_frame(source, group, width))
        rows += [
            Row((("    ", ""), *line))
            for line in flowed([(_names(group.terms), "dim")], max(8, width - 6))
        ]  # fmt: skip
    return rows


def left_out(comparison: Comparison, source: SourceView, info: DocumentInfo | None, width: int) -> list[Row]:
    """What others say on the topic and this source nowhere says; and what only this source says."""
    rows: list[Row] = []
    missing = [item for item in comparison.left_out if item.doc == source.doc]
    rows += _section("said by the others, nowhere here", (_missing(item) for item in missing))
    if not missing:
        rows += [Row(), *_said("nothing that several passages of the others say is missing here", width)]
    if source.unique:
        rows += _section("without a counterpart elsewhere", (
            _row(_number(len(source.unique), "passage"), _far(source, source.unique), "passages without a counterpart"),
        ))  # fmt: skip
    return rows


def small_multiples(sources: Sequence[SourceView], infos: Sequence[DocumentInfo | None]) -> list[Row]:
    """Many sources, one line each: how much, and where."""
    rows = [Row((("share  passages  where" + " " * 18 + "source", "dim"),))]
    for source, info in zip(sources, infos, strict=True):
        title = source.title + (f", {info.outlet}" if info is not None and info.outlet else "")
        line = f"{source.share:5.0%} {len(source.passages):9}  |{strip(source.strip, 20)}|  {title}"
        rows.append(
            Row(((line, ""),), (), _far(source, source.passages), f"passages of {source.title}", key=source.doc)
        )
    return rows


def _far(source: SourceView, places: Iterable[tuple[int, int, int]]) -> tuple[FarPlace, ...]:
    return tuple((source.doc, *place) for place in places)


def _row(name: str, evidence: tuple[FarPlace, ...], about: str, right: str = "") -> Row:
    return Row(((f"  {name}", ""),), ((f" {right}", ""),) if right else (), evidence, about, key=f"{about}\t{name}")


def _section(name: str, rows: Iterable[Row]) -> list[Row]:
    found = list(rows)
    return [Row(), Row(((name, "dim"),)), *found] if found else []


def _word(source: SourceView, word: Found, width: int) -> Row:
    counts = f"{word.count} in {_number(word.passages, 'passage')}" if width >= 40 else f"{word.count}"
    negated = " (negated)" if word.negated else ""
    return _row(f"{word.term}{negated}", _far(source, word.evidence), word.term, counts)


def _group(source: SourceView, group: Group, name: str) -> Row:
    words = f"{group.name}: {_names(group.terms)}"
    return _row(words, _far(source, group.evidence), f"{name}: {group.name}", str(group.count))


def _frame(source: SourceView, group: Group, width: int) -> Row:
    of = len(source.passages)
    room = max(0, min(16, width - 40))
    bar = (BAR * round(room * group.passages / max(1, of))).ljust(room)
    return _row(group.name, _far(source, group.evidence), f"frame: {group.name}", f"{bar} {group.passages} of {of}")


def _missing(item: LeftOut) -> Row:
    return Row(((f"  {item.term}", ""),), ((f" {item.count}", ""),), item.evidence, item.term, key=f"left\t{item.term}")


def _manner(source: SourceView) -> list[tuple[str, tuple[Place, ...]]]:
    """How it is said: hedges, boosters and remedies, each with all its places."""
    lists = (("hedges", source.hedges), ("boosters", source.boosters), ("remedies", source.remedies))
    return [(name, tuple(place for item in items for place in item.evidence)) for name, items in lists if items]


def _share(source: SourceView) -> str:
    share = f", {source.share:.0%} of the source"
    if source.interval is None:
        return share
    low, high = source.interval
    return f"{share} ({low:.0%} to {high:.0%})"


def _said(text: str, width: int) -> list[Row]:
    return [Row(line) for line in flowed([(text, "dim")], max(8, width - 2))]


def _names(terms: Sequence[Found]) -> str:
    return ", ".join(f"{term.term} {term.count}" if term.count > 1 else term.term for term in terms[:8])


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
