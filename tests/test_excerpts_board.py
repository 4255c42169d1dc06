"""The board: an order of chosen excerpts that survives restarts, compactions, exports and another reader."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

import pytest
from excerpt_sources import document, talk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ExcerptError
from index.excerpts import Draft, ExcerptStore, export, move, on_board, put, take_back, take_off
from index.excerpts.board import GAP, _ranks

SOURCE = document(talk(31))


@pytest.fixture
def store(tmp_path: Path) -> ExcerptStore:
    return ExcerptStore(tmp_path / "excerpts.jsonl")


def names(store: ExcerptStore, count: int = 5) -> list[str]:
    return [
        excerpt.id for excerpt in store.add_many([Draft(SOURCE, ((at * 30, at * 30 + 20),)) for at in range(count)])
    ]


def board(store: ExcerptStore) -> list[str]:
    return [excerpt.id for excerpt in on_board(ExcerptStore(store.path).all())]


def test_excerpts_stand_on_the_board_in_the_order_they_were_put(store: ExcerptStore) -> None:
    a, b, c, d, _ = names(store)
    put(store, [c, a])
    put(store, [d])
    assert board(store) == [c, a, d]
    put(store, [b, d], before=a)
    assert board(store) == [c, b, d, a]


def test_a_move_stops_at_the_ends(store: ExcerptStore) -> None:
    a, b, c, *_ = names(store)
    put(store, [a, b, c])
    move(store, c, -1)
    assert board(store) == [a, c, b]
    move(store, c, -9)
    assert board(store) == [c, a, b]
    move(store, c, 9)
    assert board(store) == [a, b, c]


def test_what_is_taken_off_stays_saved_and_what_is_deleted_leaves_the_board(store: ExcerptStore) -> None:
    a, b, c, *_ = names(store)
    put(store, [a, b, c])
    take_off(store, [b])
    store.delete(a)
    assert board(store) == [c]
    store.restore(a)
    assert board(store) == [a, c]
    assert len(store.all()) == 5


def test_only_what_is_on_the_board_can_be_moved(store: ExcerptStore) -> None:
    a, *_ = names(store)
    with pytest.raises(ExcerptError, match="not on the board"):
        move(store, a, 1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-5, 5)), max_size=12))
def test_any_moves_give_the_order_that_a_list_would(tmp_path: Path, moves: list[tuple[int, int]]) -> None:
    store = ExcerptStore(Path(mkdtemp(dir=tmp_path), "moves.jsonl"))
    order = names(store)
    put(store, order)
    wanted = list(order)
    for which, step in moves:
        move(store, order[which], step)
        at = wanted.index(order[which])
        wanted.remove(order[which])
        wanted.insert(min(max(at + step, 0), 4), order[which])
    assert board(store) == wanted


def test_there_is_always_room_between_two() -> None:
    others = [("a", GAP), ("b", 2 * GAP)]
    for number in range(200):
        given_ranks = dict(others) | {name: rank or 0 for name, rank in _ranks(others, [f"n{number}"], 1).items()}
        others = sorted(given_ranks.items(), key=lambda pair: pair[1])
        assert [name for name, _ in others] == ["a", *(f"n{n}" for n in range(number, -1, -1)), "b"]


def test_two_readers_who_arrange_at_once_keep_both_moves(store: ExcerptStore) -> None:
    a, b, c, d, e = names(store)
    put(store, [a, b, c, d, e])
    other = ExcerptStore(store.path)
    other.all()
    move(store, a, 1)
    move(other, e, -1)
    assert board(store) == [b, a, c, e, d]


def test_the_board_survives_a_compaction_and_an_import(store: ExcerptStore, tmp_path: Path) -> None:
    a, b, c, *_ = names(store)
    put(store, [c, a, b])
    store.compact()
    assert board(store) == [c, a, b]
    for form in ("json", "yaml", "annotation"):
        other = ExcerptStore(tmp_path / f"{form}.jsonl")
        take_back(other, export(store.all(), form), form)
        assert board(other) == [c, a, b]


def test_a_rank_that_is_none_is_named_and_kept(store: ExcerptStore) -> None:
    a, *_ = names(store)
    store.change([{"event": "rank", "id": a, "at": "", "rank": "first"}])
    assert board(store) == []
    assert "rank is not a number" in str(ExcerptStore(store.path).problems[0])
