"""The passages behind a number, centred on what was counted, the one under the bar in full with what stands around it.

From 120 cells on the passage stands beside the list; on smaller screens below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from index.compare import FarPlace, SourceView
from index.model import Document, Kind, Passage, Span
from tui.screens.compare.passages import speaker, styled, told_of
from tui.screens.compare.rows import Column, Row, number, short
from tui.screens.flow import Lines, flowed
from tui.widgets.cells import fit, width
from tui.widgets.head import Head
from tui.widgets.hit_list import around
from tui.widgets.line_list import Part

WIDE = 120
MEASURE = 84  # cells of a line that is still easily read


class EvidencePane(Vertical):
    """A list of places and the passage of the chosen one."""

    DEFAULT_CSS = """
    EvidencePane { height: 1fr; display: none; }
    EvidencePane #evidence-body { height: 1fr; layout: vertical; }
    EvidencePane.wide #evidence-body { layout: horizontal; }
    EvidencePane #evidence-detail { height: 1fr; width: 1fr; margin: 0; }
    EvidencePane.wide #evidence-detail { margin: 0 0 0 2; }
    EvidencePane.wide #evidence { width: 1fr; height: 1fr; }
    """

    def __init__(self, sources: Sequence[SourceView] = ()) -> None:
        """`sources` say where the words of the topic stand, which are bold in the passages."""
        super().__init__()
        self._hits = {source.doc: [(start, end) for _, start, end in source.hits] for source in sources}
        self.places: Sequence[FarPlace] = ()
        self._documents: Mapping[str, Document] = {}
        self.about = ""
        self.came_from = 0

    def compose(self) -> ComposeResult:
        yield Head(id="evidence-head")
        with Container(id="evidence-body"):
            yield Column(id="evidence")
            with Vertical(id="evidence-detail"):
                yield Head(id="evidence-foot")
                yield Lines(id="evidence-passage")

    @property
    def list(self) -> Column:
        return self.query_one("#evidence", Column)

    @property
    def chosen(self) -> FarPlace | None:
        """The place under the bar."""
        row = self.list.cursor_value
        return row.evidence[0] if row is not None and row.evidence else None

    def show(
        self, about: str, places: Sequence[FarPlace], documents: Mapping[str, Document], came_from: int = 0
    ) -> None:
        """Show the places of evidence for `about`."""
        self.about, self.places, self._documents, self.came_from = about, places, documents, came_from

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= WIDE

    def lay_out(self) -> None:
        """Make the rows at the width there is."""
        total = self.app.size.width
        room = max(20, (total // 2 if self._wide else total) - 4)
        rows: list[Row] = []
        last = ""
        for count, place in enumerate(self.places):
            if place[0] != last:
                last = place[0]
                rows.append(self._title(last, room))
            line = _line(self._documents[last], place, room)
            rows.append(Row(line, (), (place,), self.about, key=str(count)))
        self.set_class(self._wide, "wide")
        # Below the list the passage stands right under it, not at the other end of a tall screen.
        height = max(3, min(len(rows) + 1, (self.app.size.height - 5) * 6 // 10))
        self.list.styles.height = "1fr" if self._wide else height
        self.list.set_values(rows, keep=True)
        self.query_one("#evidence-head", Head).show(self.about, self._counted(), True)
        self.show_detail()

    def _title(self, doc: str, room: int) -> Row:
        count = sum(1 for other in self.places if other[0] == doc)
        title = short(self._documents[doc].title, room - 8)
        return Row(((title, "strong"), (f"  {count}", "dim")), head=True)

    def _counted(self) -> str:
        """How many places there are, and in how many passages when that is another number."""
        passages = len({place[:2] for place in self.places})
        said = number(len(self.places), "place")
        return said if passages == len(self.places) else f"{said} in {number(passages, 'passage')}"

    def show_detail(self) -> None:
        """The whole passage of the place under the bar, with its neighbours."""
        place = self.chosen
        pane = self.query_one("#evidence-passage", Lines)
        foot = self.query_one("#evidence-foot", Head)
        if place is None:
            pane.show([])
            foot.show("")
            return
        doc, passage, start, end = place
        document = self._documents[doc]
        who = speaker(document, passage)
        foot.show(f"{who + ', ' if who else ''}line {document.line_of(start)}")
        total = self.app.size.width
        room = min(MEASURE, (total // 2 if self._wide else total) - 6)
        told = told_of(document, passage)
        first, last = told.span if told is not None else (start, end)
        counted = [(start, end)] if (start, end) != (first, last) else []
        parts = styled(document.text, first, last, counted, self._hits.get(doc, ()))
        rows = [(("  ", ""), *line) for line in flowed(parts, room)]
        for neighbour, before in ((_beside(document, passage, -1), True), (_beside(document, passage, 1), False)):
            if neighbour is not None:
                dim = [(("  ", ""), *line) for line in flowed([(_flat(document, *neighbour.span), "dim")], room)]
                rows = [*_tail(dim), (), *rows] if before else [*rows, (), *dim]
        pane.show(rows)


CONTEXT = 4
"""Rows of the passage before that are shown."""


def _tail(rows: Sequence[tuple[Part, ...]]) -> Sequence[tuple[Part, ...]]:
    """The last rows of a passage, the beginning left out marked by "…"."""
    return rows if len(rows) <= CONTEXT else [(("  …", "dim"),), *rows[-CONTEXT:]]


def _beside(document: Document, passage: int, step: int) -> Passage | None:
    """The passage before or after one, if it is text and not a notice or a heading of the page."""
    found = told_of(document, passage + step)
    return found if found is not None and found.kind not in (Kind.BOILERPLATE, Kind.META, Kind.TITLE) else None


def _flat(document: Document, start: int, end: int) -> str:
    return document.text[start:end].replace("\n", " ")


def _line(document: Document, place: FarPlace, room: int) -> tuple[Part, ...]:
    """A row centred on the words counted; of a whole passage, its beginning."""
    _, passage, start, end = place
    told = told_of(document, passage)
    first, last = told.span if told is not None else (start, end)
    line = f"{document.line_of(start):>5}  "
    text = document.text[first:last]
    left = max(10, room - len(line))
    if (start, end) == (first, last):
        who = speaker(document, passage)
        named = ((f"{fit(who, 18)}: ", "name"),) if who and left >= 60 and not text.startswith(who.lstrip("~")) else ()
        return ((line, "dim"), *named, *around(text, [], left - sum(width(part) for part, _ in named)))
    spans: list[Span] = [(start - first, end - first)]
    return ((line, "dim"), *around(text, spans, left))
