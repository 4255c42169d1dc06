"""The library: folders and files read in place, never written to, as documents and problems.

Everything that is known of a document meets here: what `library.yaml` says, what its front matter says, what the sample
library knows of the very same file, and what the structure of its text shows, in this order.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple

from index import formats
from index.errors import FormatError, LibraryError, UnknownDocument
from index.library import found, originals
from index.library.catalogue import Described
from index.library.found import FoundFile, Problem, Scan
from index.library.root import Root
from index.library.walk import LARGEST, Entry, below, read_file
from index.model import BODY, Document, DocumentInfo
from index.paths import at_home
from index.structure import structure
from index.text.words import count_words

__all__ = ["FoundFile", "LibraryFolder", "Problem", "Scan"]

MOST_FILES = 250_000
_MANY = 10_000
AT_ONCE = 100_000  # bytes of a text that are read before the first paint: their structure takes 20 ms


class _Stamp(NamedTuple):
    """What a file was when it was last read."""

    digest: str
    size: int
    mtime_ns: int


class LibraryFolder:
    """The files of a library. Not for two threads at a time.

    `roots` are folders and files; raises LibraryError when one does not exist or is neither. Nothing is read until
    asked for. Ids are paths relative to their root; where two roots would give the same id, that of the later root has
    the root's name in front.
    """

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots: tuple[Path, ...] = tuple(dict.fromkeys(_existing(Path(root)) for root in roots))
        self._roots = [Root(root) for root in self.roots]
        self._files: dict[str, FoundFile] | None = None  # made anew by each scan, never changed
        self._stamps: dict[str, _Stamp] = {}

    def scan(self) -> Scan:
        """Walk the roots. Never raises: what cannot be read, followed or entered is a problem."""
        # Nothing here is garbage, and looking for it takes a third of the time of 100,000 files; nor will it be: values
        # without cycles go when nobody refers to them, so whoever makes a list of them is not slowed down either.
        collects = gc.isenabled()
        gc.disable()
        try:
            scan = self._scan()
            if len(scan.files) > _MANY:
                gc.freeze()
            return scan
        finally:
            if collects:
                gc.enable()

    def _scan(self) -> Scan:
        files: dict[str, FoundFile] = {}
        problems: list[Problem] = []
        seen: set[str] | None = set() if len(self._roots) > 1 else None
        for root in self._roots:
            for name, entry in found.names(_files(root, MOST_FILES - len(files), seen, problems)).items():
                doc = found.apart(name, root.path, files)
                files[doc] = found.found_file(doc, root.path, entry)
        self._files = dict(sorted(files.items()))
        problems.sort(key=lambda problem: (problem.id, problem.message))
        return Scan(tuple(self._files.values()), tuple(problems))

    def know(self, files: Iterable[FoundFile]) -> None:
        """Take these for all the files there are, as another process found them. The first time the folders are walked
        for what `library.yaml` says of them, and nothing of the walk is kept.
        """
        if self._files is None:
            for root in self._roots:
                for _ in root.entries():
                    pass
        self._files = {file.id: file for file in files}

    def twin(self) -> LibraryFolder:
        """The same library for another thread: it shares what the last scan found, nothing that changes."""
        twin = copy(self)
        twin._roots = [copy(root) for root in self._roots]
        twin._stamps = {}
        return twin

    def settings_digest(self) -> str:
        """Changes whenever a `library.yaml` met by the last scan does, or an extra is installed: the same files are
        then other documents."""
        return " ".join((formats.readers(), *(root.catalogue.digest[:16] for root in self._roots)))

    def ids(self) -> Mapping[str, FoundFile]:
        """The documents as of the last scan, by id and in its order; scans when there was none."""
        return MappingProxyType(self._known())

    def read(self, doc: str, largest: int = LARGEST) -> Document:
        """The document with the id `doc`, as its file is now.

        Raises UnknownDocument, LibraryError when it cannot be opened, FormatError when it is no text or holds more than
        `largest` bytes; each names the document.
        """
        file = self._file(doc)
        try:
            data, status = read_file(file.root, file.target, largest)
            said = self._described(file)
            extraction = formats.extract(PurePath(file.parts[-1]), data, said.encoding)
        except (LibraryError, FormatError) as error:
            raise type(error)(f"{doc}: {error}") from None
        digest = hashlib.sha256(data).hexdigest()
        del data  # as long as the text; what follows takes as much again
        shape = structure(extraction, doc)
        metadata = extraction.metadata.over(originals.metadata_of(digest).over(shape.metadata))
        self._stamps[doc] = _Stamp(digest, status.st_size, status.st_mtime_ns)
        return Document(
            id=doc,
            path=found.shown(file.path),
            digest=digest,
            text=extraction.text,
            metadata=said.metadata.over(metadata),
            passages=shape.passages,
            quotations=shape.quotations,
            marks=extraction.marks,
            encoding=extraction.encoding,
            problems=(*extraction.problems, *said.problems),
        )

    def beginning(self, doc: str, size: int = AT_ONCE) -> Document | None:
        """About the first `size` bytes of a longer file as a document, to be read while the rest of it is.

        None when it is not longer. Its text is a beginning of the document's, but for markup that is explained further
        down; of a format that cannot be cut it is empty. Raises as `read` does.
        """
        file = self._file(doc)
        name = file.parts[-1]
        if file.size <= size:
            return None
        if not formats.can_be_cut(name):
            return Document(id=doc, path=found.shown(file.path), digest="", text="")
        try:
            data, _ = read_file(file.root, file.target, first=size)
            # At the end of a line; in a line as long as a book, behind a word.
            end = max(data.rfind(b"\n", size // 2), data.rfind(b" ", size * 9 // 10))
            if end < 0 or b"\0" in data[:4096]:
                return None
            said = self._described(file)
            extraction = formats.extract(PurePath(name), data[:end], said.encoding)
        except (LibraryError, FormatError) as error:
            raise type(error)(f"{doc}: {error}") from None
        shape = structure(extraction, doc)
        return Document(
            id=doc,
            path=found.shown(file.path),
            digest="",
            text=extraction.text,
            metadata=said.metadata.over(extraction.metadata.over(shape.metadata)),
            passages=shape.passages,
            quotations=shape.quotations,
            marks=extraction.marks,
            encoding=extraction.encoding,
        )

    def unchanged(self, document: Document) -> bool:
        """Whether the file is, by size and time, the one that was last read as this document."""
        stamp = self._stamps.get(document.id)
        file = self._known().get(document.id)
        if stamp is None or file is None or stamp.digest != document.digest:
            return False
        try:
            status = os.lstat(file.path)
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (stamp.size, stamp.mtime_ns)

    def info(self, document: Document) -> DocumentInfo:
        """The line of the document list for a document that was read from here."""
        body = [passage for passage in document.passages if passage.kind in BODY]
        stamp = self._stamps.get(document.id, _Stamp("", 0, 0))
        metadata = document.metadata
        return DocumentInfo(
            id=document.id,
            path=document.path,
            title=document.title,
            outlet=metadata.outlet,
            date=metadata.date,
            kind=metadata.kind,
            words=sum(count_words(document.text, passage.start, passage.end) for passage in body),
            passages=len(body),
            speakers=tuple(dict.fromkeys(passage.speaker for passage in body if passage.speaker)),
            encoding=document.encoding,
            problems=document.problems,
            digest=document.digest,
            size=stamp.size,
            mtime_ns=stamp.mtime_ns,
        )

    def _known(self) -> dict[str, FoundFile]:
        if self._files is None:
            self.scan()
        return self._files or {}

    def _file(self, doc: str) -> FoundFile:
        if doc not in self._known():
            self.scan()  # it may have come since
        file = self._known().get(doc)
        if file is None:
            raise UnknownDocument(f"{found.shown(doc)}: no such document in this library")
        return file

    def _described(self, file: FoundFile) -> Described:
        root = next(root for root in self._roots if root.path == file.root)
        return root.catalogue.describes(file.parts)


def _files(root: Root, most: int, seen: set[str] | None, problems: list[Problem]) -> list[Entry]:
    """The files of a root that were not `seen` yet under another name; adds to `seen` and `problems`.

    `seen` is None when there is no other root: then only a link can be another name.
    """
    entries: list[Entry] = []
    for entry in root.entries():
        if entry.refused:
            problems.append(found.problem(root.path, entry.parts, entry.refused))
        elif len(entries) >= most:
            problems.append(found.problem(root.path, (), f"only the first {MOST_FILES:,} files are read"))
            break
        else:
            entries.append(entry)
    problems += [found.problem(root.path, parts, message) for parts, message in root.problems]
    if seen is None and not any(entry.target for entry in entries):
        return entries
    seen = set() if seen is None else seen
    entries.sort(key=lambda entry: bool(entry.target))  # a file goes before a link to it
    fresh = []
    for entry in entries:
        path = below(root.path, entry.target or entry.parts)
        if path not in seen:
            seen.add(path)
            fresh.append(entry)
    return fresh


def _existing(root: Path) -> Path:
    absolute = at_home(root).absolute()
    if not absolute.exists():
        raise LibraryError(f"{found.shown(str(root))}: no such file or folder")
    if not absolute.is_dir() and not absolute.is_file():
        raise LibraryError(f"{found.shown(str(root))}: neither a folder nor a regular file")
    return absolute
