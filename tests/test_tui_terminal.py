"""The terminal policy: what is found decides what is asked of Textual, before Textual is there."""

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui import terminal
from tui.terminal import RESTORE, TRUE_COLOUR, Saved, fit_encoding, lookalike, prepare, survey


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUE_COLOUR),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "screen"}, 16),
        ({"TERM": "tmux-256color"}, 256),
        ({"TERM": "linux"}, 8),
        ({"TERM": "vt100"}, 0),
        ({"TERM": "dumb"}, 0),
        ({}, 0),
        ({"TERM": "xterm-direct"}, TRUE_COLOUR),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}, 0),
    ],
)
def test_the_depth_of_colour_is_what_the_terminal_says_and_none_where_none_is_wanted(environ, depth):
    assert survey(environ, interactive=True).depth == depth


@pytest.mark.parametrize(
    ("environ", "utf8"),
    [
        ({}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"}, True),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "en_US"}, True),
        ({"LANG": "xx_XX.no-such-codeset"}, False),
    ],
)
def test_the_encoding_is_that_of_the_variable_that_wins(environ, utf8):
    assert survey({"TERM": "xterm", **environ}, interactive=True).utf8 is utf8


def test_the_reader_runs_only_on_a_real_terminal():
    assert survey({"TERM": "xterm"}, interactive=True).full_screen
    assert not survey({"TERM": "xterm"}, interactive=False).full_screen
    assert not survey({"TERM": "dumb"}, interactive=True).full_screen
    assert not survey({}, interactive=True).full_screen


def test_consoles_are_not_asked_for_the_mouse_or_for_keyboard_protocols():
    found = survey({"TERM": "linux"}, interactive=True)
    environ: dict[str, str] = {}
    prepare(found, environ)
    assert not found.mouse
    assert environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert survey({"TERM": "xterm"}, interactive=True).mouse


def test_multiplexers_and_remote_sessions_are_noticed():
    assert survey({"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"}, True).multiplexer == "tmux"
    assert survey({"TERM": "screen", "STY": "1.pts"}, True).multiplexer == "screen"
    assert survey({"TERM": "xterm", "SSH_TTY": "/dev/pts/1"}, True).remote
    assert not survey({"TERM": "xterm"}, True).remote


def test_a_terminal_of_few_colours_gets_the_theme_without_any():
    assert survey({"TERM": "linux"}, True).theme == "monochrome"
    assert survey({"TERM": "xterm", "NO_COLOR": "1"}, True).theme == "monochrome"
    assert survey({"TERM": "xterm-256color"}, True).theme == "terminal"


def test_textual_is_told_not_to_animate_before_it_is_imported():
    environ: dict[str, str] = {"ESCDELAY": "25"}
    prepare(survey({"TERM": "xterm-256color"}, True), environ)
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "256"
    assert environ["ESCDELAY"] == "25"
    assert "NO_COLOR" not in environ
    code = "import sys, tui.terminal; print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_a_terminal_cannot_show_is_said_with_what_to_set():
    notes = survey({"LC_ALL": "C"}, True).notes
    assert any("TERM=" in note for note in notes)
    assert any("LC_ALL=" in note for note in notes)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=40))
def test_a_lookalike_is_ascii(text):
    assert lookalike(text).isascii()


@pytest.mark.parametrize("text", ["“quoted” — it’s… naïve", "┊ ▌ │ · 漢字", "▁▂▃▄▅▆▇█", "ĄŁß", "e\u0301a"])
def test_a_lookalike_takes_as_many_cells(text):
    assert len(lookalike(text)) == cell_len(text)


def test_without_utf8_the_terminal_gets_lookalikes_and_no_escapes():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    fit_encoding(survey({"TERM": "xterm", "LC_ALL": "C"}, True), stream)
    stream.write("│ “naïve” 漢 …")
    stream.flush()
    assert raw.getvalue() == b'| "naive" ?? .'


def test_latin_letters_stay_where_the_locale_has_them():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    fit_encoding(survey({"TERM": "xterm", "LANG": "fr_FR.ISO-8859-1"}, True), stream)
    stream.write("naïve…")
    stream.flush()
    assert raw.getvalue() == b"na\xefve."


def test_restoring_a_terminal_that_is_gone_does_nothing():
    Saved(99, None).restore()
    Saved(99, [0, 0, 0, 0, 0, 0, []]).restore()


def test_restoring_switches_off_whatever_may_be_on():
    for mode in ("1000", "1002", "1003", "1006", "1015", "1004", "2004", "2026", "2048", "1049"):
        assert f"\x1b[?{mode}l" in RESTORE
    assert RESTORE.endswith("\x1b[?25h")


def test_nothing_is_asked_of_a_terminal_to_survey_it(capsys):
    terminal.survey({"TERM": "xterm"}, True)
    assert capsys.readouterr() == ("", "")
