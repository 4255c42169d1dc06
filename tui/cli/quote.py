"""`quote`: where something was said, and whether it was said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from index.model import Evidence
from index.text.clean import clean
from tui.cli import leaving, output, typed
from tui.cli.differences import marked, pieces
from tui.cli.verb import Asked, open_searchable, said_empty, verb

if TYPE_CHECKING:
    from index.api import Library
    from index.search import QuoteMatch

_CONTEXT = 160  # characters shown on either side

STATUS = {"exact": leaving.FOUND, "altered": leaving.DIFFERS, "none": leaving.NOTHING}


def as_record(match: QuoteMatch) -> dict[str, Any]:
    """The JSON line of one candidate; of a quotation that was not found, null for all that tells a place.

    Words inside a quotation of the source are those of the person quoted, who is named next to them.
    """
    found = match.status != "none"
    return {
        "query": match.query,
        "status": str(match.status),
        "score": match.score,
        "doc": match.doc if found else None,
        "title": match.title if found else None,
        "passage": match.passage if found else None,
        "start": match.start if found else None,
        "end": match.end if found else None,
        "line": match.line if found else None,
        "speaker": match.quoted or match.speaker,
        "evidence": str(match.evidence if match.quoted in (None, "", match.speaker) else Evidence.CUE),
        "text": match.text,
        "diff": [list(step) for step in match.diff],
        "rank": match.rank,
        **({"place": match.place} if match.place else {}),
    }


@verb("quote", short_help="Where was this said, and was it said so?")
@click.argument("text", required=False, metavar="[TEXT|-]")
@click.option("-n", "limit", type=click.IntRange(1), default=5, show_default=True, help="At most so many candidates.")
@click.option(
    "--each-line", is_flag=True, help="Each line is a quotation: its best candidate, one line each, in order."
)
def command(asked: Asked, text: str | None, limit: int, each_line: bool) -> int:
    """Look up a remembered, misheard or altered sentence. Without TEXT, or with -, reads standard input.

    Exit status: 0 exact, 3 altered, 1 not found. With --each-line 3 if any is altered, else 1 if any is not found.

    \b
    Example:
      variorum quote "we are not in the race we think we are in"
      variorum quote --each-line --json < quotations.txt
    """
    given = typed.text(typed.standard_input("the quotation")) if text in (None, "-") else str(text)
    if each_line:
        lines = given.removesuffix("\n").split("\n")
        return _each_line(open_searchable(asked), [line.removesuffix("\r") for line in lines], asked.as_json)
    quotation = given.strip()
    if not quotation:
        raise click.UsageError("the quotation is empty; type some of its words", click.get_current_context())
    library = open_searchable(asked)
    said_empty(library)
    matches = library.find_quote(quotation, limit)[:limit]
    if not asked.as_json and output.on_terminal():
        for match in matches:
            _show(library, match)
    else:
        _print(matches, asked.as_json)
    return STATUS[str(matches[0].status)] if matches else leaving.NOTHING


def _each_line(library: Library, lines: Sequence[str], as_json: bool) -> int:
    worst = leaving.FOUND
    for line in lines:
        best = library.find_quote(line, 1)[:1]
        _print(best, as_json)
        status = STATUS[str(best[0].status)] if best else leaving.NOTHING
        worst = max(worst, status)  # 3 differs outweighs 1 not found
    return worst


def _print(matches: Sequence[QuoteMatch], as_json: bool) -> None:
    for match in matches:
        if as_json:
            output.record(as_record(match))
        elif match.status == "none":
            output.row("none", "", "", "", clean(match.query))
        else:
            output.row(match.status, round(match.score), f"{match.doc}:{match.line}", _who(match), marked(match.diff))


def _show(library: Library, match: QuoteMatch) -> None:
    """One candidate on a terminal: what it is, where, who said it, and the words in their context."""
    from tui.cli import page

    if match.status == "none":
        page.show(("not found", "strong"), "  in these documents, as far as can be told")
        return
    if match.rank > 1:
        page.show("")
    place = (f"{match.doc}:{match.line}", "name")
    page.show((match.status, "strong"), f" {match.score:.0f}  ", place, f"  {_who(match)}")
    text = library.read(match.doc).text
    before = text[max(0, match.start - _CONTEXT) : match.start].partition(" ")[2]
    after = text[match.end : match.end + _CONTEXT].rpartition(" ")[0]
    words = pieces(match.diff) if match.status == "altered" else [(match.text, "strong")]
    if after[:1].strip() and words:  # a full stop belongs to the word before it
        stop, _, after = after.partition(" ")
        words[-1] = (words[-1][0] + stop, words[-1][1])
    page.flow([("…", "faint"), (before, "faint"), *words, (after, "faint"), ("…", "faint")], indent=2)


def _who(match: QuoteMatch) -> str:
    if not match.quoted:
        return match.speaker or ""
    return f"{match.quoted} ({'second-hand' if match.second_hand else 'quoted'})"
