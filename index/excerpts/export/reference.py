"""What a bibliography says of an excerpt's source: its type in three vocabularies, its year, its people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.excerpts.cite import location
from index.excerpts.excerpt import Excerpt
from index.text.clean import clean_line

# kind of source -> RIS type, CSL type. BibTeX styles of all ages know @misc for every one of them.
_TYPES = {
    "article": ("NEWS", "article-newspaper"),
    "blog": ("BLOG", "post-weblog"),
    "book": ("BOOK", "book"),
    "brief": ("RPRT", "report"),
    "digest": ("RPRT", "report"),
    "interview": ("GEN", "interview"),
    "podcast": ("SOUND", "broadcast"),
    "report": ("RPRT", "report"),
    "speech": ("GEN", "speech"),
    "transcript": ("GEN", "document"),
    "video": ("VIDEO", "motion_picture"),
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """The facts that BibTeX, RIS and CSL share. An empty one is unknown; texts are one line each."""

    ris_type: str
    csl_type: str
    title: str
    outlet: str
    url: str
    author: str  # of the source, else who says the excerpt
    speaker: str
    date: tuple[str, ...]  # year, month, day as far as known
    where: str  # "line 3", "p. 7"
    language: str


def reference(excerpt: Excerpt) -> Reference:
    """The source of an excerpt."""
    ris_type, csl_type = _TYPES.get(excerpt.kind.lower(), ("GEN", "document"))
    found = _DATE.match(excerpt.date)
    speaker = clean_line(excerpt.speaker or "")
    return Reference(
        ris_type,
        csl_type,
        clean_line(excerpt.title or excerpt.doc),
        clean_line(excerpt.outlet),
        clean_line(excerpt.url),
        clean_line(excerpt.author) or speaker,
        speaker,
        tuple(part for part in found.groups() if part) if found else (),
        location(excerpt),
        clean_line(excerpt.language),
    )
