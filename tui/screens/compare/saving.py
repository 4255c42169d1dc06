"""What of a comparison is kept: a passage, or a pair of them, as excerpts tagged with the topic, or copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.compare import FarPlace, topic_id
from tui.keymap import Press
from tui.screens.compare.rows import number
from tui.screens.excerpt_edits import ExcerptEdits
from tui.session import Doer

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.compare.screen import ComparisonScreen


class Saving:
    """`s` saves the passage under the bar, `S` those that stand beside each other; all of one key with one write."""

    def __init__(self, screen: ComparisonScreen) -> None:
        self._screen = screen
        self._edits = ExcerptEdits(screen, screen.session, lambda: None, _nothing_shown)

    def doers(self) -> dict[str, Doer]:
        return {
            "excerpt.save": self._one,
            "excerpt.retry": self._edits.doers()["excerpt.retry"],
            "compare.save_pair": self._together,
            "copy.text": lambda _: self._copy(cite=False),
            "copy.cite": lambda _: self._copy(cite=True),
        }

    @property
    def _here(self) -> FarPlace | None:
        """The passage under the bar."""
        screen = self._screen
        if screen.place == "evidence":
            return screen.evidence.chosen
        if screen.place == "passages" and not screen.nothing:
            return self._current(screen.shown[screen.column].doc)
        return None

    def _current(self, doc: str) -> FarPlace | None:
        """The current passage of a source."""
        source, at = self._screen.comparison.source(doc), self._screen.walk.at.get(doc)
        passages = source.passages if source is not None else ()
        return next(((doc, *place) for place in passages if place[0] == at), None)

    async def _one(self, _press: Press) -> None:
        place = self._here
        if place is None:
            self._screen.say("s saves a passage: in view 2, or in the evidence")
            return
        await self._save([place])

    async def _together(self, _press: Press) -> None:
        """The leading passage and its counterparts among the sources shown."""
        screen, walk = self._screen, self._screen.walk
        docs = [walk.lead] + [
            source.doc
            for source in screen.shown
            if (near := walk.found.get(source.doc)) is not None and near.to[1] == walk.at.get(source.doc)
        ]
        places = [place for place in map(self._current, docs) if place is not None]
        if len(places) < 2:
            screen.say("no counterpart stands beside this passage; s saves the passage alone")
            return
        await self._save(places)

    async def _save(self, places: list[FarPlace]) -> None:
        from index.excerpts import Draft, add_once

        screen, topic = self._screen, self._screen.comparison.topic
        titles = {place[0]: screen.documents[place[0]].title for place in places}
        drafts = []
        for doc, passage, _, _ in places:
            document = screen.documents[doc]
            beside = ", ".join(title for other, title in titles.items() if other != doc)
            note = f"topic: {topic.name}" + (f"; beside {beside}" if beside else "")
            span = document.passages[passage].span
            drafts.append(Draft(document, (span,), note, (topic_id(topic.name).replace("_", "-"),)))
        saved: list[tuple[Excerpt, bool]] = []

        def save() -> None:
            saved.extend(add_once(screen.session.excerpts, drafts))

        if not await self._edits.change(save, "saved"):
            return
        tag, done = f"#{drafts[0].tags[0]}", "saved" if any(new for _, new in saved) else "saved already"
        if len(saved) == 1:
            screen.say(f"{done}, {len(saved[0][0].text.split())} words of {titles[places[0][0]]}, {tag}")
        else:
            screen.say(f"{done}, {number(len(saved), 'passage')}, one of each source, {tag}")

    async def _copy(self, cite: bool) -> None:
        """The passage under the bar to the clipboard, as the source has it."""
        place = self._here
        if place is None:
            self._screen.say("there is no passage under the bar")
            return
        document, session = self._screen.documents[place[0]], self._screen.session
        span = document.passages[place[1]].span
        text = " ".join(document.text[slice(*span)].split("\n"))
        citation = await session.cite(document, span) if cite else ""
        self._screen.say(await session.copy("passage", text, citation))


async def _nothing_shown() -> None:
    """A comparison marks no excerpts, so there is nothing to bring up to date."""
