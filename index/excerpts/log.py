"""The log on disk: lines appended so that they are there when the call returns, and lines read without changing any.

Nothing else opens `excerpts.jsonl` for writing. An append is one write(2) at the end of the file, flushed to the disk
together with its folder; it leaves whole lines or, when it fails, what was there before. No step relies on locks:
they only make it possible to take a half-written line back. What reads never writes.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.excerpts.disk import sync_folder, write_new
from index.excerpts.failures import failure
from index.paths import private_dir

_LOCK_SECONDS = 0.5  # a stopped process may hold the lock for ever; after this the append goes on without it
_EXCHANGE_SECONDS = 5.0  # for which an append starts again because the log was exchanged under it
_TRACE = 64  # bytes before a position by which a file is known again


@dataclass(frozen=True, slots=True)
class Position:
    """How far a log has been read: the file, the bytes and lines before this point, and the last of those bytes."""

    device: int = -1
    inode: int = -1
    offset: int = 0
    lines: int = 0
    trace: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in the log from a position on."""

    lines: list[bytes]  # without their LF; the first has the number `first`
    first: int
    tail: bytes  # after the last LF: empty, or a line whose end is missing
    position: Position  # after `lines`, before `tail`
    again: bool  # the log is another file than at the position given: forget what was read before


class Log:
    """The log at `path`, which need not exist. All methods may be called from several processes at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def unchanged_since(self, position: Position) -> bool:
        """Whether there is nothing to read after `position`; costs one stat(2)."""
        try:
            now = self.path.stat()
        except OSError:
            return position.inode == -1
        return (now.st_dev, now.st_ino, now.st_size) == (position.device, position.inode, position.offset)

    def read(self, position: Position) -> Reading:
        """Everything from `position` on; from the start when the file is not the same any more.

        Raises ExcerptError when the log exists and cannot be read.
        """
        try:
            descriptor = self._open(os.O_RDONLY)
        except FileNotFoundError:
            return Reading([], 1, b"", Position(), position.inode != -1)
        except OSError as error:
            raise failure("saved excerpts cannot be read", error, self.path) from error
        try:
            data, again, start = self._from(descriptor, position)
            if data and not data.endswith(b"\n"):
                # Either a torn line, or one that another process is writing now: its lock tells when it is done.
                with _locked(descriptor, fcntl.LOCK_SH):
                    data, again, start = self._from(descriptor, position)
            lines = data.split(b"\n")
            tail = lines.pop()
            file = os.fstat(descriptor)
        except OSError as error:
            raise failure("saved excerpts cannot be read", error, self.path) from error
        finally:
            os.close(descriptor)
        whole = data[: len(data) - len(tail)]
        reached = Position(
            file.st_dev,
            file.st_ino,
            start.offset + len(whole),
            start.lines + len(lines),
            (start.trace + whole[-_TRACE:])[-_TRACE:],
        )
        return Reading(lines, start.lines + 1, tail, reached, again)

    def append(self, data: bytes) -> None:
        """Put whole lines at the end; when this returns they are on the disk.

        Raises ExcerptError, and the log is as before, when that is not possible.
        """
        try:
            if not self.path.is_absolute():
                raise FileNotFoundError(errno.ENOENT, "there is no home folder")
            fresh = not self.path.parent.is_dir()
            private_dir(self.path.parent)
            deadline = time.monotonic() + _EXCHANGE_SECONDS
            while not self._append_once(data):
                if time.monotonic() > deadline:
                    raise OSError(errno.EAGAIN, "the log is being exchanged all the time")
            sync_folder(self.path.parent)
            if fresh:
                sync_folder(self.path.parent.parent)
        except OSError as error:
            raise failure("NOT saved", error, self.path) from error

    def exchange(self, rewrite: Callable[[bytes], bytes]) -> None:
        """Put `rewrite` of the whole log in its place, in one step. Raises ExcerptError, and the log is as before.

        Needs the lock. Should that be a pretence, what other processes append to the old file in the meantime is
        carried over all the same: they append once more when they see, after a write, that the log is another file;
        and what they wrote before they could see it is read here.
        """
        here = Path(os.path.realpath(self.path))  # a link to the log stays one
        fresh = here.with_name(f".{here.name}.compacting")
        try:
            descriptor = self._open(os.O_RDWR)
            try:
                with _locked(descriptor, fcntl.LOCK_EX) as locked:
                    if not (locked and self._is_at(descriptor)):
                        raise OSError(errno.EAGAIN, "another process is writing it, or locks do not work there")
                    old = _read_from(descriptor, 0)
                    write_new(fresh, rewrite(old))
                    fresh.replace(here)
                    sync_folder(here.parent)
                    late = _read_from(descriptor, len(old))
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            return
        except OSError as error:
            raise failure("the log was not compacted", error, self.path) from error
        if late:
            self.append(late if late.endswith(b"\n") else late + b"\n")

    def _append_once(self, data: bytes) -> bool:
        """False when the log was exchanged by a compaction meanwhile: the lines may have gone to the old file."""
        descriptor = self._open(os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            with _locked(descriptor, fcntl.LOCK_EX) as locked:
                if not self._is_at(descriptor):
                    return False
                end = os.fstat(descriptor).st_size
                if end and os.pread(descriptor, 1, end - 1) != b"\n":
                    data = b"\n" + data  # closes a line that a crash cut off: it stays as it is
                try:
                    if os.write(descriptor, data) != len(data):
                        raise OSError(errno.ENOSPC, "only a part could be written")
                    os.fsync(descriptor)
                except OSError:
                    if locked:
                        _take_back(descriptor, end, len(data))
                    raise
                return self._is_at(descriptor)
        finally:
            os.close(descriptor)

    def _is_at(self, descriptor: int) -> bool:
        try:
            now = self.path.stat()
        except FileNotFoundError:
            return False
        here = os.fstat(descriptor)
        return (now.st_dev, now.st_ino) == (here.st_dev, here.st_ino)

    def _open(self, flags: int) -> int:
        # Without O_NONBLOCK a pipe in the log's place would hold the program for ever.
        descriptor = os.open(self.path, flags | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY, 0o600)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "it is not a regular file")
        return descriptor

    def _from(self, descriptor: int, position: Position) -> tuple[bytes, bool, Position]:
        file = os.fstat(descriptor)
        traced = position.trace
        same = (
            (file.st_dev, file.st_ino) == (position.device, position.inode)
            and file.st_size >= position.offset
            and os.pread(descriptor, len(traced), position.offset - len(traced)) == traced
        )
        start = position if same else Position()
        return _read_from(descriptor, start.offset), not same and position.inode != -1, start


def _read_from(descriptor: int, offset: int) -> bytes:
    parts = []
    while part := os.pread(descriptor, 1 << 24, offset):
        parts.append(part)
        offset += len(part)
    return b"".join(parts)


def _take_back(descriptor: int, end: int, written: int) -> None:
    """Cut off what a failed write left, unless somebody else has written after it."""
    if end < os.fstat(descriptor).st_size <= end + written:
        os.ftruncate(descriptor, end)


@contextmanager
def _locked(descriptor: int, mode: int) -> Iterator[bool]:
    """Hold the lock of the file; yields False where locking does not work or is held too long by another."""
    deadline = time.monotonic() + _LOCK_SECONDS
    pause = 0.0005
    held = False
    while not held:
        try:
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
            held = True
        except BlockingIOError:
            if time.monotonic() > deadline:
                break
            time.sleep(pause)
            pause = min(pause * 2, 0.02)
        except OSError:
            break
    try:
        yield held
    finally:
        if held:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
