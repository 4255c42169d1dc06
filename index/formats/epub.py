"""Books in EPUB: chapters in the order of the spine, each under its heading, notes where the book has them.

The chapter that a passage stands in is kept, to be cited.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import escape

from index.errors import FormatError
from index.formats.archive import Archive
from index.formats.flow import PARTING, UNSEEN, Flow
from index.formats.package import Package, read_package
from index.formats.sheet import Sheet
from index.formats.tokens import resolved, tokens
from index.model import Extraction, MarkKind
from index.text.clean import clean
from index.text.decode import decode

MOST_CHAPTERS = 5_000

_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{1,60}?encoding=[\"']([\w.-]{1,40})[\"']")
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"\n[ \t\n]*+")
# No "<" in any of these but the first: each search then ends where the next begins, and none is made twice.
_REST = r"[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+"
_NOTE = re.compile(
    rf"<a\b(?=[^<>]*noteref\b){_REST}>(?:<su[pb]\b{_REST}>)?\s*[\[(]?([0-9]{{1,4}}|[*†‡§]{{1,3}}|[ivxlc]{{1,6}}|[a-z])[\])]?\s*"
    r"(?:</su[pb]>)?</a>"
)
_BACK = re.compile(rf"<a\b{_REST}>\s*↩\ufe0e?\s*</a>")
_INLINE = re.compile(
    r"<(?:/(?:a|i|em|span)>|/?(?:a(?:bbr|cronym)?|b(?:di|do|ig)|c(?:ite|ode)|d(?:ata|el|fn)|em|font|i(?:mg|ns)?|kbd|label"
    rf"|mark|r(?:uby|b)|s(?:amp|mall|pan|trike|u[bp])?|t(?:ime|t)|u|var|wbr)(?=[\s/>]){_REST}>"
    r"|!--(?:[^<-]|-(?!->))*+-->)"
)
_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)[^\\s<&;]{1,40};?")
# A tag with its name, or what is none without: no reader of text would be sure then.
_TAG = re.compile(
    r"<(?:(/?[a-z][a-z0-9]*+)(?=[\s/>])[^<>\"'/]*+(?:(?:\"[^\"<]*+\"|'[^'<]*+'|/(?!>))[^<>\"'/]*+)*+(/?)>)?+"
)
_PARTING = PARTING | {f"/{tag}" for tag in PARTING}
_PARSED = UNSEEN | {"pre", None}  # what needs a parser: text that is no reading or keeps its line breaks


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a book. `encoding` is for chapters that are no XML."""
    archive = Archive(data, "EPUB book")
    if "META-INF/encryption.xml" in archive and b"EncryptedKey" in archive.read("META-INF/encryption.xml"):
        raise FormatError("encrypted: this book is protected and cannot be read")
    package = read_package(archive)
    if not package.spine:
        raise FormatError("a damaged EPUB book: it lists no chapters")
    if len(package.spine) > MOST_CHAPTERS:
        raise FormatError(f"{len(package.spine):,} chapters, more than the {MOST_CHAPTERS:,} that are read")
    sheet = Sheet()
    problems = list(package.problems)
    chapters: list[tuple[int, str]] = []
    for name in package.spine:
        before = sheet.next
        try:
            headings = _chapter(archive.read(name), sheet, encoding)
        except FormatError as error:
            if "more than" in str(error):
                raise
            problems.append(f"a chapter could not be read: {error}")
            continue
        chapters += _named(headings, package, name, before) if sheet.next > before else []
    if not sheet.at:
        raise FormatError(problems[-1] if problems else "no text in this book")
    ends = [*(start for start, _ in chapters[1:]), sheet.at]
    for (start, value), end in zip(chapters, ends, strict=False):
        sheet.mark(start, end, MarkKind.CHAPTER, value)
    return sheet.extraction(package.metadata, "utf-8", problems[:20])


def _named(headings: list[tuple[int, int, str]], package: Package, name: str, start: int) -> list[tuple[int, str]]:
    """Where chapters begin in one file of the spine, and their names: its headings of the highest level."""
    if not headings:
        return [(start, package.toc[name])] if name in package.toc else []
    top = min(level for level, _, _ in headings)
    found = [(offset, text) for level, offset, text in headings if level == top]
    return [(start, found[0][1]), *found[1:]]


def _chapter(data: bytes, sheet: Sheet, encoding: str | None) -> list[tuple[int, int, str]]:
    """Write one file of the spine; its headings: level, offset and text."""
    text = _decoded(data, encoding)
    body = _BODY.search(text)
    text = text[body.end() :] if body else text
    flow = _plainly(text, sheet)
    if flow is None and "<!--" in text:
        text = _without_comments(text)
        flow = _plainly(text, sheet)
    flow = flow or _loosely(text, sheet)
    flow.close()
    return flow.headings


def _decoded(data: bytes, encoding: str | None) -> str:
    if encoding is None:
        said = _DECLARED.match(data)
        encoding = said[1].decode("ascii") if said else "utf-8"
        with suppress(LookupError, ValueError):
            return data.decode(encoding)
        encoding = None
    return decode(data, encoding)[0]


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces.append(text[at:start])
        at = end + 3
    return "".join((*pieces, text[at:]))


def _plainly(text: str, sheet: Sheet) -> Flow | None:
    """A chapter of nothing but tags and text, in a fraction of what a parser takes; None of any other.

    Entities are those of HTML: what a chapter may define itself is never looked at.
    """
    text = _BACK.sub("", text) if "↩" in text else text
    if "noteref" in text:
        pieces = _NOTE.split(text)
        pieces[1::2] = [f"[{number}]" for number in pieces[1::2]]
        text = "".join(pieces)
    text = _INLINE.sub("", text)
    text = clean(_ENTITY.sub(_character, text) if "&" in text else text)
    pieces = _TAG.split(text)
    if not _PARSED.isdisjoint(pieces[1::3]):
        return None
    flow = Flow(sheet, cleaned=True)
    _words(pieces[0], flow)
    for tag, empty, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if tag in _PARTING:
            flow.flush()
            if after.isspace():
                continue
        elif tag[0] == "/":
            flow.end(tag[1:])
        else:
            flow.start(tag, {})
            if empty:
                flow.end(tag)
        if after:
            _words(after, flow)
    return flow


def _words(text: str, flow: Flow) -> None:
    """Feed text between tags, in which a line break is a blank: few hold one, and a search for it is quick."""
    text = _BREAK.sub(" ", text) if "\n" in text else text
    flow.data(resolved(text) if "&" in text else text, raw=True)


def _character(entity: re.Match[str]) -> str:
    """What an entity stands for; what would be taken for markup stays an entity."""
    return escape(resolved(entity[0]), quote=False)


def _loosely(text: str, sheet: Sheet) -> Flow:
    """Any other chapter, read as browsers read it."""
    flow = Flow(sheet)

    for token in tokens(text):
        if token.kind == "text":
            flow.data(token.data)
        elif token.kind == "end":
            flow.end(token.name.rpartition(":")[2])
        else:
            name = token.name.rpartition(":")[2]
            flow.start(name, token.attributes() if name == "a" else {})
            if token.kind == "empty":
                flow.end(name)
    return flow
