"""The views in lists: the words of a source on the topic, its frames with their words, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from index.compare import Found, Group, LeftOut, SourceView
from index.compare.telling import MANNER, ranked
from tui.screens.compare.rows import FLOOR, Row, Section, counted, far, number, said, short
from tui.screens.compare.side import Side
from tui.screens.flow import flowed
from tui.widgets.spark import bar

MOST = 12
"""Words of a list of hedges or boosters and their like."""


def word(source: SourceView, item: Found, room: int, note: str) -> Row:
    """A word with how often it stands in how many passages; `note` says what is special about it."""
    told = f"{item.count} in {number(item.passages, 'passage')}" if room >= 44 else str(item.count)
    if note and room >= 52:
        told = f"{note}  {told}"
    return counted(
        f"{item.term}{' (negated)' if item.negated else ''}", far(source, item.evidence), item.term, told, room
    )


def words(side: Side) -> list[Section]:
    """The words of a source on the topic, list by list."""
    source, room = side.source, side.room

    def listed(items: Sequence[Found]) -> tuple[Row, ...]:
        return tuple(word(source, item, room, "") for item in items[:MOST])

    def grouped(name: str, groups: Sequence[Group]) -> tuple[Row, ...]:
        return tuple(row for group in groups for row in _group(source, group, name, room))

    distinctive = tuple(
        word(source, item, room, f"z {item.z:.1f}" if item.z is not None else "") for item in source.distinctive
    )
    if not distinctive and source.passages:
        few = f"facts only: {number(len(source.passages), 'passage')}, and a measure needs {FLOOR}"
        distinctive = said(few if side.few else "no word stands out by words and by passages both", room, "  ")
    return [
        Section("words that stand out", distinctive),
        Section("only here, of these sources", listed(source.only_here)),
        Section("metaphors", grouped("metaphors", source.metaphors)),
        Section("praise and worry: words, no verdict", grouped("praise and worry", source.evaluative)),
        *(Section(label.lower(), listed(getattr(source, name))) for name, label in MANNER.items()),
    ]


def _group(source: SourceView, group: Group, name: str, room: int) -> list[Row]:
    row = counted(group.name, far(source, group.evidence), f"{name}: {group.name}", str(group.count), room)
    return [row, *_terms(group.terms, room)]


def _terms(terms: Sequence[Found], room: int) -> list[Row]:
    return [Row((("    ", ""), *line)) for line in flowed([(_names(terms), "dim")], max(8, room - 8))]


def _names(terms: Sequence[Found]) -> str:
    return ", ".join(f"{term.term} {term.count}" if term.count > 1 else term.term for term in terms[:8])


def order_of_frames(sources: Sequence[SourceView]) -> list[str]:
    """The names of all frames, those that most of the passages of these sources take up first."""
    weight: dict[str, float] = {}
    for source in sources:
        for group in source.frames:
            weight[group.name] = weight.get(group.name, 0.0) + group.passages / max(1, len(source.passages))
    return sorted(weight, key=lambda name: (-weight[name], name))


def frames(side: Side, most: int) -> tuple[Row, ...]:
    """The first `most` frames of all sources shown, each with the passages that take it up here."""
    groups = {group.name: group for group in side.source.frames}
    names = order_of_frames(side.beside)[:most]
    return tuple(frame(side, name, groups.get(name)) for name in names)


def frame(side: Side, name: str, group: Group | None) -> Row:
    """A frame with a bar and in how many of the passages it is; a point where it is in none."""
    if group is None:
        return Row(((f"  {short(name, side.room - 6)}", "dim"),), ((" .", "dim"),))
    of = len(side.source.passages)
    drawn = "" if side.few else bar(group.passages / max(1, of), max(0, min(16, side.room - 42)))
    told = f"{drawn} {group.passages} of {of}"
    return counted(name, far(side.source, group.evidence), f"frame: {name}", told, side.room)


def every_frame(side: Side) -> list[Section]:
    """Which side of the matter the passages take up, and the words that say so; a section a frame."""
    groups = {group.name: group for group in side.source.frames}
    names = order_of_frames(side.beside)
    if not names:
        return [Section("", said("no frame words in these passages", side.room))]
    found = []
    for name in names:
        group = groups.get(name)
        rows = [frame(side, name, group), *(_terms(group.terms, side.room) if group is not None else ())]
        found.append(Section("", tuple(rows)))
    return found


def left_out(side: Side) -> list[Section]:
    """What others say on the topic and this source nowhere says; and what only this source says."""
    comparison, source, room = side.comparison, side.source, side.room
    missing = tuple(_missing(side, item) for item in comparison.left_out if item.doc == source.doc)
    if not missing:
        told = "nothing that several passages of the others say is missing here"
        missing = said(told if source.passages else "all of it: this source says nothing on the topic", room, "  ")
    alone = far(source, source.unique)
    unique: tuple[Row, ...] = ()
    if alone:
        count = number(len(alone), "passage")
        unique = (counted(count, alone, "passages without a counterpart", f"of {len(source.passages)}", room),)
    return [
        Section("said by others, nowhere in this source", missing),
        Section("no counterpart in any other source", unique),
    ]


def _missing(side: Side, item: LeftOut) -> Row:
    said_by = [side.names[source.doc] for source in ranked(side.comparison) if source.doc in item.said_by]
    by = " ".join(said_by[:6]) + (" …" if len(said_by) > 6 else "")
    told = f"said by {by}  {item.count:>3}" if side.room >= 36 else f"{by}  {item.count}"
    return counted(item.term, item.evidence, item.term, told, side.room)
