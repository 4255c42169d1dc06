"""Dates in the many ways people and programs write them, made ISO 8601, which the program sorts and compares."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari",
            "february feb februar février fevrier febrero febbraio fevereiro februari",
            "march mar märz maerz mars marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août aout agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"

DATE = (
    rf"(?:{_YEAR}-\d\d?-\d\d?(?:T[\d:.+Z-]+)?|{_YEAR}[/.]\d\d?[/.]\d\d?|\d\d?[/.]\d\d?[/.]{_YEAR}"
    rf"|{_YEAR}\s?年\s?\d\d?\s?月\s?\d\d?\s?日"
    rf"|(?:{_MONTH})\b\.?\s+{_DAY},?\s+{_YEAR}|{_DAY}\s+(?:of\s+|de\s+)?(?:{_MONTH})\b\.?,?\s+(?:de\s+)?{_YEAR}"
    rf"|(?:{_MONTH})\b\.?,?\s+{_YEAR})"
)
"""Any written date with a year, for `re.IGNORECASE`. A letter glued to the year ("2025The") does not hide it."""

_COMPACT = re.compile(rf"\b({_YEAR})([01]\d)([0-3]\d)(?!\d)")
_NUMBERS = re.compile(r"\d+")
_NAMED = re.compile(rf"\b(?:{_MONTH})\b", re.IGNORECASE)


def iso_date(written: str) -> str:
    """The date in `written`, a match of DATE or the value of a date field, as "2025", "2025-12" or "2025-12-14".

    "" when it holds no date or no such day exists. "3/4/2025" could be two days: it gives its year alone.
    """
    if compact := _COMPACT.search(written):
        return _valid(*map(int, compact.groups()))
    numbers = [int(number) for number in _NUMBERS.findall(written) if len(number) <= 8]
    year = next((number for number in numbers if 1500 <= number <= 2099), 0)
    if not year:
        return ""
    if named := _NAMED.search(written):
        month = _MONTHS[named[0].lower()]
        days = [number for number in numbers[:2] if number != year]
        return _valid(year, month, days[0] if days else 0)
    if numbers[0] == year:
        return _valid(*(*numbers, 0, 0)[:3])
    if len(numbers) < 2 or numbers[1] == year:
        return f"{year:04}"
    first, second = numbers[0], numbers[1]
    if first > 12 >= second or first == second:
        return _valid(year, second, first)
    if second > 12 >= first:
        return _valid(year, first, second)
    # "5.3.2025" with points is written by people who put the day first; with slashes nobody can tell.
    return _valid(year, second, first) if "." in written else f"{year:04}"


def _valid(year: int, month: int, day: int) -> str:
    if not month:
        return f"{year:04}"
    try:
        found = date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return found if day else found[:7]
