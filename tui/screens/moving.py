"""The moving keys over a list: the same on every screen that has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tui.session import Doer
from tui.widgets.line_list import LineList


def moves(rows: Callable[[], LineList[Any]]) -> dict[str, Doer]:
    """Doers that move the bar of the list that `rows` gives."""
    return {
        "move.down": lambda p: rows().move(p.times),
        "move.up": lambda p: rows().move(-p.times),
        "move.page_down": lambda p: rows().page(p.times),
        "move.page_up": lambda p: rows().page(-p.times),
        "move.half_down": lambda p: rows().page(p.times / 2),
        "move.half_up": lambda p: rows().page(-p.times / 2),
        "move.top": lambda p: rows().go(0),
        "move.bottom": lambda p: rows().go(-1),
    }
