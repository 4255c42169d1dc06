"""`excerpt compact`: rewrite the log without superseded notes and tags, after a backup."""

from __future__ import annotations

from pathlib import Path

from tui.cli import leaving, output
from tui.cli.verb import Asked, verb


@verb("compact", short_help="Make the log of excerpts smaller, after a backup.")
def command(asked: Asked) -> int:
    """Rewrite the log with one event an excerpt. A backup is made first; deleted excerpts and damaged lines stay in it.

    \b
    Example:
      variorum excerpt compact
    """
    from index.excerpts import ExcerptStore

    store = ExcerptStore()
    before = _size(store.path)
    store.compact()
    after = _size(store.path)
    if asked.as_json:
        output.record({"path": str(store.path), "excerpts": len(store.all()), "before": before, "after": after})
    else:
        output.line(f"{store.path}: {before:,} bytes before, {after:,} now")
    return leaving.FOUND


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
