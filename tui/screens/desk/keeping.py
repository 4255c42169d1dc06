"""Select, copy, save: what a reader takes from the text, and what is kept of it.

What a key acts on is the same for all of them: the selection; else the match or quotation at the place; else the
sentence. "Saved" is said when the excerpt is on disk, and a failure stays on the screen until it is mended.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from index.model import Document, Kind, Span
from index.text.fold import folded
from index.text.sentences import sentences
from tui import notes
from tui.keymap import Press
from tui.screens.desk.replacing import Placing
from tui.screens.excerpt_edits import ExcerptEdits
from tui.session import Doer
from tui.widgets.selection import Unit

if TYPE_CHECKING:
    from index.excerpts import Excerpt
    from tui.screens.desk.screen import Desk

_NEXT = {"note": "note", "tag": "tag", "delete": "delete", "list": "all excerpts"}
"""What may follow on saving, and what it is called when that is said."""


class Keeping:
    """What is done with a stretch of the text."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: tuple[tuple[Excerpt, Span], ...] = ()  # those of the open document, where they stand in it
        self._last = ""  # the id of the excerpt saved last, which e and t act on first
        self._turn = 0  # counts the times that the excerpts were asked for: a late answer is dropped
        self._said = ""  # of the excerpt at the caret
        self._reminded = False  # of notes that were not finished
        self._edits = ExcerptEdits(desk, desk.session, self._here, self._show)
        self.placing = Placing(desk, self._edits, self.target)

    def doers(self) -> dict[str, Doer]:
        return {
            "select.word": lambda _: self._select("word"),
            "select.line": lambda _: self._select("sentence"),
            "select.swap": lambda _: self._desk.text.swap_ends(),
            "fold.toggle": lambda _: self._fold(),
            "copy.text": lambda _: self._copy(cite=False),
            "copy.cite": lambda _: self._copy(cite=True),
            "excerpt.save": self._save,
            "excerpt.join": self._join,
            **self.placing.doers(),
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
        passage = document.passage_at(caret)
        if passage is not None and passage.kind is Kind.META:
            return document.line_span(document.line_of(caret)), "line"
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
        citation = await self._desk.session.cite(document, (start, end)) if cite else ""
        said = await self._desk.session.copy(name, text, citation)
        self._desk.text.clear_selection()
        self._desk.say(said)

    # -- what is marked
    def show_excerpts(self) -> None:
        """Mark the saved excerpts of the open document, when they have been looked up."""
        self._desk.work("anchors", self._show)

    async def _show(self) -> None:
        """Mark the excerpts where their words stand now; what is gone, or stands in several places, is not marked."""
        document, session = self._desk.document, self._desk.session
        if document is None:
            return
        self._remind()
        self._turn = turn = self._turn + 1
        try:
            excerpts = await asyncio.to_thread(lambda: session.excerpts.for_document(document))
        except ExcerptError as error:
            self._desk.fail(str(error))
            return
        placed = await session.standing.places(excerpts, document)
        if self._desk.document is document and turn == self._turn:
            found = [(e, span) for e, at in placed if at.status != "ambiguous" for span in at.spans]
            self._shown = tuple(sorted(found, key=lambda pair: pair[1]))
            numbers = [tag_number(excerpt.tags) for excerpt, _ in self._shown]
            self._desk.text.set_layer("excerpts", [span for _, span in self._shown], tags=numbers)
            self.follow()

    def _remind(self) -> None:
        """Say once that a note was not finished when the last session ended."""
        if not self._reminded and (waiting := len(notes.waiting())):
            keys = self._desk.session.keymap
            self._desk.say(
                f"{waiting} unfinished note{'s are' if waiting > 1 else ' is'} kept: {keys.shown('excerpt.list')} "
                f"shows where, {keys.shown('excerpt.note')} goes on"
            )
        self._reminded = True

    def follow(self) -> None:
        """Say at the right of the bottom line what is known of the excerpt at the caret while the text has the keys."""
        caret = self._desk.text.caret
        shown = self._shown if self._desk.place == "text" else ()
        here = next((e for e, span in shown if span[0] <= caret < span[1]), None)
        said = "" if here is None else " ".join((*(f"#{tag}" for tag in here.tags), *here.note.split()))[:40]
        if self._desk.note in (self._said, "") and said != self._desk.note:
            self._desk.note = self._said = said
            self._desk.show_hints()

    # -- saving
    async def _save(self, _press: Press) -> None:
        target, document = self.target(), self._desk.document
        if target is None or document is None:
            self._desk.say("no document is open")
            return
        if await self._desk.watching.changed(document):
            return  # what was chosen may not be there any more: the new text is on the screen, and said to be new
        from index.excerpts import Draft, add_once

        span, name = target
        words = folded(document.text[slice(*span)])  # what stood there before an edit is not what is to be saved
        same = (one for one, at in self._shown if at == span and not one.parts and folded(one.text) == words)
        kept = next(same, None)
        new = False

        def save() -> None:
            nonlocal kept, new
            ((kept, new),) = add_once(self._desk.session.excerpts, [Draft(document, (span,))])

        if kept is not None or await self._edits.change(save, ""):
            assert kept is not None
            self._last = kept.id
            many = len(document.text[slice(*span)].split())
            keys = self._desk.session.keymap
            on = "  ".join(f"{keys.shown(f'excerpt.{action}')} {label}" for action, label in _NEXT.items())
            done = f"saved the {name}" if new else "saved already"
            self._desk.say(f"{done}, {many} word{'s' if many != 1 else ''}   {on}")
        self._desk.text.clear_selection()

    async def _join(self, _press: Press) -> None:
        """One passage more for the excerpt saved last, or the one in view: one excerpt with […] between them."""
        target, document, excerpt = self.target(), self._desk.document, self._here(anywhere=True)
        if target is None or document is None or excerpt is None:
            self._desk.say(f"no excerpt to add to: {self._desk.session.keymap.shown('excerpt.save')} saves one")
            return
        from index.excerpts import join

        (start, end), name = target
        joined: list[Excerpt] = []

        def save() -> None:
            joined.append(join(self._desk.session.excerpts, excerpt.id, document, (start, end)))

        undo = self._desk.session.keymap.shown("excerpt.undo")
        if await self._edits.change(save, f"added the {name} to the excerpt, after […]; {undo} undoes it"):
            self._last = joined[0].id
        self._desk.text.clear_selection()

    def _here(self, anywhere: bool = False) -> Excerpt | None:
        """The excerpt meant: the one saved last if it is in view, else the one at the caret, else the first in view."""
        start, end = self._desk.text.visible_span
        caret = self._desk.text.caret
        seen = [(excerpt, span) for excerpt, span in self._shown if span[0] < end and span[1] > start]
        for excerpt, _ in self._shown if anywhere else seen:
            if excerpt.id == self._last:
                return excerpt
        here = [excerpt for excerpt, span in seen if span[0] <= caret < span[1]]
        return here[0] if here else seen[0][0] if seen else None


def tag_number(tags: Sequence[str]) -> int:
    """The number of the first tag, 1 to 9, by which its stripe looks the same in every document; 0 without a tag."""
    return 1 + zlib.crc32(tags[0].encode("utf-8", "surrogatepass")) % 9 if tags else 0


def sentence_at(document: Document, offset: int) -> Span:
    """The sentence that holds `offset`, within its passage."""
    passage = document.passage_at(offset)
    start, end = passage.span if passage is not None else (0, len(document.text))
    for span in sentences(document.text, start, end):
        if offset < span[1]:
            return span
    return start, end
