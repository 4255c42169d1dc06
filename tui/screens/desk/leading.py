"""From the desk to a place by name (`f`) and to the list of excerpts (`E`).

What there is to go to comes in two steps: what is known at once, those read last first; then the headings and questions
of all other documents, from the index, while the reader already types.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import VariorumError
from index.model import Kind
from tui.screens.chooser import Choice, Chooser
from tui.session import Doer
from tui.widgets.line_list import Item, LineList, Part

if TYPE_CHECKING:
    from index.api import Library
    from index.excerpts import Excerpt
    from index.search import Answer
    from index.search.finder import Finder
    from tui.screens.desk.screen import Desk


HEADINGS = 5000  # of the library, at most
AT_ONCE = 300  # targets that are looked through in a few milliseconds; more go to a thread


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be gone to by name. `what` says what it is: document, file, heading, question, speaker, topic,
    excerpt. A `quiet` one is listed only when something is typed: it is another name for one that is there.
    """

    name: str
    what: str
    doc: str = ""
    offset: int = 0
    where: str = ""
    marks: tuple[int, ...] = ()  # the letters of the name that match what is typed
    id: str = ""  # of an excerpt
    quiet: bool = False


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


class Targets:
    """What there is to go to, made ready once for all that is typed."""

    def __init__(self, targets: list[Target]) -> None:
        self._targets = targets
        self._finder: Finder | None = None

    @property
    def count(self) -> int:
        return len(self._targets)

    def add(self, targets: list[Target]) -> None:
        """More of them, found meanwhile."""
        self._targets, self._finder = [*self._targets, *targets], None

    def find(self, typed: str) -> list[Target]:
        """The targets that `typed` may mean, best first; misspelling allowed. May run in a thread."""
        from index.search.finder import MOST, Finder, Item

        targets, ready = self._targets, self._finder
        if not typed.strip():
            return [target for target in targets if not target.quiet][:MOST]
        if ready is None:
            ready = Finder(
                Item(target.name, target.what, f"{target.what} {target.where}", target) for target in targets
            )
            if targets is self._targets:  # else more came meanwhile
                self._finder = ready
        return [
            replace(fit.item.target, marks=fit.positions)
            for fit in ready.find(typed)
            if isinstance(fit.item.target, Target)
        ]


class Leading:
    """Going to other places."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def doers(self) -> dict[str, Doer]:
        return {"finder.open": lambda _: self._finder(), "excerpt.list": lambda _: self._excerpts()}

    async def _excerpts(self) -> None:
        from tui.screens.excerpts import Excerpts  # not before the first paint

        desk = self._desk
        screen = Excerpts(desk.session, self._to_excerpt, desk.keeping.placing.begin, desk.perform)
        await desk.app.push_screen(screen)

    async def _to_excerpt(self, excerpt: Excerpt) -> None:
        """Open the document of an excerpt where its words stand now."""
        document = await self._desk.session.shelf.read(excerpt.doc)
        ((_, placed),) = await self._desk.session.standing.places([excerpt], document)
        keys = self._desk.session.keymap
        by_hand = f"{keys.shown('excerpt.list')} and {keys.shown('excerpt.place')} place it by hand"
        if placed.start is None or placed.end is None:
            await self._desk.open(excerpt.doc)
            self._desk.say(f"the words of this excerpt are no longer in the source; {by_hand}")
            return
        await self._desk.land(excerpt.doc, (placed.start, placed.end), "")
        if placed.status == "ambiguous":
            self._desk.say(f"it stands in several places, perhaps here; {by_hand}")
        elif placed.status in ("changed", "partial"):
            self._desk.say("the source was edited here since" if placed.status == "changed" else "a part of it is left")

    async def _finder(self) -> None:
        desk = self._desk
        excerpts = {excerpt.id: excerpt for excerpt in desk.session.excerpts.all()}

        def gathered() -> Targets:
            kept = _of_excerpts(excerpts.values(), desk.session.shelf.ids)
            return Targets([*self._targets(), *kept, *_topics()])

        targets = await asyncio.to_thread(gathered)  # of 100,000 documents, half a second

        def rows(typed: str) -> Sequence[Target] | Awaitable[Sequence[Target]]:
            return targets.find(typed) if targets.count <= AT_ONCE else asyncio.to_thread(targets.find, typed)

        async def chosen(target: Target) -> None:
            if target.what == "topic":
                await desk.comparing.go(target.name)
            elif target.what == "excerpt":
                await self._to_excerpt(excerpts[target.id])
            elif target.what in ("document", "file", "speaker") and not target.offset:
                await desk.open(target.doc)
            else:
                await desk.open(target.doc, (target.offset, target.offset + 1))

        shown = TargetList()
        shown.EMPTY = f"{TargetList.EMPTY}; {desk.session.keymap.shown('search.open')} looks into the texts"
        chooser = Chooser(desk.session, Choice("finder", "Go to ", shown, rows, chosen))
        await desk.app.push_screen(chooser)
        chooser.work("headings", self._add_headings, chooser, targets)

    async def _add_headings(self, chooser: Chooser[Target], targets: Targets) -> None:
        """The headings and questions of the documents that are not open."""

        def ask(library: Library) -> Answer:
            return library.search("kind:heading kind:question", HEADINGS)

        try:
            answer = await self._desk.session.shelf.ask(ask)
        except VariorumError:
            return  # no index: the headings of the open document are there, and what it lacks it says elsewhere
        here = self._desk.document.id if self._desk.document is not None else ""
        more = [
            Target(
                " ".join(hit.text.split())[:120], str(hit.kind), hit.doc, hit.start, hit.title or hit.doc, quiet=True
            )
            for hit in answer.hits
            if hit.doc != here
        ]
        if more:
            targets.add(more)
            chooser.again()

    def _targets(self) -> list[Target]:
        """Documents, those read last first, by title and by file; the parts of the open one; the people of all."""
        session, document = self._desk.session, self._desk.document
        recent = {doc: at for at, doc in enumerate(tuple(session.state.places))}
        infos = sorted(session.shelf.infos, key=lambda info: -recent.get(info.id, -1))
        targets = [Target(info.title or info.id, "document", info.id, 0, info.outlet or info.id) for info in infos]
        targets += [
            Target(info.id, "file", info.id, 0, info.title, quiet=True) for info in infos if info.title != info.id
        ]
        told: set[str] = set()
        for passage in document.passages if document is not None else ():
            assert document is not None
            if passage.kind in (Kind.HEADING, Kind.QUESTION):
                text = _short(document.text[passage.start : passage.end])
                line = f"line {document.line_of(passage.start)}"
                targets.append(Target(text, str(passage.kind), document.id, passage.start, line))
            if passage.speaker and passage.speaker not in told:
                told.add(passage.speaker)
                targets.append(Target(passage.speaker, "speaker", document.id, passage.start, "first words here"))
        return targets + [
            Target(name, "speaker", info.id, 0, info.title)
            for info in infos
            for name in info.speakers
            if name not in told
        ]


def _short(text: str) -> str:
    """The beginning of `text` on one row."""
    return " ".join(text[:400].split())[:120]


def _topics() -> list[Target]:
    from index.compare import curated_topics

    return [Target(topic.name, "topic", where="compare on it") for topic in curated_topics()[0]]


def _of_excerpts(excerpts: Iterable[Excerpt], docs: Sequence[str]) -> list[Target]:
    """The excerpts of documents that are in this library."""
    known = set(docs)
    return [
        Target(_short(excerpt.text), "excerpt", excerpt.doc, where=" ".join(excerpt.tags), id=excerpt.id)
        for excerpt in excerpts
        if excerpt.doc in known
    ]
