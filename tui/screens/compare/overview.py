"""The overview of a source: how much of it is on the topic and where, who says it, and the first few of all else.

Pure functions from a `SourceView`, so that what is claimed on screen can be tested without one. The same frame stands
on the same row for every source, so that its numbers are read across.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.compare import Place, SourceView
from index.compare.telling import MANNER, where
from tui.screens.compare.lists import frames, word
from tui.screens.compare.rows import FLOOR, Cell, Row, Section, counted, far, number, said, short
from tui.screens.compare.side import Side
from tui.widgets.cells import width
from tui.widgets.spark import strip

NOTHING = "nothing on this topic in this source"

NAMES = ("who speaks", "who is quoted", "frames, in passages", "words that stand out or are only here", "manner")


def overview(side: Side) -> list[Section]:
    """How much, where, who says it, who is quoted, frames, words and manner."""
    source, room = side.source, side.room
    if not source.passages:
        return [Section("", said(NOTHING, room)), *(Section(name, ()) for name in ("", *NAMES))]
    lists = (_speakers(side), _quoted(side), frames(side, side.most), _words(side), _manner(side))
    return [
        Section("", how_much(side)),
        Section("", (Row((("  " + _strip(source, min(40, room - 6)), ""),)),)),
        *(Section(name, rows) for name, rows in zip(NAMES, lists, strict=True)),
    ]


def how_much(side: Side) -> tuple[Row, ...]:
    """The size of what is on the topic, what that can carry, and how it lies in the text."""
    source = side.source
    places = far(source, source.passages)
    size = f"{number(len(places), 'passage')} of {source.passage_total}, {source.words} of {source.word_total} words"
    first = counted(size, places, "passages on the topic", f"{source.share:.0%}", side.room)
    if source.interval is None:
        told = f"facts only: {number(len(places), 'passage')}, and a measure needs {FLOOR}"
    else:
        low, high = source.interval
        told = f"{low:.0%} to {high:.0%} at 95 %, {where(source).partition(' (')[0]}"
    return (first, *said(told, side.room, "  "))


def _strip(source: SourceView, room: int) -> str:
    return f"▏{strip(source.strip, max(8, room))}▕"


def _speakers(side: Side) -> tuple[Row, ...]:
    source = side.source
    rows = []
    for voice in source.speakers[: side.most]:
        told = number(voice.count, "passage")
        if not side.few:
            told += f"  {voice.share:4.0%}"
        name = ("~" if all(how == "carried" for how, _ in voice.how) else "") + voice.name
        if voice.name == "unknown":
            name = "not said by whom"
        rows.append(counted(name, far(source, voice.evidence), _by(voice.name), told, side.room))
    return tuple(rows)


def _by(name: str) -> str:
    """What the passages of a speaker are evidence of."""
    return "passages without a speaker" if name == "unknown" else f"passages of {name}"


def _quoted(side: Side) -> tuple[Row, ...]:
    source = side.source
    return tuple(
        counted(("not said who" if quoted.name == "unknown" else quoted.name)
                + (" (second-hand)" if quoted.second_hand and quoted.name != "unknown" else ""),
                far(source, quoted.evidence), f"quotations of {quoted.name}", str(quoted.count), side.room)
        for quoted in source.quotations[: side.most]
    )  # fmt: skip


def _words(side: Side) -> tuple[Row, ...]:
    found = [word(side.source, item, side.room, "stands out") for item in side.source.distinctive[: side.most]]
    found += [word(side.source, item, side.room, "") for item in side.source.only_here[: side.most - len(found)]]
    return tuple(found)


def manner(source: SourceView) -> list[tuple[str, tuple[Place, ...]]]:
    """How it is said: hedges, boosters and the like, each with all its places."""
    return [(name, tuple(place for item in getattr(source, name) for place in item.evidence)) for name in MANNER]


def _manner(side: Side) -> tuple[Row, ...]:
    return tuple(
        counted(name, far(side.source, places), name, str(len(places)), side.room)
        if places
        else Row(((f"  {name}", "dim"),), ((" .", "dim"),))
        for name, places in manner(side.source)
    )


# -- on a small screen
def compact(side: Side) -> list[Row]:
    """The overview in a few rows, so that several sources fit one below the other. Each number is a cell of its own."""
    source, count = side.source, len(side.source.passages)
    rows = [Row(((short(side.title, side.room - 1), "strong"),), ((f" {_fits(side)}", "dim"),), head=True)]
    if not count:
        return [*rows, Row(((f"   {NOTHING}", "dim"),))]
    size = f" {count} of {source.passage_total} passages, {source.words} words, {source.share:.0%} "
    after = " facts only"
    if source.interval is not None:
        after = f"({source.interval[0]:.0%} to {source.interval[1]:.0%})"
    doc = source.doc
    rows.append(
        Row(((f"  {'on topic':<9}", "dim"),), ((after + " ", "dim"),), key=f"{doc}\ton topic",
            cells=(Cell(size, far(source, source.passages), "passages on the topic"),))
    )  # fmt: skip
    rows.append(Row(((f"  {'where':<9}", "dim"), (" " + _strip(source, min(40, side.room - 16)), ""))))
    lists = (
        ("who", [
            (f"{_named(v.name)} {v.share:.0%}" if count >= FLOOR else f"{_named(v.name)} {v.count}", v.evidence,
             _by(v.name))
            for v in source.speakers
        ]),
        ("quoted", [
            (f"{_named(q.name)}{' (second-hand)' if q.second_hand else ''} {q.count}", q.evidence,
             f"quotations of {q.name}")
            for q in source.quotations
        ]),
        ("frames", [(f"{g.name} {g.passages}/{count}", g.evidence, f"frame: {g.name}") for g in source.frames]),
        ("words", [(f"{w.term} {w.count}", w.evidence, w.term) for w in (*source.distinctive, *source.only_here)]),
        ("manner", [(f"{name} {len(places)}", places, name) for name, places in manner(source) if places]),
    )  # fmt: skip
    for name, items in lists:
        if items:
            rows.append(_line(side, name, items))
    return rows


def _named(name: str) -> str:
    return "not said" if name == "unknown" else name


def _fits(side: Side) -> str:
    """What is known of the source, if it fits beside its title."""
    return side.known if width(side.known) + width(side.title) + 4 < side.room else ""


def _line(side: Side, name: str, items: Sequence[tuple[str, Sequence[Place], str]]) -> Row:
    """As many items as fit, and how many more there are."""
    room = side.room - 16
    cells: list[Cell] = []
    for text, places, about in items:
        if room < width(text) + 2 and cells:
            break
        cells.append(Cell(f" {short(text, max(6, room - 2))} ", far(side.source, places), about))
        room -= width(text) + 2
    rest = items[len(cells) :]
    if rest:
        places = [place for _, evidence, _ in rest for place in evidence]
        cells.append(Cell(f" +{len(rest)} ", far(side.source, places), f"other {name}", "dim"))
    return Row(((f"  {name:<9}", "dim"),), key=f"{side.source.doc}\t{name}", cells=tuple(cells))
