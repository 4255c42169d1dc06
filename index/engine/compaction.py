"""When segments are merged, and what then becomes of the Whoosh record.

A query pays for every segment, an update for every passage it merges: so many small ones are merged with each other
now and then, and all of them only when a good part of the index has changed anyway.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.engine.manifest import SegmentEntry
from index.engine.merging import merge
from index.engine.record import write_batch
from index.engine.segment import Segment
from index.engine.work import record_rows

SMALL_SEGMENTS = 8  # beside the largest; more are merged
LARGEST_SHARE = 0.25  # of all passages outside the largest segment, or dead in it: more, and everything is merged
FULL = 60_000  # passages from which a segment is merged no more: memory for a merge grows with it, by 2 MB a thousand
RECORD_SEGMENTS = 9  # behind merged segments: from here on their part of the record is written anew as one
RECORD_PASSAGES = 20_000  # as long as that is done in a second or two


@dataclass(frozen=True)
class Merged:
    """The segments after merging. `batch`, if set, is a new part of the record in place of many."""

    segments: tuple[SegmentEntry, ...]
    batch: Path | None = None


def compact(folder: Path, entries: Sequence[SegmentEntry], tell: Callable[[], None]) -> Merged | None:
    """Merge what has become many, small or hollow among the segments in `folder`; None when all is well."""
    if not entries:
        return None
    opened = [Segment(folder / f"{entry.name}.arrays") for entry in entries]
    dead = [_dead_passages(segment, entry) for segment, entry in zip(opened, entries, strict=True)]
    chosen = _choose([entry.passages for entry in entries], dead)
    if not chosen:
        return None
    tell()
    name = f"s-{secrets.token_hex(5)}"
    path = folder / f"{name}.arrays"
    documents, passages = merge([opened[at] for at in chosen], [entries[at].dead for at in chosen], path)
    rows = {
        doc: row
        for at in chosen
        for number, (doc, row) in enumerate(zip(entries[at].documents, entries[at].rows, strict=True))
        if number not in entries[at].dead
    }
    kept = tuple(entry for at, entry in enumerate(entries) if at not in chosen)
    merged = SegmentEntry(name, tuple(documents), tuple(rows[doc] for doc in documents), passages)
    behind = {row[0] for at in chosen for row in entries[at].rows} - {row[0] for entry in kept for row in entry.rows}
    if len(behind) < RECORD_SEGMENTS or passages > RECORD_PASSAGES:
        return Merged((*kept, merged))
    batch = folder / name
    segment = Segment(path)
    merged = replace(merged, rows=record_rows(segment, write_batch(batch, segment)))
    return Merged((*kept, merged), batch)


def _choose(passages: Sequence[int], dead: Sequence[int]) -> list[int]:
    """Which segments to merge, given how many passages each has and how many of them are dead."""
    alive = [size - gone for size, gone in zip(passages, dead, strict=True)]
    open_ = [at for at, size in enumerate(alive) if size < FULL or dead[at] > LARGEST_SHARE * size]
    if not open_:
        return []
    largest = max(open_, key=alive.__getitem__)
    together = sum(alive[at] for at in open_)
    if together - alive[largest] + dead[largest] > LARGEST_SHARE * max(together, 1):
        return _up_to_full(open_, alive)
    if len(open_) - 1 > SMALL_SEGMENTS:
        return _up_to_full([at for at in open_ if at != largest], alive)
    return []


def _up_to_full(chosen: Sequence[int], alive: Sequence[int]) -> list[int]:
    """As many of them, in their order, as make one that is full; at least two, if there are two."""
    size = 0
    for count, at in enumerate(chosen, 1):
        size += alive[at]
        if size >= FULL and count > 1:
            return list(chosen[:count])
    return list(chosen)


def _dead_passages(segment: Segment, entry: SegmentEntry) -> int:
    first = segment.arrays["doc_first"]
    return sum(int(first[at + 1] - first[at]) for at in entry.dead)


def without(segments: tuple[SegmentEntry, ...], docs: Iterable[str]) -> tuple[SegmentEntry, ...]:
    """The segments with `docs` dead; a segment in which nothing lives is left out."""
    gone = set(docs)
    left = []
    for entry in segments:
        dead = entry.dead | {at for at, doc in enumerate(entry.documents) if doc in gone}
        if len(dead) < len(entry.documents):
            left.append(replace(entry, dead=dead) if dead != entry.dead else entry)
    return tuple(left)
