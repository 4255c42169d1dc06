"""Every saved excerpt against the sources as they are now: still there, changed, moved or gone.

A source may have been edited, renamed, moved, or replaced by another under its name. So an excerpt is sought in the
document of its id, then in the file with the bytes it was taken from, then in files of the same name or title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.errors import VariorumError
from index.excerpts.anchors import resolve
from index.excerpts.excerpt import Excerpt
from index.excerpts.placement import Placement, Status
from index.model import Document, DocumentInfo

_SETTLED = (Status.EXACT, Status.NORMALISED, Status.CHANGED)
_MOST = 5  # files of the same name or title that are looked into


@dataclass(frozen=True, slots=True)
class Verified:
    """An excerpt and where it is. `doc` is the id of the document that holds it now, or of an orphan's last."""

    excerpt: Excerpt
    doc: str
    placement: Placement
    problem: str = ""  # why a document could not be read
    line: int = 0  # of the place, from 1; 0 for an orphan


def verified(excerpt: Excerpt, doc: str, document: Document | None, problem: str = "") -> Verified:
    """An excerpt sought in a document that goes by the id `doc`; without one it is an orphan."""
    placement = Placement(Status.ORPHAN) if document is None else resolve(excerpt, document)
    line = 0 if document is None or placement.start is None else document.line_of(placement.start)
    return Verified(excerpt, doc, placement, problem, line)


def verify(
    excerpts: Iterable[Excerpt], documents: Sequence[DocumentInfo], read: Callable[[str], Document]
) -> Iterator[Verified]:
    """Place every excerpt, those of one document after another; `read` gives the document of an id."""
    sources = _Sources(documents, read)
    for excerpt in sorted(excerpts, key=lambda excerpt: excerpt.doc):
        yield sources.place(excerpt)


class _Sources:
    """The documents of a library by all that an excerpt knows of its source."""

    def __init__(self, documents: Sequence[DocumentInfo], read: Callable[[str], Document]) -> None:
        self._ids = {info.id for info in documents}
        self._by_digest: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for info in documents:
            self._by_digest.setdefault(info.digest, []).append(info.id)
            for name in {_file_name(info.id), info.title}:
                self._by_name.setdefault(name, []).append(info.id)
        self._read = read
        self._last: tuple[str, Document | None, str] = ("", None, "")

    def place(self, excerpt: Excerpt) -> Verified:
        """The place in the first document that has it whole, else a partial or ambiguous one, else none."""
        found: list[Verified] = []
        for doc in self._likely(excerpt):
            document, problem = self._document(doc)
            found.append(verified(excerpt, doc, document, problem))
            if found[-1].placement.status in _SETTLED:
                return found[-1]
        placed = [one for one in found if one.placement.start is not None]
        return (placed or found or [verified(excerpt, excerpt.doc, None)])[0]

    def _likely(self, excerpt: Excerpt) -> list[str]:
        same = [excerpt.doc] if excerpt.doc in self._ids else []
        moved = self._by_digest.get(excerpt.digest, []) if excerpt.digest else []
        if same or moved:
            return list(dict.fromkeys((*same, *moved)))
        names = (_file_name(excerpt.doc), excerpt.title)
        return list(dict.fromkeys(doc for name in names for doc in self._by_name.get(name, ())))[:_MOST]

    def _document(self, doc: str) -> tuple[Document | None, str]:
        if self._last[0] != doc:
            try:
                self._last = (doc, self._read(doc), "")
            except VariorumError as error:
                self._last = (doc, None, str(error))
        return self._last[1:]


def _file_name(doc: str) -> str:
    return doc.rsplit("/", 1)[-1]
