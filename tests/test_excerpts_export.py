"""Every export, read back by a parser that is not ours, gives the exact text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import bibtexparser
import orgparse
import pytest
import rispy
import yaml
from excerpt_sources import document, saved
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text

from index.errors import ExcerptError
from index.excerpts import FORMATS, Excerpt, export
from index.excerpts.export.table import guarded, plain
from index.text.clean import clean
from tui.screens.excerpt_export import _WORDS

TEXTS = (
    'She said "no", then \'yes\'; “curly” and ‘single’, «both».',
    "first line\nsecond line\n\nnew paragraph\n\n\n\nfar below",
    "commas, semicolons; tabs\tand\t\ttabs",
    "漢字かな交じり文。한국어 문장, кириллица, العربية",
    "emoji 😀👩‍🚀🏴‍☠️ and signs ∑≠ﬁ",
    "brackets [China] {x} (y) <z> [/] [@click=quit()]",
    "=cmd|' /C calc'!A0",
    "+1 and -2 and @sum(A1)",
    "-- a dash --- and a rule\n---\n***\n===",
    "\\textbf{TeX} $x^2$ 100% of #1 & a_b ~ {unbalanced } \\ {{",
    "?` and !` and ``quoted'' and <<these>> ,, too",
    "*stars* _under_ `code` **b** ~~gone~~ | a | b |\n|---|---|\n> quoted\n# heading\n1. one\n2) two\n+ plus\n: def",
    "- item\n* item\n#+end_example\n* heading\n,* comma\n#+begin_src\n** two",
    "TY  - GEN\nER  -\nAB  - not a tag\nN1  - nor this",
    "&amp; &lt; &#32; &copy; <b>html</b> <!-- no -->",
    "[link](http://example.org) ![img](x.png) [ref]: y [^note] http://example.org/a_b_c",
    "yes", "no", "null", "~", "012", "1e9", "1:30", "2025-01-01", "0x1F", "!tag", "&anchor", "*alias", "? key", "%",
    "key: value # no comment",
    "---", "...", "'", '"', "''", "\\", "$$", "@", "|", ">", "{}", "[]",
    "trailing backslash \\\nnext",
    "Zoë’s naïve café — “déjà vu”…",
)  # fmt: skip

characters = st.text(
    st.one_of(
        st.sampled_from("ab zé漢😀 \n\t\"'\\`*_{}[]<>()#+-=.!|~$%&^@:;,?/0123456789—“”…"),
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=60,
)
texts = characters.map(clean).filter(lambda text: text.strip() != "")


def excerpt_of(text: str, note: str = "", tags: tuple[str, ...] = ()) -> Excerpt:
    source = document(
        f"Before it. {text} After it.", title="The {Title}, a & b", outlet="Harbour_Radio", date="2024-11-02"
    )
    return saved(source, text).edit(note=note, tags=tags)


def from_json(written: str) -> str:
    (line,) = written.splitlines()
    return str(json.loads(line)["text"])


def from_csv(written: str) -> str:
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    return plain(row["text"])


def from_yaml(written: str) -> str:
    (item,) = yaml.safe_load(written)
    return str(item["text"])


def from_markdown(written: str) -> str:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written)
    end = next(number for number, token in enumerate(tokens) if token.type == "blockquote_close")
    assert {token.type for token in tokens[1:end]} <= {"paragraph_open", "inline", "paragraph_close"}
    paragraphs = []
    for token in tokens[:end]:
        if token.type == "inline":
            parts = token.children or []
            assert {part.type for part in parts} <= {"text", "softbreak", "text_special"}
            paragraphs.append("".join("\n" if part.type == "softbreak" else part.content for part in parts))
    *text, footnote = paragraphs
    assert re.fullmatch(r"\[\^\w+\]", footnote)
    return "\n\n".join(text)


def from_org(written: str) -> str:
    root = orgparse.loads(written)
    (node,) = root.children
    body = node.get_body(format="raw")
    inside = body[body.index("#+begin_example\n") + 16 : body.rindex("\n#+end_example")]
    return re.sub(r"^([ \t]*),(,*(?:\*|#\+))", r"\1\2", inside, flags=re.MULTILINE)  # org-unescape-code-in-string


def from_bibtex(written: str) -> str:
    library = bibtexparser.parse_string(written)
    assert not library.failed_blocks
    (entry,) = library.entries
    return from_tex(str(entry.fields_dict["abstract"].value))


def from_tex(text: str) -> str:
    braces = text.replace("\\textbraceleft{}", "\ue000").replace("\\textbraceright{}", "\ue001")
    decoded = LatexNodes2Text(keep_comments=True, strict_latex_spaces=True).latex_to_text(braces)
    return decoded.replace("\ue000", "{").replace("\ue001", "}").replace("ˆ", "^")


def from_ris(written: str) -> str:
    (reference,) = rispy.loads(written)
    return "\n".join(reference["notes"])


def from_csl(written: str) -> str:
    (item,) = json.loads(written)
    return str(item["abstract"])


def from_annotation(written: str) -> str:
    (item,) = json.loads(written)["items"]
    (exact,) = [s["exact"] for s in item["target"]["selector"] if s["type"] == "TextQuoteSelector"]
    return str(exact)


PARSERS: dict[str, Callable[[str], str]] = {
    "json": from_json,
    "csv": from_csv,
    "yaml": from_yaml,
    "markdown": from_markdown,
    "org": from_org,
    "bibtex": from_bibtex,
    "ris": from_ris,
    "csl": from_csl,
    "annotation": from_annotation,
}


def test_every_format_has_a_parser_that_reads_it_back_and_is_told_for_what_it_is() -> None:
    assert set(PARSERS) | {"text"} == set(FORMATS) == set(_WORDS)


@pytest.mark.parametrize("form", PARSERS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_format_gives_the_exact_text_back(form: str, text: str) -> None:
    written = export([excerpt_of(text, note=text, tags=("one", "two words"))], form)
    assert PARSERS[form](written) == text
    assert written.endswith("\n")


@pytest.mark.parametrize("form", [form for form in PARSERS if form not in ("ris", "bibtex")])
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
@example(text="\n a\n")
@example(text="  two  \n\n \n\n\nblanks\t")
def test_every_format_gives_any_text_back(form: str, text: str) -> None:
    assert PARSERS[form](export([excerpt_of(text)], form)) == text


@settings(max_examples=200)
@given(text=texts)
def test_bibtex_gives_any_text_back_but_for_blanks_at_its_ends(text: str) -> None:
    written = export([excerpt_of(text)], "bibtex")
    assert from_bibtex(written).strip() == text.strip()
    assert written.count("{") == written.count("}")


@settings(max_examples=200)
@given(text=texts)
def test_ris_gives_any_text_back_but_for_blanks_at_the_ends_of_lines(text: str) -> None:
    bare = "\n".join(line.strip() for line in text.split("\n"))
    if not bare.strip():
        return
    assert from_ris(export([excerpt_of(text)], "ris")) == bare


def test_plain_text_holds_the_text_and_where_it_is_from() -> None:
    for text in TEXTS:
        written = export([excerpt_of(text, note="a note")], "text")
        assert written.startswith(text + "\n    — ")
        assert "Harbour_Radio" in written


@pytest.mark.parametrize("form", FORMATS)
def test_many_excerpts_stay_apart_and_in_order_and_none_is_no_error(form: str) -> None:
    excerpts = [replace(excerpt_of(text), id=f"x{number}") for number, text in enumerate(TEXTS)]
    written = export(excerpts, form)
    if form not in ("text",):
        places = [written.index(f"x{number}") for number in range(len(TEXTS))]
        assert places == sorted(places)
    assert isinstance(export([], form), str)


@pytest.mark.parametrize("form", FORMATS)
def test_an_excerpt_of_several_passages_with_nothing_known_of_its_source_is_written(form: str) -> None:
    excerpt = saved(document("One thing here.\n\nAnother thing there.\n"), "One thing", "Another thing")
    assert "One thing" in export([excerpt], form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_says_where_the_words_are_from(form: str) -> None:
    written = export([excerpt_of("plain words")], form)
    assert "Harbour" in written
    assert "2024" in written


@given(st.one_of(texts, st.sampled_from(["=1+1", "'=1", "''+1", " =1", "\t=1", "＝1", "-", "'", "@x", "plain"])))
def test_no_cell_is_run_by_a_spreadsheet_and_every_cell_can_be_read_back(text: str) -> None:
    cell = guarded(text)
    assert plain(cell) == text
    assert not re.match(r"[\s]*[=+\-@＝＋－＠]|[\t\r\n]", cell)


def test_no_cell_of_a_row_is_run_whatever_its_source_is_called() -> None:
    excerpt = replace(
        excerpt_of("=SUM(A1)", "=note", ("=tag",)), doc="=doc", title="+title", outlet="@outlet", speaker="-who"
    )
    (row,) = csv.DictReader(io.StringIO(export([excerpt], "csv"), newline=""))
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


def test_readers_of_other_yaml_versions_agree_that_texts_are_texts() -> None:
    for text in ("yes", "012", "0o14", "1_000", "1:30", "null", ".inf"):
        assert re.search(rf"^  text: (['\"]){re.escape(text)}\1$", export([excerpt_of(text)], "yaml"), re.MULTILINE)


def test_names_that_bibtex_would_take_apart_are_kept_whole() -> None:
    excerpt = replace(excerpt_of("words"), author="Salt and Sons, Ltd")
    assert "author = {{Salt and Sons, Ltd}}" in export([excerpt], "bibtex")


def test_annotations_speak_of_code_points_and_name_their_vocabulary() -> None:
    excerpt = saved(document("😀😀 the ice house 😀"), "the ice house").edit(note="why?", tags=("ice",))
    page = json.loads(export([excerpt], "annotation"))
    (item,) = page["items"]
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert {"type": "TextPositionSelector", "start": 3, "end": 16} in item["target"]["selector"]
    assert [body["purpose"] for body in item["body"]] == ["commenting", "tagging"]


def test_an_unknown_format_or_style_names_those_there_are() -> None:
    with pytest.raises(ExcerptError, match="markdown"):
        export([], "docx")
    with pytest.raises(ExcerptError, match="chicago"):
        export([excerpt_of("words")], "markdown", "vancouver")
