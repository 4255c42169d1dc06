"""Dates as people and programs write them, made ISO 8601: the form that the rest of the program sorts and compares."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r")\b\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)",
        rf"{_YEAR}/(?P<m>\d\d?)/(?P<d>\d\d?)(?!\d)",
        rf"{_YEAR}(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)",
        rf"{_YEAR}年\s*(?P<m>\d\d?)月(?:\s*(?P<d>\d\d?)日)?",
        rf"{_MONTH}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?P<d>\d\d?)(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?{_YEAR}",
        rf"(?P<x>\d\d?)/(?P<y>\d\d?)/{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<m>\d\d)(?!\d)",
        rf"{_YEAR}(?![\d-])",
    )
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+", re.IGNORECASE)


def iso_date(text: str) -> str:
    """The date with which `text` begins, as "2025", "2025-12" or "2025-12-14"; "" when it begins with none.

    "3/4/2025" could be two days: such a date gives its year alone, unless one of the numbers can be no month.
    """
    text = text.strip()
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    for form in _FORMS:
        if found := form.match(text):
            return _iso({name: value for name, value in found.groupdict().items() if value})
    return ""


def _iso(parts: dict[str, str]) -> str:
    year = int(parts["year"])
    month = _MONTHS[parts["month"].lower()] if "month" in parts else int(parts.get("m", 0))
    day = int(parts.get("d", 0))
    if "x" in parts:
        first, second = int(parts["x"]), int(parts["y"])
        if first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            month, day = first, second
    if not month:
        return f"{year:04}"
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return ""
    return found.isoformat() if day else found.isoformat()[:7]
