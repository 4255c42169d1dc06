"""The package of an EPUB book: which files it is made of, in which order, and what it states about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.errors import FormatError
from index.formats.archive import Archive, beside, parse_xml
from index.model import Metadata
from index.text.clean import clean_line
from index.text.dates import iso_date

_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", ""))


@dataclass(frozen=True, slots=True)
class Package:
    """`spine`: the members to read, in order, those out of the way last. `toc`: a title a member."""

    metadata: Metadata
    spine: tuple[str, ...]
    toc: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_package(archive: Archive) -> Package:
    """The package of a book. Raises FormatError when it has none that can be read."""
    name = _where(archive)
    opf = _Opf()
    parse_xml(archive.read(name), opf.start, opf.end, opf.text)
    items = {key: (beside(name, href), kind, properties) for key, (href, kind, properties) in opf.items.items()}
    problems = []
    spine: list[str] = []
    for wanted in (True, False):
        for reference, linear in opf.spine:
            member, kind, properties = items.get(reference, ("", "", ""))
            if linear is not wanted or kind not in _PAGES or "nav" in properties.split() or member in spine:
                continue
            if member in archive:
                spine.append(member)
            else:
                problems.append(f"a chapter is missing: {clean_line(member or reference, 80)}")
    toc = [member for member, kind, properties in items.values() if "nav" in properties.split()]
    toc += [member for member, kind, _ in items.values() if kind == "application/x-dtbncx+xml"]
    return Package(_metadata(opf.said), tuple(spine), _toc(archive, toc), tuple(problems))


def _where(archive: Archive) -> str:
    found: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == "rootfile" and attributes.get("full-path"):
            found.append(attributes["full-path"])

    if "META-INF/container.xml" in archive:
        parse_xml(archive.read("META-INF/container.xml"), start, lambda tag: None, lambda text: None)
    found += [name for name in archive.names if name.endswith(".opf")]
    if not found:
        raise FormatError("not an EPUB book: it has no package")
    return found[0]


class _Opf:
    """Gathers what a package says."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[str, str, str]] = {}
        self.spine: list[tuple[str, bool]] = []
        self.said: dict[str, list[str]] = {}
        self._field = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if name == "item":
            values = (attributes.get("href", ""), attributes.get("media-type", ""), attributes.get("properties", ""))
            self.items[attributes.get("id", "")] = values
        elif name == "itemref":
            self.spine.append((attributes.get("idref", ""), attributes.get("linear") != "no"))
        elif prefix == "dc":
            self._field = name
            self.said.setdefault(name, []).append("")

    def end(self, tag: str) -> None:
        self._field = ""

    def text(self, data: str) -> None:
        if self._field and len(self.said[self._field][-1]) < 2000:
            self.said[self._field][-1] += data


def _metadata(said: Mapping[str, list[str]]) -> Metadata:
    def first(name: str) -> str:
        return next((clean_line(" ".join(value.split())) for value in said.get(name, ()) if value.strip()), "")

    authors = [clean_line(" ".join(value.split())) for value in said.get("creator", ()) if value.strip()]
    return Metadata(
        title=first("title"),
        outlet=first("publisher"),
        date=iso_date(first("date")),
        author=", ".join(dict.fromkeys(authors)),
        language=first("language"),
    )


def _toc(archive: Archive, members: list[str]) -> dict[str, str]:
    """The first title that a table of contents gives each member."""
    titles: dict[str, str] = {}
    for member in members:
        if member not in archive:
            continue
        reader = _Toc(member, titles)
        try:
            parse_xml(archive.read(member), reader.start, reader.end, reader.text)
        except FormatError:
            continue  # only the names of chapters without a heading are lost
        if titles:
            break
    return titles


class _Toc:
    """Gathers titles from `<a href>` of a navigation page, or from `text` and `content` of an NCX."""

    def __init__(self, member: str, titles: dict[str, str]) -> None:
        self.member = member
        self.titles = titles
        self._href = ""
        self._title = ""
        self._open = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in ("a", "text"):
            self._open, self._title, self._href = True, "", attributes.get("href", "")
        elif name == "content":
            self._keep(attributes.get("src", ""))

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "a":
            self._keep(self._href)
        self._open = self._open and name not in ("a", "text")

    def text(self, data: str) -> None:
        if self._open and len(self._title) < 1000:
            self._title += data

    def _keep(self, href: str) -> None:
        title = clean_line(" ".join(self._title.split()), 200)
        if href and title:
            self.titles.setdefault(beside(self.member, href), title)
