"""`excerpt` from a script's side: an answer means that it is on the disk, and what was saved comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_library import START, TALK, call, environment, lines, make_library

import index
from index.api import Library
from index.excerpts import FORMATS, ExcerptStore, Status
from index.paths import data_dir
from tui.cli.excerpt.standing import standing
from tui.cli.verb import Asked

FIRST = TALK.index("We will rebuild")
SPAN = (FIRST, FIRST + len("We will rebuild the old pier"))


@pytest.fixture
def user(tmp_path: Path) -> Path:
    make_library(tmp_path / "sources")
    return tmp_path


def excerpt(user: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    return call("excerpt", *arguments, "-L", str(user / "sources"), given=given)


def add(user: Path, *wanted: dict[str, Any]) -> list[dict[str, Any]]:
    given = "".join(json.dumps(item) + "\n" for item in wanted)
    return lines(excerpt(user, "add", "--json", "-", given=given))


def test_an_excerpt_by_line_by_offsets_and_by_a_marked_range(user: Path) -> None:
    ran = excerpt(user, "add", "--json", "talk.txt:4", f"talk.txt:{SPAN[0]}-{SPAN[1]}", "talk.txt:L4-L5")
    text = TALK.split("\n")
    assert [line["text"] for line in lines(ran)] == [text[3], "We will rebuild the old pier", "\n".join(text[3:5])]
    assert [TALK[line["start"] : line["end"]] for line in lines(ran)] == [line["text"] for line in lines(ran)]


def test_the_same_words_again_are_answered_with_the_excerpt_there_is(user: Path) -> None:
    first = excerpt(user, "add", "--json", "talk.txt:4")
    again = excerpt(user, "add", "--json", "talk.txt:4", "--tag", "pier")
    assert lines(again) == lines(first) and b"holds these words already" in again.stderr
    assert [line["tags"] for line in lines(excerpt(user, "list", "--json"))] == [["pier"]]


def test_note_and_tags_are_kept_and_listed(user: Path) -> None:
    (saved,) = lines(
        excerpt(user, "add", "--json", "talk.txt:4", "--note", "for chapter two", "--tag", "pier", "--tag", "sea")
    )
    (listed,) = lines(excerpt(user, "list", "--json"))
    assert listed["id"] == saved["id"]
    assert (listed["note"], listed["tags"], listed["status"]) == ("for chapter two", ["pier", "sea"], "exact")
    assert TALK[listed["end"] :].startswith(listed["suffix"])
    assert TALK[: listed["start"]].endswith(listed["prefix"])


def test_lines_of_json_are_answered_in_order_and_the_bad_ones_named(user: Path) -> None:
    good = {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1], "note": "n", "tags": ["t"]}
    asked = [
        json.dumps(good),
        "no json",
        json.dumps({**good, "doc": "nowhere.txt"}),
        json.dumps({**good, "start": 5, "end": 10**9}),
        json.dumps({**good, "start": "5"}),
        json.dumps({**good, "tags": "t"}),
        "[]",
        json.dumps(good),
    ]
    ran = excerpt(user, "add", "--json", "-", given="\n".join(asked))
    answers = lines(ran)
    assert [sorted(answer) == ["error"] for answer in answers] == [False, True, True, True, True, True, True, False]
    assert ran.returncode == 2
    assert all(sorted(answer) == ["doc", "end", "id", "start", "text"] for answer in answers if "id" in answer)
    assert len(lines(excerpt(user, "list", "--json"))) == 2


def test_a_program_may_wait_for_each_answer(user: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", START, "excerpt", "add", "--json", "-", "-L", str(user / "sources")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(user),
    )
    assert process.stdin is not None and process.stdout is not None
    log = user / "xdg_data_home" / "variorum" / "excerpts.jsonl"
    for start in range(0, 50, 10):
        process.stdin.write(json.dumps({"doc": "talk.txt", "start": start, "end": start + 20}).encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert answer["text"] == TALK[start : start + 20]
        assert answer["id"] in log.read_text(encoding="utf-8")
    process.stdin.close()
    process.stdout.close()
    assert process.wait(60) == 0


def test_what_cannot_be_written_is_said_for_each_and_never_saved_later(user: Path) -> None:
    data_dir().parent.mkdir(parents=True, exist_ok=True)
    data_dir().write_text("a file stands where the folder should be", encoding="utf-8")
    given = "".join(json.dumps({"doc": "talk.txt", "start": at, "end": at + 20}) + "\n" for at in (0, 30))
    ran = excerpt(user, "add", "--json", "-", given=given)
    assert ran.returncode == 2
    assert [list(answer) for answer in lines(ran)] == [["error"], ["error"]]
    ran = excerpt(user, "add", "talk.txt:4")
    assert ran.returncode == 2
    assert not ran.stdout
    assert ran.stderr.count(b"\n") == 1


def test_change_delete_and_bring_back(user: Path) -> None:
    (saved,) = add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1]})
    name = saved["id"]
    assert lines(excerpt(user, "note", name[:6], "a note", "--json"))[0]["note"] == "a note"
    assert lines(excerpt(user, "tag", name, "one", "two", "--json"))[0]["tags"] == ["one", "two"]
    assert lines(excerpt(user, "tag", name, "--remove", "one", "--json"))[0]["tags"] == ["two"]
    assert excerpt(user, "rm", name).returncode == 0
    assert excerpt(user, "list").returncode == 1
    assert [line["id"] for line in lines(excerpt(user, "list", "--deleted", "--json"))] == [name]
    assert excerpt(user, "restore", name).returncode == 0
    (listed,) = lines(excerpt(user, "list", "--json"))
    assert (listed["id"], listed["note"], listed["tags"]) == (name, "a note", ["two"])
    assert excerpt(user, "rm", "zzzz").returncode == 2


def test_the_list_is_chosen_by_tag_document_and_words(user: Path) -> None:
    add(
        user,
        {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1], "tags": ["pier"]},
        {"doc": "brief.md", "start": 100, "end": 160, "note": "on costs"},
    )

    def count(*chosen: str) -> int:
        return len(lines(excerpt(user, "list", "--json", *chosen)))

    assert count() == 2
    assert count("--tag", "pier") == 1
    assert count("--doc", "brief.md") == 1
    assert count("--find", "COSTS on") == 1
    assert count("--find", "rebuild costs") == 0
    assert count("--speaker", "Nobody") == 0


def test_verify_tells_found_from_changed_from_gone(user: Path) -> None:
    (saved,) = add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1]})
    source = user / "sources" / "talk.txt"
    assert excerpt(user, "verify").returncode == 0
    source.write_text("A new first line.\n" + TALK, encoding="utf-8")
    (moved,) = lines(excerpt(user, "verify", "--json"))
    assert (moved["status"], moved["start"]) == ("exact", SPAN[0] + 18)
    assert call("excerpt", "verify", "-L", str(user / "sources")).stdout.decode().split("\t")[2] == "talk.txt:5"
    assert moved["found"] == moved["text"] == saved["text"]
    source.write_text("Nothing of that talk is left in this file, not one sentence of it.\n", encoding="utf-8")
    ran = excerpt(user, "verify", "--json")
    (gone,) = lines(ran)
    assert ran.returncode == 1
    assert (gone["status"], gone["start"], gone["end"]) == ("orphan", None, None)
    assert gone["text"] == saved["text"]


def test_an_excerpt_of_another_library_is_no_orphan(user: Path) -> None:
    add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1]})
    other = make_library(user / "other")
    (other / "talk.txt").unlink()
    (listed,) = lines(call("excerpt", "list", "--json", "-L", str(other)))
    assert listed["status"] == "exact"
    (other / "talk.txt").write_text("A file of the same name that holds other words.\n", encoding="utf-8")
    (listed,) = lines(call("excerpt", "list", "--json", "-L", str(other)))
    assert listed["status"] == "exact"


def test_a_file_outside_the_library_is_read_once_for_all_its_excerpts(
    user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1]}, {"doc": "brief.md", "start": 200, "end": 230})
    add(user, *({"doc": "talk.txt", "start": start, "end": start + 40} for start in (300, 360, 420)))
    read, opened = index.open_library, []

    def counting(path: str) -> Library:
        opened.append(Path(path).name)
        return read(path)

    monkeypatch.setattr(index, "open_library", counting)
    ran = standing(Asked((str(make_library(user / "other")),)), ExcerptStore().all())
    assert [item.placement.status for item in ran] == [Status.EXACT] * 5
    assert sorted(opened) == ["brief.md", "other", "talk.txt"]


def test_places_that_do_not_all_fit_leave_the_excerpt_as_it_was(user: Path) -> None:
    (kept,) = lines(excerpt(user, "add", "--json", "talk.txt:4"))
    ran = excerpt(user, "add", "--to", kept["id"], "talk.txt:7", "talk.txt:4", "--note", "both")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert [line["id"] for line in lines(excerpt(user, "list", "--json"))] == [kept["id"]]
    excerpt(user, "add", "--to", kept["id"], "talk.txt:10", "talk.txt:7", "--note", "all")
    (joined,) = lines(excerpt(user, "list", "--json"))
    assert (joined["text"].count("[…]"), joined["note"]) == (2, "all")


def test_a_damaged_line_is_named_by_its_number_and_the_log_stays_as_it_is(user: Path) -> None:
    add(user, {"doc": "talk.txt", "start": 0, "end": 20}, {"doc": "talk.txt", "start": 30, "end": 60})
    log = data_dir() / "excerpts.jsonl"
    first, second = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(first.replace(b"doc", b"d\0c") + second)
    before = log.read_bytes()
    ran = excerpt(user, "list", "--json")
    assert len(lines(ran)) == 1
    assert b"line 1" in ran.stderr
    assert log.read_bytes() == before


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_the_words_and_where_they_came_from(user: Path, form: str) -> None:
    add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1]})
    ran = excerpt(user, "export", "--format", form)
    assert ran.returncode == 0, ran.stderr.decode()
    written = ran.stdout.decode("utf-8")
    assert "We will rebuild the old pier" in " ".join(written.split())
    assert "The Pier and the Winter" in written or "talk.txt" in written


def test_compaction_says_the_same_with_less(user: Path) -> None:
    (saved,) = add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1]})
    for number in range(5):
        excerpt(user, "note", saved["id"], f"note {number}")
    before = lines(excerpt(user, "list", "--json"))
    (told,) = lines(excerpt(user, "compact", "--json"))
    assert told["after"] < told["before"]
    assert lines(excerpt(user, "list", "--json")) == before


def test_what_was_exported_is_taken_back_once(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(user, {"doc": "talk.txt", "start": SPAN[0], "end": SPAN[1], "note": "n", "tags": ["t"]})
    kept = user / "kept.jsonl"
    kept.write_bytes(excerpt(user, "export", "--format", "json").stdout)
    excerpt(user, "rm", lines(excerpt(user, "list", "--json"))[0]["id"])
    monkeypatch.setenv("XDG_DATA_HOME", str(user / "elsewhere"))
    for saved in (1, 0):
        ran = call("excerpt", "import", str(kept), "--json")
        assert (ran.returncode, len(lines(ran))) == (0, saved), ran.stderr.decode()
    (listed,) = lines(excerpt(user, "list", "--json"))
    assert (listed["text"], listed["note"], listed["tags"]) == ("We will rebuild the old pier", "n", ["t"])


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"red\x1b[31m.txt", b"two\nlines.txt"])
def test_a_file_of_another_library_is_found_though_its_name_cannot_be_shown(user: Path, name: bytes) -> None:
    odd = user / os.fsdecode(b"odd \xff folder") / os.fsdecode(name)
    odd.parent.mkdir()
    odd.write_text(TALK, encoding="utf-8")
    (doc,) = lines(call("list", "--json", "-L", str(odd.parent)))
    place = json.dumps({"doc": doc["doc"], "start": SPAN[0], "end": SPAN[1]})
    assert call("excerpt", "add", "--json", "-", "-L", str(odd.parent), given=place).returncode == 0
    assert call("list", "-L", str(user / "sources")).returncode == 0
    (found,) = lines(excerpt(user, "verify", "--json"))
    assert (found["status"], found["found"]) == ("exact", TALK[SPAN[0] : SPAN[1]])
