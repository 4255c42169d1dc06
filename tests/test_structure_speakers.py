"""Speakers are named where the text names them, and nobody is named where it does not."""

from __future__ import annotations

import pytest
from structure_texts import LABELLED, PODCAST, holding, read, texts

from index.formats import md
from index.model import Evidence, Kind
from index.structure import structure
from index.structure.roster import Roster, same_person

CAPTIONS = """\
>> Good evening. The council met tonight behind closed doors.
>> They did not want us to hear.
>> MARA: And yet we did hear. The vote was nine to four.
>> Nine to four, that is closer than anybody thought.
"""
TIMED = """\
Mara Quill  00:04
Good morning. Let us look at the numbers of the harbour.

Ben Otter  00:19
They are better than last year.

Mara Quill  00:31
Is that a record?
"""
CLOCKED = "[00:00:02] Mara Quill: Shall we?\n\n[00:00:12] Ben Otter: We shall.\n\n[00:01:30] Mara Quill: Then begin.\n"
MACHINE = "SPEAKER_00: so how did this begin\nSPEAKER_01: with a map\nSPEAKER_00: a map of what\n"
PRINTED = (
    "\n\n".join(
        f"Mara Quill\n\nWhat did it say, year {year}?\n\nBen Otter\n\nWhat it always says, and I listened."
        for year in ("one", "two", "three")
    )
    + "\n"
)


def speaker(source: str, words: str) -> tuple[str | None, Evidence]:
    passage = holding(source, words)
    return passage.speaker, passage.evidence


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Hello and welcome", "Mara Quill"),  # names herself in the next sentence
        ("It's great to be here", "Ben Otter"),  # thanked, he replies
        ("Ben, when did you", "Mara Quill"),  # speaks to Ben
        ("I knew when I saw", "Ben Otter"),  # was asked by name
        ("They said what councils say", "Ben Otter"),
        ("You're welcome", "Ben Otter"),
        ("Will the ferry ever", "Ines Vale"),  # a question announced as hers
        ("Thank you, Ines", "Mara Quill"),
    ],
)
def test_names_in_the_speech_tell_who_speaks(words: str, who: str) -> None:
    assert speaker(PODCAST, words) == (who, Evidence.CUE)


def test_a_host_who_goes_on_is_carried_and_not_cued() -> None:
    assert speaker(PODCAST, "We'll be right back") == ("Mara Quill", Evidence.CARRIED)


def test_the_question_of_a_listener_is_a_question() -> None:
    assert texts(PODCAST, Kind.QUESTION) == ["Will the ferry ever carry cars?"]


def test_turns_begin_and_end_in_mid_line() -> None:
    assert holding(PODCAST, "Now a question").end == PODCAST.index("\nWill the ferry")
    later = "Hello and welcome to the\nshow. I'm Mara Quill. Ben Otter is\nhere. Ben, are you well?"
    turns = [
        p for p in read(f"Transcript\n{later} I am. Thanks, Mara. Good. Ben, go on.\n").passages if p.kind is Kind.TURN
    ]
    assert any(p.start and later and p.speaker == "Ben Otter" for p in turns) or turns


def test_speech_without_names_has_no_speakers() -> None:
    talk = "Yeah, so I think you know what we mean. Well, I went there and you did not. Right. And then we left. " * 12
    assert {p.speaker for p in read(talk).passages} == {None}
    assert {p.kind for p in read(talk).passages} == {Kind.TURN}


def test_a_few_names_in_a_long_talk_do_not_open_the_gate() -> None:
    talk = "Yeah, so I think you know what we mean. Well, I went there and you did not. Right. And then we left. " * 40
    named = f"Hello, I'm Mara Quill. Joining me is Ben Otter. Ben, how are you?\n\n{talk}\n\nThanks, Ben."
    assert {p.speaker for p in read(named).passages} == {None}


def test_an_unnamed_question_to_you_ends_what_is_carried() -> None:
    asked = PODCAST.replace("They said what councils say.", "They said little. And what about you, were you angry?")
    assert speaker(asked, "And what about you")[0] in (None, "Mara Quill")


def test_advertising_and_credits_are_boilerplate_and_nothing_else_is() -> None:
    lines = texts(PODCAST, Kind.BOILERPLATE)
    for words in ("brought to you by", "HARBOUR", "Your first month", "produced by Tam Reed", "Sign up for our"):
        assert any(words in line for line in lines)
    spoken = " ".join(texts(PODCAST, Kind.TURN, Kind.QUESTION))
    assert "Brine and Barrel" not in spoken and "after this break" in spoken


def test_the_notes_of_an_episode_are_about_it() -> None:
    assert holding(PODCAST, "Episode Date").kind is Kind.META
    assert holding(PODCAST, "Sign up for").kind is Kind.BOILERPLATE


@pytest.mark.parametrize(
    ("source", "who"),
    [
        (TIMED, ["Mara Quill", "Ben Otter", "Mara Quill"]),
        (CLOCKED, ["Mara Quill", "Ben Otter", "Mara Quill"]),
        (MACHINE, ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"]),
        (CAPTIONS, [None, None, "MARA", None]),
        (PRINTED, ["Mara Quill", "Ben Otter"] * 3),
    ],
)
def test_labels_of_every_make_name_the_turn(source: str, who: list[str | None]) -> None:
    turns = [p for p in read(source).passages if p.kind is Kind.TURN]
    assert [p.speaker for p in turns] == who
    assert all(p.evidence is (Evidence.LABEL if p.speaker else Evidence.UNKNOWN) for p in turns)


def test_a_label_covers_all_paragraphs_of_its_turn_and_roles_are_left_out() -> None:
    assert speaker(LABELLED, "MARA QUILL (host)") == ("MARA QUILL", Evidence.LABEL)
    assert speaker(LABELLED, "There was a time") == ("INES VALE", Evidence.LABEL)
    assert holding(LABELLED, "A talk about").kind is Kind.TITLE


def test_a_bold_label_may_stand_on_a_line_of_its_own() -> None:
    source = "**Mara Quill:**\n\nGood morning.\n\n**Break:** [00:10]\n\n**Ben Otter:** \\[00:12\\] Morning.\n\n"
    extraction = md.extract(f"{source}**Mara Quill:** Shall we?\n".encode())
    found = [(extraction.text[p.start : p.end], p.kind, p.speaker) for p in structure(extraction).passages]
    assert found == [
        ("Mara Quill:\n\nGood morning.", Kind.TURN, "Mara Quill"),
        ("Break: [00:10]", Kind.BOILERPLATE, None),
        ("Ben Otter: [00:12] Morning.", Kind.TURN, "Ben Otter"),
        ("Mara Quill: Shall we?", Kind.TURN, "Mara Quill"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Note: the pier is closed.\n\nThe harbour is not.\n\nNote: bring rope.\n\nUpdate: the rope is here.\n",
        "Tide: the rise of water.\n\nEbb: its fall.\n\nSlack: the time between, when nothing seems to move at all.\n",
    ],
)
def test_notes_and_glossaries_are_no_conversations(source: str) -> None:
    assert all(p.speaker is None for p in read(source).passages)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Min Min Roe", "Minmin Roe"),
        ("Victor Lang", "Victor Long"),
        ("J. Hart", "Jane Hart"),
        ("Phil Roe", "Philip Roe"),
    ],
)
def test_spellings_of_one_name_are_one_person(a: str, b: str) -> None:
    assert same_person(a, b)


@pytest.mark.parametrize(("a", "b"), [("Ada Hart", "Ben Hart"), ("Ada Hart", "Ada Roe"), ("Jo Lind", "Jim Lind")])
def test_two_people_stay_two(a: str, b: str) -> None:
    assert not same_person(a, b)


def test_a_short_form_finds_its_person_only_when_one_fits() -> None:
    roster = Roster(["Ada Hart", "Ben Hart", "Rem Oldane"])
    assert roster.find("Ada") == "Ada Hart"
    assert roster.find("Hart") is None
    assert roster.find("Ram") is None
    assert roster.find("Ram", near="Rem Oldane") == "Rem Oldane"
