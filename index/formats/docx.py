"""Word files: paragraphs with their headings, lists and tables, the notes at the end, what was deleted left out.

Only what says how the text is meant is read of the dozens of parts that such a file has: the text, its notes, the
names of its styles, the signs of its lists, and what it states about itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.errors import FormatError
from index.formats.archive import Archive, beside, parse_xml
from index.formats.docx_body import Body, Numbering, Styles
from index.formats.sheet import Sheet
from index.model import Extraction, MarkKind, Metadata
from index.text.clean import clean_line
from index.text.dates import iso_date

_NOTES = (("footnote", "footnotes", "[{}]"), ("endnote", "endnotes", "[e{}]"))


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a Word file. `encoding` means nothing here: such files are UTF-8."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormatError("encrypted, or a Word file of before 2007: save it without a password as .docx")
    archive = Archive(data, "Word file")
    main = _main(archive)
    if main not in archive:
        raise FormatError("not a Word file: it has no document in it")
    styles, numbering = Styles(), Numbering()
    _read(archive, beside(main, "styles.xml"), styles)
    _read(archive, beside(main, "numbering.xml"), numbering)
    sheet = Sheet()
    body = Body(sheet, styles, numbering)
    parse_xml(archive.read(main), body.start, body.end, body.text)
    body.close()
    _notes(archive, main, sheet, body)
    properties = _Properties()
    _read(archive, "docProps/core.xml", properties)
    problems = ["changes are tracked in it: what was deleted is left out"] if body.deleted else []
    return sheet.extraction(properties.metadata(styles.language), "utf-8", problems)


def _main(archive: Archive) -> str:
    found: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument") and attributes.get("Target"):
            found.append(beside("", attributes["Target"].lstrip("/")))

    if "_rels/.rels" in archive:
        parse_xml(archive.read("_rels/.rels"), start, lambda tag: None, lambda text: None)
    return next((name for name in found if name in archive), "word/document.xml")


def _read(archive: Archive, name: str, reader: Styles | Numbering | _Properties) -> None:
    if name in archive:
        parse_xml(archive.read(name), reader.start, reader.end, reader.text)


def _notes(archive: Archive, main: str, sheet: Sheet, body: Body) -> None:
    """The notes that the text refers to, in its order, under a heading."""
    for kind, part, sign in _NOTES:
        numbers = body.noted.get(kind, {})
        name = beside(main, f"{part}.xml")
        if not numbers or name not in archive:
            continue
        apart = Sheet()
        reader = Body(apart, body.styles, Numbering(), note=kind)
        parse_xml(archive.read(name), reader.start, reader.end, reader.text)
        reader.close()
        if not any(reader.notes.get(key) for key in numbers):
            continue
        sheet.block(part.capitalize(), MarkKind.HEADING, 1)
        for key, number in numbers.items():
            paragraphs = reader.notes.get(key, ())
            for at, paragraph in enumerate(paragraphs):
                sheet.block(f"{sign.format(number)} {paragraph}" if not at else paragraph)


class _Properties:
    """What a file states about itself (Dublin Core)."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self._field = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._field = tag.rpartition(":")[2]

    def end(self, tag: str) -> None:
        self._field = ""

    def text(self, data: str) -> None:
        if self._field and len(self.said.get(self._field, "")) < 2000:
            self.said[self._field] = self.said.get(self._field, "") + data

    def metadata(self, language: str) -> Metadata:
        said = {name: clean_line(" ".join(value.split())) for name, value in self.said.items()}
        authors = [name.strip() for name in re.split(r"[;\n]", said.get("creator", "")) if name.strip()]
        return Metadata(
            title=said.get("title", ""),
            author=", ".join(authors),
            date=iso_date(said.get("created", "") or said.get("modified", "")),
            language=said.get("language", "") or language,
        )
