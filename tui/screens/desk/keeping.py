"""Select, copy, save: what a reader takes from the text, and what is kept of it.

What a key acts on is the same for all of them: the selection; else the match or quotation at the place; else the
sentence. "Saved" is said when the excerpt is on disk, and a failure stays on the screen until it is mended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from index.model import Document, Span
from index.text.sentences import sentences
from tui.keymap import Press
from tui.screens.asking import Asking
from tui.session import Doer

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.desk.screen import Desk


class Keeping:
    """What is done with a stretch of the text."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: tuple[Excerpt, ...] = ()  # those of the open document
        self._last = ""  # the id of the excerpt saved last, which e and t act on first

    def doers(self) -> dict[str, Doer]:
        return {
            "select.word": lambda _: self._select("word"),
            "select.line": lambda _: self._select("sentence"),
            "select.swap": lambda _: self._desk.text.swap_selection(),
            "fold.toggle": lambda _: self._fold(),
            "copy.text": lambda _: self._copy(cite=False),
            "copy.cite": lambda _: self._copy(cite=True),
            "excerpt.save": self._save,
            "excerpt.note": lambda _: self._note(),
            "excerpt.tag": lambda _: self._tag(),
            "excerpt.delete": self._delete,
            "excerpt.undo": self._undo,
            "excerpt.retry": self._retry,
        }

    # -- what a key acts on
    def target(self) -> tuple[Span, str] | None:
        """The span that a key acts on and what it is called; None without a document or where there is only blank."""
        document, text = self._desk.document, self._desk.text
        if document is None:
            return None
        if text.selection is not None:
            return text.selection, "selection"
        caret = text.caret
        found = self._desk.finding.current_span(document.id)
        if found is not None and found[0] <= caret < max(found[1], found[0] + 1) and found[1] - found[0] > 40:
            return found, "match"
        for quotation in document.quotations:
            if quotation.start <= caret < quotation.end:
                return (quotation.start, quotation.end), "quotation"
        return sentence_at(document, caret), "sentence"

    def _select(self, by: str) -> None:
        if self._desk.document is None:
            return
        if self._desk.text.selecting:
            self._desk.text.clear_selection()
            return
        self._desk.text.start_selection(by)

    def selected(self, span: Span | None) -> None:
        """Say what can be done with a selection while there is one."""
        self._desk.note = "" if span is None else f"{len(self._desk.text.text_of(span).split())} words selected"
        self._desk.show_hints()

    def _fold(self) -> None:
        if not self._desk.text.toggle_fold():
            self._desk.say("nothing is folded here")

    # -- copying
    async def _copy(self, cite: bool) -> None:
        if self._desk.place == "side" and self._desk.searching.walking:
            await self._desk.searching.open_row()
        target, document = self.target(), self._desk.document
        if target is None or document is None:
            self._desk.say("no document is open")
            return
        (start, end), name = target
        text = self._desk.text.text_of((start, end))
        if cite:
            reference = await self._desk.session.shelf.call(lambda library: library.cite(document.id, start, end))
            text = f"“{text}”\n{reference}"
        said = await self._desk.session.copy(text)
        self._desk.text.clear_selection()
        self._desk.say(f"{name} with citation: {said}" if cite else f"{name}: {said}")

    # -- saving
    def show_excerpts(self) -> None:
        """Mark the saved excerpts of the open document."""
        document = self._desk.document
        if document is None:
            return
        try:
            excerpts = self._desk.session.excerpts.for_document(document)
        except ExcerptError as error:
            self._desk.fail(str(error))
            return
        self._shown = tuple(
            excerpt for excerpt in excerpts if document.text[excerpt.start : excerpt.end] == excerpt.text
        )
        self._desk.text.set_layer("excerpts", [(excerpt.start, excerpt.end) for excerpt in self._shown])

    async def _save(self, _press: Press) -> None:
        target, document = self.target(), self._desk.document
        if target is None or document is None:
            self._desk.say("no document is open")
            return
        (start, end), name = target
        try:
            excerpt = await asyncio.to_thread(self._desk.session.excerpts.add, document, start, end)
        except ExcerptError as error:
            self._failed(error)
            return
        self._desk.text.clear_selection()
        self._last = excerpt.id
        self.show_excerpts()
        self._settled()
        self._desk.say(f"saved the {name}, {len(excerpt.text.split())} words   e note   t tag   x delete   E all excerpts")

    def _failed(self, error: ExcerptError) -> None:
        waiting = len(self._desk.session.excerpts.unsaved)
        retry = self._desk.session.keymap.shown("excerpt.retry")
        self._desk.fail(f"NOT saved: {error}" + (f" ({waiting} waiting; {retry} tries again)" if waiting else ""))

    def _settled(self) -> None:
        if not self._desk.session.excerpts.unsaved:
            self._desk.fail("")

    def _here(self) -> Excerpt | None:
        """The excerpt at the place: the one saved last if it is in view, else the one at the caret, else the first in view."""
        start, end = self._desk.text.visible_span
        caret = self._desk.text.caret
        seen = [excerpt for excerpt in self._shown if excerpt.start < end and excerpt.end > start]
        for excerpt in seen:
            if excerpt.id == self._last:
                return excerpt
        return next((excerpt for excerpt in seen if excerpt.start <= caret < excerpt.end), seen[0] if seen else None)

    def _note(self) -> None:
        excerpt = self._here()
        if excerpt is None:
            self._desk.say("no excerpt in view: s saves one")
            return

        async def accept(text: str) -> bool:
            return await self._change(lambda: self._desk.session.excerpts.note(excerpt.id, text), "note saved")

        self._desk.ask(Asking("note", "note ", accept, text=excerpt.note, remembered=False))

    def _tag(self) -> None:
        excerpt = self._here()
        if excerpt is None:
            self._desk.say("no excerpt in view: s saves one")
            return
        store = self._desk.session.excerpts

        async def accept(text: str) -> bool:
            off = [tag[1:] for tag in text.replace(",", " ").split() if tag.startswith("-")]
            on = [tag for tag in text.replace(",", " ").split() if not tag.startswith("-")]

            def change() -> Excerpt:
                if off:
                    store.untag(excerpt.id, *off)
                return store.tag(excerpt.id, *on) if on else store.get(excerpt.id)

            return await self._change(change, "tagged") if on or off else True

        shown = " ".join(f"#{tag}" for tag in excerpt.tags)
        self._desk.ask(
            Asking("tag", f"tag {shown} + " if shown else "tag ", accept, complete=lambda text: complete_tag(store.all(), text))
        )

    async def _change(self, change: Callable[[], object], done: str) -> bool:
        """Carry out a change of an excerpt in a thread; True when it is on disk, or waits as an unsaved one."""
        try:
            await asyncio.to_thread(change)
        except ExcerptError as error:
            self._failed(error)
            return True
        self.show_excerpts()
        self._settled()
        self._desk.say(done)
        return True

    async def _delete(self, _press: Press) -> None:
        excerpt = self._here()
        if excerpt is None:
            self._desk.say("no excerpt in view")
            return
        await self._change(lambda: self._desk.session.excerpts.delete(excerpt.id), "deleted; u brings it back")

    async def _undo(self, _press: Press) -> None:
        deleted = self._desk.session.excerpts.deleted
        if not deleted:
            self._desk.say("nothing to undo")
            return
        await self._change(lambda: self._desk.session.excerpts.restore(deleted[-1].id), "the excerpt is back")

    async def _retry(self, _press: Press) -> None:
        await self._change(self._desk.session.excerpts.retry, "saved")


def sentence_at(document: Document, offset: int) -> Span:
    """The sentence that holds `offset`, within its passage."""
    passage = document.passage_at(offset)
    start, end = passage.span if passage is not None else (0, len(document.text))
    for span in sentences(document.text, start, end):
        if offset < span[1]:
            return span
    return start, end


def complete_tag(excerpts: tuple[Excerpt, ...], text: str) -> str:
    """`text` with its last word made the most used tag that begins so."""
    head, _, last = text.rpartition(" ")
    counts: dict[str, int] = {}
    for excerpt in excerpts:
        for tag in excerpt.tags:
            counts[tag] = counts.get(tag, 0) + 1
    fits = sorted((tag for tag in counts if tag.startswith(last)), key=lambda tag: (-counts[tag], tag))
    return f"{head} {fits[0]}".lstrip() if fits else text
