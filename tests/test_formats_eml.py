"""A letter is its header lines, its text, and what it quotes of others; what is attached is named."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import formats
from index.errors import FormatError
from index.model import Extraction, MarkKind

LETTER = """From: =?utf-8?q?J=C3=B6rg_Moss?= <jm@example.org>
To: Ada Hart <ada@example.org>
Date: Tue, 5 Mar 2024 23:30:00 +0100
Subject: =?iso-8859-1?q?Caf=E9?= plans
Content-Type: text/plain; charset=utf-8

Dear Ada,
it is shut.

> Is it open?
>> It was.

J.
"""


def read(letter: str | bytes) -> Extraction:
    return formats.extract(PurePath("a.eml"), letter.encode() if isinstance(letter, str) else letter)


def marked(extraction: Extraction, kind: MarkKind) -> list[str]:
    return [extraction.text[m.start : m.end] for m in extraction.marks if m.kind is kind]


def test_the_header_is_metadata_and_stands_over_the_text() -> None:
    letter = read(LETTER)
    known = letter.metadata
    assert (known.title, known.author, known.date) == ("Café plans", "Jörg Moss", "2024-03-05")
    assert known.people == ("Jörg Moss", "Ada Hart")
    assert marked(letter, MarkKind.META)[0].startswith("From: Jörg Moss <jm@example.org>\nTo: Ada")


def test_what_a_letter_quotes_stays_a_quotation() -> None:
    letter = read(LETTER)
    assert marked(letter, MarkKind.QUOTE) == ["Is it open?", "It was."]
    assert "Dear Ada,\nit is shut.\n\n" in letter.text


def test_the_plain_part_is_read_and_attachments_are_named() -> None:
    parts = (
        'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>Rich</p>\n--b\n'
        'Content-Type: text/plain\n\nPlain.\n--b\nContent-Disposition: attachment; filename="map.pdf"\n\nx\n--b--\n'
    )
    letter = read(parts)
    assert "Plain." in letter.text
    assert "Rich" not in letter.text
    assert letter.problems == ("1 attached, not read: map.pdf",)


def test_a_letter_of_html_alone_is_read() -> None:
    letter = read(
        "Subject: x\nContent-Type: text/html; charset=latin-1\nContent-Transfer-Encoding: base64\n\nPHA+Y2Fm6TwvcD4=\n"
    )
    assert letter.text.endswith("\n\ncaf\u00e9\n")


def test_a_letter_nested_without_end_is_refused_in_one_line() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2000))
    with pytest.raises(FormatError, match=r"parts|damaged"):
        read("Subject: x\n" + nested)


def test_what_has_no_header_is_no_letter() -> None:
    with pytest.raises(FormatError, match="no header"):
        read("\n\njust text\n")


@given(st.binary(max_size=300), st.sampled_from([LETTER[:40], LETTER[:260], LETTER]))
def test_no_letter_raises_anything_else(noise: bytes, begin: str) -> None:
    try:
        read(begin.encode() + noise)
    except FormatError as error:
        assert "\n" not in str(error)


def test_a_mailbox_is_refused_with_what_to_do() -> None:
    with pytest.raises(FormatError, match=r"save those you want as \.eml files"):
        formats.extract(PurePath("old.MBOX"), b"From ada Mon Jan  1 00:00:00 2024\nSubject: Tide\n\nIt turned.\n")
