"""A word-by-word difference as a person reads it: `[-typed-]` is not in the source, `{+source+}` is and was not typed.

Owns this notation (that of wdiff), so that `quote` and `check` mark alike, with or without colour.
"""

from __future__ import annotations

from collections.abc import Iterable

Step = tuple[str, str, str]
"""What happened (equal, insert, delete, replace), the words typed, the words of the source."""


def pieces(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """The difference as styled pieces, a blank between them; see `tui.cli.page`."""
    shown: list[tuple[str, str]] = []
    for what, *words in steps:
        typed, source = (" ".join(side.split()) for side in words)
        if what == "equal":
            shown.append((source or typed, ""))
            continue
        if typed:
            shown.append((f"[-{typed}-]", "warn"))
        if source:
            shown.append((f"{{+{source}+}}", "strong"))
    return shown


def marked(steps: Iterable[Step]) -> str:
    """The difference as one line of plain text."""
    return " ".join(text for text, _ in pieces(steps) if text)
