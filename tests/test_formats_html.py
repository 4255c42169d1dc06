"""A saved page becomes its main text, with the marks that its tags give it and what the page states about itself."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import formats
from index.formats import html
from index.model import Extraction, MarkKind
from index.text.clean import clean

PROSE = "The ferry left before the tide had turned, and nobody on the quay had seen who was at the wheel, or why. "
PAGE = f"""<html lang="en"><head><title>The Ferry - Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Ada Moss">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"The Ferry"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news</a></li></ul></nav>
<div id="content"><h1>The Ferry</h1><p>{PROSE * 3}</p><h2>At the quay</h2><p>{PROSE * 2}</p>
<ul><li>One rope, cut</li><li>Two lamps, lit</li></ul><blockquote><p>{PROSE}</p></blockquote>
<p><b>Ben Hart:</b> {PROSE}</p></div>
<div class="sidebar"><a href="/1">More on ferries</a> <a href="/2">More on boats</a></div>
<footer>All rights reserved by the Gazette</footer><script>alert("no")</script></body></html>"""


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.skipif(not html.extra(), reason="no web extra"))])
def web(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(html, "extra", lambda: request.param)
    return bool(request.param)


def read(page: str | bytes, encoding: str | None = None) -> Extraction:
    return formats.extract(PurePath("page.html"), page.encode() if isinstance(page, str) else page, encoding)


def marked(extraction: Extraction, kind: MarkKind) -> list[str]:
    return [extraction.text[m.start : m.end] for m in extraction.marks if m.kind is kind]


def test_the_main_text_is_kept_and_what_surrounds_it_left_out(web: bool) -> None:
    text = read(PAGE).text
    assert PROSE.strip() in text
    assert not any(word in text for word in ("All the news", "More on boats", "rights reserved", "alert"))


def test_tags_become_marks(web: bool) -> None:
    page = read(PAGE)
    assert "At the quay" in marked(page, MarkKind.HEADING)
    assert [item.lstrip("- ") for item in marked(page, MarkKind.ITEM)] == ["One rope, cut", "Two lamps, lit"]
    assert [quote.strip() for quote in marked(page, MarkKind.QUOTE)] == [PROSE.strip()]


def test_a_bold_name_before_a_colon_is_a_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "extra", lambda: False)
    assert marked(read(PAGE), MarkKind.LABEL) == ["Ben Hart"]


def test_a_page_states_its_metadata(web: bool) -> None:
    known = read(PAGE).metadata
    assert (known.title, known.outlet, known.author) == ("The Ferry", "Harbour Gazette", "Ada Moss")
    assert (known.date, known.language) == ("2024-03-05", "en")


def test_which_reader_found_the_text_is_said(web: bool) -> None:
    assert ("trafilatura" if web else "built-in") in read(PAGE).problems[0]


def test_the_page_says_its_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="koi8-r">').replace("The ferry left", "Паром ушёл")
    extraction = read(page.encode("koi8-r"))
    assert extraction.encoding == "koi8-r"
    assert "Паром ушёл" in extraction.text


def test_an_encoding_that_is_asked_for_wins() -> None:
    page = f"<p>caf\u00e9 {PROSE * 3}</p>".encode("cp1252")
    assert "caf\u00e9" in read(page, "cp1252").text


def test_an_entity_gives_birth_to_no_control_character(web: bool) -> None:
    text = read(f"<p>{PROSE * 3}~~&#27;[31m &#x9b;2J &#7; &#x202e;{PROSE}</p>").text
    assert clean(text) == text
    assert not any(letter in text for letter in "\x1b\x9b\x07\u202e")


def test_a_page_nested_without_end_is_read(web: bool) -> None:
    assert "deep down" in read("<div>" * 50_000 + "deep down" + PROSE * 5).text


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "</", "<a <", "<![CDATA[", "<a b='", "&#", "<p>", "<table><tr><td>", "<!x"]
)
def test_markup_that_repeats_takes_no_more_than_its_length(piece: str) -> None:
    read(piece * 20_000 + "end")


@given(st.text(st.sampled_from("<>/=\"'&;#! abpdivlitrq\n\u0301\u202e"), max_size=200))
def test_no_markup_raises_and_every_text_is_clean(page: str) -> None:
    extraction = read(page)
    assert clean(extraction.text) == extraction.text
    assert all(0 <= mark.start < mark.end <= len(extraction.text) for mark in extraction.marks)


def test_a_page_without_text_says_so() -> None:
    assert read("<html><script>1</script></html>").problems == ("no text was found on this page",)


def test_a_table_of_data_is_read_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "extra", lambda: False)
    rows = "<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Gull</td><td>4</td></tr></table>"
    assert "Boat | Crew\nGull | 4" in read(f"<div><p>{PROSE * 4}</p>{rows}<p>{PROSE * 3}</p></div>").text


def test_the_name_on_a_label_is_as_clean_as_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "extra", lambda: False)
    page = read(f"<div><p><b>Ben&#27;[2J Hart:</b> {PROSE * 6}</p></div>")
    (label,) = (mark for mark in page.marks if mark.kind is MarkKind.LABEL)
    assert label.value == page.text[label.start : label.end]
    assert "\x1b" not in label.value


def test_a_number_of_ten_thousand_digits_is_no_character_and_no_error(web: bool) -> None:
    assert PROSE.strip() in read(f"<p>&#{'9' * 10_000}; {PROSE * 5}</p>").text


def test_reading_a_page_opens_no_socket(web: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr("socket.socket.connect", refuse, raising=False)
    monkeypatch.setattr("socket.socket.bind", refuse, raising=False)
    assert (
        PROSE.strip()
        in read(f"<img src='http://127.0.0.1:9/x'><link rel=stylesheet href='//127.0.0.1:9/y'>{PAGE}").text
    )
