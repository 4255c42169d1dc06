"""Notes: in a prompt or in the reader's editor, and never lost half-way."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from papers import papers
from pilots import reading
from ptys import Terminal

from index.errors import ExcerptError
from index.excerpts import ExcerptStore
from tui import editor, notes

__all__ = ["papers"]


def script(folder: Path, body: str) -> str:
    """An editor that does this to the file it is given."""
    path = folder / "my editor"
    path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{body}\n")
    path.chmod(0o755)
    return f"'{path}' --wait"


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's terminal cannot be given away: nothing is suspended."""

    @contextmanager
    def suspend(_app: object) -> Iterator[None]:
        yield

    monkeypatch.setattr("textual.app.App.suspend", suspend)


def note() -> str:
    (excerpt,) = ExcerptStore().all()
    return excerpt.note


@pytest.mark.usefixtures("aside")
async def test_a_long_note_is_written_in_the_editor(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        "assert file.stat().st_mode & 0o777 == 0o600\nfile.write_text(file.read_text() + 'two\\n\\nlines “quoted”\\n')"
    )
    monkeypatch.setenv("VISUAL", script(tmp_path, body))
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "e", "begun", "tab")
        assert "note saved" in reader.rows[-1]
        assert note() == "begun\ntwo\n\nlines “quoted”"
        await reader.press("g", "e")
    assert note().count("lines") == 2
    assert notes.waiting() == []


@pytest.mark.usefixtures("aside")
async def test_an_editor_that_fails_loses_nothing(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path, "file.write_text('precious')\nsys.exit(3)"))
    monkeypatch.delenv("VISUAL", raising=False)
    async with reading(papers / "interview.txt", size=(120, 24)) as reader:
        await reader.press("/", "dredging", "enter", "s", "g", "e")
        assert "note NOT saved: my editor ended with status 3" in reader.rows[-1]
        assert note() == ""
        await reader.press("e")
        assert "precious" in reader.rows[-1] and "as you left it" in reader.rows[-1]
        await reader.press("enter")
        assert note() == "precious"
    assert notes.waiting() == []


@pytest.mark.usefixtures("aside")
async def test_an_editor_that_is_not_there_is_named(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "g", "e")
        assert "/nowhere/editor cannot be started" in reader.rows[-1]


async def test_keys_that_interrupt_are_the_editors_while_it_runs(tmp_path: Path) -> None:
    file, seen, loop = tmp_path / "note.md", asyncio.Queue[str](), asyncio.get_running_loop()
    file.touch()
    body = (
        "import os, signal\n"
        "for key in (signal.SIGINT, signal.SIGQUIT):\n"
        "    os.kill(os.getppid(), key)\n"
        "asked = signal.getsignal(signal.SIGQUIT) == signal.SIG_DFL, callable(signal.getsignal(signal.SIGINT))\n"
        "file.write_text(str(asked))"
    )
    loop.add_signal_handler(signal.SIGQUIT, seen.put_nowait, "quit")
    loop.add_signal_handler(signal.SIGINT, seen.put_nowait, "interrupt")
    try:
        assert editor.edit(editor.command({"EDITOR": script(tmp_path, body)}), file, nullcontext) == ""
        assert file.read_text() == "(True, True)"
        signal.raise_signal(signal.SIGINT)
        assert await seen.get() == "interrupt" and seen.empty()
    finally:
        loop.remove_signal_handler(signal.SIGQUIT)
        loop.remove_signal_handler(signal.SIGINT)


def test_an_editor_is_split_like_a_command_and_run_by_no_shell() -> None:
    assert editor.command({"VISUAL": "code --wait 'a b'", "EDITOR": "vi"}) == ["code", "--wait", "a b"]
    assert editor.command({"VISUAL": " ", "EDITOR": "vi; rm x"}) == ["vi;", "rm", "x"]
    assert editor.command({"PATH": ""}) == []
    with pytest.raises(ValueError, match="EDITOR"):
        editor.command({"EDITOR": "vi 'x"})


async def test_a_half_typed_note_outlives_a_hang_up_and_is_offered_again(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "e", "half a thou")
        reader.reader.session.save()
        assert len(notes.waiting()) == 1
    async with reading(papers / "interview.txt") as reader:
        assert "1 unfinished note is kept" in reader.rows[-1]
        await reader.press("E")
        assert "note unfinished" in reader.rows[1]
        await reader.press("e")
        assert "half a thou" in reader.rows[-1]
        await reader.press("ght", "enter")
    assert note() == "half a thought"
    assert notes.waiting() == []


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGKILL"])
def test_a_signal_keeps_the_note_that_is_being_typed(papers: Path, name: str) -> None:
    log = ExcerptStore()
    from index.api import Library

    library = Library([papers])
    document = library.read("interview.txt")
    kept = log.add(document, document.text.index("They count"), document.text.index("honestly."))
    environ = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    start = "import sys; sys.argv[0] = 'variorum'; from tui.cli import main; main()"
    terminal = Terminal([sys.executable, "-c", start, str(papers), "--at", "interview.txt:22"], environ)
    try:
        terminal.until("They count")
        terminal.press("E")
        terminal.until("Excerpts .* 1")
        terminal.press("e")
        terminal.until("note ")
        terminal.press("words in flight")
        terminal.until("words in flight")
        for _ in range(600):  # a kill may take what was typed in the last moment, no more
            if name != "SIGKILL" or notes.kept(kept.id) == "words in flight":
                break
            terminal.read(0.1)
        os.kill(terminal.pid, getattr(signal, name))
        terminal.wait()
    finally:
        terminal.close()
    assert notes.kept(kept.id) == "words in flight"


async def test_a_note_given_up_again_is_kept_as_it_was_before(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "e", "half")
        reader.reader.session.save()
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "e", "more")
        reader.reader.session.save()
        await reader.press("escape")
    assert [notes.kept(excerpt) for excerpt in notes.waiting()] == ["half"]


async def test_a_note_given_up_is_as_it_was(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "e", "no", "escape")
        await asyncio.to_thread(reader.reader.session.save)
    assert note() == ""
    assert notes.waiting() == []


@pytest.mark.parametrize("later", ["R", "t money enter", "leaving"])
async def test_a_note_that_a_later_try_has_saved_is_unfinished_no_more(
    papers: Path, monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    def full(_data: bytes) -> None:
        raise ExcerptError("the disk is full")

    async with reading(papers / "interview.txt") as reader:
        store = reader.reader.session.excerpts
        await reader.press("/", "dredging", "enter", "s")
        with monkeypatch.context() as patch:
            patch.setattr(store._log, "append", full)
            await reader.press("e", "who pays?", "enter")
            assert "NOT saved" in reader.rows[-1] and len(notes.waiting()) == 1
        if later == "leaving":
            assert reader.reader.session.rescue() == ""
        else:
            await reader.press(*later.split())
    assert note() == "who pays?" and notes.waiting() == []
