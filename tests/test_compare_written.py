"""The page and the Markdown: all that is counted leads somewhere, and nothing foreign is obeyed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from compare_sources import harbour, source

from index.compare import Topic, compare
from index.compare.html import page
from index.compare.markdown import escaped, markdown
from index.model import Document, Kind

TOLL = Topic("toll", "The toll", strong=("toll",), weak=("rates", "crews"))
HOSTILE = "<script>alert(1)</script> toll <img src=x onerror=y> [a](javascript:x) `toll` **toll** &amp; \"'"
VOID = {"meta", "path", "rect", "br", "img", "link"}


class Reader(HTMLParser):
    """Collects tags, ids and links, and notes a tag that is closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)


def read(*documents: Document, topic: Topic = TOLL) -> tuple[str, Reader]:
    html = page(compare(documents, topic), {document.id: document for document in documents})
    reader = Reader()
    reader.feed(html)
    return html, reader


def test_the_page_is_well_formed_and_its_links_lead_to_places_on_it() -> None:
    _, reader = read(*harbour())
    assert not reader.crossed and not reader.open
    assert reader.links and all(link.startswith("#") for link in reader.links)
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))


def test_the_page_asks_nothing_of_anyone_else() -> None:
    html, reader = read(*harbour())
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(reader.tags)
    assert not re.search(r"https?:|//|url\(|@import", html)
    assert "default-src 'none'" in html


def test_every_number_of_the_page_has_as_many_links_as_it_says() -> None:
    html, _ = read(*harbour())
    for item in re.findall(r"<li>(?:<svg.*?</svg>)?[^<]+ <b>(\d+)</b>(.*?)</li>", html, re.S):
        count, rest = int(item[0]), item[1].split("<summary>its words")[0]
        assert len(re.findall(r'<a href="#', rest)) == count


def test_foreign_text_is_shown_and_never_obeyed() -> None:
    hostile = source("<b>.txt", HOSTILE, HOSTILE, (Kind.ANSWER, HOSTILE, "<i>Eve</i>"), title="<u>T</u>")
    html, reader = read(
        hostile, source("b.txt", "toll", "toll"), topic=Topic("x", "<s>x</s>\x1b[31m", strong=("toll",))
    )
    assert not {"script", "img", "u", "i", "s"} & set(reader.tags)
    assert "&lt;script&gt;" in html and "\x1b" not in html


def test_the_page_of_a_document_that_is_not_at_hand_still_tells_its_numbers() -> None:
    html = page(compare(harbour(), TOLL), {})
    assert "council.txt" in html and "Who speaks" in html


def test_the_markdown_quotes_every_passage_on_the_topic() -> None:
    documents = harbour()
    comparison = compare(documents, TOLL)
    text = markdown(comparison, {document.id: document for document in documents})
    for view in comparison.sources:
        document = next(d for d in documents if d.id == view.doc)
        for _, start, end in view.passages:
            assert f"> {escaped(document.text[start:end])}" in text
    assert text.startswith("# The toll\n") and "## Left out" in text


def test_markdown_of_foreign_text_has_no_markup_of_its_own() -> None:
    for text in ("# no heading", "- no item", "1. no item", "[a](b)", "a | b", "<b>", "*a* _b_ `c`", "> quote", "a\nb"):
        line = escaped(text)
        assert "\n" not in line
        assert not re.search(r"(?<!\\)[`*_\[\]<>|#]", line)
        assert not re.match(r"\s*([-+]|\d+[.)])\s", line)


def test_the_lines_of_an_item_add_up_to_its_number_in_markdown() -> None:
    written = markdown(compare(harbour(), TOLL), {document.id: document for document in harbour()})
    items = re.findall(r"\*\*Only here:\*\* (.+)", written)
    assert items
    for item in items[0].split("; "):
        said = re.fullmatch(r"[^(]* (\d+) \((?:.*; )?(.+)\)", item)
        assert said and int(said[1]) == sum(int(times or 1) for times in re.findall(r"[A-Z]:\d+(?: ×(\d+))?", said[2]))


def test_four_sources_are_also_told_as_terms_by_sources() -> None:
    documents = [*harbour(), source("late.txt", "The toll on herring.", "Herring pays the toll.", "A toll, late.")]
    by_id = {document.id: document for document in documents}
    comparison = compare(documents, TOLL)
    for written in (markdown(comparison, by_id), page(comparison, by_id)):
        assert "Terms by sources" in written
    three = compare(documents[:3], TOLL)
    assert "Terms by sources" not in markdown(three, by_id) + page(three, by_id)
    rows = re.findall(r"^\| (\w[\w -]*) \|((?: \d* \|)+)", markdown(comparison, by_id), re.MULTILINE)
    assert {name: sum(map(int, re.findall(r"\d+", cells))) for name, cells in rows}["herring"] == next(
        row.count for row in comparison.matrix if row.term == "herring"
    )
