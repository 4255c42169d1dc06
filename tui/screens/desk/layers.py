"""What lies on top of the desk, and so what "back" closes: one layer at a time, until only leaving is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk


def on_top(desk: Desk) -> str:
    """The layer that "back" closes next; "" when there is none."""
    if desk.text.selecting:
        return "selection"
    if desk.keeping.placing.under_way:
        return "placing"
    if desk.came_from is not None:
        return "document"
    if desk.searching.walking or desk.finding.marked or desk.sides.mode != "outline":
        return "found"
    if desk.place == "side":
        return "side"
    return "text" if desk.place == "text" and not desk.wide and len(desk.session.shelf.infos) > 1 else ""


async def close(desk: Desk) -> bool:
    """Close the layer on top; False when there is none."""
    layer = on_top(desk)
    if layer == "selection":
        desk.text.clear_selection()
    elif layer == "placing":
        desk.keeping.placing.give_up()
    elif desk.came_from is not None and layer == "document":
        way, desk.came_from = desk.came_from, None
        desk.finding.clear()
        desk.session.backs = 0  # on a screen that was left for the document, the way out begins anew
        await way()
    elif layer == "found":
        desk.searching.clear()
        desk.finding.clear()
        desk.sides.show("outline")
        desk.focus_pane("text" if desk.document is not None else "documents")
    elif layer:
        desk.focus_pane("text" if layer == "side" else "documents")
    return bool(layer)
