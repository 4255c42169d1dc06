"""`excerpt tag`: add tags to an excerpt, or take them away."""

from __future__ import annotations

import click

from tui.cli import leaving
from tui.cli.excerpt.records import print_changed
from tui.cli.verb import Asked, verb


@verb("tag", short_help="Add tags to an excerpt.")
@click.argument("name", metavar="ID")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.option("-r", "--remove", is_flag=True, help="Take these tags away instead.")
def command(asked: Asked, name: str, tags: tuple[str, ...], remove: bool) -> int:
    """Add TAGs to the excerpt ID, or the beginning of its id.

    \b
    Example:
      variorum excerpt tag k3f9 labour wages
      variorum excerpt tag k3f9 --remove wages
    """
    from index.excerpts import ExcerptStore

    store = ExcerptStore()
    excerpt = store.untag(name, *tags) if remove else store.tag(name, *tags)
    print_changed(excerpt, asked.as_json)
    return leaving.FOUND
