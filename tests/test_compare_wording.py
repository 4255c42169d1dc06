"""Word lists: what they find, what they leave alone, and how a reader replaces them."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare_sources import source

from index.compare import SourceView, Topic, compare
from index.compare.lexicon import NAMES, lexicon, lexicons, shipped
from index.model import Kind
from index.paths import config_dir

ALL = Topic("all", "All", strong=("pier",))


def view(*parts: str | tuple[Kind, str]) -> SourceView:
    return compare([source("one.txt", *parts)], ALL).sources[0]


def found(items: object) -> list[tuple[str, int]]:
    assert isinstance(items, tuple)
    return [(item.term, item.count) for item in items]


def write_own(name: str, text: str) -> Path:
    folder = config_dir() / "lexicons"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{name}.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_list_names_its_source_and_has_terms(name: str) -> None:
    words = shipped(name)
    assert words.name and words.source
    assert all(category.name and category.terms for category in words.categories)


def test_hedges_are_shown_as_written_and_counted_by_form() -> None:
    said = view("The pier may hold. It seems strong, and it seemed strong then. Perhaps the pier may not.")
    assert found(said.hedges) == [("may", 2), ("Perhaps", 1), ("seemed", 1), ("seems", 1)]


def test_a_month_is_no_hedge_and_an_exception_is_none_either() -> None:
    assert found(view("The pier opened in May. There is no doubt about it.").hedges) == []


def test_a_hedge_may_open_a_sentence() -> None:
    assert found(view("The pier is old. Maybe it falls.").hedges) == [("Maybe", 1)]


def test_a_frame_counts_its_words_and_tells_them_one_by_one() -> None:
    (economic,) = [f for f in view("The cost of the pier. Costs rose with inflation.").frames if f.id == "economic"]
    assert economic.count == 3 and economic.passages == 1
    assert found(economic.terms) == [("cost", 1), ("Costs", 1), ("inflation", 1)]


def test_the_longest_word_of_a_list_wins() -> None:
    (contest,) = [f for f in view("An arms race for the pier.").frames if f.id == "contest"]
    assert found(contest.terms) == [("arms race", 1)]


def test_metaphors_come_by_the_domain_that_lends_them() -> None:
    domains = {group.id: group.terms for group in view("A wave of anger, and the pier is a moat.").metaphors}
    assert found(domains["nature"]) == [("wave", 1)] and found(domains["building"]) == [("moat", 1)]


def test_praise_under_a_negation_is_told_apart() -> None:
    (praise,) = [group for group in view("The pier is not good. The pier is good.").evaluative if group.id == "praise"]
    assert [(term.term, term.negated) for term in praise.terms] == [("good", False), ("good", True)]


def test_a_remedy_is_a_whole_sentence_and_never_a_question() -> None:
    text = "The pier is old. The council must mend the pier now. Should we sell the pier?"
    document = source("one.txt", text)
    (remedy,) = compare([document], ALL).sources[0].remedies
    assert remedy.term == "must"
    assert [document.text[start:end] for _, start, end in remedy.evidence] == ["The council must mend the pier now."]


def test_a_sentence_with_two_words_of_duty_counts_once() -> None:
    assert found(view("The council must and should mend the pier.").remedies) == [("must", 1)]


def test_an_imperative_is_a_remedy_at_the_head_of_a_list_item_only() -> None:
    assert found(view((Kind.ITEM, "- Monitor the pier.")).remedies) == [("Monitor", 1)]
    assert found(view("They monitor the pier.").remedies) == []


def test_an_own_list_takes_the_place_of_the_shipped_one() -> None:
    write_own("stance", "name: Mine\ncategories:\n  hedges: [herring]\n  boosters: {terms: [kelp]}\n")
    said = view("The pier may smell of herring and kelp.")
    assert found(said.hedges) == [("herring", 1)] and found(said.boosters) == [("kelp", 1)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("categories:\n  hedges: herring\n", ":2: category 'hedges'"),
        ("categories:\n  hedges:\n    terms: {a: b}\n", ":3: `terms`"),
        ("name: none\n", ":1: a word list needs"),
        ("categories: [\n", "stance.yaml"),
    ],
)
def test_an_unusable_own_list_is_named_with_its_line_and_the_shipped_one_stays(text: str, where: str) -> None:
    path = write_own("stance", text)
    words, problem = lexicon("stance")
    assert words == shipped("stance") and str(path) in problem and where in problem
    assert problem in compare([source("one.txt", "The pier.")], ALL).warnings
    assert lexicons()[1] == (problem,)
