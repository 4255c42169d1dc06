"""The guide as pages with generated parts: finds them, and puts in what they should say.

A generated part stands between a line `<!-- kind: words -->` and the next `<!-- end -->`. What stands between is never
written by hand, so a page cannot show a screen, a key or an option that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))

_PART = re.compile(r"^<!-- (?P<kind>[a-z]+)(?:: (?P<words>.+?))? -->\n(?P<body>.*?)^<!-- end -->$", re.M | re.S)
_FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Part:
    """A generated part: what it is (`kind`), what it is made of (`words`), and what the page has for it now."""

    kind: str
    words: str
    body: str
    page: str

    def __str__(self) -> str:
        return f"{self.page}: {self.kind} {self.words}".rstrip()


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def parts_of(page: str) -> list[Part]:
    """The generated parts of a page, in order."""
    return [Part(m["kind"], m["words"] or "", m["body"], page) for m in _PART.finditer(text_of(page))]


def every_part(kind: str) -> Iterator[Part]:
    """The generated parts of one kind, page by page."""
    for page in PAGES:
        yield from (part for part in parts_of(page) if part.kind == kind)


def rewritten(page: str, made: Sequence[str]) -> str:
    """The page with its parts, in order, replaced by `made`."""
    several = iter(made)

    def put(found: re.Match[str]) -> str:
        return "{}\n{}\n<!-- end -->".format(found[0].split("\n", 1)[0], next(several).strip("\n"))

    return _PART.sub(put, text_of(page))


def by_hand(page: str) -> str:
    """The page without its generated parts."""
    return _PART.sub("", text_of(page))


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language in `text`."""
    return [m["body"] for m in _FENCED.finditer(text) if m["language"] == language]


def fenced(text: str, language: str = "text") -> str:
    """A block that Markdown shows letter by letter."""
    return f"```{language}\n{text.rstrip()}\n```"


def table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    head = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    return "\n".join([*head, *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)])


def code(text: str) -> str:
    """Inline code; empty stays empty."""
    return f"`` {text} ``" if "`" in text else text and f"`{text}`"


def anchor(heading: str) -> str:
    """The anchor that Markdown makes of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
