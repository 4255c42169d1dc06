"""A comparison as a person reads it on a terminal or in a pipe: one source after the other, each number with its words.

Owns the wording of this report. Below the floor it shows facts (counts, places) and says so; it says "in these
passages", never what a source tends to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.compare import Comparison, Found, Group, LeftOut, Pair, SourceView
from index.model import Document
from tui.cli import output, page

_SHADES = " .:-=+*#%@"
_SHOWN = 8  # entries of a list
_LABEL = 11  # cells


def report(comparison: Comparison, documents: Mapping[str, Document]) -> None:
    """Print the comparison. `documents` holds each source by id, for line numbers."""
    _line((comparison.topic.name, "strong"))
    _entry("looked for", _some(term.text for term in comparison.topic.terms if term.on))
    letters = {source.doc: _letter(number) for number, source in enumerate(comparison.sources)}
    for source in comparison.sources:
        _line("")
        _source(source, letters[source.doc], documents.get(source.doc))
    _left_out(comparison.left_out, letters)
    _pairs(comparison.pairs, letters, documents)
    if comparison.warnings:
        _line("")
    for warning in comparison.warnings:
        _entry("note", warning)


def strip(counts: Sequence[int]) -> str:
    """Where in a text the passages are, start to end, one character a slice; darker means more."""
    top = max(counts, default=0)
    return "".join(_SHADES[-(-count * (len(_SHADES) - 1) // top) if top else 0] for count in counts)


def _source(source: SourceView, letter: str, document: Document | None) -> None:
    _line((f"{letter}  {source.title}", "strong"), ("  " + source.doc, "faint"))
    if not source.passages:
        _entry("", "says nothing on it")
        return
    share = f"{source.share:.0%} of its text"
    if source.interval:
        share += f" ({source.interval[0]:.0%} to {source.interval[1]:.0%})"
    _entry("how much", f"{source.words} words, {share}, in {len(source.passages)} of {source.passage_total} passages")
    _entry("where", f"|{strip(source.strip)}|" + (f"  lines {_lines(source, document)}" if document else ""))
    _entry("who speaks", ", ".join(f"{voice.name} {voice.share:.0%}" for voice in source.speakers))
    _entry("distinctive", _found(source.distinctive) or _no_statistics(source))
    _entry("only here", _found(source.only_here))
    _entry("frames", _groups(source.frames))
    _entry("hedges", _found(source.hedges))
    _entry("boosters", _found(source.boosters))
    _entry("metaphors", _groups(source.metaphors))
    _entry("remedies", _found(source.remedies))
    quoted = (f"{q.name}{' (second-hand)' if q.second_hand else ''} {q.count}" for q in source.quotations)
    _entry("quoted", ", ".join(quoted))
    _entry("judging", _groups(source.evaluative))


def _no_statistics(source: SourceView) -> str:
    if source.interval is None:
        return "too little text for statistics: facts only"
    return "no word stands out in these passages"


def _found(items: Sequence[Found]) -> str:
    return _some(f"{item.term} {item.count}" for item in items)


def _groups(groups: Sequence[Group]) -> str:
    def words(group: Group) -> str:
        return ", ".join(term.term for term in group.terms[:3])

    return _some(f"{group.name} {group.count} ({words(group)})" for group in groups if group.count)


def _some(entries: Iterable[str]) -> str:
    shown = list(entries)
    more = f", and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


def _lines(source: SourceView, document: Document) -> str:
    lines = [str(document.line_of(start)) for _, start, _ in source.passages]
    return _some(lines)


def _left_out(items: Sequence[LeftOut], letters: Mapping[str, str]) -> None:
    by_source: dict[str, list[LeftOut]] = {}
    for item in items:
        by_source.setdefault(item.doc, []).append(item)
    if by_source:
        _line("")
        _line(("Left out, but said by the others", "strong"))
    for doc, missing in by_source.items():
        said = (
            f"{item.term} {item.count} ({' '.join(letters.get(by, by) for by in item.said_by)})" for item in missing
        )
        _entry(f"by {letters.get(doc, doc)}", _some(said))


def _pairs(pairs: Sequence[Pair], letters: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    if not pairs:
        return
    _line("")
    _line(("Closest passages", "strong"))
    for pair in pairs[:_SHOWN]:
        places = []
        for doc, _, start, _ in (pair.a, pair.b):
            document = documents.get(doc)
            places.append(f"{letters.get(doc, doc)}:{document.line_of(start)}" if document else doc)
        shared = ", ".join(pair.shared[:_SHOWN])
        _entry(" and ".join(places), f"{pair.similarity:.2f}  {shared}")


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _entry(label: str, text: str) -> None:
    if text:
        _flow(label, text)


def _flow(label: str, text: str) -> None:
    lead = page.pad(f"   {label}  ", _LABEL + 5)
    if not output.on_terminal():
        output.line(lead + text)
        return
    room = min(page.width(), 100) - len(lead)
    row = ""
    for word in text.split(" "):
        if row and page.cells(row) + 1 + page.cells(word) > room:
            page.show((lead, "faint"), row)
            lead, row = " " * len(lead), word
        else:
            row = f"{row} {word}" if row else word
    page.show((lead, "faint"), row)


def _line(*pieces: page.Piece | str) -> None:
    if output.on_terminal():
        page.show(*pieces)
    else:
        output.line("".join(piece if isinstance(piece, str) else piece[0] for piece in pieces))
