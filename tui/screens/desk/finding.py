"""Find in the document (`/`), its matches and counter; in a list, `/` filters the rows.

The same fold as everywhere: case, curly quotes, dashes, blanks and line breaks make no difference, unless Tab asks for
whole words or the same case. From the place on screen, round the end; a closed prompt leaves the reader where the
search began. Long texts are looked through in a thread, so that no key waits for them.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from typing import TYPE_CHECKING

from textual.worker import Worker

from index.model import Document, Span
from tui.screens.asking import Asking
from tui.screens.desk.matches import MOST, FoldedPieces, Way, matches
from tui.session import Doer

if TYPE_CHECKING:
    from tui.screens.desk.screen import Desk

AT_ONCE = 60_000  # characters that are folded in a few milliseconds; longer texts go to a thread
PAUSE = 0.05  # seconds without a key before a long text is looked through


class Finding:
    """The last search in a document, and the walk through its matches."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.query = ""
        self._spans: list[Span] = []
        self._more = False  # there are more than are marked
        self._at = 0
        self._doc = ""
        self._way = Way()
        self._folded: tuple[str, asyncio.Future[FoldedPieces]] | None = None  # a text and its fold
        self._start = (0, 0)  # caret and top where the search began
        self._work: Worker[None] | None = None

    def doers(self) -> dict[str, Doer]:
        return {
            "find.open": lambda _: self._open(),
            "find.next": lambda p: self._walk(p.times),
            "find.previous": lambda p: self._walk(-p.times),
            "find.way": lambda _: self._turn(),
        }

    @property
    def marked(self) -> bool:
        """Whether matches of `/` are marked in the text."""
        return bool(self._spans)

    def clear(self) -> None:
        if self._spans:
            self._spans = []
            self._desk.text.clear_layer("hits")

    def current_span(self, doc: str) -> Span | None:
        """The match in view in document `doc`."""
        return self._spans[self._at] if self._spans and doc == self._doc else None

    def mark(self, doc: str, query: str, spans: list[Span]) -> None:
        """Mark spans that were found in another way, as the matches of `query`."""
        self.query, self._doc, self._spans, self._at, self._more = query, doc, spans, 0, False
        self._desk.text.set_layer("hits", spans, current=spans[0])

    async def start(self, query: str) -> bool:
        """Find `query` in the open document as if it had been typed; False when it is not there."""
        self._start = self._desk.text.caret, self._desk.text.top_offset
        await self._accept(query)
        return self.marked

    # -- asking
    def _open(self) -> None:
        if self._desk.place != "text":
            rows = self._desk.list
            self._desk.ask(
                Asking("filter", "filter ", self._filtered, lambda text: self._count_rows(rows.filter(text)),
                       lambda: self._count_rows(rows.filter("")), rows=rows)
            )  # fmt: skip
            return
        if self._desk.document is None:
            self._desk.say("no document is open")
            return
        self._start = self._desk.text.caret, self._desk.text.top_offset
        self._desk.ask(Asking("find", self._label, self._accept, self._typed, self._return, pane="finding"))
        self._say_note("Tab: whole words, same case")

    @property
    def _label(self) -> str:
        return f"{self._way.label} /" if self._way.label else "/"

    def _turn(self) -> None:
        """Go on to the next way of matching, and find again what is typed."""
        self._way = self._way.next
        prompt = self._desk.asker.prompt
        if prompt is not None:
            prompt.relabel(f" {self._label}")
            self._typed(prompt.typed)

    def _say_note(self, note: str) -> None:
        self._desk.asker.say(note)

    async def _filtered(self, _text: str) -> bool:
        if self._desk.list.count:
            return True
        self._count_rows(0)
        return False

    def _count_rows(self, count: int) -> None:
        self._say_note(f"{count} row{'s' if count != 1 else ''}")

    def _typed(self, text: str) -> None:
        self._work = self._desk.work("find", self._find, text)

    async def _accept(self, text: str) -> bool:
        if not text.strip():
            text = next(iter(self._desk.session.history.of("find")), "")
        if self._work is not None:
            self._work.cancel()
        await self._find(text)
        if not self._spans:
            self._return()
            self._desk.say(
                f"{text!r} is not in this document; S searches all of them" if text.strip() else "nothing typed"
            )
            return True
        if (start := self._desk.here_at(*self._start)) is not None:
            self._desk.session.state.jump(start)
        self._desk.searching.stop_walking()
        self._tell()
        return True

    def _return(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self.clear()
        self._desk.opening.return_to(*self._start)

    async def _find(self, query: str) -> None:
        """Mark all matches of `query` and go to the first one from where the search began."""
        document = self._desk.document
        if document is None:
            return
        if len(document.text) > AT_ONCE and query.strip():
            await asyncio.sleep(PAUSE)
        await self._look(document, query)
        if not self._spans:
            self._desk.text.clear_layer("hits")
            self._desk.opening.return_to(*self._start)
            self._say_note("no match" if query.strip() else "")
            return
        first = bisect_left(self._spans, (self._start[1], -1))
        self._desk.text.set_layer("hits", self._spans)
        self._show(first % len(self._spans))
        self._say_note(self.counter + ("" if first < len(self._spans) else "  round the end"))

    async def _look(self, document: Document, query: str) -> None:
        """Find the matches of `query` in `document`; nothing is shown yet. What is not waited for is dropped."""
        self.query, self._doc = query, document.id
        text, way = document.text, self._way
        found: tuple[list[Span], bool] = [], False
        if query.strip():
            folded = await self._fold(text)
            if len(text) <= AT_ONCE:
                found = matches(text, folded, query, way)
            else:
                found = await asyncio.to_thread(matches, text, folded, query, way)
        self._spans, self._more = found

    async def _fold(self, text: str) -> FoldedPieces:
        """The fold of the open text: made once, however many keys ask for it and are given up meanwhile."""
        if self._folded is None or self._folded[0] is not text:
            work: asyncio.Future[FoldedPieces] = asyncio.get_running_loop().create_future()
            if len(text) <= AT_ONCE:
                work.set_result(FoldedPieces(text))
            else:
                work = asyncio.ensure_future(asyncio.to_thread(FoldedPieces, text))
            self._folded = text, work
        return await asyncio.shield(self._folded[1])

    # -- walking
    @property
    def counter(self) -> str:
        """The number of the match in view and how many there are."""
        if not self._spans:
            return "no match"
        count = f"more than {MOST:,}" if self._more else str(len(self._spans))
        return f"{self._at + 1}/{count}"

    def _show(self, at: int) -> None:
        self._at = at
        self._desk.text.set_current("hits", self._spans[at])
        self._desk.text.go_to(self._spans[at][0], centre=True)

    def _tell(self, where: str = "") -> None:
        asked = f"{self.query} ({self._way.label})" if self._way.label else self.query
        self._desk.say("  ".join(part for part in (self.counter, asked, where) if part))

    async def _walk(self, count: int) -> None:
        if self._desk.searching.walking:
            await self._desk.searching.walk(count)
            return
        if not self.query:
            self._desk.say("nothing to repeat: / finds in this document, S in all")
            return
        document = self._desk.document
        if document is not None and (document.id != self._doc or not self._spans):
            await self._look(document, self.query)
            self._desk.text.set_layer("hits", self._spans)
            self._at = bisect_left(self._spans, (self._desk.text.caret, -1)) - (1 if count > 0 else 0)
        if not self._spans:
            self._desk.say(f"{self.query!r} is not in this document; S searches all of them")
            return
        before = self._at
        at = (before + count) % len(self._spans)
        self._show(at)
        round_ = count > 0 and at <= before and before >= 0, count < 0 and at >= before
        self._tell("round the end" if round_[0] else "round the beginning" if round_[1] else "")
