"""The side pane: outline, quotations by speaker, marks, hits; which of them is shown, and what Enter on a row does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.keymap import Press
from tui.session import Doer
from tui.widgets.head import Head
from tui.widgets.line_list import LineList
from tui.widgets.side_lists import Place as Row
from tui.widgets.side_lists import PlaceList, outline, quotations, show_places

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk

NAMES = {"outline": "Outline", "quotations": "Quotations", "marks": "Marks", "hits": "Hits", "quote": "Check a quote"}


class Sides:
    """What stands in the side pane. `mode` is a key of NAMES."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.mode = "outline"

    def doers(self) -> dict[str, Doer]:
        return {
            "pane.documents": lambda _: self._desk.focus_pane("documents"),
            "pane.outline": lambda _: self._go("outline"),
            "pane.quotations": lambda _: self._go("quotations"),
            "pane.hits": lambda _: self._go("hits"),
            "mark.list": lambda _: self._go("marks"),
            "pane.next": lambda _: self._turn(1),
            "pane.previous": lambda _: self._turn(-1),
            "list.choose": lambda _: self._choose(),
            "list.pick": self._pick,
            "documents.mark": lambda _: self._mark_document(),
        }

    @property
    def shown(self) -> LineList[Any]:
        """The list in the side pane."""
        return self._desk.query_one(f"#{self.mode}", LineList)

    def show(self, mode: str) -> None:
        """Put another list into the side pane."""
        self.mode = mode
        self._desk.previewing.hide()
        self.refresh_document()
        self.lay_out()
        self._desk.show_heads()

    def lay_out(self) -> None:
        for name in NAMES:
            self._desk.query_one(f"#{name}", LineList).display = name == self.mode

    def preview(self) -> None:
        """Show what the row under the bar leads to, where that is worth a look before going there."""
        desk = self._desk
        if self.mode == "hits" and (row := desk.hits.cursor_value) is not None and not row.of:
            desk.previewing.show(row.doc, row.span, desk.searching.spans_in(row.doc))
        elif self.mode == "quote" and desk.wide and (match := desk.quoting.match) is not None:
            desk.previewing.show(match.doc, (match.start, match.end), match.spans)
        else:
            desk.previewing.hide()

    def refresh_document(self) -> None:
        """Fill what depends on the open document."""
        document = self._desk.document
        if document is None:
            return
        caret = self._desk.text.caret
        if self.mode == "outline":
            show_places(self._desk.query_one("#outline", PlaceList), outline(document), caret)
        elif self.mode == "quotations":
            show_places(self._desk.query_one("#quotations", PlaceList), quotations(document), caret)
        elif self.mode == "marks":
            self._desk.query_one("#marks", PlaceList).set_values(self._marks())

    def follow(self) -> None:
        """Keep the outline's bar on the section being read, while the reader is in the text."""
        if self.mode != "outline" or self._desk.place == "side" or not self._desk.wide:
            return
        pane = self._desk.query_one("#outline", PlaceList)
        start = self._desk.text.visible_span[0]
        at = max((n for n, row in enumerate(pane.values) if row.offset <= start), default=0)
        if at != pane.cursor:
            pane.go(at)

    def _marks(self) -> list[Row]:
        rows = []
        for key, place in sorted(self._desk.session.state.marks.items(), key=lambda item: item[0].rsplit("\t", 1)[-1]):
            letter = key.rsplit("\t", 1)[-1]
            if letter.isupper() or (self._desk.document is not None and place.doc == self._desk.document.id):
                where = self._desk.session.shelf.title(place.doc) if letter.isupper() else ""
                rows.append(Row(f"{letter}  {place.words}", place.offset, where, key=key))
        return rows

    def show_head(self, active: bool) -> None:
        count = self.shown.counted
        right = self._desk.searching.counter if self.mode == "hits" else str(count) if count else ""
        head = self._desk.query_one("#side-head", Head)
        head.show(NAMES[self.mode], right, active)
        # The prompt of a search stands in the head's place.
        head.display = self._desk.asker.prompt is None or self._desk.asker.prompt.id != "side-prompt"

    # -- keys
    def _go(self, mode: str) -> None:
        if mode != "hits" and self._desk.document is None:
            self._desk.say("no document is open")
            return
        self.show(mode)
        if not self.shown.count:
            nothing = {"hits": "no hits yet: S searches", "quotations": "no quotations in this document",
                       "marks": "no marks yet: m and a letter sets one"}  # fmt: skip
            self._desk.say(nothing.get(mode, "no headings in this document"))
            if not self._desk.wide:
                self.show("outline")
                return
        self._desk.focus_pane("side")

    def _turn(self, step: int) -> None:
        panes = ["documents", "text", "side"]
        if self._desk.document is None:
            panes.remove("text")
        at = panes.index(self._desk.place) if self._desk.place in panes else 0
        self._desk.focus_pane(panes[(at + step) % len(panes)])

    async def _pick(self, press: Press) -> None:
        if self._desk.list.go_visible(int(press.letter)):
            await self._choose()

    async def _choose(self) -> None:
        desk = self._desk
        if desk.place == "documents":
            info = desk.documents.cursor_value
            if info is not None:
                await desk.open(info.id)
        elif self.mode == "hits":
            await desk.searching.open_row()
        elif self.mode == "quote":
            await desk.quoting.open_row()
        elif self.mode == "marks":
            row = self.shown.cursor_value
            if row is not None:
                await desk.reading.go(desk.session.state.marks[row.key])
        elif desk.document is not None and (row := self.shown.cursor_value) is not None:
            await desk.open(desk.document.id, (row.offset, row.offset + 1))

    def _mark_document(self) -> None:
        info = self._desk.documents.cursor_value
        if info is None:
            return
        chosen = self._desk.session.chosen
        if info.id in chosen:
            chosen.remove(info.id)
        else:
            chosen.append(info.id)
        self._desk.documents.set_marked(chosen)
        self._desk.documents.move(1)
        self._desk.say(f"{len(chosen)} marked to compare; c compares them" if chosen else "none marked: c compares all")
