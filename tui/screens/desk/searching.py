"""Search in the whole library (`S`): hits as you type, opened on the hit, walked with n and N across documents.

The list has the best hits first; n and N go by place, down the open text and on to the next one of the list. A newer
key cancels the older search, and an answer that comes late is dropped: what is on screen always belongs to what is
typed. The first answer comes from the postings, a ranked one when the typing pauses. What is typed behind a `|` filters
the hits by words and by `speaker:`, `doc:` and the like, and is never searched for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document, DocumentInfo, Evidence, Span
from tui.screens.asking import Asking
from tui.session import Doer
from tui.shelf import NotReadyError
from tui.widgets.hit_rows import HitRow, Spread, telling
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from index.api import Library
    from tui.screens.desk.screen import Desk

PAUSE = 0.05  # seconds without a key before a search starts: five quick keys run one search
SETTLED = 0.25  # and before the ranked answer is asked for
LIMIT = 200
BAR = "|"


@dataclass(frozen=True)
class Found:
    """What is shown of a search: the line it belongs to, without its filter, and its hits."""

    query: str = ""
    rows: Sequence[HitRow] = ()
    spread: Mapping[str, Spread] = field(default_factory=dict)
    notice: str = ""
    total: int = 0  # hits there are, listed or not
    documents: int = 0  # that hold them


class Searching:
    """The last search in the library and the walk through its hits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.query = ""
        self.counter = ""
        self.walking = False  # n and N walk these hits
        self._found = Found()
        self._before = Found()  # what was walked when the prompt was opened
        self._current: HitRow | None = None
        self._back = "text"
        self._wanted: str | None = None  # entered before there was an index: opens as soon as it is answered

    def doers(self) -> dict[str, Doer]:
        return {"search.open": lambda _: self._open(), "search.filter": lambda _: self._filter()}

    @property
    def _rows(self) -> list[HitRow]:
        """The hits shown, as they are walked: those of a document by place, documents as they are listed."""
        by_document: dict[str, list[HitRow]] = {}
        for row in self._desk.hits.hits:
            by_document.setdefault(row.doc, []).append(row)
        return [row for rows in by_document.values() for row in sorted(rows, key=lambda row: row.start)]

    def _open(self, text: str = "") -> None:
        if self._desk.asker.asking is None or self._desk.asker.asking.purpose != "search":
            self._back = self._desk.place
        self._before = self._found if self.walking else Found()
        self._desk.sides.show("hits")
        self._desk.focus_pane("side")
        self._desk.ask(
            Asking(
                "search", "Search ", self._accept, self._typed, self._leave, text,
                rows=self._desk.hits, dive=self._dive,
            ),
            self._desk.query_one("#side-prompt", Prompt),
        )  # fmt: skip
        self._wanted = None
        if text:
            self._begin(text)
        else:
            self._show("", Found())
            self._desk.work("warm", self._desk.session.shelf.warm)

    def _filter(self) -> None:
        """Back into the prompt, behind the bar that begins a filter."""
        if not self._found.rows:
            self._desk.say("no hits to filter yet: S searches")
            return
        self._open(f"{self.query.partition(BAR)[0].strip()} {BAR} ")

    def start(self, query: str) -> None:
        """Search for `query` as if it had been typed and entered; it opens when there is an answer."""
        self._open(query)
        self._wanted = query

    def _typed(self, text: str) -> None:
        if text == self._wanted:
            return  # told of a text that was not typed
        self._wanted = None
        self._begin(text)

    def _begin(self, text: str) -> None:
        query = text.partition(BAR)[0].strip()
        if query == self._found.query and self._found.rows:
            self._desk.workers.cancel_group(self._desk, "search")
            self._show(text, self._found)
        else:
            self._desk.work("search", self._search, text)

    def again(self) -> None:
        """Search once more: the index has become ready or newer."""
        if self._asked and self._desk.asker.prompt is not None:
            self._begin(self._desk.asker.prompt.typed)

    @property
    def _asked(self) -> bool:
        """Whether the prompt is still open: an answer that comes later would reorder hits that are being walked."""
        return self._desk.asker.asking is not None and self._desk.asker.asking.purpose == "search"

    async def _search(self, text: str) -> None:
        query = text.partition(BAR)[0].strip()
        if not query:
            self._show(text, Found())
            return
        await asyncio.sleep(PAUSE)
        try:
            found = await self._ask(query, typing=True)
            if not self._asked:
                return
            self._show(text, found)
            if text == self._wanted and await self._accept(text):
                return
            before = self._desk.hits.cursor_key
            await asyncio.sleep(SETTLED)
            found = await self._ask(query, typing=False)
            if self._asked and found.rows and self._desk.hits.cursor_key == before:
                self._show(text, found)
        except NotReadyError:
            self._show(text, Found())
            self._desk.asker.say("indexing")
        except VariorumError as error:
            self._desk.asker.say(str(error))

    async def _ask(self, query: str, typing: bool) -> Found:
        """Ask the library, in its thread; raises VariorumError."""

        infos = {info.id: info for info in self._desk.session.shelf.infos}
        unknown = DocumentInfo("", "", "")

        def ask(library: Library) -> Found:
            answer = library.type_ahead(query, LIMIT) if typing else library.search(query, LIMIT)
            rows = [
                HitRow(
                    hit.doc, hit.title or info.title or hit.doc, hit.text, hit.start, hit.spans, hit.line,
                    hit.speaker or "", hit.evidence == Evidence.CARRIED,
                    outlet=info.outlet, date=info.date, kind=str(hit.kind),
                )
                for hit in answer.hits
                for info in (infos.get(hit.doc, unknown),)
            ]  # fmt: skip
            spread = {doc: Spread(answer.per_document.get(doc, 0), shares) for doc, shares in answer.spread.items()}
            return Found(query, telling(rows), spread, answer.notice, max(answer.total, len(rows)), answer.documents)

        return await self._desk.session.shelf.ask(ask)

    def _show(self, text: str, found: Found) -> None:
        """Show hits under the prompt, those that pass the filter in `text`."""
        desk, asked = self._desk, text.partition(BAR)[2]
        waiting = not desk.session.shelf.ready
        desk.hits.EMPTY = (
            "there is no document to search; `variorum FOLDER` opens others"
            if not waiting and not desk.session.shelf.infos
            else "type to search all documents; Up brings back the last ones" if not found.query and not text.strip()
            else "no hit passes the filter" if found.rows
            else "the index is being built; this fills by itself" if waiting else "no hits; fewer words find more"
        )  # fmt: skip
        if found is not self._found or not asked.strip():
            self._found = found
            desk.hits.show(found.rows, found.spread, found.notice)
        kept = desk.hits.filter(asked) if asked.strip() else len(found.rows)
        self.counter = self._count(found, kept)
        self._desk.asker.say(
            self.counter or ("" if not text.strip() else "none so far" if desk.session.shelf.building else "no hits")
        )
        desk.show_heads()

    def _count(self, found: Found, kept: int) -> str:
        """How many hits there are, as long as there is room to say it."""
        if not found.rows:
            return ""
        if kept != len(found.rows):
            return f"{kept} of {found.total}"
        hits = f"{found.total:,} hit{'s' if found.total != 1 else ''}"
        if self._desk.query_one("#right").size.width < 60:
            return hits
        return f"{hits} in {found.documents:,} document{'s' if found.documents != 1 else ''}"

    async def _accept(self, text: str) -> bool:
        query = text.partition(BAR)[0].strip()
        if query and query != self._found.query:
            # Typed and entered in one burst: the answer to these very words, not to the last ones that were answered.
            if not self._desk.session.shelf.ready:
                self._wanted = text
                self._desk.asker.say("opens when the index is ready")
                return False
            found = await self._ask(query, typing=False)
            self._desk.workers.cancel_group(self._desk, "search")
            self._show(text, found)
        if self._desk.hits.cursor_value is None or self._desk.hits.cursor_value.of:
            return False
        self._wanted = None
        self.query = text
        self._desk.asker.close()
        await self.open_row()
        return True

    def _leave(self) -> None:
        """Back to where the search began; what was walked before it goes on."""
        self._desk.workers.cancel_group(self._desk, "search")
        self._found = self._before
        if self.walking and self._found.rows:
            self._show(self.query, self._found)
            if self._current is not None:
                self._desk.hits.go_key(self._key(self._current))
        else:
            self._desk.sides.show("outline")
        self._desk.focus_pane(self._back if self._back != "side" else "text" if self._desk.document else "documents")

    def _dive(self) -> None:
        self._desk.focus_pane("side")

    # -- hits
    async def open_row(self) -> None:
        """Open the document on the hit under the bar."""
        row = self._desk.hits.cursor_value
        if row is None or row.of:
            return
        self._desk.finding.clear()
        self.walking = True
        self._current = row
        await self._desk.open(row.doc, row.span)
        self.mark_hits()
        self.tell()

    def tell(self) -> None:
        rows = self._rows
        if self._current in rows:
            keys = self._desk.session.keymap
            best = f" best of {self._found.total:,}" if len(rows) == LIMIT < self._found.total else ""
            self._desk.say(
                f"hit {rows.index(self._current) + 1}/{len(rows)}{best}  {self.query}  {keys.shown('find.next')} "
                f"{keys.shown('find.previous')} go down and up the text, {keys.shown('search.filter')} filters"
            )

    async def walk(self, count: int) -> None:
        """To another hit, `count` further down the text, across documents and round the end."""
        rows = self._rows
        if not rows:
            return
        at = rows.index(self._current) if self._current in rows else -1
        self._desk.hits.go_key(self._key(rows[(at + count) % len(rows)]))
        await self.open_row()
        if not 0 <= at + count < len(rows):
            self._desk.say(f"hit {(at + count) % len(rows) + 1}/{len(rows)}  {self.query}  round the end")

    @staticmethod
    def _key(row: HitRow) -> str:
        return f"{row.doc}:{row.offset}"

    def mark_hits(self) -> None:
        """Mark the hits in the open document."""
        document: Document | None = self._desk.document
        if not self.walking or document is None:
            return
        current = self._current
        now = current.span if current is not None and current.doc == document.id and current.spans else None
        self._desk.text.set_layer("hits", self.spans_in(document.id), current=now)

    def spans_in(self, doc: str) -> list[Span]:
        """What was found in a document, as far as it is listed."""
        return [span for row in self._rows if row.doc == doc for span in row.spans]

    def stop_walking(self) -> None:
        """n and N belong to another search now."""
        self.walking = False
        self._current = None

    def clear(self) -> None:
        if self.walking:
            self.stop_walking()
            self._desk.text.clear_layer("hits")
