"""The command line as scripts see it: keys, exit statuses, what goes where, and what a process never loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_library import START, TALK, call_at, environment, lines, make_library, run

KEYS = {
    "list": "doc title outlet date kind words passages speakers encoding path problems",
    "show": "doc passage start end line kind speaker evidence text",
    "search": "rank score doc title passage start end line speaker evidence kind text spans",
    "quote": "query status score doc title passage start end line speaker evidence text diff rank",
    "check": "draft_line quotation attributed_to status doc line speaker speaker_matches diff",
    "quotations": "doc start end line text attributed_to evidence second_hand",
    "compare": "topic sources pairs left_out warnings params",
    "topics": "id name origin strong weak sources",
    "excerpt add": "id doc start end text",
    "excerpt list": "id doc title start end line text speaker note tags created status prefix suffix",
    "excerpt verify": "id doc status start end text found",
}
PLAIN = "We will rebuild the old pier before the winter storms arrive"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user with a library that is indexed and two saved excerpts."""
    home = tmp_path_factory.mktemp("user")
    make_library(home / "sources")
    saved = run(home, "excerpt", "add", "talk.txt:4", "brief.md:12", *at(home))
    assert saved.returncode == 0, saved.stderr.decode()
    assert run(home, "index", *at(home)).returncode == 0
    return home


def at(home: Path) -> tuple[str, str]:
    return "-L", str(home / "sources")


ASKED = {
    "list": ["list"],
    "show": ["show", "talk.txt"],
    "search": ["search", "old pier"],
    "quote": ["quote", PLAIN],
    "check": ["check", "-"],
    "quotations": ["quotations"],
    "compare": ["compare", "pier"],
    "topics": ["topics"],
    "excerpt add": ["excerpt", "add", "talk.txt:7"],
    "excerpt list": ["excerpt", "list"],
    "excerpt verify": ["excerpt", "verify"],
}
DRAFT = f'As Ada Brandt put it, "{PLAIN}."\n'


@pytest.mark.parametrize("verb", KEYS)
def test_json_has_exactly_the_keys_of_the_contract_in_their_order(home: Path, verb: str) -> None:
    ran = call_at(home, *ASKED[verb], "--json", *at(home), given=DRAFT)
    found = lines(ran)
    assert ran.returncode == 0, ran.stderr.decode()
    assert found
    assert {" ".join(line) for line in found} == {KEYS[verb]}
    assert b"\x1b" not in ran.stdout


@pytest.mark.parametrize("verb", [verb for verb in ASKED if verb != "excerpt add"])
def test_plain_output_has_no_escape_sequence_and_no_narration(home: Path, verb: str) -> None:
    ran = call_at(home, *ASKED[verb], *at(home), given=DRAFT)
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout
    assert b"\x1b" not in ran.stdout + ran.stderr


def test_each_exit_status_means_what_the_contract_says(home: Path) -> None:
    altered = PLAIN.replace("old pier", "new jetty")
    for arguments, status in (
        (("quote", PLAIN), 0),
        (("quote", altered), 3),
        (("quote", "Quantum chefs whisper to seventeen violet tractors"), 1),
        (("search", "pier"), 0),
        (("search", "xylophonist"), 1),
        (("show", "nowhere.txt"), 2),
        (("show", "talk.txt:99999"), 2),
        (("show", "noise.txt"), 2),
        (("search",), 2),
        (("search", "--nonsense", "x"), 2),
        (("list", "-L", "/nowhere/at/all"), 2),
        (("cite", "talk.txt:4"), 0),
    ):
        library = () if "-L" in arguments else at(home)
        ran = run(home, *arguments, *library)
        said = ran.stderr.decode()
        assert ran.returncode == status, (arguments, ran.returncode, said)
        if status == 2:
            assert said.startswith("variorum: "), said
            assert said.count("\n") == 1, said
            assert not ran.stdout


def test_show_into_a_pipe_is_the_text_of_the_lines_and_nothing_else(home: Path) -> None:
    assert run(home, "show", "talk.txt", *at(home)).stdout.decode() == TALK
    wanted = "".join(line + "\n" for line in TALK.split("\n")[3:5])
    assert run(home, "show", "talk.txt:4-5", *at(home)).stdout.decode() == wanted
    path = str(home / "sources" / "talk.txt")
    assert run(home, "show", f"{path}:4-5", *at(home)).stdout.decode() == wanted


def test_passages_are_a_row_each_with_place_speaker_and_words(home: Path) -> None:
    said = call_at(home, "show", "talk.txt:4-8", "--passages", *at(home)).stdout.decode()
    rows = [line.split("\t") for line in said.splitlines()]
    assert [row[:2] for row in rows] == [["talk.txt:4", "Ada Brandt"], ["talk.txt:7", "Tom Reyes"]]
    assert rows[0][2].removeprefix("Ada Brandt: ").startswith("We will rebuild the old pier")


def test_every_passage_shown_stands_where_its_offsets_say(home: Path) -> None:
    for line in lines(call_at(home, "show", "talk.txt", "--json", *at(home))):
        assert TALK[line["start"] : line["end"]] == line["text"]
        assert TALK.count("\n", 0, line["start"]) + 1 == line["line"]


def test_spans_of_a_search_are_offsets_in_the_document(home: Path) -> None:
    found = lines(call_at(home, "search", "quarry", "--json", *at(home)))
    assert [TALK[start:end].lower() for start, end in found[0]["spans"]] == ["quarry"]


def test_every_document_listed_can_be_named_refused_ones_too(home: Path) -> None:
    listed = lines(call_at(home, "list", "--json", *at(home)))
    assert {line["doc"] for line in listed} == {"talk.txt", "brief.md", "noise.txt"}
    for line in listed:
        ran = call_at(home, "show", line["doc"], *at(home))
        assert ran.returncode == (2 if line["problems"] else 0)


def test_each_line_is_answered_in_order_with_one_line(home: Path) -> None:
    given = f"{PLAIN}\n\nQuantum chefs whisper to seventeen violet tractors\nsea bed is softer\n"
    ran = call_at(home, "quote", "--each-line", "--json", *at(home), given=given)
    assert [line["status"] for line in lines(ran)] == ["exact", "none", "none", "exact"]
    assert ran.returncode == 1


def test_check_finds_what_is_altered_and_leaves_with_three(home: Path) -> None:
    draft = f'Ada Brandt said: "{PLAIN}."\n\nShe went on: "We sell the quarry, we lose the lighthouse, and we ask."\n'
    ran = call_at(home, "check", "-", "--json", *at(home), given=draft)
    assert [line["status"] for line in lines(ran)] == ["exact", "altered"]
    assert ran.returncode == 3


def test_the_options_of_every_verb_may_stand_before_it(home: Path) -> None:
    assert lines(call_at(home, *at(home), "--json", "list")) == lines(call_at(home, "list", "--json", *at(home)))


def test_the_variable_names_the_library(home: Path) -> None:
    ran = run(home, "list", "--json", VARIORUM_LIBRARY=str(home / "sources"))
    assert len(lines(ran)) == 3


def test_several_roots_are_one_library_and_every_name_in_it_is_one_document(home: Path, tmp_path: Path) -> None:
    other = make_library(tmp_path / "more")
    roots = ("-L", str(home / "sources"), "-L", str(other), "-L", str(other / "talk.txt"))
    named = [line["doc"] for line in lines(call_at(home, "list", "--json", *roots))]
    assert len(named) == len(set(named)) == 6
    for doc in named:
        assert call_at(home, "show", doc, *roots).returncode == (2 if doc.endswith("noise.txt") else 0)
    ran = call_at(home, "show", str(other / "brief.md"), *roots)
    assert ran.returncode == 0


def test_a_closed_pipe_is_left_in_silence(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", START, "keys"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) in (0, 141)  # 0: all of it went into the pipe before it closed
    assert said == b""


NEVER = {"textual"}
HEAVY = {"numpy", "whoosh", "rapidfuzz", "yaml", "rich", "charset_normalizer", "trafilatura"}
LIGHT = [["list"], ["show", "talk.txt"], ["cite", "talk.txt:4"], ["keys"], ["completion", "bash"], ["--version"]]
LOADED = START.replace(
    "main()", "import atexit; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules))); main()"
)


@pytest.mark.parametrize(
    "arguments", [*ASKED.values(), *LIGHT[2:], ["themes"], ["doctor"], ["--help"], ["index"], []], ids=str
)
def test_no_verb_loads_textual(home: Path, arguments: list[str]) -> None:
    library = () if "--" in "".join(arguments[:1]) else at(home)
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments, *library],
        input=DRAFT.encode(),
        capture_output=True,
        env=environment(home),
        check=False,
    )
    loaded = {name.partition(".")[0] for name in ran.stderr.decode().split()}
    assert "click" in loaded
    assert not loaded & NEVER
    if arguments in LIGHT:
        assert not loaded & HEAVY
