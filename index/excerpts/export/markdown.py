"""Markdown: each excerpt a block quote with a footnote that says where it came from.

CommonMark reads the text back exactly: its special characters are escaped, and blanks and line breaks that Markdown
would swallow are written as character references.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt

# Everywhere: the marks of CommonMark and of its extensions (strikeout, tables, maths, superscript, citations).
_SPECIAL = re.compile(r"[\\`*_\[\]<>$~|^@]")
_AMPERSAND = re.compile(r"&(?=#?\w+;)")
# At a line's start only: headings, lists, rules, underlines of headings, definition lists.
_FIRST = re.compile(r"^(?:([#+\-=:])|(\d{1,9})([.)]))")
_EDGE = re.compile(r"^\s+|\s+$")
_BREAKS = re.compile(r"\n{3,}|^\n+|\n+$")
_BREAK = "\x00"  # stands for a line break as a character reference; in no cleaned text


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """Block quotes in the order given, the footnotes after them."""
    quotes, notes = [], []
    for excerpt in excerpts:
        quotes.append(f"{quote(excerpt.text)}\n>\n> [^{excerpt.id}]\n")
        notes.append(f"[^{excerpt.id}]: {escape(cite(excerpt))}{_remarks(excerpt)}\n")
    return "\n".join(quotes) + ("\n" if notes else "") + "".join(notes)


def quote(text: str) -> str:
    """`text` as a block quote that reads back exactly: a paragraph for each blank line, a line for each line."""
    paragraphs = [escape(part) for part in _swallowed_breaks(text).split("\n\n")]
    quoted = ("\n".join(f"> {line}" for line in paragraph.split("\n")) for paragraph in paragraphs)
    return "\n>\n".join(quoted).replace(_BREAK, "&#10;")


def escape(text: str) -> str:
    """`text` so that a Markdown parser gives back these characters."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _swallowed_breaks(text: str) -> str:
    """The line breaks that Markdown would swallow: those at the ends, and those beyond one blank line."""
    ends = (0, len(text))
    return _BREAKS.sub(
        lambda found: (
            _BREAK * len(found[0])
            if found.start() in ends or found.end() in ends
            else "\n\n" + _BREAK * (len(found[0]) - 2)
        ),
        text,
    )


def _line(line: str) -> str:
    line = _AMPERSAND.sub("&amp;", _SPECIAL.sub(r"\\\g<0>", line))
    line = _FIRST.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
    return _EDGE.sub(lambda found: "".join(f"&#{ord(blank)};" for blank in found[0]), line)


def _remarks(excerpt: Excerpt) -> str:
    remarks = []
    if excerpt.note:
        remarks.append("".join(f"\n    {line}" if line else "\n" for line in ("", *escape(excerpt.note).split("\n"))))
    if excerpt.tags:
        remarks.append("\n\n    " + " ".join(f"\\#{escape(tag)}" for tag in excerpt.tags))
    return "".join(remarks)
