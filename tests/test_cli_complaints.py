"""What the command line says of a thing that is wrong: its name, what is wrong with it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_library import call, lines, make_library

from index.paths import config_dir


@pytest.fixture
def at(tmp_path: Path) -> tuple[str, str]:
    return "-L", str(make_library(tmp_path / "sources"))


@pytest.mark.parametrize("shape", ["-l", "-c", "--json"])
def test_what_cannot_be_read_in_a_query_is_said_in_every_shape_of_the_answer(at: tuple[str, str], shape: str) -> None:
    ran = call("search", "kind:podcast ferry", shape, *at)
    assert ran.returncode == 0
    assert ran.stderr.decode().count("names no kind") == 1


def test_a_draft_that_is_there_and_no_regular_file_is_not_called_missing(at: tuple[str, str]) -> None:
    for path in (at[1], "/dev/null"):
        ran = call("check", path, *at)
        assert ran.returncode == 2
        assert f"{path}: not a regular file" in ran.stderr.decode()
    assert b"no such file" in call("check", at[1] + "/nowhere.md", *at).stderr


def test_a_draft_that_cannot_be_read_is_named(at: tuple[str, str]) -> None:
    draft = f"{at[1]}/noise.txt"
    ran = call("check", draft, *at)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith(f"variorum: {draft}: ")


def test_a_word_with_a_minus_is_named_as_it_was_typed(at: tuple[str, str]) -> None:
    said = call("search", "-china", *at).stderr.decode()
    assert "'-china'; text that begins with a minus" in said
    assert ".;" not in said


def test_a_tag_that_no_excerpt_has_is_named(at: tuple[str, str]) -> None:
    assert call("excerpt", "add", "talk.txt:4", "--tag", "pier", *at).returncode == 0
    ran = call("excerpt", "list", "--tag", "nope", *at)
    assert ran.returncode == 1
    assert ran.stderr.decode() == "no excerpt has the tag nope\n"
    assert call("excerpt", "list", "--tag", "#pier", *at).returncode == 0


def test_doctor_names_what_is_wrong_in_ones_own_files_with_its_line(at: tuple[str, str]) -> None:
    sound = {line["name"]: line for line in lines(call("doctor", "--json", *at))}
    assert all(sound[name]["ok"] for name in ("config.yaml", "keys.yaml", "topics", "themes"))
    (config_dir() / "topics").mkdir(parents=True)
    (config_dir() / "config.yaml").write_text("theme: paper\nmeasure: wide\n", encoding="utf-8")
    (config_dir() / "keys.yaml").write_text("find.open: /\nno.such: x\n", encoding="utf-8")
    (config_dir() / "topics" / "boats.yaml").write_text("name: Boats\nstrong: {a: b}\n", encoding="utf-8")
    (config_dir() / "themes").mkdir()
    (config_dir() / "themes" / "dusk.yaml").write_text("colours:\n  text: dusky\n  hits: red\n", encoding="utf-8")
    ran = call("doctor", "--json", *at)
    named = [line for line in lines(ran) if not line["ok"]]
    wrong = {line["name"]: line["found"] for line in named}
    assert ran.returncode == 1
    assert "config.yaml:2: " in wrong["config.yaml"]
    assert "keys.yaml:2: " in wrong["keys.yaml"]
    assert "boats.yaml:2: " in wrong["topics"]
    assert ["dusk.yaml:2: " in line["found"] for line in named if line["name"] == "themes"] == [True, False]
    assert "dusk.yaml:3: hits is no role" in wrong["themes"]


@pytest.mark.parametrize(
    "asked", ["list", "search pier", "quotations", "compare pier", "plot pier", "quote pier", "index", "topics", ""]
)
def test_a_library_without_documents_is_said_to_be_one(tmp_path: Path, asked: str) -> None:
    ran = call(*asked.split(), *(("-L", str(tmp_path)) if asked else (str(tmp_path),)))
    assert "no documents here; a library is a folder of texts" in ran.stderr.decode()
    assert b"nothing found" not in ran.stderr


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("serch pier", "did you mean the verb search?"),
        ("excerpt lst", "did you mean list?"),
        ("excerpt zzz", "there are add, list"),
        ("excerpt save", "did you mean add?"),
        ("excerpt delete", "did you mean rm?"),
        ("excerpt remove", "did you mean rm?"),
        ("excerpt show", "did you mean list?"),
        ("show tallk.txt", "is it talk.txt?"),
        ("show tlak", "is it talk.txt?"),
        ("show zzz", "`variorum list` prints their names"),
        ("themes zzz", "(zzz). See"),
    ],
)
def test_a_slip_is_answered_with_what_may_be_meant(at: tuple[str, str], asked: str, hint: str) -> None:
    ran = call(*asked.split(), *(() if asked.startswith(("serch", "excerpt", "themes")) else at))
    assert ran.returncode == 2
    assert hint in ran.stderr.decode()


@pytest.mark.parametrize("asked", ["list", "export", "verify"])
def test_who_has_saved_nothing_is_told_how_to(at: tuple[str, str], asked: str) -> None:
    assert b"no excerpts are saved yet; `variorum excerpt add" in call("excerpt", asked, *at).stderr
