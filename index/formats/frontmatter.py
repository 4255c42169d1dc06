"""Front matter: the metadata that a file states about itself, in YAML between two lines of dashes at its beginning.

Also the one place that knows by which names people write a title, an outlet or a date; `library.yaml` uses the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.config import Data, parse_yaml
from index.errors import SettingsError
from index.model import Mark, MarkKind, Metadata
from index.text.clean import clean_line
from index.text.dates import iso_date

MAX_CHARACTERS = 64 * 1024

_FENCED = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[\w\"'][^\n:]{0,60}:(?:\s|$)")

_NAMES = {
    "title": ("title", "headline", "episode"),
    "outlet": (
        *("outlet", "publication", "publisher", "site", "site_name", "source", "newspaper", "magazine", "journal"),
        *("programme", "program", "show", "podcast", "container-title"),
    ),
    "date": ("date", "published", "pubdate", "publication_date", "date_published", "issued", "created", "year"),
    "kind": ("kind", "type", "genre"),
    "people": ("people", "persons", "speakers", "participants", "hosts", "host", "guests", "guest", "interviewee"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "url": ("url", "link", "canonical", "permalink", "source_url"),
    "language": ("language", "lang"),
}
_FIELDS = {name: known for known, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands at the head of a file. `end` is the offset behind it; 0 when there is none."""

    metadata: Metadata = field(default_factory=Metadata)
    end: int = 0
    problems: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (Mark(0, self.end, MarkKind.META),) if self.end else ()


def read(text: str) -> FrontMatter:
    """The front matter of canonical `text`. Never raises: what is refused is a problem, and the text still reads.

    Two lines of dashes with something else than `key: value` between them are two rules, no front matter.
    """
    found = _FENCED.match(text, 0, MAX_CHARACTERS) if text.startswith("---") else None
    if found is None or not _ENTRY.match(found["yaml"]):
        return FrontMatter()
    try:
        data = parse_yaml("\n" + found["yaml"], "front matter", MAX_CHARACTERS)
    except SettingsError as error:
        return FrontMatter(end=found.end(), problems=(str(error),))
    if not isinstance(data, dict):
        return FrontMatter()
    metadata, problems = metadata_from(data, "front matter")
    return FrontMatter(metadata, found.end(), problems)


def metadata_from(data: dict[str, Data], name: str) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata in parsed YAML, by any of the usual names for a field, and what in it could not be used.

    `name` says in problems where the data stood. Unknown keys are left alone.
    """
    found: dict[str, list[str]] = {}
    for key, value in data.items():
        known = _FIELDS.get(key.strip().lower().replace(" ", "_"))
        texts = [clean_line(text).strip() for text in _texts(value)]
        if known and any(texts):
            found.setdefault(known, []).extend(text for text in texts if text)
    problems = []
    date = ""
    if dates := found.pop("date", None):
        date = iso_date(dates[0])
        if not date:
            problems.append(f"{name}: {dates[0]!r} is not a date; write it like 2025-12-31")
    people = tuple(dict.fromkeys(found.pop("people", ())))
    single = {known: texts[0] for known, texts in found.items() if known != "author"}
    author = ", ".join(dict.fromkeys(found.get("author", ())))
    return Metadata(**single, author=author, people=people, date=date), tuple(problems)


def _texts(value: Data) -> list[str]:
    """The strings in a value: itself, the items of a list, or of a person written as a mapping the name."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return _texts(value["name"]) if "name" in value else []
