"""A comparison as one HTML page that needs nothing else: no script, no font, no picture from anywhere.

Every number on it is a list of links, and each link leads to the passage on the same page with the words marked.
Columns where there is room, one below the other on a telephone, and readable on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files

from index.compare import drawings, telling
from index.compare.comparison import Comparison, SourceView
from index.compare.findings import FarPlace, Pair
from index.compare.telling import Told
from index.model import Document, Span
from index.text.fold import fold, occurrences

FIRST = 8
"""Items of a list, and places of an item, that are shown at once; the others open below."""

PAIRS = 40


def page(comparison: Comparison, documents: Mapping[str, Document]) -> str:
    """The whole page. `documents` holds the sources by id; one that is missing is told of without its text."""
    return _Page(comparison, documents).written()


class _Page:
    def __init__(self, comparison: Comparison, documents: Mapping[str, Document]) -> None:
        self.comparison, self.documents = comparison, documents
        self.letters = telling.letters(comparison)
        self.printed = {(source.doc, place[0]) for source in comparison.sources for place in source.passages}

    def written(self) -> str:
        comparison = self.comparison
        topic = _safe(comparison.topic.name)
        style = files(__package__).joinpath("page.css").read_text("utf-8")
        sources = "".join(self._source(source) for source in comparison.sources)
        terms = ", ".join(_safe(term.text) for term in comparison.topic.terms if term.on)
        sections = (
            ("sources", "Sources", f'<div class="columns">{sources}</div>'),
            ("frames", "Frames side by side", self._frames()),
            ("left-out", "Left out", self._left_out()),
            ("pairs", "Closest passages", self._pairs()),
            ("passages", "Passages on the topic", self._passages()),
            ("method", "Method", f'<p class="quiet">{_safe(telling.method(comparison))}</p>'),
        )
        shown = [(name, label, body) for name, label, body in sections if body]
        parts = [
            f"<header><h1>{topic}</h1>",
            f'<p class="quiet">{len(comparison.sources)} sources compared. Each number leads to its passages.</p>',
            f"<details><summary>looked for</summary><p>{terms}</p></details>",
            _list("p", (_safe(warning) for warning in comparison.warnings), "quiet"),
            "</header>\n<nav>" + "".join(f'<a href="#{name}">{label}</a>' for name, label, _ in shown) + "</nav>",
            *(f'<h2 id="{name}">{label}</h2>\n{body}' for name, label, body in shown),
        ]
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{topic}: {len(comparison.sources)} sources compared</title>\n<style>\n{style}</style>\n</head>\n"
            "<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
        )

    def _source(self, source: SourceView) -> str:
        document = self.documents.get(source.doc)
        letter = self.letters[source.doc]
        told = f'<h3><a href="#{letter}">{letter}</a> {_safe(source.title)}</h3>'
        about = telling.byline(document) if document else ""
        told += f'<p class="quiet">{_safe(about)}{" · " if about else ""}{_safe(source.doc)}</p>'
        if source.passages:
            told += drawings.share_bar(source.share, source.interval) + drawings.strip(source.strip)
        told += f"<p>{_safe(telling.how_much(source))}</p>"
        if lying := telling.where(source):
            told += f'<p class="quiet">{_safe(lying)}</p>'
        lists = []
        for row in telling.rows(source):
            if row.items:
                lists.append(f"<dt>{_safe(row.label)}</dt><dd>{self._items(row.items, row.whole)}</dd>")
            elif row.instead:
                lists.append(f'<dt>{_safe(row.label)}</dt><dd class="quiet">{_safe(row.instead)}</dd>')
        return f"<section>{told}<dl>{''.join(lists)}</dl></section>\n"

    def _items(self, items: tuple[Told, ...], whole: bool = False) -> str:
        shown = [f"<li>{self._item(item, whole)}</li>" for item in items]
        if len(shown) <= FIRST:
            return f'<ul class="told">{"".join(shown)}</ul>'
        first, rest = ("".join(part) for part in (shown[:FIRST], shown[FIRST:]))
        more = f"<details><summary>{len(shown) - FIRST} more</summary>"
        return f'<ul class="told">{first}</ul>{more}<ul class="told">{rest}</ul></details>'

    def _item(self, item: Told, whole: bool) -> str:
        drawn = drawings.bar(item.share, f"{item.share:.0%}") if item.share is not None else ""
        detail = f" <small>{_safe(item.detail)}</small>" if item.detail else ""
        text = f"{drawn}{_safe(item.text)} <b>{item.count}</b>{detail} {self._links(item.evidence)}"
        if whole:
            text += _list("small", (f"“{self._words(place)}”" for place in item.evidence[:FIRST]), "", "<br>")
        if item.parts and item.share is not None:
            words = "; ".join(f"{_safe(part.text)} {part.count} {self._links(part.evidence)}" for part in item.parts)
            text += f"<details><summary>its words</summary>{words}</details>"
        return text

    def _links(self, places: tuple[FarPlace, ...]) -> str:
        links = [self._link(place) for place in places]
        if len(links) <= FIRST:
            return f"<small>{' '.join(links)}</small>"
        rest = f"<details><summary>{len(links) - FIRST} more places</summary>{' '.join(links[FIRST:])}</details>"
        return f"<small>{' '.join(links[:FIRST])}</small>{rest}"

    def _link(self, place: FarPlace) -> str:
        doc, passage, _, _ = place
        letter = self.letters.get(doc, doc)
        said = f"{_safe(letter)}:{telling.line_of(place, self.documents)}"
        return f'<a href="#{letter}-{passage}">{said}</a>' if (doc, passage) in self.printed else said

    def _words(self, place: FarPlace) -> str:
        document = self.documents.get(place[0])
        return _safe(" ".join(document.text[place[2] : place[3]].split())) if document else ""

    def _frames(self) -> str:
        sources = [source for source in self.comparison.sources if source.passages]
        names: dict[str, str] = {}
        for source in sources:
            names.update({group.id: group.name for group in source.frames})
        if not names or len(sources) < 2:
            return ""
        held = {source.doc: {group.id: group.passages for group in source.frames} for source in sources}
        head = "".join(f"<th>{_safe(self.letters[source.doc])}</th>" for source in sources)
        ordered = sorted(names, key=lambda frame: (-sum(held[doc].get(frame, 0) for doc in held), names[frame]))
        body = ""
        for frame in ordered:
            cells = ""
            for source in sources:
                k, n = held[source.doc].get(frame, 0), len(source.passages)
                cells += f"<td>{drawings.bar(k / n, f'{k} of {n} passages')}{k}/{n}</td>"
            body += f"<tr><th>{_safe(names[frame])}</th>{cells}</tr>"
        return (
            '<p class="quiet">Passages that hold a word of the frame, of '
            f'those on the topic.</p>\n<div class="scroll"><table><tr><th></th>{head}</tr>{body}</table></div>'
        )

    def _left_out(self) -> str:
        parts = []
        for doc, items in telling.left_out(self.comparison).items():
            parts.append(f"<section><h3>{_safe(self.letters[doc])} leaves out</h3>{self._items(items)}</section>")
        if not parts:
            return ""
        return (
            '<p class="quiet">Words that others use on the topic and that stand '
            f'nowhere in the source.</p>\n<div class="columns">{"".join(parts)}</div>'
        )

    def _pairs(self) -> str:
        pairs = self.comparison.pairs[:PAIRS]
        return "".join(self._pair(pair) for pair in pairs)

    def _pair(self, pair: Pair) -> str:
        shared = _safe(", ".join(pair.shared))
        head = f"similarity {pair.similarity:.2f}, rank {pair.rank}; shared: {shared}"
        sides = "".join(
            f"<div>{self._link(place)} {self._marked(place, pair.shared)}</div>" for place in (pair.a, pair.b)
        )
        return f'<div class="pair"><h3 class="place">{head}</h3>{sides}</div>\n'

    def _marked(self, place: FarPlace, words: Iterable[str]) -> str:
        document = self.documents.get(place[0])
        if document is None:
            return ""
        folded = fold(document.text[place[2] : place[3]])
        spans = [
            (place[2] + start, place[2] + end)
            for word in words
            for start, end in occurrences(word, folded, whole_words=True)
        ]
        return _text(document, place[2], place[3], spans)

    def _passages(self) -> str:
        parts = []
        for source in self.comparison.sources:
            document = self.documents.get(source.doc)
            if document is None or not source.passages:
                continue
            letter = self.letters[source.doc]
            hits: dict[int, list[Span]] = {}
            for number, start, end in source.hits:
                hits.setdefault(number, []).append((start, end))
            parts.append(f'<section><h3 id="{letter}">{letter} {_safe(source.title)}</h3>')
            for number, start, end in source.passages:
                speaker = document.passages[number].speaker or ""
                who = f", {_safe(speaker)}" if speaker else ""
                parts.append(
                    f'<blockquote id="{letter}-{number}"><p class="place">{letter}:{document.line_of(start)}{who}</p>'
                    f"<p>{_text(document, start, end, hits.get(number, []))}</p></blockquote>"
                )
            parts.append("</section>")
        return f'<div class="columns">{"".join(parts)}</div>' if parts else ""


def _text(document: Document, start: int, end: int, marked: Iterable[Span]) -> str:
    """A stretch of a document with some spans marked; of overlapping ones the first."""
    parts, at = [], start
    for first, last in sorted(marked):
        if at <= first < last <= end:
            parts += [escape(document.text[at:first]), f"<mark>{escape(document.text[first:last])}</mark>"]
            at = last
    return "".join([*parts, escape(document.text[at:end])])


def _safe(text: str) -> str:
    """Text from anywhere, as one line that a browser shows and nothing else."""
    return escape(telling.one_line(text))


def _list(element: str, items: Iterable[str], kind: str = "", between: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return "".join(f"{between}<{element}{attribute}>{item}</{element}>" for item in items)
