"""Quote lookup: the right place, the right status, and no source for what nobody said."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.api import Library
from index.engine import Index
from index.search import find_quote
from index.search.likeness import LEAD, lead, same_sentence
from index.search.quoted import take_apart
from index.search.worddiff import diff
from index.text.fold import folded
from tests.indexes import LIBRARY, Place, place


def test_every_phrase_of_the_sources_is_exact_in_its_place(small_index: Index, small_library: Place) -> None:
    for name in LIBRARY:
        text = small_library.folder().read(name).text
        found = list(re.finditer(r"\S+", text))
        for size in (4, 6, 8):
            for at in range(0, len(found) - size, 2):
                start, end = found[at].start(), found[at + size - 1].end()
                plain = re.sub(r"\s+", " ", text[start:end]).lower().translate(str.maketrans("“”’", '""\''))
                matches = find_quote(small_index, plain, 20)
                assert matches[0].status == "exact", plain
                assert (name, start, end) in [(match.doc, match.start, match.end) for match in matches], plain


def test_a_match_re_reads_from_its_document(small_index: Index, small_library: Place) -> None:
    for quote in ("lamps were no longer its concern", "eleven left on the dot", "keepers union met thrice"):
        for match in find_quote(small_index, quote):
            source = small_library.folder().read(match.doc)
            assert source.text[match.start : match.end] == match.text
            assert source.line_of(match.start) == match.line


def test_an_altered_quotation_is_altered_and_says_where(small_index: Index) -> None:
    (match, *_) = find_quote(small_index, "Sovereignty over a country begins with knowing where the rocks are")
    assert (match.status, match.doc, match.speaker) == ("altered", "talk.md", "Ines Varga")
    assert ("replace", "country", "harbour") in match.diff
    assert 80 < match.score < 100


def test_a_misheard_quotation_is_found(small_index: Index) -> None:
    (match, *_) = find_quote(
        small_index, "we cape the lighthouse running threw three winters and nobody on the mane land new"
    )
    assert (match.status, match.doc) == ("altered", "talk.md")


@pytest.mark.parametrize(
    "invented",
    [
        "The moon is made of paraffin and the ministry of cheese",
        "Nobody should ever trust a captain who has eaten his breakfast alone",
        "we shall build a second tower and paint it blue before the year is out",
        "zzyzzyx qwrtp",
    ],
)
def test_an_invented_quotation_has_no_source(small_index: Index, invented: str) -> None:
    (match,) = find_quote(small_index, invented)
    assert (match.status, match.doc, match.query) == ("none", "", invented)
    assert match.diff == (("delete", invented, ""),)


def test_one_changed_letter_is_never_exact(small_index: Index) -> None:
    (match, *_) = find_quote(small_index, "A keeper's wags is small")
    assert match.status == "altered"


def test_the_quoters_own_marks_do_not_count(small_index: Index) -> None:
    for marks in ("“{}”", '"{}"', "‘{}’", '“"{}"”'):
        (match, *_) = find_quote(small_index, marks.format("A ferry is not a train"))
        assert (match.status, match.text.strip(",")) == ("exact", "A ferry is not a train")


def test_a_person_quoted_inside_a_text_is_named(small_index: Index) -> None:
    (match, *_) = find_quote(small_index, "a ferry is not a train")
    assert match.doc == "brief.md"
    assert match.quoted == "Ines Varga"


def test_words_left_out_are_exact_when_the_rest_is(small_index: Index) -> None:
    for omission in ("…", " ... ", " […] ", " [...] "):
        quote = f"We kept the lighthouse running{omission}putting out the lamp for good"
        (match, *_) = find_quote(small_index, quote)
        assert (match.status, match.doc) == ("exact", "talk.md"), omission
        assert len(match.spans) == 2
    (match, *_) = find_quote(small_index, "We kept the lighthouse running … putting out the candle for good")
    assert match.status == "altered"


def test_words_the_quoter_put_in_are_not_the_sources(small_index: Index) -> None:
    quote = "[The] ministry wrote back that lamps [of all kinds] were no longer its concern"
    (match, *_) = find_quote(small_index, quote)
    assert (match.status, match.doc) == ("exact", "talk.md")
    (match, *_) = find_quote(small_index, "[S]overeignty over a harbour begins with knowing")
    assert match.status == "exact"


def test_an_advertisement_between_two_halves_is_skipped(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (
        "Ada Venn: The harbour master spoke for an hour about the tides, and not one person in the hall left early\n\n"
        "Sign up for our newsletter\n\n"
        "because the tides had taken the old quay that very morning, and the boats with it.\n"
    )
    found = place(tmp_path_factory.mktemp("aside")).indexed({"talk.txt": text})
    quote = "not one person in the hall left early because the tides had taken the old quay"
    (match, *_) = find_quote(found, quote)
    assert match.doc == "talk.txt"
    if len(match.spans) == 2:
        assert match.status == "exact"
        assert folded(" ".join(text[start:end] for start, end in match.spans)) == folded(quote)


def test_a_long_quotation_with_a_word_changed_is_one_stretch(small_index: Index, small_library: Place) -> None:
    text = small_library.folder().read("brief.md").text
    start, end = text.index("The licence for a ferry"), text.index("before the autumn")
    (match, *_) = find_quote(small_index, text[start:end].replace("lorries", "parcels"))
    assert (match.status, match.doc) == ("altered", "brief.md")
    assert [step for step in match.diff if step[0] != "equal"] == [("replace", "parcels,", "lorries,")]
    assert len(match.spans) == 1


def test_other_places_with_the_same_words_are_listed(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {
        f"{n}.txt": f"Speech {n}. We will not leave the island to the gulls and the surveyors.\n" for n in range(8)
    }
    found = place(tmp_path_factory.mktemp("same")).indexed(files)
    matches = find_quote(found, "leave the island to the gulls", 5)
    assert [match.status for match in matches] == ["exact"] * 5
    assert [match.rank for match in matches] == [1, 2, 3, 4, 5]
    assert len({match.doc for match in matches}) == 5


def test_a_garbled_sentence_is_known_by_its_lead_over_other_words() -> None:
    heard = "the tinsmith never owed copper kettles"
    assert not same_sentence(heard, 0.7, ahead=0.01)
    assert same_sentence(heard, 0.7, ahead=0.12)


def test_copies_of_a_sentence_are_no_rivals_to_it() -> None:
    copies = [("the tinsmith had sold nine copper kettles", 0.8), ("the tinsmith had sold nine copper kettles.", 0.8)]
    assert lead(copies) == LEAD
    assert lead([*copies, ("a hen slept on the anvil", 0.5)]) == pytest.approx(0.3)


def test_damaged_sentences_come_back_to_their_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(7)
    parts = ["ba", "ri", "lo", "tem", "nu", "kes", "da", "vor", "shi", "pa"]
    words_of = ["".join(chance.choices(parts, k=chance.choice((2, 3, 3, 4)))) for _ in range(2_000)]
    lines = [" ".join(chance.choices(words_of, k=20)) + "." for _ in range(200)]
    found = place(tmp_path_factory.mktemp("damaged")).indexed({"a.txt": "\n\n".join(lines) + "\n"})
    right = 0
    for line in lines[::10]:
        words = line.split()
        for at in chance.sample(range(len(words)), 3):
            words[at] = chance.choice([words[at][:-1] + "x", "of", ""])
        (match, *_) = find_quote(found, " ".join(words))
        right += match.text in line and len(match.text) > 0.75 * len(line)
    assert right == 20


BITS = st.sampled_from(["lamp", "…", "[", "]", "the", '"', "...", "fog"])


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(st.sampled_from(["lamp", "…", "[", "]", "the", '"', "...", "fog"]), max_size=14).map(" ".join),
    )
)
def test_no_quotation_raises(small_index: Index, quote: str) -> None:
    matches = find_quote(small_index, quote, 3)
    assert 1 <= len(matches) <= 3
    assert all(match.query == quote for match in matches)


@given(st.text(alphabet="ab’“ -.\n", max_size=40), st.text(alphabet="ab'\" -.\n", max_size=40))
def test_a_diff_holds_every_word_of_both_sides(typed: str, source: str) -> None:
    steps = diff(typed, source)
    assert " ".join(one for _, one, _ in steps if one).split() == typed.split()
    assert " ".join(other for *_, other in steps if other).split() == source.split()
    assert all(_without(one) == _without(other) for tag, one, other in steps if tag == "equal")


@given(*[st.lists(st.sampled_from(["a", "[b]", "(b", "c)", "[", "c", "d]"]), max_size=9).map(" ".join)] * 2)
def test_no_step_that_differs_holds_half_a_pair_of_brackets(typed: str, source: str) -> None:
    steps = diff(typed, source)
    assert " ".join(one for _, one, _ in steps if one).split() == typed.split()
    assert " ".join(other for *_, other in steps if other).split() == source.split()


@pytest.mark.parametrize(
    ("typed", "source", "differs"),
    [
        ("Norvia wants piers", "[Norvia] wants piers", [("replace", "Norvia", "[Norvia]")]),
        ("sold to the town hall today", "sold to [the town] hall today", [("replace", "the town", "[the town]")]),
        ("sold to [the city] today", "sold to [the town] today", [("replace", "[the city]", "[the town]")]),
        ("it are so", "it are [sic] so", [("insert", "", "[sic]")]),
        ("a [b c] d", "a [b c] e", [("replace", "d", "e")]),
        (
            "one a",
            "one [a b c d e f g h i j k l m n",
            [("replace", "a", "[a"), ("insert", "", "b c d e f g h i j k l m n")],
        ),
    ],
)
def test_words_in_brackets_differ_with_their_brackets(
    typed: str, source: str, differs: list[tuple[str, str, str]]
) -> None:
    assert [step for step in diff(typed, source) if step[0] != "equal"] == differs


def test_what_is_found_has_both_brackets_of_an_editor_or_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "Varga: [Norvia] wants every pier it can get, and the town is [sic] glad. They sell to [the town] and us.\n"
    found = place(tmp_path_factory.mktemp("brackets")).indexed({"a.txt": text})
    for quote, said in {
        "Norvia wants every pier it can get": "[Norvia] wants every pier it can get",
        "it can get, and the town is happy": "it can get, and the town is [sic]",
        "town is glad. They sell to the town": "town is [sic] glad. They sell to [the town]",
    }.items():
        (match, *_) = find_quote(found, quote)
        assert (match.status, match.text) == ("altered", said)


def test_brackets_that_are_the_sources_own_are_not_missed(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = place(tmp_path_factory.mktemp("own")).indexed({"a.txt": "They sell to [the town] and to nobody else.\n"})
    (match, *_) = find_quote(found, "They sell to [the town] and to nobody here")
    assert [step for step in match.diff if step[0] != "equal"] == [("replace", "here", "else")]


def _without(text: str) -> str:
    return folded(text).replace("'", "")


def test_a_quotation_is_taken_apart() -> None:
    typed = take_apart("“We [the keepers] waited … for [f]og”")
    assert typed.parts == (("we waited",), ("for fog",))
    assert take_apart("plain words").parts == (("plain words",),)
    long = take_apart("word " * 200)
    assert len(long.parts) == 1
    assert long.claimed == folded("word " * 200).strip()
    assert take_apart("").readings == ()


LAMPS = "守灯的人每天晚上点亮旧灯。渔船在冬天之前回到港口。"


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("守灯的人每天早上点亮旧灯。渔船在冬天之前回到港口", [("晚", "早")]),
        ("渔船在春天之前回到港口", [("冬", "春")]),
        ("守灯的人每天早上点亮新灯", [("晚", "早"), ("旧", "新")]),
        ("货船在春天之前回到港口", [("渔", "货"), ("冬", "春")]),
    ],
)
def test_one_character_altered_alters_that_character_where_no_blanks_are_written(
    tmp_path: Path, typed: str, changed: list[tuple[str, str]]
) -> None:
    (tmp_path / "lamps.txt").write_text(LAMPS + "\n", encoding="utf-8")
    library = Library([tmp_path], tmp_path / "cache")
    library.update()
    (match, *_) = library.find_quote(typed)
    assert match.status == "altered"
    assert match.text == LAMPS[match.start : match.end]
    assert len(match.text) == len(typed)
    assert [(theirs, mine) for tag, mine, theirs in match.diff if tag != "equal"] == changed
    assert library.find_quote("我们明天去公园里吃饭吧")[0].status == "none"


@given(st.text(alphabet="ab。灯船港ก\u0e34가 ", max_size=30), st.text(alphabet="ab。灯船港ก\u0e34가 ", max_size=30))
def test_a_diff_loses_no_character_of_a_script_without_blanks(typed: str, source: str) -> None:
    steps = diff(typed, source)
    assert "".join("".join(one.split()) for _, one, _ in steps) == "".join(typed.split())
    assert "".join("".join(other.split()) for *_, other in steps) == "".join(source.split())


def test_korean_is_set_beside_word_by_word() -> None:
    assert diff("등대는 낮에 꺼진다", "등대는 밤에 꺼진다")[1] == ("replace", "낮에", "밤에")
