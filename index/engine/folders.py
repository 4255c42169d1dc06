"""Where an index lies on disk: generations, the one in use, the one being built, and the lock of the one writer.

    CACHE/current            names the generation that readers open
    CACHE/building           names the generation that a rebuild has begun and not finished
    CACHE/lock               held by the one writer
    CACHE/g-XXXXXXXX/        manifest.json, segments, the Whoosh record in record/

A rebuild fills a new generation beside the one in use; renaming one small file swaps them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from index.engine.manifest import replace_file
from index.paths import private_dir


@contextlib.contextmanager
def writer_lock(cache: Path) -> Iterator[bool]:
    """Hold the lock of the one writer of `cache`; yields False, without waiting, when another process holds it."""
    private_dir(cache)
    descriptor = os.open(cache / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:
            # A file system without locks (some network homes): two writers are then only unlikely, and a segment or
            # manifest is still replaced whole.
            yield True
            return
        yield True
    finally:
        os.close(descriptor)


def current(cache: Path) -> Path | None:
    """The generation that readers open."""
    return _named(cache, "current")


def building(cache: Path) -> Path | None:
    """The generation of a rebuild that was begun and not finished."""
    return _named(cache, "building")


def _named(cache: Path, pointer: str) -> Path | None:
    try:
        name = (cache / pointer).read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    folder = cache / name
    return folder if name.startswith("g-") and "/" not in name and folder.is_dir() else None


def begin(cache: Path) -> Path:
    """Make a new generation and name it as the one being built."""
    folder = private_dir(cache / f"g-{secrets.token_hex(4)}")
    replace_file(cache / "building", [folder.name.encode()])
    return folder


def swap(cache: Path, folder: Path) -> None:
    """Make `folder` the generation that readers open."""
    replace_file(cache / "current", [folder.name.encode()])
    if building(cache) == folder:
        (cache / "building").unlink()


def sweep(cache: Path) -> None:
    """Remove generations that nothing names. A reader that still has one mapped keeps reading it."""
    keep = {current(cache), building(cache)}
    for folder in cache.glob("g-*"):
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def sweep_batches(folder: Path) -> None:
    """Remove what an interrupted build left in a generation: batches never taken over, files never renamed."""
    for path in folder.iterdir():
        if path.name.startswith("s-") and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith("."):
            path.unlink(missing_ok=True)
