"""Which part of a web page is its text: the built-in reader, for pages read without the `web` extra.

The way of Readability (Arc90 2010, Mozilla since): paragraphs give points to what holds them, names of classes and the
share of links add or take away, the best part is kept with those beside it that read like it, and what in it is a list
of links or a form is left out. One difference: all counts are made in a single pass up the tree.
"""

from __future__ import annotations

import re

from index.formats.content_sums import Sums, is_data
from index.formats.flow import tags
from index.formats.tree import Node

_ENOUGH = 500
"""Characters below which the page is read again with a rule less."""

_MANY = 20_000  # elements
# Whether to leave out what has an unlikely name, to weigh names, and to leave out what is furniture.
_RULES = ((True, True, True), (False, True, True), (False, False, True), (False, False, False))

_UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu"
    r"|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination"
    r"|pager|popup|yom-remote|newsletter|cookie|consent|share|signup|subscribe|promo|toolbar|masthead|editsection",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"and|article|body|column|content|main|mathjax|shadow", re.IGNORECASE)
_GOOD = re.compile(
    r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story", re.IGNORECASE
)
_BAD = re.compile(
    r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain"
    r"|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"byline|author|dateline|writtenby|p-author", re.IGNORECASE)
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset(("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"))
_NEVER = tags("script style noscript template svg nav footer aside button input select textarea iframe")
_KEPT = frozenset(("body", "html", "a", "article", "main", "table", "tbody", "tr", "td", "p", "h1", "h2", "h3", "pre"))
_SCORED = tags("section h2 h3 h4 h5 h6 p td pre blockquote")
_BLOCKS = tags("blockquote dl div img ol p pre table ul section article figure form")
_FIRST_SCORE = {
    **dict.fromkeys(("div",), 5.0),
    **dict.fromkeys(("pre", "td", "blockquote"), 3.0),
    **dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form"), -3.0),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "th"), -5.0),
}
_ANCESTORS = 5
_CONDITIONAL = frozenset(("form", "fieldset", "table", "ul", "ol", "div", "section", "dl"))


def main_content(root: Node) -> tuple[list[Node], set[int]]:
    """The elements that hold the text, in order, and the `id()` of each element inside them that is left out."""
    best: tuple[int, list[Node], set[int]] = (-1, [], set())
    # A page of a hundred thousand elements and hardly any text is no page that another rule would make one.
    rules = _RULES if sum(1 for _ in root.walk()) <= _MANY else (_RULES[0], _RULES[-1])
    for unlikely, weighed, conditional in rules:
        page = _Page(root, unlikely, weighed)
        kept = page.best()
        left = page.left
        if conditional:
            for node in kept:
                page.tidy(node)
        size = sum(page.remaining(node) for node in kept)
        if size > best[0]:
            best = size, kept, set(left)
        if size >= _ENOUGH:
            break
    return best[1], best[2]


class _Page:
    """One reading of a page under one set of rules."""

    def __init__(self, root: Node, unlikely: bool, weighed: bool) -> None:
        self.weighed = weighed
        self.left: set[int] = set()
        self.order: list[Node] = []
        self.sums: dict[int, Sums] = {}
        self.scores: dict[int, float] = {}
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if _never(node) or (unlikely and _unlikely(node)):
                self.left.add(id(node))
                continue
            self.order.append(node)
            waiting += reversed(node.elements)
        for node in reversed(self.order):
            self.sums[id(node)] = Sums.of(node, self.sums)

    def weight(self, node: Node) -> int:
        """What the names of its class and id say for an element, -50 to 50."""
        if not self.weighed:
            return 0
        names = (node.get("class"), node.get("id"))
        return sum(25 * (bool(_GOOD.search(name)) - bool(_BAD.search(name))) for name in names if name)

    def best(self) -> list[Node]:
        """The part with the most points, and those beside it that belong to it."""
        candidates: dict[int, Node] = {}
        for node in self.order:
            sums = self.sums[id(node)]
            if not self._is_scored(node) or sums.size < 25 or node.parent is None:
                continue
            points = 1 + sums.commas + 1 + min(sums.size // 100, 3)
            above: Node | None = node.parent
            level = 0
            while above is not None and level < _ANCESTORS:
                if id(above) not in candidates:
                    candidates[id(above)] = above
                    self.scores[id(above)] = _FIRST_SCORE.get(above.tag, 0.0) + self.weight(above)
                self.scores[id(above)] += points / (1 if level == 0 else 2 if level == 1 else level * 3)
                above, level = above.parent, level + 1
        if not candidates:
            return [next((node for node in self.order if node.tag == "body"), self.order[0])] if self.order else []
        for key in candidates:
            self.scores[key] *= 1 - self.sums[key].link_density
        ranked = sorted(candidates.values(), key=lambda node: -self.scores[id(node)])
        return self._with_siblings(self._climbed(ranked))

    def _is_scored(self, node: Node) -> bool:
        if node.tag in _SCORED:
            return True
        # A div that holds text and nothing that is a block is a paragraph.
        return node.tag in ("div", "li", "dd") and not any(child.tag in _BLOCKS for child in node.elements)

    def _climbed(self, ranked: list[Node]) -> Node:
        top = ranked[0]
        score = self.scores[id(top)]
        rivals = [_above(node) for node in ranked[1:5] if self.scores[id(node)] >= 0.75 * score]
        if len(rivals) >= 3:
            for node in _above(top):
                if sum(any(node is other for other in above) for above in rivals) >= 3:
                    top = node
                    break
        last = self.scores.get(id(top), 0.0)
        floor = last / 3
        above = top.parent
        while above is not None and above.tag != "body" and id(above) in self.scores:
            here = self.scores[id(above)]
            if here < floor:
                break
            if here > last:
                top = above
                break
            last, above = here, above.parent
        while top.parent is not None and top.parent.tag not in ("body", "html") and len(self._kept(top.parent)) == 1:
            top = top.parent
        return top

    def _kept(self, node: Node) -> list[Node]:
        return [child for child in node.elements if id(child) not in self.left]

    def _with_siblings(self, top: Node) -> list[Node]:
        if top.parent is None:
            return [top]
        score = self.scores.get(id(top), 0.0)
        threshold = max(10.0, score * 0.2)
        kept = []
        for node in self._kept(top.parent):
            bonus = score * 0.2 if node.get("class") and node.get("class") == top.get("class") else 0.0
            sums = self.sums[id(node)]
            dense = sums.link_density
            prose = node.tag == "p" and (dense < 0.25 if sums.size > 80 else sums.size > 0 and not dense)
            if node is top or self.scores.get(id(node), 0.0) + bonus >= threshold or prose:
                kept.append(node)
        return kept

    def tidy(self, top: Node) -> None:
        """Leave out of the text what is a form, a list of links or a row of buttons."""
        waiting = self._kept(top)
        while waiting:
            node = waiting.pop()
            shares = _SHARE.search(f"{node.get('class')} {node.get('id')}") and self.sums[id(node)].size < _ENOUGH
            furniture = node.tag in _CONDITIONAL and self._is_furniture(node)
            if shares or furniture or (node.tag in ("h1", "h2") and self.weight(node) < 0):
                self.left.add(id(node))
            else:
                waiting += self._kept(node)

    def _is_furniture(self, node: Node) -> bool:
        sums, weight = self.sums[id(node)], self.weight(node)
        if node.tag == "table" and is_data(node, sums):
            return False
        if weight < 0:
            return True
        if sums.commas >= 10:
            return False
        listing = node.tag in ("ul", "ol")
        dense = sums.link_density
        return (
            (not listing and sums.items - 100 > sums.paragraphs)
            or sums.inputs > sums.paragraphs // 3
            or (not listing and sums.headings < 0.9 * sums.size and sums.size < 25 and sums.images != 1 and dense > 0)
            or (not listing and weight < 25 and dense > 0.2)
            or (weight >= 25 and dense > 0.5)
            or (listing and dense > 0.5)
        )

    def remaining(self, top: Node) -> int:
        """The characters below an element without what is left out."""
        total = self.sums[id(top)].size if id(top) in self.sums else 0
        waiting = self._kept(top) if total else []
        total -= sum(self.sums[id(c)].size for c in top.elements if id(c) in self.left and id(c) in self.sums)
        while waiting:
            node = waiting.pop()
            total -= sum(self.sums[id(c)].size for c in node.elements if id(c) in self.left and id(c) in self.sums)
            waiting += self._kept(node)
        return total


def _above(node: Node) -> list[Node]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _never(node: Node) -> bool:
    if node.tag in _NEVER or "hidden" in node.attributes or _HIDDEN.search(node.get("style")):
        return True
    return node.get("aria-hidden") == "true" or node.get("role") in _ROLES or node.get("aria-modal") == "true"


def _unlikely(node: Node) -> bool:
    names = f"{node.get('class')} {node.get('id')}"
    if node.get("rel") == "author" or (_BYLINE.search(names) and len(node.text(200)) < 100):
        return True
    if node.tag in _KEPT:
        return False
    if node.tag == "header":
        return node.parent is not None and node.parent.tag == "body"
    return len(names) > 1 and bool(_UNLIKELY.search(names)) and not _MAYBE.search(names)
