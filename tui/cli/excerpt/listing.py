"""`excerpt list`: the saved excerpts with their notes and tags, and whether they still stand where they stood."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.excerpt.records import as_record, choose, chosen_by, tell_problems
from tui.cli.excerpt.standing import standing
from tui.cli.verb import Asked, nothing, verb


@verb("list", short_help="The saved excerpts.")
@chosen_by
@click.option("--deleted", is_flag=True, help="Those that `restore` can bring back.")
def command(asked: Asked, tag: str | None, doc: str | None, words: str | None, deleted: bool) -> int:
    """List the excerpts of all documents, in the order in which they were saved.

    \b
    Example:
      variorum excerpt list --tag labour
      variorum excerpt list --json
    """
    from index.excerpts import ExcerptStore

    store = ExcerptStore()
    excerpts = choose(store.deleted if deleted else store.all(), tag, doc, words)
    tell_problems(store)
    if not excerpts:
        return nothing("no such excerpts; `variorum excerpt add DOC:LINE` saves one")
    found = standing(asked, excerpts)
    if not asked.as_json and output.on_terminal():
        from tui.cli import page

        for item in found:
            excerpt = item.excerpt
            status = "" if item.placement.status == "exact" else f"  {item.placement.status}"
            tags = "".join(f"  #{name}" for name in excerpt.tags)
            who = f"  {excerpt.speaker}" if excerpt.speaker else ""
            page.show((excerpt.id, "name"), f"  {excerpt.doc}:{excerpt.line}{who}", (tags, "strong"), (status, "warn"))
            page.paragraph(" ".join(excerpt.text.split()), indent=4)
            if excerpt.note:
                page.paragraph(f"note: {' '.join(excerpt.note.split())}", indent=4)
        return leaving.FOUND
    for item in found:
        excerpt = item.excerpt
        if asked.as_json:
            output.record(as_record(excerpt, str(item.placement.status)))
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
