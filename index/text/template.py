"""The template of a citation: text with fields in braces, `{title}`, filled in with what is known.

A stretch in square brackets is left out as a whole when one of its fields is unknown, so that no template leaves stray
commas behind; `[[` and `]]` are brackets, `{{` and `}}` braces. It stands below the settings, which tell of a template
that cannot be used before anything is cited with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS = (
    *("speaker", "by", "title", "outlet", "date", "author", "url"),
    *("kind", "doc", "path", "line", "page", "where", "id"),
)
"""What a template may name. `where` is the page or time when the format knows one, else "line 3" or "lines 3–5"; `by`
is the author of what was written, not spoken, unless the author is the speaker."""

_STOP = "\ufffe"  # the full stop that a field ends in, until all is filled in: no character of a text
_STOPS = re.compile(rf"{_STOP}(?:\.(?!\w))?")
_PIECE = re.compile(r"\[\[|\]\]|\{\{|\}\}|\{(\w+)\}|\[|\]|[^\[\]{}]+|[{}]")


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled in and the bracketed stretches of unknown fields left out.

    A full stop of the template behind a field that ends in one is left out, too: "the U.S." needs no second.
    """
    depth: list[tuple[list[str], bool]] = [([], True)]
    for found in _PIECE.finditer(template):
        piece, name = found.group(), found.group(1)
        parts, known = depth[-1]
        if name is not None:
            value = values.get(name, "")
            parts.append(value[:-1] + _STOP if value.endswith(".") else value)
            depth[-1] = parts, known and bool(values.get(name))
        elif piece == "[":
            depth.append(([], True))
        elif piece == "]" and len(depth) > 1:
            depth.pop()
            if known:
                depth[-1][0].extend(parts)
        else:
            parts.append(piece[0] if piece in ("[[", "]]", "{{", "}}") else piece)
    filled = "".join(part for parts, _ in depth for part in parts)
    return " ".join(_STOPS.sub(".", filled).split())


def check(template: str) -> None:
    """Raise ValueError, which says why, for a template with a field that is none of `FIELDS` or an open bracket."""
    pieces = list(_PIECE.finditer(template))
    unknown = [found[1] for found in pieces if found[1] is not None and found[1] not in FIELDS]
    if unknown:
        raise ValueError(f"no field {{{unknown[0]}}}; there are {', '.join(FIELDS)}")
    brackets = [found[0] for found in pieces]
    if brackets.count("[") != brackets.count("]"):
        raise ValueError("a square bracket is not closed; write [[ or ]] for the character itself")
