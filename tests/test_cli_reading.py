"""`variorum` and `variorum PATH` where there is no terminal, and which library is meant when none is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_library import BRIEF, TALK, lines, make_library, run

from tui import recent


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Path:
    user = tmp_path_factory.mktemp("user")
    make_library(user / "sources")
    return user


def test_without_a_terminal_the_documents_and_a_hint(user: Path) -> None:
    for arguments in ((), ("read",)):
        ran = run(user, *arguments, VARIORUM_LIBRARY=str(user / "sources"))
        assert ran.returncode == 0
        assert {line.split(b"\t")[0] for line in ran.stdout.splitlines()} == {b"talk.txt", b"brief.md", b"noise.txt"}
        assert b"variorum --help" in ran.stderr
        assert b"\x1b" not in ran.stdout + ran.stderr


def test_of_one_file_its_text(user: Path) -> None:
    ran = run(user, str(user / "sources" / "talk.txt"))
    assert ran.returncode == 0
    assert ran.stdout.decode() == TALK


def test_at_a_document_its_text_from_that_line_on(user: Path) -> None:
    ran = run(user, "read", str(user / "sources"), "--at", "talk.txt:10")
    assert ran.stdout.decode() == "".join(line + "\n" for line in TALK.split("\n")[9:-1])


def test_a_path_may_be_named_like_an_option_after_two_dashes(user: Path) -> None:
    odd = user / "odd"
    odd.mkdir()
    (odd / "-n --help.txt").write_text(BRIEF.partition("---\n\n")[2], encoding="utf-8")
    before = Path.cwd()
    os.chdir(odd)
    try:
        ran = run(user, "--", "-n --help.txt")
    finally:
        os.chdir(before)
    assert ran.returncode == 0
    assert b"What the pier costs" in ran.stdout


def test_what_is_neither_verb_nor_path_is_answered_with_the_way_out(user: Path) -> None:
    ran = run(user, "serach", "pier")
    assert ran.returncode == 2
    assert b"did you mean the verb search?" in ran.stderr


def test_the_first_time_it_is_the_sample_library_then_the_one_opened_last(tmp_path: Path) -> None:
    make_library(tmp_path / "sources")
    assert len(lines(run(tmp_path, "list", "--json"))) == 3
    assert not {"talk.txt"} & {line["doc"] for line in lines(run(tmp_path, "list", "--json"))}
    assert run(tmp_path, str(tmp_path / "sources")).returncode == 0
    assert "talk.txt" in {line["doc"] for line in lines(run(tmp_path, "list", "--json"))}


def test_a_script_that_looks_elsewhere_does_not_change_the_last_library(tmp_path: Path) -> None:
    make_library(tmp_path / "sources")
    run(tmp_path, "list", "-L", str(tmp_path / "sources"))
    assert not (tmp_path / "xdg_state_home" / "variorum" / "last.json").exists()


def test_the_last_library_is_remembered_in_order_and_whatever_its_name(tmp_path: Path) -> None:
    roots = (tmp_path / "b", tmp_path / "a", tmp_path / os.fsdecode(b"caf\xe9"))
    recent.remember(roots)
    assert recent.last_library() == roots
    assert recent.choose() == roots
    assert recent.choose([tmp_path]) == (tmp_path,)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"library": 3}', '{"library": [3]}', "\x00"])
def test_a_damaged_note_of_the_last_library_counts_as_none(damage: str) -> None:
    recent.remember([Path("/somewhere")])
    note = recent.state_dir() / "last.json"
    note.write_text(damage, encoding="utf-8")
    assert recent.last_library() == ()
    assert recent.choose() == recent.sample_library()


def test_a_last_library_that_is_gone_opens_the_sample_library_and_says_so(tmp_path: Path) -> None:
    gone = make_library(tmp_path / "sources")
    assert run(tmp_path, str(gone)).returncode == 0
    for file in gone.iterdir():
        file.unlink()
    gone.rmdir()
    ran = run(tmp_path)
    assert ran.returncode == 0
    assert b"gone" in ran.stderr
    assert run(tmp_path, "search", "pier").returncode == 2


def test_the_folders_are_private_and_the_note_is_too(tmp_path: Path) -> None:
    make_library(tmp_path / "sources")
    run(tmp_path, str(tmp_path / "sources"))
    note = tmp_path / "xdg_state_home" / "variorum" / "last.json"
    assert note.stat().st_mode & 0o777 == 0o600
    assert note.parent.stat().st_mode & 0o777 == 0o700
