"""The page of a comparison as a browser shows it: nothing sticks out, every link arrives. Skipped without Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import PROGRAM, Tab, browser
from compare_sources import harbour, source

from index.compare import Topic, compare
from index.compare.html import page
from index.model import Document

TOLL = Topic("toll", "The toll <i>&</i> what it costs", strong=("toll",))

LONG = "Tollhouse" * 30
WIDTHS = (320, 390, 760, 1280)

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")


def sources(count: int) -> list[Document]:
    """Two to six sources; the later ones hold what strains a page: a long word, markup, other scripts."""
    more = [
        source("long.txt", f"A toll of {LONG} and a toll.", f"The toll {LONG}.", "A toll, says <script>.", title=LONG),
        source("right.txt", "\u200fאגרה toll אגרה toll.", "通行料 toll 通行料の toll.", "Toll & toll < toll."),
        source("a-name-without-any-place-to-break-it-" * 4 + ".txt", *["The toll on herring is a toll."] * 12),
    ]
    return [*harbour(), *more][:count]


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=[2, 3, 6])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = sources(request.param)
    target = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    told = page(compare(documents, TOLL), {document.id: document for document in documents})
    target.write_text(told, encoding="utf-8")
    return target


def test_nothing_is_wider_than_the_screen(tab: Tab, written: Path) -> None:
    for width in WIDTHS:
        tab.open(written, width)
        assert tab.value("document.documentElement.scrollWidth") <= width


def test_every_link_leads_to_a_place_that_is_shown(tab: Tab, written: Path) -> None:
    tab.open(written, 390)
    links = "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    assert tab.value(f"{links}.length") > 0
    assert tab.value(f"{links}.filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))") == []


def test_the_columns_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(
    tab: Tab, written: Path
) -> None:
    edges = "new Set([...document.querySelectorAll('#sources + .columns > article')].map(a => a.offsetLeft)).size"
    tab.open(written, 1280)
    assert tab.value(edges) >= 2
    tab.open(written, 390)
    assert tab.value(edges) == 1


def test_the_text_can_be_read_by_day_by_night_and_on_paper(tab: Tab, written: Path) -> None:
    for dark, paper in ((False, False), (True, False), (False, True)):
        tab.open(written, 1280, dark=dark, paper=paper)
        assert tab.value(CONTRAST) >= 4.5


CONTRAST = """(() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const ratio = e => { const ink = light(getComputedStyle(e).color);
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05); };
  return Math.min(...['.standfirst', '.quiet', 'h1', '.places a', '.kicker', 'blockquote p', 'summary']
    .map(s => document.querySelector(s)).filter(e => e).map(ratio));
})()"""
