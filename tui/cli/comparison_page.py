"""A comparison as one HTML page that needs nothing else: no script, no font, no picture from anywhere.

Owns the page: sources side by side where there is room and one below the other on a telephone, bars and strips as
inline SVG, and every number a link to the passages it counts. Readable on paper: colours are hints, links keep their
place in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from index.compare import Comparison, FarPlace, SourceView
from index.model import Document
from tui.cli.comparison_entries import Entry, Item, entries, how_much, left_out, letters

_FIRST = 10  # items shown at once; the others open below them

Link = Callable[[FarPlace], str]


def html_page(comparison: Comparison, documents: Mapping[str, Document]) -> str:
    """The whole page. `documents` holds each source by id."""
    short = letters(comparison)
    anchored = {(source.doc, place[0]) for source in comparison.sources for place in source.passages}

    def link(far: FarPlace) -> str:
        doc, passage, start, _ = far
        place = escape(f"{short.get(doc, doc)}:{documents[doc].line_of(start)}")
        return f'<a href="#{short[doc]}-{passage}">{place}</a>' if (doc, passage) in anchored else place

    topic = escape(comparison.topic.name)
    terms = ", ".join(escape(term.text) for term in comparison.topic.terms if term.on)
    columns = "".join(_column(source, short[source.doc], link) for source in comparison.sources)
    passages = "".join(_passages(source, short[source.doc], documents[source.doc]) for source in comparison.sources)
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in comparison.warnings)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{topic}: {len(comparison.sources)} sources compared</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{topic}</h1>\n<details><summary>looked for</summary><p>{terms}</p></details></header>\n"
        f'<main>\n<section class="columns">\n{columns}</section>\n'
        + _section("Left out, but said by the others", [_entry(entry, link) for entry in left_out(comparison)], "dl")
        + _section("Closest passages", _pairs(comparison, link), "ul")
        + (f'<section class="notes"><h2>Notes</h2><ul>{notes}</ul></section>\n' if notes else "")
        + f"<section><h2>The passages</h2>\n{passages}</section>\n</main>\n</body>\n</html>\n"
    )


def _section(title: str, rows: list[str], element: str) -> str:
    if not rows:
        return ""
    return f"<section><h2>{title}</h2>\n<{element}>{''.join(rows)}</{element}></section>\n"


def _column(source: SourceView, letter: str, link: Link) -> str:
    rows = "".join(_entry(entry, link) for entry in entries(source))
    drawn = _share(source) + _strip(source) if source.passages else ""
    return (
        f"<article>\n<h2><b>{letter}</b> {escape(source.title)}</h2>\n<p><code>{escape(source.doc)}</code></p>\n"
        f"{drawn}<p>{escape(how_much(source))}</p>\n<dl>{rows}</dl>\n</article>\n"
    )


def _entry(entry: Entry, link: Link) -> str:
    items = [_item(item, link) for item in entry.items]
    said = ", ".join(items[:_FIRST]) or escape(entry.said)
    if len(items) > _FIRST:
        more = len(items) - _FIRST
        said += f"<details><summary>{more} more</summary>{', '.join(items[_FIRST:])}</details>"
    return f"<dt>{escape(entry.label)}</dt><dd>{said}</dd>\n"


def _item(item: Item, link: Link) -> str:
    places = " ".join(dict.fromkeys(link(far) for far in item.evidence))
    detail = f" ({escape(item.detail)})" if item.detail else ""
    return f"<span>{escape(item.text)}&nbsp;{item.count}{detail} <small>{places}</small></span>"


def _share(source: SourceView) -> str:
    """The share as a bar of 200, its interval as a line across the end of it."""
    line = ""
    if source.interval:
        low, high = (edge * 200 for edge in source.interval)
        line = f'<path d="M{low:.1f} 5H{high:.1f}M{low:.1f} 2V8M{high:.1f} 2V8" class="interval"/>'
    return (
        f'<svg viewBox="0 0 200 10" role="img"><title>{source.share:.0%} of its text</title>'
        '<rect width="200" height="10" class="ground"/>'
        f'<rect width="{source.share * 200:.1f}" height="10" class="bar"/>'
        f"{line}</svg>\n"
    )


def _strip(source: SourceView) -> str:
    """Where in the text, start to end: a cell a slice, darker where there is more."""
    top = max(source.strip, default=0) or 1
    wide = 200 / max(len(source.strip), 1)
    slices = "".join(
        f'<rect x="{at * wide:.1f}" width="{wide:.1f}" height="10" class="bar" fill-opacity="{count / top:.2f}"/>'
        for at, count in enumerate(source.strip)
        if count
    )
    return (
        '<svg viewBox="0 0 200 10" role="img"><title>where in the text, start to end</title>'
        f'<rect width="200" height="10" class="ground"/>{slices}</svg>\n'
    )


def _pairs(comparison: Comparison, link: Link) -> list[str]:
    return [
        f"<li>{link(pair.a)} and {link(pair.b)}, similarity {pair.similarity:.2f}: "
        f"{', '.join(map(escape, pair.shared))}</li>\n"
        for pair in comparison.pairs
    ]


def _passages(source: SourceView, letter: str, document: Document) -> str:
    if not source.passages:
        return ""
    hits: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in source.hits:
        hits.setdefault(number, []).append((start, end))
    shown = []
    for number, start, end in source.passages:
        speaker = document.passages[number].speaker
        who = f" {escape(speaker)}" if speaker else ""
        text = _marked(document.text, start, end, hits.get(number, []))
        shown.append(
            f'<blockquote id="{letter}-{number}"><p class="place">{letter}:{document.line_of(start)}{who}</p>'
            f"<p>{text}</p></blockquote>\n"
        )
    return f"<h3>{letter} {escape(source.title)}</h3>\n{''.join(shown)}"


def _marked(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> str:
    parts = []
    at = start
    for first, last in sorted(hits):
        if at <= first < last <= end:
            parts += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
            at = last
    return "".join([*parts, escape(text[at:end])])


_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 90rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, dt, summary, .place { font-family: system-ui, sans-serif; line-height: 1.25; }
h2 { font-size: 1.15rem; } h3 { font-size: 1rem; }
.columns { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
svg { display: block; width: 100%; height: .8rem; margin: .3rem 0; }
.ground { fill: #8884; } .bar { fill: #36c; } .interval { fill: none; stroke: currentColor; }
dt { font-size: .85rem; font-weight: 600; margin-top: .6rem; } dd { margin: 0; }
small { font-size: .75rem; } code { font-size: .85rem; }
blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: 3px solid #8886; max-width: 42rem; }
blockquote p { white-space: pre-line; }
blockquote:target { border-color: #c60; } .place { font-size: .85rem; font-weight: 600; margin: 0; }
blockquote p { margin: 0; } mark { background: #fd66; color: inherit; font-weight: 600; }
@media print { body { font-size: 10pt; } a { color: inherit; } blockquote { break-inside: avoid; } }
"""
