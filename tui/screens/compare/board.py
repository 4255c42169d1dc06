"""All topics by all sources at a glance: in each cell the share, in shade and per cent, and where in the text it lies.

The reader's own and the shipped topics first, suggestions below them; topics that no source is on are only counted.
Typing filters; words that fit no topic become one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from index.compare import Origin, SourceView, Topic, TopicCoverage
from index.compare.telling import short_name
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.compare.choosing import Go
from tui.screens.compare.rows import Cell, Cells, Column, Row, far, number, short
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.cells import width
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt
from tui.widgets.spark import shade, strip

NAMED = 15  # cells of a source from which its name stands over them
LEAST, MOST = 9, 46  # cells of a source: shade and per cent; with passages and strip


@dataclass(frozen=True)
class BoardWays:
    """Where the board leads: to a comparison (of a topic, on a source), to the terms, to other topics and sources."""

    go: Callable[[Topic, str], Awaitable[None]]
    words: Go
    topic: Callable[[], Awaitable[None]]
    sources: Callable[[], Awaitable[None]]
    terms: Callable[[Topic], Awaitable[None]]
    delete: Callable[[Topic], Awaitable[None]]
    undo: Callable[[], Awaitable[None]]


def room_of(total: int, sources: int) -> tuple[int, int]:
    """Cells of a topic's name and of a source."""
    name = min(46, max(18, total // 4))
    return name, min(MOST, max(LEAST, (total - name - 3) // max(1, sources)))


def cell_of(source: SourceView, cells: int, topic: str) -> Cell:
    """One source on one topic: shade and per cent, passages and strip where they fit."""
    places = far(source, source.passages)
    if not places:
        return Cell("       –".ljust(cells), (), "", "dim")
    text = f" {shade(source.share)}{source.share:5.0%}"
    if cells >= 13:
        text += f"{len(places):>3}p"
    if cells >= 19:
        text += f" ▏{strip(source.strip, min(26, cells - 16))}▕"
    return Cell(text.ljust(cells), places, f"{topic} in {source.title}")


def rows_of(coverage: Sequence[TopicCoverage], total: int) -> list[Row]:
    """The board in rows: topics that a source is on, suggestions below a head, and how many topics are nowhere."""
    covered = [row for row in coverage if row.covered]
    known = [row for row in covered if row.topic.origin is not Origin.SUGGESTED]
    suggested = [row for row in covered if row.topic.origin is Origin.SUGGESTED]
    known.sort(key=lambda row: row.topic.origin is not Origin.OWN)
    rows = [_row(row, total) for row in known]
    if suggested:
        rows += [Row()] if rows else []
        rows.append(Row((("suggested: phrases that at least two of these sources share", "dim"),)))
        rows += [_row(row, total) for row in suggested]
    silent = len(coverage) - len(covered)
    if silent:
        rows += [Row(), Row(((f"  {number(silent, 'topic')} more: no passage in these sources", "dim"),))]
    return rows


def _row(row: TopicCoverage, total: int) -> Row:
    name, cells = room_of(total, len(row.sources))
    own = "* " if row.topic.origin is Origin.OWN else "  "
    lead = f"{own}{short(row.topic.name, name - 3)}"
    about = " ".join((row.topic.name, *row.topic.strong[:40]))
    return Row(
        ((lead + " " * (name - width(lead)), ""),), about=about, key=row.topic.id, grid=True,
        cells=Cells(len(row.sources), lambda at: cell_of(row.sources[at], cells, row.topic.name)),
    )  # fmt: skip


class Board(Keyed):
    """Topics by sources. `standing` is the row and the cell to begin on."""

    def __init__(
        self, session: Session, coverage: Sequence[TopicCoverage], ways: BoardWays, standing: tuple[str, int] = ("", 0)
    ) -> None:
        super().__init__(session)
        self._coverage = coverage
        self._ways = ways
        self._standing = standing
        self.doers |= {
            **moves(lambda: self._table),
            "list.choose": lambda _: self._choose(),
            "list.pick": self._pick,
            "find.open": lambda _: self._find(),
            "compare.left": lambda p: self._aside(-p.times),
            "compare.right": lambda p: self._aside(p.times),
            "compare.topic": lambda _: ways.topic(),
            "compare.sources": lambda _: ways.sources(),
            "compare.terms": lambda _: self._with_topic(ways.terms),
            "topics.delete": lambda _: self._with_topic(ways.delete),
            "terms.undo": lambda _: ways.undo(),
        }

    @property
    def place(self) -> str:
        return "overview"

    @property
    def _table(self) -> Column:
        return self.query_one(Column)

    @property
    def standing(self) -> tuple[str, int]:
        """The row and the cell of the bar."""
        return self._table.cursor_key or "", self._table.cell

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield Head(id="names")
        yield Column(id="topics")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self.set_focus(self._table)
        self._lay_out()
        if self._standing[0]:
            self._table.go_key(self._standing[0])
            self._table.go_cell(self._standing[1])
        self.call_after_refresh(self._names)
        self.show_hints()

    def on_resize(self) -> None:
        self._lay_out()
        self.call_after_refresh(self._names)

    def renew(self, coverage: Sequence[TopicCoverage]) -> None:
        """Show other topics."""
        self._coverage = coverage
        self._lay_out()

    def _lay_out(self) -> None:
        self._table.set_values(rows_of(self._coverage, self.app.size.width), keep=True)
        self._names()

    def _names(self) -> None:
        """The heads: what a cell says, and the names of the sources over their cells."""
        sources = self._coverage[0].sources if self._coverage else ()
        first, last = self._table.window()
        note = "share of the source's words"
        if sources and room_of(self.app.size.width, len(sources))[1] >= 19:
            note += ", passages, where in the text"
        if last - first < len(sources):
            note = f"sources {first + 1}-{last} of {len(sources)}"
        if sources and room_of(self.app.size.width, len(sources))[1] < NAMED:
            at = min(self._table.cell, len(sources) - 1)
            note = short(f"{short_name(at, len(sources))} {sources[at].title}", self.app.size.width - 24)
        self.query_one("#head", Head).show("Topics by sources", note, True)
        name, cells = room_of(self.app.size.width, len(sources))
        titles = (
            f" {short_name(place, len(sources))} {short(source.title, cells - 4)}"
            if cells >= NAMED
            else f"  {short_name(place, len(sources))}"
            for place, source in enumerate(sources[first:last], first)
        )
        shown = "".join(title + " " * (cells - width(title)) for title in titles)
        self.query_one("#names", Head).show(" " * name + shown)

    def _aside(self, step: int) -> None:
        if self._table.move_cell(step):
            self._names()

    @property
    def _row(self) -> TopicCoverage | None:
        """The topic under the bar."""
        key = self._table.cursor_key
        return next((row for row in self._coverage if row.topic.id == key), None)

    async def _with_topic(self, do: Callable[[Topic], Awaitable[None]]) -> None:
        if (row := self._row) is not None:
            await do(row.topic)

    async def _choose(self) -> None:
        if (row := self._row) is not None:
            await self._ways.go(row.topic, row.sources[min(self._table.cell, len(row.sources) - 1)].doc)

    async def _pick(self, press: Press) -> None:
        if self._table.go_visible(int(press.letter)):
            await self._choose()

    def _find(self) -> None:
        table = self._table

        async def accept(text: str) -> bool:
            if table.count:
                return True
            typed("")
            self.asker.close()
            if text.strip():
                await self._ways.words(text.strip())
            return True

        def typed(text: str) -> None:
            found = table.filter(text)
            table.EMPTY = f"no topic is called so: Enter compares on “{text.strip()}”"
            self.asker.say(number(found, "topic") if text.strip() else "")

        self.ask(Asking("filter", "filter ", accept, typed, lambda: typed(""), rows=table))

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._choose()
