"""Which topic: typed or chosen from a list, and all topics by all sources at a glance."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from index.compare import SourceView, Topic, TopicCoverage
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.chooser import Choice, Chooser, matching
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.line_list import Item, LineList, Part
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt
from tui.widgets.spark import strip

Go = Callable[[str | Topic], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A row of the choice: a topic with its coverage, all topics (`everything`), or the words typed."""

    name: str
    topic: Topic | None = None
    note: str = ""
    everything: bool = False


class TopicList(LineList[TopicRow]):
    """Topics by name."""

    EMPTY = "type a topic in your own words"

    def item_of(self, value: TopicRow) -> Item:
        name = f"“{value.name}”" if value.topic is None and not value.everything else value.name
        return Item(value.name, ((f"  {name}", ""),), ((f" {value.note} ", "dim"),))


def choose_topic(
    session: Session,
    coverage: Callable[[], Sequence[TopicCoverage]],
    typed: str,
    go: Go,
    everything: Callable[[], Awaitable[None]],
) -> Chooser[TopicRow]:
    """Ask for a topic. `coverage` is asked anew each time: it may arrive while the reader types."""

    def rows(text: str) -> list[TopicRow]:
        known = [
            TopicRow(row.topic.name, row.topic, f"{_origin(row.topic)}{row.covered} of {len(row.sources)} sources")
            for row in coverage()
        ]
        words = text.strip()
        if not words:
            return [TopicRow("all topics by all sources", everything=True), *known] if known else []
        found = matching(words, known, lambda row: (row.name, " ".join(_terms(row.topic))))
        own = TopicRow(words, note="these words as a topic")
        if found and words.casefold() in found[0].name.casefold():
            return [found[0], own, *found[1:]]
        return [own, *found]

    async def chosen(row: TopicRow) -> None:
        if row.everything:
            await everything()
        else:
            await go(row.topic if row.topic is not None else row.name)

    return Chooser(session, Choice("topic", "Compare on ", TopicList(), rows, chosen, typed))


def _origin(topic: Topic) -> str:
    return {"suggested": "suggested, ", "own": "yours, "}.get(str(topic.origin), "")


def _terms(topic: Topic | None) -> Sequence[str]:
    return topic.strong if topic is not None else ()


class TopicTable(LineList[TopicCoverage]):
    """Topics by sources: in each cell the share of the source, its passages, and where they lie."""

    EMPTY = "no topics yet"
    NAME, CELL = 28, 22

    def room(self, sources: int) -> tuple[int, int, bool]:
        """Cells of a name and of a source, and whether the strips fit."""
        width = max(20, self.size.width or 80)
        name = min(34, max(16, width // 4))
        cell = max(6, (width - name - 2) // max(1, sources))
        return name, min(cell, 26), cell >= 14

    def item_of(self, value: TopicCoverage) -> Item:
        name, cell, strips = self.room(len(value.sources))
        title = value.topic.name if len(value.topic.name) <= name else value.topic.name[: name - 1] + "…"
        parts: list[Part] = [(title.ljust(name + 1), "")]
        parts += [(_cell(source, cell, strips), "" if source.passages else "dim") for source in value.sources]
        return Item(value.topic.id, tuple(parts))

    def searchable(self, value: TopicCoverage) -> str:
        return f"{value.topic.name} {' '.join(_terms(value.topic))}"


def _cell(source: SourceView, width: int, strips: bool) -> str:
    if not source.passages:
        return "·".center(min(width, 10)).ljust(width)
    share = f"{source.share:4.0%} {len(source.passages):>3}p"
    where = f" {strip(source.strip, min(12, width - 11))}" if strips else ""
    return f"{share}{where}"[: width - 1].ljust(width)


class Topics(Keyed):
    """All topics by all sources. `go` compares on one of them."""

    def __init__(
        self,
        session: Session,
        coverage: Sequence[TopicCoverage],
        go: Go,
        topic: Callable[[], Awaitable[None]],
        sources: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(session)
        self._coverage = sorted(coverage, key=lambda row: (str(row.topic.origin) == "suggested", -row.covered))
        self._go = go
        self.doers |= {
            **moves(lambda: self._table),
            "list.choose": lambda _: self._choose(),
            "list.pick": self._pick,
            "find.open": lambda _: self._find(),
            "compare.topic": lambda _: topic(),
            "compare.sources": lambda _: sources(),
        }

    @property
    def place(self) -> str:
        return "overview"

    @property
    def _table(self) -> TopicTable:
        return self.query_one(TopicTable)

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield Head(id="names")
        yield TopicTable(id="topics")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self._table.set_values(self._coverage)
        self.set_focus(self._table)
        self.query_one("#head", Head).show("Topics by sources", "share of the source, passages, where", True)
        self.call_after_refresh(self._names)
        self.show_hints()

    def on_resize(self) -> None:
        self._names()

    def _names(self) -> None:
        if not self._coverage:
            return
        sources = self._coverage[0].sources
        name, cell, _ = self._table.room(len(sources))
        titles = "".join(source.title[: cell - 2].ljust(cell) for source in sources)
        self.query_one("#names", Head).show(" " * (name + 1) + titles)

    async def _choose(self) -> None:
        row = self._table.cursor_value
        if row is not None:
            await self._go(row.topic)

    async def _pick(self, press: Press) -> None:
        if self._table.go_visible(int(press.letter)):
            await self._choose()

    def _find(self) -> None:
        async def accept(_text: str) -> bool:
            return self._table.count > 0

        def typed(text: str) -> None:
            self._table.filter(text)

        self.ask(Asking("filter", "filter ", accept, typed, lambda: typed(""), rows=self._table))

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._choose()
