"""`index`: bring the search index up to date and say what was done, or only say whether it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import leaving, output
from tui.cli.progress import bar
from tui.cli.verb import Asked, open_library, said_empty, verb

if TYPE_CHECKING:
    from index.api import Library


@verb("index", short_help="Bring the index up to date and report.")
@click.option("--rebuild", is_flag=True, help="Read every file again, whatever the index knows of it.")
@click.option("--check", is_flag=True, help="Change nothing: exit 0 when the index is up to date, 1 when it is not.")
def command(asked: Asked, rebuild: bool, check: bool) -> int:
    """Bring the index of the library up to date. Only files whose content changed are read again; it may be interrupted
    and goes on from there the next time. The verbs that search do the same before they answer.

    \b
    Example:
      variorum index -L ~/sources
      variorum index --check --json
    """
    library = open_library(asked)
    if check:
        return _check(library, asked.as_json)
    with bar("reading") as progress:
        report = library.update(progress, rebuild=rebuild)
    for problem in report.problems:
        output.note(problem)
    if report.busy:
        output.note("another variorum is bringing this index up to date; nothing was done here")
    if asked.as_json:
        output.record(
            {
                "documents": report.documents,
                "passages": report.passages,
                "added": list(report.added),
                "changed": list(report.changed),
                "removed": list(report.removed),
                "unchanged": report.unchanged,
                "refused": list(report.refused),
                "problems": list(report.problems),
                "rebuilt": report.rebuilt,
                "busy": report.busy,
                "path": str(library.cache),
            }
        )
    else:
        done = [f"{len(ids)} {what}" for what, ids in _done(report) if ids]
        rebuilt = ["rebuilt"] if report.rebuilt else []
        said = ", ".join([*rebuilt, *done]) or "up to date"
        counts = [
            f"{count} {what}{'' if count == 1 else 's'}"
            for count, what in ((report.documents, "document"), (report.passages, "passage"))
        ]
        output.line(f"{', '.join(counts)}: {said}")
        said_empty(library)
    return leaving.NOTHING if report.busy else leaving.FOUND


def _done(report: object) -> list[tuple[str, tuple[str, ...]]]:
    return [(what, getattr(report, what)) for what in ("added", "changed", "removed", "refused")]


def _check(library: Library, as_json: bool) -> int:
    opened = library.reopen()
    known = {info.id: (info.size, info.mtime_ns) for info in opened.infos}
    files = {file.id: (file.size, file.mtime_ns) for file in library.folder.scan().files}
    added = [doc for doc in files if doc not in known]
    changed = [doc for doc in files if doc in known and files[doc] != known[doc]]
    removed = [doc for doc in known if doc not in files]
    current = opened.complete and not (added or changed or removed)
    if as_json:
        output.record(
            {
                "current": current,
                "documents": len(known),
                "added": added,
                "changed": changed,
                "removed": removed,
                "path": str(library.cache),
            }
        )
    else:
        output.line(
            "up to date"
            if current
            else f"not up to date: {len(added)} new, {len(changed)} changed, {len(removed)} gone"
        )
    return leaving.FOUND if current else leaving.NOTHING
