"""A large index: several full segments, what the index knows of places, and no list of files twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from containers import epub

from index.api import Library
from index.engine import compaction, updating
from index.library import LibraryFolder
from tests.indexes import place

NOTES = {f"n{number:02}.txt": f"Note {number} speaks of buoy {number * 37}.\n" for number in range(30)}


def test_full_segments_are_merged_no_more_and_every_document_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = place(tmp_path)
    monkeypatch.setattr(compaction, "FULL", 8)
    monkeypatch.setattr(updating, "FIRST_BATCH", 1)
    monkeypatch.setattr(updating, "LARGEST_BATCH", 1)
    library.indexed(NOTES)
    index = library.open()
    assert 2 <= len(index.segments) <= 5
    assert sum(segment.passages >= 8 for segment in index.segments) >= 2
    assert {index.passage(at).doc for at in index.postings("buoy")[0].tolist()} == set(NOTES)
    library.write({"n07.txt": "A whole new sentence about puffins.\n"})
    assert library.update().changed == ("n07.txt",)
    assert {library.open().passage(at).doc for at in library.open().postings("puffins")[0].tolist()} == {"n07.txt"}


def test_a_worker_reads_what_it_is_told_of_and_what_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The ferry was late.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("It rained.\n", encoding="utf-8")
    (tmp_path / "in" / "library.yaml").write_text("documents: {a.txt: {outlet: The Quay}}\n", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "in" / "a.txt")
    files = LibraryFolder([tmp_path]).scan().files
    worker = LibraryFolder([tmp_path])
    worker.know(files[:1])
    assert worker.read("in/a.txt").metadata.outlet == "The Quay"
    assert list(worker.ids()) == ["in/a.txt"]


def test_a_twin_knows_the_same_files_and_goes_its_own_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry was late.\n", encoding="utf-8")
    folder = LibraryFolder([tmp_path])
    folder.scan()
    twin = folder.twin()
    assert twin.ids() == folder.ids()
    (tmp_path / "b.txt").write_text("It rained.\n", encoding="utf-8")
    twin.scan()
    assert list(twin.ids()) == ["a.txt", "b.txt"]
    assert list(folder.ids()) == ["a.txt"]
    document = twin.read("a.txt")
    assert twin.unchanged(document)
    assert not folder.unchanged(document)


def test_the_place_of_a_hit_is_known_without_its_file_also_after_a_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    monkeypatch.setattr(updating, "FIRST_BATCH", 1)
    monkeypatch.setattr(updating, "LARGEST_BATCH", 1)
    for number in range(4):
        (sources / f"note{number}.txt").write_text(f"Note {number} speaks of a buoy.\n", encoding="utf-8")
        chapters = {
            "one.xhtml": f"<h2>The Quay {number}</h2><p>Ropes lay about.</p>",
            "two.xhtml": "<h2>The Tide</h2><p>Gulls cried.</p>",
        }
        (sources / f"book{number}.epub").write_bytes(epub(chapters, "<dc:title>Piers</dc:title>"))
    library = Library([sources], tmp_path / "cache")
    library.update()
    for number in range(3):
        (sources / f"note{number}.txt").unlink()
    (sources / "book0.epub").unlink()
    library.update()
    monkeypatch.setattr(LibraryFolder, "read", None)
    assert {hit.place for hit in library.search("gulls").hits} == {"The Tide"}
    assert {hit.doc: hit.place for hit in library.search("ropes").hits} == {
        f"book{number}.epub": f"The Quay {number}" for number in (1, 2, 3)
    }
    assert {hit.place for hit in library.search("buoy").hits} == {""}
    assert library.find_quote("gulls cried")[0].place == "The Tide"
