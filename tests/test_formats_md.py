"""Markdown loses its markup and keeps its lines, its words and its offsets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats.md import extract
from index.model import Extraction, Kind, MarkKind
from index.structure import structure
from index.text.clean import clean


def read(text: str) -> Extraction:
    return extract(text.encode("utf-8", "surrogatepass"))


def marked(text: str, kind: MarkKind) -> list[str]:
    extraction = read(text)
    return [extraction.text[mark.start : mark.end] for mark in extraction.marks if mark.kind is kind]


PIECES = [
    *"ab *_`[]()<>#>~\\&;:-+=|!\n\t1.\"'",
    "**",
    "&amp;",
    "&#27;",
    "&zwj;",
    "\n\n",
    "```\n",
    "<!--",
    "-->",
    "\n- ",
    "\n> ",
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=60)


@given(MARKUP)
def test_lines_are_kept_and_marks_point_into_the_text(text: str) -> None:
    text = clean(text)
    extraction = read(text)
    assert extraction.text.count("\n") == text.count("\n")
    assert clean(extraction.text) == extraction.text
    assert [mark.start for mark in extraction.marks] == sorted(mark.start for mark in extraction.marks)
    for mark in extraction.marks:
        assert 0 <= mark.start < mark.end <= len(extraction.text)
        assert mark.kind is not MarkKind.LABEL or extraction.text[mark.start : mark.end] == mark.value


@given(
    st.lists(st.text("abcdefg", min_size=1), min_size=1, max_size=6),
    st.sampled_from(["*", "**", "_", "__", "***", "~~", "`"]),
)
def test_emphasis_goes_and_words_stay(words: list[str], around: str) -> None:
    inner = " ".join(words)
    assert read(f"before {around}{inner}{around} after").text == f"before {inner} after"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"It hurt \[laughter\] a lot\!", "It hurt [laughter] a lot!"),
        ("beat [the other] there", "beat [the other] there"),
        ("see [the plan](https://example.org/a_(b)) now", "see the plan now"),
        ('[plan](<a b> "title")', "plan"),
        ("[plan][1] and [plan]\n\n[1]: https://example.org\n[plan]: /x 'y'", "plan and plan\n\n\n"),
        ("![a pier](pier.png)", "a pier"),
        ("[![a pier](pier.png)](/x)", "a pier"),
        ("`code * with [marks]`", "code * with [marks]"),
        ("``a ` b``", "a ` b"),
        ("AT&amp;T &copy; &#233; &unknown; a & b", "AT&T © é &unknown; a & b"),
        ("&#27;]52; &#x9b;2J &#10;|", "]52; ›2J  |"),  # as HTML reads them
        ("<https://example.org> <ada@example.org>", "https://example.org ada@example.org"),
        ("<b>bold</b> one<br>two <China>", "bold one two <China>"),
        ("a <!-- hidden --> b", "a  b"),
        ("5*6*7 and 2 * 3 and snake_case_name", "5*6*7 and 2 * 3 and snake_case_name"),
        ("**not closed and *neither", "**not closed and *neither"),
        ("***both*** **_mixed_**", "both mixed"),
        ("# Title #", "Title"),
        ("Title\n=====", "Title\n"),
        ("prose and " * 20 + "a rule\n---\n", "prose and " * 20 + "a rule\n\n"),
        ("one\n\n* * *\n\ntwo", "one\n\n\n\ntwo"),
        ("> quoted\n> **twice**\n\nafter", "quoted\ntwice\n\nafter"),
        ("> > deep", "deep"),
        ("- one\n* two\n1. three", "- one\n* two\n1. three"),
        ("```py\n*raw* [x](y)\n```", "\n*raw* [x](y)\n"),
        ("| a | **b** |\n|---|:-:|\n| c | d |", "| a | b |\n\n| c | d |"),
        ("hard  \nbreak\\\nhere", "hard\nbreak\nhere"),
        ("soft\u00adware **zero\u200bwidth**", "software zerowidth"),
        ("#hashtag", "#hashtag"),
        ("\\# no heading", "# no heading"),
        ("<script>\nalert(1)\n</script>\ntext", "\n\n\ntext"),
    ],
)  # fmt: skip
def test_what_is_left_of_the_markup(source: str, shown: str) -> None:
    assert read(source).text == shown


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("**Ada Brandt:** Good evening.\n\n**Tom Reyes:** Hello.", ["Ada Brandt", "Tom Reyes"]),
        ("**Ada Brandt**: Good evening.", ["Ada Brandt"]),
        ("__Ada__: Good.\n*Tom:* Evening.", ["Ada", "Tom"]),
        ("**[Ada Brandt](/ada):** Yes.", ["Ada Brandt"]),
        ("**M&uuml;ller:** Yes.", ["Müller"]),
        ("He said **this:** no.", []),
        ("**A whole sentence that is far too long to be the name of anybody who speaks here:** no.", []),
        ("> **Ada:** in a quote", ["Ada"]),
    ],
)
def test_names_set_off_are_labels_without_their_colon(source: str, names: list[str]) -> None:
    assert marked(source, MarkKind.LABEL) == names


def test_marks_of_every_kind() -> None:
    source = (
        "---\ntitle: A Pier\n---\n# The Pier\n\nText with **bold**.\n\n**Will it be built?**\n\n"
        "- one\n  more of one\n- two\n  - deep\n\n> Said\n> so.\n\nUnder\n-----\n\n```\ncode\n```\n"
    )
    assert marked(source, MarkKind.META) == ["---\ntitle: A Pier\n---"]
    assert marked(source, MarkKind.HEADING) == ["The Pier", "Under"]
    assert marked(source, MarkKind.STRONG) == ["Will it be built?"]
    assert marked(source, MarkKind.ITEM) == ["- one\n  more of one", "- two", "- deep"]
    assert marked(source, MarkKind.QUOTE) == ["Said\nso."]
    assert marked(source, MarkKind.PREFORMATTED) == ["code"]
    assert [mark.level for mark in read(source).marks if mark.kind in (MarkKind.HEADING, MarkKind.ITEM)] == [
        1,
        1,
        1,
        2,
        2,
    ]


def test_every_line_keeps_its_number() -> None:
    source = "# One\n\n**Ada:** two\n> three\n\n```\nfour\n```\n- five\n\n[r]: /x\n\nSix [r]\n"
    lines = read(source).text.split("\n")
    for number, line in enumerate(source.split("\n")):
        for word in re.findall("One|two|three|four|five|Six", line):
            assert word in lines[number]


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "[",
        "[a](b",
        "![",
        "`a ``",
        "<a ",
        "<!-- ",
        "> ",
        "- a\n",
        "&#",
        "\\",
        "_a*",
        "~~",
        "](",
        "[a]:",
        " ",
        "\t",
    ],
)
def test_no_input_makes_it_work_too_hard(piece: str) -> None:
    # Quadratic work on this would take minutes.
    assert read(piece * 20_000).text.count("\n") == (piece * 20_000).count("\n")


@pytest.mark.parametrize("line", ["# a{}b", "{}- a", "|{}x", "[a](b{}c", "[a]: b{}c", "<a{}b", "a{}b", "-{}x", "> {}"])
def test_a_long_run_of_blanks_costs_no_more_than_its_length(line: str) -> None:
    # Quadratic work on this would take minutes.
    read(line.format(" " * 100_000))


def test_a_short_line_after_a_long_one_is_the_end_of_its_paragraph() -> None:
    long = "The ferry left before the tide had turned, and nobody on the quay had seen"
    page = read(f"# The Ferry\n\n{long}\nwho was at the wheel.\n\n{long}\nIt was Ada.\n\nOne rope.\nTwo lamps.\n")
    paragraphs = [page.text[p.start : p.end] for p in structure(page).passages if p.kind is Kind.PARAGRAPH]
    assert paragraphs == [f"{long}\nwho was at the wheel.", f"{long}\nIt was Ada.", "One rope.", "Two lamps."]
