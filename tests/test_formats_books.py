"""Books and Word files become chapters, notes, lists and tables; an archive that asks for too much is refused."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

import pytest
from containers import docx, epub, paragraph, zipped

from index import formats
from index.errors import FormatError
from index.formats import archive
from index.model import Extraction, MarkKind, place_in

HEAD = (
    "<dc:title>The Ferry</dc:title><dc:creator>Ada Moss</dc:creator>"
    "<dc:date>1921-05-02</dc:date><dc:language>en</dc:language>"
)
REFERENCE = '<a href="notes.xhtml#n1" epub:type="noteref">1</a>'
BOOK = epub(
    {
        "one.xhtml": f"<h2>The <i>Quay</i></h2><p>Ropes lay about.{REFERENCE}</p>",
        "two.xhtml": "<section><h2>The Tide</h2><p>It turned at <b>noon</b> &amp; nobody saw.</p></section>",
        "notes.xhtml": "<h2>Notes</h2><ol><li id='n1'><p>They were cut. <a href='one.xhtml'>↩</a></p></li></ol>",
    },
    HEAD,
)
LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
NUMBERS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
)


def read(data: bytes, name: str) -> Extraction:
    return formats.extract(PurePath(name), data)


def marked(extraction: Extraction, kind: MarkKind) -> list[str]:
    return [extraction.text[m.start : m.end] for m in extraction.marks if m.kind is kind]


def place(extraction: Extraction, said: str) -> str:
    start = extraction.text.index(said)
    return place_in(extraction.marks, start, start + len(said))


def test_chapters_stand_in_the_order_of_the_spine_under_their_headings() -> None:
    book = read(BOOK, "book.epub")
    assert marked(book, MarkKind.HEADING) == ["The Quay", "The Tide", "Notes"]
    assert book.text.startswith(
        "The Quay\n\nRopes lay about.[1]\n\nThe Tide\n\nIt turned at noon & nobody saw.\n\nNotes\n\n1. They"
    )


def test_each_passage_of_a_book_knows_its_chapter() -> None:
    book = read(BOOK, "book.epub")
    assert [place(book, said) for said in ("Ropes", "nobody saw", "They were cut")] == ["The Quay", "The Tide", "Notes"]


def test_a_book_states_its_metadata() -> None:
    known = read(BOOK, "book.epub").metadata
    assert (known.title, known.author, known.date, known.language) == ("The Ferry", "Ada Moss", "1921-05-02", "en")


def test_a_chapter_without_a_heading_has_its_name_from_the_contents() -> None:
    contents = '<html><body><nav><ol><li><a href="one.xhtml">The Quay</a></li></ol></nav></body></html>'
    book = read(epub({"one.xhtml": "<p>Ropes.</p>"}, extra={"book/toc.xhtml": contents}), "book.epub")
    assert place(book, "Ropes") == "The Quay"


@pytest.mark.parametrize(
    "body",
    [
        "<P>Ropes <BR>lay</P>",
        "<p>Ropes<br/>lay",
        "<!-- no --><p>Ropes<br/>lay</p>",
        "<p>Ropes<br/>lay<svg><text>no</text></svg></p>",
    ],
)
def test_a_chapter_that_is_no_xml_is_read_all_the_same(body: str) -> None:
    assert read(epub({"a.xhtml": body}), "book.epub").text == "Ropes\nlay\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Ropes\n\t lay\r\n  about</p>\n\t<p>the quay</p>", "Ropes lay about\n\nthe quay\n"),
        ("<p>Tea&nbsp;&#38;&#x2014;rum &lt;3 &#60;b&#62;</p>", "Tea\u00a0&\u2014rum <3 <b>\n"),
        ("<p>ferry&#x202e;man</p>", "ferry\ufffdman\n"),
        ("<p>Ro<!-- <p>none</p> <a epub:type='noteref'>1</a> -->pes</p>", "Ropes\n"),
        ("<p>Ro<!-- a - b -- c -->pes</p>", "Ropes\n"),
        ("<p>Ro<b>p</b>es <b>lay</b> <i>about</i></p>", "Ropes lay about\n"),
        ("<p title='a > b'>Ropes</p><p>1 < 2</p>", "Ropes\n\n1 < 2\n"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c\n"),
    ],
)
def test_a_chapter_reads_as_a_browser_shows_it(body: str, text: str) -> None:
    assert read(epub({"a.xhtml": body}), "book.epub").text == text


def test_marks_piled_up_across_tags_are_cut_as_anywhere() -> None:
    pile = "\u0301" * 6
    text = read(epub({"a.xhtml": f"<p>e{pile}<i>{pile}</i> o{pile}<b>{pile}</b></p>"}), "book.epub").text
    assert text == f"e{pile} o{pile}\n"


def test_what_a_chapter_defines_itself_is_never_looked_at() -> None:
    book = epub({"a.xhtml": "<p>x &secret; y</p>"})
    assert "root:" not in read(book, "book.epub").text
    evil = '<!DOCTYPE r [<!ENTITY s SYSTEM "file:///etc/passwd">]><package><metadata>&s;</metadata></package>'
    with pytest.raises(FormatError, match="entities"):
        read(epub({"a.xhtml": "<p>x</p>"}, extra={"book/package.opf": evil}), "book.epub")


def test_a_member_that_unpacks_to_far_too_much_is_refused() -> None:
    with pytest.raises(FormatError, match="400 times its size"):
        read(epub({"a.xhtml": "A" * 5_000_000}), "book.epub")


def test_an_archive_that_unpacks_to_far_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3000)
    with pytest.raises(FormatError, match="unpacks to more than"):
        read(epub({f"{n}.xhtml": f"<p>{n}</p>" * 100 for n in range(9)}), "book.epub")


def test_damaged_and_encrypted_archives_are_refused_in_one_line() -> None:
    with pytest.raises(FormatError, match="damaged EPUB"):
        read(BOOK[:-40], "book.epub")
    with pytest.raises(FormatError, match="damaged Word file"):
        read(b"PK\x03\x04 no zip", "text.docx")
    with pytest.raises(FormatError, match="password"):
        read(b"\xd0\xcf\x11\xe0" + bytes(100), "text.docx")


def test_nothing_outside_the_archive_is_read() -> None:
    item = '<item id="a" href="../../../etc/passwd" media-type="text/html"/>'
    package = f'<package><manifest>{item}</manifest><spine><itemref idref="a"/></spine></package>'
    with pytest.raises(FormatError):
        read(epub({}, extra={"book/package.opf": package}), "book.epub")


def test_word_headings_are_known_by_the_name_of_their_style() -> None:
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="berschrift1"/></w:style>'
    )
    text = read(
        docx(paragraph("The Quay", "berschrift1") + paragraph("Ropes.") + paragraph("The Tide", "Own"), styles=styles),
        "a.docx",
    )
    assert marked(text, MarkKind.HEADING) == ["The Quay", "The Tide"]
    assert text.text == "The Quay\n\nRopes.\n\nThe Tide\n"


def test_word_lists_are_numbered_as_they_are_printed() -> None:
    body = "".join(f"<w:p>{LIST}<w:r><w:t>{word}</w:t></w:r></w:p>" for word in ("cut", "lit"))
    text = read(docx(body, numbering=NUMBERS), "a.docx")
    assert text.text == "1. cut\n2. lit\n"
    assert marked(text, MarkKind.ITEM) == ["1. cut", "2. lit"]


def test_word_tables_are_rows() -> None:
    cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in ("Gull", "4"))
    row = f"<w:tr>{cells}</w:tr>"
    assert (
        read(docx(f"{paragraph('Boats')}<w:tbl>{row}{row}</w:tbl>"), "a.docx").text == "Boats\n\nGull | 4\nGull | 4\n"
    )


def test_word_notes_stand_at_the_end_under_their_numbers() -> None:
    note = '<w:footnote w:id="5">' + paragraph("They were cut.") + "</w:footnote>"
    body = paragraph("Ropes", inside='<w:r><w:footnoteReference w:id="5"/></w:r>')
    assert read(docx(body, footnotes=note), "a.docx").text == "Ropes[1]\n\nFootnotes\n\n[1] They were cut.\n"


def test_what_was_deleted_from_a_word_file_is_left_out_and_said() -> None:
    body = "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    text = read(docx(body), "a.docx")
    assert text.text == "new\n"
    assert "deleted" in text.problems[0]


def test_a_bold_name_in_a_word_file_is_a_label() -> None:
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ada Moss:</w:t></w:r><w:r><w:t> No.</w:t></w:r></w:p>"
    assert [m.value for m in read(docx(body), "a.docx").marks if m.kind is MarkKind.LABEL] == ["Ada Moss"]


def test_a_word_file_that_defines_entities_is_refused() -> None:
    body = '<!DOCTYPE w:document [<!ENTITY a "x">]><w:document><w:body>&a;</w:body></w:document>'
    with pytest.raises(FormatError, match="entities"):
        read(zipped({"word/document.xml": body}, zipfile.ZIP_STORED), "a.docx")
