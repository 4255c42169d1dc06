"""Each shape of text is recognised, and read as that shape is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from structure_texts import BRIEF, INTERVIEW, LABELLED, PODCAST, holding, read, texts

from index.formats import md
from index.model import Evidence, Extraction, Kind
from index.structure import shapes, structure

SEEDS = Path(__file__).parents[2] / "shared/seeds"


def test_the_questions_of_an_interview_are_found_and_no_rhetorical_one() -> None:
    assert [question.split()[0] for question in texts(INTERVIEW, Kind.QUESTION)] == ["You", "Is", "How"]


def test_the_answers_belong_to_the_person_whom_the_introduction_presents() -> None:
    answers = [p for p in read(INTERVIEW).passages if p.kind is Kind.ANSWER]
    assert {p.speaker for p in answers} == {"Ines Vale"}
    assert [p.evidence for p in answers[:2]] == [Evidence.CUE, Evidence.CARRIED]
    assert all(p.speaker is None for p in read(INTERVIEW).passages if p.kind is Kind.QUESTION)


def test_the_introduction_of_an_interview_is_prose_and_its_note_is_about_the_text() -> None:
    assert holding(INTERVIEW, "Ines Vale has run").kind is Kind.PARAGRAPH
    assert holding(INTERVIEW, "This conversation").kind is Kind.META


def test_an_essay_full_of_questions_is_no_interview() -> None:
    essay = "\n\n".join(
        f"Who remembers the storm of that year?\n\nNobody does, {said} the harbour master, and the wind does not care."
        for said in ("said", "as he said", "he said", "says")
    )
    assert not texts(essay, Kind.QUESTION)


def test_questions_set_as_headings_are_questions() -> None:
    answer = "It sails when it sails, and the people here own windows through which they can see it lie at the pier.\n"
    asked = ("Why do you sail?", "What did your father say?", "Do you still row?")
    source = "# A talk with Ines Vale\n\n" + "\n".join(f"## {question}\n\n{answer}" for question in asked)
    extraction = md.extract(source.encode())
    found = structure(extraction).passages
    assert tuple(extraction.text[p.start : p.end] for p in found if p.kind is Kind.QUESTION) == asked
    assert {p.speaker for p in found if p.kind is Kind.ANSWER} == {"Ines Vale"}


def test_questions_in_bold_are_questions_even_without_a_question_mark() -> None:
    source = """# A talk with Ines Vale

Ines Vale is the mayor of Brackwater. She spoke to us in her office.

**You took office in a flood. What do you remember?**

The water, mostly. We stood on the steps of the town hall and watched the market float away.

**And the bridge?**

The bridge came later, when the money came, and the money came when the minister had seen the pictures.

**Tell me about the ferry.**

It sails when it sails. People here do not own watches, they own windows.
"""
    extraction = md.extract(source.encode())
    found = structure(extraction)
    asked = [extraction.text[p.start : p.end] for p in found.passages if p.kind is Kind.QUESTION]
    assert asked[-1] == "Tell me about the ferry." and len(asked) == 3
    assert {p.speaker for p in found.passages if p.kind is Kind.ANSWER} == {"Ines Vale"}


def test_q_and_a_labels_make_questions_and_answers() -> None:
    source = "An hour with Ines Vale\n\nQ: Why rope?\n\nA: It holds.\n\nQ: And the bridge?\n\nA: Ask the bridge.\n"
    found = read(source)
    assert [p.kind for p in found.passages] == [Kind.TITLE, *[Kind.QUESTION, Kind.ANSWER] * 2]
    assert [p.speaker for p in found.passages if p.kind is Kind.ANSWER] == ["Ines Vale"] * 2
    assert found.metadata.kind == "interview"


def test_a_brief_has_its_title_its_headings_its_quotation_and_its_items() -> None:
    kinds = [p.kind for p in read(BRIEF).passages]
    assert kinds[0] is Kind.TITLE
    assert texts(BRIEF, Kind.HEADING) == [
        "A Second Line: Why the Boats Still Come",
        "The Long Habit of Tides",
        "Key Action Items",
    ]
    assert len(texts(BRIEF, Kind.ITEM)) == 2
    quote = holding(BRIEF, '"We told them')
    assert (quote.kind, quote.speaker, quote.evidence) == (Kind.QUOTE, "Ines Vale", Evidence.LABEL)
    assert BRIEF[quote.start : quote.end].endswith("-- Ines Vale")


def test_a_passage_knows_the_heading_it_stands_under() -> None:
    assert holding(BRIEF, "- Count the ropes").section == "Key Action Items"
    assert holding(BRIEF, "How Small Towns").section == ""


@pytest.mark.parametrize(
    "line",
    [
        "He laughed.",
        "Not at all!",
        "and then he left",
        "“We are done”",
        "-- Ada Hart",
        "Yes, of course,",
        "It was late;",
    ],
)
def test_a_short_sentence_is_no_heading(line: str) -> None:
    prose = "The harbour lay still, and the boats lay in it like spoons in a drawer that nobody had opened for years."
    assert not texts(f"{prose}\n\n{line}\n\n{prose}\n", Kind.HEADING)


@pytest.mark.parametrize("line", ["The cost of waiting", "WHAT REMAINS", "Who Pays for the Bridge?", "2. What it cost"])
def test_a_short_line_over_a_paragraph_is_a_heading(line: str) -> None:
    prose = "The harbour lay still, and the boats lay in it like spoons in a drawer that nobody had opened for years."
    before = f"{prose}\n\n1. What it was\n\n{prose}" if line[0].isdigit() else prose
    assert line in texts(f"{before}\n\n{line}\n\n{prose}\n", Kind.HEADING)


def test_the_lines_of_a_poem_are_no_headings() -> None:
    lines = "The tide is out\nThe nets are dry\nThe gulls sit down\nAnd so do I"
    poem = f"Slow Boats\n\n{lines}\n\nA heron does not sit, it waits for what comes by."
    assert "The nets are dry" not in texts(poem, Kind.HEADING)


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    first = "The harbour lay still, and the boats\nlay in it like spoons in a drawer that\nnobody had opened for years."
    text = f"{first}\n\nA gull\nsat on the pier and waited for what the\ntide would bring.\n"
    assert len(read(text).passages) == 2


def test_front_matter_is_one_passage_about_the_text() -> None:
    extraction = md.extract(b"---\ntitle: The Pier\ndate: 2024-01-02\n---\n\n# The Pier\n\nIt stands in the water.\n")
    first = structure(extraction).passages[0]
    assert (first.kind, extraction.text[first.start : first.end].count("\n")) == (Kind.META, 3)


def test_a_picture_text_with_its_credit_is_a_caption() -> None:
    caption = "The pier at dusk, seen from the ferry. (Photo: Tam Reed/Getty Images)"
    text = f"The Old Pier\n\n{caption}\n\nNobody walks on the old pier any more, since the council has closed it.\n"
    assert holding(text, "The pier at dusk").kind is Kind.CAPTION


@pytest.mark.parametrize(
    "source",
    [
        "一座桥终于开通了，市长说。\n\n桥很长。",
        "الجسر مفتوح الآن.\n\nقال العمدة إنه سعيد.",
        "Мост открыт.\n\n«Мы рады», сказал мэр.",
    ],
)
def test_other_scripts_are_read_as_prose(source: str) -> None:
    assert {p.kind for p in read(source).passages} == {Kind.PARAGRAPH}


def test_reading_structure_loads_nothing_heavy() -> None:
    heavy = {"whoosh", "numpy", "rapidfuzz", "yaml", "textual"}
    code = f"import sys, index.structure; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_shapes_are_named_by_the_metadata_kind() -> None:
    kinds = [read(source).metadata.kind for source in (INTERVIEW, PODCAST, BRIEF, LABELLED)]
    assert kinds == ["interview", "podcast", "article", "transcript"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the three source texts are not beside this repository")
def test_the_source_texts_have_ten_questions_two_block_quotes_and_five_items() -> None:
    found = [structure(Extraction(path.read_text())) for path in sorted(SEEDS.glob("*.txt"))]
    counts = {kind: sum(p.kind is kind for s in found for p in s.passages) for kind in Kind}
    assert (counts[Kind.QUESTION], counts[Kind.QUOTE], counts[Kind.ITEM], counts[Kind.TITLE]) == (10, 2, 5, 3)
    assert [s.metadata.kind for s in found] == ["interview", "podcast", "brief"]
    assert [s.metadata.date for s in found] == ["", "2025-12-14", ""]
    quoted = [p.speaker for s in found for p in s.passages if p.kind is Kind.QUOTE]
    assert all(quoted) and len(set(quoted)) == 2


def test_a_page_of_more_blocks_than_anyone_reads_is_a_list_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MOST_BLOCKS", 3)
    text = "NEWS\n\nBy Ada Moss\n\nOne rope was cut.\n\nTwo lamps were lit.\n"
    found = structure(Extraction(text))
    assert [str(passage.kind) for passage in found.passages] == ["paragraph"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"Host: pier{n}.example\nContent-Type: text/plain\nExpires: {n} June" for n in range(12)),
        "\n\n".join(f"Proof: By what was shown above for {n}, the claim holds." for n in range(12)),
        "\n\n".join(
            f"{word}: What this setting does is told here."
            for word in ["Alpha", "Beta", "Gamma", "Next", "Delta", "Next", "Eta"]
        ),
    ],
)
def test_fields_and_terms_before_colons_make_no_conversation(text: str) -> None:
    assert structure(Extraction(text)).metadata.kind != "transcript"


def test_unusual_names_make_a_conversation_when_what_they_say_is_talk() -> None:
    text = "\n\n".join(f"{name}: and then you told me about the quay again i think" for name in ("Zarn", "Ollop") * 6)
    assert structure(Extraction(text)).metadata.kind == "transcript"
