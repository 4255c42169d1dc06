"""The rows above a comparison: the topic and how much there is, the views, the name of each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.widgets.head import Head

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen

ORIGINS = {"typed": "typed", "suggested": "suggested", "own": "your topic"}


def show_heads(screen: ComparisonScreen, views: Sequence[str], view: int) -> None:
    """Bring the heads of a comparison up to date; `view` is the number of the one shown."""
    every, topic = screen.comparison.sources, screen.comparison.topic
    passages = sum(len(source.passages) for source in every)
    found = f"{passages} passages in {sum(bool(source.passages) for source in every)} of {len(every)} sources"
    screen.query_one("#head", Head).show(f"{topic.name} ({ORIGINS.get(str(topic.origin), 'topic')})", found, True)
    names = "   ".join(f"[{n} {name}]" if n - 1 == view else f"{n} {name}" for n, name in enumerate(views, 1))
    walking = views[view] == "Passages"
    beside = not screen.stacked or walking
    notes = ["scroll lock"] if screen.walk.locked and walking else []
    count = len(screen.shown)
    if len(screen.sources) > count and beside:
        notes.append(f"sources {screen.first + 1}-{screen.first + count} of {len(screen.sources)}")
    screen.query_one("#tabs", Head).show(names, ", ".join(notes))
    for number, source in enumerate(screen.shown):
        name = screen.query_one(f"#name-{number}", Head)
        name.display = beside
        name.show(source.title, "", number == screen.column)
