"""A comparison on a terminal or in a pipe: one source after the other, each number with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.compare import Comparison, Pair, SourceView
from index.model import Document
from tui.cli import output, page
from tui.cli.comparison_entries import Entry, Item, entries, how_much, left_out, letters

_SHADES = " .:-=+*#%@"
_SHOWN = 8  # items of an entry
_LABEL = 16  # cells
_MEASURE = 100  # cells


def report(comparison: Comparison, documents: Mapping[str, Document]) -> None:
    """Print the comparison. `documents` holds each source by id, for line numbers."""
    _line((comparison.topic.name, "strong"))
    _flow("looked for", _some(term.text for term in comparison.topic.terms if term.on))
    short = letters(comparison)
    for source in comparison.sources:
        _line("")
        _source(source, short[source.doc], documents.get(source.doc))
    if missing := left_out(comparison):
        _line("")
        _line(("Left out, but said by the others", "strong"))
    for entry in missing:
        _flow(entry.label, _said(entry))
    _pairs(comparison.pairs, short, documents)
    if comparison.warnings:
        _line("")
    for warning in comparison.warnings:
        _flow("note", warning)


def strip(counts: Sequence[int]) -> str:
    """Where in a text the passages are, start to end, one character a slice; darker means more."""
    top = max(counts, default=0)
    return "".join(_SHADES[-(-count * (len(_SHADES) - 1) // top) if top else 0] for count in counts)


def _source(source: SourceView, letter: str, document: Document | None) -> None:
    _line(*page.heading(source.title, source.doc, letter))
    _flow("how much", how_much(source))
    if not source.passages:
        return
    lines = [str(document.line_of(start)) for _, start, _ in source.passages] if document else []
    _flow("where", f"|{strip(source.strip)}|" + (f"  lines {_some(lines)}" if lines else ""))
    for entry in entries(source):
        _flow(entry.label, _said(entry))


def _said(entry: Entry) -> str:
    return entry.said or _some(map(_item, entry.items))


def _item(item: Item) -> str:
    return f"{item.text} {item.count}" + (f" ({item.detail})" if item.detail else "")


def _some(shown: Iterable[str]) -> str:
    shown = list(shown)
    more = f", and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


def _pairs(pairs: Sequence[Pair], short: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    if not pairs:
        return
    _line("")
    _line(("Closest passages", "strong"))
    for pair in pairs[:_SHOWN]:
        places = [f"{short.get(doc, doc)}:{documents[doc].line_of(start)}" for doc, _, start, _ in (pair.a, pair.b)]
        _flow(" and ".join(places), f"{pair.similarity:.2f}  {', '.join(pair.shared[:_SHOWN])}")


def _flow(label: str, text: str) -> None:
    lead = page.pad(f"   {label}  ", _LABEL)
    if not output.on_terminal():
        output.line(lead + text)
        return
    room = min(page.width(), _MEASURE) - page.cells(lead)
    row = ""
    for word in text.split(" "):
        if row and page.cells(row) + 1 + page.cells(word) > room:
            page.show((lead, "faint"), row)
            lead, row = " " * page.cells(lead), word
        else:
            row = f"{row} {word}" if row else word
    page.show((lead, "faint"), row)


def _line(*pieces: page.Piece | str) -> None:
    if output.on_terminal():
        page.show(*pieces)
    else:
        output.line("".join(piece if isinstance(piece, str) else piece[0] for piece in pieces))
