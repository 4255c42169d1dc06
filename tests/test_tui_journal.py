"""The log of what nobody foresaw: one file, private, bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.paths import state_dir
from tui import journal


def failure(text: str) -> RuntimeError:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return error


def test_a_failure_is_written_with_its_traceback_for_its_owner_alone() -> None:
    file = Path(journal.log_failure(failure("the lamp went out")))
    assert file == state_dir() / "variorum.log"
    assert "Traceback" in file.read_text() and "the lamp went out" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_file_never_grows_past_its_bound_and_keeps_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST", 2000)
    for number in range(60):
        file = Path(journal.log_failure(failure(f"failure {number} \udc80 " + "x" * 100)))
        assert file.stat().st_size <= 2 * 2000
    assert "failure 59" in file.read_text() and "failure 1 " not in file.read_text()


def test_where_nothing_can_be_written_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert journal.log_failure(failure("unsaid")) == ""
