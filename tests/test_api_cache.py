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


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_an_index_that_is_damaged_is_made_anew_when_it_is_asked(tmp_path: Path, damage: str) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("The pier is wet.\n", encoding="utf-8")
    index.open_library(tmp_path / "sources").update()
    library = index.open_library(tmp_path / "sources")
    (arrays,) = library.cache.rglob("*.arrays")
    if damage == "gone":
        arrays.unlink()
    else:
        arrays.write_bytes(arrays.read_bytes()[:200])
    assert [hit.doc for hit in library.search("pier").hits] == ["a.txt"]
