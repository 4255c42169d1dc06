"""Excerpts leave the program here: one file a format, each with `write(excerpts, cite) -> str`.

Every format carries the text of an excerpt so that a parser of that format gives it back character for character, and
where it came from. `cite` gives the citation line of an excerpt, for the formats that have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from index.errors import ExcerptError
from index.excerpts.cite import citer
from index.excerpts.excerpt import Excerpt
from index.text.clean import clean_line

FORMATS = {
    "markdown": "md",
    "text": "txt",
    "json": "jsonl",
    "csv": "csv",
    "yaml": "yaml",
    "org": "org",
    "bibtex": "bib",
    "ris": "ris",
    "csl": "json",
    "annotation": "jsonld",
}
"""The formats by name, each with the suffix of its files."""

_ROOMS = {"text": "plain", "json": "json_lines", "csv": "table", "yaml": "yaml_list"}


def export(excerpts: Sequence[Excerpt], form: str, style: str = "") -> str:
    """The excerpts in a format of `FORMATS`, with citations in a style of `cite.styles`, ending with a line end.

    Raises ExcerptError for an unknown format or style.
    """
    if form not in FORMATS:
        raise ExcerptError(f"no export format {clean_line(form, 60)}: there are {', '.join(FORMATS)}")
    room = import_module(f"{__name__}.{_ROOMS.get(form, form)}")
    written = room.write(excerpts, citer(style))
    assert isinstance(written, str)
    return written
