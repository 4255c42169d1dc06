"""What each source says on one topic, side by side.

It owns which view is shown, which sources stand beside each other and which column has the bar; what the keys do in the
columns is `steps`, what is saved `saving`. Two columns from 120 cells, three from 180; below that one, except for the
passages, which are two panes, one above the other.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from index.compare import SourceView
from index.compare.telling import ranked, short_names
from tui.screens.compare.compared import Compared
from tui.screens.compare.contents import ALONE, FEW, columns_of
from tui.screens.compare.empty import nothing_on
from tui.screens.compare.evidence import EvidencePane
from tui.screens.compare.folds import Folds
from tui.screens.compare.heads import show_heads
from tui.screens.compare.rows import Column
from tui.screens.compare.saving import Saving
from tui.screens.compare.steps import Steps
from tui.screens.compare.walk import Walk
from tui.screens.compare.ways import Standing, Ways
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt

TABS = ("Overview", "Passages", "Words", "Frames", "Left out", "Evidence")
OVERVIEW, PASSAGES, FRAMES, EVIDENCE = 0, 1, 3, 5
TWO, THREE = 120, 180  # cells from which two and three columns fit
COLUMNS = 3


class ComparisonScreen(Keyed):
    """One comparison and the documents it is of."""

    DEFAULT_CSS = """
    ComparisonScreen #columns { layout: horizontal; height: 1fr; }
    ComparisonScreen #columns.stacked { layout: vertical; }
    ComparisonScreen .side { width: 1fr; height: 1fr; margin: 0 2 0 0; }
    ComparisonScreen .stacked .side { margin: 0; }
    ComparisonScreen.airy #terms { margin: 0 0 1 0; }
    """

    def __init__(
        self,
        session: Session,
        compared: Compared,
        ways: Ways,
        standing: Standing | None = None,
    ) -> None:
        super().__init__(session)
        self.compared = compared
        self.comparison, self.documents = compared.comparison, compared.documents
        self.ways = ways
        self.names = short_names(self.comparison)
        every = ranked(self.comparison)
        with_passages = [source for source in every if source.passages]
        self.silent = [source for source in every if not source.passages]
        self.nothing = not with_passages
        self.sources: list[SourceView] = with_passages or self.silent
        self.many = len(self.sources) > FEW
        self.walk = Walk(self.comparison)
        self.evidence = EvidencePane(self.comparison.sources)
        start = standing or Standing()
        self.tab = start.tab
        self.first = start.first  # the number of the source in the first column
        self.column = start.column  # the column that has the bar
        self.folds = Folds(self, start.opened)
        self._start = start
        self.walk.at |= dict(start.at)
        self.evidence.show(start.about, start.places, self.documents, start.came_from)
        self.steps = Steps(self)
        self.doers |= {
            **moves(lambda: self.bar),
            **self.steps.doers(),
            **Saving(self).doers(),
            **self.folds.doers(),
            "compare.tab": lambda p: self.show_tab(int(p.letter) - 1),
            "compare.next_tab": lambda _: self._turn(1),
            "compare.previous_tab": lambda _: self._turn(-1),
            "compare.evidence": lambda _: self.choose(),
            "compare.document": lambda _: self.choose(),
            "compare.topic": lambda _: ways.topic(),
            "compare.topics": lambda _: ways.topics(),
            "compare.sources": lambda _: ways.sources(),
            "compare.terms": lambda _: ways.terms(),
        }

    # -- what there is
    @property
    def place(self) -> str:
        return "evidence" if self.tab == EVIDENCE else "passages" if self.tab == PASSAGES else "comparison"

    @property
    def standing(self) -> Standing:
        """Where the reader stands."""
        return Standing(
            self.tab,
            self.first,
            self.column,
            self.bar.cursor_key or "",
            self.bar.cell,
            tuple(self.walk.at.items()),
            self.walk.lead,
            self.evidence.about,
            tuple(self.evidence.places),
            self.evidence.came_from,
            self._before,
            opened=self.folds.opened,
        )

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield Head(id="tabs")
        yield Head(id="terms")
        with Container(id="columns"):
            for number in range(COLUMNS):
                with Vertical(id=f"side-{number}", classes="side"):
                    yield Head(id=f"name-{number}")
                    yield Column(id=f"column-{number}")
        yield self.evidence
        yield Prompt(id="foot")
        yield self.status

    _before = ("", 0)  # the row and the number in it that evidence was asked for

    def on_mount(self) -> None:
        start = self._start
        self._before = start.before
        self.walk.lead = start.lead or self.walk.lead
        self._go_to(start.source) if start.source else self._align()
        self.refresh_columns()
        if start.row:
            self.call_after_refresh(self._return_to, start.row, start.cell)

    def _go_to(self, doc: str) -> None:
        """Begin on a source."""
        place = next((at for at, source in enumerate(self.sources) if source.doc == doc), 0)
        self.walk.lead = self.sources[place].doc
        self.folds.opened |= {self.walk.lead}
        self._align()
        if not self.single:
            self.first = min(place, len(self.sources) - self.count)
            self.column = place - self.first

    def _return_to(self, row: str, cell: int) -> None:
        self.bar.go_key(row)
        self.bar.go_cell(cell)

    @property
    def stacked(self) -> bool:
        """Whether the sources stand below each other."""
        return self.app.size.width < TWO

    @property
    def single(self) -> bool:
        """Whether one column is for all sources."""
        return self.nothing or (
            self.tab != PASSAGES and (self.stacked or (self.many and self.tab in (OVERVIEW, FRAMES)))
        )

    @property
    def count(self) -> int:
        """How many sources are shown beside or above each other."""
        if self.single:
            return 1
        if self.stacked:
            return min(2, len(self.sources))
        return min(3 if self.app.size.width >= THREE else 2, len(self.sources))

    @property
    def columns(self) -> list[Column]:
        return [self.query_one(f"#column-{number}", Column) for number in range(COLUMNS)]

    @property
    def bar(self) -> Column:
        """The list that has the bar."""
        return self.evidence.list if self.tab == EVIDENCE else self.columns[self.column]

    @property
    def shown(self) -> list[SourceView]:
        """The sources in the columns, from the left."""
        return self.sources[self.first : self.first + self.count]

    # -- showing
    def show_tab(self, number: int) -> None:
        """Show a view: a number of TABS."""
        if not 0 <= number < len(TABS):
            return
        if number == EVIDENCE and not self.evidence.places:
            self.say("no evidence yet: Enter on a row with a number opens it")
            return
        at = (self.bar.cursor_key or "") if self.many and self.place != "evidence" else ""
        self.tab = number
        self._fit()
        if any(source.doc == at for source in self.sources):
            self._go_to(at)
        self.refresh_columns()
        self.bar.go_top(at)

    def _turn(self, step: int) -> None:
        views = len(TABS) if self.evidence.places else len(TABS) - 1
        self.show_tab((self.tab + step) % views)

    def _fit(self) -> None:
        """Keep the columns inside what there is to show."""
        self.first = min(self.first, max(0, len(self.sources) - self.count))
        self.column = min(self.column, max(0, self.count - 1))

    def _align(self) -> None:
        lead = self.comparison.source(self.walk.lead)
        if lead is not None:
            self.walk.align(lead, [source for source in self.sources if source is not lead])

    def refresh_columns(self) -> None:
        """Lay out the columns of the view."""
        evidence = self.tab == EVIDENCE
        self.evidence.display = evidence
        container = self.query_one("#columns", Container)
        container.display = not evidence
        container.set_class(self.stacked, "stacked")
        self.set_class(self.app.size.height >= 30, "airy")
        alone = len(self.sources) == 1 and not self.nothing
        self.query_one("#side-0").styles.max_width = ALONE if alone else None
        if evidence:
            self.evidence.lay_out()
        else:
            width = max(16, self.app.size.width // (1 if self.stacked else self.count) - 2)
            contents = [nothing_on(self, width)] if self.nothing else columns_of(self, TABS[self.tab], width)
            for number, column in enumerate(self.columns):
                self.query_one(f"#side-{number}").display = number < len(contents)
                if number < len(contents):
                    column.set_values(contents[number], keep=True)
            if self.tab == PASSAGES:
                for column, source in zip(self.columns, self.shown, strict=False):
                    # The rows are there before the column knows its height, the first time it is shown.
                    self.call_after_refresh(column.go_top, str(self.walk.at.get(source.doc, "")))
        self.set_focus(self.bar, scroll_visible=False)
        self.show_heads()
        self.show_hints()

    def show_heads(self) -> None:
        show_heads(self, TABS)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()
        self.refresh_columns()

    # -- keys
    async def choose(self) -> None:
        """Enter: the evidence of a number, the document of a piece of evidence or of a passage."""
        about, places = self.bar.chosen
        if self.folds.turn():
            return
        if not places:
            self.say("there is nothing behind this")
        elif self.tab in (PASSAGES, EVIDENCE) or self.nothing:
            doc, _, start, end = places[0]
            await self.ways.open(doc, (start, end))
        else:
            self._before = (self.bar.cursor_key or "", self.bar.cell)
            self.evidence.show(about, places, self.documents, self.tab)
            self.show_tab(EVIDENCE)
            self.evidence.list.go(0)

    async def back(self) -> bool:
        if self.tab == EVIDENCE and self.evidence.came_from != EVIDENCE:
            self.show_tab(self.evidence.came_from)
            self._return_to(*self._before)
            return True
        return False

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        if self.tab == EVIDENCE and message.list_id == self.evidence.list.id:
            self.evidence.show_detail()
        else:
            self.show_heads()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        if message.list_id.startswith("column-"):
            self.column = int(message.list_id.removeprefix("column-"))
            self.show_heads()
        await self.choose()
