"""Whether an index is current is known without opening it, and is never said of one that an update would change."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index import open_library

TEXT = "The ferry leaves at seven, and whoever is late waits until the evening for the next one.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("seven", "nine"), encoding="utf-8")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    return folder


def test_an_index_is_current_after_an_update_and_lists_the_same_documents(sources: Path) -> None:
    library = open_library(sources)
    assert not library.is_current()
    library.update()
    again = open_library(sources)
    assert again.is_current()
    assert again.documents == library.documents
    assert "gone.txt" in {info.id for info in again.documents}


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": lambda folder: (folder / "c.txt").write_text(TEXT, encoding="utf-8"),
    "a changed file": lambda folder: (folder / "a.txt").write_text(TEXT * 2, encoding="utf-8"),
    "a touched file": lambda folder: os.utime(folder / "a.txt", ns=(1, 1)),
    "a file that is gone": lambda folder: (folder / "a.txt").unlink(),
    "a problem that is gone": lambda folder: (folder / "gone.txt").unlink(),
    "other metadata": lambda folder: (folder / "library.yaml").write_text("documents: {a.txt: {title: Ferries}}\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_the_library_is_noticed(sources: Path, change: str) -> None:
    open_library(sources).update()
    CHANGES[change](sources)
    library = open_library(sources)
    assert not library.is_current()
    library.update()
    assert open_library(sources).is_current()


def test_a_damaged_index_is_not_current(sources: Path) -> None:
    library = open_library(sources)
    library.update()
    (manifest,) = library.cache.glob("g-*/manifest.json")
    manifest.write_text("{", encoding="utf-8")
    assert not open_library(sources).is_current()


def test_a_problem_never_takes_the_place_of_a_document(sources: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    (other / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    open_library(sources, other).update()
    library = open_library(sources, other)
    assert library.is_current()
    listed = {info.id: info for info in library.documents}
    assert listed["a.txt"].readable
    assert listed[str(other / "a.txt")].problems
    assert {"gone.txt", str(other / "gone.txt")} <= set(listed)
    (other / "a.txt").unlink()
    assert not open_library(sources, other).is_current()


def test_a_file_without_a_time_is_a_file_like_others(sources: Path) -> None:
    os.utime(sources / "a.txt", ns=(0, 0))
    open_library(sources).update()
    library = open_library(sources)
    assert library.is_current()
    assert [info.id for info in library.documents if info.readable] == ["a.txt", "b.txt"]
    assert library.update().unchanged == 2
    assert [info.id for info in library.documents if info.readable] == ["a.txt", "b.txt"]
