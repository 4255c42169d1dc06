"""Canonical text → passages, quotations and the metadata that a text states about itself.

    blocks ─▶ shapes ─▶ article · interview · labelled · transcript ─▶ pieces ─▶ passages ─▶ quotations, metadata

`structure()` is the whole face of this room. It is a pure function of text and marks, takes linear time, and imports
nothing heavy: the reader calls it on the way to its first paint.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import Extraction, Metadata, Passage, Quotation
from index.structure import blocks, metadata, pieces, quotations, shapes

__all__ = ["Structure", "structure"]


@dataclass(frozen=True, slots=True)
class Structure:
    """What a text is made of. Passages are sorted and disjoint; together they hold all that is not blank."""

    passages: tuple[Passage, ...] = field(repr=False)
    quotations: tuple[Quotation, ...] = field(repr=False)
    metadata: Metadata = field(default_factory=Metadata)


def structure(extraction: Extraction, name: str = "") -> Structure:
    """The structure of an extracted text. `name` is the file's name; it only helps where the text itself is silent.

    Never raises for any text and any marks.
    """
    page = blocks.page(extraction.text, extraction.marks)
    shape, found = shapes.read(page)
    passages = pieces.passages(page.text, found)
    quoted = quotations.quoted(page, passages)
    return Structure(passages, quoted, metadata.stated(page.text, passages, quoted, shape))
