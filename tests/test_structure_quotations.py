"""Quotations are found whatever their marks, and attributed only when the text says whose they are."""

from __future__ import annotations

import pytest
from structure_texts import BRIEF, INTERVIEW, read

from index.model import Evidence

PROSE = "The council of Brackwater met on Monday, and the mayor, Ines Vale, opened it late."


def quoted(text: str) -> list[tuple[str, str | None]]:
    """The quotations of a text with the person each is attributed to."""
    return [(text[q.start : q.end], q.attributed_to) for q in read(text).quotations]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('She called it "a good pier" and left.', "a good pier"),
        ("She called it “a good pier” and left.", "a good pier"),
        ("Sie nannte es „einen guten Steg“ und ging.", "einen guten Steg"),
        ("Elle dit « un bon quai » et partit.", "un bon quai"),
        ("Hun sagde »en god kaj« og gik.", "en god kaj"),
        ("市长说：“码头很好。”然后走了。", "码头很好。"),
        ("市長は「いい桟橋だ」と言った。", "いい桟橋だ"),
        ("Hon sade ”en bra kaj” och gick.", "en bra kaj"),
    ],
)
def test_quotations_are_found_in_the_marks_of_many_languages(text: str, words: str) -> None:
    assert [found for found, _ in quoted(text)] == [words]


def test_single_marks_count_where_a_text_quotes_with_them() -> None:
    british = "‘It’s the boats’ fault,’ said Ada Hart. ‘Ask the sailors.’"
    assert quoted(british) == [("It’s the boats’ fault,", "Ada Hart"), ("Ask the sailors.", "Ada Hart")]


@pytest.mark.parametrize(
    "text", ["It's the '90s, and the boys' boats aren't ours.", "Rock ’n’ roll won’t die; it’s the dogs’ tune."]
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_an_inch_is_no_quotation() -> None:
    assert quoted('The plank is 12" wide and 3" thick.') == []


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "“The pier is old, said the mayor.\n\nNobody answered her for a while."
    assert [found for found, _ in quoted(text)] == ["The pier is old, said the mayor."]


def test_a_quotation_over_paragraphs_is_one_voice() -> None:
    text = "Ines Vale said: “The pier is old.\n\n“It will not see the spring.”"
    assert quoted(text) == [("The pier is old.", "Ines Vale"), ("It will not see the spring.", "Ines Vale")]
    assert [q.evidence for q in read(text).quotations] == [Evidence.CUE, Evidence.CARRIED]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We are late,” said Ada Hart.", "Ada Hart"),
        ("“We are late,” Ada Hart said on Monday.", "Ada Hart"),
        ("“We are late,” said Ohio Gov. Ada Hart, who came by boat.", "Ada Hart"),
        ("“We are late,” said the group’s head, Ada Hart.", "Ada Hart"),
        ("“We are late,” Ada Hart, a pilot from Rome, said.", "Ada Hart"),
        ("“We are late,” Hart campaign manager Ben Roe said.", "Ben Roe"),
        ("Ada Hart said that the town was “very late” again.", "Ada Hart"),
        ("Ada Hart took the stage and said, “We are late.”", "Ada Hart"),
        ("Ada Hart laughed, calling the plan “very late” and more.", "Ada Hart"),
        ("As Ben Roe watched, Ada Hart added, “We are late.”", "Ada Hart"),
        ("The town, said Ada Hart, is “very late” in all it does.", "Ada Hart"),
        ("According to Ada Hart, the town is “very late” again.", "Ada Hart"),
        ("The town is “very late,” according to Ada Hart.", "Ada Hart"),
        ("Ada Hart issued a statement: “We are all very late.”", "Ada Hart"),
        ("Ada Hart spoke first, she said. “We are all very late.”", None),
        ("“We are late,” she said.", None),
        ("“We are late,” said a spokesman for Ada Hart.", None),
        ("“We are late,” the harbour master said.", None),
        ("Ada Hart was called “very late” by everybody.", None),
        ("The town is “very late” in all it does.", None),
    ],
)
def test_the_words_beside_a_quotation_say_whose_it_is_or_nobody(text: str, who: str | None) -> None:
    assert quoted(text)[0][1] == who


def test_the_next_quotation_of_a_paragraph_has_the_same_voice() -> None:
    assert quoted("“We are late,” said Ada Hart. “Everybody is late in spring.”")[1][1] == "Ada Hart"


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next() -> None:
    assert (
        quoted("Ada Hart put it like this to the council, and wrote:\n\n“We are all of us late.”")[0][1] == "Ada Hart"
    )


def test_a_surname_becomes_the_full_name_that_the_text_gives() -> None:
    assert quoted(f"{PROSE}\n\n“We are late,” Vale said.")[0][1] == "Ines Vale"


def test_a_surname_that_two_people_share_stays_as_it_is() -> None:
    assert quoted(f"{PROSE} Tom Vale came too.\n\n“We are late,” Vale said.")[0][1] == "Vale"


def test_a_block_quotation_has_the_author_below_it_and_leaves_that_line_out() -> None:
    assert quoted(BRIEF) == [("We told them we would think about it, and we are thinking still.", "Ines Vale")]
    assert read(BRIEF).quotations[0].evidence is Evidence.LABEL


def test_whoever_speaks_in_the_document_is_not_quoted_at_second_hand() -> None:
    own = read(INTERVIEW).quotations[0]
    assert (own.attributed_to, own.second_hand) == ("Ines Vale", False)
    assert read(BRIEF).quotations[0].second_hand


def test_boilerplate_quotes_nobody() -> None:
    assert quoted("Sign up for our newsletter “The Tide” and get it weekly.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Ada Hart, the founder of Friends of Oak, a rowing club, said that “the pier will hold all winter.”",
            "Ada Hart",
        ),
        (
            "Speaking at a fair in Salt Wells, Norrland, Ada Hart went after Roe, calling him “a man of straw.”",
            "Ada Hart",
        ),
        ("Like Roe, Ada Hart also rejected the plan, arguing that there is “room for one more boat.”", "Ada Hart"),
        (
            "Going on to the ferry, Ada Hart rejected the plan, saying that she “would have found it rotten.”",
            "Ada Hart",
        ),
        ("Ada Hart’s Herald post: “We must move on, and soon.”", "Ada Hart"),
        ("Ben Roe asked Hart, “Have you seen the pier?” Her response: “Well, I know people who have.”", None),
        ("Lawyers for Hart opposed the plan, saying that the pier “has never been the town's own.”", None),
    ],
)
def test_the_subject_is_found_behind_appositions_and_adverbials_and_is_no_possessor(text: str, who: str | None) -> None:
    assert quoted(text)[-1][1] == who
