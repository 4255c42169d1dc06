"""A comparison as Markdown: a section a source, and every place that is counted quoted below with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from index.compare import Comparison, FarPlace, SourceView
from index.excerpts.export.markdown import escape, quote
from index.model import Document
from tui.cli.comparison_entries import Entry, Item, entries, how_much, left_out, letters
from tui.cli.comparison_report import strip


def markdown(comparison: Comparison, documents: Mapping[str, Document]) -> str:
    """The whole comparison. `documents` holds each source by id; places are written as letter and line, B:14."""
    short = letters(comparison)

    def place(far: FarPlace) -> str:
        doc, _, start, _ = far
        return f"{short.get(doc, doc)}:{documents[doc].line_of(start)}"

    def listed(entry: Entry) -> str:
        said = "; ".join(_item(item, place) for item in entry.items)
        return f"- **{entry.label}:** {said or escape(entry.said)}"

    parts = [f"# {escape(comparison.topic.name)}"]
    terms = ", ".join(escape(term.text) for term in comparison.topic.terms if term.on)
    if terms:
        parts.append(f"Looked for: {terms}.")
    for source in comparison.sources:
        letter = short[source.doc]
        parts.append(f"## {letter} · {escape(source.title)}\n\n`{source.doc}`")
        rows = [f"- **how much:** {how_much(source)}"]
        if source.passages:
            rows.append(f"- **where:** `|{strip(source.strip)}|`")
        parts.append("\n".join([*rows, *map(listed, entries(source))]))
    if missing := left_out(comparison):
        parts.append("## Left out, but said by the others\n\n" + "\n".join(map(listed, missing)))
    if comparison.pairs:
        rows = [
            f"- {place(pair.a)} and {place(pair.b)}, {pair.similarity:.2f}: {', '.join(map(escape, pair.shared))}"
            for pair in comparison.pairs
        ]
        parts.append("## Closest passages\n\n" + "\n".join(rows))
    if comparison.warnings:
        parts.append("## Notes\n\n" + "\n".join(f"- {escape(warning)}" for warning in comparison.warnings))
    parts.append("## The passages")
    for source in comparison.sources:
        parts += _passages(source, short[source.doc], documents[source.doc])
    return "\n\n".join(parts) + "\n"


def _item(item: Item, place: Callable[[FarPlace], str]) -> str:
    places = ", ".join(dict.fromkeys(place(far) for far in item.evidence))
    detail = f"{escape(item.detail)}; " if item.detail else ""
    return f"{escape(item.text)} {item.count} ({detail}{places})"


def _passages(source: SourceView, letter: str, document: Document) -> list[str]:
    shown = []
    for number, start, end in source.passages:
        passage = document.passages[number]
        who = f", {escape(passage.speaker)}" if passage.speaker else ""
        shown.append(f"{letter}:{document.line_of(start)}{who}\n\n{quote(document.text[start:end])}")
    return shown
