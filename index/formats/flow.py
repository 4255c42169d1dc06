"""The flow of a page of HTML: tags and text in the order of the file become blocks on a sheet.

Fed by whoever parses (a web page, a chapter of a book, the HTML body of a letter), so that a paragraph, a list, a table
or a quotation is the same thing in all of them. What a browser would not show is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.formats.emphasis import emphasis
from index.formats.sheet import Sheet
from index.model import Mark, MarkKind


def tags(listed: str) -> frozenset[str]:
    """A set of tags, written with blanks between them."""
    return frozenset(listed.split())


UNSEEN = tags(
    "script style noscript template svg math object iframe head title select option datalist audio video canvas"
    " button map area applet frameset rp rt"
)
"""What shows no reading; math and ruby are read aloud by other parts of a page."""

_BLOCKS = tags(
    "p div section article main header footer aside nav address details summary center form fieldset legend hgroup body"
    " html figure dl dt dd ul ol li menu table thead tbody tfoot caption figcaption tr td th blockquote pre hr"
    " h1 h2 h3 h4 h5 h6"
)
PARTING = tags("p div section article main header footer aside nav details summary center")
"""What only parts the text before from the text behind."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = frozenset(("b", "strong"))
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_SPACE = re.compile(r" *\n[ \n]*| {2,}")
_NOTE = re.compile(r"[\[(]?([0-9]{1,4}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])[\])]?")


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int = 1


class _Block:
    """The inline text that is being gathered."""

    __slots__ = ("parted", "pieces", "size", "strong")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.strong: list[tuple[int, int]] = []
        self.parted = False  # by a tag that was there while its text was cleaned


class Flow:
    """Takes `start`, `data` and `end` as a parser meets them, in any order and any depth; `close` ends the page.

    `cleaned`: the text that comes went through `clean`, with no inline tags in it but bold ones. Never raises but for a
    sheet that is full.
    """

    def __init__(self, sheet: Sheet, cleaned: bool = False) -> None:
        self.sheet = sheet
        self._cleaned = cleaned
        self.headings: list[tuple[int, int, str]] = []  # level, offset and text of those written
        self._block = _Block()
        self._unseen = 0
        self._pre = 0
        self._heading = 0
        self._caption = 0
        self._lists: list[_List] = []
        self._marker = ""  # of the list item that begins
        self._item = 0  # level of the item that is being written
        self._quotes: list[int] = []
        self._row = 0  # 1 in a row, 2 behind its first cell
        self._tight = False
        self._strong: list[int] = []
        self._note = -1  # where the reference to a note began

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """A tag opens; `tag` in small letters."""
        if self._unseen or tag in UNSEEN:
            self._unseen += tag in UNSEEN
        elif tag in _BLOCKS:
            self._open(tag)
        elif tag == "br":
            self.data("\n", raw=True)
        elif tag in _STRONG:
            self._strong.append(self._block.size)
            self._block.parted = True
        elif tag == "q":
            self.data("“")
        elif tag == "a" and (
            "noteref" in (attributes.get("epub:type") or "") or attributes.get("role") == "doc-noteref"
        ):
            self._note = len(self._block.pieces)

    def data(self, text: str, raw: bool = False) -> None:
        """Text between tags, entities resolved; `raw` keeps its line breaks."""
        block = self._block
        if self._unseen or (not block.size and not self._pre and text.isspace()):
            return
        if not raw and not self._pre:
            text = _BLANKS.sub(" ", text)
        block.pieces.append(text)
        block.size += len(text)

    def end(self, tag: str) -> None:
        """A tag closes. One that never opened changes nothing that is seen."""
        if self._unseen:
            self._unseen -= tag in UNSEEN
        elif tag in _BLOCKS:
            self._shut(tag)
        elif tag in _STRONG:
            self._block.parted = True
            if self._strong:
                self._block.strong.append((self._strong.pop(), self._block.size))
        elif tag == "q":
            self.data("”")
        elif tag == "a" and self._note >= 0:
            self._refer()

    def close(self) -> None:
        """The page ends; whatever is still open is written."""
        self._unseen = 0
        self.flush()
        while self._quotes:
            self.sheet.around(MarkKind.QUOTE, self._quotes.pop())

    def flush(self) -> None:
        """Write the block that is being gathered."""
        block = self._block
        if not block.size:
            return
        self._block = _Block()
        if self._strong:
            self._strong = [0] * len(self._strong)
        self._note = -1
        text = "".join(block.pieces)
        if text.isspace():
            return
        if self._pre:
            self.sheet.block(text.replace("\r\n", "\n"), MarkKind.PREFORMATTED)
            return
        inside = emphasis(text, block.strong) if block.strong else []
        if "\n" in text or "  " in text or text[0] == " ":
            text, inside = _tidied(text, inside)
        tight, self._tight = self._tight, False
        cleaned = self._cleaned and not block.parted
        if self._heading:
            start, end = self.sheet.block(text.replace("\n", " "), MarkKind.HEADING, self._heading, cleaned=cleaned)
            if end > start:
                self.headings.append((self._heading, start, text.replace("\n", " ").strip()))
        elif self._caption:
            self.sheet.block(text, MarkKind.CAPTION)
        elif self._marker:
            marker, self._marker = self._marker, ""
            moved = [Mark(m.start + len(marker), m.end + len(marker), m.kind, m.level, m.value) for m in inside]
            level = max(1, len(self._lists))
            self.sheet.block(marker + text, MarkKind.ITEM, level, tight=tight, inside=moved, cleaned=cleaned)
        else:
            self.sheet.block(text, tight=tight, inside=inside, cleaned=cleaned)

    def _open(self, tag: str) -> None:
        if tag in ("td", "th"):
            if self._row == 2 and self._block.size:
                self.data(" | ")
            self._row = 2
            return
        if self._block.size:
            self.flush()
        if tag in PARTING:
            return
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol", "menu"):
            if len(self._lists) < 100:
                self._lists.append(_List(tag == "ol"))
            self._tight = bool(self._item) or bool(self._marker)
        elif tag == "li":
            self._begin_item()
        elif tag == "blockquote":
            self._quotes.append(self.sheet.next)
        elif tag == "pre":
            self._pre += 1
        elif tag in ("figcaption", "caption"):
            self._caption += 1
        elif tag == "tr":
            self._tight = self._row == 0 and self._tight
            self._row = 1

    def _shut(self, tag: str) -> None:
        if tag in ("td", "th"):
            return
        if self._block.size:
            self.flush()
        if tag in PARTING:
            return
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("ul", "ol", "menu"):
            if self._lists:
                self._lists.pop()
            self._item = len(self._lists)
            self._marker = ""
            self._tight = self._item > 0
        elif tag == "li":
            self._marker = ""
            self._tight = True
        elif tag == "blockquote" and self._quotes:
            self.sheet.around(MarkKind.QUOTE, self._quotes.pop())
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("figcaption", "caption"):
            self._caption = max(0, self._caption - 1)
        elif tag == "tr":
            self._row = 0
            self._tight = True
        elif tag == "table":
            self._tight = False

    def _begin_item(self) -> None:
        here = self._lists[-1] if self._lists else _List(False)
        self._marker = f"{here.number}. " if here.ordered else "- "
        here.number += 1
        self._item = max(1, len(self._lists))

    def _refer(self) -> None:
        """A reference to a note, raised in print: set off, so that its number is no part of the word before it."""
        at, self._note = self._note, -1
        number = "".join(self._block.pieces[at:]).strip()
        if at <= len(self._block.pieces) and (found := _NOTE.fullmatch(number)):
            self._block.size -= sum(map(len, self._block.pieces[at:]))
            del self._block.pieces[at:]
            self.data(f"[{found[1]}]")


def _tidied(text: str, inside: list[Mark]) -> tuple[str, list[Mark]]:
    """Runs of blanks as one, none around a line break, at most one line break in a row."""
    text = text if text[0] != " " else " " + text.lstrip()
    tidy = _tidy(text)
    if not inside:
        return tidy, inside
    moved = [Mark(len(_tidy(text[: m.start])), len(_tidy(text[: m.end])), m.kind, m.level, m.value) for m in inside]
    return tidy, moved


def _tidy(text: str) -> str:
    return _SPACE.sub(lambda found: "\n" if "\n" in found[0] else " ", text).lstrip(" ")
