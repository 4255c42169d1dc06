"""The rows of a comparison without a screen: aligned sections, cells in brackets, pictures of shares, the walk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import papers

from index.api import Library
from index.compare import Comparison
from index.compare.telling import short_name, short_names
from tui.screens.compare.board import cell_of, room_of, rows_of
from tui.screens.compare.compared import compare_on
from tui.screens.compare.grids import frames_by_sources, terms_by_sources
from tui.screens.compare.lists import every_frame, left_out, words
from tui.screens.compare.many import ranking
from tui.screens.compare.overview import compact, overview
from tui.screens.compare.passages import shared_spans
from tui.screens.compare.rows import Row, Section, short, side_by_side
from tui.screens.compare.side import Side
from tui.screens.compare.walk import Walk
from tui.widgets.cells import width
from tui.widgets.spark import bar, shade

__all__ = ["papers"]

ROOMS = (30, 36, 58, 64, 118, 198)


def made(papers: Path) -> tuple[Library, Comparison]:
    library = Library([papers])
    return library, library.compare("regulation", [])


def sides(comparison: Comparison, room: int) -> list[Side]:
    every = comparison.sources
    return [Side(comparison, source, None, short_names(comparison), room, every) for source in every]


def numbers(rows: list[Row]) -> list[tuple[str, int]]:
    """What is chosen in rows: its text, and how much evidence is behind it."""
    found = []
    for row in rows:
        if row.evidence:
            found.append(("".join(text for text, _ in (*row.parts, *row.right)), len(row.evidence)))
        found += [(cell.text, len(cell.evidence)) for cell in row.cells if cell.evidence]
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_row_is_wider_than_its_column(papers: Path, room: int) -> None:
    _, comparison = made(papers)
    for side in sides(comparison, room):
        for view in (overview, words, every_frame, left_out):
            for section in view(side):
                for row in section.rows:
                    assert width("".join(text for text, _ in (*row.parts, *row.right))) <= room, row
        if room >= 64:
            for row in compact(side):
                texts = [text for text, _ in (*row.parts, *row.right)] + [cell.text for cell in row.cells]
                assert width("".join(texts)) <= room, row


def test_every_place_of_every_number_reads_back(papers: Path) -> None:
    library, comparison = made(papers)
    documents = {source.doc: library.read(source.doc) for source in comparison.sources}
    rows = [
        *(row for side in sides(comparison, 64) for section in overview(side) for row in section.rows),
        *(row for side in sides(comparison, 78) for row in compact(side)),
        *ranking(sides(comparison, 118), (), ()),
        *frames_by_sources(comparison, comparison.sources),
        *terms_by_sources(compare_on(library, comparison.topic, []), comparison.sources),
    ]
    seen = 0
    for row in rows:
        for doc, passage, start, end in (*row.evidence, *(place for cell in row.cells for place in cell.evidence)):
            told = documents[doc].passages[passage]
            assert told.start <= start < end <= told.end
            seen += 1
    assert seen


def test_the_count_of_a_term_in_the_grid_is_the_size_of_its_evidence(papers: Path) -> None:
    library, comparison = made(papers)
    compared = compare_on(library, comparison.topic, [])
    for text, size in numbers(terms_by_sources(compared, comparison.sources)):
        assert int(text) == size
    counted = compared.counts
    assert sum(counted.values()) == sum(len(places) for places in compared.hits.values())
    assert sum(counted.values()) == sum(len(source.hits) for source in comparison.sources)


def test_the_same_frame_stands_on_the_same_row_in_every_column(papers: Path) -> None:
    _, comparison = made(papers)
    columns = side_by_side([overview(side) for side in sides(comparison, 60)])
    assert len({len(column) for column in columns}) == 1
    for rows in zip(*columns, strict=True):
        frames = {row.about for row in rows if row.about.startswith("frame: ")}
        assert len(frames) <= 1


def test_sections_begin_on_the_same_row_and_say_when_they_are_empty() -> None:
    full = [Section("one", (Row((("a", ""),)), Row((("b", ""),)))), Section("two", (Row((("c", ""),)),))]
    empty = [Section("one", ()), Section("two", (Row((("d", ""),)),))]
    left, right = side_by_side([full, empty])
    assert len(left) == len(right)
    assert right[1].parts == (("  none", "dim"),)
    assert left[5].parts == (("c", ""),) and right[5].parts == (("d", ""),)


def test_a_section_that_no_column_has_takes_no_room() -> None:
    assert side_by_side([[Section("one", ())], [Section("one", ())]]) == [[], []]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60), st.integers(2, 50))
def test_a_shortened_name_fits(text: str, limit: int) -> None:
    assert width(short(text, limit)) <= limit


def test_a_handful_of_sources_have_letters_and_more_have_ranks() -> None:
    assert [short_name(place, 12) for place in (0, 11)] == ["A", "L"]
    assert [short_name(place, 13) for place in (0, 12)] == ["S1", "S13"]


@given(st.floats(0, 1), st.integers(0, 30))
def test_a_bar_is_as_wide_as_asked_and_empty_only_for_nothing(share: float, cells: int) -> None:
    drawn = bar(share, cells)
    assert len(drawn) == cells
    assert bool(drawn.strip()) == (share > 0 and cells > 0)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_greater_share_is_never_lighter(one: float, other: float) -> None:
    order = " ░▒▓█"
    low, high = sorted((one, other))
    assert order.index(shade(low)[0]) <= order.index(shade(high)[0])
    assert (shade(low)[0] == " ") == (low == 0)


@pytest.mark.parametrize("total", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("sources", [1, 2, 3, 6, 12, 40])
def test_cells_of_the_board_are_as_wide_as_they_say(papers: Path, total: int, sources: int) -> None:
    _, comparison = made(papers)
    name, cells = room_of(total, sources)
    assert name + cells + 3 <= max(total, name + 12)
    for source in comparison.sources:
        assert width(cell_of(source, cells, "x").text) == cells


def test_the_board_shows_own_topics_first_and_suggestions_below(papers: Path) -> None:
    from dataclasses import replace

    from index.compare import Origin

    library, _ = made(papers)
    coverage = library.topics([])
    covered = next(row for row in coverage if row.covered and row.topic.origin is Origin.CURATED)
    mine = replace(covered, topic=replace(covered.topic, id="mine", origin=Origin.OWN))
    rows = rows_of([*coverage, mine], 120)
    keys = [row.key for row in rows if row.cells]
    assert keys[0] == "mine"
    suggested = [row.topic.id for row in coverage if row.covered and row.topic.origin is Origin.SUGGESTED]
    assert keys[len(keys) - len(suggested) :] == suggested


def test_shared_words_are_marked_in_every_form() -> None:
    text = "The tariff was raised. Tariffs raise prices."
    found = {text[start:end] for start, end in shared_spans(text, 0, len(text), {"tariffs", "raised"})}
    assert found == {"tariff", "Tariffs", "raised", "raise"}


def test_the_walk_goes_to_the_nearest_even_when_it_is_not_mutual(papers: Path) -> None:
    _, comparison = made(papers)
    for source in comparison.sources:
        others = [other for other in comparison.sources if other is not source]
        walk = Walk(comparison)
        for passage, _, _ in source.passages:
            walk.at[source.doc] = passage
            walk.align(source, others)
            for other in others:
                near = comparison.counterpart(source.doc, passage, other.doc)
                assert walk.found[other.doc] == near
                if near is not None:
                    assert walk.at[other.doc] == near.to[1]


def test_a_side_that_walks_alone_leaves_the_others_where_they_are(papers: Path) -> None:
    _, comparison = made(papers)
    walk = Walk(comparison)
    source = next(source for source in comparison.sources if len(source.passages) > 1)
    before = dict(walk.at)
    assert walk.step(source, [], 1) == ""
    assert {doc for doc in before if walk.at[doc] != before[doc]} == {source.doc}
    assert "last" in walk.step(source, [], 99)
