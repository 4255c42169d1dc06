"""The list of all excerpts: searched at every key, narrowed down and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.excerpts.excerpt import Excerpt
from index.model import Span
from index.text.fold import fold, folded, occurrences

_PART = "\x00"  # stands in no cleaned text, and the fold keeps it
_END = "\x00\x01"

ORDERS = ("saved", "place", "title", "speaker", "date")
"""What `ordered` can order by."""


class Listing:
    """Searches excerpts by words of their text, note and tags; folds each of them once."""

    def __init__(self, excerpts: Iterable[Excerpt] = ()) -> None:
        self._known: dict[str, tuple[Excerpt, str]] = {}
        self._entries: list[tuple[Excerpt, str]] = []
        self._query = ""
        self._found: list[tuple[Excerpt, str]] = []
        self.update(excerpts)

    def update(self, excerpts: Iterable[Excerpt]) -> None:
        """Search these from now on. Those that are new or changed are folded: half a second for ten thousand."""
        listed = tuple(excerpts)
        fresh = [excerpt for excerpt in listed if self._known.get(excerpt.id, (None, ""))[0] is not excerpt]
        # One fold of all is five times as quick as one each.
        texts = folded("".join(_searched(excerpt) + _END for excerpt in fresh)).split(_END)
        self._known |= {excerpt.id: (excerpt, text) for excerpt, text in zip(fresh, texts, strict=False)}
        self._entries = [self._known[excerpt.id] for excerpt in listed]
        self._query, self._found = "", self._entries

    def search(self, query: str) -> list[Excerpt]:
        """The excerpts that hold every word of `query`, or a word that it begins, in their order; #word is a tag."""
        wanted = folded(query).strip()
        # A key typed after others can only narrow down what they found.
        found = self._found if wanted.startswith(self._query) else self._entries
        for word in sorted(wanted.split(), key=len, reverse=True):
            found = [entry for entry in found if word in entry[1]]
        self._query, self._found = wanted, found
        return [excerpt for excerpt, _ in found]


def highlights(text: str, query: str) -> list[Span]:
    """The spans of `text` that the words of `query` matched, in order; they may overlap."""
    haystack = fold(text)
    words = folded(query).split()
    return sorted(span for word in words for span in occurrences(word, haystack))


def narrowed(excerpts: Iterable[Excerpt], *, tag: str = "", doc: str = "", speaker: str = "") -> tuple[Excerpt, ...]:
    """Those with this tag, from this document (its id or title), said by this person; "" asks for nothing."""
    return tuple(
        excerpt
        for excerpt in excerpts
        if (not tag or tag in excerpt.tags)
        and (not doc or doc in (excerpt.doc, excerpt.title))
        and (not speaker or speaker == excerpt.speaker)
    )


def ordered(excerpts: Sequence[Excerpt], by: str = "saved") -> tuple[Excerpt, ...]:
    """In one of `ORDERS`; "place" is by document and place in it, "saved" the order in which they were saved."""
    if by == "saved":
        return tuple(sorted(excerpts, key=lambda excerpt: excerpt.created))
    return tuple(sorted(excerpts, key=lambda excerpt: (*_first(excerpt, by), excerpt.doc, excerpt.start)))


def tag_counts(excerpts: Iterable[Excerpt]) -> dict[str, int]:
    """Every tag with the number of excerpts that have it, the commonest first, then by name: for completion."""
    counts: dict[str, int] = {}
    for excerpt in excerpts:
        for tag in excerpt.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _first(excerpt: Excerpt, by: str) -> tuple[str, ...]:
    if by == "place":
        return ()
    value = getattr(excerpt, by) or ""
    return (folded(value) if value else "\uffff",)  # the unknown last


def _searched(excerpt: Excerpt) -> str:
    return _PART.join((excerpt.text, excerpt.note, *(f"#{tag}" for tag in excerpt.tags)))
