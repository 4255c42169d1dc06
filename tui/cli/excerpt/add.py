"""`excerpt add`: save stretches of the sources, named on the command line or as JSON Lines on standard input."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tui.cli import leaving, output
from tui.cli.completing import document_names, tag_names
from tui.cli.excerpt.records import print_saved
from tui.cli.places import excerpt_span, parse
from tui.cli.verb import Asked, open_library, verb

if TYPE_CHECKING:
    from index.api import Library
    from index.excerpts import Draft


@verb("add", short_help="Save excerpts.")
@click.argument(
    "places", nargs=-1, required=True, metavar="DOC:START-END|DOC:LINE[-LINE]|-...", shell_complete=document_names
)
@click.option("--note", default="", help="A note.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", shell_complete=tag_names, help="A tag; repeatable.")
@click.option("--lines", "unit", flag_value="lines", help="Two numbers are lines.")
@click.option("--offsets", "unit", flag_value="offsets", help="Two numbers are offsets, code points of the text.")
@click.option("--together", is_flag=True, help="One excerpt of all the places, with […] between them.")
@click.option("--to", "to", default="", metavar="ID", help="Add the places to this excerpt, with […] between them.")
def command(
    asked: Asked, places: tuple[str, ...], note: str, tags: tuple[str, ...], unit: str | None, together: bool, to: str
) -> int:
    """Save excerpts and print each one that is on the disk.

    One number is a line, L12-L40 are lines. Two bare numbers are offsets, as `search --json` and `quote --json` print
    them; but if the document has so many lines, and the offsets would cut words or keep less than 16 characters, they
    are lines. --lines and --offsets leave no choice.

    What is saved already is not saved twice: the excerpt of the same words is the answer, and gets the tags and the
    note. If it has another note, a second excerpt is made.

    With `-` reads JSON Lines from standard input, {"doc", "start", "end", "note", "tags"} in offsets (or "spans", a
    list of [start, end], for one excerpt of several passages), and answers each in order, {"error"} for one that could
    not be saved. Each line makes an excerpt, one with the same words too.

    \b
    Example:
      variorum excerpt add interview.txt:12 --tag labour --note "for chapter two"
      variorum excerpt add interview.txt:5120-5304 brief.md:L7-L9
      variorum excerpt add interview.txt:12 interview.txt:40 --together
      variorum excerpt add --json - < chosen.jsonl
    """
    library = open_library(asked)
    if places == ("-",):
        return _stream(library, asked.as_json)
    from index.excerpts import Draft

    drafts = []
    for place in places:
        where = parse(library, place)
        document = library.read(where.doc)
        drafts.append(Draft(document, (excerpt_span(document, where, unit or ""),), note, tags))
    if to or together:
        drafts = [_together(drafts)]
    if to:
        from index.excerpts import join

        (draft,) = drafts
        joined = join(library.excerpts, to, draft.document, *draft.spans, note=note, tags=tags)
        print_saved(joined, asked.as_json)
        return leaving.FOUND
    from index.excerpts import add_once

    for excerpt, new in add_once(library.excerpts, drafts):
        if not new:
            output.note(f"{excerpt.id} holds these words already")
        print_saved(excerpt, asked.as_json)
    return leaving.FOUND


def _together(drafts: list[Draft]) -> Draft:
    first = drafts[0]
    if any(draft.document.id != first.document.id for draft in drafts):
        raise click.UsageError("the passages of one excerpt stand in one document")
    return replace(first, spans=tuple(sorted(span for draft in drafts for span in draft.spans)))


def _stream(library: Library, as_json: bool) -> int:
    from tui.cli.excerpt.stream import answers, standard_input

    status = leaving.FOUND
    for answered in answers(library, standard_input()):
        for answer in answered:
            if isinstance(answer, str):
                status = leaving.WRONG
                output.record({"error": answer})
            else:
                print_saved(answer, as_json)
        output.flush()  # whoever pipes one line and waits for its answer must get it
    return status
