"""The text of a Word file, element by element: runs become paragraphs on a sheet.

Styles are known by their English names, whatever language the program that wrote the file speaks; a paragraph's level
in an outline counts like a heading's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.formats.emphasis import emphasis
from index.formats.sheet import Sheet
from index.model import MarkKind

_HEADING = re.compile(r"heading (\d)")
_QUOTE = frozenset(("quote", "intense quote", "block text"))
_UNSEEN = frozenset(("w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:pict", "w:object"))


class Styles:
    """`styles.xml`: what each style is, by its id."""

    def __init__(self) -> None:
        self.headings: dict[str, int] = {}
        self.quotes: set[str] = set()
        self.captions: set[str] = set()
        self.lists: dict[str, tuple[str, int]] = {}
        self.language = ""
        self._based: dict[str, str] = {}
        self._id = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        if tag == "w:style":
            self._id = attributes.get("w:styleId", "")
        elif tag == "w:name" and self._id:
            name = value.lower()
            if found := _HEADING.fullmatch(name):
                self.headings[self._id] = min(int(found[1]), 6)
            elif name == "title":
                self.headings[self._id] = 1
            elif name in _QUOTE:
                self.quotes.add(self._id)
            elif name == "caption":
                self.captions.add(self._id)
        elif tag == "w:basedOn" and self._id:
            self._based[self._id] = value
        elif tag == "w:outlineLvl" and self._id and value.isdecimal() and int(value) < 6:
            self.headings.setdefault(self._id, int(value) + 1)
        elif tag == "w:numId" and self._id:
            self.lists[self._id] = (value, 0)
        elif tag == "w:lang" and not self.language:
            self.language = value

    def end(self, tag: str) -> None:
        if tag == "w:style":
            self._id = ""

    def text(self, data: str) -> None:
        """Nothing in this part is text."""

    def heading(self, style: str) -> int:
        """The level of a style, 0 when it is no heading; a style without one of its own has that of its base."""
        for _ in range(10):
            if style in self.headings:
                return self.headings[style]
            style = self._based.get(style, "")
        match = re.fullmatch(r"[Hh]eading ?(\d)", style)
        return min(int(match[1]), 6) if match else 0


class Numbering:
    """`numbering.xml`: whether a level of a list counts, and how far it has counted."""

    def __init__(self) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._abstract = self._number = self._level = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "w:abstractNum":
            self._abstract = attributes.get("w:abstractNumId", "")
        elif tag == "w:lvl":
            self._level = attributes.get("w:ilvl", "")
        elif tag == "w:numFmt":
            self._formats.setdefault((self._abstract, self._level), attributes.get("w:val", ""))
        elif tag == "w:num":
            self._number = attributes.get("w:numId", "")
        elif tag == "w:abstractNumId":
            self._abstract_of[self._number] = attributes.get("w:val", "")

    def end(self, tag: str) -> None:
        """Nothing in this part ends what matters."""

    def text(self, data: str) -> None:
        """Nothing in this part is text."""

    def sign(self, number: str, level: int) -> str:
        """What stands before the next item of a list: "- " or "3. "."""
        kind = self._formats.get((self._abstract_of.get(number, ""), str(level)), "bullet")
        if kind in ("bullet", "none"):
            return "- "
        for deeper in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[deeper]
        count = self._counts[number, level] = self._counts.get((number, level), 0) + 1
        return f"{count}. "


class Body:
    """Takes the elements of `document.xml`, or of the notes when `note` names their element."""

    def __init__(self, sheet: Sheet, styles: Styles, numbering: Numbering, note: str = "") -> None:
        self.sheet = sheet
        self.styles = styles
        self.numbering = numbering
        self.noted: dict[str, dict[str, int]] = {}  # kind of note to its id to its number in the text
        self.notes: dict[str, list[str]] = {}  # id of a note to its paragraphs
        self.deleted = False
        self._note, self._id = note, ""
        self._unseen = 0
        self._open: list[tuple[list[str], list[tuple[int, int]]]] = []  # a text box is a paragraph inside one
        self._style = self._list = ""
        self._level = self._outline = 0
        self._bold = self._in_text = self._tight = False
        self._size = 0  # characters of the paragraph so far
        self._rows: list[list[list[str]]] = []  # of the tables that are open: cells of paragraphs

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
            self.deleted = self.deleted or tag == "w:del"
        elif tag == "w:t":
            self._in_text = True
        elif tag == "w:p":
            self._open.append(([], []))
            self._size = 0
            self._style, self._list, self._level, self._outline = "", "", 0, 0
        elif tag == "w:r":
            self._bold = False
        elif tag in ("w:tab", "w:br", "w:cr", "w:noBreakHyphen"):
            self._say({"w:tab": "\t", "w:noBreakHyphen": "-"}.get(tag, "\n"))
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            self._refer(tag[2:-9], attributes.get("w:id", ""))
        elif self._note and tag == f"w:{self._note}":
            self._id = attributes.get("w:id", "")
        elif tag == "w:tr":
            self._rows.append([])
        elif tag == "w:tc" and self._rows:
            self._rows[-1].append([])
        else:
            self._property(tag, attributes.get("w:val", ""))

    def _property(self, tag: str, value: str) -> None:
        if tag == "w:pStyle":
            self._style = value
            if value in self.styles.lists:
                self._list, self._level = self.styles.lists[value]
        elif tag == "w:numId":
            self._list = "" if value == "0" else value
        elif tag == "w:ilvl" and value.isdecimal():
            self._level = min(int(value), 8)
        elif tag == "w:outlineLvl" and value.isdecimal() and int(value) < 6:
            self._outline = int(value) + 1
        elif tag == "w:b":
            self._bold = value not in ("0", "false", "off")

    def text(self, data: str) -> None:
        if self._in_text and not self._unseen:
            self._say(data)

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag == "w:t":
            self._in_text = False
        elif tag == "w:p" and self._open:
            self._write(*self._open.pop())
        elif tag == "w:tr" and self._rows:
            row = " | ".join(" ".join(cell) for cell in self._rows.pop())
            if self._rows and self._rows[-1]:
                self._rows[-1][-1].append(row)  # a table in a cell
            else:
                self.sheet.block(row, tight=self._tight)
                self._tight = True
        elif tag == "w:tbl" and not self._rows:
            self._tight = False

    def close(self) -> None:
        """The part ends; a paragraph that was cut off is written."""
        while self._open:
            self._write(*self._open.pop())

    def _say(self, data: str) -> None:
        if not self._open:
            return
        pieces, bold = self._open[-1]
        if self._bold:
            start = self._size
            if bold and bold[-1][1] == start:
                bold[-1] = bold[-1][0], start + len(data)
            else:
                bold.append((start, start + len(data)))
        pieces.append(data)
        self._size += len(data)

    def _refer(self, kind: str, key: str) -> None:
        known = self.noted.setdefault(kind, {})
        number = known.setdefault(key, len(known) + 1)
        self._bold = False
        self._say(f"[{number}]" if kind == "footnote" else f"[e{number}]")

    def _write(self, pieces: list[str], bold: list[tuple[int, int]]) -> None:
        text = "".join(pieces)
        if not text.strip():
            return
        if self._note:
            self.notes.setdefault(self._id, []).append(text.strip())
            return
        if self._rows:
            if self._rows[-1]:
                self._rows[-1][-1].append(" ".join(text.split()))
            return
        heading = self._outline or self.styles.heading(self._style)
        if heading:
            self.sheet.block(" ".join(text.split()), MarkKind.HEADING, heading)
        elif self._list:
            sign = self.numbering.sign(self._list, self._level)
            self.sheet.block(sign + text, MarkKind.ITEM, self._level + 1, tight=self._tight)
            self._tight = True
            return
        elif self._style in self.styles.quotes:
            self.sheet.block(text, MarkKind.QUOTE)
        elif self._style in self.styles.captions:
            self.sheet.block(text, MarkKind.CAPTION)
        else:
            self.sheet.block(text, inside=emphasis(text, bold))
        self._tight = False
