"""The file system: which files a folder holds, and how one is opened without being led astray.

A library is read in place and may hold anything: links that lead out of it, pipes, devices, files that vanish or grow,
names that are no text. Nothing here follows a link out of a root, blocks, or reads more than it was allowed to.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from index.errors import FormatError, LibraryError

LARGEST = 32 << 20
"""Bytes of a file that are read unless asked for more."""

Parts = tuple[str, ...]
"""A path below a root, as the system has it: names that are not UTF-8 hold lone surrogates."""

_FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY
# Not through a link, not waiting for the other end of a pipe, and never as the terminal that controls this program.
_FILE = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_CHUNK = 1 << 20

_KINDS = {
    stat.S_IFIFO: "a pipe, not a file",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
}


class Entry(NamedTuple):
    """A file met on a walk. `refused` says why it cannot be read, when it cannot.

    A NamedTuple: a library may hold 100,000, and a dataclass takes three times as long to make.
    """

    parts: Parts
    size: int = 0  # bytes
    mtime_ns: int = 0
    refused: str = ""
    target: Parts = ()  # where it really lies, when `parts` is a link that stays inside the root


class Visitor(Protocol):
    """Who walks along."""

    def enter(self, folder: Parts, names: Sequence[str]) -> None:
        """A folder is entered, and these are the names in it; called before anything in it is offered to `skips`."""

    def skips(self, parts: Parts, folder: bool) -> bool:
        """Whether to pass over this name without a word."""


def below(root: str, parts: Parts) -> str:
    """The path of `parts` below `root`. A library may hold 100,000: this takes a tenth of what `Path` takes."""
    return "/".join((root.rstrip("/"), *parts)) if parts else root


def walk(root: str, visitor: Visitor) -> Iterator[Entry]:
    """The files below `root`, folder by folder. Links to folders are not entered. Never raises."""
    waiting: list[Parts] = [()]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(below(root, folder)) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Entry(folder, refused=f"this folder cannot be read: {why(error)}")
            continue
        visitor.enter(folder, [entry.name for entry in entries])
        deeper: list[Parts] = []
        for entry in entries:
            parts = (*folder, entry.name)
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                if visitor.skips(parts, is_folder):
                    continue
                if is_folder:
                    deeper.append(parts)
                elif (met := _entry(root, entry, parts)) is not None:
                    yield met
            except OSError as error:  # it vanished, or a link is a ring
                yield Entry(parts, refused=why(error))
        waiting += reversed(deeper)


def _entry(root: str, entry: os.DirEntry[str], parts: Parts) -> Entry | None:
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISREG(status.st_mode):
        return Entry(parts, status.st_size, status.st_mtime_ns)
    if not stat.S_ISLNK(status.st_mode):
        return Entry(parts, refused=_KINDS.get(stat.S_IFMT(status.st_mode), "not a regular file"))
    try:
        real = os.path.realpath(entry.path, strict=True)
    except OSError as error:
        ring = error.errno == errno.ELOOP
        return Entry(parts, refused="a link that leads in a ring" if ring else "a link that leads nowhere")
    if os.path.commonpath((root, real)) != root:
        return Entry(parts, refused="a link that leads out of the library is not followed")
    status = Path(real).stat()
    if not stat.S_ISREG(status.st_mode):
        return None  # a link to a folder in here: what lies there is met on the way
    return Entry(parts, status.st_size, status.st_mtime_ns, target=Path(real).relative_to(root).parts)


def read_file(
    root: str, parts: Parts, largest: int = LARGEST, first: int | None = None
) -> tuple[bytes, os.stat_result]:
    """The bytes of the regular file at `parts` below `root` (the `first` of them), and its status when it was opened.

    Each name on the way is opened by itself, so that a folder swapped for a link a moment ago leads nowhere either.
    Raises LibraryError when it cannot be opened, FormatError when it holds more than `largest` bytes.
    """
    try:
        descriptor = _open(root, parts)
    except OSError as error:
        raise LibraryError(why(error)) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise LibraryError(_KINDS.get(stat.S_IFMT(status.st_mode), "not a regular file"))
        if status.st_size > largest:
            raise FormatError(f"{megabytes(status.st_size)}, more than the {megabytes(largest)} that are read")
        chunks = []
        left = (
            largest + 1 if first is None else first
        )  # the size is what it was a moment ago: a file may grow while it is read
        while left > 0 and (chunk := os.read(descriptor, min(left, _CHUNK))):
            chunks.append(chunk)
            left -= len(chunk)
        if left <= 0 and first is None:
            raise FormatError(f"it grew to more than the {megabytes(largest)} that are read")
        return b"".join(chunks), status
    except OSError as error:
        raise LibraryError(why(error)) from None
    finally:
        os.close(descriptor)


def _open(root: str, parts: Parts) -> int:
    descriptor = os.open(root, _FOLDER)
    try:
        for at, name in enumerate(parts, 1):
            flags = _FILE if at == len(parts) else _FOLDER | os.O_NOFOLLOW
            opened = os.open(name, flags, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = opened
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def why(error: OSError) -> str:
    """The cause of an error in one line, without the path."""
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return "a link is not followed"
    if error.errno == errno.ENXIO:
        return "a socket or a pipe, not a file"
    return (error.strerror or type(error).__name__).lower()


def megabytes(count: int) -> str:
    """A number of bytes for a message: "32 MB"."""
    return f"{count / (1 << 20):,.0f} MB" if count >= 1 << 20 else f"{count:,} bytes"
