"""The lines of a PDF become paragraphs and headings: a PDF says where letters stand, not what they belong to.

Lines join until something speaks against it: a gap, a line set in, a short last line, another size of letters. What
stands at the edge of page after page is the running head or the page number, and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_EDGE = 2  # lines at the top and at the bottom of a page that may be a running head
_OFTEN = 0.25  # share of the pages on which a running head comes; left and right pages have their own
_HEADING, _LONGEST_HEADING = 1.15, 200
_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[•▪◦‣–—*-]|\(?\d{1,2}[.)])\s+\S")
_ENDS = tuple('.?!:…”"’»)]')
_PARTED = re.compile(r"(?<=[^\W\d_])[\x02\ufffe](?=[^\W\d_])")
_HYPHENS = ("-", "\u00ad", "\u2010", "\x02", "\ufffe")


class Line(NamedTuple):
    """One line of a page; measures in points from the bottom left, 0 where not known."""

    text: str
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    size: float = 0.0


@dataclass(slots=True)
class Paragraph:
    """`page` counts from 0; `turned`: the pages it goes on to, with the offset in `text`; `heading`: its level or 0."""

    page: int
    text: str
    heading: int = 0
    turned: list[tuple[int, int]] = field(default_factory=list)


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
    """The paragraphs of a document in the order of its pages."""
    heads = _running(pages)
    kept = [[line for line in page if not _is_head(page, line, heads, len(pages))] for page in pages]
    sizes = Counter[float]()
    for page in kept:
        for line in page:
            sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted((size for size in sizes if body and size >= _HEADING * body), reverse=True)
    gaps = [
        a.bottom - b.bottom for page in kept for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 4 * (body or 12)
    ]
    leading = median(gaps) if gaps else 0.0
    current: Paragraph | None = None
    previous: Line | None = None
    for number, page in enumerate(kept):
        margin = max((line.right for line in page), default=0.0)
        for line in page:
            heading = _level(line, larger)
            joins = (
                current is not None
                and previous is not None
                and (current.heading == heading)
                and not _parts(
                    previous, line, leading, margin, turned=current.page != number and not _on(current, number)
                )
            )
            if current is not None and joins:
                _join(current, line, number)
            else:
                if current is not None:
                    yield current
                current = Paragraph(number, _plain(line.text), heading)
            previous = line
    if current is not None:
        yield current


def _on(paragraph: Paragraph, page: int) -> bool:
    return bool(paragraph.turned) and paragraph.turned[-1][0] == page


def _running(pages: Sequence[Sequence[Line]]) -> set[tuple[str, float]]:
    """What stands at the edges of many pages, numbers aside, in letters of the same size: a title page is none."""
    counts = Counter(key for page in pages for key in {_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    return {key for key, count in counts.items() if count >= max(3, _OFTEN * len(pages))}


def _key(line: Line) -> tuple[str, float]:
    return re.sub(r"\d+", "#", line.text).casefold(), line.size


def _is_head(page: Sequence[Line], line: Line, heads: set[tuple[str, float]], pages: int) -> bool:
    edge = any(line is other for other in (*page[:_EDGE], *page[-_EDGE:]))
    return edge and pages > 1 and (_key(line) in heads or _NUMBER.fullmatch(line.text) is not None)


def _level(line: Line, larger: Sequence[float]) -> int:
    if line.size not in larger or len(line.text) > _LONGEST_HEADING:
        return 0
    return min(larger.index(line.size) + 1, 6)


def _parts(above: Line, line: Line, leading: float, margin: float, turned: bool) -> bool:
    """Whether a paragraph ends between two lines; `turned`: a page ends there too."""
    ended = above.text.endswith(_ENDS)
    if _BULLET.match(line.text):
        return True
    if not above.top or not line.top:
        return ended and len(above.text) < 60
    if turned or line.bottom > above.top:  # the next page, or the next column
        return ended and (above.right < margin * 0.9 or not line.text[:1].islower())
    if leading and above.bottom - line.bottom > 1.4 * leading:
        return True
    if ended and line.left - above.left > max(line.size, 6):
        return True
    return ended and above.right < margin - 0.15 * (margin - above.left)


def _join(paragraph: Paragraph, line: Line, page: int) -> None:
    text = _plain(line.text)
    if paragraph.text.endswith(_HYPHENS) and text[:1].islower() and paragraph.text[-2:-1].isalpha():
        paragraph.text = paragraph.text[:-1]
    elif not (paragraph.text[-1:] >= "\u2e80" and text[:1] >= "\u2e80"):
        paragraph.text += " "
    if page != paragraph.page and not _on(paragraph, page):
        paragraph.turned.append((page, len(paragraph.text)))
    paragraph.text += text


def _plain(text: str) -> str:
    """PDFium puts a word together that two lines part, with a control character for the hyphen; at the end it stays."""
    inner = _PARTED.sub("", text)
    return " ".join(inner.replace("\x02", "-").replace("\ufffe", "-").split())
