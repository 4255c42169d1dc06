"""The rows of the terms of a topic: kind by kind, each with its places in the passages on the topic of each source."""

from __future__ import annotations

from collections.abc import Mapping

from index.compare import Comparison, FarPlace
from index.model import Document
from tui.screens.compare.draft import KINDS, Draft
from tui.screens.compare.grids import CELL
from tui.screens.compare.rows import Cell, Row, letter, short
from tui.widgets.cells import width

NAME = "name"
"""The kind of the row with the topic's name."""
LEAD = 44  # cells before the counts


def place_of(key: str) -> tuple[str, str]:
    """The kind and the text of the term with that key."""
    kind, _, text = key.partition("\t")
    return kind, text


def names_over(comparison: Comparison | None, window: tuple[int, int], total: int) -> str:
    """The letters of the sources over their counts, and what the counts are."""
    if comparison is None:
        return ""
    first, last = window
    shown = "".join(letter(place).rjust(CELL - 1) + " " for place in range(first, last))
    note = "where it stands in passages on the topic" if total >= 60 else ""
    return f"{short(note, LEAD - 2):<{LEAD}}{shown}"


def term_rows(draft: Draft, comparison: Comparison | None, documents: Mapping[str, Document]) -> list[Row]:
    """The name, then every kind of term that there is."""
    found = hits_by_term(comparison, documents) if comparison is not None else {}
    rows = [Row(((f"  name  {draft.topic.name}", "strong"),), key=f"{NAME}\t", open=True)]
    for kind, meaning in KINDS.items():
        terms = draft.terms(kind)
        if terms:
            rows += [Row(), Row(((meaning, "dim"),))]
        for text, on, weight in terms:
            said = "" if kind == "excluded" else "alone" if weight >= 1 else f"{weight:.2f}"
            lead = f"  {'[x]' if on else '[ ]'} {short(text, LEAD - 16)}"
            lead += " " * (LEAD - 8 - width(lead)) + f"{said:>6}  "
            row = Row(((lead, "" if on else "dim"),), key=f"{kind}\t{text}", open=True)
            if comparison is not None and kind != "excluded":
                row = Row(row.parts, key=row.key, cells=_cells(comparison, found, text), grid=True, open=True)
            rows.append(row)
    return rows


def _cells(
    comparison: Comparison, found: Mapping[tuple[str, tuple[str, ...]], tuple[FarPlace, ...]], text: str
) -> tuple[Cell, ...]:
    cells = []
    for source in comparison.sources:
        places = found.get((source.doc, stems_of(text.removeprefix("="))), ())
        shown = str(len(places)) if places else "·"
        cells.append(Cell(shown.rjust(CELL - 1) + " ", places, f"{text} in {source.title}", "" if places else "dim"))
    return tuple(cells)


def stems_of(text: str) -> tuple[str, ...]:
    """What a term and its places have in common."""
    from index.text.words import stem, words

    return tuple(stem(word.text_lower) for word in words(text))


def hits_by_term(
    comparison: Comparison, documents: Mapping[str, Document]
) -> dict[tuple[str, tuple[str, ...]], tuple[FarPlace, ...]]:
    """Where the terms of the topic stand in its passages, by document and stems of the term."""
    known: dict[str, tuple[str, ...]] = {}
    found: dict[tuple[str, tuple[str, ...]], list[FarPlace]] = {}
    for source in comparison.sources:
        text = documents[source.doc].text
        for passage, start, end in source.hits:
            written = text[start:end]
            stems = known.get(written)
            if stems is None:
                stems = known[written] = stems_of(written)
            found.setdefault((source.doc, stems), []).append((source.doc, passage, start, end))
    return {key: tuple(places) for key, places in found.items()}
