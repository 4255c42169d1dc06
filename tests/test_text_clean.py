"""Nothing foreign that passes the door can act on a terminal, hide, or change what a line is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.clean import MOST_MARKS, clean, clean_line

# Letters that test one another's company: joiners, marks, selectors, emoji, scripts that need joiners, controls.
AWKWARD = st.text(
    st.sampled_from("ab \n\r\t\x1b\x07\x9b\x85\u2028\u200b\u200c\u200d\u0301\u20dd\ufe0f\ufe00\U000e0100\u00ad\u202e")
    | st.sampled_from("\u0628\u064b\u0915\u094d\u0e01\u0e31\u0f90\u2764\U0001f468\U0001f525\ud800\ufffe\U000e0041")
)
ANYTHING = st.text(st.characters(), max_size=60)

MAY_BE_FORMAT = set("\u200b\u200c\u200d") | {chr(code) for code in (*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x08E2)}


def invisible(text: str) -> list[str]:
    return [
        letter
        for letter in text
        if (unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") and letter not in "\n\t")
        or letter in "\u202e\u2066"
    ]


@given(AWKWARD | ANYTHING)
def test_nothing_that_acts_or_reorders_survives(text: str) -> None:
    assert not invisible(clean(text))


@given(AWKWARD | ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(AWKWARD | ANYTHING)
def test_lines_are_cleaned_one_by_one(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    assert clean(text).split("\n") == [clean(line) for line in text.split("\n")]


@given(AWKWARD)
def test_only_newlines_end_a_line_for_any_other_tool(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) == cleaned.count("\n") + (not cleaned.endswith("\n") and cleaned != "")


def test_every_format_character_but_those_that_are_seen_goes() -> None:
    kept = {
        letter
        for letter in map(chr, range(0x3000))
        if unicodedata.category(letter) == "Cf" and letter in clean(f"a{letter}b")
    }
    assert all("ARABIC" in unicodedata.name(letter) or "SYRIAC" in unicodedata.name(letter) for letter in kept)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("before\x1b]52;c;QQ==\x07after", "before\u241b]52;c;QQ==\u2407after"),
        ("\x9b2J", "\ufffd2J"),
        ("\x00\x7f", "\u2400\u2421"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a b c d e f"),
        ("har\u00adbour Pi\u200ber \ufeffquay", "harbour Pier quay"),
        ("user\u202eresu", "user\ufffdresu"),
        ("hello\U000e0068\U000e0069 there", "hello there"),
        ("lone \udcff here", "lone \ufffd here"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_what_is_made_of_what(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
        "\u2764\ufe0f\u200d\U0001f525",  # a heart on fire
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, whose verbs need the non-joiner
        "\u0915\u094d\u200d\u0937",  # Devanagari, a half form
        "\u0e01\u0e32\u0e23\u200b\u0e04\u0e49\u0e32",  # Thai, words parted by U+200B
        "e\u0301 \u05e9\u05c1\u05b8 \u1ead",
    ],
)
def test_what_a_script_or_an_emoji_needs_stays(text: str) -> None:
    assert clean(text) == text


def test_a_joiner_between_letters_that_do_not_join_goes() -> None:
    assert clean("Deep\u200dSea and \u200c here\u200b.") == "DeepSea and  here."


def test_a_pile_of_marks_is_cut_down() -> None:
    assert clean("Z" + "\u0301\u0327\u0335" * 2000 + "algo") == "Z" + "\u0301\u0327\u0335" * (MOST_MARKS // 3) + "algo"


def test_a_name_becomes_one_line_of_bounded_length() -> None:
    assert clean_line("first\nsecond\tthird\x1b") == "first\u2424second third\u241b"
    assert clean_line("long" * 1000, 10) == "longlongl…"
    assert clean_line("short", 5) == "short"
