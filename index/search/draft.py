"""A draft, read whole, and written back with notes.

Formats read a source for what it says and leave menus, boxes and notes of a web page out; of one's own page every
quotation must be checked, wherever it stands. Code quotes nobody: its marks are its own. A Markdown draft keeps its
markup when notes are put into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import PurePath

from index.errors import FormatError
from index.formats import extract
from index.model import Extraction, MarkKind

LARGEST = 32 << 20  # bytes
_PAGES = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn")
# As long as a line or two: a tick that nothing closes must not be looked after for ever.
_CODE = re.compile(
    r"(?<![`\\])(`+)(?!`)(.{1,1000}?)(?<!`)\1(?!`)|(<(code|kbd|samp)\b[^<>]*>)(.{1,1000}?)(?=</\4>)", re.S | re.I
)
_SEEN = re.compile(r"\S")


def read_draft(name: str, data: bytes) -> Extraction:
    """The text of a draft; its name tells the format. Raises FormatError when it cannot be read or is too large."""
    if len(data) > LARGEST:
        raise FormatError(f"{name}: larger than {LARGEST >> 20} MB; check it in parts")
    path = PurePath(name)
    return _whole_page(data) if path.suffix.lower() in _PAGES else extract(path, data)


def _whole_page(data: bytes) -> Extraction:
    from index.formats.flow import Flow
    from index.formats.html import decoded, pour
    from index.formats.sheet import Sheet
    from index.formats.tree import parse
    from index.formats.webmeta import metadata_of

    text, used = decoded(data)
    root = parse(text)
    sheet = Sheet()
    flow = Flow(sheet)
    pour(root, flow)
    flow.close()
    return sheet.extraction(metadata_of(root), used, [])


def prose(name: str, data: bytes, extraction: Extraction) -> str:
    """The text of a draft read by `read_draft`, as long as it is, with dots for what is code there."""
    text, plain = extraction.text, extraction.text.split("\n")
    code: set[int] = set()
    at = line = 0
    for mark in sorted(extraction.marks, key=lambda mark: mark.start):
        if mark.kind is MarkKind.PREFORMATTED:
            line, at = line + text.count("\n", at, mark.start), mark.start
            code.update(range(line, line + text.count("\n", mark.start, mark.end) + 1))
    marked = _marked_lines(name, data, extraction)
    if len(marked) == len(plain):
        lines: list[str] = []
        for inside, numbers in groupby(range(len(plain)), lambda at: at not in code and plain[at].strip() != ""):
            paragraph = "\n".join(marked[at] for at in numbers)
            lines.append(_CODE.sub(_dotted, paragraph) if inside else paragraph)
        if (source := "\n".join(lines)) != "\n".join(marked):
            dotted = read_draft(name, source.encode("utf-8", "replace")).text.split("\n")
            if [*map(len, dotted)] == [*map(len, plain)]:
                plain = dotted
    return "\n".join(_SEEN.sub("·", line) if at in code else line for at, line in enumerate(plain))


def _dotted(found: re.Match[str]) -> str:
    if found[1]:
        return found[1] + _SEEN.sub("·", found[2]) + found[1]
    return found[3] + _SEEN.sub("·", found[5])


def _marked_lines(name: str, data: bytes, extraction: Extraction) -> list[str]:
    """The lines of a Markdown draft with their markup; none of another draft."""
    if PurePath(name).suffix.lower() not in _MARKDOWN:
        return []
    from index.formats.reading import read_text

    return read_text(data, extraction.encoding)[0].split("\n")


def with_notes(name: str, data: bytes, notes: Iterable[tuple[int, str]]) -> str:
    """The draft as Markdown with each note put in behind its offset in the canonical text; offsets rising."""
    extraction = read_draft(name, data)
    text = extraction.text
    plain, marked = text.split("\n"), _marked_lines(name, data, extraction)
    if len(plain) != len(marked):
        return _put_in(text, notes)
    starts = [0]
    for line in plain:
        starts.append(starts[-1] + len(line) + 1)
    placed: list[list[tuple[int, str]]] = [[] for _ in plain]
    at = 0
    for offset, note in notes:
        while starts[at + 1] <= offset:
            at += 1
        placed[at].append((_column(plain[at], marked[at], offset - starts[at]), note))
    return "\n".join(_put_in(line, here) for line, here in zip(marked, placed, strict=True))


def _put_in(text: str, notes: Iterable[tuple[int, str]]) -> str:
    parts = []
    last = 0
    for offset, note in notes:
        end = max(offset, last)
        parts += [text[last:end], note]
        last = end
    return "".join([*parts, text[last:]])


def _column(plain: str, marked: str, column: int) -> int:
    """Where in a line with its markup the first `column` characters of the line without it end; its end when the markup
    stands for other characters.
    """
    at = 0
    for letter in plain[:column]:
        at = marked.find(letter, at) + 1
        if not at:
            return len(marked)
    return at
