"""`excerpt list`: the saved excerpts with their notes and tags, and whether they still stand where they stood."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.excerpt.records import choose, chosen_by, none_chosen, tell_problems
from tui.cli.excerpt.standing import standing
from tui.cli.verb import Asked, nothing, verb

STATUSES = ("exact", "normalised", "changed", "partial", "ambiguous", "orphan")
ORDERS = ("saved", "place", "title", "speaker", "date")


@verb("list", short_help="The saved excerpts.")
@chosen_by
@click.option("--deleted", is_flag=True, help="Those that `restore` can bring back.")
@click.option("--order", type=click.Choice(ORDERS), default="saved", show_default=True, help="What to order them by.")
@click.option("--status", type=click.Choice(STATUSES), help="Only those that stand so in their sources today.")
def command(
    asked: Asked, tag: str, doc: str, speaker: str, words: str, board: bool, order: str, deleted: bool, status: str
) -> int:
    """List the excerpts of all documents.

    \b
    Example:
      variorum excerpt list --tag labour
      variorum excerpt list --status orphan
      variorum excerpt list --json
    """
    from index.excerpts import ExcerptStore, ordered
    from index.excerpts.records import listed

    store = ExcerptStore()
    chosen = choose(store.deleted if deleted else store.all(), tag, doc, speaker, words, board)
    excerpts = chosen if order == "saved" else ordered(chosen, order)
    tell_problems(store)
    if not excerpts:
        if tag and not choose(store.all(), tag, "", "", ""):
            return nothing(f"no excerpt has the tag {tag.removeprefix('#')}")
        return none_chosen(store)
    found = [item for item in standing(asked, excerpts) if status in (None, item.placement.status)]
    if not found:
        return nothing(f"no excerpt is {status}")
    if not asked.as_json and output.on_terminal():
        from tui.cli import page

        for item in found:
            excerpt = item.excerpt
            stands = "" if item.placement.status == "exact" else f"  {item.placement.status}"
            tags = "".join(f"  #{name}" for name in excerpt.tags)
            who = f"  {excerpt.speaker}" if excerpt.speaker else ""
            page.show((excerpt.id, "name"), f"  {excerpt.doc}:{excerpt.line}{who}", (tags, "strong"), (stands, "warn"))
            page.paragraph(" ".join(excerpt.text.split()), indent=4)
            if excerpt.note:
                page.paragraph(f"note: {' '.join(excerpt.note.split())}", indent=4)
        return leaving.FOUND
    for item in found:
        excerpt = item.excerpt
        if asked.as_json:
            output.record(listed(excerpt, str(item.placement.status)))
            continue
        tags = " ".join(f"#{name}" for name in excerpt.tags)
        text = " ".join(excerpt.text.split())
        output.row(
            excerpt.id,
            item.placement.status,
            f"{excerpt.doc}:{excerpt.line}",
            excerpt.speaker,
            tags,
            text,
            excerpt.note,
        )
    return leaving.FOUND
