"""Every saved excerpt against the sources as they are now: still there, changed, moved or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.errors import VariorumError
from index.excerpts.anchors import resolve
from index.excerpts.excerpt import Excerpt
from index.excerpts.placement import Placement, Status
from index.model import Document, DocumentInfo


@dataclass(frozen=True, slots=True)
class Verified:
    """An excerpt and where it is. `doc` is the id of the document that holds it now, or of an orphan's last."""

    excerpt: Excerpt
    doc: str
    placement: Placement
    problem: str = ""  # why the document could not be read


def verify(
    excerpts: Iterable[Excerpt], documents: Sequence[DocumentInfo], read: Callable[[str], Document]
) -> Iterator[Verified]:
    """Place every excerpt, one document after another; `read` gives the document of an id.

    A document that was moved or renamed is known by its digest. The order is that of the excerpts within a document.
    """
    by_id = {info.id: info for info in documents}
    by_digest = {info.digest: info for info in reversed(documents) if info.digest}
    grouped: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        here = by_id.get(excerpt.doc)
        if here is None or here.digest != excerpt.digest:
            here = by_digest.get(excerpt.digest, here)
        grouped.setdefault(here.id if here else "", []).append(excerpt)
    for name, group in grouped.items():
        if not name:
            yield from (Verified(excerpt, excerpt.doc, Placement(Status.ORPHAN)) for excerpt in group)
            continue
        try:
            document = read(name)
        except VariorumError as error:
            yield from (Verified(excerpt, name, Placement(Status.ORPHAN), str(error)) for excerpt in group)
            continue
        yield from (Verified(excerpt, name, resolve(excerpt, document)) for excerpt in group)
