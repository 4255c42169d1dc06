"""`quote`: where something was said, and whether it was said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tui.cli import leaving, output, typed
from tui.cli.differences import marked, pieces
from tui.cli.verb import Asked, open_searchable, verb

if TYPE_CHECKING:
    from index.api import Library
    from index.search import QuoteMatch

STATUS = {"exact": leaving.FOUND, "altered": leaving.DIFFERS, "none": leaving.NOTHING}


def as_record(match: QuoteMatch) -> dict[str, Any]:
    """The JSON line of one candidate; of a quotation that was not found, null for all that tells a place."""
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
        "speaker": match.speaker,
        "evidence": str(match.evidence),
        "text": match.text,
        "diff": [list(step) for step in match.diff],
        "rank": match.rank,
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
    matches = open_searchable(asked).find_quote(quotation, limit)[:limit]
    _print(matches, asked.as_json)
    return STATUS[str(matches[0].status)] if matches else leaving.NOTHING


def _each_line(library: Library, lines: Sequence[str], as_json: bool) -> int:
    worst = leaving.FOUND
    for line in lines:
        best = library.find_quote(line, 1)[:1]
        _print(best, as_json, full=False)
        status = STATUS[str(best[0].status)] if best else leaving.NOTHING
        worst = max(worst, status)  # 3 differs outweighs 1 not found
    return worst


def _print(matches: Sequence[QuoteMatch], as_json: bool, full: bool = True) -> None:
    for match in matches:
        if as_json:
            output.record(as_record(match))
        elif output.on_terminal() and full:
            _print_candidate(match)
        elif match.status == "none":
            output.row("none", "", "", "", match.query if not full else "")
        else:
            output.row(match.status, round(match.score), f"{match.doc}:{match.line}", match.speaker, marked(match.diff))


def _print_candidate(match: QuoteMatch) -> None:
    from tui.cli import page

    if match.status == "none":
        page.show(("not found", "strong"), "  in none of these documents, as far as can be told")
        return
    if match.rank > 1:
        page.show("")
    who = f"  {match.speaker}" if match.speaker else ""
    page.show((str(match.status), "strong"), f" {match.score:.0f}  ", (f"{match.doc}:{match.line}", "name"), who)
    page.show("  ", (match.title, "faint"))
    if match.status == "exact":
        page.paragraph(" ".join(match.text.split()), indent=2)
    else:
        page.flow(pieces(match.diff), indent=2)
