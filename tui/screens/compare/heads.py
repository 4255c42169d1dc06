"""The rows above a comparison: the topic and how much there is, the views, the terms, the name of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.compare import Topic
from tui.screens.compare.rows import number, short
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
    terms.show(said_terms(topic, screen.compared.counts, screen.app.size.width - 14), f"{key} terms")
    if screen.single:
        screen.query_one("#name-0", Head).display = False
        return
    for place, source in enumerate(screen.shown):
        name = screen.query_one(f"#name-{place}", Head)
        name.display = True
        rule = "── " if screen.stacked and place else ""
        room = max(8, (name.size.width or screen.app.size.width) - 3)
        title = short(f"{rule}{screen.names[source.doc]}  {source.title}", room)
        name.show(title, "", place == screen.column)


def _show_tabs(screen: ComparisonScreen, views: Sequence[str]) -> None:
    """The views, the one shown in brackets; where there is no room for all names, only its name."""
    notes = [] if screen.walk.locked or screen.place != "passages" else ["each scrolls alone"]
    if len(screen.sources) > screen.count and not screen.single and screen.place != "evidence":
        first, last = screen.first + 1, screen.first + screen.count
        notes.append(f"sources {first}{f'-{last}' if last > first else ''} of {len(screen.sources)}")
    note = ", ".join(notes)
    row = screen.bar.cursor_value
    if row is not None and row.grid:  # the columns of a grid have short names only
        note = short(screen.bar.chosen[0], screen.app.size.width // 2)
    every = "   ".join(f"[{n} {name}]" if n - 1 == screen.tab else f"{n} {name}" for n, name in enumerate(views, 1))
    if width(every) + width(note) + 4 > screen.app.size.width:
        every = "  ".join(f"[{n} {name}]" if n - 1 == screen.tab else f"{n}" for n, name in enumerate(views, 1))
    screen.query_one("#tabs", Head).show(every, note)


def said_terms(topic: Topic, counts: Mapping[str, int], room: int) -> str:
    """The terms that were found, the most frequent first, as many as fit, and how many were looked for."""
    on = sum(term.on for term in topic.terms)
    off = len(topic.terms) - on
    after = f"  ({len(counts)} of {number(on, 'term')}{f', {off} off' if off else ''})"
    shown = ""
    for text, count in counts.items():
        more = f"{shown}, {text} {count}" if shown else f"{text} {count}"
        if width(more) + width(after) + 12 > room and shown:
            shown += " …"
            break
        shown = more
    return f"found: {shown or 'none of them'}{after}"
