"""A comparison as one HTML page that needs nothing else: no script, no font, no picture from anywhere.

Every number on it stands beside the lines that it counts, and each line leads to the passage on the same page with the
words marked. Columns where there is room, one below the other on a telephone, and readable on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files

from index.compare import drawings, telling
from index.compare.comparison import Comparison, SourceView
from index.compare.findings import FarPlace, Pair, TermRow
from index.compare.linking import Links, safe
from index.model import Document, Span
from index.text.fold import fold, occurrences

PAIRS = 40

_SHADES = 4  # of a cell of the table, from one place to the most
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(comparison: Comparison, documents: Mapping[str, Document]) -> str:
    """The whole page. `documents` holds the sources by id; one that is missing is told of without its text."""
    return _Page(comparison, documents).written()


class _Page:
    def __init__(self, comparison: Comparison, documents: Mapping[str, Document]) -> None:
        self.comparison, self.documents = comparison, documents
        self.names = telling.short_names(comparison)
        told = [source for source in comparison.sources if source.doc in documents]
        printed = frozenset((source.doc, place[0]) for source in told for place in source.passages)
        self.links = Links(self.names, documents, printed)
        self.sources = telling.ranked(comparison)
        self.on_topic = [source for source in self.sources if source.passages]

    def written(self) -> str:
        topic, count = safe(self.comparison.topic.name), len(self.comparison.sources)
        style = files(__package__).joinpath("page.css").read_text("utf-8")
        sources = "".join(self._source(source) for source in self.on_topic)
        sections = (
            ("glance", "At a glance", self._glance()),
            ("sources", "Source by source", f'<div class="columns">{sources}</div>'),
            ("terms", "Terms by sources", self._matrix()),
            ("frames", "Frames side by side", self._frames()),
            ("left-out", "Left out", self._left_out()),
            ("pairs", "Closest passages", "".join(self._pair(pair) for pair in self.comparison.pairs[:PAIRS])),
            ("passages", "Passages on the topic", self._passages()),
            ("method", "Method", f'<p class="quiet method">{safe(telling.method(self.comparison))}</p>'),
        )
        shown = [(name, label, body) for name, label, body in sections if body]
        ways = "".join(f'<a href="#{name}">{label}</a>' for name, label, _ in shown)
        bodies = "\n".join(
            f'<section class="part"><h2 id="{name}">{label}</h2>\n{body}</section>' for name, label, body in shown
        )
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{topic}: {count} sources compared</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
            f"{self._head(topic, count)}\n<nav>{ways}</nav>\n<main>\n{bodies}\n</main>\n</body>\n</html>\n"
        )

    def _head(self, topic: str, count: int) -> str:
        told = telling.looked_for(self.comparison.topic)
        on = sum(len(terms) for label, terms in told.items() if label != "off")
        terms = "".join(f"<p>{label}: {safe(', '.join(texts))}</p>" for label, texts in told.items())
        noun = "source" if count == 1 else "sources"
        warnings = "".join(f"<li>{safe(warning)}</li>" for warning in self.comparison.warnings)
        return (
            f'<header><p class="kicker">{count} {noun} compared</p><h1>{topic}</h1>'
            '<p class="standfirst">How much each says on it, where in its text, and in what words. '
            "The small numbers are lines of the source: each leads to its passage.</p>"
            f"<details><summary>{on} terms looked for</summary>{terms}</details>"
            + (f'<ul class="notes">{warnings}</ul>' if warnings else "")
            + "</header>"
        )

    def _glance(self) -> str:
        told = telling.told_alone(self.comparison)
        head = (
            '<li class="labels"><span></span><span>share of its text, with 95 % interval</span><span></span>'
            "<span>where in its text, start to end</span></li>"
        )
        listed = f'<ul class="glance">{head}{"".join(map(self._glanced, told))}</ul>'
        silent = [source for source in self.sources if source not in told]
        if silent:
            said = f"{len(silent)} sources without a passage on this topic"
            rows = "".join(map(self._glanced, silent))
            listed += f'<details><summary>{said}</summary><ul class="glance">{rows}</ul></details>'
        return listed

    def _glanced(self, source: SourceView) -> str:
        letter = self.names[source.doc]
        title = f"<b>{letter}</b> {safe(source.title)}"
        if not source.passages:
            return f'<li><span>{title}</span><span class="quiet">no passage on this topic</span></li>'
        drawn = drawings.share_bar(source.share, source.interval)
        amount = f'<span class="amount">{source.share:.0%}</span>'
        strip = drawings.strip(source.strip)
        return f'<li><a href="#{letter}">{title}</a><span>{drawn}</span>{amount}<span>{strip}</span></li>'

    def _source(self, source: SourceView) -> str:
        document = self.documents.get(source.doc)
        letter = self.names[source.doc]
        about = telling.byline(document) if document else ""
        told = f'<h3 id="{letter}"><span class="letter">{letter}</span> {safe(source.title)}</h3>'
        told += f'<p class="quiet">{safe(about)}{"<br>" if about else ""}{safe(source.doc)}</p>'
        told += f'<p class="lead">{safe(telling.how_much(source))}</p>'
        if lying := telling.where(source):
            told += f'<p class="quiet">{safe(lying)}</p>'
        lists = []
        for row in telling.rows(source):
            if row.items:
                lists.append(f"<dt>{safe(row.label)}</dt><dd>{self.links.items(row.items, row.whole, source.doc)}</dd>")
            elif row.instead:
                lists.append(f'<dt>{safe(row.label)}</dt><dd class="quiet">{safe(row.instead)}</dd>')
        return f"<article>{told}{f'<dl>{chr(10).join(lists)}</dl>' if lists else ''}</article>\n"

    def _matrix(self) -> str:
        rows = self.comparison.matrix if len(self.comparison.sources) >= telling.MATRIX_FROM else ()
        if not rows:
            return ""
        most = max(len(row.of(source.doc)) for row in rows for source in self.on_topic)
        body = "".join(f"<tr><th>{safe(row.term)}</th>{self._cells(row, most)}</tr>" for row in rows)
        places = "".join(
            f"<li>{safe(row.term)} <b>{row.count}</b> {self.links.places(row.evidence)}</li>" for row in rows
        )
        return (
            '<p class="quiet">How often the passages on the topic say a word: first what most sources say, then '
            f"what one says.</p>\n{self._table(body)}\n"
            f'<details><summary>all places</summary><ul class="told">{places}</ul></details>'
        )

    def _cells(self, row: TermRow, most: int) -> str:
        cells = ""
        for source in self.on_topic:
            places = row.of(source.doc)
            shade = -(-_SHADES * len(places) // max(1, most))
            said = f'<a href="#{self.names[source.doc]}-{places[0][1]}">{len(places)}</a>' if places else "·"
            cells += f'<td class="shade{shade}">{said}</td>'
        return cells

    def _frames(self) -> str:
        names: dict[str, str] = {}
        for source in self.on_topic:
            names.update({group.id: group.name for group in source.frames})
        if not names or len(self.on_topic) < 2:
            return ""
        held = {source.doc: {group.id: group.passages for group in source.frames} for source in self.on_topic}
        ordered = sorted(names, key=lambda frame: (-sum(held[doc].get(frame, 0) for doc in held), names[frame]))
        body = ""
        for frame in ordered:
            cells = ""
            for source in self.on_topic:
                k, n = held[source.doc].get(frame, 0), len(source.passages)
                cells += f"<td>{drawings.bar(k / n, f'{k} of {n} passages')}<span>{k}/{n}</span></td>"
            body += f"<tr><th>{safe(names[frame])}</th>{cells}</tr>"
        said = "Passages that hold a word of the frame, of those on the topic."
        return f'<p class="quiet">{said}</p>\n{self._table(body, "frames")}'

    def _table(self, body: str, kind: str = "terms") -> str:
        named = [(self.names[source.doc], safe(source.title)) for source in self.on_topic]
        head = "".join(f'<th><a href="#{letter}" title="{title}">{letter}</a></th>' for letter, title in named)
        return f'<div class="scroll"><table class="{kind}"><tr><th></th>{head}</tr>{body}</table></div>'

    def _left_out(self) -> str:
        parts = []
        for doc, items in telling.left_out(self.comparison).items():
            parts.append(f"<article><h3>{safe(self.names[doc])} leaves out</h3>{self.links.items(items)}</article>")
        if not parts:
            return ""
        said = "Words that others use on the topic and that stand nowhere in the source."
        return f'<p class="quiet">{said}</p>\n<div class="columns">{"".join(parts)}</div>'

    def _pair(self, pair: Pair) -> str:
        head = f"similarity {pair.similarity:.2f}, rank {pair.rank}; both say {safe(', '.join(pair.shared))}"
        sides = "".join(
            f'<div><span class="places">{self.links.link(place)}</span> {self._marked(place, pair.shared)}</div>'
            for place in (pair.a, pair.b)
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
        for source in self.on_topic:
            document = self.documents.get(source.doc)
            if document is None:
                continue
            letter = self.names[source.doc]
            hits: dict[int, list[Span]] = {}
            for number, start, end in source.hits:
                hits.setdefault(number, []).append((start, end))
            title = f'<a class="letter" href="#{letter}">{letter}</a> {safe(source.title)}'
            parts.append(f'<article><h3 id="{letter}-passages">{title}</h3>')
            for number, start, end in source.passages:
                speaker = document.passages[number].speaker or ""
                who = f", {safe(speaker)}" if speaker else ""
                parts.append(
                    f'<blockquote id="{letter}-{number}"><p class="place">{letter}:{document.line_of(start)}{who}</p>'
                    f"<p>{_text(document, start, end, hits.get(number, []))}</p></blockquote>"
                )
            parts.append("</article>")
        return f'<div class="columns">{"".join(parts)}</div>' if parts else ""


def _text(document: Document, start: int, end: int, marked: Iterable[Span]) -> str:
    """A stretch of a document with some spans marked; of overlapping ones the first."""
    parts, at = [], start
    for first, last in sorted(marked):
        if at <= first < last <= end:
            parts += [escape(document.text[at:first]), f"<mark>{escape(document.text[first:last])}</mark>"]
            at = last
    return "".join([*parts, escape(document.text[at:end])])
