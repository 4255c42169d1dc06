"""`excerpt import`: take back what `excerpt export` wrote, without doubling anything."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli import leaving, output, typed
from tui.cli.excerpt.records import print_saved
from tui.cli.verb import Asked, verb

FORMATS = {
    ".jsonl": "json",
    ".ndjson": "json",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".jsonld": "annotation",
}
"""The formats that can be taken back, by the suffixes of their files."""


@verb("import", short_help="Take back excerpts that were exported.")
@click.argument("file", metavar="FILE|-")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(set(FORMATS.values()))),
    help="Default: by the name of FILE; json for a pipe.",
)
def command(asked: Asked, file: str, form: str | None) -> int:
    """Save the excerpts in FILE (JSON Lines, YAML or Web Annotation) and print those that were not there already.

    Exit status: 0, or 2 when an entry is no excerpt; the others are saved.

    \b
    Example:
      variorum excerpt export --format json > kept.jsonl
      variorum excerpt import kept.jsonl
    """
    from index.excerpts import ExcerptStore, take_back

    data, name = typed.file_or_input(file, "the excerpts")
    back = take_back(ExcerptStore(), typed.text(data), form or FORMATS.get(Path(name).suffix.lower(), "json"))
    for problem in back.problems:
        output.note(problem)
    for excerpt in back.added:
        print_saved(excerpt, asked.as_json)
    output.note(f"{len(back.added)} saved, {back.known} known already")
    return leaving.WRONG if back.problems else leaving.FOUND
