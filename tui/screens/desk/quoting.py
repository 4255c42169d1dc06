"""Quote lookup (`Q`): where was this said, and was it said so?

The answer stands below the words as they are typed or pasted: exact or altered, by whom, and word by word what differs.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import VariorumError
from tui.screens.asking import Asking
from tui.screens.differing import LEGEND, differing
from tui.screens.flow import flowed
from tui.session import Doer
from tui.shelf import NotReadyError
from tui.widgets.line_list import Item, LineList, Part
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from index.api import Library
    from index.engine import Index
    from index.search import QuoteMatch
    from tui.screens.desk.screen import Desk

PAUSE = 0.1  # seconds: a quote is long, and its first half already tells where it is
LIMIT = 5
AROUND = 90  # characters of context on either side
ASKS = "type or paste what you remember; a few words are enough"


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A row of the answer: a candidate (`match` is set and `parts` is its heading) or a line of what it says."""

    match: QuoteMatch | None
    parts: tuple[Part, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Located:
    """A candidate with the words around it."""

    match: QuoteMatch
    before: str = ""
    after: str = ""


def located(library: Library, text: str) -> list[Located]:
    """The candidates for a quote, each with what stands before and after it in its passage.

    From the index alone: reading a long document for a few words around a quote can take seconds.
    """
    found = []
    for match in library.find_quote(text, LIMIT):
        if match.status != "none":
            place = place_at(library.index, match.doc, match.start)
            passage = library.index.passage(place)
            start, end = match.start - passage.start, match.end - passage.start
            words = library.index.text(place)
            found.append(Located(match, *_around(words, 0, start, min(end, len(words)), len(words))))
    return found


def place_at(index: Index, doc: str, offset: int) -> int:
    """The place in the index of the passage of `doc` that holds `offset`, or of the last one before it."""
    first, last = index.places_of(index.ordinal[doc])
    after = bisect_right(range(first, last), offset, key=lambda place: int(index.start_of[place]))
    return max(first, first + after - 1)


def _around(text: str, first: int, start: int, end: int, last: int) -> tuple[str, str]:
    """What stands before `start` and after `end` within `first` to `last`, cut at blanks, the cuts marked."""
    before, after = text[max(first, start - AROUND) : start], text[end : max(end, min(last, end + AROUND))]
    if start - AROUND > first:
        before = "…" + (before.partition(" ")[2] or before)
    if end + AROUND < last:
        after = (after.rpartition(" ")[0] or after) + "…"
    gap = " " if before[-1:].isspace() else "", " " if after[:1].isspace() else ""
    return " ".join(before.split()) + gap[0], gap[1] + " ".join(after.split())


class QuoteRows(LineList[QuoteRow]):
    """Candidates, each with its difference and its context below."""

    EMPTY = ASKS

    def item_of(self, value: QuoteRow) -> Item:
        head = value.match is None
        return Item(str(value.number), value.parts, head=head, quiet=head)


class Quoting:
    """The last quote looked up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rows = QuoteRows(id="quote")
        self._answered = ""
        self._found: list[Located] = []
        self._back = "text"
        self._wanted = ""  # entered before there was an index: opens as soon as it is answered

    def doers(self) -> dict[str, Doer]:
        return {"quote.open": lambda _: self._open()}

    def _open(self) -> None:
        if self._desk.asker.asking is None:
            self._back = self._desk.place
        self._show("", [])
        self._desk.sides.show("quote")
        self._desk.focus_pane("side")
        self._desk.ask(
            Asking("quote", "Quote ", self._accept, self._typed, self._leave, rows=self.rows, dive=self._dive),
            self._desk.query_one("#side-prompt", Prompt),
        )

    def _typed(self, text: str) -> None:
        self._wanted = ""
        self._desk.work("quote", self._look, text, PAUSE)

    def again(self) -> None:
        """Look once more: the index has become ready or newer."""
        asking = self._desk.asker.asking
        if asking is not None and asking.purpose == "quote" and self._desk.asker.prompt is not None:
            text = self._desk.asker.prompt.typed
            self._desk.work("quote", self._look, text, 0)

    async def _look(self, text: str, pause: float) -> None:
        await asyncio.sleep(pause)
        matches: list[Located] = []
        try:
            if text.strip():
                matches = await self._desk.session.shelf.ask(lambda library: located(library, text))
        except NotReadyError:
            self._desk.asker.say("indexing")
            return
        except VariorumError as error:
            self._desk.asker.say(str(error))
            return
        found = [located for located in matches if located.match.status != "none"]
        self._show(text, found)
        if found and text == self._wanted:
            await self._accept(text)

    def _show(self, text: str, found: list[Located]) -> None:
        """Show what was found for `text`, and what that means for the quote."""
        self._answered, self._found = text, found
        search = self._desk.session.keymap.shown("search.open")
        none = f"none: these words are not in this library; {search} looks for some of them"
        self.rows.EMPTY = none if text.strip() else ASKS
        self.rows.set_values(self._laid_out(found))
        if not text.strip():
            self._desk.asker.say("")
        elif not found:
            self._desk.asker.say("none")
        else:
            self._desk.asker.say(str(found[0].match.status) + (f", {len(found)} places" if len(found) > 1 else ""))

    def refit(self) -> None:
        """Lay the answer out for another width."""
        if self._found:
            self.rows.set_values(self._laid_out(self._found), cursor=self.rows.cursor)

    def _laid_out(self, matches: list[Located]) -> list[QuoteRow]:
        width = max(20, self._desk.query_one("#right").size.width - 4)
        rows: list[QuoteRow] = []
        for number, place in enumerate(matches):
            match = place.match
            if rows:
                rows.append(QuoteRow(None, ()))
            title = match.title or self._desk.session.shelf.title(match.doc)
            status: list[Part] = [(str(match.status), "strong"), (f"  {match.score:.0f}/100", "dim")]
            rows.append(QuoteRow(match, (*status, (f"  line {match.line}, {title}", "")), number))
            rows.append(
                QuoteRow(None, (("  ", ""), (who(match) or "nobody is named", "name" if who(match) else "dim")))
            )
            told: list[Part] = [(place.before, "dim"), *difference(match), (place.after, "dim")]
            rows += [QuoteRow(None, (("  ", ""), *line)) for line in flowed(told, width)]
        if any(place.match.status == "altered" for place in matches):
            rows += [QuoteRow(None, ()), QuoteRow(None, (("  ", ""), *LEGEND))]
        return rows

    async def _accept(self, text: str) -> bool:
        if text != self._answered:
            if not self._desk.session.shelf.ready:
                self._wanted = text
                self._desk.asker.say("opens when the index is ready")
                return False
            self._desk.workers.cancel_group(self._desk, "quote")
            await self._look(text, 0)
        self._wanted = ""
        if self.match is None:
            return False
        self._desk.asker.close()
        await self.open_row()
        return True

    def _leave(self) -> None:
        self._desk.workers.cancel_group(self._desk, "quote")
        self._desk.sides.show("outline")
        self._desk.focus_pane(self._back if self._back != "side" else "text" if self._desk.document else "documents")

    def _dive(self) -> None:
        self._desk.focus_pane("side")

    @property
    def match(self) -> QuoteMatch | None:
        """The candidate under the bar."""
        row = self.rows.cursor_value
        return None if row is None else row.match

    async def open_row(self) -> None:
        """Open the document on the words found, marked."""
        match = self.match
        if match is None:
            return
        await self._desk.land(match.doc, (match.start, match.end), match.query)
        self._desk.say(f"{match.status}: {who(match) or 'nobody is named'}, line {match.line}")


def who(match: QuoteMatch) -> str:
    """Who said it, as far as the text says: the person quoted, or the speaker of the passage."""
    if match.quoted:
        return f"{match.quoted}, quoted" + (" second-hand" if match.second_hand else "")
    if match.speaker:
        return ("~" if match.evidence == "carried" else "") + match.speaker
    return ""


def difference(match: QuoteMatch) -> list[Part]:
    """The source's words, and what was typed otherwise."""
    if match.status == "exact":
        return [(match.text.replace("\n", " "), "strong")]
    return differing(match.diff)
