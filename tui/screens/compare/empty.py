"""A comparison without a passage: why there is none, what comes closest, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.compare import FarPlace
from tui.screens.compare.rows import Row, number, said
from tui.widgets.hit_list import around
from tui.widgets.line_list import Part

if TYPE_CHECKING:
    from tui.screens.compare.screen import ComparisonScreen

KEYS = (
    ("compare.topic", "other words, or a topic from the list"),
    ("compare.terms", "the terms that were looked for: switch them, add others"),
    ("compare.sources", "other sources"),
    ("compare.topics", "what these sources do speak of: all topics by all sources"),
)
"""What leads on from here."""


def nothing_on(screen: ComparisonScreen, width: int) -> list[Row]:
    """The rows of a comparison that found nothing."""
    topic, count = screen.comparison.topic, len(screen.comparison.sources)
    name = f"“{topic.name}”" if str(topic.origin) == "typed" else topic.name
    rows = [Row(), *said(f"No passage in {number(count, 'source')} is on {name}.", width, "  "), Row()]
    near = screen.ways.near
    if near:
        rows += [Row((("closest to these words", "dim"),)), *(_near(screen, place, width) for place in near), Row()]
    rows.append(Row((("what to do next", "dim"),)))
    for action, text in KEYS:
        key = screen.session.keymap.shown(action)
        if key:
            rows.append(Row(((f"  {key:<3}", "strong"), (text, ""))))
    return rows


def _near(screen: ComparisonScreen, place: FarPlace, width: int) -> Row:
    """A passage that holds some of the words, from its beginning."""
    doc, _, start, end = place
    document = screen.documents[doc]
    line: tuple[Part, ...] = ((f"  {document.line_of(start):>5}  ", "dim"),)
    return Row((*line, *around(document.text[start:end], [], width - 12)), (), (place,), document.title, key=str(place))
