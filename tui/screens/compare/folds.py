"""Which folds of a comparison are open, and the filter, which looks behind all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.asking import Asking
from tui.screens.compare.many import at_first, every_fold
from tui.screens.compare.rows import number
from tui.session import Doer

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen


class Folds:
    """The folds of one comparison; `opened` names those that are open."""

    def __init__(self, screen: ComparisonScreen, opened: frozenset[str] | None) -> None:
        self._screen = screen
        self.opened = at_first(screen.sources) if opened is None else opened

    def doers(self) -> dict[str, Doer]:
        return {"compare.filter": lambda _: self._filter()}

    def turn(self) -> bool:
        """Open or close the fold under the bar; False when there is none."""
        row = self._screen.bar.cursor_value
        if row is None or not row.folds:
            return False
        self.opened ^= {row.folds}
        self._screen.refresh_columns()
        return True

    def _filter(self) -> None:
        """Keep the rows that hold what is typed; Enter shows all again, the bar on the same one."""
        screen, bar, before = self._screen, self._screen.bar, self.opened
        self.opened = before | every_fold(screen.sources)
        screen.refresh_columns()

        async def accept(_text: str) -> bool:
            row = bar.cursor_key or ""
            bar.filter("")
            bar.go_key(row)
            return True

        def left() -> None:
            bar.filter("")
            self.opened = before
            screen.refresh_columns()

        def typed(text: str) -> None:
            screen.asker.say(number(bar.filter(text), "row") if text.strip() else "")

        screen.ask(Asking("filter", "filter ", accept, typed, left, rows=bar))
