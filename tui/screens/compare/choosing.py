"""Which topic: typed in any words, or chosen from those there are."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from index.compare import Origin, Topic, TopicCoverage, curated_topics
from tui.screens.chooser import Choice, Chooser
from tui.screens.matching import matching
from tui.session import Session
from tui.widgets.line_list import Item, LineList

Go = Callable[[str | Topic], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A row of the choice: a topic with its coverage, all topics (`everything`), or the words typed."""

    name: str
    topic: Topic | None = None
    note: str = ""
    everything: bool = False


class TopicList(LineList[TopicRow]):
    """Topics by name."""

    EMPTY = "type a topic in your own words"

    def item_of(self, value: TopicRow) -> Item:
        name = f"“{value.name}”" if value.topic is None and not value.everything else value.name
        return Item(value.name, ((f"  {name}", ""),), ((f" {value.note} ", "dim"),))


def choose_topic(
    session: Session,
    coverage: Callable[[], Sequence[TopicCoverage]],
    typed: str,
    go: Go,
    everything: Callable[[], Awaitable[None]],
) -> Chooser[TopicRow]:
    """Ask for a topic. `coverage` is asked anew each time: it may arrive while the reader types.

    What Enter takes does not depend on whether it has: names of topics are read at once, and a suggestion never comes
    before the words as they were typed.
    """

    async def known() -> list[TopicRow]:
        rows = coverage()
        if rows:
            return [
                TopicRow(row.topic.name, row.topic, f"{_origin(row.topic)}{row.covered} of {len(row.sources)} sources")
                for row in rows
            ]
        topics, _ = await asyncio.to_thread(curated_topics)
        return [TopicRow(topic.name, topic, _origin(topic).rstrip(", ")) for topic in topics]

    async def rows(text: str) -> list[TopicRow]:
        there, words = await known(), text.strip()
        if not words:
            return [TopicRow("all topics by all sources", everything=True), *there]
        found = matching(words, there, lambda row: (row.name, " ".join(_terms(row.topic))))
        own = TopicRow(words, note="these words as a topic")
        first = next((row for row in found if words.casefold() in row.name.casefold() and not _suggested(row)), None)
        if first is None:
            return [own, *found]
        return [first, own, *(row for row in found if row is not first)]

    async def chosen(row: TopicRow) -> None:
        if row.everything:
            await everything()
        else:
            await go(row.topic if row.topic is not None else row.name)

    return Chooser(session, Choice("topic", "Compare on ", TopicList(), rows, chosen, typed))


def _suggested(row: TopicRow) -> bool:
    return row.topic is not None and row.topic.origin is Origin.SUGGESTED


def _origin(topic: Topic) -> str:
    return {Origin.SUGGESTED: "suggested, ", Origin.OWN: "yours, "}.get(topic.origin, "")


def _terms(topic: Topic | None) -> Sequence[str]:
    return topic.strong if topic is not None else ()
