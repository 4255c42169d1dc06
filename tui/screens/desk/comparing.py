"""From the text into a comparison and back: the topic, the work in the background, the way home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document, Span
from tui.screens.sources import Sources
from tui.session import Doer

if TYPE_CHECKING:
    from index.api import Library
    from index.compare import Comparison, FarPlace, Topic, TopicCoverage
    from tui.screens.chooser import Chooser
    from tui.screens.compare.choosing import TopicRow
    from tui.screens.compare.coverage import Coverage
    from tui.screens.compare.screen import ComparisonScreen
    from tui.screens.compare.ways import Standing
    from tui.screens.desk.screen import Desk

ALL = 120
"""Documents up to which a comparison is of the whole library when none are marked: a second's work."""
MOST = 12
"""Of a larger library, the documents that say most on the topic; more would be a table, not a comparison."""
NEAR = 6
"""Passages shown as the closest ones where none is on the topic."""

Compared = tuple["Comparison", dict[str, Document]]


class Comparing:
    """The comparisons of one run. The room of the core is imported when the first one is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: Coverage | None = None
        self._last: tuple[Comparison, dict[str, Document], Standing] | None = None
        self._near: tuple[FarPlace, ...] = ()
        self._board: tuple[str, int] = ("", 0)  # where the bar stood in all topics
        self._deleted: list[Topic] = []
        self.came_from_it = False  # the document was opened from the comparison, so "back" leads there

    def doers(self) -> dict[str, Doer]:
        return {"compare.open": lambda _: self.open(), "compare.return": lambda _: self.resume()}

    @property
    def docs(self) -> tuple[str, ...]:
        """The documents that take part: those marked, else all; none of a library that is too large for that."""
        readable = [info.id for info in self._desk.session.shelf.infos if info.readable or not info.problems]
        chosen = [doc for doc in self._desk.session.chosen if doc in readable]
        return tuple(chosen or (readable if len(readable) <= ALL else ()))

    @property
    def _coverage(self) -> Coverage:
        if self._known is None:
            from tui.screens.compare.coverage import Coverage

            self._known = Coverage(self._desk.session.shelf)
        return self._known

    def _say(self, text: str) -> None:
        """Say something on the screen on top."""
        from tui.screens.keyed import Keyed

        screen = self._desk.app.screen
        (screen if isinstance(screen, Keyed) else self._desk).say(text)

    # -- choosing
    async def open(self) -> None:
        """Ask for a topic; the topics there are appear while the reader may already type."""
        from tui.screens.compare.choosing import choose_topic

        text = ""
        if self._desk.app.screen is self._desk and self._desk.text.selection is not None:
            text = " ".join(self._desk.text.text_of(self._desk.text.selection).split())[:80]
        chooser = choose_topic(self._desk.session, self._topics_here, text, self.go, self.topics)
        await self._desk.app.push_screen(chooser)
        if self.docs and self._coverage.known(self.docs) is None:
            self._desk.run_worker(self._cover(chooser), group="topics", exclusive=True)

    def _topics_here(self) -> Sequence[TopicCoverage]:
        """The topics, those of the passage at the place first."""
        document = self._desk.document
        passage = document.passage_at(self._desk.text.caret) if document is not None else None

        def apart(row: TopicCoverage) -> bool:
            return not any(
                document is not None and source.doc == document.id and passage is not None
                and any(number == passage.number for number, _, _ in source.passages)
                for source in row.sources
            )  # fmt: skip

        return sorted((row for row in self._coverage.known(self.docs) or () if row.covered), key=apart)

    async def _cover(self, chooser: Chooser[TopicRow]) -> None:
        try:
            await self._coverage.ask(self.docs)
        except VariorumError as error:
            self._desk.say(str(error))
            return
        if chooser.is_attached:
            chooser.again()

    async def topics(self) -> None:
        """All topics by all sources."""
        from tui.screens.compare.board import Board, BoardWays

        if not self.docs:
            mark = self._desk.session.keymap.shown("documents.mark")
            self._say(f"too many documents for all topics: mark some with {mark} in the list of documents")
            return
        if self._coverage.known(self.docs) is None:
            self._say("looking through the sources …")
        rows = await self._coverage.ask(self.docs)
        ways = BoardWays(
            self._on_source, self.go, self.open, self.sources, self._terms_of, self._delete, self._undelete
        )
        self._desk.status.clear_notice()
        await self._desk.app.push_screen(Board(self._desk.session, rows, ways, self._board))

    async def _on_source(self, topic: Topic, doc: str) -> None:
        """Compare on a topic, the bar on one of the sources."""
        self._keep_board()
        await self.go(topic, at=doc)

    async def sources(self) -> None:
        """Choose which sources take part; then compare on the same topic again."""
        from tui.screens.compare.screen import ComparisonScreen

        screen = self._desk.app.screen
        topic = screen.comparison.topic if isinstance(screen, ComparisonScreen) else None

        async def done() -> None:
            if topic is not None:
                await self.go(topic)
            else:
                await self._renew()

        await self._desk.app.push_screen(Sources(self._desk.session, self.docs, done))

    # -- comparing
    async def go(self, topic: str | Topic, at: str = "", standing: Standing | None = None) -> None:
        """Compare on `topic` and show it, the bar on the source `at`."""
        docs = self.docs or await self._most_on(topic)
        self._say("comparing …")
        comparison, documents = await self._desk.session.shelf.call(lambda library: _compared(library, topic, docs))
        words = topic if isinstance(topic, str) else comparison.topic.name
        self._near = () if any(source.passages for source in comparison.sources) else await self._nearest(words, docs)
        await self._home()
        await self._push(comparison, documents, standing or _standing_at(comparison, at))

    async def _nearest(self, words: str, docs: Sequence[str]) -> tuple[FarPlace, ...]:
        """The passages that search finds for the words of a topic, where there is an index already."""
        if not self._desk.session.shelf.ready:
            return ()
        answer = await self._desk.session.shelf.ask(lambda library: library.search(words, 10 * NEAR))
        hits = [hit for hit in answer.hits if hit.doc in docs]
        return tuple((hit.doc, hit.passage, hit.start, hit.end) for hit in hits[:NEAR])

    async def _most_on(self, topic: str | Topic) -> tuple[str, ...]:
        """The documents of a large library that have most hits for the words of a topic."""
        words = topic if isinstance(topic, str) else " ".join((topic.name, *topic.strong))
        answer = await self._desk.session.shelf.ask(lambda library: library.search(words, 400))
        counts: dict[str, float] = {}
        for hit in answer.hits:
            counts[hit.doc] = counts.get(hit.doc, 0.0) + 1.0
        return tuple(sorted(counts, key=lambda doc: -counts[doc])[:MOST])

    async def _push(
        self, comparison: Comparison, documents: dict[str, Document], standing: Standing | None = None
    ) -> None:
        from tui.screens.compare.screen import ComparisonScreen
        from tui.screens.compare.ways import Standing, Ways

        ways = Ways(self._open, self.open, self.topics, self.sources, self.terms, self._near)
        screen = ComparisonScreen(self._desk.session, comparison, documents, ways, standing)
        self._last = comparison, documents, standing or Standing()
        self.came_from_it = False
        self._desk.status.clear_notice()
        await self._desk.app.push_screen(screen)

    async def _open(self, doc: str, span: Span) -> None:
        """Open a document from the comparison; "back" returns there."""
        await self._home()
        await self._desk.land(doc, span, self._last[0].topic.name if self._last is not None else "")
        self.came_from_it = True
        back = self._desk.session.keymap.shown("app.back")
        self._desk.say(f"{back} returns to the comparison")

    def _keep(self, screen: ComparisonScreen) -> None:
        self._last = screen.comparison, screen.documents, screen.standing

    async def resume(self) -> None:
        """Back to the last comparison, as it was."""
        if self._last is None:
            self._desk.say("no comparison yet: c starts one")
            return
        await self._push(*self._last)

    # -- the terms of a topic, and topics of the reader's own
    async def terms(self) -> None:
        """The terms of the comparison on the screen, to be changed."""
        from tui.screens.compare.screen import ComparisonScreen

        screen = self._desk.app.screen
        if isinstance(screen, ComparisonScreen):
            await self._terms_of(screen.comparison.topic)

    async def _terms_of(self, topic: Topic) -> None:
        from tui.screens.compare.screen import ComparisonScreen
        from tui.screens.compare.terms import Terms

        below = self._desk.app.screen
        compared = below if isinstance(below, ComparisonScreen) else None
        docs = tuple(s.doc for s in compared.comparison.sources) if compared else self.docs

        async def counted(changed: Topic) -> Compared:
            if compared is not None and changed == compared.comparison.topic:
                return compared.comparison, compared.documents
            return await self._desk.session.shelf.call(lambda library: _compared(library, changed, docs))

        async def done(changed: Topic, differs: bool) -> None:
            await self._desk.app.pop_screen()
            if differs and compared is not None:
                await self.go(changed, standing=replace(compared.standing, row="", at=()))
            elif differs:
                await self._renew()

        await self._desk.app.push_screen(
            Terms(self._desk.session, topic, counted, self._evidence, done, self._coverage.forget)
        )

    async def _evidence(
        self, comparison: Comparison, documents: Mapping[str, Document], about: str, places: Sequence[FarPlace]
    ) -> None:
        """The places of a term; "back" leads to the terms again."""
        from tui.screens.compare.screen import EVIDENCE
        from tui.screens.compare.ways import Standing

        standing = Standing(tab=EVIDENCE, about=about, places=tuple(places), came_from=EVIDENCE)
        await self._push(comparison, dict(documents), standing)

    async def _delete(self, topic: Topic) -> None:
        from index.compare import Origin
        from index.compare.curated import delete_topic

        if topic.origin is not Origin.OWN:
            self._say("only topics of your own can be deleted; they are marked with *")
            return
        delete_topic(topic)
        self._deleted.append(topic)
        await self._renew()
        undo = self._desk.session.keymap.shown("terms.undo")
        self._say(f"deleted {topic.name}; {undo} brings it back")

    async def _undelete(self) -> None:
        from index.compare import save_topic

        if not self._deleted:
            self._say("nothing to undo")
            return
        topic = self._deleted.pop()
        save_topic(topic)
        await self._renew()
        self._say(f"{topic.name} is back")

    async def _renew(self) -> None:
        """Show the topics as they are now, if they are on the screen."""
        from tui.screens.compare.board import Board

        self._coverage.forget()
        screen = self._desk.app.screen
        if isinstance(screen, Board):
            screen.renew(await self._coverage.ask(self.docs))

    # -- the way home
    def _keep_board(self) -> None:
        from tui.screens.compare.board import Board

        screen = self._desk.app.screen
        if isinstance(screen, Board):
            self._board = screen.standing

    async def _home(self) -> None:
        """Take away every screen above the desk."""
        from tui.screens.compare.screen import ComparisonScreen

        app = self._desk.app
        while app.screen is not self._desk:
            if isinstance(app.screen, ComparisonScreen):
                self._keep(app.screen)
            self._keep_board()
            await app.pop_screen()


def _compared(library: Library, topic: str | Topic, docs: Sequence[str]) -> Compared:
    """A comparison and the documents it is of."""
    comparison = library.compare(topic, docs)
    return comparison, {source.doc: library.read(source.doc) for source in comparison.sources}


def _standing_at(comparison: Comparison, doc: str) -> Standing | None:
    """The place to begin: on one of the sources."""
    from tui.screens.compare.ways import Standing

    places = [source.doc for source in comparison.sources if source.passages]
    return Standing(source=doc) if doc in places else None
