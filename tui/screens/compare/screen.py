"""What each source says on one topic, side by side.

It owns which view is shown, which sources stand beside each other and which column has the bar. Two columns from 120
cells, three from 180; below that one, except for the passages view, which stacks two panes.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from index.compare import Comparison, FarPlace, SourceView
from index.errors import ExcerptError
from index.model import Document
from tui.keymap import Press
from tui.screens.compare.contents import columns_of
from tui.screens.compare.evidence import EvidencePane
from tui.screens.compare.heads import show_heads
from tui.screens.compare.rows import Column
from tui.screens.compare.walk import Walk
from tui.screens.compare.ways import Standing, Ways
from tui.screens.excerpt_edits import not_saved
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt

TABS = ("Overview", "Passages", "Words", "Frames", "Left out", "Evidence")
PASSAGES, EVIDENCE = 1, 5
TWO, THREE = 120, 180  # cells from which two and three columns fit
COLUMNS = 3


class ComparisonScreen(Keyed):
    """One comparison and the documents it is of."""

    DEFAULT_CSS = """
    ComparisonScreen #columns { layout: horizontal; height: 1fr; }
    ComparisonScreen #columns.stacked { layout: vertical; }
    ComparisonScreen .side { width: 1fr; height: 1fr; margin: 0 2 0 0; }
    ComparisonScreen .stacked .side { margin: 0; }
    """

    def __init__(
        self,
        session: Session,
        comparison: Comparison,
        documents: dict[str, Document],
        ways: Ways,
        standing: Standing | None = None,
    ) -> None:
        super().__init__(session)
        self.comparison = comparison
        self.documents = documents
        self._ways = ways
        with_passages = [source for source in comparison.sources if source.passages]
        self.sources: list[SourceView] = with_passages or list(comparison.sources)
        self.walk = Walk(comparison)
        self.evidence = EvidencePane(session)
        start = standing or Standing()
        self.tab = start.tab
        self.first = start.first  # the number of the source in the first column
        self.column = start.column  # the column that has the bar
        self._row = start.row
        self.walk.at |= dict(start.at)
        self.evidence.show(start.about, start.places, documents, start.came_from)
        self.doers |= {
            **moves(lambda: self._bar),
            "move.down": lambda p: self._rows(p.times),
            "move.up": lambda p: self._rows(-p.times),
            "move.page_down": lambda p: self._pages(p.times),
            "move.page_up": lambda p: self._pages(-p.times),
            "select.left": lambda p: self._side(-p.times),
            "select.right": lambda p: self._side(p.times),
            "compare.next": lambda p: self._step(p.times, together=True),
            "compare.previous": lambda p: self._step(-p.times, together=True),
            "compare.next_here": lambda p: self._step(p.times, together=False),
            "compare.previous_here": lambda p: self._step(-p.times, together=False),
            "compare.lock": lambda _: self._lock(),
            "compare.tab": lambda p: self.show_tab(int(p.letter) - 1),
            "compare.next_tab": lambda _: self._turn(1),
            "compare.previous_tab": lambda _: self._turn(-1),
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
        return "evidence" if self.tab == EVIDENCE else "comparison"

    @property
    def standing(self) -> Standing:
        """Where the reader stands."""
        return Standing(
            self.tab,
            self.first,
            self.column,
            self._bar.cursor_key or "",
            tuple(self.walk.at.items()),
            self.evidence.about,
            tuple(self.evidence.places),
            self.evidence.came_from,
        )

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
    def stacked(self) -> bool:
        """Whether the sources stand below each other."""
        return self.app.size.width < TWO

    @property
    def _count(self) -> int:
        """How many sources are shown beside or above each other."""
        if self.stacked:
            return min(2, len(self.sources)) if self.tab == PASSAGES else 1
        return min(3 if self.app.size.width >= THREE else 2, len(self.sources))

    @property
    def _columns(self) -> list[Column]:
        return [self.query_one(f"#column-{number}", Column) for number in range(COLUMNS)]

    @property
    def _bar(self) -> Column:
        """The list that has the bar."""
        return self.evidence.list if self.tab == EVIDENCE else self._columns[self.column]

    @property
    def shown(self) -> list[SourceView]:
        """The sources in the columns, from the left."""
        return self.sources[self.first : self.first + self._count]

    # -- showing
    def show_tab(self, number: int) -> None:
        """Show a view: a number of TABS."""
        if not 0 <= number < len(TABS):
            return
        if number == EVIDENCE and not self.evidence.places:
            self.say("no evidence yet: Enter on a row with a number opens it")
            return
        self.tab = number
        self.column = min(self.column, max(0, self._count - 1))
        self.refresh_columns()

    def _turn(self, step: int) -> None:
        views = len(TABS) if self.evidence.places else len(TABS) - 1
        self.show_tab((self.tab + step) % views)

    def refresh_columns(self) -> None:
        """Lay out the columns of the view."""
        evidence = self.tab == EVIDENCE
        self.evidence.display = evidence
        container = self.query_one("#columns", Container)
        container.display = not evidence
        container.set_class(self.stacked, "stacked")
        if evidence:
            self.evidence.lay_out()
        else:
            width = self.app.size.width // (1 if self.stacked else max(1, self._count)) - 4
            contents = columns_of(self, TABS[self.tab], self.shown, self.stacked, max(16, width))
            for number, column in enumerate(self._columns):
                self.query_one(f"#side-{number}").display = number < len(contents)
                if number < len(contents):
                    column.set_values(contents[number], keep=True)
            if self.tab == PASSAGES:
                for column, source in zip(self._columns, self.shown, strict=False):
                    # The rows are there before the column knows its height, the first time it is shown.
                    self.call_after_refresh(column.go_top, str(self.walk.at.get(source.doc, "")))
        self.set_focus(self._bar, scroll_visible=False)
        self.show_heads()
        self.show_hints()

    def show_heads(self) -> None:
        show_heads(self, TABS, self.tab)

    def on_resize(self, event: events.Resize) -> None:
        self.first = min(self.first, max(0, len(self.sources) - self._count))
        self.column = min(self.column, max(0, self._count - 1))
        self.refresh_columns()

    # -- keys
    def _rows(self, count: int) -> None:
        if self.tab != PASSAGES:
            self._bar.move(count)
            return
        for number, column in enumerate(self._columns[: self._count]):
            if self.walk.locked or number == self.column:
                column.scroll_lines(count)

    def _pages(self, count: int) -> None:
        if self.tab != PASSAGES:
            self._bar.page(count)
        else:
            self._rows(count * max(1, self._bar.size.height - 2))

    def _side(self, step: int) -> None:
        """The bar to another column; past the edge, the next source comes in."""
        target = self.column + step
        if 0 <= target < self._count:
            self.column = target
            self.set_focus(self._bar, scroll_visible=False)
            self.show_heads()
            return
        first = min(max(0, self.first + (1 if step > 0 else -1)), max(0, len(self.sources) - self._count))
        if first != self.first:
            self.first = first
            self.refresh_columns()

    def _step(self, count: int, together: bool) -> None:
        """Another passage in this column; `together`: the others go to its counterpart."""
        if self.tab != PASSAGES:
            self.show_tab(PASSAGES)
            return
        source = self.shown[self.column]
        others = [other for other in self.sources if other is not source] if together else []
        problem = self.walk.step(source, others, count)
        if problem:
            self.say(problem)
        else:
            self.refresh_columns()

    def _lock(self) -> None:
        self.walk.locked = not self.walk.locked
        self.show_heads()
        self.say("the columns scroll together" if self.walk.locked else "each column scrolls alone")

    async def _choose(self) -> None:
        """Enter: the evidence of a number, the document of a piece of evidence or of a passage."""
        row = self._bar.cursor_value
        if row is None or not row.evidence:
            return
        if self.tab in (PASSAGES, EVIDENCE):
            doc, _, start, end = row.evidence[0]
            await self._ways.open(doc, (start, end))
        else:
            self.evidence.show(row.about, row.evidence, self.documents, self.tab)
            self.show_tab(EVIDENCE)

    async def _save(self, _press: Press) -> None:
        """Save the current passage, or the passage of the evidence under the bar."""
        place: FarPlace | None = None
        if self.tab == EVIDENCE:
            place = self.evidence.chosen
        elif self.tab == PASSAGES:
            source = self.shown[self.column]
            place = next(((source.doc, *p) for p in source.passages if p[0] == self.walk.at.get(source.doc)), None)
        if place is None:
            self.say("s saves a passage: in view 2, or in the evidence")
            return
        document = self.documents[place[0]]
        try:
            excerpt = await self.session.save_excerpt(document, document.passages[place[1]].span)
        except ExcerptError as error:
            self.fail(not_saved(error))
            return
        self.fail("")
        self.say(f"saved, {len(excerpt.text.split())} words of {document.title}")

    async def back(self) -> bool:
        if self.tab == EVIDENCE:
            self.show_tab(self.evidence.came_from)
            return True
        return False

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        if self.tab == EVIDENCE:
            self.evidence.show_detail()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._choose()
