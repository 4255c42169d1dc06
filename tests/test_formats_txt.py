"""Plain text is the text of the file, line for line; what is no text is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FormatError
from index.formats import extract, passed_over
from index.model import MarkKind
from index.text.clean import clean


@given(st.text(max_size=100))
def test_the_text_is_the_cleaned_text(text: str) -> None:
    try:
        extraction = extract(Path("a.txt"), text.encode("utf-8", "surrogatepass"), "utf-8")
    except FormatError:
        return
    if "\ufeff" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert extraction.text == clean(text)


def test_lines_are_counted_as_editors_count_them() -> None:
    extraction = extract(Path("a.txt"), "one\r\ntwo\rthree\u2028still three\x0cand still\n".encode())
    assert extraction.text == "one\ntwo\nthree still three and still\n"


@pytest.mark.parametrize("name", ["a.txt", "notes", "a.unknown", "LICENSE", "a.TXT", "a.log"])
def test_a_suffix_nobody_knows_is_read_as_text(name: str) -> None:
    assert extract(Path(name), b"# not a heading\n").text == "# not a heading\n"


def test_markdown_is_known_by_its_suffix() -> None:
    assert extract(Path("a.MD"), b"# a heading\n").marks[0].kind is MarkKind.HEADING


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"PK\x03\x04rest",
        b"\x1f\x8b\x08",
        bytes(range(256)) * 40,
        b"a\0b\0c" + b"\0" * 999,
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        extract(Path("a.txt"), data)


def test_a_flood_of_bells_is_still_text() -> None:
    extraction = extract(Path("a.txt"), b"\x07" * 5000 + b" and then some words")
    assert extraction.text.endswith("and then some words")


@pytest.mark.parametrize(
    ("name", "no_reading"), [("a.png", True), ("b.ZIP", True), ("c.txt~", True), ("d.md", False), ("a", False)]
)
def test_what_is_no_reading_is_known_by_its_name(name: str, no_reading: bool) -> None:
    assert passed_over(name) is no_reading


def test_what_was_lost_on_the_way_is_said() -> None:
    extraction = extract(Path("a.txt"), "Приплыла лодка ".encode() * 20 + b"\xff\xfe and on")
    assert extraction.problems == ("2 damaged characters: not all of it is utf-8",)
    hidden = (
        "Hello" + "".join(chr(0xE0000 + ord(letter)) for letter in "obey") + " there \U0001f3f4\U000e0067\U000e007f"
    )
    extraction = extract(Path("a.txt"), hidden.encode())
    assert extraction.text == "Hello there \U0001f3f4"
    assert extraction.problems == ("4 invisible characters that spell a hidden text were left out",)
