"""The Whoosh index: the record of what is indexed, and the only place in the program that imports Whoosh.

It is what is committed, deleted from and recovered after a crash; the arrays of `segment` are made from the same word
counts in the same step and answer the queries, because Whoosh itself needs 80–260 ms for a common word at 100,000
passages. What the manifest does not name goes with the next commit: a kill between the two costs nothing but room.

Version 2.7.4 and its rules: one writer, committed or cancelled, never refreshed; stems without a stop list; no
positions (phrases are verified in the folded text); its files are pickles, so a folder that is not ours alone is
never opened.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import fields, formats, index
from whoosh.codec.whoosh3 import W3Codec

from index.engine.manifest import Rows
from index.engine.segment import KINDS, Ints, Segment
from index.engine.whoosh_writing import FieldPostings, write_segment
from index.errors import EngineError
from index.paths import private_dir


def _stems() -> Any:
    return fields.FieldType(format=formats.Frequency(), analyzer=None, scorable=True)


def _schema() -> Any:
    return fields.Schema(
        doc=fields.ID(stored=True),
        passage=fields.STORED,
        kind=fields.ID,
        speaker=fields.ID,
        title=_stems(),
        text=_stems(),
    )


def write_batch(folder: Path, segment: Segment) -> str:
    """Make of a segment's arrays a Whoosh segment in a folder of its own (created), to be taken over by
    `Record.commit`.

    A separate folder, because a commit deletes every segment that its table does not name: several processes could not
    write into one. Raises OSError.
    """
    arrays = segment.arrays
    rows = segment.passages
    doc_of, kind_of, speaker_of = arrays["p_doc"], arrays["p_kind"], arrays["p_speaker"]
    stems = segment.stems.slice(0, len(segment.stems))
    stem_of = np.empty(len(segment.terms), np.int64)
    stem_of[arrays["stem_members"]] = np.repeat(np.arange(len(stems)), np.diff(arrays["stem_first"]))
    text = _grouped(
        np.repeat(stem_of, np.diff(arrays["post_at"])), arrays["post_passage"], arrays["post_count"], stems, rows
    )
    term, row = _expanded(np.repeat(stem_of, np.diff(arrays["context_at"])), arrays["context_id"], arrays["p_context"])
    title = _grouped(term, row, np.ones(len(row), np.int64), stems, rows)
    numbers = arrays["p_number"].tolist()
    ids = [doc for doc, _ in segment.documents]
    stored = ({"doc": ids[doc], "passage": number} for doc, number in zip(doc_of.tolist(), numbers, strict=True))
    fields_ = {
        "doc": _keyword(doc_of, ids),
        "kind": _keyword(kind_of.astype(np.int64), [kind.value for kind in KINDS]),
        "speaker": _keyword(speaker_of, segment.speakers),
        "text": text,
        "title": title,
    }
    return write_segment(private_dir(folder), _schema(), stored, fields_)


def _grouped(term: Ints, row: Ints, count: Ints, names: Sequence[str], rows: int) -> FieldPostings:
    """Triples in any order, several for one term and row → the postings of a scored field, by sorted name."""
    key = term * max(rows, 1) + row
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.zeros(0, np.int64)
    total = np.add.reduceat(count[order].astype(np.int64), first) if len(first) else np.zeros(0, np.int64)
    held, row = key[first] // max(rows, 1), key[first] % max(rows, 1)
    used, starts = np.unique(held, return_index=True)
    return FieldPostings(
        terms=[names[number].encode("utf-8", "replace") for number in used.tolist()],
        at=np.concatenate((starts, [len(held)])),
        rows=row,
        counts=total,
        lengths=np.bincount(row, total, rows).astype(np.int64),
    )


def _keyword(value_of: Ints, names: Sequence[str]) -> FieldPostings:
    """One value (or -1) a row → the postings of a field that is not scored."""
    rows = np.flatnonzero(value_of >= 0)
    by_name = sorted(range(len(names)), key=lambda number: names[number].encode("utf-8", "replace"))
    rank = np.empty(len(names), np.int64)
    rank[by_name] = np.arange(len(names))
    held = rank[value_of[rows]]
    order = np.argsort(held, kind="stable")
    used, starts = np.unique(held[order], return_index=True)
    return FieldPostings(
        terms=[names[by_name[number]].encode("utf-8", "replace") for number in used.tolist()],
        at=np.concatenate((starts, [len(held)])),
        rows=rows[order],
        counts=np.ones(len(rows), np.int64),
    )


def _expanded(term: Ints, context: Ints, context_of: Ints) -> tuple[Ints, Ints]:
    """Pairs of term and context → pairs of term and row, given the context of each row."""
    order = np.argsort(context_of, kind="stable")
    ordered = context_of[order]
    first = np.searchsorted(ordered, context, "left")
    many = np.searchsorted(ordered, context, "right") - first
    at = np.repeat(first - np.concatenate(([0], np.cumsum(many)[:-1])), many) + np.arange(int(many.sum()))
    return np.repeat(term, many), order[at]


class DamagedRecord(EngineError):
    """The Whoosh index cannot be read; building it again helps."""


class Record:
    """The Whoosh index in `folder`, created when it is not there.

    Raises DamagedRecord when it cannot be read, EngineError when it is not ours alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = private_dir(folder)
        owned(folder)
        try:
            if index.exists_in(str(folder)):
                self._index = index.open_dir(str(folder))
            else:
                self._index = index.create_in(str(folder), _schema())
        except Exception as error:  # unpickling a damaged table raises anything
            raise DamagedRecord(f"{folder}: the index record is damaged; run `variorum index --rebuild`") from error

    def commit(self, batches: Iterable[Path], keep: Container[str], remove: Iterable[Rows] = ()) -> None:
        """Take over the segments of `batches`, delete the rows `remove`, and drop the segments that `keep` does not
        name, in one commit.

        Raises OSError or a Whoosh error; the record is then as before.
        """
        writer = self._index.writer()
        try:
            writer.segments = [segment for segment in writer.segments if segment.segment_id() in keep]
            held = {segment.segment_id(): segment for segment in writer.segments}
            for name, first, last in remove:
                if name in held:
                    # By row and not by query: opening a reader on all segments takes longer than a small update.
                    for row in range(first, last):
                        held[name].delete_document(row)
            for batch in batches:
                owned(batch)
                writer.segments += self._moved(batch)
            writer.commit(merge=False)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        for path in self.folder.iterdir():
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)

    def _moved(self, batch: Path) -> list[Any]:
        segments = list(index.open_dir(str(batch))._segments())
        for segment in segments:
            for path in batch.iterdir():
                if path.name.startswith(f"{segment.segment_id()}."):
                    path.replace(self.folder / path.name)
            segment._codec = W3Codec()  # read by Whoosh's own rules from now on
        shutil.rmtree(batch)
        return segments

    def searcher(self) -> Any:
        """A Whoosh searcher over the record, to be closed by the caller."""
        return self._index.searcher()

    def documents(self) -> dict[str, int]:
        """How many passages of each document are in the record."""
        found: Counter[str] = Counter()
        with self._index.reader() as reader:
            found.update(row["doc"] for row in reader.all_stored_fields())
        return dict(found)


def owned(folder: Path) -> None:
    """Raise EngineError unless `folder` is a real folder of this user that nobody else may write to."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o022:
        raise EngineError(f"{folder}: not a private folder of yours, so the index in it is not opened; remove it")
