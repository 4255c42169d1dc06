"""An update reads what changed, keeps what it has done, and leaves something readable at every moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.engine import Index, folders, makers, manifest, planning, updating
from index.engine.record import Record
from index.errors import EngineError
from tests.indexes import LIBRARY, NOTES, Place, place

MANY = {f"n{number:02}.txt": f"{NOTES}\nNote {number} speaks of buoy {number * 37}.\n" for number in range(30)}


@pytest.fixture
def library(tmp_path: Path) -> Place:
    return place(tmp_path)


def found(index: Index, word: str) -> set[str]:
    return {index.passage(at).doc for at in index.postings(word)[0].tolist() if index.alive[at]}


def test_the_first_update_adds_and_the_second_finds_nothing_to_do(library: Place) -> None:
    library.write(LIBRARY)
    report = library.update()
    assert report.added == ("brief.md", "notes.txt", "talk.md")
    assert (report.changed, report.removed, report.unchanged, report.rebuilt) == ((), (), 0, False)
    again = library.update()
    assert (again.added, again.changed, again.unchanged, again.documents) == ((), (), 3, 3)


def test_changing_one_file_among_many_indexes_that_file_alone(library: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    library.indexed(MANY)
    library.write({"n07.txt": "A whole new sentence about puffins.\n"})
    read: list[str] = []
    from index.library import LibraryFolder

    real = LibraryFolder.read
    monkeypatch.setattr(LibraryFolder, "read", lambda self, doc: read.append(doc) or real(self, doc))
    report = library.update()
    assert read == ["n07.txt"]
    assert (report.changed, report.added, report.unchanged) == (("n07.txt",), (), 29)
    index = library.open()
    assert found(index, "puffins") == {"n07.txt"}
    assert "n07.txt" not in found(index, "buoy")


def test_a_file_that_is_gone_is_gone_and_a_new_one_is_there(library: Place) -> None:
    library.indexed(LIBRARY)
    (library.sources / "brief.md").unlink()
    library.write({"new.txt": "The puffins are back on the cliffs this year, earlier than anyone can remember.\n"})
    report = library.update()
    assert (report.added, report.removed) == (("new.txt",), ("brief.md",))
    index = library.open()
    assert [info.id for info in index.infos] == ["new.txt", "notes.txt", "talk.md"]
    assert found(index, "puffins") == {"new.txt"}
    assert found(index, "lorries") == set()


def test_a_touched_file_is_looked_at_and_not_indexed_again(library: Place) -> None:
    library.indexed(LIBRARY)
    os.utime(library.sources / "talk.md", ns=(1, 1))
    report = library.update()
    assert (report.changed, report.added, report.unchanged) == ((), (), 3)
    assert library.update().unchanged == 3


def test_a_refused_file_is_listed_with_its_problem_and_costs_the_others_nothing(library: Place) -> None:
    library.write(LIBRARY)
    (library.sources / "noise.txt").write_bytes(bytes(range(256)) * 40)
    report = library.update()
    assert report.refused == ("noise.txt",)
    assert report.documents == 3
    (info,) = [info for info in library.open().infos if not info.readable]
    assert info.problems
    (library.sources / "noise.txt").write_text("Now it is a text about gulls.\n")
    assert library.update().added == ("noise.txt",)
    assert found(library.open(), "gulls") == {"noise.txt"}


def test_a_file_that_breaks_the_reader_is_refused_and_the_others_are_read(
    library: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.library import LibraryFolder

    real = LibraryFolder.read

    def read(self: LibraryFolder, doc: str) -> object:
        if doc == "talk.md":
            raise RecursionError("too deep")
        return real(self, doc)

    monkeypatch.setattr(LibraryFolder, "read", read)
    library.write(LIBRARY)
    report = library.update()
    assert report.refused == ("talk.md",)
    assert report.added == ("brief.md", "notes.txt")


def test_a_cancelled_update_keeps_what_it_has_done_and_goes_on_later(
    library: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "FIRST_BATCH", 1)
    monkeypatch.setattr(updating, "LARGEST_BATCH", 1)
    library.write(MANY)
    asked = iter([False] * 40)
    report = library.update(cancelled=lambda: next(asked, True))
    assert report.cancelled
    assert 0 < report.documents < 30
    index = library.open()
    assert not index.complete
    assert len(found(index, "buoy")) == report.documents
    rest = library.update()
    assert len(rest.added) == 30 - report.documents
    assert library.open().complete
    assert len(found(library.open(), "buoy")) == 30


def test_a_build_killed_half_way_leaves_a_usable_index_and_resumes(library: Place) -> None:
    library.write({name: text * 40 for name, text in MANY.items()})
    arguments, environment = makers.command("index.engine", "--cache", str(library.cache), str(library.sources))
    slow = (
        "import sys; import index.engine.updating as u; u.FIRST_BATCH = u.LARGEST_BATCH = 1; real = u._Update._take;"
        "u._Update._take = lambda self, made: (real(self, made), print('taken', flush=True), sys.stdin.readline());"
        "from index.engine.__main__ import main; sys.exit(main())"
    )
    child = subprocess.Popen(
        [arguments[0], "-c", slow, "--cache", str(library.cache), str(library.sources)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None and child.stdout is not None
    child.stdin.write("\n" * 4)  # of the fifth it waits for its end
    child.stdin.flush()
    taken = 0
    for line in child.stdout:
        taken += line.startswith("taken")
        if taken == 5:
            break
    child.kill()
    child.stdin.close()
    child.stdout.close()
    child.wait()
    index = library.open()
    assert 5 <= len(found(index, "buoy")) < 30
    before = set(found(index, "buoy"))
    report = library.update()
    assert set(report.added) == set(MANY) - before
    assert found(library.open(), "buoy") == set(MANY)
    leftovers = [path for path in library.cache.rglob("s-*") if path.is_dir()]
    assert leftovers == []


def test_a_second_writer_does_nothing_and_a_reader_reads_on(library: Place) -> None:
    library.indexed(LIBRARY)
    library.write({"new.txt": "Puffins.\n"})
    with folders.writer_lock(library.cache) as held:
        assert held
        assert library.update().busy
        assert found(library.open(), "paraffin") == {"talk.md", "notes.txt"}
    assert library.update().added == ("new.txt",)


def test_an_index_of_another_program_is_rebuilt_beside_the_old_one(
    library: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.indexed(LIBRARY)
    old = folders.current(library.cache)
    monkeypatch.setattr(planning, "program_digest", lambda: "another")
    seen: list[bool] = []

    def cancelled() -> bool:
        seen.append(folders.current(library.cache) == old and bool(found(library.open(), "paraffin")))
        return False

    report = library.update(cancelled=cancelled)
    assert report.rebuilt
    assert report.added == ("brief.md", "notes.txt", "talk.md")
    assert seen and all(seen)
    assert folders.current(library.cache) != old
    assert not old.exists()
    assert not library.update().rebuilt


def test_a_rebuild_stopped_half_way_leaves_the_old_index_in_use_and_is_taken_up_again(
    library: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.indexed(MANY)
    old = folders.current(library.cache)
    monkeypatch.setattr(planning, "program_digest", lambda: "another")
    monkeypatch.setattr(updating, "FIRST_BATCH", 1)
    monkeypatch.setattr(updating, "LARGEST_BATCH", 1)
    asked = iter([False] * 20)
    assert library.update(cancelled=lambda: next(asked, True)).cancelled
    assert folders.current(library.cache) == old
    assert len(found(library.open(), "buoy")) == 30
    begun = folders.building(library.cache)
    report = library.update()
    assert 0 < len(report.added) < 30
    assert folders.current(library.cache) == begun
    assert folders.building(library.cache) is None
    assert len(found(library.open(), "buoy")) == 30


@pytest.mark.parametrize("damage", ["manifest", "arrays", "record", "current"])
def test_a_damaged_index_is_built_again(library: Place, damage: str) -> None:
    library.indexed(LIBRARY)
    generation = folders.current(library.cache)
    assert generation is not None
    if damage == "manifest":
        (generation / manifest.NAME).write_text("{]")
    elif damage == "arrays":
        for path in generation.glob("*.arrays"):
            path.write_bytes(path.read_bytes()[:200])
    elif damage == "current":
        (library.cache / "current").write_text("../../etc")
    else:
        for path in (generation / "record").glob("*.toc"):
            path.write_bytes(b"junk")
    library.write({"new.txt": "Puffins and terns.\n"})
    assert "new.txt" in library.update().added
    assert found(library.open(), "puffins") == {"new.txt"}
    assert found(library.open(), "lorries") == {"brief.md"}


def test_an_index_of_another_layout_is_empty_until_it_is_made_again(
    library: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.indexed(LIBRARY)
    monkeypatch.setattr(manifest, "LAYOUT", manifest.LAYOUT + 1)
    assert library.open().size == 0
    assert library.update().rebuilt


def test_other_settings_make_other_documents(library: Place) -> None:
    library.indexed({"a.txt": NOTES})
    library.write({"library.yaml": "documents: {a.txt: {title: Lamps of the Isles}}\n"})
    library.update()
    assert library.open().infos[0].title == "Lamps of the Isles"


def test_many_small_updates_stay_few_segments_and_say_the_same(library: Place) -> None:
    library.indexed(MANY)
    for round_ in range(25):
        library.write({"n03.txt": f"Round {round_} of the terns.\n", f"extra{round_}.txt": "An extra tern.\n"})
        library.update()
    index = library.open()
    assert len(index.segments) <= 10
    assert found(index, "tern") == {f"extra{number}.txt" for number in range(25)}
    assert found(index, "terns") == {"n03.txt"}
    generation = folders.current(library.cache)
    record = Record(generation / "record")
    alive = {doc: sum(index.doc_of[at] == index.ordinal[doc] for at in range(index.size)) for doc in index.ordinal}
    assert record.documents() == alive
    assert len(list(generation.glob("record/*.seg"))) < 20


def test_what_a_kill_left_in_the_record_goes_with_the_next_commit(
    library: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    def killed(*_: object) -> None:
        raise KilledError

    library.indexed(MANY)
    library.write({"new.txt": "Puffins.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(updating._Update, "_write", killed)
        with pytest.raises(KilledError):
            library.update()
    library.update()
    index = library.open()
    assert found(index, "puffins") == {"new.txt"}
    alive = {doc: sum(index.doc_of[at] == index.ordinal[doc] for at in range(index.size)) for doc in index.ordinal}
    assert Record(folders.current(library.cache) / "record").documents() == alive


def test_the_record_finds_what_the_arrays_find(library: Place) -> None:
    index = library.indexed(LIBRARY | MANY)
    generation = folders.current(library.cache)
    from whoosh import query

    from index.text.words import stem

    with Record(generation / "record").searcher() as searcher:
        for word in ("lamp", "keeper", "fog", "buoy", "licences", "robotaxi"):
            hits = searcher.search(query.Term("text", stem(word)), limit=None)
            family = {at for form in index.family(stem(word)) for at in index.postings(form)[0].tolist()}
            assert {(hit["doc"], hit["passage"]) for hit in hits} == {
                (index.passage(at).doc, index.passage(at).number) for at in family
            }
        titled = searcher.search(query.Term("title", stem("ledger")), limit=None)
        assert {hit["doc"] for hit in titled} == {"talk.md"}


def test_workers_make_the_same_index(library: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "PARALLEL_FROM", 0)
    monkeypatch.setattr(updating, "FIRST_BATCH", 4_000)
    monkeypatch.setattr(makers, "_processors", lambda: 2)
    index = library.indexed(LIBRARY | MANY)
    monkeypatch.setattr(updating, "PARALLEL_FROM", 1 << 60)
    library.update(rebuild=True)
    alone = library.open()
    assert index.starting_with("") == alone.starting_with("")
    assert {info.id: info for info in index.infos} == {info.id: info for info in alone.infos}
    assert sorted(index.text(at) for at in range(index.size)) == sorted(alone.text(at) for at in range(alone.size))


def test_a_worker_that_dies_is_one_clear_error(library: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "PARALLEL_FROM", 0)
    monkeypatch.setattr(updating, "FIRST_BATCH", 4_000)
    monkeypatch.setattr(makers, "_processors", lambda: 2)
    real = makers.command
    monkeypatch.setattr(makers, "command", lambda *_: ([sys.executable, "-c", "pass"], real("index.engine")[1]))
    library.write(MANY)
    with pytest.raises(EngineError, match="worker"):
        library.update()


@pytest.mark.parametrize("nothing", ["", "\n", "\n" * 40])
def test_a_file_without_text_that_stands_first_is_merged_like_any_other(library: Place, nothing: str) -> None:
    library.write({"a.txt": nothing, "b.txt": "Hello harbour, this text is here."})
    library.update()
    for name in "cdefghijkl":
        library.write({f"{name}.txt": f"Another text of the harbour, called {name}."})
        library.update()
    index = library.open()
    assert found(index, "harbour") == {f"{name}.txt" for name in "bcdefghijkl"}
    assert all("arbour" in index.text(at) for at in range(index.size) if index.alive[at])


def test_a_worker_leaves_an_interrupt_to_the_update_that_started_it(library: Place) -> None:
    arguments, environment = makers.command("index.engine.worker", str(library.sources))
    nothing = json.dumps({"files": [], "known": {}, "segment": "", "record": ""}).encode() + b"\n"
    with subprocess.Popen(arguments, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin and worker.stdout
        for _ in range(2):
            worker.stdin.write(nothing)
            worker.stdin.flush()
            assert b"made" in worker.stdout.readline()
            worker.send_signal(signal.SIGINT)
        worker.stdin.close()
        assert worker.wait() == 0


def test_the_index_is_private_whatever_the_umask(library: Place) -> None:
    before = os.umask(0)
    try:
        library.indexed(LIBRARY)
    finally:
        os.umask(before)
    for path in (library.cache, *library.cache.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_record_that_others_may_write_to_is_not_opened(library: Place) -> None:
    library.indexed(LIBRARY)
    generation = folders.current(library.cache)
    (generation / "record").chmod(0o777)
    library.write({"new.txt": "Puffins.\n"})
    with pytest.raises(EngineError, match="private"):
        library.update()


def test_a_cache_that_cannot_be_written_is_one_clear_error(library: Place, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    library.write(LIBRARY)
    with pytest.raises(EngineError, match="cannot be written"):
        updating.update(library.folder(), blocked / "cache")


def test_the_child_process_reports_in_json_lines_and_fails_in_one_line(library: Place) -> None:
    library.write(LIBRARY)
    arguments, environment = makers.command("index.engine", "--cache", str(library.cache), str(library.sources))
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert said[0]["stage"] == "scan"
    assert said[-1]["added"] == len(LIBRARY)
    arguments, environment = makers.command("index.engine", str(library.sources / "nowhere"))
    failed = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert len(failed.stderr.splitlines()) == 1


def test_a_folder_named_index_in_the_way_is_not_imported(library: Place, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "__init__.py").write_text("raise SystemExit('hijacked')\n")
    library.write(LIBRARY)
    arguments, environment = makers.command("index.engine", "--cache", str(library.cache), str(library.sources))
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_document_list_is_there_without_reading_a_source(library: Place) -> None:
    library.indexed(LIBRARY)
    for name in LIBRARY:
        (library.sources / name).unlink()
    infos = {info.id: info for info in library.open().infos}
    assert infos["talk.md"].title == "The Lamp and the Ledger"
    assert infos["talk.md"].speakers == ("Ines Varga", "Pavel Orme")
    assert infos["brief.md"].outlet == "Coast Review"


def test_a_reader_that_opened_before_an_update_keeps_what_it_has(library: Place) -> None:
    before = library.indexed(LIBRARY)
    library.write({"notes.txt": "Only puffins now.\n"})
    library.update(rebuild=True)
    assert found(before, "paraffin") == {"talk.md", "notes.txt"}
    assert "paraffin" in before.text(int(before.postings("paraffin")[0][0]))
    assert found(library.open(), "paraffin") == {"talk.md"}
