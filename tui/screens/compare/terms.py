"""The terms of a topic: what is looked for, where each of them was found, and every way of changing them.

A change is tried on the sources at once; leaving goes on with the topic as it is now. It is kept only by saving it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult

from index.compare import FarPlace, Origin, Topic, save_topic, topic_id
from index.errors import TopicError, VariorumError
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.screens.compare.compared import Compared
from tui.screens.compare.draft import Draft
from tui.screens.compare.rows import Column, number
from tui.screens.compare.term_rows import NAME, names_over, place_of, term_rows
from tui.screens.keyed import Keyed
from tui.screens.moving import moves
from tui.session import Session
from tui.widgets.head import Head
from tui.widgets.messages import Chosen, Highlighted
from tui.widgets.prompt import Prompt

Counted = Callable[[Topic], Awaitable[Compared]]
"""Compares on a topic."""


class Terms(Keyed):
    """Shows a `Draft`. `done` is told the topic when the reader leaves, `saved` that the reader's topics are others."""

    def __init__(
        self,
        session: Session,
        topic: Topic,
        counted: Counted,
        evidence: Callable[[Compared, str, Sequence[FarPlace]], Awaitable[None]],
        done: Callable[[Topic, bool], Awaitable[None]],
        saved: Callable[[], None],
    ) -> None:
        super().__init__(session)
        self.draft = Draft(topic)
        self._counted = counted
        self._evidence = evidence
        self._done = done
        self._saved = saved
        self._compared: Compared | None = None
        self._replacing = ""
        self.doers |= {
            **moves(lambda: self._list),
            "compare.left": lambda p: self._aside(-p.times),
            "compare.right": lambda p: self._aside(p.times),
            "compare.evidence": lambda _: self._open(),
            "terms.switch": lambda _: self._switch(),
            "terms.add": lambda _: self._add(),
            "terms.change": lambda _: self._change(),
            "terms.kind": lambda _: self._kind(),
            "terms.undo": lambda _: self._undo(),
            "terms.save": self._save,
        }

    @property
    def place(self) -> str:
        return "terms"

    @property
    def _list(self) -> Column:
        return self.query_one("#list", Column)

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield Head(id="names")
        yield Column(id="list")
        yield Prompt(id="foot")
        yield self.status

    def on_mount(self) -> None:
        self.set_focus(self._list)
        self._list.cell = 0
        self._lay_out()
        self._count()
        self.show_hints()

    def on_resize(self) -> None:
        self._lay_out()

    # -- showing
    def _lay_out(self) -> None:
        self._list.set_values(term_rows(self.draft, self._compared), keep=True)
        self.show_heads()

    def show_heads(self) -> None:
        topic = self.draft.topic
        found = "counting …"
        if self._compared is not None:
            sources = self._compared.comparison.sources
            passages = sum(len(source.passages) for source in sources)
            among = f"{sum(bool(source.passages) for source in sources)} of {len(sources)} sources"
            found = f"{number(passages, 'passage')} in {among}"
        state = "" if not self.draft.changed else " (changed)" if self.draft.saved != topic else " (saved)"
        self.query_one("#head", Head).show(f"Terms of {topic.name}{state}", found, True)
        self.query_one("#names", Head).show(names_over(self._compared, self._list.window(), self.app.size.width))

    def _count(self) -> None:
        """Try the topic on the sources, in the background: the keys go on."""
        self.work("terms", self._wait_for, self.draft.topic)

    async def _wait_for(self, topic: Topic) -> None:
        try:
            compared = await self._counted(topic)
        except VariorumError as error:
            self.say(str(error))
            return
        if topic == self.draft.topic:
            if self._compared is None:
                self.draft.found = frozenset(compared.counts)
            self._compared = compared
            self._lay_out()

    # -- keys
    def _aside(self, step: int) -> None:
        if self._list.move_cell(step):
            self.show_heads()

    @property
    def _here(self) -> tuple[str, str]:
        """The kind and the text of the term under the bar."""
        return place_of(self._list.cursor_key or "")

    def _switch(self) -> None:
        kind, text = self._here
        if kind == NAME:
            self.say("this is the name: change it with e")
            return
        self._do(lambda: self.draft.switch(kind, text))

    def _kind(self) -> None:
        kind, text = self._here
        if kind != NAME:
            to = self._do(lambda: self.draft.next_kind(kind, text))
            if to:
                self._list.go_key(f"{to}\t{text}")

    def _undo(self) -> None:
        if not self._do(lambda: "back" if self.draft.undo() else ""):
            self.say("nothing to undo")

    def _do(self, change: Callable[[], str | None]) -> str:
        """Carry out a change of the draft and show what it does."""
        try:
            done = change() or ""
        except TopicError as error:
            self.say(str(error))
            return ""
        self._lay_out()
        self._count()
        return done

    def _add(self) -> None:
        kind, _ = self._here

        async def accept(text: str) -> bool:
            if text.strip():
                to = self._do(lambda: self.draft.add(kind, text))
                self._list.go_key(f"{to}\t{text.strip()}")
            return True

        self.ask(Asking("term", "another term ", accept))

    def _change(self) -> None:
        kind, old = self._here

        async def accept(text: str) -> bool:
            self._do(lambda: self.draft.rename(text) if kind == NAME else self.draft.change(kind, old, text))
            if kind != NAME:
                self._list.go_key(f"{kind}\t{text.strip()}")
            return True

        label = "name " if kind == NAME else "change to (nothing takes it away) "
        self.ask(Asking("term", label, accept, text=self.draft.topic.name if kind == NAME else old, remembered=False))

    async def _open(self) -> None:
        about, places = self._list.chosen
        if places and self._compared is not None:
            await self._evidence(self._compared, about, places)
        else:
            self.say("this is the name: e changes it" if self._here[0] == NAME else "found in no passage on the topic")

    def _save(self, _press: Press) -> None:
        self._replacing = ""

        async def accept(text: str) -> bool:
            return await self._write(text)

        self.ask(Asking("topic name", "save as ", accept, text=self.draft.topic.name, remembered=False))

    async def _write(self, name: str) -> bool:
        """Save the topic under a name; asks once more before another topic of the reader's is replaced."""
        from index.compare.curated import own_topics

        topic = self.draft.topic
        if name != topic.name or topic.origin in (Origin.TYPED, Origin.SUGGESTED):
            topic = replace(topic, name=" ".join(name.split()), id=topic_id(name))
        try:
            own, _ = await asyncio.to_thread(own_topics)
            first = self.draft.topic.id
            taken = any(other.id == topic.id for other in own) and topic.id != first
            if taken and self._replacing != topic.id:
                self._replacing = topic.id
                self.asker.say("you have one called so: Enter again replaces it")
                return False
            topic = replace(topic, origin=Origin.OWN)
            path = await asyncio.to_thread(save_topic, topic)
        except VariorumError as error:
            self.say(f"NOT saved: {error}")
            return True
        self.draft.keep(topic)
        self._saved()
        self._lay_out()
        self._count()
        self.say(f"saved among your topics, in {Path(path).name}")
        return True

    async def back(self) -> bool:
        await self._done(self.draft.topic, self.draft.changed)
        return True

    def on_highlighted(self, message: Highlighted) -> None:
        message.stop()

    async def on_chosen(self, message: Chosen) -> None:
        """A click on a row."""
        message.stop()
        await self._open()
