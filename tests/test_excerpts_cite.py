"""Citation lines: every known field in its place, no stray comma for an unknown one, templates of one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from excerpt_sources import document, saved
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ExcerptError, SettingsError
from index.excerpts import STYLES, citation, cite, styles
from index.model import Document, Evidence, Kind, Mark, MarkKind, Metadata, Passage, Quotation
from index.paths import config_dir
from index.text.template import fill

TEXT = "Mara: The ice came early.\nIt stayed long.\n\nTeodor: It did.\n"
KNOWN = Metadata(
    title="The long winter",
    outlet="Harbour Radio",
    date="2024-11-02",
    kind="podcast",
    author="B. Salt",
    url="https://x.example",
)
PASSAGES = (
    Passage(0, 0, 41, Kind.TURN, "Mara", Evidence.LABEL),
    Passage(1, 43, 58, Kind.TURN, "Teodor", Evidence.CARRIED),
)
SOURCE = Document("winter.txt", "/srv/winter.txt", "e" * 64, TEXT, KNOWN, PASSAGES)


def config(text: str) -> None:
    config_dir().mkdir(parents=True)
    (config_dir() / "config.yaml").write_text(text, encoding="utf-8")


def test_a_citation_names_speaker_title_outlet_date_and_line() -> None:
    assert cite(SOURCE, 6, 20) == "Mara, in “The long winter”, Harbour Radio, 2024-11-02, line 1"
    assert cite(SOURCE, 6, 40).endswith("lines 1–2")


@pytest.mark.parametrize(
    ("kind", "author", "named"),
    [
        ("book", "B. Salt", "Mara, in B. Salt, “The long winter”, Harbour Radio, "),
        ("article", "Mara", "Mara, in “The long winter”, Harbour Radio, "),
        ("brief", "", "Mara, in “The long winter”, Harbour Radio, "),
        ("Interview", "B. Salt", "Mara, in “The long winter”, Harbour Radio, "),
    ],
)
def test_the_author_of_what_was_written_is_named_before_the_title(kind: str, author: str, named: str) -> None:
    source = replace(SOURCE, metadata=replace(KNOWN, kind=kind, author=author))
    assert cite(source, 6, 20).startswith(named)
    assert cite(source, 6, 20, "markdown").startswith(named.replace("“", "*").replace("”", "*"))


def test_an_author_whom_nobody_quotes_comes_first() -> None:
    source = document("Some words here.", title="The quiet mole", author="B. Salt", kind="article")
    assert cite(source, 0, 4) == "B. Salt, “The quiet mole”, line 1"


def test_a_speaker_carried_from_an_earlier_cue_is_marked() -> None:
    assert cite(SOURCE, 51, 57).startswith("~Teodor, in ")


def test_what_is_unknown_leaves_no_trace() -> None:
    for style in STYLES:
        line = cite(document("Some words here.", "notes/a.txt"), 0, 4, style)
        assert not any(stray in line for stray in (", ,", "()", "“”", "  ", ", .", "..")), line
        assert not line.startswith((",", " ", "."))


def test_pages_and_times_go_before_lines() -> None:
    source = Document("a.pdf", "/srv/a.pdf", "e" * 64, TEXT, KNOWN, marks=(Mark(0, 9, MarkKind.PAGE, value="p. 7"),))
    assert cite(source, 20, 30).endswith("p. 7")


def test_every_style_names_the_title_once() -> None:
    for style in STYLES:
        if style != "path":
            assert cite(SOURCE, 6, 20, style).count("The long winter") == 1


def test_own_templates_come_from_the_settings() -> None:
    config("citation:\n  mine: '{outlet}[ of {date}][ ({author})]: [[{line}]]'\n  default: '{doc}'\n")
    assert cite(SOURCE, 0, 5, "mine") == "Harbour Radio of 2024-11-02 (B. Salt): [1]"
    assert cite(SOURCE, 0, 5) == "winter.txt"
    assert set(STYLES) <= set(styles())


def test_one_template_is_the_default() -> None:
    config("citation: '{title} {{{line}}}'\n")
    assert cite(SOURCE, 0, 5) == "The long winter {1}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("citation: {mine: '{titel}'}\n", "titel"),
        ("citation: {mine: '[{title}'}\n", "not closed"),
        ("citation: {mine: [a]}\n", "mine"),
        ("citation: [a]\n", "citation"),
        ("citation: &a x\n", "config.yaml"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_with_its_file(text: str, said: str) -> None:
    config(text)
    with pytest.raises(SettingsError, match=said) as caught:
        styles()
    assert "config.yaml" in str(caught.value)


def test_what_is_wrong_with_another_setting_stops_no_citation() -> None:
    config("measure: 500\nzzz: 1\ncite: [short]\ncitation: '{doc}'\n")
    assert cite(SOURCE, 0, 5, "default") == "winter.txt"
    with pytest.raises(SettingsError, match=r"config\.yaml:3: cite: one word"):
        cite(SOURCE, 0, 5)


def test_an_unknown_style_names_those_there_are() -> None:
    with pytest.raises(ExcerptError, match="chicago"):
        cite(SOURCE, 0, 5, "turabian")


def test_a_citation_is_one_line_whatever_the_source_is_called() -> None:
    source = document("Some words.", "a.txt", title="Two\nlines\x1b]0;x\x07", outlet="{line} [x]")
    for style in STYLES:
        line = citation(saved(source, "words"), style)
        assert "\n" not in line
        assert "\x1b" not in line
        assert style == "path" or "{line} [x]" in line or "outlet" not in STYLES[style]


@given(st.text(alphabet="ab{}[],. title", max_size=40))
def test_filling_any_template_ends(template: str) -> None:
    assert isinstance(fill(template, {"title": "T", "a": ""}), str)


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{title}[. {outlet}].", "Ports of the U.S. Ledger Inc."),
        ("“{title}.” {outlet}", "“Ports of the U.S.” Ledger Inc."),
        ("{title}, {outlet}", "Ports of the U.S., Ledger Inc."),
        ("{title}.txt {page}.", "Ports of the U.S..txt 3."),
    ],
)
def test_a_field_that_ends_in_a_full_stop_gets_no_second(template: str, filled: str) -> None:
    assert fill(template, {"title": "Ports of the U.S.", "outlet": "Ledger Inc.", "page": "3"}) == filled


def test_an_excerpt_of_a_quotation_is_said_by_who_is_quoted() -> None:
    text = 'The ice was late. "It will hold," said Runa Falk, who measures it. Nobody else was asked.\n'
    quoted = Quotation(19, 31, 0, "Runa Falk", Evidence.CUE, False)
    source = Document("ice.txt", "/srv/ice.txt", "e" * 64, text, KNOWN, (Passage(0, 0, 88, Kind.PARAGRAPH),), (quoted,))
    for span in ((19, 31), (18, 32), (22, 26)):
        assert cite(source, *span).startswith("Runa Falk, in "), text[slice(*span)]
    assert not cite(source, 0, 60).startswith("Runa Falk")
