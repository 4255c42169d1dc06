"""Plain text: each excerpt as the source has it, then the line that says where it came from, then the reader's note."""

from __future__ import annotations

from collections.abc import Sequence

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """The excerpts in the order given, two blank lines between them."""
    return "\n\n\n".join(_one(excerpt, cite) for excerpt in excerpts) + ("\n" if excerpts else "")


def _one(excerpt: Excerpt, cite: Citer) -> str:
    lines = [excerpt.text, f"    — {cite(excerpt)}"]
    if excerpt.note:
        lines += ["", *(f"    {line}".rstrip() for line in excerpt.note.split("\n"))]
    if excerpt.tags:
        lines += ["", "    " + " ".join(f"#{tag}" for tag in excerpt.tags)]
    return "\n".join(lines)
