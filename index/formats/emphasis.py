"""What bold means: of all emphasis only that of a whole paragraph, and that of a name before a colon, says something.

The first is a heading made by hand or an interviewer's question, the second a speaker. Shared by the formats whose
runs of bold are spans.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.model import Mark, MarkKind, Span

_LONGEST_LABEL = 60


def emphasis(text: str, strong: Iterable[Span]) -> list[Mark]:
    """The bold stretches that mean something: all of a paragraph, or a speaker's name before a colon."""
    marks = []
    for first, last in strong:
        said = text[first:last]
        start = first + len(said) - len(said.lstrip())
        end = last - len(said) + len(said.rstrip())
        if start >= end:
            continue
        if not text[:start].strip() and not text[end:].strip():
            marks.append(Mark(start, end, MarkKind.STRONG))
        name = text[start:end]
        before = text[text.rfind("\n", 0, start) + 1 : start]
        if len(name) <= _LONGEST_LABEL and not before.strip() and (name.endswith(":") or text.startswith(":", end)):
            bare = name.rstrip(": ")
            if bare and "\n" not in bare:
                marks.append(Mark(start, start + len(bare), MarkKind.LABEL, value=bare))
    return marks
