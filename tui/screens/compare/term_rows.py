"""The rows of the terms of a topic: kind by kind, each with its places in the passages on the topic of each source."""

from __future__ import annotations

from dataclasses import replace

from index.compare.telling import ranked, short_names
from tui.screens.compare.compared import Compared
from tui.screens.compare.draft import KINDS, WRITTEN, Draft
from tui.screens.compare.grids import CELL, counts
from tui.screens.compare.rows import Row, short
from tui.screens.compare.term_hits import stems_of
from tui.widgets.cells import width

NAME = "name"
"""The kind of the row with the topic's name."""
LEAD = 44  # cells before the counts


def place_of(key: str) -> tuple[str, str]:
    """The kind and the text of the term with that key."""
    kind, _, text = key.partition("\t")
    return kind, text


def names_over(compared: Compared | None, window: tuple[int, int], total: int) -> str:
    """The short names of the sources over their counts, and what the counts are."""
    if compared is None:
        return ""
    names = list(short_names(compared.comparison).values())[slice(*window)]
    shown = "".join(name.rjust(CELL - 1) + " " for name in names)
    note = "where it stands in passages on the topic" if total >= 60 else ""
    return f"{short(note, LEAD - 2):<{LEAD}}{shown}"


def term_rows(draft: Draft, compared: Compared | None) -> list[Row]:
    """The name, then every kind of term that there is, those found at first before the others."""
    rows = [Row(((f"  name  {draft.topic.name}", "strong"),), key=f"{NAME}\t", open=True)]
    same: dict[tuple[str, ...], str] = {}
    for kind, meaning in KINDS.items():
        terms = sorted(draft.terms(kind), key=lambda term: not draft.foremost(term[0]))
        if terms:
            rows += [Row(), Row(((meaning, "dim"),))]
        for text, on, weight in terms:
            first = same.setdefault(stems_of(text), text) if on and kind != "excluded" else text
            rows.append(_row(kind, text, on, _said(kind, text, first, weight), first == text, compared))
    return rows


def _said(kind: str, text: str, first: str, weight: float) -> str:
    """How much a term counts, or which other one it is a form of."""
    if kind == "excluded":
        return ""
    if first != text:
        return f"as {first}"
    return "" if kind in WRITTEN else "enough" if weight >= 1 else f"{weight:.2f}"


def _row(kind: str, text: str, on: bool, said: str, counted: bool, compared: Compared | None) -> Row:
    lead = f"  {'[x]' if on else '[ ]'} {short(text, LEAD - 24)}"
    lead += " " * (LEAD - 16 - width(lead)) + f"{short(said, 15):>15} "
    row = Row(((lead, "" if on else "dim"),), key=f"{kind}\t{text}", open=True)
    if compared is None or kind == "excluded":
        return row
    sources, stems = ranked(compared.comparison), stems_of(text.removeprefix("="))
    found = {source.doc: compared.hits.get((source.doc, stems), ()) for source in sources} if counted else {}
    return replace(row, cells=counts(sources, found, text), grid=True)
