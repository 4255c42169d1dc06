"""The moving keys: by rows and pages the same on every screen, whatever moves there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tui.session import Doer
from tui.widgets.line_list import LineList


def steps(by_rows: Callable[[int], None], by_pages: Callable[[float], None]) -> dict[str, Doer]:
    """Doers of the keys that go by rows and by pages, both counted, negative for up."""
    return {
        "move.down": lambda p: by_rows(p.times),
        "move.up": lambda p: by_rows(-p.times),
        "move.page_down": lambda p: by_pages(p.times),
        "move.page_up": lambda p: by_pages(-p.times),
        "move.half_down": lambda p: by_pages(p.times / 2),
        "move.half_up": lambda p: by_pages(-p.times / 2),
    }


def moves(rows: Callable[[], LineList[Any]]) -> dict[str, Doer]:
    """Doers that move the bar of the list that `rows` gives."""
    return {
        **steps(lambda count: rows().move(count), lambda count: rows().page(count)),
        "move.top": lambda p: rows().go(0),
        "move.bottom": lambda p: rows().go(-1),
    }
