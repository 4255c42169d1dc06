"""`read`, and `variorum PATH`: the reader; without a terminal, the same library as plain text.

What the options of `read` mean; the way to the reader itself is `opening`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli import leaving, opening, output
from tui.cli.verb import Asked, open_library, open_searchable, said_empty, verb
from tui.terminal import survey

if TYPE_CHECKING:
    from index.api import Library

HINT = "In a terminal `variorum FOLDER` opens the reader; here `variorum --help` lists what can be asked."


@verb("read", short_help="Open the reader (the verb that may be left out).")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--at", metavar="DOC[:LINE]", help="Open on this document, at this line.")
@click.option("--find", metavar="TEXT", help="Open on the first place where TEXT stands.")
@click.option("--theme", metavar="NAME", help="The colours of this run; `variorum themes` lists them.")
@click.option("--display", type=click.Choice(["diff", "stock"]), help="How the screen is drawn; stock is slower.")
def command(
    asked: Asked,
    paths: tuple[str, ...],
    at: str | None,
    find: str | None,
    theme: str | None,
    display: str | None,
) -> int:
    """Open the reader on folders and files; without PATH on the last library, the first time on the sample library.

    With --plain, where there is no terminal, or where TERM is dumb, prints plain text instead: of one file its text,
    else the documents.

    \b
    Example:
      variorum ~/sources
      variorum read ~/sources --at interview.txt:120
    """
    named = (*asked.roots, *paths)
    if not asked.as_json and _can_draw():
        return opening.open_reader(named, at, find, display or "", theme)
    roots = opening.existing(named)
    asked = Asked(tuple(map(str, roots)), asked.as_json)
    if at is None and find is None and len(roots) == 1 and roots[0].is_file():
        at = str(roots[0])
    library = open_searchable(asked) if at is None else open_library(asked)
    opening.note(roots, named)
    return _print(library, asked, at, find)


def _can_draw() -> bool:
    # Textual draws on standard error: redirected, the reader would be there and nobody could see it.
    return survey().full_screen and not output.plain() and sys.stderr is not None and sys.stderr.isatty()


def _print(library: Library, asked: Asked, at: str | None, find: str | None) -> int:
    from tui.cli.listing import print_documents
    from tui.cli.places import parse
    from tui.cli.show import print_passages, print_text

    if at is not None:
        place = parse(library, at)
        document = library.read(place.doc)
        span = (0 if place.whole else document.line_span(place.first or 1)[0], len(document.text))
        if asked.as_json:
            print_passages(document, span)
        else:
            print_text(document, span)
        return leaving.FOUND
    if find is not None:
        from tui.cli.search import print_answer

        return print_answer(library.search(f'"{find}"'), asked.as_json)
    infos = library.documents
    print_documents(infos, asked.as_json)
    said_empty(library)
    output.note(HINT)
    return leaving.FOUND
