"""A draft's quotations are all found, in every format, judged by their source, and noted in a copy of the draft."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import Index
from index.errors import FormatError
from index.search import check
from index.search.check import CheckedQuotation, annotated
from index.search.draft import LARGEST, prose, read_draft

MARKDOWN = """\
# A *draft*

As **Varga** put it, “A ferry is *not* a train,” which [many](https://example.org/“x”) doubt.

> Sovereignty over a harbour begins
> with knowing where the rocks are.

Pavel Orme said: "Let two companies share one dock."

“Nobody should trust a captain who has eaten his breakfast alone,” said Ines Varga.
"""
HTML = """\
<!doctype html><title>Draft</title><style>q { quotes: none }</style>
<nav><p>Ines Varga said: “A ferry is <em>not</em> a train.”</p></nav>
<p>Then <q>lamps were no longer its concern</q>.</p>
<aside><p>Orme asked: "And yet the robo-taxi boats of today still steer by your light."</p></aside>
<script>var nothing = "no words of a draft at all, in a script";</script>
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str) -> bytes:
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{runs}</w:body></w:document>')
    return held.getvalue()


def judged(found: list[CheckedQuotation]) -> list[tuple[str, str | None]]:
    return [(one.status, one.doc) for one in found]


def test_true_altered_and_invented_quotations_are_told_apart(small_index: Index) -> None:
    found = check(small_index, MARKDOWN.encode(), "draft.md")
    assert judged(found) == [("exact", "brief.md"), ("exact", "talk.md"), ("altered", "brief.md"), ("none", None)]
    assert [one.draft_line for one in found] == [3, 5, 8, 10]
    assert ("replace", "dock.", "pier.") in found[2].diff


@pytest.mark.parametrize(
    ("quotation", "differs"),
    [
        ("A boat is not a train,", [("replace", "boat", "ferry")]),
        ("A ferry is not a tram,", [("replace", "tram,", "train,")]),
        ("A boat is not a train.", [("replace", "boat", "ferry")]),
        ("A ferry is not a tram.", [("replace", "tram", "train")]),
    ],
)
def test_the_stop_before_the_closing_mark_is_no_difference(
    small_index: Index, quotation: str, differs: list[tuple[str, str, str]]
) -> None:
    (one,) = check(small_index, f"As Varga put it, “{quotation}” and went.\n".encode(), "draft.md")
    assert one.status == "altered"
    assert [step for step in one.diff if step[0] != "equal"] == differs


def test_somebody_elses_words_are_said_to_be_so(small_index: Index) -> None:
    draft = "“Sovereignty over a harbour begins with knowing where the rocks are,” said Pavel Orme.\n"
    (one,) = check(small_index, draft.encode(), "draft.md")
    assert (one.status, one.speaker, one.speaker_matches) == ("exact", "Ines Varga", False)


def test_a_page_is_checked_wherever_a_quotation_stands_in_it(small_index: Index) -> None:
    found = check(small_index, HTML.encode(), "draft.html")
    assert judged(found) == [("exact", "brief.md"), ("exact", "talk.md"), ("exact", "talk.md")]


def test_a_word_document_is_checked(small_index: Index) -> None:
    draft = docx("Ines Varga said: “A ferry is not a train.”", "She wrote “lamps were no longer our concern”.")
    found = check(small_index, draft, "draft.docx")
    assert judged(found) == [("exact", "brief.md"), ("altered", "talk.md")]


@pytest.mark.parametrize(
    "aside",
    [
        'Run `print("A ferry is no train")` once.',
        'Run ``say("A `ferry` is no train")`` once.',
        'Run <code class="x">say("A ferry is no train")</code> once.',
        'A lone `"` is a mark.',
        '```python\nprint("A ferry is no train")\n\nprint("Let two companies share")\n```\nBetween, `a`.\n```\nb\n```',
        "~~~\n“A ferry is no train”\n~~~",
        '    x = "A ferry is no train"',
        "<!-- “A ferry is no train” -->",
        'One <!-- "A ferry is no train" --> and so on.',
        "<!--\n“A ferry is no train”\n-->",
        'See [it](https://a.example "A ferry is no train") and [o].\n\n[o]: https://b.example "A ferry is no train"',
        '<script>var a = "A ferry is no train";</script>',
    ],
)
def test_code_comments_and_link_targets_of_markdown_quote_nobody(small_index: Index, aside: str) -> None:
    draft = f"---\ntitle: “A ferry is no train”\n---\n\n{aside}\n\nThe `pier` says “A ferry is *not* a train,” twice.\n"
    (one,) = check(small_index, draft.encode(), "draft.md")
    assert (one.status, one.quotation, one.draft_line) == ("exact", "A ferry is not a train,", draft.count("\n"))
    assert "“A ferry is *not* a train,”[^check-1] twice" in annotated(draft.encode(), "draft.md", [one])


def test_a_quotation_with_code_in_it_keeps_its_words(small_index: Index) -> None:
    (one,) = check(small_index, b"She wrote \xe2\x80\x9cA ferry is `not` a train\xe2\x80\x9d there.\n", "draft.md")
    assert (one.status, one.quotation) == ("exact", "A ferry is not a train")


@given(st.lists(st.sampled_from(["`", "``", "a", "“b c d”", "\n", "\n\n", "```\n", "    ", "é", "<code>", "</code>"])))
def test_code_is_dotted_and_nothing_moves(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    extraction = read_draft("d.md", data)
    text = prose("d.md", data, extraction)
    assert len(text) == len(extraction.text)
    assert all(one == other or one == "·" for one, other in zip(text, extraction.text, strict=True))


def test_the_notes_leave_the_markup_of_a_draft_as_it_is(small_index: Index) -> None:
    found = check(small_index, MARKDOWN.encode(), "draft.md")
    noted = annotated(MARKDOWN.encode(), "draft.md", found)
    text, notes = noted.split("\n\n[^check-1]: ")
    assert text.replace("[^check-1]", "").replace("[^check-2]", "").replace("[^check-3]", "").replace(
        "[^check-4]", ""
    ) == MARKDOWN.rstrip("\n")
    assert "“A ferry is *not* a train,”[^check-1] which" in text
    assert "where the rocks are.[^check-2]" in text
    assert "**not found**" in notes


@pytest.mark.parametrize(("name", "draft"), [("d.html", HTML.encode()), ("d.docx", docx("“A ferry is not a train”"))])
def test_drafts_of_other_formats_become_markdown(small_index: Index, name: str, draft: bytes) -> None:
    assert "[^check-1]: **exact**, brief.md:" in annotated(draft, name, check(small_index, draft, name))


@pytest.mark.parametrize(
    ("name", "draft"),
    [("d.docx", b"PK\x03\x04 no"), ("d.docx", b"words"), ("d.md", bytes(range(256)) * 9), ("d.md", bytes(LARGEST + 1))],
    ids=["cut", "words", "bytes", "large"],
)
def test_what_cannot_be_read_is_one_clear_error(name: str, draft: bytes) -> None:
    with pytest.raises(FormatError):
        read_draft(name, draft)
