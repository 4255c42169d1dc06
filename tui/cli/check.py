"""`check`: every quotation of a draft against the library, for use before something is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from index.errors import FormatError
from tui.cli import leaving, output, typed
from tui.cli.differences import marked, pieces
from tui.cli.verb import Asked, open_searchable, verb

if TYPE_CHECKING:
    from index.search import CheckedQuotation


def as_record(checked: CheckedQuotation) -> dict[str, Any]:
    """The JSON line of one quotation of the draft."""
    return {
        "draft_line": checked.draft_line,
        "quotation": checked.quotation,
        "attributed_to": checked.attributed_to,
        "status": str(checked.status),
        "doc": checked.doc,
        "line": checked.line,
        "speaker": checked.speaker,
        "speaker_matches": checked.speaker_matches,
        "diff": [list(step) for step in checked.diff],
    }


def exit_status(found: Sequence[CheckedQuotation]) -> int:
    """3 when a quotation is altered or somebody else's, else 1 when one was not found, else 0, also without any."""
    if any(item.status == "altered" or item.speaker_matches is False for item in found):
        return leaving.DIFFERS
    if any(item.status == "none" for item in found):
        return leaving.NOTHING
    return leaving.FOUND


@verb("check", short_help="Every quotation in a draft against the library.")
@click.argument("draft", metavar="DRAFT|-")
@click.option("--annotate", is_flag=True, help="Print the draft as Markdown with a note at each quotation.")
def command(asked: Asked, draft: str, annotate: bool) -> int:
    """Check the quotations of a draft (Markdown, text, HTML, DOCX; - is standard input): are they in the library, word
    for word, and did the person named say them?

    Exit status: 0 all exact, 3 one differs from its source or was said by somebody else, 1 one was not found.

    \b
    Example:
      variorum check article.md
      variorum check - --json < article.md
    """
    data, name = typed.file_or_input(draft, "the draft")
    name = name or "draft.md"
    library = open_searchable(asked)
    try:
        found = library.check(data, name)
    except FormatError as error:
        raise FormatError(f"{draft}: {str(error).removeprefix(f'{name}: ')}") from error
    if annotate:
        from index.search.check import annotated

        output.block(annotated(data, name, found))
        return exit_status(found)
    if not found:
        output.note("no quotation in this draft, so nothing to check")
    for item in found:
        if asked.as_json:
            output.record(as_record(item))
        elif output.on_terminal():
            _print(item)
        else:
            output.row(item.draft_line, item.status, _place(item), _speaker(item), _wording(item))
    return exit_status(found)


def _print(item: CheckedQuotation) -> None:
    from tui.cli import page

    style = "" if item.status == "exact" and item.speaker_matches is not False else "warn"
    page.show(
        (f"{item.draft_line:>4}  ", "name"), (f"{item.status:8}", style), _place(item), ("  " + _speaker(item), style)
    )
    if item.status == "altered":
        page.flow(pieces(item.diff), indent=6)
    else:
        page.paragraph(" ".join(item.quotation.split()), indent=6)


def _wording(item: CheckedQuotation) -> str:
    return marked(item.diff) if item.status == "altered" else " ".join(item.quotation.split())


def _place(item: CheckedQuotation) -> str:
    return "" if item.doc is None else f"{item.doc}:{item.line}"


def _speaker(item: CheckedQuotation) -> str:
    if item.speaker_matches is False:
        return f"said by {item.speaker}, not {item.attributed_to}"
    return item.speaker or ""
