"""`excerpt`: the saved excerpts. This file holds the table of its verbs; each verb has a file of its own."""

from __future__ import annotations

import click

from tui.cli.group import LazyGroup

VERBS = {
    "add": "tui.cli.excerpt.add",
    "list": "tui.cli.excerpt.listing",
    "note": "tui.cli.excerpt.note",
    "tag": "tui.cli.excerpt.tag",
    "rm": "tui.cli.excerpt.remove",
    "restore": "tui.cli.excerpt.restore",
    "board": "tui.cli.excerpt.board",
    "place": "tui.cli.excerpt.place",
    "verify": "tui.cli.excerpt.verify",
    "export": "tui.cli.excerpt.export",
    "import": "tui.cli.excerpt.taking",
    "compact": "tui.cli.excerpt.compact",
}
ELSEWHERE = {"save": "add", "new": "add", "delete": "rm", "remove": "rm", "show": "list", "ls": "list", "edit": "note"}


@click.group(
    "excerpt",
    cls=LazyGroup,
    modules=VERBS,
    elsewhere=ELSEWHERE,
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help="The saved excerpts: save, list, tag, order, verify, export, import.",
)
def command() -> None:
    """Keep stretches of the sources with note and tags, find them again when the sources change, give them away.

    \b
    Example:
      variorum excerpt add interview.txt:12-14 --tag labour
      variorum excerpt export --format markdown > excerpts.md
    """
