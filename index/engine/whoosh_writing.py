"""Writing a Whoosh segment from postings that are sorted already.

Whoosh's own way (each posting through its pool, a sort, a look-up of a length, five checks) is two thirds of a plain
build. The arrays of a segment are sorted and counted, so they are handed to its block writer as they are: the same
files, in a third of the time. This leans on private names of Whoosh 2.7.4, which is pinned and the last of its line.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter

from index.engine.segment import Ints

_BLOCK = 128  # postings; Whoosh's own size
_COMPRESSION = 3  # zlib; Whoosh's own level
_COMPRESSED_FROM = 8  # postings


@dataclass(frozen=True)
class FieldPostings:
    """The postings of a field: sorted `terms`, term t in `rows[at[t]:at[t + 1]]`, rising, `counts` times each.

    `lengths` are the field's lengths in words by row, None for a field that is not scored.
    """

    terms: Sequence[bytes]
    at: Ints
    rows: Ints
    counts: Ints
    lengths: Ints | None = None


class _Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    def field_writer(self, storage: Any, segment: Any) -> Any:
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        return _PostingsWriter(dbfile, _BLOCK, byteids, self._compression, self._inlinelimit)


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    def put(self, ids: array[int], weights: array[float], values: bytes, low: int, high: int, top: float) -> None:
        """Begin a block and fill it; the one before is written. `low, high` are its lengths, `top` its highest
        weight.
        """
        if len(self):
            self._write_block()
        self._ids, self._weights, self._values = ids, weights, [values] if values else []
        self._minlength, self._maxlength, self._maxweight = low or None, high, top
        # Most words stand in a passage or two: to compress those costs a quarter of the time and saves nothing.
        self._compression = _COMPRESSION if len(ids) >= _COMPRESSED_FROM else 0


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[str, FieldPostings]]) -> None:
        for name, postings in items:
            field = schema[name]
            self.start_field(name, field)
            self._add_field(postings, counted=field.format.fixed_value_size() != 0)
            self.finish_field()

    def _add_field(self, postings: FieldPostings, counted: bool) -> None:
        put = self._postwriter.put
        sizes = np.diff(postings.at)
        blocks = -(-sizes // _BLOCK)
        term_of = np.repeat(np.arange(len(sizes)), blocks)
        first_block = np.cumsum(blocks) - blocks
        starts = postings.at[:-1][term_of] + (np.arange(len(term_of)) - first_block[term_of]) * _BLOCK
        ends = np.minimum(starts + _BLOCK, postings.at[1:][term_of])
        if not len(starts):
            return
        weights = postings.counts.astype(np.float32)
        lengths = postings.lengths[postings.rows] if postings.lengths is not None else np.zeros(len(weights), np.int64)
        ids = array("I", postings.rows.astype(np.uint32).tobytes())
        packed = postings.counts.astype(">u4").tobytes() if counted else b""
        held = array("f", weights.tobytes())
        last = -1
        for term, start, end, low, high, top in zip(
            term_of.tolist(),
            starts.tolist(),
            ends.tolist(),
            np.minimum.reduceat(lengths, starts).tolist(),
            np.maximum.reduceat(lengths, starts).tolist(),
            np.maximum.reduceat(weights, starts).tolist(),
            strict=True,
        ):
            if term != last:
                if last >= 0:
                    self.finish_term()
                self.start_term(postings.terms[term])
                last = term
            put(ids[start:end], held[start:end], packed[4 * start : 4 * end], low, high, top)
        self.finish_term()


class _Sorted:
    """In the place of Whoosh's pool: gives what it was given, sorts nothing."""

    def __init__(self, fields: Iterable[tuple[str, FieldPostings]]) -> None:
        self._fields = fields

    def iter_postings(self) -> Iterable[tuple[str, FieldPostings]]:
        return self._fields

    def cleanup(self) -> None:
        """Nothing was put on disk."""


def write_segment(folder: Path, schema: Any, stored: Iterable[dict[str, Any]], fields: dict[str, FieldPostings]) -> str:
    """Make a Whoosh index in `folder` with one segment: a row for each of `stored`, the postings of `fields`.

    Returns the segment's name. Raises OSError.
    """
    writer = index.create_in(str(folder), schema).writer(codec=_Codec())
    try:
        rows = writer.perdocwriter
        lengths = {name: held.lengths.tolist() for name, held in fields.items() if held.lengths is not None}
        for number, values in enumerate(stored):
            rows.start_doc(number)
            for field, value in values.items():
                rows.add_field(field, schema[field], value, 0)
            for field, length in lengths.items():
                rows.add_field(field, schema[field], None, length[number])
            rows.finish_doc()
            writer.docnum = number + 1
            writer._added = True
        writer.pool.cleanup()
        writer.pool = _Sorted(sorted(fields.items()))
        writer.commit(merge=False)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    name: str = writer.newsegment.segment_id()
    return name
