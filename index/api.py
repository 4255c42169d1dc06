"""The public face: one `Library` that reads, finds, compares and keeps.

The command line, the reader and scripts all come in through here, so they cannot disagree. It alone decides when the
index is brought up to date; it computes nothing itself. Rooms that are heavy to import are opened when first asked for.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from index.errors import EngineError, UnknownDocument
from index.library import LibraryFolder
from index.model import Document, DocumentInfo, Mark, Progress, Quotation, Tell, place_in
from index.paths import at_home, can_write, library_cache

if TYPE_CHECKING:
    from index.compare import Comparison, Topic, TopicCoverage
    from index.engine import BuildReport, Index
    from index.excerpts import ExcerptStore
    from index.search import Answer, CheckedQuotation, Hit, QuoteMatch

KEPT_DOCUMENTS = 160  # read documents kept in memory: a comparison of 100 reads none twice; 25 MB of ordinary sources

ALIKE = 70  # likeness, 0–100, of a name that is no document's to the one that may be meant


def open_library(*paths: str | os.PathLike[str], cache: Path | None = None) -> Library:
    """Open folders or files as one library. Nothing is read yet.

    `cache` is the folder for the search index (default: one of its own under the XDG cache folder). Raises LibraryError
    when a path does not exist.
    """
    return Library([at_home(path) for path in paths], cache)


class Library:
    """Sources in place, and everything that can be asked of them. Use one Library in one thread at a time."""

    def __init__(self, roots: Sequence[Path], cache: Path | None = None) -> None:
        self.folder = LibraryFolder(roots)
        self.cache = cache or library_cache(self.folder.roots)
        if not can_write(self.cache):
            from tempfile import TemporaryDirectory

            # No home, a read-only disk: an index for this process alone, in a private folder that goes when it ends.
            self._spare = TemporaryDirectory(prefix="variorum-", ignore_cleanup_errors=True)
            self.cache = Path(self._spare.name)
        self._index: Index | None = None
        self._infos: tuple[DocumentInfo, ...] | None = None  # of an index that is current and was not opened yet
        self._places: dict[str, Sequence[Mark]] = {}  # of documents in which something was found; empty for most
        self._read: OrderedDict[str, Document] = OrderedDict()

    # -- read

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """One line a file, refused ones too, in the order of their ids."""
        if self._index is None and (self._infos is not None or self.is_current()):
            return self._infos or ()
        return self.index.infos

    def read(self, doc: str) -> Document:
        """The document called `doc` (see `resolve`), as its file is now. Raises LibraryError or FormatError."""
        doc = self.resolve(doc)
        kept = self._read.get(doc)
        if kept is not None and self.folder.unchanged(kept):
            self._read.move_to_end(doc)
            return kept
        document = self.folder.read(doc)
        self._read[doc] = document
        if len(self._read) > KEPT_DOCUMENTS:
            self._read.popitem(last=False)
        return document

    def beginning(self, doc: str) -> Document | None:
        """The beginning of a plain text that takes long to read, to look at while `read` is at work; else None."""
        return self.folder.beginning(self.resolve(doc))

    def resolve(self, name: str) -> str:
        """The id of the document that `name` means: an id, a path, a file name, or part of an id if it fits only one.

        Raises UnknownDocument, which names the candidates.
        """
        ids = self.folder.ids()
        if name in ids:
            return name
        if (known := self._at_path(name)) is not None:
            return known
        for fits in (
            lambda i: i.rsplit("/", 1)[-1] == name,
            lambda i: i.startswith(name) or i.rsplit("/", 1)[-1].startswith(name),
            lambda i: name.casefold() in i.casefold(),
        ):
            candidates = [i for i in ids if fits(i)]
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                some = ", ".join(candidates[:4]) + (" …" if len(candidates) > 4 else "")
                raise UnknownDocument(f"{name}: {len(candidates)} documents fit: {some}")
        from rapidfuzz import fuzz, process  # 15 ms that only a slip must pay

        stems = {i: PurePath(i).stem.casefold() for i in ids}
        near = process.extractOne(PurePath(name).stem.casefold(), stems, scorer=fuzz.ratio, score_cutoff=ALIKE)
        hint = f"is it {near[2]}?" if near else "`variorum list` prints their names"
        raise UnknownDocument(f"{name}: no such document; {hint}")

    def _at_path(self, name: str) -> str | None:
        """The id of the document whose file `name` is a path of."""
        base = name.rsplit("/", 1)[-1]
        try:
            path = os.path.realpath(at_home(name))
        except ValueError:  # a NUL, or what no file name can hold
            return None
        # realpath asks the disk for each part of a path: only of files that have the name.
        same = (found for found in self.folder.ids().values() if Path(found.path).name == base)
        return next((found.id for found in same if os.path.realpath(found.path) == path), None)

    def quotations(self, docs: Iterable[str] = ()) -> list[tuple[Document, Quotation]]:
        """Every quotation of the documents named (default: all), in the order of the texts."""
        names = list(docs) or [info.id for info in self.documents if info.readable]
        return [(document, quotation) for document in map(self.read, names) for quotation in document.quotations]

    # -- the index

    @property
    def index(self) -> Index:
        """The search index, brought up to date when first asked for."""
        if self._index is None:
            if self._infos is not None or self.is_current():
                with suppress(EngineError, OSError):  # damaged, which its manifest does not tell: made anew
                    return self.reopen()
            self.update()
        assert self._index is not None
        return self._index

    def is_current(self) -> bool:
        """Whether the index is what the files are now, so that `update` would do nothing. Opens neither."""
        from index.engine import standing

        self._infos = standing.infos_if_current(self.folder, self.cache)
        return self._infos is not None

    def is_open_as_it_is(self) -> bool:
        """Whether the files are as the index knows them that is open here, which another process may have renewed."""
        return self.is_current() and self._index is not None and self._infos == self._index.infos

    def update(
        self,
        progress: Tell | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        rebuild: bool = False,
    ) -> BuildReport:
        """Bring the index up to date: only files whose content changed are read again. Raises EngineError."""
        from index import engine

        report = engine.update(self.folder, self.cache, progress, cancelled, rebuild=rebuild)
        self.reopen()
        return report

    def reopen(self) -> Index:
        """Open the index as it lies in the cache, current or not: for a reader whose index another process builds."""
        self._places.clear()
        from index.engine import Index

        self._index = Index.open(self.cache)
        return self._index

    # -- find

    def search(self, query: str, limit: int = 50) -> Answer:
        """Passages that answer `query`, best first. Any string is a query; none raises."""
        from index import search

        answer = search.search(self.index, query, limit)
        return replace(answer, hits=tuple(replace(hit, place=self._place_of(hit)) for hit in answer.hits))

    def type_ahead(self, query: str, limit: int = 50) -> Answer:
        """What `query` means so far: its last word is a prefix, misspelt words are corrected. For every key typed."""
        from index import search

        return search.type_ahead(self.index, query, limit)

    def find_quote(self, text: str, limit: int = 5) -> list[QuoteMatch]:
        """Where `text` was said and whether it was said so: candidates, best first; one of status `none` if nowhere."""
        from index import search

        found = search.find_quote(self.index, text, limit)
        return [replace(match, place=self._place_of(match)) if match.doc else match for match in found]

    def _place_of(self, found: Hit | QuoteMatch) -> str:
        if found.doc not in self._places:
            self._places[found.doc] = self.index.marks_of(found.doc)
        return place_in(self._places[found.doc], found.start, found.end)

    def check(self, draft: bytes, name: str = "draft.md") -> list[CheckedQuotation]:
        """Every quotation of a draft against the library. `name` tells the format (.md .txt .html .docx)."""
        from index import search

        return search.check(self.index, draft, name)

    # -- compare: `tell` hears of each document, which take most of the time, and may end the work by raising

    def topics(self, docs: Iterable[str] = (), tell: Tell | None = None) -> list[TopicCoverage]:
        """Curated, own and suggested topics with their coverage of each document."""
        from index import compare

        return compare.overview(self.prepared(docs, tell), tell=tell)

    def topic(self, text: str, docs: Iterable[str] = (), tell: Tell | None = None) -> Topic:
        """The topic meant by an id, a name or any words, its terms open to change. Raises TopicError without words."""
        from index import compare

        return compare.find_topic(text, self.prepared(docs, tell))

    def compare(self, topic: str | Topic, docs: Iterable[str] = (), tell: Tell | None = None) -> Comparison:
        """How each document (default: all) frames a topic: an id, a name, any words, or a Topic. Raises TopicError."""
        from index import compare

        documents = self.prepared(docs, tell)
        return compare.compare(documents, compare.find_topic(topic, documents))

    def documents_of(self, docs: Iterable[str] = (), tell: Tell | None = None) -> list[Document]:
        """The documents named, read; all readable ones when none is named. Raises UnknownDocument, FormatError."""
        return list(self._each(docs, tell))

    def _each(self, docs: Iterable[str], tell: Tell | None) -> Iterator[Document]:
        names = [self.resolve(doc) for doc in docs] or [info.id for info in self.documents if info.readable]
        for done, name in enumerate(names):
            if tell is not None:
                tell(Progress("read", done, len(names), name))
            yield self.read(name)

    def prepared(self, docs: Iterable[str] = (), tell: Tell | None = None) -> list[Document]:
        """As `documents_of`, each one's words cut: what `index.compare` has left to do is short and reads nothing."""
        from index.compare.prepare import prepare

        documents = []
        for document in self._each(docs, tell):
            prepare(document)
            documents.append(document)
        return documents

    # -- keep

    @cached_property
    def excerpts(self) -> ExcerptStore:
        """The saved excerpts of all libraries."""
        from index.excerpts import ExcerptStore

        return ExcerptStore()

    def cite(self, doc: str, start: int, end: int, style: str = "") -> str:
        """A citation of a span of a document, in the style asked for or the one in the settings."""
        from index.excerpts import cite

        return cite(self.read(doc), start, end, style)
