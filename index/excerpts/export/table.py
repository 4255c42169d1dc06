"""CSV (RFC 4180): one row an excerpt, no cell that a spreadsheet would run.

A spreadsheet runs a cell that begins with = + - or @. Such a cell gets a leading apostrophe, which spreadsheets take as
"this is text"; so that `plain` can take it away again, a cell that begins with apostrophes before such a character gets
one more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt

COLUMNS = (
    *("id", "doc", "title", "outlet", "date", "line", "end_line", "place", "speaker", "evidence", "text", "note"),
    *("tags", "created", "start", "end", "prefix", "suffix", "url", "path", "citation"),
)
# Blanks before the sign do not stop every spreadsheet, nor does the sign's full-width form.
_RUN = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """A header and the rows. Tags are joined with "; "."""
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for excerpt in excerpts:
        rows.writerow([_cell(excerpt, column, cite) for column in COLUMNS])
    return file.getvalue()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _RUN.match(text) or _GUARDED.match(text) else text


def plain(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _cell(excerpt: Excerpt, column: str, cite: Citer) -> str | int:
    if column == "citation":
        return guarded(cite(excerpt))
    if column == "tags":
        return guarded("; ".join(excerpt.tags))
    value = getattr(excerpt, column)
    if isinstance(value, int):
        return value
    return guarded(str(value or ""))
