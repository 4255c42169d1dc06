"""Subtitles become what is said: cues joined, speakers kept, the time of every cue there to be cited."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import formats
from index.model import Extraction, MarkKind, place_in
from index.text.clean import clean

SRT = """1
00:00:01,000 --> 00:00:03,000
The harbour was built

2
00:00:03,100 --> 00:00:05,000
in the year of the flood.

3
00:12:04,500 --> 00:12:07,000
<i>Nobody</i> remembers {\\an8}who paid.
"""


def read(text: str, name: str = "talk.srt") -> Extraction:
    return formats.extract(PurePath(name), text.encode())


def place(extraction: Extraction, said: str) -> str:
    start = extraction.text.index(said)
    return place_in(extraction.marks, start, start + len(said))


def test_cues_are_joined_into_sentences_and_a_pause_parts_them() -> None:
    assert read(SRT).text == "The harbour was built in the year of the flood.\n\nNobody remembers who paid.\n"


def test_each_cue_keeps_its_time() -> None:
    talk = read(SRT)
    assert [place(talk, said) for said in ("harbour", "flood", "remembers")] == ["0:01", "0:03", "12:04"]
    assert place(talk, "harbour was built in the year") == "0:01–0:03"


def test_times_past_an_hour_name_the_hour() -> None:
    assert place(read("1\n01:02:03,000 --> 01:02:04,000\nLate.\n"), "Late") == "1:02:03"


def test_webvtt_notes_styles_and_cue_names_are_left_out() -> None:
    head = "WEBVTT\nLanguage: fr\n\nNOTE a secret\nof two lines\n\nSTYLE\n::cue { color: red }\n\n"
    text = head + "intro\n00:01.000 --> 00:02.000 align:start\nBonjour.\n"
    talk = read(text, "talk.vtt")
    assert talk.text == "Bonjour.\n"
    assert talk.metadata.language == "fr"


def test_voices_become_turns() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ada Moss>Who rang the bell?</v>\n\n"
        "00:02.000 --> 00:03.000\n<v Ben Hart>I did,\n\n00:03.000 --> 00:04.000\n<v Ben Hart>twice.\n"
    )
    talk = read(text, "talk.vtt")
    assert talk.text == "Ada Moss: Who rang the bell?\n\nBen Hart: I did, twice.\n"
    assert [m.value for m in talk.marks if m.kind is MarkKind.LABEL] == ["Ada Moss", "Ben Hart"]


def test_names_in_capitals_begin_turns() -> None:
    talk = read("1\n00:00:01,000 --> 00:00:02,000\nADA: Who rang?\nBEN: I did.\n")
    assert talk.text == "ADA: Who rang?\n\nBEN: I did.\n"


def test_captions_that_roll_up_are_read_once() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nthe tide came in\n\n00:02.000 --> 00:04.000\nthe tide came in\nand hid\n"
    assert read(text, "talk.vtt").text == "the tide came in and hid\n"


@pytest.mark.parametrize(
    "broken",
    [
        "1\n00:00:01,000 -> 00:00:02,000\nSaid anyway.",  # a shorter arrow
        "00:01.0 --> 00:02.0\nSaid anyway.",
        "1\n00:00:01.000-->00:00:02.000\nSaid anyway.\n\n2\n",
        "1\n99:99:99,999 --> 00:00:00,000\n<font color='x'>Said anyway.",
        "0:00:01.000,0:00:02.000\nSaid anyway.",  # SBV
        "Said anyway.\n\nX\n-->\n",
    ],
)
def test_broken_subtitles_are_read_as_far_as_they_go(broken: str) -> None:
    assert "Said anyway." in read(broken).text


def test_a_file_without_times_is_read_as_text_and_says_so() -> None:
    talk = read("Only words.\n\nNo times.\n")
    assert talk.text == "Only words.\n\nNo times.\n"
    assert "no times" in talk.problems[0]


@given(st.text(st.sampled_from("0:1,.-> \n<v/>Ada&#;{}\\"), max_size=300), st.sampled_from(["a.srt", "a.vtt"]))
def test_no_subtitles_raise(text: str, name: str) -> None:
    talk = read(text, name)
    assert clean(talk.text) == talk.text
    assert all(0 <= mark.start < mark.end <= len(talk.text) for mark in talk.marks)
