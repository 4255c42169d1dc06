"""The passages behind a number, centred on what was counted, the one under the bar in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from index.compare import FarPlace
from index.model import Document, Evidence
from tui.screens.compare.rows import Column, Row
from tui.screens.flow import Lines, flowed
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.hit_list import around
from tui.widgets.line_list import Part


class EvidencePane(Vertical):
    """A list of places with the passage of the chosen one below."""

    DEFAULT_CSS = """
    EvidencePane { height: 1fr; display: none; }
    EvidencePane Column { height: 1fr; margin: 0; }
    EvidencePane Lines { height: 1fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.places: Sequence[FarPlace] = ()
        self._documents: Mapping[str, Document] = {}
        self.about = ""
        self.came_from = 0

    def compose(self) -> ComposeResult:
        yield Head(id="evidence-head")
        yield Column(id="evidence")
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

    def lay_out(self) -> None:
        """Make the rows at the width there is."""
        width = max(20, self.app.size.width - 4)
        rows: list[Row] = []
        last = ""
        for number, place in enumerate(self.places):
            doc, passage, start, end = place
            document = self._documents[doc]
            if doc != last:
                last = doc
                count = sum(1 for other in self.places if other[0] == doc)
                rows.append(Row(((document.title, "strong"), (f"  {count}", "dim")), head=True))
            rows.append(Row(_line(document, passage, start, end, width), (), (place,), self.about, key=str(number)))
        # The passage stands right below the list, not at the other end of a tall screen.
        self.list.styles.height = max(3, min(len(rows) + 1, (self.app.size.height - 5) * 6 // 10))
        self.list.set_values(rows, keep=True)
        count = len(self.places)
        self.query_one("#evidence-head", Head).show(self.about, f"{count} place{'' if count == 1 else 's'}", True)
        self.show_detail()

    def show_detail(self) -> None:
        """The whole passage of the place under the bar."""
        place = self.chosen
        pane = self.query_one("#evidence-passage", Lines)
        if place is None:
            pane.show([])
            return
        doc, passage, start, end = place
        document = self._documents[doc]
        told = document.passages[passage] if passage < len(document.passages) else None
        first, last = told.span if told is not None else (start, end)
        who = (("~" if told.evidence is Evidence.CARRIED else "") + (told.speaker or "")) if told is not None else ""
        self.query_one("#evidence-foot", Head).show(f"{who + ', ' if who else ''}line {document.line_of(start)}")
        style = "match" if (start, end) != (first, last) else ""
        spans = ((first, start, ""), (start, end, style), (end, last, ""))
        parts: list[Part] = [(document.text[a:b].replace("\n", " "), style) for a, b, style in spans]
        pane.show([(("  ", ""), *line) for line in flowed(parts, min(78, self.app.size.width - 4))])


def _line(document: Document, passage: int, start: int, end: int, width: int) -> tuple[Part, ...]:
    """A row centred on the words counted; of a whole passage, its beginning."""
    told = document.passages[passage] if passage < len(document.passages) else None
    first, last = told.span if told is not None else (start, end)
    line = f"{document.line_of(start):>5}  "
    spans = [(start - first, end - first)] if (start, end) != (first, last) else []
    return ((line, "dim"), *around(document.text[first:last], spans, max(10, width - len(line))))
