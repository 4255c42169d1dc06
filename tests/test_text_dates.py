"""A date that is written is a date that sorts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.dates import DATE, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-07", "2024-03-07"),
        ("2024-3-7", "2024-03-07"),
        ("2024-03-07T18:00:00+01:00", "2024-03-07"),
        ("20240307", "2024-03-07"),
        ("2024/03/07", "2024-03-07"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("March 7, 2024", "2024-03-07"),
        ("Mar. 7th, 2024", "2024-03-07"),
        ("7 March 2024", "2024-03-07"),
        ("Thu, 7 Mar 2024 18:00:00 +0100", "2024-03-07"),
        ("7. März 2024", "2024-03-07"),
        ("7 de marzo de 2024", "2024-03-07"),
        ("March 2024", "2024-03"),
        ("7.3.2024", "2024-03-07"),
        ("2024年3月7日", "2024-03-07"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("3/7/2024", "2024"),
        ("2024-13-45", ""),
        ("30 February 2024", ""),
        ("tomorrow", ""),
        ("", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@given(st.text(max_size=30) | st.from_regex(DATE, fullmatch=True))
def test_whatever_is_written_gives_a_date_or_nothing(written: str) -> None:
    assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", iso_date(written))


@pytest.mark.parametrize("written", ["Tue, 0" + "7" * 70 + " Mar 2024", "2024-" + "9" * 5000, "1" * 5000])
def test_a_number_that_is_no_day_is_no_date_and_no_error(written: str) -> None:
    assert iso_date(written) in ("", "2024", "2024-03")
