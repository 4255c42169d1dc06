"""From the text into a comparison and back: the topic, the work in the background, the way home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model import Span
from tui.screens.desk.topics import Topics
from tui.session import Doer

if TYPE_CHECKING:
    from index.compare import Comparison, FarPlace, Topic
    from tui.screens.compare.compared import Compared
    from tui.screens.compare.screen import ComparisonScreen
    from tui.screens.compare.ways import Standing
    from tui.screens.desk.screen import Desk

ALL = 120
"""Documents up to which a comparison is of the whole library when none are marked: a second's work."""
MOST = 12
"""Of a larger library, the documents that say most on the topic; more would be a table, not a comparison."""
NEAR = 6
"""Passages shown as the closest ones where none is on the topic."""


class Comparing:
    """The comparisons of one run. The room of the core is imported when the first one is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.topics = Topics(desk, self)
        self._last: tuple[Compared, Standing] | None = None
        self._near: tuple[FarPlace, ...] = ()

    def doers(self) -> dict[str, Doer]:
        return {"compare.open": lambda _: self.topics.open(), "compare.return": lambda _: self.resume()}

    @property
    def docs(self) -> tuple[str, ...]:
        """The documents that take part: those marked, else all; none of a library that is too large for that."""
        readable = [info.id for info in self._desk.session.shelf.infos if info.readable or not info.problems]
        chosen = [doc for doc in self._desk.session.chosen if doc in readable]
        return tuple(chosen or (readable if len(readable) <= ALL else ()))

    # -- comparing
    async def go(self, topic: str | Topic, at: str = "", standing: Standing | None = None) -> None:
        """Compare on `topic` and show it, the bar on the source `at`."""
        from tui.screens.compare.compared import compare_on
        from tui.screens.compare.working import worked_out

        docs = self.docs or await self._most_on(topic)
        # All topics, which may still be looked for, would stand before what was asked for.
        self._desk.workers.cancel_group(self._desk, "topics")
        say, shelf = self.topics.working("comparing"), self._desk.session.shelf
        with self.topics.sweeping.paused(docs):
            compared = await worked_out(shelf, lambda library, tell: compare_on(library, topic, docs, tell), say)
        comparison = compared.comparison
        words = topic if isinstance(topic, str) else comparison.topic.name
        self._near = () if any(source.passages for source in comparison.sources) else await self._nearest(words, docs)
        await self._home()
        await self.push(compared, standing or _standing_at(comparison, at))

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

    async def push(self, compared: Compared, standing: Standing | None = None) -> None:
        """Put a comparison on the screen, at the place where the reader stood."""
        from tui.screens.compare.screen import ComparisonScreen
        from tui.screens.compare.ways import Standing, Ways

        topics = self.topics
        ways = Ways(self._open, topics.open, topics.topics, topics.sources, topics.terms, self._near)
        screen = ComparisonScreen(self._desk.session, compared, ways, standing)
        self._last = compared, standing or Standing()
        self._desk.came_from = None
        self._desk.status.clear_notice()
        await self._desk.app.push_screen(screen)

    async def _open(self, doc: str, span: Span) -> None:
        """Open a document from the comparison; "back" returns there."""
        await self._home()
        await self._desk.land(doc, span, self._last[0].comparison.topic.name if self._last is not None else "")
        self._desk.came_from = self.resume
        back = self._desk.session.keymap.shown("app.back")
        self._desk.say(f"{back} returns to the comparison")

    def _keep(self, screen: ComparisonScreen) -> None:
        standing = screen.standing
        if standing.came_from == standing.tab:  # shown for the terms, which are gone when it is come back to
            standing = replace(standing, came_from=0)
        self._last = screen.compared, standing

    async def resume(self) -> None:
        """Back to the last comparison, as it was."""
        if self._last is None:
            self._desk.say("no comparison yet: c starts one")
            return
        await self.push(*self._last)

    # -- the way home
    async def _home(self) -> None:
        """Take away every screen above the desk."""
        from tui.screens.compare.screen import ComparisonScreen

        app = self._desk.app
        while app.screen is not self._desk:
            if isinstance(app.screen, ComparisonScreen):
                self._keep(app.screen)
            self.topics.keep_standing()
            await app.pop_screen()


def _standing_at(comparison: Comparison, doc: str) -> Standing | None:
    """The place to begin: on one of the sources."""
    from tui.screens.compare.ways import Standing

    places = [source.doc for source in comparison.sources if source.passages]
    return Standing(source=doc) if doc in places else None
