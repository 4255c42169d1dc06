"""`read`, and `variorum PATH`: the reader; without a terminal, the same library as plain text.

The only file of the command line that starts the reader, and it imports it when there is a terminal to draw on.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import LibraryError
from tui.cli import leaving, output
from tui.cli.verb import Asked, open_library, open_searchable, verb
from tui.recent import choose, last_library, remember, sample_library
from tui.terminal import survey

if TYPE_CHECKING:
    from index.api import Library

HINT = "In a terminal `variorum FOLDER` opens the reader; here `variorum --help` lists what can be asked."


@verb("read", short_help="Open the reader (the verb that may be left out).")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--at", metavar="DOC[:LINE]", help="Open on this document, at this line.")
@click.option("--find", metavar="TEXT", help="Open on the first place where TEXT stands.")
@click.option("--plain", is_flag=True, help="No reader: print the text of a file, or the list of documents.")
@click.option("--theme", metavar="NAME", help="The colours of this run; `variorum themes` lists them.")
@click.option("--display", type=click.Choice(["diff", "stock"]), help="How the screen is drawn; stock is slower.")
def command(
    asked: Asked,
    paths: tuple[str, ...],
    at: str | None,
    find: str | None,
    plain: bool,
    theme: str | None,
    display: str | None,
) -> int:
    """Open the reader on folders and files; without PATH on the last library, the first time on the sample library.

    Where there is no terminal, or TERM is dumb, prints plain text instead: of one file its text, else the documents.

    \b
    Example:
      variorum ~/sources
      variorum read ~/sources --at interview.txt:120
    """
    named = (*asked.roots, *paths)
    roots = _existing(choose(named), bool(named))
    asked = Asked(tuple(map(str, roots)), asked.as_json)
    if plain or asked.as_json or not _can_draw():
        if at is None and find is None and len(roots) == 1 and roots[0].is_file():
            at = str(roots[0])
        library = open_searchable(asked) if at is None else open_library(asked)
        _remember(roots, bool(named))
        return _print(library, asked, at, find)
    from tui.app import run

    _remember(roots, bool(named))
    return run(roots, at=at, find=find, display=display or "", theme=theme, verbs=_verbs)


def _verbs() -> list[tuple[str, str]]:
    """The verbs with their help, for the reader's palette, which asks for them when it is opened."""
    from tui.cli.group import variorum

    context = click.Context(variorum)
    commands = ((name, variorum.get_command(context, name)) for name in variorum.list_commands(context))
    return [(name, command.get_short_help_str(200)) for name, command in commands if command and name != "read"]


def _existing(roots: tuple[Path, ...], named: bool) -> tuple[Path, ...]:
    """The roots that were named, or LibraryError; for a last library that is gone, the sample library."""
    missing = [root for root in roots if not root.exists()]
    if not missing:
        return roots
    if not named and roots == last_library():
        output.note(f"the last library is gone ({missing[0]}); this is the sample library")
        return sample_library()
    word = str(missing[0])
    raise LibraryError(f"{word}: no such file or folder{_verb_like(word)}")


def _verb_like(word: str) -> str:
    if "/" in word:
        return ""
    from difflib import get_close_matches

    from tui.cli.group import VERBS

    close = get_close_matches(word, VERBS, 1)
    return f"; did you mean the verb {close[0]}?" if close else ", and no verb either"


def _remember(roots: tuple[Path, ...], named: bool) -> None:
    if not named:
        return
    try:
        remember(roots)
    except OSError as error:
        output.note(f"this library will not be remembered: {error.strerror or error}")


def _can_draw() -> bool:
    # Textual draws on standard error: redirected, the reader would be there and nobody could see it.
    return survey().full_screen and sys.stderr is not None and sys.stderr.isatty()


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
    if not infos:
        output.note("no documents here; a library is a folder of texts: .txt, .md and others")
    output.note(HINT)
    return leaving.FOUND
