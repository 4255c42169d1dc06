"""A comparison as Markdown: a table of the sources, a section each, and every counted place quoted with its line.

Written for people who paste it into a document of their own: plain CommonMark with one table, foreign text escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from index.compare import telling
from index.compare.comparison import Comparison, SourceView
from index.compare.findings import FarPlace
from index.compare.telling import Told
from index.model import Document

PLACES = 12
"""Lines of one item, and its sentences, that are written out; the number before them is that of all."""

_SHADES = " .:-=+*#%@"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def markdown(comparison: Comparison, documents: Mapping[str, Document]) -> str:
    """The whole comparison. `documents` holds the sources by id; one that is missing is told of without its text."""
    names = telling.short_names(comparison)
    parts = [f"# {escaped(comparison.topic.name)}", _terms(comparison)]
    parts += [f"> {escaped(warning)}" for warning in comparison.warnings]
    if comparison.sources:
        parts.append(_table(comparison, names))
    parts += [_source(source, names, documents) for source in telling.told_alone(comparison)]
    parts += _matrix(comparison, names, documents)
    left = telling.left_out(comparison)
    if left:
        parts.append("## Left out\n\nWords that others use on the topic and that stand nowhere in the source.")
        for doc, items in left.items():
            said = "\n".join(f"- {_item(item, names, documents)}" for item in items)
            parts.append(f"**{names[doc]} leaves out**\n\n{said}")
    if comparison.pairs:
        parts.append("## Closest passages")
        parts.append("\n".join(_pairs(comparison, names, documents)))
    parts.append("## Passages on the topic")
    for source in telling.told_alone(comparison):
        parts += _passages(source, names[source.doc], documents.get(source.doc))
    parts += ["## Method", escaped(telling.method(comparison))]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text from anywhere as one line that Markdown shows as it is."""
    line = _SPECIAL.sub(r"\\\1", telling.one_line(text))
    return _AT_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] in "-+" else f"{found[1]}{found[2][:-1]}\\{found[2][-1]}",
        line,
    )


def _terms(comparison: Comparison) -> str:
    told = telling.looked_for(comparison.topic).items()
    return "\n".join(f"- {label}: {', '.join(map(escaped, terms))}" for label, terms in told)


def _table(comparison: Comparison, names: Mapping[str, str]) -> str:
    lines = ["| | source | passages | words | share | where |", "|---|---|---:|---:|---:|---|"]
    for source in telling.ranked(comparison):
        passages = f"{len(source.passages)} of {source.passage_total}"
        drawn = f"`{_strip(source)}`" if source.passages else ""
        title = escaped(source.title)
        lines.append(f"| {names[source.doc]} | {title} | {passages} | {source.words} | {source.share:.0%} | {drawn} |")
    return "\n".join(lines)


def _strip(source: SourceView) -> str:
    top = max(source.strip, default=0) or 1
    cells = (_SHADES[-(-count * (len(_SHADES) - 1) // top)] for count in source.strip)
    return "".join(cells).replace(" ", "·")


def _source(source: SourceView, names: Mapping[str, str], documents: Mapping[str, Document]) -> str:
    letter = names[source.doc]
    document = documents.get(source.doc)
    about = telling.byline(document) if document else ""
    lines = [
        f"## {letter} · {escaped(source.title)}",
        f"{escaped(about)}{'. ' if about else ''}{escaped(telling.how_much(source))}",
    ]
    lists = []
    for row in telling.rows(source):
        if row.items:
            said = "; ".join(_item(item, names, documents) for item in row.items)
            lists.append(f"- **{row.label}:** {said}")
            if row.whole and document:
                lists += [f"  - {_quoted(place, document)}" for item in row.items for place in item.evidence[:PLACES]]
        elif row.instead:
            lists.append(f"- **{row.label}:** {row.instead}")
    return "\n\n".join([*lines, "\n".join(lists)]).rstrip()


def _item(item: Told, names: Mapping[str, str], documents: Mapping[str, Document]) -> str:
    detail = f"{escaped(item.detail)}; " if item.detail else ""
    return f"{escaped(item.text)} {item.count} ({detail}{_places(item.evidence, names, documents)})"


def _places(places: Iterable[FarPlace], names: Mapping[str, str], documents: Mapping[str, Document]) -> str:
    """Lines, each once with how often: their sum is the number before them."""
    counted = Counter(_place(place, names, documents) for place in places)
    listed = [f"{place} ×{times}" if times > 1 else place for place, times in counted.items()]
    return ", ".join(listed[:PLACES]) + (f" and {len(listed) - PLACES} more lines" if len(listed) > PLACES else "")


def _place(place: FarPlace, names: Mapping[str, str], documents: Mapping[str, Document]) -> str:
    return f"{names.get(place[0], place[0])}:{telling.line_of(place, documents)}"


def _quoted(place: FarPlace, document: Document) -> str:
    return f"“{escaped(document.text[place[2] : place[3]])}” (line {document.line_of(place[2])})"


def _matrix(comparison: Comparison, names: Mapping[str, str], documents: Mapping[str, Document]) -> list[str]:
    """The terms by sources, for more sources than are read one after the other."""
    on_topic = [source.doc for source in telling.ranked(comparison) if source.passages]
    if len(comparison.sources) < telling.MATRIX_FROM or not comparison.matrix:
        return []
    lines = [f"| | {' | '.join(names[doc] for doc in on_topic)} | where |", f"|---|{'---:|' * len(on_topic)}---|"]
    for row in comparison.matrix:
        cells = " | ".join(str(len(row.of(doc)) or "") for doc in on_topic)
        lines.append(f"| {escaped(row.term)} | {cells} | {_places(row.evidence, names, documents)} |")
    return ["## Terms by sources", "How often the passages on the topic say a word.", "\n".join(lines)]


def _pairs(comparison: Comparison, names: Mapping[str, str], documents: Mapping[str, Document]) -> list[str]:
    lines = []
    for pair in comparison.pairs:
        a, b = _place(pair.a, names, documents), _place(pair.b, names, documents)
        shared = ", ".join(escaped(word) for word in pair.shared)
        lines.append(f"- {a} and {b}: similarity {pair.similarity:.2f}, rank {pair.rank}; shared: {shared}")
    return lines


def _passages(source: SourceView, letter: str, document: Document | None) -> list[str]:
    if document is None:
        return []
    shown = []
    for number, start, end in source.passages:
        speaker = document.passages[number].speaker
        who = f", {escaped(speaker)}" if speaker else ""
        shown.append(f"**{letter}:{document.line_of(start)}**{who}\n\n> {escaped(document.text[start:end])}")
    return shown
