"""The help of a pane: keys and what they do, searchable like every list."""

from __future__ import annotations

from dataclasses import dataclass

from tui.widgets.line_list import Item, LineList


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A line of help; without `keys` it heads a group."""

    keys: str
    text: str
    group: str = ""
    action: str = ""  # what Enter on the row runs


class HelpTable(LineList[HelpRow]):
    """`set_values(rows)`; the key of an item is its action."""

    EMPTY = "no key does that; : finds every action"

    def item_of(self, value: HelpRow) -> Item:
        if not value.keys:
            return Item("", ((value.text, "strong"),), head=True)
        return Item(value.action, ((f"{value.keys:>12}  ", "name"), (value.text, "")))

    def searchable(self, value: HelpRow) -> str:
        return f"{value.keys} {value.text} {value.group}"
