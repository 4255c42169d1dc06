"""Trafilatura, the `web` extra: the only place that imports it.

It only chooses the main text; its result goes through the same flow as every other page, so that headings, lists and
quotations become the same marks.
"""

from __future__ import annotations

import logging
from typing import Any

from index.formats.flow import Flow

_TAGS = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "code": "code",
}
_BOLD = ("#b", "#strong")


def pour_main(text: str, flow: Flow) -> bool:
    """The main text of a page into a flow; False when none was found, and then nothing was written."""
    bare_extraction = _imported()

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        text,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        favor_recall=True,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    if body is None or not "".join(body.itertext()).strip():
        return False
    _pour(body, flow)
    return True


def _imported() -> Any:
    """Trafilatura brings a library for downloads, which opens a socket while it is imported, to see whether this
    machine speaks IPv6. Nothing here does: the answer is given beforehand. 0.6 s, only for a page that is read."""
    import socket

    speaks, socket.has_ipv6 = socket.has_ipv6, False
    try:
        from trafilatura import bare_extraction
    finally:
        socket.has_ipv6 = speaks
    return bare_extraction


def _pour(body: Any, flow: Flow) -> None:
    waiting: list[Any] = [body]
    while waiting:
        here = waiting.pop()
        if isinstance(here, tuple):
            tags, tail = here
            for tag in tags:
                flow.end(tag)
            flow.data(tail)
            continue
        tags = _tags(here)
        for tag in tags:
            flow.start(tag, {})
        if here.text:
            flow.data(here.text)
        waiting.append((tags[::-1], here.tail or ""))
        waiting += reversed(here)


def _tags(element: Any) -> list[str]:
    name = element.tag if isinstance(element.tag, str) else "span"
    rend = element.get("rend", "")
    if name == "head":
        return [rend if rend in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"]
    if name == "list" and rend == "ol":
        return ["ol"]
    if name == "hi":
        return ["b"] if rend in _BOLD else ["i"]
    return [_TAGS.get(name, name)]
