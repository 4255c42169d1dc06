"""Copying: every route says its name, and the text is in a file whatever became of it."""

import base64
import stat

import pytest

from tui import copying
from tui.terminal import Terminal, survey


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()


PLAIN = survey({"TERM": "xterm-256color"}, interactive=True)
TMUX = survey({"TERM": "tmux-256color", "TMUX": "/nowhere,1,0"}, interactive=True)


def fake_tmux(tmp_path, script: str) -> None:
    path = tmp_path / "bin" / "tmux"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def copy(text: str, terminal: Terminal) -> tuple[copying.Copy, list[str]]:
    written: list[str] = []
    return copying.copy(text, terminal, written.append), written


def test_a_plain_terminal_gets_the_text_by_osc_52():
    done, written = copy("a “line”\nand 漢字", PLAIN)
    assert len(written) == 1
    assert base64.b64decode(written[0].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode() == "a “line”\nand 漢字"
    assert "sent by OSC 52" in done.message
    assert "copied" not in done.message


def test_the_last_copy_is_kept_in_a_private_file():
    done, _ = copy("first", PLAIN)
    done, _ = copy("second [b]\n", PLAIN)
    assert done.kept is not None
    assert done.kept.read_text() == "second [b]\n"
    assert stat.S_IMODE(done.kept.stat().st_mode) == 0o600
    assert [path.name for path in done.kept.parent.iterdir()] == ["last-copy"]
    assert str(done.kept) in done.message


def test_a_text_too_long_for_the_clipboard_is_kept_and_said_so():
    done, written = copy("x" * 80_000, PLAIN)
    assert written == []
    assert done.route == ""
    assert "too long" in done.message
    assert done.kept is not None
    assert done.kept.stat().st_size == 80_000


def test_tmux_gets_the_text_on_its_standard_input(tmp_path):
    fake_tmux(tmp_path, f'/bin/cat > {tmp_path}/buffer; echo "$@" > {tmp_path}/arguments')
    done, written = copy("it's $(fine) `so`", TMUX)
    assert (tmp_path / "buffer").read_text() == "it's $(fine) `so`"
    assert (tmp_path / "arguments").read_text() == "load-buffer -w -\n"
    assert written == []
    assert "sent by tmux" in done.message


def test_an_old_tmux_gets_it_without_the_option_it_does_not_know(tmp_path):
    fake_tmux(tmp_path, f'[ "$2" = -w ] && exit 1; /bin/cat > {tmp_path}/buffer')
    done, _ = copy("words", TMUX)
    assert (tmp_path / "buffer").read_text() == "words"
    assert done.route == "tmux"


def test_a_tmux_that_is_not_there_or_refuses_leaves_osc_52(tmp_path):
    assert copy("words", TMUX)[0].route == "OSC 52"
    fake_tmux(tmp_path, "exit 1")
    assert copy("words", TMUX)[0].route == "OSC 52"


def test_a_tmux_that_hangs_does_not_hold_the_reader(tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "PATIENCE", 0.05)
    fake_tmux(tmp_path, "exec /bin/sleep 60")
    assert copy("words", TMUX)[0].route == "OSC 52"


def test_a_folder_that_cannot_be_written_is_said_and_the_text_still_sent(tmp_path, monkeypatch):
    (tmp_path / "state").write_text("a file where the folder should be")
    done, written = copy("words", PLAIN)
    assert done.kept is None
    assert len(written) == 1
    assert "not kept" in done.message


def test_a_quotation_inside_a_quotation_has_single_marks():
    assert copying.in_marks('She said “no”, he "yes"') == "“She said ‘no’, he 'yes'”"
