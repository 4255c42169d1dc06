"""What an update has to do: the files of the library held against the manifest.

Size and modification time are the quick look; what they call changed is read, and its digest decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.engine.manifest import Manifest

_INDEX = Path(__file__).parent.parent
_DECIDING = ("model.py", "library", "config.py", "text", "formats", "structure", "engine")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the library as the walk found it: size in bytes, time of its last change in nanoseconds."""

    id: str
    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to `read`, files that are as they were (`same`), and ids that are `gone` from the library."""

    read: tuple[SourceFile, ...]
    same: tuple[str, ...]
    gone: tuple[str, ...]


def compare(state: Manifest, files: Iterable[SourceFile]) -> Plan:
    """Hold the files found against what is indexed."""
    known = {info.id: info for info in state.infos if info.mtime_ns}
    read = []
    same = []
    seen = set()
    for file in files:
        seen.add(file.id)
        info = known.get(file.id)
        if info and (info.size, info.mtime_ns) == (file.size, file.mtime_ns):
            same.append(file.id)
        else:
            read.append(file)
    return Plan(tuple(read), tuple(same), tuple(doc for doc in known if doc not in seen))


@cache
def program_digest() -> str:
    """A digest of the code that decides what the index holds, so that no change to it can meet an index of before.

    Read from the sources (1 ms) because a version number would have to be raised by hand at every such change.
    """
    total = hashlib.sha256()
    for name in _DECIDING:
        path = _INDEX / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            total.update(source.name.encode() + b"\0")
            try:
                total.update(source.read_bytes())
            except OSError:  # not installed as plain files: the names alone must do
                continue
    return total.hexdigest()[:16]
