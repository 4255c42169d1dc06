"""A comparison on a terminal or in a pipe: one source after the other, each number with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.compare import Comparison, Pair, SourceView, telling
from index.model import Document
from tui.cli import output, page

_SHADES = " .:-=+*#%@"
_SHOWN = 8  # items of a row
_TERMS = 16  # of a topic
_SENTENCE = 180  # characters of one that is quoted
_LABEL = 24  # cells
_MEASURE = 100  # cells


def report(comparison: Comparison, documents: Mapping[str, Document]) -> None:
    """Print the comparison. `documents` holds each source by id, for line numbers."""
    _line((comparison.topic.name, "strong"))
    for label, terms in telling.looked_for(comparison.topic).items():
        _flow(label, _some(terms, _TERMS))
    short = telling.short_names(comparison)
    told = telling.told_alone(comparison)
    for source in told:
        _line("")
        _source(source, short[source.doc], documents.get(source.doc))
    if silent := [source.title for source in telling.ranked(comparison) if source not in told]:
        _line("")
        _flow("nothing in", _some(map(telling.one_line, silent)))
    if missing := telling.left_out(comparison):
        _line("")
        _line(("Left out, but said by the others", "strong"))
    for doc, items in missing.items():
        _flow(f"by {short[doc]}", _some(map(_item, items)))
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
    _heading(page.heading(source.title, source.doc, letter))
    _flow("how much", telling.how_much(source))
    if not source.passages:
        return
    numbers = [document.line_of(start) for _, start, _ in source.passages] if document else []
    lines = [str(number) for number in dict.fromkeys(numbers)]
    _flow("where", f"|{strip(source.strip)}|" + (f"  lines {_some(lines)}" if lines else ""))
    for row in telling.rows(source):
        if row.whole and document:
            _sentences(row, document)
        elif row.items or row.instead:
            _flow(row.label.lower(), _some(map(_item, row.items)) or row.instead)


def _heading(pieces: list[page.Piece]) -> None:
    """In one row where it fits; else the title and the document below each other, each cut to the terminal."""
    if not output.on_terminal() or sum(page.cells(text) for text, _ in pieces) <= page.width():
        _line(*pieces)
        return
    for n, (text, style) in enumerate(pieces):
        _line((page.crop(text if n == 0 else f" {text}", page.width()), style))


def _sentences(row: telling.Row, document: Document) -> None:
    """The sentences behind a row, each with its line; who said it, where that is what the row tells."""
    said = sorted({place: item.text for item in row.items for place in item.evidence}.items())
    label = row.label.lower()
    for (_, _, start, end), text in said[:_SHOWN]:
        words = telling.one_line(document.text[start:end])
        words = words if len(words) <= _SENTENCE else words[:_SENTENCE].rsplit(" ", 1)[0] + " …"
        _flow(label, f"{document.line_of(start)} {text}: “{words}”")
        label = ""
    if len(said) > _SHOWN:
        _flow(label, f"and {len(said) - _SHOWN} more")


def _item(item: telling.Told) -> str:
    words = ", ".join(part.text for part in item.parts[:3])
    return f"{telling.one_line(item.text)} {item.count}" + (f" ({said})" if (said := words or item.detail) else "")


def _some(shown: Iterable[str], most: int = _SHOWN) -> str:
    shown = list(shown)
    more = f", and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _pairs(pairs: Sequence[Pair], short: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    if not pairs:
        return
    _line("")
    _line(("Closest passages", "strong"))
    for pair in pairs[:_SHOWN]:
        places = [f"{short.get(doc, doc)}:{documents[doc].line_of(start)}" for doc, _, start, _ in (pair.a, pair.b)]
        _flow(" and ".join(places), f"{pair.similarity:.2f}  {', '.join(pair.shared[:_SHOWN])}")


def _flow(label: str, text: str) -> None:
    lead = page.pad(f"   {label}  " if label else "", _LABEL)
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
