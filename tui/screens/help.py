"""Help (`?`): what the keys do in this pane, searchable; Enter does it. Made from the table of actions alone."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import CHAINS, PANES, in_pane
from tui.screens.chooser import Choice, Chooser
from tui.screens.keyed import Keyed
from tui.screens.matching import matching
from tui.session import Session
from tui.widgets.help_table import HelpRow, HelpTable

GROUPS = {
    "text": "In the text", "documents": "In the list of documents", "side": "In the side pane", "list": "In every list",
    "excerpts": "In the excerpts", "overview": "In the topics", "comparison": "In every view",
    "numbers": "On a number", "views": "Passage by passage", "passages": "In the passages", "terms": "In the terms",
    "evidence": "In the evidence", "page": "On this page", "report": "In the report",
    "desk": "Find, compare, go", "moving": "Moving",
    "anywhere": "Anywhere",
}  # fmt: skip


def help_screen(session: Session, below: Keyed) -> Chooser[HelpRow]:
    """The keys of the pane in use on the screen `below`."""
    place = below.place
    everything = _rows(session, below)

    def rows(typed: str) -> Sequence[HelpRow]:
        if not typed.strip():
            return everything
        actions = [row for row in everything if row.keys]
        return matching(typed, actions, lambda row: (row.keys, f"{row.text} {row.group}"))

    async def chosen(row: HelpRow) -> None:
        if row.action:
            await below.run_action_id(row.action)

    return Chooser(session, Choice("help", f"Keys in {PANES[place]} ", HelpTable(), rows, chosen))


def _rows(session: Session, below: Keyed) -> list[HelpRow]:
    rows, place = [], below.place
    for group in CHAINS[place]:
        found = [
            HelpRow(
                " ".join(session.keymap.all_shown(action.id)),
                "Quit; the place is kept." if action.id == "app.back" and below.leaving else action.help,
                f"{action.label} {action.words}",
                action.id,
            )
            for action in in_pane(place)
            if next(g for g in CHAINS[place] if g in action.contexts) == group
        ]
        if found:
            rows += [HelpRow("", GROUPS.get(group, group)), *found]
    return rows
