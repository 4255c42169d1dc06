"""The citation line: who said or wrote it, where, when, on which line, in a form that the reader chooses.

This room owns the styles that ship, as templates of `index.text.template`, and what each field says of an excerpt.
"""

from __future__ import annotations

from collections.abc import Callable

from index.errors import ExcerptError, SettingsError
from index.excerpts.describe import describe
from index.excerpts.excerpt import Excerpt
from index.model import Document, Evidence
from index.settings import Settings, load
from index.text.clean import clean_line
from index.text.template import fill

STYLES = {
    "default": "[{speaker}, in ][{by}, ]“{title}”[, {outlet}][, {date}], {where}",
    "short": "[{speaker}, ]{title}[, {date}], {where}",
    "markdown": "[{speaker}, in ][{by}, ]*{title}*[, {outlet}][, {date}], {where}",
    "chicago": "[{author}, ]“{title},”[ {outlet},][ {date},] {where}[ ({speaker})][, {url}].",
    "mla": "[{author}. ]“{title}.”[ {outlet},][ {date},] {where}[ ({speaker})][. {url}].",
    "apa": "[{author} ][({date}). ]{title}[. {outlet}], {where}[ ({speaker})][. {url}].",
    "path": "{doc}:{line}",
}
"""The styles that ship; the ones in config.yaml are added to them and may replace them."""

Citer = Callable[[Excerpt], str]

SPOKEN = ("interview", "podcast", "speech", "transcript", "video")
"""Kinds of sources whose words are those of who speaks, not of an author."""


def cite(document: Document, start: int, end: int, style: str = "") -> str:
    """The citation line of a span. Raises ExcerptError for an unknown style or a span outside the text."""
    return citation(describe(document, [(start, end)], ""), style)


def citation(excerpt: Excerpt, style: str = "") -> str:
    """The citation line of an excerpt, on one line. Raises ExcerptError for an unknown style."""
    return citer(style)(excerpt)


def citer(style: str = "") -> Citer:
    """What makes citation lines in a style; for many excerpts. Raises ExcerptError for an unknown style."""
    settings = load()
    known, wanted = _styles(settings), style or _in_force("cite", settings).cite
    template = known.get(wanted)
    if template is None:
        raise ExcerptError(f"no citation style {clean_line(wanted, 60)}: there are {', '.join(sorted(known))}")
    return lambda excerpt: fill(template, _values(excerpt))


def styles() -> dict[str, str]:
    """Every citation style by name, those of `citation` in config.yaml over those that ship. Raises SettingsError."""
    return _styles(load())


def _styles(settings: Settings) -> dict[str, str]:
    return {**STYLES, **_in_force("citation", settings).citation}


def _in_force(name: str, settings: Settings) -> Settings:
    """The settings, of which `name` is to be used. Raises SettingsError when it or the whole file was refused."""
    if problem := settings.wrong.get("") or settings.wrong.get(name):
        raise SettingsError(problem)
    return settings


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
        "by": "" if excerpt.kind.lower() in SPOKEN or excerpt.author == excerpt.speaker else excerpt.author,
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
