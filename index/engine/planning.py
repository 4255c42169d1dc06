"""What an update has to do: the files of the library held against the manifest.

Size and modification time are the quick look; what they call changed is read, and its digest decides. What the library
holds besides documents (a link to nowhere, a file that cannot be opened) is listed, too, under names that no document
has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.engine.manifest import Manifest
from index.model import DocumentInfo

if TYPE_CHECKING:
    from index.library import FoundFile, Scan

_INDEX = Path(__file__).parent.parent
_NEVER = -(1 << 63)  # the time of change of what is no document; a document's may be any other, 1970 and before too
_DECIDING = ("model.py", "library", "config.py", "text", "formats", "structure", "engine")


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to `read`, files that are as they were (`same`), and ids that are `gone` from the library."""

    read: tuple[FoundFile, ...]
    same: tuple[str, ...]
    gone: tuple[str, ...]


def compare(state: Manifest, files: Iterable[FoundFile]) -> Plan:
    """Hold the files found against what is indexed."""
    known = {info.id: info for info in state.infos if info.mtime_ns != _NEVER}
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


def listed_unread(state: Manifest) -> tuple[DocumentInfo, ...]:
    """The lines of the document list that `unread` made."""
    return tuple(info for info in state.infos if info.mtime_ns == _NEVER)


def unread(scan: Scan) -> tuple[DocumentInfo, ...]:
    """The lines of the document list for what is no document, by id.

    Two roots can hold the same path, and one place can have several problems: a document keeps its id, and of the
    others those of another place go by their whole path.
    """
    place_of = {file.id: "" for file in scan.files}
    lines: dict[str, DocumentInfo] = {}
    for problem in scan.problems:
        name = problem.id if place_of.setdefault(problem.id, problem.path) == problem.path else problem.path
        said = lines[name].problems if name in lines else ()
        title = problem.id.rsplit("/", 1)[-1]
        problems = (*said, problem.message)
        lines[name] = DocumentInfo(id=name, path=problem.path, title=title, problems=problems, mtime_ns=_NEVER)
    return tuple(lines[name] for name in sorted(lines))


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
