"""A word-by-word difference as parts of a row: `[-as typed-] {+as the source has it+}`, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable

from tui.widgets.line_list import Part

LEGEND: tuple[Part, ...] = (("[-as typed-]", "dim"), (" ", ""), ("{+as the source has it+}", "match"))


def differing(steps: Iterable[tuple[str, str, str]]) -> list[Part]:
    """The source's words, and around what differs the words typed and those of the source, a blank between them."""
    parts: list[Part] = []
    for kind, typed, source in steps:
        pieces = [(source, "strong")] if kind == "equal" else [(f"[-{typed}-]", "dim")] if typed else []
        if kind != "equal" and source:
            pieces.append((f"{{+{source}+}}", "match"))
        for piece in pieces:
            parts += [(" ", ""), piece] if parts else [piece]
    return parts
