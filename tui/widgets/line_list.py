"""One list for every pane: draws the rows on screen and nothing else, so 100,000 items cost what 20 do.

It owns the cursor, the filter and the scrolling of a list; what an item looks like is its subclass's or caller's
business, said as an `Item`. Keys are bound by the screen: every move is a method with a count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from index.text.fold import folded
from tui.safe import plain
from tui.widgets.messages import Chosen, Highlighted

T = TypeVar("T")

Part = tuple[str, str]
"""Text and the name of its style: "", "dim", "strong", "match", "name", "mark", "excerpt", "quotation"."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list. `right` is set at the right edge; a `head` cannot be chosen and the cursor skips it.

    A `quiet` head is only more text for the row above it, not a heading.
    """

    key: str
    parts: tuple[Part, ...]
    right: tuple[Part, ...] = ()
    indent: int = 0
    head: bool = False
    quiet: bool = False


class LineList(Widget, Generic[T], can_focus=True):
    """A list of `T`, each drawn by `item_of(value)`; `filter` keeps the values whose row holds the words typed."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--dim", "list--strong", "list--match", "list--name", "list--mark", "list--excerpt", "list--quotation",
        "list--cursor", "list--cursor-blurred", "list--head",
    }  # fmt: skip
    DEFAULT_CSS = """
    LineList { width: 1fr; height: 1fr; }
    LineList .list--dim { text-style: dim; }
    LineList .list--strong { text-style: bold; }
    LineList .list--match { text-style: bold underline; }
    LineList .list--head { text-style: bold; }
    LineList .list--cursor { text-style: reverse; }
    LineList .list--cursor-blurred { text-style: bold; }
    """
    EMPTY = "nothing here"
    NO_MATCH = ""
    """What is said in place of EMPTY when there are rows, and none passes the filter; "" says EMPTY then, too."""

    def __init__(
        self, item_of: Callable[[T], Item] | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._item_of = item_of
        self._values: Sequence[T] = ()
        self._shown: Sequence[int] = ()  # indices into _values that pass the filter
        self._folded: list[str] | None = None  # what the filter looks at, once it has been asked
        self._query = ""
        self._empty = ""
        self._cursor = 0
        self._above = 0  # rows scrolled off at the top

    # -- items
    def item_of(self, value: T) -> Item:
        """How `value` is drawn."""
        if self._item_of is None:
            raise NotImplementedError
        return self._item_of(value)

    def key_of(self, value: T) -> str:
        """The key of a value's item. Lists that can be long say it without building the item."""
        return self.item_of(value).key

    def set_values(self, values: Sequence[T], *, cursor: int = 0, keep: bool = False) -> None:
        """Show other values; `keep` leaves the cursor on the same key where it still exists."""
        key = self.cursor_key if keep else None
        self._values = values
        self._folded = None
        self._apply_filter()
        self._cursor = cursor
        if key is not None:
            self.go_key(key)
        self.move(0)
        self.refresh()

    @property
    def values(self) -> Sequence[T]:
        """Everything in the list, filtered or not."""
        return self._values

    def say_empty(self, text: str) -> None:
        """What an empty list says from now on, in place of EMPTY."""
        self._empty = text

    @property
    def count(self) -> int:
        """How many rows pass the filter."""
        return len(self._shown)

    @property
    def counted(self) -> int:
        """How many things those rows are; lists with rows that only head a group leave these out."""
        return self.count

    @property
    def cursor(self) -> int:
        """The row of the cursor among those that pass the filter, from 0."""
        return self._cursor

    @property
    def at_top(self) -> bool:
        """Whether no row above the cursor can be chosen."""
        return all(self._item(at).head for at in range(self._cursor))

    @property
    def cursor_value(self) -> T | None:
        """What the cursor stands on; None in an empty list."""
        return self._values[self._shown[self._cursor]] if self._shown else None

    @property
    def cursor_key(self) -> str | None:
        """The key of what the cursor stands on."""
        value = self.cursor_value
        return None if value is None else self.key_of(value)

    # -- filter
    def filter(self, query: str) -> int:
        """Keep the rows that hold every word of `query`; returns how many. An empty query shows all."""
        self._query = query
        self._apply_filter()
        self._cursor = 0
        self.move(0)
        self.refresh()
        return self.count

    def searchable(self, value: T) -> str:
        """The text of a value that `filter` looks at."""
        return "".join(text for text, _ in self.item_of(value).parts)

    def _apply_filter(self) -> None:
        words = folded(self._query).split()
        if not words:
            self._shown = range(len(self._values))
            return
        if self._folded is None:
            # Folding 100,000 rows takes longer than a key may: once a list, not once a letter.
            self._folded = [folded(self.searchable(value)) for value in self._values]
        self._shown = [n for n, text in enumerate(self._folded) if all(word in text for word in words)]

    # -- moves
    def move(self, count: int) -> None:
        """Move the cursor `count` rows (negative: up), skipping heads, kept inside the list."""
        if not self._shown:
            self._cursor = self._above = 0
            self.refresh()
            return
        last = len(self._shown) - 1
        target = min(max(self._cursor + count, 0), last)
        step = 1 if count >= 0 else -1
        at = target
        while 0 <= at <= last and self._item(at).head:
            at += step
        if not 0 <= at <= last:
            at = target
            while 0 <= at <= last and self._item(at).head:
                at -= step
        self._cursor = min(max(at, 0), last)
        height = max(1, self.size.height or len(self._shown))  # before the first layout everything fits
        top = self._cursor
        while top and self._cursor - top < height - 1 and self._item(top - 1).head:
            top -= 1  # what heads a row is shown with it
        if top < self._above:
            self._above = top
        elif self._cursor >= self._above + height:
            self._above = self._cursor - height + 1
        self._above = max(0, min(self._above, len(self._shown) - height))
        self.refresh()
        key = self.cursor_key
        if key is not None and not self._item(self._cursor).head:
            self.post_message(Highlighted(self.id or "", key, self._cursor))

    def page(self, count: float) -> None:
        """Move by heights of the pane; 0.5 is half of one."""
        self.move(round(count * max(1, self.size.height - 1)))

    def go(self, index: int) -> None:
        """The cursor to a row, from 0; -1 is the last."""
        self.move((index if index >= 0 else len(self._shown) + index) - self._cursor)

    def go_visible(self, number: int) -> bool:
        """The cursor to the row `number` (from 1) of those on screen that can be chosen; False when there is none."""
        height = max(1, self.size.height)
        rows = [at for at in range(self._above, min(self._above + height, len(self._shown))) if not self._item(at).head]
        if not 1 <= number <= len(rows):
            return False
        self.go(rows[number - 1])
        return True

    def go_key(self, key: str) -> bool:
        """The cursor to the row with `key`; False when it is not shown."""
        for at, number in enumerate(self._shown):
            if self.key_of(self._values[number]) == key:
                self.go(at)
                return True
        return False

    def go_top(self, key: str) -> bool:
        """The cursor to the row with `key`, on the first row if the list reaches that far; False without that key."""
        if not self.go_key(key):
            return False
        self._above = max(0, min(self._cursor, len(self._shown) - max(1, self.size.height)))
        self.refresh()
        return True

    def scroll_lines(self, count: int) -> None:
        """Move what is shown, not the cursor."""
        self._above = max(0, min(self._above + count, len(self._shown) - max(1, self.size.height)))
        self.refresh()

    def choose(self) -> None:
        """What Enter does: tells the screen which item was chosen."""
        key = self.cursor_key
        if key is not None:
            self.post_message(Chosen(self.id or "", key, self._cursor))

    def _item(self, at: int) -> Item:
        return self.item_of(self._values[self._shown[at]])

    # -- painting
    def on_resize(self) -> None:
        if self._cursor < self.size.height:
            self._above = 0
        self.move(0)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"list--{name}", partial=True) if name else Style.null()

    def render_line(self, y: int) -> Strip:
        at = self._above + y
        base = self.rich_style
        width = self.size.width
        if at >= len(self._shown):
            unmatched = self.NO_MATCH if self._values else ""
            empty = (self._empty or unmatched or self.EMPTY) if not self._shown and y == 0 else ""
            return Strip([Segment(f" {empty}", base + self._style("dim"))]).adjust_cell_length(width, base)
        item = self._item(at)
        here = at == self._cursor and not item.head
        if item.head and not item.quiet:
            base = base + self._style("head")
        if here:
            base = base + self._style("cursor" if self.has_focus else "cursor-blurred")
        right = [Segment(plain(text), base + self._style(name)) for text, name in item.right]
        beside = sum(cell_len(segment.text) for segment in right)
        said = 1 + item.indent + sum(cell_len(plain(text)) for text, _ in item.parts)
        # What stands at the right edge never takes more than half from what the row is about.
        most = max(width - 1 - said, width // 2)
        if beside > most:
            right = (
                [*Strip(right).crop(0, max(0, most - 1)), Segment("…", base + self._style("dim"))] if most > 3 else []
            )
        room = max(1, width - 1 - sum(cell_len(segment.text) for segment in right))
        left = [Segment((">" if here else " ") + " " * item.indent, base)]
        left += [Segment(plain(text), base + self._style(name)) for text, name in item.parts]
        strip = Strip(left)
        if strip.cell_length > room and room > 1:
            strip = Strip([*strip.crop(0, room - 1), Segment("…", base)])
        strip = strip.adjust_cell_length(room, base)
        return Strip([*strip, *right]).adjust_cell_length(width, base)

    # -- mouse
    def on_click(self, event: events.Click) -> None:
        at = self._above + event.y
        if at < len(self._shown) and not self._item(at).head:
            self.go(at)
            self.choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)
