"""The choice of a theme: each one is worn while the bar is on it; leaving puts the old one back on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui import theming
from tui.screens.chooser import Choice, Chooser
from tui.screens.matching import matching
from tui.session import Session
from tui.widgets.line_list import Item, LineList

Wearer = Callable[[theming.Colours], None]


class ThemeList(LineList[theming.Colours]):
    """Themes by name."""

    def item_of(self, value: theming.Colours) -> Item:
        return Item(value.name, ((f" {value.name:<16}", "strong"), (value.description, "")))


def theme_screen(session: Session, worn: str, wear: Wearer, choose: Wearer) -> Chooser[theming.Colours]:
    """Choose among the shipped themes and the reader's own. `worn` is the name of the one on now."""
    themes, failed = theming.load_themes()
    order = [themes[name] for name in theming.names(themes.values())]

    def rows(typed: str) -> Sequence[theming.Colours]:
        return matching(typed, order, lambda theme: (theme.name, theme.description))

    async def chosen(theme: theming.Colours) -> None:
        choose(theme)

    def left() -> None:
        if worn in themes:
            wear(themes[worn])

    label = "Theme " if not failed else f"Theme ({failed[0]}) "
    return Chooser(session, Choice("theme", label, ThemeList(), rows, chosen, moved=wear, left=left))
