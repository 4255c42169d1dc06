"""The manifest: which segments make up the index and what every file of the library was when it was indexed.

It is one JSON file, replaced in one rename, and the only thing that makes a segment part of the index. What it does not
name does not exist: after a crash a reader sees the last manifest, and the next update continues from it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from index.errors import EngineError
from index.model import DocumentInfo

NAME = "manifest.json"
LAYOUT = 3
"""Version of this file and of the arrays of a segment: an index of another one is not read but made again."""


Rows = tuple[str, int, int]
"""Where a document is in the Whoosh record: segment, first row, one past the last."""


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment that belongs to the index, with the ids of its documents and where the record has them.

    `dead` are the documents in it (counted from 0) that are gone, or newer in another segment.
    """

    name: str
    documents: tuple[str, ...]
    rows: tuple[Rows, ...]
    passages: int
    dead: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of an index.

    `program` names the code that made the passages, `settings` what their metadata depended on besides the files: an
    index made with others is made again. `complete` is false until every file of the library is in it.
    """

    layout: int = LAYOUT
    program: str = ""
    settings: str = ""
    complete: bool = False
    segments: tuple[SegmentEntry, ...] = ()
    infos: tuple[DocumentInfo, ...] = ()
    documents: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False)  # id → segment, document in it

    def with_places(self) -> Manifest:
        """The same with `documents` made from `segments`."""
        places = {
            doc: (number, at)
            for number, segment in enumerate(self.segments)
            for at, doc in enumerate(segment.documents)
            if at not in segment.dead
        }
        return replace(self, documents=places)


def read(folder: Path) -> Manifest | None:
    """The manifest in `folder`; None when there is none or it is of a layout that this program does not read.

    Raises EngineError when it is damaged.
    """
    path = folder / NAME
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        if data["layout"] != LAYOUT:
            return None
        return Manifest(
            layout=LAYOUT,
            program=data["program"],
            settings=data["settings"],
            complete=data["complete"],
            segments=tuple(
                SegmentEntry(
                    name=entry["name"],
                    documents=tuple(entry["documents"]),
                    rows=tuple((name, first, last) for name, first, last in entry["rows"]),
                    passages=entry["passages"],
                    dead=frozenset(entry["dead"]),
                )
                for entry in data["segments"]
            ),
            infos=tuple(info_from_json(entry) for entry in data["infos"]),
        ).with_places()
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"{path}: the index is damaged; run `variorum index --rebuild`") from error


def info_from_json(data: Mapping[str, Any]) -> DocumentInfo:
    """What `dataclasses.asdict` and JSON made of a line of the document list."""
    return DocumentInfo(**{**data, "speakers": tuple(data["speakers"]), "problems": tuple(data["problems"])})


def write(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in `folder`, on disk before this returns. Raises OSError."""
    data = {
        "layout": manifest.layout,
        "program": manifest.program,
        "settings": manifest.settings,
        "complete": manifest.complete,
        "segments": [
            {"name": s.name, "documents": s.documents, "rows": s.rows, "passages": s.passages, "dead": sorted(s.dead)}
            for s in manifest.segments
        ],
        "infos": [info_to_json(info) for info in manifest.infos],
    }
    replace_file(folder / NAME, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


_INFO_FIELDS = tuple(field.name for field in fields(DocumentInfo))


def info_to_json(info: DocumentInfo) -> dict[str, Any]:
    """A line of the document list for JSON. Not `asdict`: that copies deeply and costs half of a small update."""
    return {name: getattr(info, name) for name in _INFO_FIELDS}


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one rename, flushed to disk, mode 0600."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
