"""Markdown: its markup becomes marks, its lines stay lines.

A line-oriented reader, not a renderer: the canonical text has exactly the lines of the file, so that line numbers agree
with every other tool. Emphasis, escapes, link targets, `#` and `>` are taken off; list markers stay, they read well.
A line that holds markup alone (a rule, a fence, a reference) becomes an empty one.
"""

from __future__ import annotations

import re

from index.formats import frontmatter
from index.formats.inline import Emphasis, label_of, take_off
from index.formats.reading import read_text
from index.model import Extraction, Mark, MarkKind
from index.text.clean import clean

# What can begin a line that is not plain paragraph text; all others skip the questions below.
_MAY_BEGIN = frozenset("#>`~-*_=+<[|: \t0123456789")

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]++(.*))?\Z")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?=[ \t]+\S)")
_REFERENCE = re.compile(
    r" {0,3}\[((?!\^)(?:[^\[\]\\]|\\.){1,1000}+)\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+[\"'(].*[\"')])?[ \t]*\Z"
)
# Possessive: in a line of blanks nothing is tried twice.
_TABLE_RULE = re.compile(r"[ \t]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|)++(?:[ \t]*+:?+-++:?+)?+[ \t]*+\Z")
_TRAILING = re.compile(r"(?<![ \t])[ \t]++$", re.MULTILINE)  # a hard break, or nothing at all
# A comment, or a script or a style sheet.
_HIDDEN = re.compile(r"[ \t]*<(?:!--|(script|style)\b)", re.IGNORECASE)
# What ends the paragraph before it even where a quote goes on without its mark.
_BEGINNING = re.compile(r" {0,3}(?:#{1,6}\s|`{3}|~{3}|[-*+]\s|\d{1,9}[.)]\s|<)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")

_MAY_INTERRUPT = frozenset(
    ("-", "*", "+", "1.", "1)")
)  # a paragraph may go on with "1984. " at the beginning of a line
_SHORTEST, _COLUMN = 50, 130  # characters of a line that was broken to fit; a longer one is a paragraph by itself
_LONGEST_LABEL = 60
_LONGEST_UNDERLINED = 120  # a longer paragraph over a row of dashes is prose over a rule, whatever CommonMark says


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a Markdown file, line for line, with marks for headings, items, quotes, labels and front matter."""
    text, used, remarks = read_text(data, encoding)
    front = frontmatter.read(text)
    page = _Page(text, front.end)
    del text  # of a long text there is one copy at a time: its lines go as they are read
    page.read()
    return Extraction(
        "\n".join(page.out), front.metadata, (*front.marks, *page.in_order()), used, (*remarks, *front.problems)
    )


class _Page:
    """One pass over the lines of one file."""

    def __init__(self, text: str, start: int) -> None:
        self.out: list[str] = []
        self.at = 0  # the offset in the canonical text at which the next line begins
        self.marks: list[Mark] = []
        self.block: list[str] = []  # lines of the paragraph, heading or item that is being gathered
        self.item: int | None = None  # level of the list item that is being gathered
        self.in_list = False  # an indented paragraph belongs to the list above it
        self.quote: int | None = None  # where the block quote began
        self.fence = ""  # the fence that closes the code block
        self.code: int | None = None  # where the code block began
        self.until = ""  # what ends the stretch of HTML that shows nothing
        self.lines = _TRAILING.sub("", text[start:]).split("\n")
        if start:  # front matter stays in the text as it is; its last line has no markup
            for line in text[:start].split("\n"):
                self.put(line)
            self.lines.pop(0)
        self.references = {
            label_of(found[1])
            for line in (self.lines if "]:" in text else ())
            if (found := _REFERENCE.match(line)) is not None
        }

    def read(self) -> None:
        self.lines.reverse()
        while self.lines:
            line = self.lines.pop()
            if self.quote is None and not self.fence and not self.until and line and line[0] not in _MAY_BEGIN:
                self.block.append(line)
                self.in_list = self.in_list and self.item is not None
            else:
                self.line(self.unquoted(line))
        self.close()
        self.end_quote()

    def unquoted(self, line: str) -> str:
        """The line without its `>`; opens and closes the quote."""
        found = None if (self.fence or self.until) and self.quote is None else _QUOTE.match(line)
        if found is None and self.in_list and self.item is None:
            found = _QUOTE.match(line.lstrip())
        if found:
            if self.quote is None:
                self.close()
                self.quote = self.at
            return found.string[found.end() :]
        if self.quote is not None and not (self.block and line.strip() and not _BEGINNING.match(line)):
            self.close()
            self.end_quote()
        return line

    def line(self, line: str) -> None:
        if self.fence:
            self.fenced(line)
        elif not line.strip():
            self.close()
            self.put("")
        elif self.until or _HIDDEN.match(line):
            self.hidden(line)
        elif self.block and (found := _UNDERLINE.match(line)) and self.underlines(found[1]):
            self.close(1 if found[1][0] == "=" else 2)
            self.put("")
        elif _RULE.match(line) or _TABLE_RULE.match(line):
            self.close()
            self.put("")
        elif found := _HEADING.match(line):
            self.close()
            self.in_list = False
            self.block.append(_without_closing(found[2] or ""))
            self.close(len(found[1]))
        elif found := _FENCE.match(line.lstrip() if self.in_list else line):
            self.close()
            self.fence = found[1]
            self.put("")
            self.code = self.at
        elif (found := _ITEM.match(line)) and (
            self.item is not None or not self.block or found[0].strip() in _MAY_INTERRUPT
        ):
            self.close()
            self.item = len(found[1].expandtabs(4)) // 2 + 1
            self.in_list = True
            self.block.append(line)
        elif self.references and not self.block and _REFERENCE.match(line):
            self.put("")
        elif not self.block and not self.in_list and _INDENTED.match(line):
            start = self.at
            self.put(line)
            self.mark(start, self.at - 1, MarkKind.PREFORMATTED)
        else:
            self.in_list = self.in_list and (self.item is not None or line[0] in " \t")
            self.block.append(line if self.block or self.in_list else line.lstrip())

    def hidden(self, line: str) -> None:
        if not self.until:
            self.close()
            found = _HIDDEN.match(line)
            self.until = f"</{found[1].lower()}>" if found and found[1] else "-->"
        at = line.lower().find(self.until)
        rest = line[at + len(self.until) :] if at >= 0 else ""
        self.until = self.until if at < 0 else ""
        if rest.strip():
            self.block.append(rest)
        else:
            self.put("")

    def fenced(self, line: str) -> None:
        closing = line.strip()
        if len(closing) >= len(self.fence) and not closing.strip(self.fence[0]):
            self.fence = ""
            self.end_code()
            line = ""
        self.put(line)

    def underlines(self, row: str) -> bool:
        return (
            self.item is None and (row[0] == "=" or len(row) > 1) and sum(map(len, self.block)) <= _LONGEST_UNDERLINED
        )

    def close(self, heading: int = 0) -> None:
        """End the block that is being gathered, as a heading of that level if one is given."""
        if not self.block:
            return
        text = "\n".join(self.block)
        plain, emphasised = take_off(text, self.references)
        # Entities are characters only now, and what markup parted may have come together. ASCII has nothing to clean:
        # no entity gives a control character.
        cleaned = plain if plain.isascii() else clean(plain)
        start = self.at
        indent = len(cleaned) - len(cleaned.lstrip(" \t"))
        end = start + len(cleaned.rstrip())
        if heading:
            self.mark(start, end, MarkKind.HEADING, heading)
        elif self.item is not None:
            self.mark(start + indent, end, MarkKind.ITEM, self.item)
        if emphasised and not heading:
            self.labels(plain, cleaned, emphasised)
        lines = cleaned.split("\n")
        if not heading and self.item is None and _is_broken(lines) and not self.labelled(start):
            self.mark(start + indent, end, MarkKind.PARAGRAPH)
        for line in lines:
            self.put(line)
        self.block = []
        self.item = None

    def labelled(self, start: int) -> bool:
        """Whether a name was set off as a label in what was written since `start`."""
        return bool(self.marks) and self.marks[-1].start >= start and self.marks[-1].kind is MarkKind.LABEL

    def labels(self, plain: str, cleaned: str, emphasised: list[Emphasis]) -> None:
        """Names set off at the beginning of a line, and a paragraph that is bold as a whole."""
        for span in emphasised:
            # Resolved entities may have been cleaned away in front of the span.
            start, end = span.start, span.end
            if plain is not cleaned and plain != cleaned:
                start, end = len(clean(plain[:start])), len(clean(plain[:end]))
            if span.strength > 1 and not cleaned[:start].strip() and not cleaned[end:].strip():
                self.mark(self.at + start, self.at + end, MarkKind.STRONG)
            if end - start > _LONGEST_LABEL or cleaned[cleaned.rfind("\n", 0, start) + 1 : start].strip():
                continue
            name = cleaned[start:end].rstrip()
            if name.endswith(":"):
                name = name[:-1].rstrip()
            elif not cleaned.startswith(":", end):
                continue
            if name and "\n" not in name:
                self.mark(self.at + start, self.at + start + len(name), MarkKind.LABEL, value=name)

    def put(self, line: str) -> None:
        """One line of canonical text."""
        self.out.append(line)
        self.at += len(line) + 1

    def mark(self, start: int, end: int, kind: MarkKind, level: int = 0, value: str = "") -> None:
        if end > start:
            self.marks.append(Mark(start, end, kind, level, value))

    def end_quote(self) -> None:
        if self.quote is not None:
            self.mark(self.quote, self.at - 1, MarkKind.QUOTE)
            self.quote = None

    def end_code(self) -> None:
        if self.code is not None:
            self.mark(self.code, self.at - 1, MarkKind.PREFORMATTED)
            self.code = None

    def in_order(self) -> list[Mark]:
        self.end_code()
        return sorted(self.marks, key=lambda mark: (mark.start, -mark.end))


def _is_broken(lines: list[str]) -> bool:
    """Whether lines are one paragraph, broken to fit a column: all but the last are filled."""
    return len(lines) > 1 and all(_SHORTEST <= len(line) <= _COLUMN for line in lines[:-1])


def _without_closing(heading: str) -> str:
    """A heading without the row of `#` that may close it."""
    kept = heading.rstrip().rstrip("#")
    return kept.rstrip() if not kept or kept[-1].isspace() else heading
