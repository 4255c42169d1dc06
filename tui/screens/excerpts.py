"""All saved excerpts of all documents (`E`): search as you type over words, notes and tags, and back to the place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from index.errors import ExcerptError
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.excerpt_edits import ExcerptEdits
from tui.screens.flow import Lines, flowed
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.line_list import Part
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt
from tui.widgets.side_lists import ExcerptList, ExcerptRow

if TYPE_CHECKING:
    from index.excerpts import Excerpt

WIDE = 120


class Excerpts(Keyed):
    """The list of excerpts with the one under the bar in full. `go` opens the document of one at its place."""

    DEFAULT_CSS = """
    Excerpts #excerpts-pane { width: 1fr; height: 1fr; }
    Excerpts #detail-pane { padding: 0 1; }
    """

    def __init__(self, session: Session, go: Callable[[Excerpt], Awaitable[None]]) -> None:
        super().__init__(session)
        self._go = go
        self._excerpts: dict[str, Excerpt] = {}
        self._edits = ExcerptEdits(self, session, self._chosen, self.refresh_rows)
        self.doers |= {
            **moves(lambda: self._list),
            **self._edits.doers(),
            "find.open": lambda _: self._find(),
            "list.choose": lambda _: self._open(),
            "list.pick": self._pick,
            "copy.text": lambda _: self._copy(cite=False),
            "copy.cite": lambda _: self._copy(cite=True),
        }

    @property
    def place(self) -> str:
        return "excerpts"

    @property
    def _list(self) -> ExcerptList:
        return self.query_one(ExcerptList)

    def compose(self) -> ComposeResult:
        with Horizontal(id="excerpts-pane"):
            with Vertical():
                yield Head(id="head")
                yield ExcerptList(id="excerpts")
            with Vertical(id="detail-pane"):
                yield Lines(id="detail")
        yield Lines(id="below")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self.set_focus(self._list)
        self._arrange()
        self.refresh_rows()
        self.show_hints()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange()
        self._show_detail()

    def _arrange(self) -> None:
        wide = self.app.size.width >= WIDE
        self.query_one("#detail-pane").display = wide
        below = self.query_one("#below")
        below.display = not wide
        below.styles.height = max(3, min(9, self.app.size.height // 3))

    def refresh_rows(self) -> None:
        """Read the excerpts again."""
        try:
            excerpts = self.session.excerpts.all()
        except ExcerptError as error:
            self.fail(str(error))
            excerpts = ()
        self._excerpts = {excerpt.id: excerpt for excerpt in excerpts}
        rows = [
            ExcerptRow(e.id, e.doc, e.title or e.doc, e.text, e.speaker or "", e.note, e.tags)
            for e in reversed(excerpts)
        ]
        self._list.set_values(rows, keep=True)
        self._count()
        self._show_detail()

    def _count(self) -> None:
        shown, every = self._list.count, len(self._excerpts)
        self.query_one("#head", Head).show("Excerpts", f"{shown} of {every}" if shown != every else str(every), True)

    def _chosen(self) -> Excerpt | None:
        row = self._list.cursor_value
        return self._excerpts.get(row.id) if row is not None else None

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()
        self._show_detail()

    def _show_detail(self) -> None:
        wide = self.app.size.width >= WIDE
        pane = self.query_one("#detail" if wide else "#below", Lines)
        width = (self.app.size.width // 2 if wide else self.app.size.width) - 4
        excerpt = self._chosen()
        pane.show([] if excerpt is None else detail(excerpt, width))

    # -- keys
    def _find(self) -> None:
        async def accept(_text: str) -> bool:
            return self._list.count > 0

        def typed(text: str) -> None:
            self._list.filter(text)
            self._count()
            self._show_detail()
            if self.asker.prompt is not None:
                self.asker.prompt.say(f"{self._list.count} of {len(self._excerpts)}")

        self.ask(Asking("filter", "search excerpts ", accept, typed, lambda: typed(""), rows=self._list))

    async def _open(self) -> None:
        excerpt = self._chosen()
        if excerpt is None:
            return
        if excerpt.doc not in self.session.shelf.ids:
            self.say(f"from another library: variorum {excerpt.path}")
            return
        await self.app.pop_screen()
        await self._go(excerpt)

    async def _pick(self, press: Press) -> None:
        if self._list.go_visible(int(press.letter)):
            await self._open()

    async def _copy(self, cite: bool) -> None:
        excerpt = self._chosen()
        if excerpt is None:
            return
        text = " ".join(excerpt.text.split("\n"))
        if cite:
            document = await self.session.shelf.read(excerpt.doc)
            text = f"“{text}”\n{await self.session.cite(document, (excerpt.start, excerpt.end))}"
        self.say(await self.session.copy(text))

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._open()


def detail(excerpt: Excerpt, width: int) -> Sequence[tuple[Part, ...]]:
    """An excerpt in full: its words, who and where, note and tags."""
    source = " · ".join(part for part in (excerpt.title or excerpt.doc, excerpt.outlet, excerpt.date) if part)
    rows: list[tuple[Part, ...]] = [*flowed([(excerpt.text.replace("\n", " "), "")], width), ()]
    said = ("~" if excerpt.evidence == "carried" else "") + (excerpt.speaker or "")
    if said:
        rows.append(((said, "name"),))
    rows += flowed([(f"{source}, line {excerpt.line}", "dim")], width)
    if excerpt.tags:
        rows.append(((" ".join(f"#{tag}" for tag in excerpt.tags), "excerpt"),))
    if excerpt.note:
        rows += [(), *flowed([(excerpt.note, "")], width)]
    return rows
