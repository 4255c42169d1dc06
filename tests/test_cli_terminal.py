"""The verbs on a real terminal: a readable page, colour only where it is wanted, a quiet end when they are stopped."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_library import START, environment, make_library, run
from ptys import Terminal


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Path:
    user = tmp_path_factory.mktemp("user")
    library = make_library(user / "sources")
    assert run(user, "index", "-L", str(library)).returncode == 0
    return user


def shown(user: Path, *arguments: str, columns: int = 80, **more: str) -> tuple[str, bytes, int]:
    """The screen, the bytes sent and the exit status of `variorum ARGUMENTS` on a terminal."""
    environ = environment(user, VARIORUM_LIBRARY=str(user / "sources"), **more)
    terminal = Terminal([sys.executable, "-c", START, *arguments], environ, columns, 40)
    status = terminal.wait()
    return terminal.text, terminal.sent, status


def test_hits_are_rows_centred_on_the_match_under_their_document(user: Path) -> None:
    screen, sent, status = shown(user, "search", "quarry")
    assert status == 0
    assert "talk.txt" in screen
    (row,) = [line for line in screen.splitlines() if "quarry" in line]
    assert len(row) <= 80
    assert b"\x1b[1mquarry\x1b[0m" in sent


@pytest.mark.parametrize("verb", [["list"], ["search", "pier"], ["topics"], ["keys"]], ids=str)
def test_no_row_is_wider_than_the_screen(user: Path, verb: list[str]) -> None:
    for columns in (40, 80, 160):
        _, sent, _ = shown(user, *verb, columns=columns)
        bare = re.sub(r"\x1b\[[0-9;]*[mK]", "", sent.decode())
        assert all(len(line) <= columns for line in re.split(r"[\r\n]+", bare))


def test_without_colour_nothing_but_bold_is_sent(user: Path) -> None:
    for verb in (["search", "pier"], ["list"], ["doctor"]):
        _, sent, _ = shown(user, *verb, NO_COLOR="1")
        assert set(re.findall(rb"\x1b\[([0-9;]*)m", sent)) <= {b"1", b"0"}


@pytest.mark.parametrize("arguments", [[], ["list"], ["search", "pier"], ["show", "talk.txt"]], ids=str)
def test_a_dumb_terminal_gets_plain_lines(user: Path, arguments: list[str]) -> None:
    _, sent, status = shown(user, *arguments, TERM="dumb")
    assert status == 0
    assert b"\x1b" not in sent


@pytest.mark.parametrize("arguments", [["--plain"], ["--plain", "list"], ["show", "talk.txt", "--plain"]], ids=str)
def test_plain_lines_are_had_on_any_terminal(user: Path, arguments: list[str]) -> None:
    _, sent, status = shown(user, *arguments)
    assert status == 0
    assert b"\x1b" not in sent
    _, same, _ = shown(user, *(word for word in arguments if word != "--plain"), VARIORUM_PLAIN="1")
    assert same == sent


def test_plain_is_not_what_a_variable_of_nought_asks_for(user: Path) -> None:
    assert b"\x1b[1m" in shown(user, "search", "pier", VARIORUM_PLAIN="0")[1]


def test_passages_stand_under_those_who_speak_them(user: Path) -> None:
    screen, _, _ = shown(user, "show", "talk.txt:7-8", "--passages")
    assert re.search(r"^ +7  Tom Reyes\n +(Tom Reyes: )?I do not believe", screen, re.MULTILINE)
    assert "Ada Brandt" not in screen


def test_a_terminal_that_lacks_a_character_gets_a_mark_for_it(user: Path) -> None:
    odd = make_library(user / "odd")
    (odd / "talk.txt").write_text(
        "Ada Brandt: The sign says 漢字 and nobody here can read it any more.\n", encoding="utf-8"
    )
    environ = environment(user, PYTHONIOENCODING="latin-1", VARIORUM_LIBRARY=str(odd))
    terminal = Terminal([sys.executable, "-c", START, "show", "talk.txt"], environ)
    assert terminal.wait() == 0
    assert b"The sign says ?? and nobody" in terminal.sent


def test_being_interrupted_is_no_accident(user: Path) -> None:
    environ = environment(user, VARIORUM_LIBRARY=str(user / "sources"))
    terminal = Terminal([sys.executable, "-c", START, "quote"], environ)
    terminal.until("the quotation, then")
    terminal.press("\x03")
    assert terminal.wait() == 130
    assert b"Traceback" not in terminal.sent


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_behind_standard_output_is_one_line(user: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-c", START, "keys"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(user),
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("variorum: ")
    assert ran.stderr.count(b"\n") == 1


def test_what_nobody_foresaw_is_one_line_and_a_log(user: Path) -> None:
    broken = START.replace("main()", "import tui.cli.keys; tui.cli.keys.command.callback = lambda **_: 1 / 0; main()")
    ran = subprocess.run(
        [sys.executable, "-c", broken, "keys"], capture_output=True, env=environment(user), check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1
    log = user / "xdg_state_home" / "variorum" / "variorum.log"
    assert str(log) in ran.stderr.decode()
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600
