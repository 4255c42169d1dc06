"""What the library says of each quotation of a draft: a row a quotation, the one under the bar in full below.

Enter goes to the words in the source. A quotation by somebody else than the draft says is told like an altered one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.screens.differing import differing
from tui.screens.flow import Lines, Row, flowed
from tui.screens.listed import Listed
from tui.session import Session
from tui.widgets.cells import fit
from tui.widgets.head import Head
from tui.widgets.line_list import Item, LineList, Part
from tui.widgets.messages import Highlighted
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from index.search import CheckedQuotation

WIDE = 110  # cells from which a row has room for the title of its source; below, only the detail names it
ORDER = ("altered", "none", "exact")
At = tuple[str, str]
"""Where in the report the reader stands: what it is filtered by, and the row."""
Go = Callable[["CheckedQuotation", At], Awaitable[None]]


class QuotationList(LineList["CheckedQuotation"]):
    """The line in the draft, the status as a word, what is quoted, and where it stands."""

    EMPTY = "no quotation in this draft, so nothing to check"

    def __init__(self, title: Callable[[str], str]) -> None:
        super().__init__(id="quotations")
        self._title = title

    def item_of(self, value: CheckedQuotation) -> Item:
        wrong = "speaker" if value.speaker_matches is False and value.status != "none" else ""
        status = f"{value.status}, {wrong}" if wrong else str(value.status)
        sound = value.status == "exact" and not wrong
        parts: tuple[Part, ...] = (
            (f"{value.draft_line:>5}  ", "dim"),
            (f"{status:<17} ", "" if sound else "strong"),
            (f"“{' '.join(value.quotation.split())}”", ""),
        )
        where = ""
        if value.doc is not None:
            wide = self.size.width >= WIDE
            where = f"  {fit(self._title(value.doc), 30)}, line {value.line} " if wide else f"  line {value.line} "
        return Item(f"{value.start}", parts, ((where, "dim"),))

    def searchable(self, value: CheckedQuotation) -> str:
        named = (value.doc, value.speaker, value.attributed_to)
        return " ".join((str(value.status), value.quotation, *(name for name in named if name)))


class Checked(Listed["CheckedQuotation"]):
    """The report on a draft, opened `at` a row. `go` leads to the source of a quotation, once the report is gone."""

    DEFAULT_CSS = """
    Checked #detail { height: 7; margin: 1 0 0 0; }
    """

    def __init__(
        self, session: Session, draft: str, found: Sequence[CheckedQuotation], go: Go, at: At = ("", "")
    ) -> None:
        super().__init__(session, QuotationList(session.shelf.title))
        self._draft = draft
        self._found = found
        self._go = go
        self.filtered, self._row = at

    @property
    def place(self) -> str:
        return "report"

    def compose(self) -> ComposeResult:
        yield Head()
        yield self.rows
        yield Lines(id="detail")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        super().on_mount()
        counts = Counter(str(item.status) for item in self._found)
        said = [f"{counts[status]} {status}" for status in ORDER if counts[status]]
        wrong = sum(item.speaker_matches is False for item in self._found if item.status != "none")
        said += [f"{wrong} by another speaker"] if wrong else []
        self.show_head(self._draft, ", ".join(said) or "nothing to check")
        self.rows.set_values(self._found)
        self.rows.filter(self.filtered)
        self.rows.go_key(self._row)

    def on_resize(self) -> None:
        self.query_one("#detail").display = self.size.height >= 14
        self._show()

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        self._show()

    def _show(self) -> None:
        item = self.rows.cursor_value
        self.query_one("#detail", Lines).show(self._detail(item) if item is not None else [])

    def _detail(self, item: CheckedQuotation) -> list[Row]:
        where = f"{self.session.shelf.title(item.doc)}, line {item.line}" if item.doc is not None else ""
        return detail(item, where, max(20, self.size.width - 4))

    async def choose(self) -> None:
        item = self.rows.cursor_value
        if item is None:
            return
        if item.doc is None or item.source is None:
            self.say("these words are not in this library; nothing to go to")
            return
        await self.app.pop_screen()
        await self._go(item, (self.filtered, self.rows.cursor_key or ""))


def detail(item: CheckedQuotation, where: str, width: int) -> list[Row]:
    """The quotation under the bar: where it stands, who said it and who the draft says did, and what differs."""
    by: list[Part] = [(f"{where}: ", "")] if where else []
    if item.second_hand:
        by.append(("second-hand, ", ""))
    if item.status == "none":
        by.append(("not in this library", "dim"))
    elif item.speaker_matches is False:
        by += [("said by ", "dim"), (item.speaker or "nobody named", "name"), (f", not {item.attributed_to}", "strong")]
    else:
        by += [("said by ", "dim"), (item.speaker, "name")] if item.speaker else [("nobody is named there", "dim")]
    quoted: list[Part] = (
        differing(item.diff) if item.status == "altered" else [(" ".join(item.quotation.split()), "strong")]
    )
    return [(("  ", ""), *row) for row in (*flowed(by, width), *flowed(quoted, width))]
