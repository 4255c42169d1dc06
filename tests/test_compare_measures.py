"""The formulas against values worked out by hand, and the invariants that hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.measures import (
    chance,
    discoveries,
    dispersion,
    effective_size,
    log_odds,
    passage_log_odds,
    wilson,
)


def test_wilson_of_eight_in_thirty() -> None:
    low, high = wilson(8 / 30, 30)
    assert low == pytest.approx(0.1418, abs=5e-4) and high == pytest.approx(0.4445, abs=5e-4)


def test_wilson_without_trials_is_everything() -> None:
    assert wilson(0.5, 0) == (0.0, 1.0)


@given(st.floats(0, 1), st.floats(0.5, 1e5))
def test_wilson_holds_the_share_and_stays_within_bounds(share: float, n: float) -> None:
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-9 and share - 1e-9 <= high <= 1


def test_equal_passages_are_as_many_as_they_are() -> None:
    assert effective_size([7, 7, 7, 7]) == pytest.approx(4)


@given(st.lists(st.integers(0, 500), max_size=40))
def test_unequal_passages_are_worth_less_than_their_number(sizes: list[int]) -> None:
    assert 0 <= effective_size(sizes) <= len(sizes) + 1e-9


def test_dispersion_is_zero_when_even_and_near_one_when_in_one_place() -> None:
    assert dispersion([2] * 10, [1] * 10) == 0
    assert dispersion([5] + [0] * 9, [1] * 10) == pytest.approx(0.9)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_dispersion_lies_between_zero_and_one(parts: list[int]) -> None:
    assert 0 <= dispersion(parts, [1] * len(parts)) <= 1


def test_log_odds_has_the_sign_of_the_side_that_says_it_more() -> None:
    counts = np.array([10, 1]), np.array([100, 100]), np.array([1, 10]), np.array([100, 100])
    z = log_odds(*counts, np.array([1.0, 1.0]), 500.0)
    assert z[0] > 0 > z[1] and z[0] == pytest.approx(-z[1])


def test_passage_log_odds_of_seven_against_none() -> None:
    one = [np.array([n]) for n in (7, 46, 0, 46)]
    expected = (math.log(7.5 / 39.5) - math.log(0.5 / 46.5)) / math.sqrt(1 / 7.5 + 1 / 39.5 + 1 / 0.5 + 1 / 46.5)
    assert passage_log_odds(*one)[0] == pytest.approx(expected)


def test_chance_of_1_96_is_one_in_twenty() -> None:
    assert chance(np.array([1.96, -1.96]))[0] == pytest.approx(0.05, abs=1e-3)


def test_discoveries_follow_benjamini_and_hochberg() -> None:
    tried = np.array([0.9, 0.001, 0.02, 0.04, 0.5])
    assert discoveries(tried, 0.1).tolist() == [False, True, True, True, False]
    assert not discoveries(np.array([0.5, 0.9]), 0.2).any()
    assert not len(discoveries(np.zeros(0), 0.2))


@given(st.lists(st.floats(0, 1), max_size=30), st.floats(0.01, 0.5))
def test_no_discovery_is_less_likely_than_one_that_is_not_believed(tried: list[float], rate: float) -> None:
    believed = discoveries(np.array(tried), rate)
    if believed.any() and not believed.all():
        assert max(np.array(tried)[believed]) <= min(np.array(tried)[~believed])
