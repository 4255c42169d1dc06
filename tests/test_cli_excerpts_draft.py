"""`excerpt` for writers: passages together, a board in order, a place given by hand, what stands how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_library import TALK, call, lines, make_library


@pytest.fixture
def user(tmp_path: Path) -> Path:
    make_library(tmp_path / "sources")
    return tmp_path


def excerpt(user: Path, *arguments: str, given: str = "") -> Any:
    return call("excerpt", *arguments, "-L", str(user / "sources"), given=given)


def ids(user: Path, *places: str) -> list[str]:
    return [line["id"] for line in lines(excerpt(user, "add", "--json", *places))]


def test_several_places_become_one_excerpt_in_the_order_of_the_text(user: Path) -> None:
    text = TALK.split("\n")
    (saved,) = lines(excerpt(user, "add", "--json", "--together", "talk.txt:7", "talk.txt:4"))
    assert saved["text"] == f"{text[3]} […] {text[6]}"
    assert " […] ".join(TALK[start:end] for start, end in saved["spans"]) == saved["text"]


def test_passages_of_two_documents_are_not_one_excerpt(user: Path) -> None:
    ran = excerpt(user, "add", "--together", "talk.txt:4", "brief.md:9")
    assert ran.returncode == 2
    assert b"one document" in ran.stderr


def test_a_place_is_added_to_an_excerpt_that_is_there(user: Path) -> None:
    (name,) = ids(user, "talk.txt:4")
    (joined,) = lines(excerpt(user, "add", "--json", "--to", name, "talk.txt:7"))
    assert joined["text"].count(" […] ") == 1
    (listed,) = lines(excerpt(user, "list", "--json"))
    assert (listed["id"], listed["status"]) == (joined["id"], "exact")


def test_a_program_may_send_an_excerpt_of_several_places(user: Path) -> None:
    asked = [{"doc": "talk.txt", "spans": [[10, 20], [40, 50]]}, {"doc": "talk.txt", "spans": []}]
    good, bad = lines(excerpt(user, "add", "--json", "-", given="".join(json.dumps(item) + "\n" for item in asked)))
    assert good["text"] == f"{TALK[10:20]} […] {TALK[40:50]}"
    assert "spans" in bad["error"]


def test_the_board_is_exported_in_its_order(user: Path) -> None:
    first, second, third = ids(user, "talk.txt:4", "talk.txt:7", "talk.txt:10")
    excerpt(user, "board", third, first)
    assert [line["id"] for line in lines(excerpt(user, "board", "--json", second, "--before", first))] == [
        third,
        second,
        first,
    ]
    excerpt(user, "board", "--off", second)
    exported = lines(excerpt(user, "export", "--board", "--format", "json"))
    assert [line["id"] for line in exported] == [third, first]


def test_an_empty_board_says_how_to_fill_it(user: Path) -> None:
    ran = excerpt(user, "board")
    assert ran.returncode == 1
    assert b"excerpt board ID" in ran.stderr


def test_an_orphan_is_placed_by_hand_and_keeps_its_words(user: Path) -> None:
    (name,) = ids(user, "talk.txt:4")
    words = TALK.split("\n")[3]
    (user / "sources" / "talk.txt").write_text(TALK.replace(words, "Another line altogether stands here."), "utf-8")
    (orphan,) = lines(excerpt(user, "list", "--json", "--status", "orphan"))
    assert orphan["id"] == name
    assert excerpt(user, "list", "--status", "exact").returncode == 1
    excerpt(user, "place", name, "talk.txt:L4")
    (placed,) = lines(excerpt(user, "verify", "--json"))
    assert (placed["status"], placed["text"]) == ("changed", words)
    assert placed["found"] == "Another line altogether stands here."


def test_a_thousand_good_lines_do_not_suffer_from_a_bad_one(user: Path) -> None:
    good = {"doc": "talk.txt", "start": 10, "end": 40}
    asked = [good] * 150 + [{**good, "end": 10**7}, {**good, "start": 40}] + [good] * 150
    answers = lines(excerpt(user, "add", "--json", "-", given="".join(json.dumps(item) + "\n" for item in asked)))
    assert [at for at, answer in enumerate(answers) if "error" in answer] == [150, 151]
    assert len(lines(excerpt(user, "list", "--json"))) == 300
