"""Search in the whole library (`S`): hits as you type, opened on the hit, walked with n and N across documents.

A newer key cancels the older search, and an answer that comes late is dropped: what is on screen always belongs to what
is typed. The first answer comes from the postings, a ranked one when the typing pauses.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document, Evidence
from tui.screens.asking import Asking
from tui.session import Doer
from tui.shelf import NotReadyError
from tui.widgets.hit_list import HitRow
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from index.search import Answer
    from tui.screens.desk.screen import Desk

PAUSE = 0.05  # seconds without a key before a search starts: five quick keys run one search
SETTLED = 0.25  # and before the ranked answer is asked for
LIMIT = 200


class Searching:
    """The last search in the library and the walk through its hits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.query = ""
        self.counter = ""
        self.walking = False  # n and N walk these hits
        self._answered = ""  # the query that the rows belong to
        self._current: HitRow | None = None
        self._back = "text"
        self._wanted = ""  # entered before there was an index: opens as soon as it is answered

    def doers(self) -> dict[str, Doer]:
        return {"search.open": lambda _: self._open()}

    @property
    def _rows(self) -> list[HitRow]:
        return [row for row in self._desk.hits.values if not row.of]

    def _open(self) -> None:
        self._back = self._desk.place
        self._desk.sides.show("hits")
        self._desk.focus_pane("side")
        prompt = self._desk.query_one("#side-prompt", Prompt)
        self._desk.ask(
            Asking("search", "Search ", self._accept, self._typed, self._leave, rows=self._desk.hits, dive=self._dive),
            prompt,
        )
        self._typed("")

    def start(self, query: str) -> None:
        """Search for `query` as if it had been typed and entered; it opens when there is an answer."""
        self._open()
        if self._desk.asker.prompt is not None:
            self._desk.asker.prompt.set_text(query)
        self._wanted = query
        self._begin(query)

    def _typed(self, text: str) -> None:
        if text == self._wanted:
            return  # told of a text that was not typed
        self._wanted = ""
        self._begin(text)

    def _begin(self, text: str) -> None:
        self._desk.run_worker(self._search(text), group="search", exclusive=True)

    def again(self) -> None:
        """Search once more: the index has become ready or newer."""
        asking = self._desk.asker.asking
        if asking is not None and asking.purpose == "search" and self._desk.asker.prompt is not None:
            self._begin(self._desk.asker.prompt.typed)

    async def _search(self, text: str) -> None:
        if not text.strip():
            self._show(text, ())
            return
        await asyncio.sleep(PAUSE)
        try:
            answer = await self._desk.session.shelf.ask(lambda library: library.type_ahead(text, LIMIT))
            self._take(text, answer)
            if text == self._wanted and await self._accept(text):
                return
            before = self._desk.hits.cursor_key
            await asyncio.sleep(SETTLED)
            answer = await self._desk.session.shelf.ask(lambda library: library.search(text, LIMIT))
            if answer.hits and self._desk.hits.cursor_key == before:
                self._take(text, answer)
        except NotReadyError:
            self._show(text, ())
            self._say("indexing")
        except VariorumError as error:
            self._say(str(error))

    def _take(self, text: str, answer: Answer) -> None:
        rows = [
            HitRow(
                hit.doc, hit.title or self._desk.session.shelf.title(hit.doc), hit.text, hit.start, hit.spans, hit.line,
                hit.speaker or "", hit.evidence == Evidence.CARRIED,
            )
            for hit in answer.hits
        ]  # fmt: skip
        self._show(text, rows, answer.total, answer.notice)

    def _show(self, text: str, rows: Sequence[HitRow], total: int = 0, notice: str = "") -> None:
        self._answered = text
        waiting = not self._desk.session.shelf.ready
        self._desk.hits.EMPTY = (
            "type to search all documents" if not text.strip()
            else "the index is being built; this fills by itself" if waiting else "no hits; fewer words find more"
        )  # fmt: skip
        # Bytes stand in for characters: the strips show where hits lie, and no text need be read for them.
        infos = {row.doc: self._desk.session.shelf.info(row.doc) for row in rows}
        self._desk.hits.show(rows, {doc: info.size for doc, info in infos.items() if info is not None})
        docs = len({row.doc for row in rows})
        total = max(total, len(rows))
        self.counter = f"{total} in {docs}" if rows else ""
        found = self.counter or (
            "" if not text.strip() else "none so far" if self._desk.session.shelf.building else "no hits"
        )
        self._say("  ".join(part for part in (notice, found) if part))
        self._desk.show_heads()

    def _say(self, text: str) -> None:
        if self._desk.asker.prompt is not None:
            self._desk.asker.prompt.say(text)

    async def _accept(self, text: str) -> bool:
        if text.strip() and text != self._answered:
            # Typed and entered in one burst: the answer to these very words, not to the last ones that were answered.
            if not self._desk.session.shelf.ready:
                self._wanted = text
                self._say("opens when the index is ready")
                return False
            self._desk.workers.cancel_group(self._desk, "search")
            answer = await self._desk.session.shelf.ask(lambda library: library.type_ahead(text, LIMIT))
            self._take(text, answer)
        if self._desk.hits.cursor_value is None:
            return False
        self._wanted = ""
        self.query = text
        self._desk.asker.close()
        await self.open_row()
        return True

    def _leave(self) -> None:
        self._desk.workers.cancel_group(self._desk, "search")
        if not self.walking:
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
        end = row.spans[0][1] if row.spans else row.start + 1
        await self._desk.open(row.doc, (row.offset, end))
        self.mark_hits()
        self.tell()

    def tell(self) -> None:
        rows = self._rows
        if self._current in rows:
            self._desk.say(f"hit {rows.index(self._current) + 1}/{len(rows)}  {self.query}  n N walk the hits")

    async def walk(self, count: int) -> None:
        """To another hit, `count` further in the list, across documents and round the end."""
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
        spans = [span for row in self._rows if row.doc == document.id for span in row.spans]
        current = self._current
        now = current.spans[0] if current is not None and current.doc == document.id and current.spans else None
        self._desk.text.set_layer("hits", spans, current=now)

    def stop_walking(self) -> None:
        """n and N belong to another search now."""
        self.walking = False
        self._current = None

    def clear(self) -> None:
        if self.walking:
            self.stop_walking()
            self._desk.text.clear_layer("hits")
