"""`excerpt import` takes back what was exported, doubles nothing, and survives what is no export."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from excerpt_sources import document, saved, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ExcerptError
from index.excerpts import IMPORTED, Draft, ExcerptStore, export, resolve, take_back

SOURCE = document(talk(7), title='A "talk", again', outlet="Harbour Radio", date="2024-11-02")


@pytest.fixture
def full(tmp_path: Path) -> ExcerptStore:
    store = ExcerptStore(tmp_path / "full.jsonl")
    store.add(SOURCE, 0, 80, 'note: "quoted"\n- listed\n\n#end', ["ice", "two words", "=run"])
    store.add_many([Draft(SOURCE, ((100, 140), (300, 340)), "several", ("gap",))])
    odd = document("😀 漢字: 'a' — \"b\"\n\n  indented\n" + talk(8, 4), "odd/ümlaut #1.txt")
    store.add(odd, 0, 40)
    store.add(SOURCE, SOURCE.text.index("Right."), SOURCE.text.index("Right.") + 6)  # has rivals and landmarks
    return store


@pytest.fixture
def empty(tmp_path: Path) -> ExcerptStore:
    return ExcerptStore(tmp_path / "empty.jsonl")


@pytest.mark.parametrize("form", IMPORTED)
def test_an_export_comes_back_whole_and_only_once(form: str, full: ExcerptStore, empty: ExcerptStore) -> None:
    written = export(full.all(), form)
    first, second = take_back(empty, written, form), take_back(empty, written, form)
    assert first.added == empty.all() == full.all()
    assert (second.added, second.known) == ((), 4)
    assert first.problems == second.problems == ()


@pytest.mark.parametrize("form", IMPORTED)
def test_changed_notes_stay_and_deleted_excerpts_come_back(form: str, full: ExcerptStore) -> None:
    written = export(full.all(), form)
    kept, gone, *_ = full.all()
    full.note(kept.id, "a newer thought")
    full.delete(gone.id)
    taken = take_back(full, written, form)
    assert [excerpt.id for excerpt in taken.added] == [gone.id]
    assert full.get(kept.id).note == "a newer thought"


def test_the_same_words_at_the_same_place_are_known_under_another_id(full: ExcerptStore) -> None:
    lines = [
        {**json.loads(line), "id": f"k{number}"} for number, line in enumerate(export(full.all(), "json").splitlines())
    ]
    taken = take_back(full, "\n".join(map(json.dumps, lines)))
    assert (taken.added, taken.known) == ((), 4)


def test_the_lines_of_excerpt_list_are_enough(full: ExcerptStore, empty: ExcerptStore) -> None:
    keys = "id doc title start end line text speaker note tags created status prefix suffix"
    lines = [json.loads(line) for line in export(full.all(), "json").splitlines()]
    taken = take_back(empty, "\n".join(json.dumps({key: line.get(key) for key in keys.split()}) for line in lines))
    assert [excerpt.text for excerpt in taken.added] == [excerpt.text for excerpt in full.all()]
    assert [excerpt.tags for excerpt in taken.added] == [excerpt.tags for excerpt in full.all()]


def test_a_log_is_taken_back_as_it_stands_at_its_end(full: ExcerptStore, empty: ExcerptStore) -> None:
    first, second, *_ = full.all()
    full.note(first.id, "changed")
    full.delete(second.id)
    log = full.path.read_text(encoding="utf-8")
    take_back(empty, log)
    assert empty.all() == full.all()
    before = empty.path.read_bytes()
    take_back(empty, log)
    take_back(full, log)
    assert empty.path.read_bytes() == before
    assert full.path.read_text(encoding="utf-8") == log


def test_annotations_of_other_programs_are_found_by_their_words(empty: ExcerptStore) -> None:
    words = SOURCE.text[200:260]
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "mine", "purpose": "commenting"},
        "target": {"source": "talk.txt", "selector": {"type": "TextQuoteSelector", "exact": words}},
    }
    (excerpt,) = take_back(empty, json.dumps([annotation]), "annotation").added
    assert (excerpt.text, excerpt.note, excerpt.doc) == (words, "mine", "talk.txt")
    assert resolve(excerpt, SOURCE).start == 200


def test_entries_that_are_no_excerpts_are_named_and_cost_no_other(full: ExcerptStore, empty: ExcerptStore) -> None:
    good = export(full.all()[:1], "json")
    taken = take_back(empty, '{"id":"x"}\nnot json\n[1]\n' + good + '{"event":"delete"}\n')
    assert len(taken.added) == 1
    assert [problem.split(":")[0] for problem in taken.problems] == ["entry 1", "entry 2", "entry 3", "entry 5"]


def test_numbers_and_lists_of_the_wrong_kind_are_named(empty: ExcerptStore) -> None:
    one = "- id: a\n  doc: d\n  text: t\n  start: one\n  end: 2\n"
    two = "- id: b\n  doc: d\n  text: t\n  start: 0\n  end: 1\n  parts: x\n"
    assert len(take_back(empty, one + two, "yaml").problems) == 2


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yaml", "just words"),
        ("yaml", "- &a [*a]\n"),
        ("yaml", "- !!python/object:os.system x\n"),
        ("annotation", "{"),
        ("annotation", "[" * 100_000),
        ("docx", ""),
    ],
)
def test_what_is_not_of_the_format_is_one_clear_error(empty: ExcerptStore, form: str, text: str) -> None:
    with pytest.raises(ExcerptError) as caught:
        take_back(empty, text, form)
    assert "\n" not in str(caught.value)
    assert empty.all() == ()


def test_controls_in_an_import_do_not_get_in(empty: ExcerptStore) -> None:
    line = json.dumps(
        {"doc": "d\x1b]0;x\x07", "text": "a\x9bb", "start": 0, "end": 3, "note": "\u202e", "tags": ["\x1b[2J"]}
    )
    (excerpt,) = take_back(empty, line).added
    assert not set(excerpt.doc + excerpt.text + excerpt.note + excerpt.tags[0]) & set("\x1b\x07\x9b\u202e")


KEYS = "id doc text start end tags parts landmarks speaker event items target selector type exact body value variorum"
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(value=JSON, form=st.sampled_from(IMPORTED))
def test_no_data_whatever_breaks_an_import(tmp_path_factory: pytest.TempPathFactory, value: object, form: str) -> None:
    store = ExcerptStore(tmp_path_factory.mktemp("store") / "e.jsonl")
    text = ("- " if form == "yaml" else "") + json.dumps(value)
    with contextlib.suppress(ExcerptError):
        take_back(store, text, form)
    assert ExcerptStore(store.path).problems == ()


def test_an_excerpt_of_the_talk_is_the_same_after_the_way_round(empty: ExcerptStore) -> None:
    excerpt = saved(SOURCE, "Right.")
    for form in IMPORTED:
        store = ExcerptStore(empty.path.with_name(f"{form}.jsonl"))
        assert take_back(store, export([excerpt], form), form).added == (excerpt,)


@pytest.mark.parametrize("form", IMPORTED)
def test_an_excerpt_with_twins_keeps_all_that_tells_them_apart(form: str, tmp_path: Path) -> None:
    turns = [turn if number % 4 != 2 else "Mara: Well, yes." for number, turn in enumerate(talk(5).split("\n\n"))]
    source = document("\n\n".join(turns))
    store = ExcerptStore(tmp_path / "first.jsonl")
    kept = store.add(source, (start := source.text.index("Well, yes.")), start + 10)
    assert kept.anchors[0].kin and kept.anchors[0].round[1]
    other = ExcerptStore(tmp_path / "second.jsonl")
    take_back(other, export([kept], form), form)
    assert other.all() == (kept,)
