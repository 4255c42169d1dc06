"""The lists of the side pane: outline, quotations by speaker, excerpts. Each is a way to see values of the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Document, Evidence, Kind, Quotation
from tui.widgets.line_list import Item, LineList, Part


@dataclass(frozen=True, slots=True)
class Place:
    """A row that leads to an offset. `head` rows only head a group."""

    label: str
    offset: int
    note: str = ""
    level: int = 0
    head: bool = False
    key: str = ""  # empty: the offset


class PlaceList(LineList[Place]):
    """Places in a document or across documents; the key of an item is its `key`, else its offset as text."""

    @property
    def counted(self) -> int:
        return sum(not self.values[at].head for at in self._shown)

    def key_of(self, value: Place) -> str:
        return value.key or str(value.offset)

    def item_of(self, value: Place) -> Item:
        note = ((f" {value.note}", "dim"),) if value.note else ()
        return Item(
            self.key_of(value), ((value.label.replace("\n", " "), ""),), note, indent=2 * value.level, head=value.head
        )


def outline(document: Document) -> list[Place]:
    """Title, headings and questions of a document; without any, the places where the speaker changes."""
    places = []
    for passage in document.passages:
        if passage.kind in (Kind.TITLE, Kind.HEADING, Kind.QUESTION):
            level = 1 if passage.kind is Kind.QUESTION else 0
            label = document.text[passage.start : min(passage.end, passage.start + 200)]
            places.append(Place(label, passage.start, str(document.line_of(passage.start)), level))
    if len(places) > 1:
        return places
    speaker = None
    for passage in document.passages:
        if passage.speaker and passage.speaker != speaker:
            speaker = passage.speaker
            mark = "~" if passage.evidence is Evidence.CARRIED else ""
            places.append(Place(mark + speaker, passage.start, str(document.line_of(passage.start))))
    return places


def quotations(document: Document) -> list[Place]:
    """The quotations of a document by the person quoted, most quoted first, the unattributed last."""
    by_name: dict[str, list[Quotation]] = {}
    for quotation in document.quotations:
        by_name.setdefault(quotation.attributed_to or "", []).append(quotation)
    places = []
    for name, found in sorted(by_name.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        places.append(Place(name or "no name given", found[0].start, str(len(found)), head=True, key=f"head:{name}"))
        for quotation in found:
            label = document.text[quotation.start : min(quotation.end, quotation.start + 200)]
            places.append(Place(f"“{label}”", quotation.start, str(document.line_of(quotation.start)), 1))
    return places


_LEAD = 24  # characters before the first match that a row keeps, so that the match is in view


def _matched(text: str, style: str, query: str, lead: int = 0) -> list[Part]:
    """`text` with the words of `query` marked; with `lead`, from so far before the first of them on."""
    if not query.strip():
        return [(text, style)]
    from index.excerpts import highlights

    spans = highlights(text, query)
    at = max(0, spans[0][0] - lead) if spans and lead else 0
    at = text.find(" ", at) + 1 if at > 0 and " " in text[at : at + lead] else at
    parts: list[Part] = [("…", "dim")] if at else []
    for start, end in spans:
        if end > at:
            parts += [(text[at : max(start, at)], style), (text[max(start, at) : end], "match")]
            at = end
    return [*parts, (text[at:], style)]


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """What a row shows of a saved excerpt."""

    id: str
    doc: str
    title: str
    text: str
    speaker: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    status: str = "exact"
    query: str = ""  # what it was found by
    number: int = 0  # of its place on the board, where that is shown


class ExcerptList(LineList[ExcerptRow]):
    """Saved excerpts; the key of an item is the excerpt's id."""

    EMPTY = "no excerpts yet: s saves the passage or the selection"

    def key_of(self, value: ExcerptRow) -> str:
        return value.id

    def item_of(self, value: ExcerptRow) -> Item:
        tags = " ".join(f"#{tag}" for tag in value.tags)
        state = "" if value.status in ("", "exact", "normalised") else f"{value.status} "
        text, note = value.text.replace("\n", " "), f"  {value.note}" if value.note else ""
        return Item(
            value.id,
            (
                (f"{value.number:>2} " if value.number else "", "strong"),
                (state, "mark"),
                *_matched(text, "", value.query, _LEAD),
                *_matched(note.replace("\n", " "), "dim", value.query),
            ),
            (*_matched(f" {tags}" if tags else "", "excerpt", value.query),),
        )

    def searchable(self, value: ExcerptRow) -> str:
        return " ".join((value.text, value.note, value.title, value.speaker, *value.tags))


def show_places(pane: PlaceList, places: Sequence[Place], offset: int) -> None:
    """Fill a pane and set its cursor on the last place at or before `offset`."""
    at = max((n for n, place in enumerate(places) if place.offset <= offset and not place.head), default=0)
    pane.set_values(places, cursor=at)
