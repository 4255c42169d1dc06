"""Every format, from its file to a citation: what is found re-reads, on the right page, at the right time, in the right
chapter."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from containers import docx, epub, paragraph, pdf

import index
from index.excerpts.describe import describe

SAID = "the lighthouse keeper counted eleven ships before the fog came down"
BEFORE = "Nobody had asked for rain, but the summer was long and the wells were low. "
PAGE = f"<html><body><article><p>{BEFORE * 4}</p><p>Then {SAID}.</p><p>{BEFORE * 3}</p></article></body></html>"
CUES = (
    "1\n00:00:01,000 --> 00:00:04,000\nNobody had asked for rain.\n\n2\n00:12:04,000 --> 00:12:09,000\nThen "
    + SAID
    + ".\n"
)
LETTER = f"From: Ada <a@example.org>\nSubject: Fog\n\n{BEFORE}\n\nThen {SAID}.\n"
FILES = {
    "a.txt": (f"{BEFORE}\n\nThen {SAID}.\n".encode(), ""),
    "a.md": (f"# Fog\n\n{BEFORE}\n\nThen *{SAID}*.\n".encode(), ""),
    "a.html": (PAGE.encode(), ""),
    "a.srt": (CUES.encode(), "12:04"),
    "a.vtt": (("WEBVTT\n\n" + CUES.replace(",000", ".000")).encode(), "12:04"),
    "a.eml": (LETTER.encode(), ""),
    "a.epub": (
        epub({"1.xhtml": f"<h2>Rain</h2><p>{BEFORE}</p>", "2.xhtml": f"<h2>Fog</h2><p>Then {SAID}.</p>"}),
        "Fog",
    ),
    "a.docx": (docx(paragraph(BEFORE) + paragraph(f"Then {SAID}.")), ""),
    "a.pdf": (pdf([[BEFORE], [f"Then {SAID}."]]), "p. 2"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_quotation_is_found_in_every_format_and_its_citation_says_where(tmp_path: Path, name: str) -> None:
    if name == "a.pdf" and find_spec("pypdfium2") is None:
        pytest.skip("no pdf extra")
    data, place = FILES[name]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / name).write_bytes(data)
    library = index.open_library(tmp_path / "sources", cache=tmp_path / "cache")
    best = library.find_quote(SAID)[0]
    assert (best.status, best.doc, best.place) == ("exact", name, place)
    document = library.read(name)
    assert document.text[best.start : best.end] == SAID
    assert library.search("lighthouse keeper").hits[0].place == place
    where = place or f"line {document.line_of(best.start)}"
    assert library.cite(name, best.start, best.end).endswith(where)
    assert describe(document, [(best.start, best.end)], "").place == place


def test_passages_hold_every_character_that_is_not_blank(tmp_path: Path) -> None:
    for name, (data, _) in FILES.items():
        (tmp_path / name).write_bytes(data)
    library = index.open_library(tmp_path, cache=tmp_path / "cache")
    for name in FILES:
        if name == "a.pdf" and find_spec("pypdfium2") is None:
            continue
        document = library.read(name)
        held = "".join(document.text[p.start : p.end] for p in document.passages)
        assert "".join(held.split()) == "".join(document.text.split())
