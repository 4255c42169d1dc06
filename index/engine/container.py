"""Arrays in one file: named NumPy arrays behind a JSON header, memory-mapped when read.

One file rather than one a array, because a segment then appears and disappears in a single rename and opening it
costs one `mmap` (0.2 ms) instead of twenty. Nothing in it is executable: unlike a pickle it can only be wrong, and
`verify` says so.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EngineError

_MAGIC = b"VARIORUM-ARRAYS-1\n"
_ALIGN = 64
Array = NDArray[Any]


@dataclass(frozen=True)
class Container:
    """What a file holds: `arrays` are read-only views into the mapping, `facts` the JSON stored beside them."""

    path: Path
    arrays: Mapping[str, Array]
    facts: Mapping[str, Any]
    mapping: mmap.mmap
    checksum: int
    data_start: int
    positions: Mapping[str, int]

    def position(self, name: str) -> int:
        """Where the array's bytes begin in `mapping`."""
        return self.positions[name]


def write(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any], *, synced: bool = True) -> int:
    """Write `arrays` and `facts` to `path` (mode 0600, whole or not at all); returns the size in bytes.

    Raises OSError when the disk does not take it; no half-written file is left under `path`. What can be made again
    need not be `synced`: after a failure of power `verify` may then find it damaged.
    """
    directory: list[dict[str, Any]] = []
    chunks: list[bytes | memoryview] = []
    at = 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array)
        pad = -at % _ALIGN
        if pad:
            chunks.append(bytes(pad))
            at += pad
        directory.append({"name": name, "type": data.dtype.str, "length": data.size, "at": at})
        chunks.append(data.data.cast("B") if data.size else b"")
        at += data.nbytes
    checksum = 0
    for chunk in chunks:
        checksum = zlib.crc32(chunk, checksum)
    header = json.dumps(
        {"arrays": directory, "facts": facts, "size": at, "checksum": checksum},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    lead = _MAGIC + f"{len(header):012d} {zlib.crc32(header):08x}\n".encode() + header
    lead += bytes(-len(lead) % _ALIGN)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(lead)
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            if synced:
                os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    return len(lead) + at


def read(path: Path) -> Container:
    """Map the file at `path`. Raises EngineError when it is not one of ours or was cut short, OSError when it is not
    there.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < len(_MAGIC) + 22:
            raise EngineError(f"{path}: not an index file; run `variorum index --rebuild`")
        mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        if mapping[: len(_MAGIC)] != _MAGIC:
            raise ValueError
        length, _, crc = mapping[len(_MAGIC) : len(_MAGIC) + 21].partition(b" ")
        start = len(_MAGIC) + 22
        raw = mapping[start : start + int(length)]
        if zlib.crc32(raw) != int(crc, 16):
            raise ValueError
        header = json.loads(raw)
        data_start = start + int(length)
        data_start += -data_start % _ALIGN
        if size < data_start + header["size"]:
            raise ValueError
        arrays = {
            entry["name"]: np.frombuffer(mapping, np.dtype(entry["type"]), entry["length"], data_start + entry["at"])
            for entry in header["arrays"]
        }
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"{path}: a damaged index file; run `variorum index --rebuild`") from error
    positions = {entry["name"]: data_start + entry["at"] for entry in header["arrays"]}
    return Container(path, arrays, header["facts"], mapping, header["checksum"], data_start, positions)


def verify(container: Container) -> bool:
    """Whether every byte is as it was written. Reads the whole file."""
    with container.path.open("rb") as file:
        file.seek(container.data_start)
        found = 0
        while block := file.read(1 << 20):
            found = zlib.crc32(block, found)
    return found == container.checksum
