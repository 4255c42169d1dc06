"""From the text into a comparison and back: the topic, the work in the background, the way home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Document, Span
from tui.screens.sources import Sources
from tui.session import Doer

if TYPE_CHECKING:
    from index.api import Library
    from index.compare import Comparison, Topic, TopicCoverage
    from tui.screens.chooser import Chooser
    from tui.screens.compare.screen import ComparisonScreen
    from tui.screens.compare.topics import TopicRow
    from tui.screens.compare.ways import Standing
    from tui.screens.desk.screen import Desk

ALL = 60
"""Documents up to which a comparison is of the whole library when none are marked: half a second's work."""
MOST = 12
"""Of a larger library, the documents that say most on the topic; more would be a table, not a comparison."""


class Comparing:
    """The comparisons of one run. The room of the core is imported when the first one is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._coverage: list[TopicCoverage] = []
        self._covers: tuple[str, ...] = ()  # the documents that the coverage is of
        self._last: tuple[Comparison, dict[str, Document], Standing] | None = None
        self.came_from_it = False  # the document was opened from the comparison, so "back" leads there

    def doers(self) -> dict[str, Doer]:
        return {"compare.open": lambda _: self.open(), "compare.return": lambda _: self.resume()}

    @property
    def docs(self) -> tuple[str, ...]:
        """The documents that take part: those marked, else all; none of a library that is too large for that."""
        readable = [info.id for info in self._desk.session.shelf.infos if info.readable or not info.problems]
        chosen = [doc for doc in self._desk.session.chosen if doc in readable]
        return tuple(chosen or (readable if len(readable) <= ALL else ()))

    # -- choosing
    async def open(self) -> None:
        """Ask for a topic; the topics there are appear while the reader may already type."""
        from tui.screens.compare.topics import choose_topic

        await self._home()
        text = ""
        if self._desk.text.selection is not None:
            text = " ".join(self._desk.text.text_of(self._desk.text.selection).split())[:80]
        chooser = choose_topic(self._desk.session, self._topics_here, text, self.go, self.topics)
        await self._desk.app.push_screen(chooser)
        if self.docs and self._covers != self.docs:
            self._desk.run_worker(self._cover(chooser), group="topics", exclusive=True)

    def _topics_here(self) -> Sequence[TopicCoverage]:
        """The topics, those of the passage at the place first."""
        if self._covers != self.docs:
            return ()
        document = self._desk.document
        passage = document.passage_at(self._desk.text.caret) if document is not None else None

        def apart(row: TopicCoverage) -> bool:
            return not any(
                document is not None and source.doc == document.id and passage is not None
                and any(number == passage.number for number, _, _ in source.passages)
                for source in row.sources
            )  # fmt: skip

        return sorted((row for row in self._coverage if row.covered), key=apart)

    async def _cover(self, chooser: Chooser[TopicRow] | None) -> None:
        docs = self.docs
        try:
            self._coverage = await self._desk.session.shelf.call(lambda library: library.topics(docs))
        except VariorumError as error:
            self._desk.say(str(error))
            return
        self._covers = docs
        if chooser is not None and chooser.is_attached:
            chooser.again()

    async def topics(self) -> None:
        """All topics by all sources."""
        from tui.screens.compare.topics import Topics

        await self._home()
        if not self.docs:
            mark = self._desk.session.keymap.shown("documents.mark")
            self._desk.say(f"too many documents for all topics: mark some with {mark} in the list of documents")
            return
        if self._covers != self.docs:
            self._desk.say("looking through the sources …")
            await self._cover(None)
        await self._desk.app.push_screen(Topics(self._desk.session, self._coverage, self.go, self.open, self.sources))

    async def sources(self) -> None:
        """Choose which sources take part; then compare on the same topic again."""
        topic = self._last[0].topic if self._last is not None else None
        await self._home()

        async def done() -> None:
            if topic is not None:
                await self.go(topic)
            else:
                await self.topics()

        await self._desk.app.push_screen(Sources(self._desk.session, self.docs, done))

    # -- comparing
    async def go(self, topic: str | Topic) -> None:
        """Compare on `topic` and show it."""
        await self._home()
        docs = self.docs or await self._most_on(topic)
        self._desk.say("comparing …")

        def ask(library: Library) -> tuple[Comparison, dict[str, Document]]:
            comparison = library.compare(topic, docs)
            return comparison, {source.doc: library.read(source.doc) for source in comparison.sources}

        comparison, documents = await self._desk.session.shelf.call(ask)
        await self._push(comparison, documents)

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

        screen = ComparisonScreen(
            self._desk.session, comparison, documents, Ways(self._open, self.open, self.topics, self.sources), standing
        )
        self._last = comparison, documents, Standing()
        self.came_from_it = False
        self._desk.status.clear_notice()
        await self._desk.app.push_screen(screen)

    async def _open(self, doc: str, span: Span) -> None:
        """Open a document from the comparison; "back" returns there."""
        screen = self._desk.app.screen
        from tui.screens.compare.screen import ComparisonScreen

        if isinstance(screen, ComparisonScreen):
            self._keep(screen)
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

    async def _home(self) -> None:
        """Take away every screen above the desk."""
        from tui.screens.compare.screen import ComparisonScreen

        app = self._desk.app
        while app.screen is not self._desk:
            if isinstance(app.screen, ComparisonScreen):
                self._keep(app.screen)
            await app.pop_screen()
