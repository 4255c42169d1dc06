"""The rows above a comparison: the topic and how much there is, the views, the terms, the name of each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.compare import Topic
from tui.screens.compare import grids
from tui.screens.compare.rows import letter, number, short
from tui.widgets.cells import width
from tui.widgets.head import Head

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen

ORIGINS = {"typed": "typed words", "suggested": "suggested", "own": "your topic"}
LOW = 18  # rows below which the terms have no row of their own


def show_heads(screen: ComparisonScreen, views: Sequence[str]) -> None:
    """Bring the heads of a comparison up to date."""
    every, topic = screen.comparison.sources, screen.comparison.topic
    passages = sum(len(source.passages) for source in every)
    found = f"{number(passages, 'passage')} in {sum(bool(source.passages) for source in every)} of {len(every)} sources"
    origin = ORIGINS.get(str(topic.origin), "")
    screen.query_one("#head", Head).show(topic.name + (f"  ({origin})" if origin else ""), found, True)
    _show_tabs(screen, views)
    terms = screen.query_one("#terms", Head)
    terms.display = screen.app.size.height >= LOW
    key = screen.session.keymap.shown("compare.terms")
    terms.show(said_terms(topic, screen.app.size.width - 14), f"{key} terms")
    if screen.single:
        _show_grid(screen)
        return
    for place, source in enumerate(screen.shown):
        name = screen.query_one(f"#name-{place}", Head)
        name.display = True
        here = every.index(source)
        rule = "── " if screen.stacked and place else ""
        title = short(f"{rule}{letter(here)}  {source.title}", max(8, (name.size.width or screen.app.size.width) - 3))
        name.show(title, "", place == screen.column)


def _show_tabs(screen: ComparisonScreen, views: Sequence[str]) -> None:
    """The views, the one shown in brackets; where there is no room for all names, only its name."""
    notes = [] if screen.walk.locked or screen.place != "passages" else ["each scrolls alone"]
    if len(screen.sources) > screen.count and not screen.single and screen.place != "evidence":
        first, last = screen.first + 1, screen.first + screen.count
        notes.append(f"sources {first}{f'-{last}' if last > first else ''} of {len(screen.sources)}")
    note = ", ".join(notes)
    every = "   ".join(f"[{n} {name}]" if n - 1 == screen.tab else f"{n} {name}" for n, name in enumerate(views, 1))
    if width(every) + width(note) + 4 > screen.app.size.width:
        every = "  ".join(f"[{n} {name}]" if n - 1 == screen.tab else f"{n}" for n, name in enumerate(views, 1))
    screen.query_one("#tabs", Head).show(every, note)


def _show_grid(screen: ComparisonScreen) -> None:
    """The names over the columns of a grid."""
    name = screen.query_one("#name-0", Head)
    column = screen.columns[0]
    grid = next((row for row in column.values if row.grid), None)
    name.display = grid is not None and screen.place == "comparison" and screen.tab != 0
    if grid is not None:
        name.show(grids.names_of(screen.comparison, screen.sources, *column.window(grid), "passages with the frame"))


def said_terms(topic: Topic, room: int) -> str:
    """As many of the terms of a topic as fit, and how many there are."""
    on = [term.text for term in topic.terms if term.on]
    off = len(topic.terms) - len(on)
    after = f" ({number(len(on), 'term')}{f', {off} off' if off else ''})"
    shown = ""
    for text in on:
        more = f"{shown}, {text}" if shown else text
        if width(more) + width(after) + 14 > room and shown:
            shown += " …"
            break
        shown = more
    return f"looked for: {shown}{after}"
