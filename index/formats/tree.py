"""A page of HTML as a tree, for whoever must choose between its parts: built from any bytes that ever called
themselves HTML, in one pass, without recursion.

Tags that people leave out or cross are put right as browsers do it, roughly: what is read is prose, not layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from index.errors import FormatError
from index.formats.flow import tags

MOST_DEPTH = 256
"""Levels of a tree; what is nested deeper hangs on the last one."""
MOST_NODES = 1_000_000

_VOID = tags("area base br col embed hr img input link meta param source track wbr keygen command")
_RAW = frozenset(("script", "style"))
_ENDS_P = tags(
    "p div section article main header footer aside nav address details form fieldset figure dl ul ol menu table"
    " blockquote pre hr h1 h2 h3 h4 h5 h6 center"
)
_SIBLINGS = {
    "li": ("li", frozenset(("ul", "ol", "menu"))),
    "dt": ("dt dd", frozenset(("dl",))),
    "dd": ("dt dd", frozenset(("dl",))),
    "tr": ("tr", frozenset(("table", "tbody", "thead", "tfoot"))),
    "td": ("td th", frozenset(("tr", "table"))),
    "th": ("td th", frozenset(("tr", "table"))),
    "option": ("option", frozenset(("select", "datalist"))),
}


class Node:
    """An element. `children` are elements and stretches of text, entities resolved, in order."""

    __slots__ = ("attributes", "children", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Node | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        """An attribute, "" when it has none of that name."""
        return self.attributes.get(name) or ""

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.elements)

    def text(self, most: int = 1 << 20) -> str:
        """The text below, at most about `most` characters."""
        pieces: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting and most > 0:
            here = waiting.pop()
            if isinstance(here, str):
                pieces.append(here)
                most -= len(here)
            elif here.tag not in _RAW:
                waiting += reversed(here.children)
        return " ".join("".join(pieces).split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("html", {}, None)
        self.depth = self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.root.attributes.update(attrs)
            return
        self.count += 1
        if self.count > MOST_NODES:
            raise FormatError(f"it has more than the {MOST_NODES:,} elements that are read")
        if tag in _ENDS_P:
            self._close(("p",), _ENDS_P - {"p"})
        elif tag in _SIBLINGS:
            closed, until = _SIBLINGS[tag]
            self._close(closed.split(), until)
        node = Node(tag, dict(reversed(attrs)), self.here)
        self.here.children.append(node)
        if tag not in _VOID and self.depth < MOST_DEPTH:
            self.here = node
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag in ("svg", "path", "use"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._close((tag,), frozenset(("table",)) if tag not in ("table", "body", "html") else frozenset())

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def _close(self, tags: list[str] | tuple[str, ...], until: frozenset[str]) -> None:
        """Close the nearest open element of one of `tags`, unless one of `until` stands between."""
        node, depth = self.here, self.depth
        while node.parent is not None and node.tag not in tags:
            if node.tag in until:
                return
            node, depth = node.parent, depth - 1
        if node.parent is not None:
            self.here, self.depth = node.parent, depth - 1


def parse(text: str) -> Node:
    """The tree of a page. Raises FormatError for more than MOST_NODES elements; never for any markup."""
    builder = _Builder()
    try:
        builder.feed(text)
        builder.close()
    except AssertionError:  # html.parser, on a declaration it does not know: what came before it still reads
        pass
    return builder.root
