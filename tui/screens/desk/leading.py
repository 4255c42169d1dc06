"""From the desk to a place by name (`f`) and to the list of excerpts (`E`)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Kind
from tui.screens.chooser import Choice, Chooser, matching
from tui.screens.desk.keeping import place
from tui.screens.excerpts import Excerpts
from tui.session import Doer
from tui.widgets.line_list import Item, LineList, Part

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.desk.screen import Desk


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be gone to by name. `what` says what it is: document, heading, question, speaker, topic."""

    name: str
    what: str
    doc: str = ""
    offset: int = 0
    where: str = ""
    marks: tuple[int, ...] = ()  # the letters of the name that match what is typed


class TargetList(LineList[Target]):
    """What it is, its name, and where it stands."""

    EMPTY = "nothing of that name"

    def item_of(self, value: Target) -> Item:
        parts: list[Part] = [(f" {value.what:>9}  ", "dim")]
        at = 0
        for mark in value.marks:
            parts += [(value.name[at:mark], ""), (value.name[mark : mark + 1], "match")]
            at = mark + 1
        parts.append((value.name[at:], ""))
        return Item(f"{value.what}\t{value.doc}\t{value.offset}", tuple(parts), ((f" {value.where} ", "dim"),))


class Leading:
    """Going to other places."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def doers(self) -> dict[str, Doer]:
        return {"finder.open": lambda _: self._finder(), "excerpt.list": lambda _: self._excerpts()}

    async def _excerpts(self) -> None:
        async def go(excerpt: Excerpt) -> None:
            document = await self._desk.session.shelf.read(excerpt.doc)
            span = await asyncio.to_thread(place, excerpt, document)
            if span is None:
                await self._desk.open(excerpt.doc)
                self._desk.say("the words of this excerpt are no longer in the source")
            else:
                await self._desk.land(excerpt.doc, span, "")

        await self._desk.app.push_screen(Excerpts(self._desk.session, go))

    async def _finder(self) -> None:
        targets = self._targets()

        def rows(typed: str) -> Sequence[Target]:
            return found(typed, targets)

        async def chosen(target: Target) -> None:
            if target.what == "topic":
                await self._desk.comparing.go(target.name)
            elif target.what in ("document", "speaker") and not target.offset:
                await self._desk.open(target.doc)
            else:
                await self._desk.open(target.doc, (target.offset, target.offset + 1))

        await self._desk.app.push_screen(
            Chooser(self._desk.session, Choice("finder", "Go to ", TargetList(), rows, chosen))
        )

    def _targets(self) -> list[Target]:
        """Documents in the order they were read, the parts of the open one, the people of all of them."""
        session = self._desk.session
        recent = list(session.state.places)
        infos = sorted(session.shelf.infos, key=lambda info: -recent.index(info.id) - 1 if info.id in recent else 1)
        targets = [Target(info.title or info.id, "document", info.id, 0, info.outlet or info.id) for info in infos]
        document = self._desk.document
        if document is not None:
            for passage in document.passages:
                if passage.kind in (Kind.HEADING, Kind.QUESTION):
                    text = " ".join(document.text[passage.start : passage.end].split())[:120]
                    line = f"line {document.line_of(passage.start)}"
                    targets.append(Target(text, str(passage.kind), document.id, passage.start, line))
            told = {}
            for passage in document.passages:
                if passage.speaker and passage.speaker not in told:
                    told[passage.speaker] = passage.start
            targets += [Target(name, "speaker", document.id, start, "first words here") for name, start in told.items()]
        targets += [Target(name, "speaker", info.id, 0, info.title) for info in infos for name in info.speakers]
        return targets


def found(typed: str, targets: Sequence[Target]) -> list[Target]:
    """The targets that `typed` may mean, best first; misspelling allowed."""
    if not typed.strip():
        return list(targets)
    return matching(typed, targets, lambda target: (target.name, f"{target.what} {target.where} {target.doc}"))
