"""Backups of the log and what a compacted log says: the same as before, with one event an excerpt.

A compaction loses nothing: it leaves out what later notes and tags have superseded, after a copy of the whole was made.
Deleted excerpts stay in the log and can be restored; so do lines that are damaged or that a newer version wrote.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from index.excerpts.disk import sync_folder, write_new
from index.excerpts.events import encode, now
from index.excerpts.failures import failure
from index.excerpts.log import Log
from index.excerpts.records import to_record
from index.excerpts.state import State
from index.paths import private_dir

_DAYS = 7


def back_up(log: Path, today: date | None = None) -> Path | None:
    """Copy the log into `backups/` under today's date, once a day; None without a log. Raises ExcerptError.

    Of the older copies, those of the last seven days stay.
    """
    today = today or datetime.now(UTC).date()
    folder = log.parent / "backups"
    copy = folder / f"{log.stem}-{today.isoformat()}{log.suffix}"
    try:
        if copy.exists() or not log.exists():
            return copy if copy.exists() else None
        private_dir(folder)
        unfinished = copy.with_name(f".{copy.name}")
        write_new(unfinished, log.read_bytes())
        unfinished.replace(copy)
        sync_folder(folder)
        _remove_old(folder, log, today - timedelta(days=_DAYS))
    except OSError as error:
        raise failure("no backup was made", error, copy) from error
    return copy


def compact(log: Path) -> None:
    """Say the same in fewer lines, in place. Raises ExcerptError, and the log is as before."""
    back_up(log)
    Log(log).exchange(compacted)


def compacted(data: bytes) -> bytes:
    """The lines of a log that say what all its lines say."""
    *lines, tail = data.split(b"\n")
    state = State()
    state.play(lines, 1, tail)
    adds = [
        encode({"event": "add", "id": excerpt.id, "at": excerpt.created, **to_record(excerpt)})
        for excerpt in state.get(state.everything)
    ]
    deletes = [encode({"event": "delete", "id": name, "at": now()}) for name in state.deleted]
    # A line that does not count here may count for a newer version, or for a person with an editor.
    odd = {problem.line for problem in state.problems}
    kept = [line + b"\n" for number, line in enumerate((*lines, tail), 1) if number in odd]
    return b"".join((*adds, *deletes, *kept))


def _remove_old(folder: Path, log: Path, last: date) -> None:
    dated = re.compile(re.escape(log.stem) + r"-(\d{4}-\d\d-\d\d)" + re.escape(log.suffix))
    for path in folder.iterdir():
        found = dated.fullmatch(path.name)
        if found and found.group(1) <= last.isoformat():
            path.unlink(missing_ok=True)
