"""Moving through the text and the lists, marks, and the way back through the jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keymap import Press
from tui.screens.moving import steps
from tui.session import Doer
from tui.state import Place

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk


class Reading:
    """What the moving keys do on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def doers(self) -> dict[str, Doer]:
        return {
            **steps(self._rows, self._pages),
            "move.top": lambda p: self._line(p, 0),
            "move.bottom": lambda p: self._line(p, -1),
            "move.next_paragraph": lambda p: self._passage(p.times),
            "move.previous_paragraph": lambda p: self._passage(-p.times),
            "move.next_heading": lambda p: self._desk.text.go_heading(p.times),
            "move.previous_heading": lambda p: self._desk.text.go_heading(-p.times),
            "move.next_quotation": lambda p: self._layer("quotations", p.times),
            "move.previous_quotation": lambda p: self._layer("quotations", -p.times),
            "move.next_excerpt": lambda p: self._layer("excerpts", p.times),
            "move.previous_excerpt": lambda p: self._layer("excerpts", -p.times),
            "select.left": lambda p: self._desk.text.move_caret("word", -p.times),
            "select.right": lambda p: self._desk.text.move_caret("word", p.times),
            "mark.set": self._set_mark,
            "mark.go": self._go_mark,
            "jump.back": self._jump_back,
            "jump.forward": self._jump_forward,
        }

    # -- moving
    def _rows(self, count: int) -> None:
        if self._desk.place != "text":
            self._desk.list.move(count)
        elif self._desk.text.selecting:
            self._desk.text.move_caret("row", count)
        else:
            self._desk.text.scroll_rows(count)

    def _pages(self, count: float) -> None:
        if self._desk.place != "text":
            self._desk.list.page(count)
        else:
            self._desk.text.scroll_pages(count)

    def _line(self, press: Press, end: int) -> None:
        if self._desk.place != "text":
            self._desk.list.go(end)
            return
        self.leave()
        if press.count is not None:
            self._desk.text.go_line(press.count)
        elif end == 0:
            self._desk.text.go_start()
        else:
            self._desk.text.go_end()

    def _passage(self, count: int) -> None:
        if self._desk.text.selecting:
            self._desk.text.move_caret("passage", count)
        else:
            self._desk.text.go_passage(count)

    def _layer(self, name: str, count: int) -> None:
        span = self._desk.text.go_layer(name, count)
        if span is None:
            saves = f"nothing is saved from this document yet: {self._desk.session.keymap.shown('excerpt.save')} saves"
            self._desk.say("no quotations in this document" if name == "quotations" else saves)
            return
        if name == "quotations" and self._desk.document is not None:
            said = next((q for q in self._desk.document.quotations if (q.start, q.end) == span), None)
            number = next((n for n, q in enumerate(self._desk.document.quotations, 1) if q is said), 0)
            who = (said.attributed_to if said is not None else None) or "no name given"
            second = ", second-hand" if said is not None and said.second_hand else ""
            self._desk.say(f"quotation {number}/{len(self._desk.document.quotations)}: {who}{second}")

    # -- marks and jumps
    def leave(self) -> None:
        """Note the place as one to come back to."""
        if (here := self._desk.here) is not None:
            self._desk.session.state.jump(here)

    def _set_mark(self, press: Press) -> None:
        here = self._desk.here
        if here is None:
            return
        self._desk.session.state.set_mark(press.letter, here)
        self._desk.say(f"mark {press.letter} is here; '{press.letter} comes back")

    async def _go_mark(self, press: Press) -> None:
        doc = self._desk.document.id if self._desk.document is not None else ""
        place = self._desk.session.state.mark(press.letter, doc)
        if place is None:
            self._desk.say(f"no mark {press.letter}; m{press.letter} sets it")
            return
        await self.go(place)

    async def go(self, place: Place, jump: bool = True) -> None:
        """Open the document of `place` there, found again if its text has changed."""
        document = await self._desk.session.shelf.read(place.doc)
        offset = place.found_in(document)
        await self._desk.open(place.doc, (offset, offset + 1), jump=jump)

    async def _jump_back(self, press: Press) -> None:
        for _ in range(press.times):
            here = self._desk.here
            place = self._desk.session.state.back(here) if here is not None else None
            if place is None:
                self._desk.say("no jump to go back from")
                return
            await self.go(place, jump=False)

    async def _jump_forward(self, press: Press) -> None:
        for _ in range(press.times):
            place = self._desk.session.state.forward()
            if place is None:
                self._desk.say("this is the latest place")
                return
            await self.go(place, jump=False)
