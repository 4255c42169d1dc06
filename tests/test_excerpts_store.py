"""The store: changes, several processes, what could not be written, compaction and backups."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from excerpt_sources import document, saved, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ExcerptError
from index.excerpts import Draft, Excerpt, ExcerptStore, tag_names, take_back
from index.excerpts.compaction import back_up, compacted
from index.excerpts.events import encode
from index.excerpts.records import from_record, to_record
from index.model import Document, Evidence, Kind, Mark, MarkKind, Passage
from index.paths import data_dir

SOURCE = document(talk(2), title="A talk by the water", outlet="Harbour Radio", date="2024-11-02")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "data" / "excerpts.jsonl"


@pytest.fixture
def store(log: Path) -> ExcerptStore:
    return ExcerptStore(log)


def test_the_default_log_lies_in_the_data_folder() -> None:
    ExcerptStore().add(SOURCE, 0, 20)
    assert (data_dir() / "excerpts.jsonl").is_file()


def test_an_excerpt_knows_its_source_and_its_place(store: ExcerptStore) -> None:
    excerpt = store.add(SOURCE, 40, 90)
    assert (excerpt.doc, excerpt.path, excerpt.root) == ("talk.txt", "/srv/library/talk.txt", "/srv/library")
    assert (excerpt.title, excerpt.outlet, excerpt.date) == ("A talk by the water", "Harbour Radio", "2024-11-02")
    assert (excerpt.prefix, excerpt.suffix) == (SOURCE.text[8:40], SOURCE.text[90:122])
    assert excerpt.line == SOURCE.line_of(40)
    assert excerpt.created.endswith("Z")


def test_a_speaker_is_saved_only_when_one_person_says_all_of_it(store: ExcerptStore) -> None:
    text = "Mara: The ice came early.\n\nTeodor: It did."
    passages = (
        Passage(0, 0, 25, Kind.TURN, "Mara", Evidence.LABEL),
        Passage(1, 27, len(text), Kind.TURN, "Teodor", Evidence.CARRIED),
    )
    source = Document("ice.txt", "/srv/ice.txt", "e" * 64, text, passages=passages)
    assert store.add(source, 6, 20).speaker == "Mara"
    assert store.add(source, 35, 40).evidence is Evidence.CARRIED
    assert store.add(source, 6, 40).speaker is None


def test_the_page_is_saved_where_the_format_knows_it(store: ExcerptStore) -> None:
    marks = (Mark(0, 50, MarkKind.PAGE, value="p. 7"), Mark(50, 99, MarkKind.PAGE, value="p. 8"))
    source = Document("a.pdf", "/srv/a.pdf", "e" * 64, SOURCE.text, marks=marks)
    assert store.add(source, 0, 20).place == "p. 7"
    assert store.add(source, 40, 60).place == "p. 7–8"


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (-1, 4), (0, 10**9), (10**9, 10**9 + 1)])
def test_a_span_outside_the_text_is_refused_before_anything_is_written(
    store: ExcerptStore, span: tuple[int, int]
) -> None:
    with pytest.raises(ExcerptError, match=r"talk\.txt"):
        store.add(SOURCE, *span)
    assert not store.path.exists()
    assert store.unsaved == ()


def test_blank_text_is_refused(store: ExcerptStore) -> None:
    at = SOURCE.text.index("\n\n")
    with pytest.raises(ExcerptError, match="blank"):
        store.add(SOURCE, at, at + 2)


def test_notes_and_tags_change_and_deletions_are_undone_in_place(store: ExcerptStore) -> None:
    first, second = store.add(SOURCE, 0, 9), store.add(SOURCE, 20, 40)
    assert store.note(first.id, "one\ntwo").note == "one\ntwo"
    assert store.tag(first.id, "ice, tide", "#ice").tags == ("ice", "tide")
    assert store.untag(first.id, "ice").tags == ("tide",)
    assert store.delete(first.id).id == first.id
    assert [excerpt.id for excerpt in store.all()] == [second.id]
    assert [excerpt.id for excerpt in store.deleted] == [first.id]
    assert store.restore(first.id).note == "one\ntwo"
    assert [excerpt.id for excerpt in ExcerptStore(store.path).all()] == [first.id, second.id]


def test_an_id_may_be_shortened_while_it_is_the_only_one(store: ExcerptStore) -> None:
    excerpt = store.add(SOURCE, 0, 9)
    assert store.get(excerpt.id[:4]) == excerpt
    with pytest.raises(ExcerptError, match="no excerpt"):
        store.get("")
    store.save([saved(SOURCE, "Teodor:", name="k123"), saved(SOURCE, "Mara:", name="k124")])
    with pytest.raises(ExcerptError, match="beginning of 2 excerpts"):
        store.get("k12")


def test_several_passages_become_one_excerpt(store: ExcerptStore) -> None:
    (excerpt,) = store.add_many([Draft(SOURCE, ((0, 20), (60, 90)), "both")])
    assert excerpt.text == f"{SOURCE.text[:20]} […] {SOURCE.text[60:90]}"
    assert [(part.start, part.end) for part in excerpt.parts] == [(0, 20), (60, 90)]
    assert ExcerptStore(store.path).all() == (excerpt,)


def test_one_store_notices_what_another_wrote_and_reads_only_that(store: ExcerptStore) -> None:
    store.add(SOURCE, 0, 9)
    other = ExcerptStore(store.path)
    assert other.refresh()
    assert not other.refresh()
    second = store.add(SOURCE, 20, 40)
    assert other.refresh()
    assert other.all()[-1] == second
    store.note(second.id, "seen")
    assert other.get(second.id).note == "seen"


def test_a_log_that_was_replaced_or_removed_is_read_anew(store: ExcerptStore) -> None:
    store.add(SOURCE, 0, 9)
    other = ExcerptStore(store.path.with_name("other.jsonl"))
    kept = other.add(SOURCE, 20, 40)
    other.path.replace(store.path)
    assert store.all() == (kept,)
    store.path.unlink()
    assert store.all() == ()


def test_an_event_may_come_before_its_excerpt_and_twice(log: Path) -> None:
    excerpt = saved(SOURCE, "Teodor:")
    add = encode({"event": "add", "at": "", **to_record(excerpt)})
    note = encode({"event": "note", "id": excerpt.id, "at": "", "note": "early"})
    log.parent.mkdir()
    log.write_bytes(note + add + add + note)
    (found,) = ExcerptStore(log).all()
    assert found == excerpt.edit(note="early")
    assert ExcerptStore(log).problems == ()


def test_a_change_of_an_excerpt_that_is_not_there_is_named(log: Path) -> None:
    log.parent.mkdir()
    log.write_bytes(encode({"event": "note", "id": "gone", "at": "", "note": "n"}))
    assert [str(problem) for problem in ExcerptStore(log).problems] == [
        "line 1: note of an excerpt that is not in the log: gone"
    ]


def test_a_record_that_is_no_excerpt_is_named_and_costs_no_other(log: Path) -> None:
    good = to_record(saved(SOURCE, "Teodor:"))
    bad = [
        {**good, "id": f"b{n}", **wrong}
        for n, wrong in enumerate(({"start": "3"}, {"tags": "x"}, {"text": ""}, {"end": 0}))
    ]
    log.parent.mkdir()
    log.write_bytes(b"".join(encode({"event": "add", "id": r["id"], "at": "", **r}) for r in (*bad, good)))
    store = ExcerptStore(log)
    assert [excerpt.id for excerpt in store.all()] == [good["id"]]
    assert [problem.line for problem in store.problems] == [1, 2, 3, 4]


def test_excerpts_of_a_document_are_those_of_its_file_or_of_a_moved_copy(store: ExcerptStore) -> None:
    late, early = store.add(SOURCE, 60, 80), store.add(SOURCE, 0, 9)
    store.add(document(talk(3), "other.txt"), 0, 9)
    renamed = Document("moved.txt", "/srv/library/moved.txt", SOURCE.digest, SOURCE.text)
    edited = Document(SOURCE.id, SOURCE.path, "f" * 64, SOURCE.text + "more")
    for asked in (SOURCE, renamed, edited):
        assert store.for_document(asked) == (early, late)


def test_two_libraries_may_have_documents_of_the_same_name(store: ExcerptStore, tmp_path: Path) -> None:
    there = tmp_path / "talk.txt"
    there.write_text("x")
    here = document(talk(4), "talk.txt", str(tmp_path))
    mine, other = store.add(here, 0, 9), store.add(SOURCE, 0, 9)
    assert store.for_document(here)[0] == mine
    assert mine not in store.for_document(Document(SOURCE.id, SOURCE.path, "f" * 64, ""))
    assert other in store.for_document(SOURCE)


def test_what_is_unsaved_goes_with_the_next_save_in_order(store: ExcerptStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.add(SOURCE, 0, 9)
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda *_: 0)
        for change in (lambda: store.note(first.id, "kept"), lambda: store.add(SOURCE, 20, 40)):
            with pytest.raises(ExcerptError, match="NOT saved"):
                change()
    assert [(waiting.event, waiting.excerpt is None) for waiting in store.unsaved] == [("note", True), ("add", False)]
    assert "full" in store.unsaved[0].cause
    third = store.add(SOURCE, 50, 70)
    assert store.unsaved == ()
    assert [excerpt.start for excerpt in ExcerptStore(store.path).all()] == [0, 20, third.start]
    assert store.get(first.id).note == "kept"


def test_what_is_unsaved_can_be_written_elsewhere_and_taken_back(
    store: ExcerptStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.add(SOURCE, 0, 9)
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda *_: 0)
        with pytest.raises(ExcerptError):
            store.add(SOURCE, 20, 40)
        with pytest.raises(ExcerptError):
            store.note(first.id, "later")
    elsewhere = tmp_path / "rescued.jsonl"
    assert store.write_elsewhere(elsewhere) == 2
    assert store.unsaved == ()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600
    taken = take_back(store, elsewhere.read_text())
    assert [excerpt.start for excerpt in taken.added] == [20]
    assert store.get(first.id).note == "later"
    store.note(first.id, "newest")
    take_back(store, elsewhere.read_text())
    assert store.get(first.id).note == "newest"


def test_writing_elsewhere_overwrites_nothing(store: ExcerptStore, tmp_path: Path) -> None:
    there = tmp_path / "there.jsonl"
    there.write_text("mine")
    with pytest.raises(ExcerptError, match="exists already"):
        store.write_elsewhere(there)
    assert there.read_text() == "mine"


def test_a_place_set_by_hand_keeps_the_words_that_were_saved(store: ExcerptStore) -> None:
    excerpt = store.add(SOURCE, 0, 30)
    other = document(talk(5), "new.txt")
    placed = store.place(excerpt.id, other, 100, 140)
    assert placed.text == excerpt.text
    assert (placed.doc, placed.start, placed.end) == ("new.txt", 100, 140)
    assert ExcerptStore(store.path).all() == (placed,)


def test_compaction_says_the_same_in_fewer_lines_after_a_backup(store: ExcerptStore) -> None:
    first, second = store.add(SOURCE, 0, 9), store.add(SOURCE, 20, 40)
    for number in range(10):
        store.note(first.id, f"draft {number}")
    store.tag(second.id, "ice")
    store.place(second.id, document(talk(6), "new.txt"), 10, 30)
    store.delete(second.id)
    before, data = (store.all(), store.deleted), store.path.read_bytes()
    store.compact()
    assert (store.all(), store.deleted) == before
    fresh = ExcerptStore(store.path)
    assert (fresh.all(), fresh.deleted) == before
    assert store.path.read_bytes().count(b"\n") == 3
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    (backup,) = (store.path.parent / "backups").iterdir()
    assert backup.read_bytes() == data
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_compaction_keeps_damaged_lines_and_stays_the_same_when_repeated(store: ExcerptStore) -> None:
    store.add(SOURCE, 0, 9)
    with store.path.open("ab") as file:
        file.write(b'{"crc":"00000000","v":1,"event":"add"}\nnot json\n{"crc":"torn')
    once = compacted(store.path.read_bytes())
    assert b"not json\n" in once
    assert once.endswith(b'{"crc":"torn\n')
    assert compacted(once) == once


def test_what_is_written_during_a_compaction_is_carried_over(
    store: ExcerptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(SOURCE, 0, 9)
    other = ExcerptStore(store.path)
    late: list[Excerpt] = []

    def rewritten(data: bytes) -> bytes:
        monkeypatch.setattr("index.excerpts.log._LOCK_SECONDS", 0)
        late.append(other.add(SOURCE, 20, 40))
        return compacted(data)

    monkeypatch.setattr("index.excerpts.compaction.compacted", rewritten)
    store.compact()
    assert store.all()[-1] == late[0]
    assert ExcerptStore(store.path).all() == store.all()


def test_a_writer_that_finds_the_log_exchanged_writes_again(
    store: ExcerptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(SOURCE, 0, 9)
    flushed = os.fsync
    exchanged: list[bool] = []

    def fsync(descriptor: int) -> None:
        flushed(descriptor)
        if not exchanged:
            exchanged.append(True)
            new = store.path.with_name("new")
            new.write_bytes(store.path.read_bytes().split(b"\n")[0] + b"\n")
            new.replace(store.path)

    monkeypatch.setattr(os, "fsync", fsync)
    second = store.add(SOURCE, 20, 40)
    assert second in ExcerptStore(store.path).all()


def test_a_failed_compaction_leaves_the_log_and_nothing_stray(
    store: ExcerptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(SOURCE, 0, 9)
    store.back_up()
    before = store.path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ExcerptError, match="not compacted: the disk is full"):
        store.compact()
    assert store.path.read_bytes() == before
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["backups", "excerpts.jsonl"]


def test_there_is_one_backup_a_day_for_seven_days(store: ExcerptStore) -> None:
    assert back_up(store.path) is None
    store.add(SOURCE, 0, 9)
    for day in range(1, 12):
        back_up(store.path, date(2025, 3, day))
        store.add(SOURCE, 0, 9 + day)
        back_up(store.path, date(2025, 3, day))
    kept = sorted(path.name for path in (store.path.parent / "backups").iterdir())
    assert kept == [f"excerpts-2025-03-{day:02}.jsonl" for day in range(5, 12)]
    assert len(ExcerptStore(store.path.parent / "backups" / kept[0]).all()) == 5


@given(st.lists(st.text(max_size=20), max_size=5))
def test_tags_hold_nothing_that_would_divide_them(tags: list[str]) -> None:
    names = tag_names(tags)
    assert not any(
        set(name) & {",", ";", "\n"} or name != name.strip() or name.startswith("#") or not name for name in names
    )
    assert tag_names(names) == names


@settings(max_examples=60)
@given(
    text=st.text(min_size=1, max_size=80).filter(str.strip),
    note=st.text(max_size=40),
    speaker=st.one_of(st.none(), st.text(min_size=1, max_size=10)),
    tags=st.lists(st.text(min_size=1, max_size=8), max_size=3),
)
def test_a_record_gives_the_excerpt_back(text: str, note: str, speaker: str | None, tags: list[str]) -> None:
    base = saved(document(f"before {text} after"), text)
    evidence = Evidence.CUE if speaker else Evidence.UNKNOWN
    excerpt = from_record({**to_record(base), "note": note, "tags": tags})
    if speaker:
        excerpt = from_record({**to_record(excerpt), "speaker": speaker, "evidence": evidence.value})
    assert from_record(to_record(excerpt)) == excerpt
    assert (excerpt.text, excerpt.note, excerpt.speaker, excerpt.tags) == (text, note, speaker, tuple(tags))
