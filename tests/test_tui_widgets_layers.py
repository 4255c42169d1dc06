"""Layers answer by offset, however many spans overlap; strips never lose a single hit."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.layers import Layer
from tui.widgets.spark import LEVELS, places, strip

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])))


@given(SPANS, st.integers(0, 70), st.integers(1, 15))
def test_touching_finds_what_a_search_of_all_spans_finds(spans, start, length):
    layer = Layer.of("hits", spans)
    end = start + length
    assert [span for span, _ in layer.touching(start, end)] == sorted(
        (a, b) for a, b in spans if a < end and b > start and b > a
    )


@given(SPANS)
def test_tags_stay_with_their_spans(spans):
    layer = Layer.of("excerpts", spans, tags=[a * 100 + b for a, b in spans])
    assert all(tag == a * 100 + b for (a, b), tag in layer.touching(0, 1000))


@given(SPANS.filter(lambda spans: any(b > a for a, b in spans)), st.integers(-1, 70), st.integers(1, 9))
def test_steps_go_round_the_end_and_back_again(spans, offset, count):
    layer = Layer.of("hits", spans)
    starts = sorted({a for a, b in spans if b > a})
    after = [a for a in starts if a > offset] or starts
    assert layer.step(offset, 1)[0] == after[0]
    before = [a for a in starts if a < offset] or starts
    assert layer.step(offset, -1)[0] == before[-1]
    there = layer.step(offset, count)
    assert there in layer.spans


def test_a_layer_without_spans_leads_nowhere():
    assert Layer.of("hits", []).step(3, 1) is None
    assert Layer.of("hits", [(1, 1)]).spans == ()


@given(st.lists(st.floats(0, 100), max_size=200), st.integers(0, 40))
def test_a_strip_has_its_width_and_shows_nothing_where_nothing_is(values, width):
    shown = strip(values, width)
    assert len(shown) == width
    assert set(shown) <= set(LEVELS)
    if not any(values):
        assert not shown.strip()


def test_one_hit_in_a_long_text_stays_visible():
    assert strip(places([70_000], 100_000, 12), 12).strip() != ""
    assert strip([0.0] * 999 + [0.01] + [5.0], 10).count(" ") == 9
    assert strip([1, 0, 0, 8], 4) == "▁  █"


def test_offsets_at_and_beyond_the_ends_are_counted():
    assert places([0, 99, 100, 5000], 100, 2) == [1.0, 3.0]
    assert places([], 0, 3) == [0.0, 0.0, 0.0]
