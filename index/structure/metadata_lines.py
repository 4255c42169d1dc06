"""Lines about a text rather than of it: bylines, date lines, "Episode Date: ...", "Outlet | 2014-05-08"."""

from __future__ import annotations

import re

from index.structure.names import NAME
from index.structure.wordlist import Pattern, one_of
from index.text.dates import DATE

_NAMES = rf"{NAME}(?:(?:,|,? and| &| und| et| y)\s+{NAME})*"
_BYLINE = Pattern(
    rf"(?i:by|written by|words by|story by|reported by|text by|interview by|author:|von|par|por)\s+(?P<who>{_NAMES})"
    r"(?P<rest>\s*(?:[,|•·–—-].*|\(.*\)|for\s.*|in\s.*)?)",
    re.DOTALL,
)
_KEYED = one_of(
    r"""
    (?:episode|publication|release|air) date\s*[:|]\s*\S
    date (?:published|posted)\s*[:|]\s*\S
    (?:date|published(?: on| at)?|first published|posted(?: on)?|aired(?: on)?|broadcast(?: on)?)\s*[:|]\s*\S
    (?:updated(?: on| at)?|last (?:updated|modified)|recorded(?: on)?|released(?: on)?)\s*[:|]\s*\S
    (?:authors?|source|publication|url|section|category|tags?|topics?|filed under|outlet|publisher)\s*[:|]\s*\S
    (?:programme?|show|episode|season|hosts?|guests?|duration|running time|length|language)\s*[:|]\s*\S
    (?:transcribed by|transcript by|interviewer|interviewee)\s*[:|]\s*\S
    """
)
_EPISODE_NOTES = one_of(r"(?:episode|air|release|publication) date\s*:")
_CONVERSATION = r"(?:interview|conversation|transcript|q&a|discussion|exchange|remarks|answers|responses)"
_EDITORIAL = one_of(
    rf"""
    \(?(?:this|the|our|their|these) {_CONVERSATION}\b.{{0,40}}\b(?:edited|condensed|lightly|transcribed|translated)\b
    \(?(?:this|the|our) {_CONVERSATION}\b.{{0,40}}\bgenerated\b
    (?:this is )?an? (?:unedited |uncorrected )?rush transcript\b
    \(?(?:interview|transcript) (?:edited|condensed)
    (?:this|the) (?:article|story|post|report) (?:has been|was) (?:updated|corrected|amended)
    """
)
_DATELINE = Pattern(
    rf"(?P<outlet>[^|•·\n]{{2,60}}?)\s*[|•·]\s*(?P<date>{DATE})(?:\s*[|•·].*)?", re.IGNORECASE | re.DOTALL
)
_DAY = Pattern(rf"(?:\w+day,?\s+)?{DATE}(?:[,|•· at]+\d{{1,2}}[:.]\d\d.*)?\.?", re.IGNORECASE | re.DOTALL)
_OUTLET_ALONE = Pattern(r"[^|\n]{2,40}\s\|")


def byline(line: str) -> re.Match[str] | None:
    """The match of a whole line "By Ada Hart, Science Editor", with the groups `who` and `rest`."""
    short = len(line) <= 160 and len(line.split()) <= 20 and line[:1].isupper()
    return _BYLINE.fullmatch(line.strip()) if short else None


def dated_outlet(line: str) -> re.Match[str] | None:
    """The match of a whole line "Outlet | date", with the groups `outlet` and `date`."""
    return _DATELINE.fullmatch(line.strip()) if len(line) <= 160 else None


def is_keyed(line: str) -> bool:
    """Whether a block begins with a key such as "Episode Date:"."""
    return _KEYED.match(line) is not None


def is_editorial_note(line: str) -> bool:
    """Whether a line says how a text was prepared or changed."""
    return len(line.split()) <= 45 and _EDITORIAL.match(line.strip()) is not None


def is_metadata_line(text: str) -> bool:
    """Whether a block tells about the text. Long blocks only when they begin with a date key, as episode notes do."""
    if len(text.split()) > 40:
        return _EPISODE_NOTES.match(text) is not None
    if byline(text) or dated_outlet(text) or is_keyed(text) or is_editorial_note(text):
        return True
    return len(text) <= 80 and (_DAY.fullmatch(text.strip()) or _OUTLET_ALONE.fullmatch(text.strip())) is not None
