"""A page of HTML as a tree, for whoever must choose between its parts: built from any bytes that ever called
themselves HTML, in one pass, without recursion.

Tags that people leave out or cross are put right as browsers do it, roughly: what is read is prose, not layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import FormatError
from index.formats.flow import tags
from index.formats.tokens import Token, tokens

MOST_DEPTH = 256
"""Levels of a tree; what is nested deeper hangs on the last one."""
MOST_NODES = 300_000

_VOID = tags("area base br col embed hr img input link meta param source track wbr keygen command")
_RAW = frozenset(("script", "style"))
_ENDS_P = tags(
    "p div section article main header footer aside nav address details form fieldset figure dl ul ol menu table"
    " blockquote pre hr h1 h2 h3 h4 h5 h6 center"
)
_NOT_P = _ENDS_P - {"p"}
_SIBLINGS = {
    "li": (("li",), tags("ul ol menu")),
    "dt": (("dt", "dd"), tags("dl")),
    "dd": (("dt", "dd"), tags("dl")),
    "tr": (("tr",), tags("table tbody thead tfoot")),
    "td": (("td", "th"), tags("tr table")),
    "th": (("td", "th"), tags("tr table")),
    "option": (("option",), tags("select datalist")),
}
_DRAWN = tags("svg path use g rect circle line polygon polyline ellipse defs")
_PAGE, _TABLE, _BODY = tags("table body html"), tags("table"), tags("")


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


class _Builder:
    """Puts tokens where they belong."""

    def __init__(self) -> None:
        self.root = self.here = Node("html", {}, None)
        self.depth = self.count = 0

    def start(self, token: Token) -> None:
        tag = token.name
        if tag == "html":
            self.root.attributes.update(token.attributes())
            return
        self.count += 1
        if self.count > MOST_NODES:
            raise FormatError(f"it has more than the {MOST_NODES:,} elements that are read")
        if tag in _ENDS_P:
            self.close(("p",), _NOT_P)
        elif tag in _SIBLINGS:
            closed, until = _SIBLINGS[tag]
            self.close(closed, until)
        node = Node(tag, token.attributes(), self.here)
        self.here.children.append(node)
        # "<br/>" ends itself, "<div/>" does not; "<path/>" does.
        if tag not in _VOID and self.depth < MOST_DEPTH and not (token.kind == "empty" and tag in _DRAWN):
            self.here = node
            self.depth += 1

    def end(self, tag: str) -> None:
        if tag not in _VOID:
            self.close((tag,), _BODY if tag in _PAGE else _TABLE)

    def close(self, tags: tuple[str, ...], until: frozenset[str]) -> None:
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
    for token in tokens(text):
        if token.kind == "text":
            builder.here.children.append(token.data)
        elif token.kind == "end":
            builder.end(token.name)
        else:
            builder.start(token)
    return builder.root
