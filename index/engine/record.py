"""The Whoosh index: the record of what is indexed, and the only place in the program that imports Whoosh.

It is what is committed, deleted from and recovered after a crash; the arrays of `segment` are made from the same word
counts in the same step and answer the queries, because Whoosh itself needs 80–260 ms for a common word at 100,000
passages. `Record.disagreements` holds the two against each other.

Version 2.7.4 and its rules: one writer, committed or cancelled, never refreshed; stems without a stop list; no
positions (phrases are verified in the folded text); its files are pickles, so a folder that is not ours alone is
never opened.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, formats, index
from whoosh.filedb.filestore import FileStorage
from whoosh.system import pack_uint
from whoosh.writing import MERGE_SMALL, NO_MERGE

from index.engine.analysis import AnalysedDocument
from index.errors import EngineError
from index.paths import private_dir
from index.text.words import stem

_MERGE_FROM = 40  # segments; below it a commit costs what changed, not what is there


class StemCounts(fields.FieldType):  # type: ignore[misc]
    """A field that is given its stems already counted: cutting and stemming a second time would double the build."""

    def __init__(self) -> None:
        super().__init__(format=formats.Frequency(), analyzer=None, scorable=True)

    def index(self, value: Mapping[str, int], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        """Whoosh's own form of a posting: term, frequency, weight, encoded frequency."""
        return [
            (term.encode("utf-8", "replace"), count, float(count), pack_uint(count)) for term, count in value.items()
        ]


def _schema() -> Any:
    return fields.Schema(
        doc=fields.ID(stored=True),
        passage=fields.STORED,
        digest=fields.STORED,
        kind=fields.ID,
        speaker=fields.ID,
        title=StemCounts(),
        text=StemCounts(),
    )


def stems_of(counts: Mapping[str, int]) -> Counter[str]:
    """Counts of words → counts of their stems."""
    stems: Counter[str] = Counter()
    for word, count in counts.items():
        stems[stem(word)] += count
    return stems


class Batch:
    """Documents on their way into a Whoosh segment of their own, in a folder of their own (`folder` is created).

    A separate folder, because a commit deletes every segment that its table does not name: several processes could not
    write into one. Call `close` once, or `cancel` after any failure.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = private_dir(folder)
        self._writer = index.create_in(str(folder), _schema()).writer(limitmb=256)

    def add(self, analysed: AnalysedDocument, counts: Sequence[Counter[str]]) -> None:
        """Take in a document with the word counts of each of its passages."""
        document = analysed.document
        titles = [Counter(map(stem, context)) for context in analysed.contexts]
        for at, passage in enumerate(document.passages):
            self._writer.add_document(
                doc=document.id,
                passage=passage.number,
                digest=document.digest,
                kind=passage.kind.value,
                speaker=passage.speaker or None,
                title=titles[analysed.section_of[at]],
                text=stems_of(counts[at]),
            )

    def close(self) -> None:
        """Write the segment."""
        try:
            self._writer.commit()
        except BaseException:
            self.cancel()
            raise

    def cancel(self) -> None:
        """Give up, releasing what Whoosh holds. Safe after `close`."""
        if not self._writer.is_closed:
            self._writer.cancel()


class Record:
    """The Whoosh index in `folder`, created when it is not there. Raises EngineError when it is not ours or broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = private_dir(folder)
        owned(folder)
        try:
            if index.exists_in(str(folder)):
                self._index = index.open_dir(str(folder))
            else:
                self._index = index.create_in(str(folder), _schema())
        except Exception as error:  # unpickling a damaged table raises anything
            raise EngineError(f"{folder}: the index record is damaged; run `variorum index --rebuild`") from error

    def commit(self, batches: Iterable[Path], remove: Iterable[str]) -> None:
        """Take over the segments of closed `batches`, drop every passage of the documents `remove`, in one commit.

        Raises OSError or a Whoosh error; the record is then as before.
        """
        writer = self._index.writer()
        try:
            gone = list(remove)
            if gone:
                with writer.searcher() as searcher:
                    for doc in gone:
                        for number in list(searcher.document_numbers(doc=doc)):
                            writer.delete_document(number)
            for batch in batches:
                owned(batch)
                other = index.open_dir(str(batch))
                for segment in other._segments():
                    for name in FileStorage(str(batch)).list():
                        if name.startswith(segment.segment_id() + "."):
                            (batch / name).replace(self.folder / name)
                    writer.segments.append(segment)
                shutil.rmtree(batch)
            writer.commit(mergetype=MERGE_SMALL if len(writer.segments) > _MERGE_FROM else NO_MERGE)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    def documents(self) -> dict[str, tuple[str, int]]:
        """For each document in the record its digest and how many passages it has."""
        found: dict[str, tuple[str, int]] = {}
        with self._index.reader() as reader:
            for fields_ in reader.all_stored_fields():
                digest, count = found.get(fields_["doc"], (fields_["digest"], 0))
                found[fields_["doc"]] = digest, count + 1
        return found

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many passages (deleted ones too, until they are merged away) each stem stands."""
        with self._index.reader() as reader:
            return {text: reader.doc_frequency("text", text.encode("utf-8", "replace")) for text in stems}


def owned(folder: Path) -> None:
    """Raise EngineError unless `folder` is a real folder of this user that nobody else may write to."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o022:
        raise EngineError(f"{folder}: not a private folder of yours, so the index in it is not opened; remove it")
