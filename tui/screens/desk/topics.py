"""Topics on the desk: the choice of one, all of them by all sources, their terms, and the reader's own.

What is done with a topic in the end, comparing on it, is `comparing`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from index.errors import VariorumError
from tui.screens.compare.sweeping import Sweeping
from tui.screens.keyed import Keyed
from tui.screens.sources import Sources

if TYPE_CHECKING:
    from index.compare import FarPlace, Topic, TopicCoverage
    from tui.screens.chooser import Chooser
    from tui.screens.compare.choosing import TopicRow
    from tui.screens.compare.compared import Compared
    from tui.screens.compare.coverage import Coverage
    from tui.screens.desk.comparing import Comparing
    from tui.screens.desk.screen import Desk


class Topics:
    """The topics of one run; what is known of them is kept until the documents or the topics are others."""

    def __init__(self, desk: Desk, comparing: Comparing) -> None:
        self._desk = desk
        self._comparing = comparing
        self.sweeping = Sweeping()
        self._known: Coverage | None = None
        self._standing: tuple[str, int] = ("", 0)  # where the bar stood in all topics
        self._deleted: list[Topic] = []

    @property
    def _coverage(self) -> Coverage:
        if self._known is None:
            from tui.screens.compare.coverage import Coverage

            self._known = Coverage(self._desk.session.shelf, self.sweeping)
        return self._known

    def say(self, text: str) -> None:
        """Say something on the screen on top."""
        screen = self._desk.app.screen
        (screen if isinstance(screen, Keyed) else self._desk).say(text)

    def working(self, doing: str) -> Callable[[str], None]:
        """Says how far a work is, and how to stop it."""
        stops = self._desk.session.keymap.shown("app.cancel")
        self.say(f"{doing} …")
        return lambda how_far: self.say(f"{doing} {how_far}, {stops} stops")

    # -- choosing
    async def open(self) -> None:
        """Ask for a topic; the topics there are appear while the reader may already type."""
        from tui.screens.compare.choosing import choose_topic

        text = ""
        if self._desk.app.screen is self._desk and self._desk.text.selection is not None:
            text = " ".join(self._desk.text.text_of(self._desk.text.selection).split())[:80]
        chooser = choose_topic(self._desk.session, self._topics_here, text, self._comparing.go, self.topics)
        await self._desk.app.push_screen(chooser)
        self._desk.work("imports", asyncio.to_thread, _warm)
        if self._comparing.docs and self._coverage.known(self._comparing.docs) is None:
            self._desk.work("topics", self._cover, chooser)

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

        return sorted((row for row in self._coverage.known(self._comparing.docs) or () if row.covered), key=apart)

    async def _cover(self, chooser: Chooser[TopicRow]) -> None:
        try:
            await self._coverage.ask(self._comparing.docs)
        except VariorumError as error:
            self._desk.say(str(error))
            return
        if chooser.is_attached:
            chooser.again()

    async def topics(self) -> None:
        """All topics by all sources."""
        from tui.screens.compare.board import Board, BoardWays

        if not self._comparing.docs:
            mark = self._desk.session.keymap.shown("documents.mark")
            self.say(f"too many documents for all topics: mark some with {mark} in the list of documents")
            return
        rows = await self._coverage.ask(self._comparing.docs, self.working("looking through the sources"))
        ways = BoardWays(
            self._on_source, self._comparing.go, self.open, self.sources, self._terms_of, self._delete, self._undelete
        )
        self._desk.status.clear_notice()
        await self._desk.app.push_screen(Board(self._desk.session, rows, ways, self._standing))

    async def _on_source(self, topic: Topic, doc: str) -> None:
        """Compare on a topic, the bar on one of the sources."""
        self.keep_standing()
        await self._comparing.go(topic, at=doc)

    async def sources(self) -> None:
        """Choose which sources take part; then compare on the same topic again."""
        from tui.screens.compare.screen import ComparisonScreen

        screen = self._desk.app.screen
        topic = screen.comparison.topic if isinstance(screen, ComparisonScreen) else None

        async def done() -> None:
            if topic is not None:
                await self._comparing.go(topic)
            else:
                await self._renew()

        await self._desk.app.push_screen(Sources(self._desk.session, self._comparing.docs, done))

    # -- the terms of a topic, and topics of the reader's own
    async def terms(self) -> None:
        """The terms of the comparison on the screen, to be changed."""
        from tui.screens.compare.screen import ComparisonScreen

        screen = self._desk.app.screen
        if isinstance(screen, ComparisonScreen):
            await self._terms_of(screen.comparison.topic)

    async def _terms_of(self, topic: Topic) -> None:
        from tui.screens.compare.compared import compare_on
        from tui.screens.compare.screen import ComparisonScreen
        from tui.screens.compare.terms import Terms

        below = self._desk.app.screen
        compared = below if isinstance(below, ComparisonScreen) else None
        docs = tuple(s.doc for s in compared.comparison.sources) if compared else self._comparing.docs

        async def counted(changed: Topic) -> Compared:
            if compared is not None and changed == compared.comparison.topic:
                return compared.compared
            return await self._desk.session.shelf.call(lambda library: compare_on(library, changed, docs))

        async def done(changed: Topic, differs: bool) -> None:
            await self._desk.app.pop_screen()
            if differs and compared is not None:
                await self._comparing.go(changed, standing=replace(compared.standing, row="", at=()))
            elif differs:
                await self._renew()

        await self._desk.app.push_screen(
            Terms(self._desk.session, topic, counted, self._evidence, done, self._coverage.forget)
        )

    async def _evidence(self, compared: Compared, about: str, places: Sequence[FarPlace]) -> None:
        """The places of a term; "back" leads to the terms again."""
        from tui.screens.compare.screen import EVIDENCE
        from tui.screens.compare.ways import Standing

        standing = Standing(tab=EVIDENCE, about=about, places=tuple(places), came_from=EVIDENCE)
        await self._comparing.push(compared, standing)

    async def _delete(self, topic: Topic) -> None:
        from index.compare import Origin
        from index.compare.curated import delete_topic

        if topic.origin is not Origin.OWN:
            self.say("only topics of your own can be deleted; they are marked with *")
            return
        delete_topic(topic)
        self._deleted.append(topic)
        await self._renew()
        undo = self._desk.session.keymap.shown("terms.undo")
        self.say(f"deleted {topic.name}; {undo} brings it back")

    async def _undelete(self) -> None:
        from index.compare import save_topic

        if not self._deleted:
            self.say("nothing to undo")
            return
        topic = self._deleted[-1]
        save_topic(topic)
        self._deleted.pop()  # only now: one that could not be saved can be brought back later
        await self._renew()
        self.say(f"{topic.name} is back")

    async def _renew(self) -> None:
        """Show the topics as they are now, if they are on the screen."""
        from tui.screens.compare.board import Board

        self._coverage.forget()
        screen = self._desk.app.screen
        if isinstance(screen, Board):
            screen.renew(await self._coverage.ask(self._comparing.docs))

    def keep_standing(self) -> None:
        """Note where the bar stands in all topics, if they are on the screen."""
        from tui.screens.compare.board import Board

        screen = self._desk.app.screen
        if isinstance(screen, Board):
            self._standing = screen.standing


def _warm() -> None:
    """Import what the comparison is made of while the topic is typed: 0.1 s that no key should wait for."""
    for name in ("tui.screens.compare.screen", "index.compare.assemble", "index.compare.coverage"):
        import_module(name)
