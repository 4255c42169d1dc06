"""What the moving keys do in a comparison: rows, columns and numbers, and the walk from passage to passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.moving import steps
from tui.session import Doer

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen


class Steps:
    """The moves of one comparison. In the passages the columns scroll, together unless the lock is off."""

    def __init__(self, screen: ComparisonScreen) -> None:
        self._screen = screen

    def doers(self) -> dict[str, Doer]:
        return {
            **steps(self._rows, self._pages),
            "compare.left": lambda p: self._aside(-p.times),
            "compare.right": lambda p: self._aside(p.times),
            "compare.next": lambda p: self._step(p.times, together=True),
            "compare.previous": lambda p: self._step(-p.times, together=True),
            "compare.next_here": lambda p: self._step(p.times, together=False),
            "compare.previous_here": lambda p: self._step(-p.times, together=False),
            "compare.lock": lambda _: self._lock(),
        }

    @property
    def _walking(self) -> bool:
        return self._screen.place == "passages" and not self._screen.nothing

    def _rows(self, count: int) -> None:
        screen = self._screen
        if not self._walking:
            screen.bar.move(count)
            return
        for number, column in enumerate(screen.columns[: screen.count]):
            if screen.walk.locked or number == screen.column:
                column.scroll_lines(count)

    def _pages(self, count: float) -> None:
        if self._walking:
            self._rows(round(count * max(1, self._screen.bar.size.height - 2)))
        else:
            self._screen.bar.page(count)

    def _aside(self, step: int) -> None:
        """The bar to another number of the row, else to another column; past the edge, the next source comes in."""
        screen = self._screen
        if screen.bar.move_cell(step):
            screen.show_heads()
            return
        if screen.single or screen.place == "evidence":
            return
        target = screen.column + step
        if 0 <= target < screen.count:
            row, above = screen.bar.cursor, screen.bar.above
            screen.column = target
            screen.set_focus(screen.bar, scroll_visible=False)
            if not self._walking:
                screen.bar.go_beside(row, above)
            screen.show_heads()
            return
        first = min(max(0, screen.first + (1 if step > 0 else -1)), max(0, len(screen.sources) - screen.count))
        if first != screen.first:
            screen.first = first
            screen.refresh_columns()

    def _step(self, count: int, together: bool) -> None:
        """Another passage in this column; `together`: the others go to its counterpart."""
        screen = self._screen
        if screen.nothing:
            screen.say("there are no passages on this topic")
            return
        if not self._walking:
            screen.show_tab(1)
            return
        source = screen.shown[screen.column]
        others = [other for other in screen.sources if other is not source] if together else []
        problem = screen.walk.step(source, others, count)
        if problem:
            screen.say(problem)
        else:
            screen.refresh_columns()

    def _lock(self) -> None:
        walk = self._screen.walk
        walk.locked = not walk.locked
        self._screen.show_heads()
        self._screen.say("the columns scroll together" if walk.locked else "each column scrolls alone")
