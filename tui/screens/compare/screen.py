"""What each source says on one topic, side by side.

It owns which view is shown, which sources stand beside each other, which column has the bar, and how passages walk
together. Two columns from 120 cells, three from 180, one below; the passages view then stacks two panes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from index.compare import Comparison, FarPlace, SourceView
from index.errors import ExcerptError
from index.model import Document, Span
from tui.keymap import Press
from tui.screens.compare import rows as rowsets
from tui.screens.compare.evidence import EvidencePane
from tui.screens.compare.passages import Counterpart, counterpart, passage_rows, shared_spans
from tui.screens.compare.rows import Column, Row
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt

TABS = ("Overview", "Passages", "Words", "Frames", "Left out", "Evidence")
TWO, THREE = 120, 180
COLUMNS = 3


@dataclass(frozen=True)
class Ways:
    """Where the comparison leads: `open` a document on a span, `topic` asks for another, `topics` shows all of them."""

    open: Callable[[str, Span], Awaitable[None]]
    topic: Callable[[], Awaitable[None]]
    topics: Callable[[], Awaitable[None]]
    sources: Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Standing:
    """Where in a comparison the reader stands, to come back to."""

    tab: int = 0
    first: int = 0
    column: int = 0
    row: str = ""
    at: tuple[tuple[str, int], ...] = ()
    about: str = ""
    places: tuple[FarPlace, ...] = ()
    came_from: int = 0


class ComparisonScreen(Keyed):
    """One comparison and the documents it is of."""

    DEFAULT_CSS = """
    ComparisonScreen #columns { layout: horizontal; height: 1fr; }
    ComparisonScreen #columns.stacked { layout: vertical; }
    ComparisonScreen .side { width: 1fr; height: 1fr; margin: 0 2 0 0; }
    """

    def __init__(
        self, session: Session, comparison: Comparison, documents: dict[str, Document], ways: Ways,
        standing: Standing | None = None,
    ) -> None:  # fmt: skip
        super().__init__(session)
        self.comparison = comparison
        self.documents = documents
        self._ways = ways
        with_passages = [source for source in comparison.sources if source.passages]
        self.sources: list[SourceView] = with_passages or list(comparison.sources)
        self.tab = 0
        self._first = 0  # the number of the source in the first column
        self._column = 0  # the column that has the bar
        self._locked = True
        self._at: dict[str, int] = {source.doc: source.passages[0][0] for source in with_passages}
        self._notes: dict[str, Counterpart] = {}
        self.evidence = EvidencePane(session)
        self._row = ""
        if standing is not None:
            self.tab, self._first, self._column = standing.tab, standing.first, standing.column
            self._row = standing.row
            self._at |= dict(standing.at)
            self.evidence.show(standing.about, standing.places, documents, standing.came_from)
        self.doers |= {
            **moves(lambda: self._bar),
            "move.down": lambda p: self._rows(p.times),
            "move.up": lambda p: self._rows(-p.times),
            "move.page_down": lambda p: self._pages(p.times),
            "move.page_up": lambda p: self._pages(-p.times),
            "select.left": lambda p: self._side(-p.times),
            "select.right": lambda p: self._side(p.times),
            "compare.next": lambda p: self._walk(p.times, together=True),
            "compare.previous": lambda p: self._walk(-p.times, together=True),
            "compare.next_here": lambda p: self._walk(p.times, together=False),
            "compare.previous_here": lambda p: self._walk(-p.times, together=False),
            "compare.lock": lambda _: self._lock(),
            "compare.tab": lambda p: self.show_tab(int(p.letter) - 1),
            "compare.next_tab": lambda _: self.show_tab((self.tab + 1) % len(TABS)),
            "compare.previous_tab": lambda _: self.show_tab((self.tab - 1) % len(TABS)),
            "compare.evidence": lambda _: self._choose(),
            "list.choose": lambda _: self._choose(),
            "compare.topic": lambda _: ways.topic(),
            "compare.topics": lambda _: ways.topics(),
            "compare.sources": lambda _: ways.sources(),
            "excerpt.save": self._save,
        }

    # -- what there is
    @property
    def place(self) -> str:
        return "evidence" if TABS[self.tab] == "Evidence" else "comparison"

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield Head(id="tabs")
        with Container(id="columns"):
            for number in range(COLUMNS):
                with Vertical(id=f"side-{number}", classes="side"):
                    yield Head(id=f"name-{number}")
                    yield Column(id=f"column-{number}")
        yield self.evidence
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self.refresh_columns()
        if self._row:
            self.call_after_refresh(self._bar.go_key, self._row)

    @property
    def standing(self) -> Standing:
        """Where the reader stands."""
        return Standing(
            self.tab, self._first, self._column, self._bar.cursor_key or "", tuple(self._at.items()),
            self.evidence.about, tuple(self.evidence.places), self.evidence.came_from,
        )  # fmt: skip

    @property
    def _stacked(self) -> bool:
        return self.app.size.width < TWO

    @property
    def _count(self) -> int:
        """How many columns there is room for."""
        if self._stacked:
            return min(2, len(self.sources)) if self.tab == 1 else 1
        return min(3 if self.app.size.width >= THREE else 2, len(self.sources))

    @property
    def _many(self) -> bool:
        return len(self.sources) > COLUMNS

    @property
    def _columns(self) -> list[Column]:
        return [self.query_one(f"#column-{number}", Column) for number in range(COLUMNS)]

    @property
    def _bar(self) -> Column:
        """The list that has the bar."""
        return self.evidence.list if self.tab == 5 else self._columns[self._column]

    @property
    def _shown(self) -> list[SourceView]:
        """The sources in the columns, from the left."""
        return self.sources[self._first : self._first + self._count]

    @property
    def _width(self) -> int:
        """Cells of a column's text."""
        count = 1 if self._stacked else max(1, self._count)
        return max(16, self.app.size.width // count - 4)

    # -- showing
    def show_tab(self, number: int) -> None:
        """Show a view: a number of TABS."""
        if not 0 <= number < len(TABS):
            return
        if number == 5 and not self.evidence.about:
            self.say("no evidence yet: Enter on a row with a number opens it")
            return
        self.tab = number
        self._column = min(self._column, max(0, self._count - 1))
        self.refresh_columns()

    def refresh_columns(self) -> None:
        """Lay out the columns of the view."""
        evidence = self.tab == 5
        self.evidence.display = evidence
        container = self.query_one("#columns", Container)
        container.display = not evidence
        container.set_class(self._stacked, "stacked")
        if evidence:
            self.evidence.lay_out()
        else:
            contents = self._contents()
            for number, column in enumerate(self._columns):
                self.query_one(f"#side-{number}").display = number < len(contents)
                if number < len(contents):
                    column.set_values(contents[number], keep=True)
            if self.tab == 1:
                self._align()
        self.set_focus(self._bar, scroll_visible=False)
        self.show_heads()
        self.show_hints()

    def _contents(self) -> list[list[Row]]:
        """The rows of each column."""
        infos = {source.doc: self.session.shelf.info(source.doc) for source in self.sources}
        width = self._width
        if self.tab == 1:
            return [self._passages(source) for source in self._shown]
        if self.tab == 0 and self._many and self._stacked:
            return [
                rowsets.small_multiples(self.comparison_of(self.sources), [infos[s.doc] for s in self.sources], width)
            ]
        make = {
            0: rowsets.compact if self._stacked else rowsets.overview,
            2: rowsets.words,
            3: rowsets.frames,
            4: rowsets.left_out,
        }[self.tab]
        if not self._stacked:
            return [make(self.comparison, source, infos[source.doc], width) for source in self._shown]
        stacked: list[Row] = []
        for source in self.sources:
            if stacked:
                stacked.append(Row())
            if self.tab:
                stacked += rowsets.titled(source, infos[source.doc], width)
            stacked += make(self.comparison, source, infos[source.doc], width)
        return [stacked]

    def comparison_of(self, sources: Sequence[SourceView]) -> Comparison:
        """The comparison with only some of its sources."""
        return Comparison(self.comparison.topic, tuple(sources))

    def _passages(self, source: SourceView) -> list[Row]:
        document = self.documents[source.doc]
        hits = [(start, end) for _, start, end in source.hits]
        current = self._at.get(source.doc, -1)
        pairs = [pair for pair in self.comparison.pairs if (source.doc, current) in (pair.a[:2], pair.b[:2])]
        note = self._notes[source.doc].said if source.doc in self._notes else ""
        paired = {place[1] for pair in self.comparison.pairs for place in (pair.a, pair.b) if place[0] == source.doc}
        marked = {"mark": shared_spans(document, source, pairs), "strong": hits}
        return passage_rows(document, source, self._width, current, note, marked, paired)

    def _align(self) -> None:
        for column, source in zip(self._columns, self._shown, strict=False):
            # The rows are laid out before the column knows its height, on the first time it is shown.
            self.call_after_refresh(column.go_top, str(self._at.get(source.doc, "")))

    def show_heads(self) -> None:
        every, topic = self.comparison.sources, self.comparison.topic
        origin = {"typed": "typed", "suggested": "suggested", "own": "your topic"}.get(str(topic.origin), "topic")
        passages = sum(len(source.passages) for source in every)
        found = f"{passages} passages in {sum(bool(source.passages) for source in every)} of {len(every)} sources"
        self.query_one("#head", Head).show(f"{topic.name} ({origin})", found, True)
        names = "   ".join(f"[{n} {name}]" if n - 1 == self.tab else f"{n} {name}" for n, name in enumerate(TABS, 1))
        lock = "scroll lock" if self._locked and self.tab == 1 else ""
        more = (
            f"sources {self._first + 1}–{self._first + self._count} of {len(self.sources)}"
            if not self._stacked and len(self.sources) > self._count
            else ""
        )
        together = self._stacked and self.tab != 1
        for number, source in enumerate(self._shown):
            name = self.query_one(f"#name-{number}", Head)
            name.display = not together
            name.show(source.title, "", number == self._column)
        self.query_one("#tabs", Head).show(names, "  ".join(part for part in (lock, more) if part))

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted and self._columns:
            self._first = min(self._first, max(0, len(self.sources) - self._count))
            self._column = min(self._column, max(0, self._count - 1))
            self.refresh_columns()

    # -- keys
    def _rows(self, count: int) -> None:
        if self.tab != 1:
            self._bar.move(count)
            return
        for number, column in enumerate(self._columns[: self._count]):
            if self._locked or number == self._column:
                column.scroll_lines(count)

    def _pages(self, count: int) -> None:
        if self.tab != 1:
            self._bar.page(count)
        else:
            self._rows(count * max(1, self._bar.size.height - 2))

    def _side(self, step: int) -> None:
        """The bar to another column; past the edge, the next source comes in."""
        target = self._column + step
        if 0 <= target < self._count:
            self._column = target
            self.set_focus(self._bar, scroll_visible=False)
            self.show_heads()
            return
        first = min(max(0, self._first + (1 if step > 0 else -1)), max(0, len(self.sources) - self._count))
        if first != self._first:
            self._first = first
            self.refresh_columns()

    def _walk(self, step: int, together: bool) -> None:
        """Another passage in this column; `together`: the others go to its counterpart."""
        if self.tab != 1:
            self.show_tab(1)
            return
        shown = self._shown
        if not shown:
            return
        source = shown[self._column]
        numbers = [passage for passage, _, _ in source.passages]
        if not numbers:
            return
        at = numbers.index(self._at[source.doc]) if self._at.get(source.doc) in numbers else -1
        if not 0 <= at + step < len(numbers):
            self.say(
                "this is the last passage on the topic here"
                if step > 0
                else "this is the first passage on the topic here"
            )
            return
        self._at[source.doc] = numbers[at + step]
        self._notes.pop(source.doc, None)
        if together:
            for other in self.sources:
                if other.doc != source.doc:
                    found = counterpart(self.comparison, source.doc, numbers[at + step], other.doc)
                    self._notes[other.doc] = found
                    if found.passage is not None:
                        self._at[other.doc] = found.passage
        self.refresh_columns()

    def _lock(self) -> None:
        self._locked = not self._locked
        self.show_heads()
        self.say("the columns scroll together" if self._locked else "each column scrolls alone")

    async def _choose(self) -> None:
        """Enter: the evidence of a number, the document of a piece of evidence or a passage."""
        if self.tab == 5:
            place = self.evidence.chosen
            if place is not None:
                await self._open(place)
            return
        row = self._bar.cursor_value
        if row is None or not row.evidence:
            return
        if self.tab == 1:
            await self._open(row.evidence[0])
        else:
            self.evidence.show(row.about, row.evidence, self.documents, self.tab)
            self.show_tab(5)

    async def _open(self, place: FarPlace) -> None:
        doc, _, start, end = place
        await self._ways.open(doc, (start, end))

    async def _save(self, _press: Press) -> None:
        """Save the passage in view, or the piece of evidence under the bar."""
        place: FarPlace | None = None
        if self.tab == 5:
            place = self.evidence.chosen
        elif self.tab == 1 and self._shown:
            source = self._shown[self._column]
            place = next(((source.doc, *p) for p in source.passages if p[0] == self._at.get(source.doc)), None)
        if place is None:
            self.say("s saves a passage: in view 2, or in the evidence")
            return
        doc, passage, start, end = place
        document = self.documents[doc]
        if self.tab == 5 and passage < len(document.passages):
            start, end = document.passages[passage].span
        try:
            excerpt = await self.session.save_excerpt(document, (start, end))
        except ExcerptError as error:
            self.fail(f"NOT saved: {error}")
            return
        self.say(f"saved, {len(excerpt.text.split())} words of {document.title}")

    async def back(self) -> bool:
        if self.tab == 5:
            self.show_tab(self.evidence.came_from)
            return True
        return False

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        if self.tab == 5:
            self.evidence.show_detail()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._choose()
