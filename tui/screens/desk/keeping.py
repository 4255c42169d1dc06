"""Select, copy, save: what a reader takes from the text, and what is kept of it.

What a key acts on is the same for all of them: the selection; else the match or quotation at the place; else the
sentence. "Saved" is said when the excerpt is on disk, and a failure stays on the screen until it is mended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from index.model import Document, Span
from index.text.sentences import sentences
from tui.keymap import Press
from tui.screens.excerpt_edits import ExcerptEdits
from tui.session import Doer
from tui.widgets.selection import Unit

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.desk.screen import Desk


class Keeping:
    """What is done with a stretch of the text."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: tuple[tuple[Excerpt, Span], ...] = ()  # those of the open document, where they stand in it
        self._last = ""  # the id of the excerpt saved last, which e and t act on first
        self._edits = ExcerptEdits(desk, desk.session, self._here, self.show_excerpts)

    def doers(self) -> dict[str, Doer]:
        return {
            "select.word": lambda _: self._select("word"),
            "select.line": lambda _: self._select("sentence"),
            "select.swap": lambda _: self._desk.text.swap_ends(),
            "fold.toggle": lambda _: self._fold(),
            "copy.text": lambda _: self._copy(cite=False),
            "copy.cite": lambda _: self._copy(cite=True),
            "excerpt.save": self._save,
            **self._edits.doers(),
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

    def _select(self, by: Unit) -> None:
        if self._desk.document is None:
            return
        if self._desk.text.selecting:
            self._desk.text.clear_selection()
            return
        self._desk.text.start_selection(by)

    def selected(self, span: Span | None) -> None:
        """Say what can be done with a selection while there is one."""
        words = len(self._desk.text.text_of(span).split()) if span else 0
        self._desk.held = f"{words} {'word' if words == 1 else 'words'} selected" if words else ""
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
            text = f"“{text}”\n{await self._desk.session.cite(document, (start, end))}"
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
        self._mark([(excerpt, (excerpt.start, excerpt.end)) for excerpt in excerpts if stands(excerpt, document)])
        moved = [excerpt for excerpt in excerpts if not stands(excerpt, document)]
        if moved:
            self._desk.run_worker(self._find_again(document, moved), group="anchors", exclusive=True)

    def _mark(self, placed: Sequence[tuple[Excerpt, Span]]) -> None:
        self._shown = tuple(sorted(placed, key=lambda pair: pair[1]))
        self._desk.text.set_layer("excerpts", [span for _, span in self._shown])

    async def _find_again(self, document: Document, moved: Sequence[Excerpt]) -> None:
        """Mark excerpts whose source has changed where their words stand now; those that are gone are not marked."""
        found = await asyncio.to_thread(lambda: [(excerpt, place(excerpt, document)) for excerpt in moved])
        if self._desk.document is document:
            self._mark([*self._shown, *((excerpt, span) for excerpt, span in found if span is not None)])

    async def _save(self, _press: Press) -> None:
        target, document = self.target(), self._desk.document
        if target is None or document is None:
            self._desk.say("no document is open")
            return
        (start, end), name = target
        saved: list[Excerpt] = []

        def save() -> None:
            saved.append(self._desk.session.excerpts.add(document, start, end))

        words = len(document.text[start:end].split())
        if await self._edits.change(
            save, f"saved the {name}, {words} word{'s' if words != 1 else ''}   e note  t tag  x delete  E all excerpts"
        ):
            self._last = saved[0].id
        self._desk.text.clear_selection()

    def _here(self) -> Excerpt | None:
        """The excerpt meant: the one saved last if it is in view, else the one at the caret, else the first in view."""
        start, end = self._desk.text.visible_span
        caret = self._desk.text.caret
        seen = [(excerpt, span) for excerpt, span in self._shown if span[0] < end and span[1] > start]
        for excerpt, _ in seen:
            if excerpt.id == self._last:
                return excerpt
        here = [excerpt for excerpt, span in seen if span[0] <= caret < span[1]]
        return here[0] if here else seen[0][0] if seen else None


def stands(excerpt: Excerpt, document: Document) -> bool:
    """Whether an excerpt stands where it was saved, word for word."""
    return document.text[excerpt.start : excerpt.end] == excerpt.text


def place(excerpt: Excerpt, document: Document) -> Span | None:
    """Where the words of an excerpt stand in its document now; None when they are gone. Takes up to 0.1 s."""
    if stands(excerpt, document):
        return excerpt.start, excerpt.end
    from index.excerpts import resolve

    found = resolve(excerpt, document)
    return None if found.start is None or found.end is None else (found.start, found.end)


def sentence_at(document: Document, offset: int) -> Span:
    """The sentence that holds `offset`, within its passage."""
    passage = document.passage_at(offset)
    start, end = passage.span if passage is not None else (0, len(document.text))
    for span in sentences(document.text, start, end):
        if offset < span[1]:
            return span
    return start, end
