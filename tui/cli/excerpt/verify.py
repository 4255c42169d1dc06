"""`excerpt verify`: every saved excerpt against the sources as they are now."""

from __future__ import annotations

from collections.abc import Iterable

from tui.cli import leaving, output
from tui.cli.excerpt.records import none_chosen, tell_problems
from tui.cli.excerpt.standing import standing
from tui.cli.verb import Asked, verb


def exit_status(statuses: Iterable[str]) -> int:
    """0 when all are found as saved (typography aside), 1 when one is an orphan, else 3."""
    seen = set(statuses)
    if "orphan" in seen:
        return leaving.NOTHING
    return leaving.DIFFERS if seen - {"exact", "normalised"} else leaving.FOUND


@verb("verify", short_help="The saved excerpts against the sources as they are now.")
def command(asked: Asked) -> int:
    """Find every saved excerpt in its source again: exact, normalised (only typography differs), changed, partial,
    ambiguous or orphan. Nothing is rewritten.

    Exit status: 0 all found, 3 some changed, 1 some orphaned.

    \b
    Example:
      variorum excerpt verify
      variorum excerpt verify --json
    """
    from index.excerpts import ExcerptStore

    store = ExcerptStore()
    found = standing(asked, store.all())
    tell_problems(store)
    for item in found:
        here = item.placement
        if asked.as_json:
            output.record(
                {
                    "id": item.excerpt.id,
                    "doc": item.doc,
                    "status": str(here.status),
                    "start": here.start,
                    "end": here.end,
                    "text": item.excerpt.text,
                    "found": here.text,
                }
            )
        else:
            place = f"{item.doc}:{item.line}" if item.line else item.doc
            output.row(item.excerpt.id, here.status, place, " ".join(item.excerpt.text.split()))
        if item.problem:
            output.note(item.problem)
    if not found:
        none_chosen(store)
    return exit_status(str(item.placement.status) for item in found)
