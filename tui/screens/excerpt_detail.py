"""An excerpt in full, beside the list or below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.screens.flow import flowed
from tui.widgets.line_list import Part

if TYPE_CHECKING:
    from index.excerpts import Excerpt

STANDS = {
    "normalised": "only typography has changed in the source since",
    "changed": "its words were edited in the source since",
    "partial": "a part of it is left in the source",
    "ambiguous": "it stands in several places of the source; p says which",
    "orphan": "it is no longer in the source; p places it by hand",
    "elsewhere": "from another library",
}
"""What the status of an excerpt means, in words."""


def detail(excerpt: Excerpt, width: int, status: str = "") -> Sequence[tuple[Part, ...]]:
    """An excerpt in full: its words, who and where, how it stands in its source, note and tags."""
    source = " · ".join(part for part in (excerpt.title or excerpt.doc, excerpt.outlet, excerpt.date) if part)
    rows: list[tuple[Part, ...]] = [*flowed([(excerpt.text.replace("\n", " "), "")], width), ()]
    said = ("~" if excerpt.evidence == "carried" else "") + (excerpt.speaker or "")
    if said:
        rows.append(((said, "name"),))
    rows += flowed([(f"{source}, line {excerpt.line}", "dim")], width)
    if status not in ("", "exact"):
        rows.append(((STANDS.get(status, status), "mark"),))
    if excerpt.tags:
        rows.append(((" ".join(f"#{tag}" for tag in excerpt.tags), "excerpt"),))
    if excerpt.note:
        rows += [(), *(row for line in excerpt.note.split("\n") for row in (flowed([(line, "")], width) or [()]))]
    return rows
