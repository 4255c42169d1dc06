"""The index is a cache: where it cannot be written, everything that needs one works all the same."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import index


def test_a_library_is_searched_where_no_cache_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("The ferry to the island was cancelled because of fog.\n", encoding="utf-8")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    library = index.open_library(tmp_path / "note.txt")
    assert [hit.doc for hit in library.search("ferry").hits] == ["note.txt"]
    assert blocked.is_file()
    spare = library.cache
    assert spare.stat().st_mode & 0o077 == 0
    del library
    gc.collect()
    assert not spare.exists()
