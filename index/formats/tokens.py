"""HTML as tags and text, in one pass whose time grows with the length and with nothing else.

Python's html.parser takes a minute for 60 KB of `<a <a <a`; whoever sends a page decides what is in it. Each search
here goes forward only, and one that found nothing is not made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_OPENS = re.compile(r"</?[a-zA-Z]|<[!?]")
_NAME = re.compile(r"[^\s/>]{1,100}")
_ATTRIBUTE = re.compile(r"([^\s/>=\"'][^\s/>=]{0,200})(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++)))?")
_HUGE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_LONGEST_TAG = 1 << 16  # characters of a tag whose attributes are read
_MOST_QUOTED = 16  # ">" inside the quotation marks of one tag


class Token(NamedTuple):
    """`kind` is "start", "end", "empty" (a start that is its own end) or "text"; `name` the tag, in small letters."""

    kind: str
    name: str = ""
    data: str = ""  # the text, entities resolved, or what stands in the tag behind its name

    def attributes(self) -> dict[str, str | None]:
        """The attributes of a start by name, in small letters; the first of a name counts."""
        found: dict[str, str | None] = {}
        if self.data and len(self.data) <= _LONGEST_TAG:
            for name, double, single, bare in _ATTRIBUTE.findall(self.data):
                found.setdefault(name.lower(), resolved(double or single or bare))
        return found


def resolved(text: str) -> str:
    """`text` with its entities resolved; numbers that are no character become U+FFFD."""
    if "&" not in text:
        return text
    return unescape(_HUGE.sub("\ufffd", text) if "&#" in text else text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page in order. Never raises; what is no tag is text."""
    reader = _Reader(text)
    at = 0
    while (opened := _OPENS.search(text, at)) is not None:
        start = opened.start()
        end = reader.end_of(start)
        if end < 0:
            break
        if start > at:
            yield Token("text", data=resolved(text[at:start]))
        at = end
        if text[start + 1] in "!?":
            if text.startswith("<![CDATA[", start):
                yield Token("text", data=text[start + 9 : end].removesuffix(">").removesuffix("]]"))
            continue
        closes = text[start + 1] == "/"
        inside = text[start + 1 + closes : end - 1]
        named = _NAME.match(inside)
        name = named[0].lower() if named else ""
        if closes:
            yield Token("end", name)
            continue
        rest = inside[len(name) :]
        yield Token("empty" if rest.endswith("/") else "start", name, rest.removesuffix("/"))
        if name in _RAW:
            stop = reader.end_of_raw(name, end)
            if stop > end:
                yield Token("text", data=text[end:stop] if name in ("script", "style") else resolved(text[end:stop]))
            at = stop
    if at < len(text):
        yield Token("text", data=resolved(text[at:]))


class _Reader:
    """Searches forward in one text, and remembers what is not there any more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()

    def find(self, what: str, at: int) -> int:
        """Where `what` stands next, -1 when it does not."""
        if what in self.missing:
            return -1
        found = self.text.find(what, at)
        if found < 0:
            self.missing.add(what)
        return found

    def end_of(self, start: int) -> int:
        """The offset behind the tag, comment or declaration that begins at `start`; -1 when it has no end."""
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>")):
            if self.text.startswith(opening, start):
                end = self.find(closing, start + len(opening))
                if end >= 0:
                    return end + len(closing)
        end = self.find(">", start)
        for _ in range(_MOST_QUOTED):
            if end < 0 or end - start > _LONGEST_TAG or not _is_quoted(self.text[start:end]):
                break
            further = self.find(">", end + 1)
            if further < 0 or further - start > _LONGEST_TAG:
                break
            end = further
        return end + 1 if end >= 0 else -1

    def end_of_raw(self, name: str, at: int) -> int:
        """Where the content of a script or the like ends: at its closing tag, else with the page."""
        if name in self.missing:
            return at
        found = re.compile(f"</{name}", re.IGNORECASE).search(self.text, at)
        if found is None:
            self.missing.add(name)
            return len(self.text) if name in ("script", "style") else at
        return found.start()


def _is_quoted(tag: str) -> bool:
    """Whether a tag so far ends inside quotation marks that belong to an attribute."""
    if '"' not in tag and "'" not in tag:
        return False
    return re.search(r"=\s*+(?:\"[^\"]*+|'[^']*+)\Z", re.sub(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')", "=", tag)) is not None
