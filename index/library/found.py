"""What a scan of a library finds, and the names it gives: every document has one id, and no two have the same.

An id is the path below the root, made fit to be shown. Two files can look the same once their names are clean, and two
roots can hold the same path; here it is decided who keeps the plain name.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Sequence
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from index.library.walk import Entry, Parts, below
from index.text.clean import clean_line

_LONGEST = 1 << 14


class FoundFile(NamedTuple):
    """A file that is a document. `path` opens it and may hold lone surrogates; `id` can be shown.

    A library may hold 100,000, in several processes: what follows from something else is not kept.
    """

    id: str
    root: str  # the folder that it was found under
    below: str  # its path below that; the very same string as the id, mostly
    size: int  # bytes
    mtime_ns: int
    named: str = ""  # for a link: its own path below the root, while `below` is that of its target

    @property
    def path(self) -> str:
        return below(self.root, (self.below,))

    @property
    def parts(self) -> Parts:
        """The path below the root at which it was found."""
        return tuple((self.named or self.below).split("/"))

    @property
    def target(self) -> Parts:
        """The path below the root at which it is opened."""
        return tuple(self.below.split("/"))


def found_file(doc: str, root: str, entry: Entry) -> FoundFile:
    """The document that an entry is."""
    named = "/".join(entry.parts)
    lies = "/".join(entry.target) if entry.target else named
    doc = intern(doc)  # an index that is opened knows the same ones
    return FoundFile(doc, root, doc if lies == doc else lies, entry.size, entry.mtime_ns, named if entry.target else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something met on the way that is no document, and why. `id` and `path` can be shown."""

    id: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a library holds, both in the order of the ids."""

    files: tuple[FoundFile, ...]
    problems: tuple[Problem, ...]


def shown(path: str) -> str:
    """A path that can be shown: one line, nothing in it that a terminal obeys."""
    return path if path.isascii() and path.isprintable() else clean_line(path, _LONGEST)


def names(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The entries of one root by id. Files whose names look the same once clean each get a mark of the real name."""
    named: dict[str, Entry] = {}
    alike: dict[str, list[Entry]] = {}
    for entry in entries:
        name = shown("/".join(entry.parts))
        if name in named or name in alike:
            alike.setdefault(name, [named.pop(name)] if name in named else []).append(entry)
        else:
            named[name] = entry
    for name, group in alike.items():
        named.update((f"{name}~{_mark('/'.join(entry.parts))}", entry) for entry in group)
    return named


def apart(name: str, root: str, taken: Container[str]) -> str:
    """`name` if it is not taken, else with the name of its root folder in front, and a mark of it if need be."""
    if name not in taken:
        return name
    folder = _name_of(root)
    return f"{folder}/{name}" if f"{folder}/{name}" not in taken else f"{folder}~{_mark(root)}/{name}"


def problem(root: str, parts: Parts, message: str) -> Problem:
    """A problem at `parts` below the folder `root`."""
    return Problem(shown("/".join(parts)) or _name_of(root), shown(below(root, parts)), message)


def _name_of(root: str) -> str:
    return shown(root.rsplit("/", 1)[-1]) or "root"


def _mark(name: str) -> str:
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:6]
