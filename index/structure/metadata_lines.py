"""Lines about a text rather than of it: bylines, date lines, "Episode Date: ...", "Outlet | 2014-05-08"."""

from __future__ import annotations

import re

from index.text.dates import DATE
from index.structure.names import NAME

_BYLINE = re.compile(
    rf"(?i:by|written by|words by|story by|reported by|text by|interview by|author:|von|par|por)\s+(?P<who>{NAME}(?:(?:,|,? and| &| und| et| y)\s+{NAME})*)"
    rf"(?P<rest>\s*(?:[,|•·–—-].*|\(.*\)|for\s.*|in\s.*)?)",
    re.S,
)
_KEYED = re.compile(
    r"(?:episode date|publication date|release date|air date|date published|date posted|date|published(?: on| at)?|first published|posted(?: on)?|updated(?: on| at)?"
    r"|last (?:updated|modified)|aired(?: on)?|broadcast(?: on)?|recorded(?: on)?|released(?: on)?|author|authors|source|publication|url|section|category|tags?|topics?"
    r"|filed under|outlet|publisher|programme?|show|episode|season|host|hosts|guest|guests|duration|running time|length|language|transcribed by|transcript by|interviewer|interviewee)"
    r"\s*[:|]\s*\S",
    re.I,
)
_EDITORIAL = re.compile(
    r"(?:\(?(?:this|the|our|their|these) (?:interview|conversation|transcript|q&a|discussion|exchange|remarks|answers|responses)\b.{0,40}"
    r"\b(?:edited|condensed|lightly|transcribed|translated|generated|abridged)\b|\(?(?:interview|transcript) (?:edited|condensed))",
    re.I | re.S,
)
_DATELINE = re.compile(rf"(?P<outlet>[^|•·\n]{{2,60}}?)\s*[|•·]\s*(?P<date>{DATE})(?:\s*[|•·].*)?", re.I)


def byline(line: str) -> re.Match[str] | None:
    """The match of a whole line "By Ada Hart, Science Editor", with the groups `who` and `rest`."""
    return (
        _BYLINE.fullmatch(line.strip()) if len(line) <= 160 and len(line.split()) <= 20 and line[:1].isupper() else None
    )


def dated_outlet(line: str) -> re.Match[str] | None:
    """The match of a whole line "Outlet | date", with the groups `outlet` and `date`."""
    return _DATELINE.fullmatch(line.strip()) if len(line) <= 160 else None


def is_keyed(line: str) -> bool:
    """Whether a block begins with a key such as "Episode Date:"."""
    return bool(_KEYED.match(line))


def is_editorial_note(line: str) -> bool:
    """Whether a line says how a conversation was prepared for print."""
    return len(line.split()) <= 45 and bool(_EDITORIAL.match(line.strip()))


def is_metadata_line(text: str) -> bool:
    """Whether a block tells about the text. Long blocks only when they begin with a date key, as episode notes do."""
    if len(text.split()) > 40:
        return bool(re.match(r"(?:episode|air|release|publication) date\s*:", text, re.I))
    if byline(text) or dated_outlet(text) or is_keyed(text) or is_editorial_note(text):
        return True
    return len(text) <= 80 and bool(
        re.fullmatch(rf"(?:\w+day,?\s+)?{DATE}(?:[,|•· at]+\d{{1,2}}[:.]\d\d.*)?\.?", text.strip(), re.I)
    )
