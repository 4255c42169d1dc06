"""What leaves the command line: JSON Lines that any reader takes apart, plain lines that no terminal obeys."""

from __future__ import annotations

import io
import itertools
import json
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Progress
from tui.cli import output
from tui.cli.progress import bar


def written(encoding: str, write: object, *arguments: object) -> bytes:
    """What `write` puts on a standard output of this encoding."""
    raw = io.BytesIO()
    before = sys.stdout
    sys.stdout = io.TextIOWrapper(raw, encoding=encoding)
    try:
        assert callable(write)
        write(*arguments)
        output.flush()
        return raw.getvalue()
    finally:
        sys.stdout = before


ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT, ANY_TEXT)
def test_a_record_is_one_line_and_gives_back_what_went_in(key: str, value: str) -> None:
    line = written("utf-8", output.record, {key: value, "n": None}).decode("utf-8")
    assert line.count("\n") == 1
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {key: value, "n": None}


@given(ANY_TEXT)
def test_nothing_written_makes_a_terminal_act(text: str) -> None:
    for write in (output.line, output.row, output.block, lambda value: output.record({"text": value})):
        for encoding in ("utf-8", "latin-1"):
            shown = written(encoding, write, text).decode("utf-8", "surrogateescape")
            assert not [char for char in shown if (char < " " and char not in "\n\t") or "\x7f" <= char <= "\x9f"]


def test_json_holds_real_characters_and_is_utf8_whatever_the_locale() -> None:
    line = written("latin-1", output.record, {"text": "naïve 漢字 “so”"})
    assert line.decode("utf-8") == '{"text": "naïve 漢字 “so”"}\n'


def test_keys_stay_in_the_order_given() -> None:
    assert written("utf-8", output.record, {"b": 1, "a": 2}) == b'{"b": 1, "a": 2}\n'


def test_a_row_stays_one_row_of_so_many_cells() -> None:
    assert written("utf-8", output.row, "a\tb", "c\nd", None, 3) == b"a b\tc d\t\t3\n"


def test_a_block_ends_in_one_line_end() -> None:
    assert written("utf-8", output.block, "one\ntwo") == written("utf-8", output.block, "one\ntwo\n") == b"one\ntwo\n"
    assert written("utf-8", output.block, "") == b""


def test_data_leaves_byte_for_byte() -> None:
    assert written("latin-1", output.data, "a,“b”\r\n") == "a,“b”\r\n".encode()


def test_a_closed_standard_output_or_error_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.record({"a": 1})
    output.note("nobody hears this")
    assert not output.on_terminal()


def test_a_progress_bar_fits_its_row_and_wipes_itself_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "narrates", lambda: True)
    monkeypatch.setattr(time, "monotonic", itertools.count().__next__)  # a second from one look to the next
    for columns in ("20", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        with bar("reading") as tell:
            assert tell is not None
            for done in (0, 512, 1024):
                tell(Progress("read", done, 1024, "a/folder/with a very long name/talk-\x1b[2J.txt"))
        rows = capsys.readouterr().err.split("\r")
        assert rows[0] == ""
        assert rows[-1] == "\x1b[K"
        assert all(row.endswith("\x1b[K") and len(row) - 3 < int(columns) for row in rows[1:])
        assert not any("\x1b" in row[:-3] for row in rows)


def test_where_nobody_watches_there_is_no_bar() -> None:
    with bar("reading") as tell:
        assert tell is None
