"""Lists of findings as HTML, each number beside the lines that it counts, each line a link to its passage.

Lines of one passage are one link with how often ("23 ×4"), so that a list stays readable and its number still adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index.compare import drawings, telling
from index.compare.findings import FarPlace
from index.compare.telling import Told
from index.model import Document

FIRST = 8
"""Items of a list, and links of an item, that are shown at once; the others open below."""

WORDS_SHOWN = 3  # of a category, before it is opened


class Links:
    """Links to the passages of a page. `printed` are the passages that stand on it: (document id, number)."""

    def __init__(
        self, names: Mapping[str, str], documents: Mapping[str, Document], printed: frozenset[tuple[str, int]]
    ) -> None:
        self.names, self.documents, self.printed = names, documents, printed

    def items(self, items: Sequence[Told], whole: bool = False, home: str = "") -> str:
        """A list; `whole` writes out the sentences at the places, `home` is the source that needs no letter."""
        shown = [self._item(item, whole, home) for item in items]
        listed = f'<ul class="told">{"".join(shown[:FIRST])}</ul>'
        if len(shown) > FIRST:
            rest = "".join(shown[FIRST:])
            listed += f'<details><summary>{len(shown) - FIRST} more</summary><ul class="told">{rest}</ul></details>'
        return listed

    def places(self, places: Iterable[FarPlace], home: str = "") -> str:
        """Places as links, one a line of a passage."""
        counted = Counter((place[0], place[1], telling.line_of(place, self.documents)) for place in places)
        links = [self._link(doc, passage, line, times, home) for (doc, passage, line), times in counted.items()]
        if len(links) <= FIRST + 1:
            return f'<span class="places">{" ".join(links)}</span>'
        rest = f"<details><summary>{len(links) - FIRST} more lines</summary>{' '.join(links[FIRST:])}</details>"
        return f'<span class="places">{" ".join(links[:FIRST])}{rest}</span>'

    def link(self, place: FarPlace) -> str:
        """One place with the letter of its source."""
        return self._link(place[0], place[1], telling.line_of(place, self.documents), 1, "")

    def _link(self, doc: str, passage: int, line: int, times: int, home: str) -> str:
        letter = self.names.get(doc, doc)
        said = str(line) if doc == home else f"{safe(letter)}:{line}"
        if times > 1:
            said += f"\u202f×{times}"
        return f'<a href="#{letter}-{passage}">{said}</a>' if (doc, passage) in self.printed else said

    def _item(self, item: Told, whole: bool, home: str) -> str:
        drawn = drawings.bar(item.share, f"{item.share:.0%}") if item.share is not None else ""
        detail = f" <small>{safe(item.detail)}</small>" if item.detail else ""
        said = f'<span class="what">{safe(item.text)}</span> <b>{item.count}</b>{detail} '
        if whole:
            sentences = [f"<li>{self._words(place)} {self.places([place], home)}</li>" for place in item.evidence]
            said += f'<ul class="sentences">{"".join(sentences[:FIRST])}</ul>'
            if len(sentences) > FIRST:
                rest = f'<ul class="sentences">{"".join(sentences[FIRST:])}</ul>'
                said += f"<details><summary>{len(sentences) - FIRST} more</summary>{rest}</details>"
        else:
            said += self.places(item.evidence, home)
        if item.parts and item.share is not None:
            said += self._parts(item, home)
        return f'<li class="drawn">{drawn}<div>{said}</div></li>' if drawn else f"<li>{said}</li>"

    def _parts(self, item: Told, home: str) -> str:
        first = ", ".join(f"{safe(part.text)} {part.count}" for part in item.parts[:WORDS_SHOWN])
        more = f" and {len(item.parts) - WORDS_SHOWN} more" if len(item.parts) > WORDS_SHOWN else ""
        words = "".join(
            f"<li>{safe(part.text)} <b>{part.count}</b> {self.places(part.evidence, home)}</li>" for part in item.parts
        )
        return f'<details class="words"><summary>{first}{more}</summary><ul class="told">{words}</ul></details>'

    def _words(self, place: FarPlace) -> str:
        document = self.documents.get(place[0])
        return f"“{safe(document.text[place[2] : place[3]])}”" if document else ""


def safe(text: str) -> str:
    """Text from anywhere, as one line that a browser shows and nothing else."""
    return escape(telling.one_line(text))
