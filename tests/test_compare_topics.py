"""Topics: curated files, the reader's own, typed and suggested ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare_sources import harbour, source
from hypothesis import given
from hypothesis import strategies as st

from index.compare import (
    Origin,
    Tier,
    Topic,
    compare,
    curated_topics,
    find_topic,
    overview,
    save_topic,
    suggested_topics,
    topic_id,
    typed_topic,
)
from index.compare.curated import delete_topic, dump_topic, own_folder, parse_topics
from index.errors import SettingsError, TopicError
from index.model import Document
from index.text.clean import clean

OWN = "id: tolls\nname: Tolls\nstrong: [toll]\nweak: [rates, crews]\nnot: [toll bridge]\nheard_as: [tall]\n"


def write_own(name: str, text: str) -> Path:
    own_folder().mkdir(parents=True, exist_ok=True)
    path = own_folder() / name
    path.write_text(text, encoding="utf-8")
    return path


def test_ten_topics_come_with_the_program() -> None:
    topics, problems = curated_topics()
    assert len(topics) == 10 and problems == ()
    assert all(topic.origin is Origin.CURATED and topic.strong and topic.name for topic in topics)


def test_a_topic_file_says_all_that_a_topic_has() -> None:
    (topic,) = parse_topics(OWN, "tolls.yaml", Origin.OWN)
    assert (topic.id, topic.name, topic.strong, topic.weak) == ("tolls", "Tolls", ("toll",), ("rates", "crews"))
    assert topic.excluded == ("toll bridge",) and topic.heard_as == ("tall",)
    assert {term.text: term.tier for term in topic.terms}["tall"] is Tier.HEARD_AS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("topics:\n  - name: A\n    strong: [x]\n  - name: B\n", ":4: the topic 'B' has no terms"),
        ("name: A\nstrong: [x]\nweek: [y]\n", ":3: unknown key 'week'"),
        ("name: A\nstrong:\n  deep: x\n", ":3: `strong` must be a list"),
        ("name: A\nstrong: [x\n", "t.yaml"),
        ("strong: [x]\n", ":1: a topic needs a `name`"),
        ("name: A\nstrong: [x]\nterms:\n  - term: y\n    weight: 7\n", ":4: an entry of `terms`"),
    ],
)
def test_an_unusable_topic_is_refused_with_file_and_line(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_topics(text, "t.yaml", Origin.OWN)
    assert "t.yaml" in str(refused.value) and said in str(refused.value)


def test_an_own_topic_takes_the_place_of_a_shipped_one_and_a_bad_file_of_none() -> None:
    write_own("mine.yaml", OWN.replace("tolls", "labor"))
    bad = write_own("bad.yaml", "name: [\n")
    topics, problems = curated_topics()
    labor = next(topic for topic in topics if topic.id == "labor")
    assert labor.origin is Origin.OWN and labor.strong == ("toll",)
    assert len(topics) == 10 and len(problems) == 1 and str(bad) in problems[0]


def test_a_saved_topic_is_found_again_with_its_switches() -> None:
    (topic,) = parse_topics(OWN, "tolls.yaml", Origin.OWN)
    path = save_topic(topic.switched("rates"))
    assert path.endswith("tolls.yaml")
    found = find_topic("tolls", harbour())
    assert found.origin is Origin.OWN and [term.text for term in found.terms if not term.on] == ["rates"]


def test_a_typed_topic_can_be_saved_with_its_weights() -> None:
    typed = typed_topic("harbour toll", harbour()).switched("harbour")
    save_topic(typed)
    again = find_topic("harbour_toll", harbour())
    assert [(t.text, t.tier, t.on) for t in again.terms] == [(t.text, t.tier, t.on) for t in typed.terms]
    assert all(abs(a.weight - b.weight) < 1e-3 for a, b in zip(again.terms, typed.terms, strict=True))


TERM = (  # text from a file is cleaned, and what is clean stays as it is
    st.text(min_size=1, max_size=12)
    .map(lambda text: clean(text).strip())
    .filter(lambda text: text.isprintable() and text.strip(" =") and clean(text) == text)
)


@given(st.lists(TERM, min_size=1, max_size=4, unique_by=str.casefold), st.lists(TERM, max_size=3), TERM)
def test_any_topic_reads_back_as_it_was_written(strong: list[str], weak: list[str], name: str) -> None:
    topic = Topic("x", name, strong=tuple(strong), weak=tuple(dict.fromkeys(weak)), origin=Origin.OWN)
    (again,) = parse_topics(dump_topic(topic), "x.yaml", Origin.OWN)
    assert (again.strong, again.weak) == (topic.strong, topic.weak)


def test_a_name_or_an_id_finds_a_topic_whatever_its_case_and_other_words_make_one() -> None:
    documents = harbour()
    assert find_topic("LABOR", documents).id == "labor"
    assert find_topic("The AI race", documents).id == "ai_race"
    assert find_topic("herring prices", documents).origin is Origin.TYPED
    topic = Topic("x", "X", strong=("toll",))
    assert find_topic(topic, documents) is topic


def test_a_query_without_words_is_refused() -> None:
    for query in ("", "   ", "?!", '""'):
        with pytest.raises(TopicError):
            typed_topic(query, harbour())


def test_a_query_of_function_words_is_still_looked_for() -> None:
    assert [term.text for term in typed_topic("the and", harbour()).terms if term.tier is Tier.QUERY] == ["the", "and"]


def test_quoted_words_stay_together() -> None:
    terms = typed_topic('"ferry company" plans', harbour()).terms
    assert [term.text for term in terms if term.tier is Tier.QUERY] == ["ferry company", "plans"]


def test_feedback_terms_are_weaker_than_the_query_and_can_be_switched_off() -> None:
    topic = typed_topic("herring", market())
    feedback = [term for term in topic.terms if term.tier is Tier.FEEDBACK]
    assert feedback and all(0 < term.weight < 1 for term in feedback)
    assert not next(t for t in topic.switched(feedback[0].text).terms if t.text == feedback[0].text).on


def test_what_every_passage_speaks_of_is_not_fed_back() -> None:
    terms = [term.text for term in typed_topic("herring", market()).terms]
    assert "smokehouse" in terms and "village" not in terms


def test_two_typed_words_that_stand_together_in_the_sources_are_a_phrase() -> None:
    terms = {term.text: term.weight for term in typed_topic("village bakery opening", market()).terms}
    assert terms["village bakery"] == 1.0 and terms["village"] < 1.0


def test_terms_are_switched_off_whatever_their_case_and_an_unknown_one_is_named() -> None:
    topic = typed_topic("herring", market()).without("SMOKEHOUSE", "nets")
    assert {term.text for term in topic.terms if not term.on} == {"smokehouse", "nets"}
    assert "smokehouse" in compare(market(), topic).to_json()["params"]["terms_off"]
    with pytest.raises(TopicError, match=r"'kettle'.*smokehouse"):
        typed_topic("herring", market()).without("kettle")


def test_a_term_that_is_switched_off_finds_nothing() -> None:
    topic = Topic("x", "X", strong=("toll", "herring"))
    held = compare(harbour(), topic.without("herring"))
    assert [s.passages for s in held.sources] == [
        s.passages for s in compare(harbour(), Topic("y", "Y", strong=("toll",))).sources
    ]


def test_a_topic_grows_by_terms_and_one_that_is_off_comes_back() -> None:
    topic = Topic("x", "X", strong=("toll",)).including("pier").including("rates", strong=False)
    assert (topic.strong, topic.weak) == (("toll", "pier"), ("rates",))
    assert topic.without("pier").including("Pier") == topic
    with pytest.raises(TopicError):
        topic.including(" ?! ")


def market() -> list[Document]:
    """Two sources, each passage on the village, two of each on herring too."""
    fish = "The village smokehouse hangs the herring over beech, and nets dry beside the smokehouse {}."
    other = "In the village the {} is open, and the village bakery has {} for all who come."
    left = [other.format(a, b) for a, b in (("mill", "rye"), ("inn", "soup"), ("church", "candles"), ("forge", "heat"))]
    right = [other.format(a, b) for a, b in (("dairy", "curd"), ("shop", "tape"), ("barn", "straw"), ("ford", "mud"))]
    return [
        source("left.txt", *left, fish.format("door"), fish.format("yard")),
        source("right.txt", *right, fish.format("wall"), fish.format("roof")),
    ]


def mixed() -> list[Document]:
    """Two sources on a salt levy, a talk on trumpets that only holds "levy", and one each on trumpets and on brine."""
    levy = "The salt levy falls on {} with brine, and the brine pans {}."
    horn = "A levy on the trumpet valve makes the cornet {}."
    other = ["The {} was painted {} before noon.".format(*pair.split()) for pair in OTHER]
    return [
        source("coast.txt", levy.format("barges", "froze"), levy.format("carts", "leaked"), *other[:4]),
        source("inland.txt", levy.format("mules", "rusted"), levy.format("sheds", "cracked"), *other[4:8]),
        source("band.txt", *(horn.format(word) for word in ("dear", "rare", "late", "dull")), *other[8:12]),
        source("brass.txt", "The trumpet valve sticks in the cornet.", "Oil the trumpet valve.", *other[12:16]),
        source("pickles.txt", "Rinse the brine from the pans.", "Warm brine keeps in wide pans.", *other[16:]),
    ]


OTHER = (
    *("gate green", "barn white", "fence brown", "porch grey", "mast black", "door blue", "sledge pink", "bench gold"),
    *(
        "wheel teal",
        "crate plum",
        "tower rose",
        "bridge rust",
        "chair sand",
        "ladder lime",
        "cradle jade",
        "hatch ruby",
    ),
    *("shutter navy", "trough cream", "pulley amber", "rafter ivory"),
)


def test_what_goes_with_one_of_two_typed_words_is_not_fed_back() -> None:
    fed_back = {term.text for term in typed_topic("salt levy", mixed()).terms if term.tier is Tier.FEEDBACK}
    assert fed_back and fed_back <= {"brine", "pans"}


def test_words_fed_back_put_no_source_on_the_topic_in_which_nothing_is_about_it() -> None:
    for query in ("salt levy", '"salt levy"'):
        on = {s.doc for s in compare(mixed(), typed_topic(query, mixed())).sources if s.passages}
        assert on == {"coast.txt", "inland.txt"}


def test_the_name_of_one_source_s_own_subject_is_not_fed_back() -> None:
    coast, *others = mixed()
    paragraphs = [
        coast.text[p.start : p.end].replace("barges", "Orvik").replace("carts", "Orvik") for p in coast.passages
    ]
    own = [
        f"Orvik {does} at home."
        for does in ("sings", "knits", "reads", "rests", "cooks", "sews", "naps", "digs", "hums")
    ]
    yard = source("yard.txt", *(f"Plank {number} lies under the awning." for number in range(200)))
    terms = typed_topic("salt levy", [source("coast.txt", *paragraphs, *own), *others, yard]).terms
    assert "orvik" not in {term.text for term in terms} and "pans" in {term.text for term in terms}


def test_a_typed_word_brings_its_family() -> None:
    one = source("a.txt", "The regulation of tolls is old.", "Regulatory work goes on.", "Ovens are new.")
    families = [term.text for term in typed_topic("regulatory", [one]).terms if term.tier is Tier.FAMILY]
    assert families == ["regulation"]


def test_a_compound_is_not_of_the_family() -> None:
    one = source("a.txt", "The power of the mill.", "A powerhouse of cheese.", "Powerless as they are.")
    families = [term.text for term in typed_topic("power", [one]).terms if term.tier is Tier.FAMILY]
    assert "powerhouse" not in families


def test_words_that_occur_nowhere_do_not_raise_the_bar() -> None:
    known = compare(harbour(), typed_topic("herring", harbour()))
    more = compare(harbour(), typed_topic("herring zeppelin", harbour()))
    assert [s.passages for s in known.sources] == [s.passages for s in more.sources]


def test_suggestions_are_shared_by_two_sources_and_name_no_speaker() -> None:
    topics = suggested_topics(harbour())
    assert topics and all(topic.origin is Origin.SUGGESTED for topic in topics)
    names = " ".join(topic.name for topic in topics)
    assert "herring" in names and "brandt" not in names and "ovens" not in names
    assert suggested_topics(harbour()[:1]) == ()


def test_a_suggested_topic_is_found_by_its_id_and_saved_under_its_name() -> None:
    documents = harbour()
    topic = suggested_topics(documents)[0]
    assert find_topic(topic.id, documents) == topic
    save_topic(topic)
    assert find_topic(topic.name, documents).origin is Origin.OWN


def test_the_overview_tells_share_and_strip_of_every_source() -> None:
    rows = overview(harbour(), [Topic("toll", "The toll", strong=("toll",))])
    told = rows[0].to_json()
    assert set(told) == {"id", "name", "origin", "strong", "weak", "sources"}
    assert set(told["sources"]) == {"council.txt", "crews.txt", "brief.md"}
    assert rows[0].covered == 2
    assert all(set(cell) == {"share", "passages", "strip"} for cell in told["sources"].values())


@given(st.text(max_size=40))
def test_any_name_makes_an_id_that_is_safe_as_a_file_name(name: str) -> None:
    made = topic_id(name)
    assert made and "/" not in made and "." not in made and not made.startswith("-") and len(made) <= 60


def test_a_saved_topic_is_private() -> None:
    path = save_topic(Topic("sea_walls", "Sea walls", strong=("sea wall",), origin=Origin.OWN))
    assert Path(path).stat().st_mode & 0o077 == 0


def test_a_topic_whose_file_is_no_text_is_not_deleted_and_the_reason_is_said() -> None:
    topic = Topic("sea_walls", "Sea walls", strong=("sea wall",), origin=Origin.OWN)
    path = Path(save_topic(topic))
    path.write_bytes(b"id: \xff\n")
    with pytest.raises(SettingsError, match="not UTF-8"):
        delete_topic(topic)
    assert path.exists()
