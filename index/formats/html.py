"""Saved web pages: their main text, without menus, adverts and comments.

With the `web` extra trafilatura chooses what the main text is, without it the built-in reader does; which one it was
is said with the document, for the offsets of an excerpt count in the text that one of them gave.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container
from functools import cache
from importlib.util import find_spec

from index.errors import FormatError
from index.formats.flow import Flow
from index.formats.main_content import main_content
from index.formats.sheet import Sheet
from index.formats.tree import Node, parse
from index.formats.webmeta import metadata_of
from index.model import Extraction
from index.text.decode import decode, meant

BUILT_IN = "main text found by the built-in reader; `pip install 'variorum[web]'` finds it more surely"
_WITH_EXTRA = "main text found by trafilatura"

_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", re.I
)
_HEAD = 8192  # bytes in which a page may say its encoding
_LARGEST_FOR_EXTRA = 4 << 20  # characters; beyond, and in a nest of tags, the extra takes minutes
_DEEPEST_FOR_EXTRA = 200


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The main text of a page and what it states about itself."""
    text, used = decoded(data, encoding)
    root = parse(text)
    sheet = Sheet()
    flow = Flow(sheet)
    metadata = metadata_of(root)
    remark = BUILT_IN
    if extra() and len(text) <= _LARGEST_FOR_EXTRA and _depth(root) < _DEEPEST_FOR_EXTRA:
        from index.formats.html_extra import pour_main

        if pour_main(text, flow):
            remark = _WITH_EXTRA
    if remark == BUILT_IN:
        kept, left = main_content(root)
        for node in kept:
            pour(node, flow, left)
        if extra():
            remark = "main text found by the built-in reader: trafilatura found none"
    flow.close()
    problems = [remark]
    if not sheet.at:
        problems = ["no text was found on this page"]
    return sheet.extraction(metadata, used, problems)


@cache
def extra() -> bool:
    """Whether the `web` extra is installed."""
    return find_spec("trafilatura") is not None


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The characters of a page and the encoding used: what was asked for, what the bytes are, what the page says."""
    if encoding is None and not data.startswith((b"\xff\xfe", b"\xfe\xff", codecs.BOM_UTF8)):
        found = _DECLARED.search(data, 0, _HEAD)
        said = (found[1] or found[2]).decode("ascii", "replace") if found else ""
        if said and not said.lower().startswith("utf") and not _is_utf8(data):
            encoding = meant(said)
    try:
        return decode(data, encoding)
    except FormatError:
        if encoding is None:
            raise
        return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def _depth(root: Node) -> int:
    deepest, waiting = 0, [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in node.elements]
    return deepest


def pour(node: Node, flow: Flow, left: Container[int] = ()) -> None:
    """All that stands below an element into a flow, without the elements whose `id()` is in `left`."""
    waiting: list[Node | str | tuple[str]] = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            flow.data(here)
        elif isinstance(here, tuple):
            flow.end(here[0])
        elif id(here) not in left:
            flow.start(here.tag, here.attributes)
            waiting.append((here.tag,))
            waiting += reversed(here.children)
