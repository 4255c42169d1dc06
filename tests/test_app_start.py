"""The first second: the frame of the last session stands at once, goes over into the reader, and takes every key."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ptys import Terminal
from terminal_modes import left_on

from tui import kept
from tui.state import History

TEXT = "The Quiet Mill\n\n" + "\n\n".join(f"Paragraph {n} tells of the mill and the river." for n in range(1, 40))
RUN = "from tui.cli import main; main()"

Start = Callable[..., Terminal]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "mill.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def start() -> Iterator[Start]:
    opened: list[Terminal] = []

    def begin(*arguments: str, columns: int = 80, rows: int = 24, **more: str) -> Terminal:
        environ = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **more}
        terminal = Terminal([sys.executable, "-c", RUN, *arguments], environ, columns, rows)
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.close()


@pytest.fixture
def left(start: Start, text: Path) -> Path:
    """The text, read once and left."""
    reader = start(str(text))
    reader.until("The Quiet Mill", "S search")
    reader.press(" ")
    reader.until("Paragraph 12", "line 2[0-9]")
    reader.press("q")
    assert reader.wait() == 0
    assert Path(kept.file()).exists()
    return text


def comes_first(reader: Terminal) -> bool:
    """Whether the text stands on the screen before the reader switches anything on."""
    reader.until("Paragraph 12", "S search")
    reader.until_sent(b"\x1b[?1004h")
    return reader.sent.index(b"Paragraph 12") < reader.sent.index(b"\x1b[?1004h")


def test_the_frame_is_there_before_the_reader_and_never_goes_away(start: Start, left: Path) -> None:
    reader = start(str(left))
    reader.until("Paragraph 12")
    assert b"\x1b[?1004h" not in reader.sent.partition(b"Paragraph 12")[0]  # what the reader switches on first
    while b"\x1b[?2004h" not in reader.sent and not reader.ended():
        reader.read(1.0)
        assert "Paragraph 12" in reader.text
    reader.press(" ")
    reader.until("Paragraph 22")
    assert reader.sent.count(b"\x1b[2J") == 1
    assert reader.sent.count(b"\x1b[?1049h") == 1
    reader.press("q")
    assert reader.wait() == 0
    assert left_on(reader.sent) == []


def test_without_paths_it_is_the_last_library(start: Start, left: Path) -> None:
    reader = start()
    assert comes_first(reader)


@pytest.mark.parametrize("change", ["size", "file", "terminal", "place", "option"])
def test_a_frame_that_is_not_true_any_more_is_not_shown(start: Start, left: Path, change: str) -> None:
    more: dict[str, object] = {"size": {"columns": 79}, "terminal": {"TERM": "xterm"}}.get(change, {})
    if change == "file":
        left.write_text(TEXT.replace("river", "brook"), encoding="utf-8")
    if change == "place":
        for file in Path(kept.file()).parent.glob("libraries/*.json"):
            file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    reader = start(*(["--theme", "dark"] if change == "option" else []), str(left), **more)
    assert not comes_first(reader)


def test_the_frame_wears_the_theme_that_was_chosen(start: Start, left: Path) -> None:
    chosen = History()
    chosen.wear("dark")
    chosen.save()
    for there in (False, True):
        reader = start(str(left))
        assert comes_first(reader) is there
        reader.press("q")
        assert reader.wait() == 0
    assert b";48;5;" in reader.sent[: reader.sent.index(b"Paragraph 12")]


def test_keys_typed_while_the_frame_stands_are_taken_in_order(start: Start, left: Path) -> None:
    reader = start(str(left))
    reader.until("Paragraph 12")
    reader.press("/", *"paragraph 31 tells", "ENTER", "V", "s")
    reader.until("saved the selection")
    assert "\ufffd" not in reader.text
    reader.press("q", "q", "q")
    assert reader.wait() == 0


def test_leaving_while_the_frame_stands_is_quiet(start: Start, left: Path) -> None:
    for _ in range(3):
        reader = start(str(left))
        reader.until("Paragraph 12")
        reader.press("q", "q", "q")
        assert reader.wait() == 0
        assert "should not have happened" not in " ".join(reader.text.split())
        assert left_on(reader.sent) == []


def test_keys_typed_before_anything_is_there_are_not_printed(start: Start, text: Path) -> None:
    reader = start(str(text))
    reader.press("G", "/", *"paragraph 3 tells", "ENTER")
    reader.until("Paragraph 3 tells", "1/1")
    reader.press("q", "q", "q")
    assert reader.wait() == 0


def test_an_error_before_the_reader_runs_gives_the_terminal_back(start: Start, left: Path) -> None:
    left.write_bytes(b"\x7fELF" + bytes(2000))
    reader = start(str(left))
    assert reader.wait() == 2
    assert "not text" in reader.text
    assert left_on(reader.sent) == []


def test_leaving_from_any_screen_keeps_the_text_for_the_next_start(start: Start, left: Path) -> None:
    (left.parent / "other.txt").write_text("Another Text\n\nIt says little of mills.\n", encoding="utf-8")
    reader = start(str(left.parent))
    reader.until("Documents")
    reader.press("j", "ENTER")
    reader.until("Another Text|The Quiet Mill")
    reader.press("?")
    reader.until("Keys in the text")
    os.kill(reader.pid, 15)
    assert reader.wait() == 143
    again = start(str(left.parent))
    again.until_sent(b"\x1b[?1004h")
    assert "Keys in the text" not in again.text
    assert re.search("Another Text|The Quiet Mill", again.text)


def test_a_read_only_installation_without_compiled_files_still_starts(tmp_path: Path, start: Start, text: Path) -> None:
    root = Path(__file__).parents[1]
    copy = tmp_path / "site"
    for package in ("index", "tui", "seeds", "themes"):
        shutil.copytree(root / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    for folder, _, _ in os.walk(copy):
        Path(folder).chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        reader = start(str(text), PYTHONPATH=str(copy))
        reader.until("The Quiet Mill", "S search")
        reader.press("q")
        assert reader.wait() == 0
    finally:
        for folder, _, _ in os.walk(copy):
            Path(folder).chmod(0o700)


def test_nothing_heavy_is_imported_for_the_frame_and_nothing_of_the_index_for_the_first_paint() -> None:
    def loaded(code: str) -> set[str]:
        ran = subprocess.run(
            [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
        )
        return set(ran.stdout.split())

    frame = loaded("import tui.cli, tui.early, tui.kept") - loaded("pass")
    assert not {name.partition(".")[0] for name in frame} & {"click", "textual", "rich", "index", "json", "pathlib"}
    reader = loaded("import tui.cli.opening, tui.app, tui.reader")
    assert not {name.partition(".")[0] for name in reader} & {"click", "whoosh", "numpy", "rapidfuzz", "yaml"}
