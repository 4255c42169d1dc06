"""Backups of the log and its compaction: the only code that ever puts another file in the log's place.

A compaction loses nothing: it drops what later notes and tags have superseded, after a copy of the whole was made. It
is safe beside other writers even where locks do nothing: a writer that finds the log exchanged writes again, and what
reached the old file in the meantime is carried over afterwards.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from index.excerpts.events import decode, encode
from index.excerpts.excerpt import to_record
from index.excerpts.failures import failure
from index.excerpts.log import Log, Position
from index.excerpts.state import State
from index.paths import private_dir

_DAYS = 7
_MERGED = frozenset({"add", "note", "tag", "untag", "delete", "restore", "place"})


def back_up(log: Path, today: date | None = None) -> Path | None:
    """Copy the log into `backups/` under today's date, once a day; None without a log. Raises ExcerptError."""
    today = today or datetime.now(UTC).date()
    folder = log.parent / "backups"
    copy = folder / f"{log.stem}-{today.isoformat()}{log.suffix}"
    try:
        if not log.exists() or copy.exists():
            return copy if copy.exists() else None
        private_dir(folder)
        _write_new(copy, log.read_bytes())
        for old in _older(folder, log, today - timedelta(days=_DAYS)):
            old.unlink(missing_ok=True)
    except OSError as error:
        raise failure("no backup", error, copy) from error
    return copy


def compact(log: Path) -> None:
    """Put a log in place of this one that says the same with one event an excerpt.

    Raises ExcerptError, and the log is as before.
    """
    reading = Log(log).read(Position())
    if not reading.lines and not reading.tail:
        return
    back_up(log)
    state = State()
    state.play(reading.lines, 1, reading.tail)
    kept = [line + b"\n" for line in (*reading.lines, reading.tail) if line and not _merged(line, state)]
    adds = [encode({"event": "add", "at": e.created, **to_record(e)}) for e in state.saved.values()]
    deletes = [encode({"event": "delete", "id": name, "at": e.created}) for name, e in state.deleted.items()]
    fresh = log.with_name(f".{log.name}.compacting")
    try:
        with log.open("rb") as old:
            fresh.unlink(missing_ok=True)
            _write_new(fresh, b"".join((*adds, *deletes, *kept)), to=log)
            old.seek(reading.position.offset + len(reading.tail))
            late = old.read()
    except OSError as error:
        raise failure("the log was not compacted", error, log) from error
    if late:
        Log(log).append(late if late.endswith(b"\n") else late + b"\n")


def _merged(line: bytes, state: State) -> bool:
    """Whether what this line says is said by the excerpts as they are now."""
    event = decode(line)
    if event is None or event.get("v") != 1 or event.get("event") not in _MERGED:
        return False
    return event.get("id") in state.saved


def _write_new(path: Path, data: bytes, to: Path | None = None) -> None:
    """Write `data` to a new private file beside `path`, then give it the name `to` (or `path`) in one step."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}") if to is None else path
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(to or path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _older(folder: Path, log: Path, than: date) -> list[Path]:
    dated = re.compile(re.escape(log.stem) + r"-(\d{4}-\d\d-\d\d)" + re.escape(log.suffix))
    return [
        path
        for path in folder.iterdir()
        if (found := dated.fullmatch(path.name)) and found.group(1) <= than.isoformat()
    ]
