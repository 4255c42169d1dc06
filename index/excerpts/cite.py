"""The citation line: who said it, where, when, on which line, in a form that the reader chooses.

A template is text with fields in braces, `{title}`. A stretch in square brackets is left out as a whole when one of its
fields is unknown, so that no template leaves stray commas behind; `[[` and `]]` are brackets, `{{` and `}}` braces.
Fields: speaker title outlet date author url kind doc path line page where id. `where` is the page or time when the
format knows one, else "line 3" or "lines 3–5".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.errors import ExcerptError, SettingsError
from index.excerpts.describe import describe
from index.excerpts.excerpt import Excerpt
from index.model import Document, Evidence
from index.paths import config_dir
from index.settings import NAME, Settings, load
from index.text.clean import clean_line

STYLES = {
    "default": "[{speaker}, in ]“{title}”[, {outlet}][, {date}], {where}",
    "short": "[{speaker}, ]{title}[, {date}], {where}",
    "markdown": "[{speaker}, in ]*{title}*[, {outlet}][, {date}], {where}",
    "chicago": "[{author}, ]“{title},”[ {outlet},][ {date},] {where}[ ({speaker})][, {url}].",
    "mla": "[{author}. ]“{title}.”[ {outlet},][ {date},] {where}[ ({speaker})][. {url}].",
    "apa": "[{author} ][({date}). ]{title}[. {outlet}], {where}[ ({speaker})][. {url}].",
    "path": "{doc}:{line}",
}
"""The styles that ship; the ones in config.yaml are added to them and may replace them."""

Citer = Callable[[Excerpt], str]

FIELDS = ("speaker", "title", "outlet", "date", "author", "url", "kind", "doc", "path", "line", "page", "where", "id")
_STOP = "\ufffe"  # the full stop that a field ends in, until all is filled in: no character of a text
_STOPS = re.compile(rf"{_STOP}(?:\.(?!\w))?")
_PIECE = re.compile(r"\[\[|\]\]|\{\{|\}\}|\{(\w+)\}|\[|\]|[^\[\]{}]+|[{}]")


def cite(document: Document, start: int, end: int, style: str = "") -> str:
    """The citation line of a span. Raises ExcerptError for an unknown style or a span outside the text."""
    return citation(describe(document, [(start, end)], ""), style)


def citation(excerpt: Excerpt, style: str = "") -> str:
    """The citation line of an excerpt, on one line. Raises ExcerptError for an unknown style."""
    return citer(style)(excerpt)


def citer(style: str = "") -> Citer:
    """What makes citation lines in a style; for many excerpts. Raises ExcerptError for an unknown style."""
    settings = load()
    known, wanted = _styles(settings), style or settings.cite
    template = known.get(wanted)
    if template is None:
        raise ExcerptError(f"no citation style {clean_line(wanted, 60)}: there are {', '.join(sorted(known))}")
    return lambda excerpt: fill(template, _values(excerpt))


def styles() -> dict[str, str]:
    """Every citation style by name, those of `citation` in config.yaml over those that ship. Raises SettingsError."""
    return _styles(load())


def _styles(settings: Settings) -> dict[str, str]:
    if settings.problems:
        raise SettingsError(settings.problems[0])
    for name, template in settings.citation.items():
        _check(template, f"{config_dir() / NAME}: citation {name}")
    return {**STYLES, **settings.citation}


def fill(template: str, values: dict[str, str]) -> str:
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


def _check(template: str, where: str) -> None:
    pieces = list(_PIECE.finditer(template))
    unknown = [found.group(1) for found in pieces if found.group(1) is not None and found.group(1) not in FIELDS]
    if unknown:
        raise SettingsError(f"{where}: no field {{{unknown[0]}}}; there are {', '.join(FIELDS)}")
    brackets = [found.group() for found in pieces]
    if brackets.count("[") != brackets.count("]"):
        raise SettingsError(f"{where}: a square bracket is not closed; write [[ or ]] for the character itself")


def location(excerpt: Excerpt) -> str:
    """Where in its source an excerpt stands, for a citation: "p. 7", "12:04", "line 3" or "lines 3–5"."""
    if excerpt.place:
        return clean_line(excerpt.place)
    if excerpt.line == excerpt.end_line:
        return f"line {excerpt.line}"
    return f"lines {excerpt.line}–{excerpt.end_line}"


def _values(excerpt: Excerpt) -> dict[str, str]:
    sure = "" if excerpt.evidence is not Evidence.CARRIED else "~"
    values = {
        "speaker": sure + excerpt.speaker if excerpt.speaker else "",
        "title": excerpt.title or excerpt.doc,
        "outlet": excerpt.outlet,
        "date": excerpt.date,
        "author": excerpt.author,
        "url": excerpt.url,
        "kind": excerpt.kind,
        "doc": excerpt.doc,
        "path": excerpt.path,
        "line": str(excerpt.line),
        "page": excerpt.place,
        "where": location(excerpt),
        "id": excerpt.id,
    }
    return {name: clean_line(value) for name, value in values.items()}
