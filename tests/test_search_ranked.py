"""Search finds what was typed, first what was typed word for word, and says what it did."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.engine import Index
from index.model import Kind
from index.search import Answer, search, type_ahead
from index.text.fold import folded
from tests.indexes import LIBRARY, Place, place


def docs(answer: Answer) -> list[str]:
    return [hit.doc for hit in answer.hits]


def marked(answer: Answer, at: int = 0) -> list[str]:
    hit = answer.hits[at]
    return [hit.text[start - hit.start : end - hit.start] for start, end in hit.spans]


def test_words_are_found_by_their_stem_and_marked(small_index: Index) -> None:
    answer = search(small_index, "keepers")
    assert set(docs(answer)) == {"talk.md", "brief.md", "notes.txt"} - {"brief.md"}
    assert {word.casefold() for at in range(len(answer.hits)) for word in marked(answer, at)} <= {
        "keeper", "keepers", "keeper’s", "keepers’",
    }  # fmt: skip
    assert answer.total == len(answer.hits) == sum(answer.per_document.values())
    assert answer.documents == len(answer.per_document) == 2
    assert all(0 <= share <= 1 for shares in answer.spread.values() for share in shares)
    assert {doc: len(shares) for doc, shares in answer.spread.items()} == dict(answer.per_document)


def test_plain_words_are_ranked_together_and_none_is_required(small_index: Index) -> None:
    answer = search(small_index, "which zebra keeps the lamp of the lighthouse burning in winter?")
    assert answer.hits[0].doc == "talk.md"
    assert "lighthouse" in answer.hits[0].text


def test_spans_re_read_from_the_document(small_index: Index, small_library: Place) -> None:
    for line in ("lamp fog", '"romance of the sea"', "regulation", "forty crossings lorries"):
        for answer in (search(small_index, line), type_ahead(small_index, line)):
            assert answer.hits
            for hit in answer.hits:
                source = small_library.folder().read(hit.doc)
                assert source.text[hit.start : hit.end] == hit.text
                assert source.line_of(hit.start) == hit.line
                assert all(hit.start <= start < end <= len(source.text) for start, end in hit.spans)
                assert all(one[1] <= other[0] for one, other in pairwise(hit.spans))


def test_a_phrase_is_exact_with_its_common_words(small_index: Index) -> None:
    assert docs(search(small_index, '"state of the art"')) == ["notes.txt"]
    assert marked(search(small_index, '"to be or not to be"')) == ["To be or not to be"]
    assert search(small_index, '"state art"').notice


def test_a_phrase_typed_plainly_meets_curly_marks_dashes_and_line_breaks(small_index: Index) -> None:
    answer = search(small_index, "\"the 'romance of the sea' doesn't pay for paraffin - it never did\"")
    assert answer.hits[0].doc == "talk.md"
    (span,) = marked(answer)
    assert folded(span) == folded("the 'romance of the sea' doesn't pay for paraffin - it never did")


def test_a_line_that_stands_in_a_text_comes_first_quoted_or_not(small_index: Index, small_library: Place) -> None:
    for name in LIBRARY:
        source = small_library.folder().read(name)
        found = list(re.finditer(r"\S+", source.text))
        for at in range(0, len(found) - 6, 3):
            start, end = found[at].start(), found[at + 5].end()
            plain = folded(source.text[start:end]).strip()
            for line in (plain, f'"{plain}"'):
                for answer in (search(small_index, line, 5), type_ahead(small_index, line, 5)):
                    first = answer.hits[0]
                    spans = [folded(source.text[a:b]).strip(" -") for a, b in first.spans]
                    assert first.doc == name
                    assert any(plain.strip(" -'") in span for span in spans), (line, spans)


def test_what_is_left_out_is_left_out(small_index: Index) -> None:
    assert docs(search(small_index, "paraffin -minutes")) == ["talk.md"]
    assert "talk.md" not in docs(search(small_index, 'paraffin -"romance of the sea"'))


def test_alternatives_of_phrases(small_index: Index) -> None:
    assert set(docs(search(small_index, '"open-source lens" OR "share one pier"'))) == {"notes.txt", "brief.md"}
    assert docs(search(small_index, '"union met" "price of bread"')) == ["notes.txt"]


def test_filters_narrow_down(small_index: Index) -> None:
    assert all(hit.speaker == "Pavel Orme" for hit in search(small_index, "money lamp boats speaker:orme").hits)
    assert set(docs(search(small_index, "ministry outlet:coast"))) == {"brief.md"}
    assert set(docs(search(small_index, "ministry doc:lamp"))) == {"talk.md"}
    assert set(docs(search(small_index, "ministry -doc:talk"))) == {"brief.md"}
    assert set(docs(search(small_index, "ministry after:2024"))) == {"brief.md"}
    assert set(docs(search(small_index, "ministry before:2024-06"))) == {"talk.md"}
    assert {hit.kind for hit in search(small_index, "pier kind:item").hits} == {Kind.ITEM}
    assert search(small_index, "ministry outlet:nobody").hits == ()


def test_a_prefix_with_a_star(small_index: Index) -> None:
    assert all(re.search(r"\blic", hit.text.lower()) for hit in search(small_index, "lic*").hits)
    assert search(small_index, "lic*").hits


def test_the_word_being_typed_is_a_beginning_and_a_finished_one_is_not(small_index: Index) -> None:
    assert "Sovereignty" in marked(type_ahead(small_index, "sov"))
    assert search(small_index, "sov").hits == ()
    assert "Sovereignty" in marked(type_ahead(small_index, "harbour sover"))


def test_misspelt_words_are_corrected_and_said(small_index: Index) -> None:
    answer = search(small_index, "soverignty")
    assert marked(answer) == ["Sovereignty"]
    assert "showing sovereignty" in answer.notice
    answer = type_ahead(small_index, "lighthuse")
    assert answer.hits
    assert "showing lighthouse" in answer.notice.replace("lighthous…", "lighthouse")


def test_spellings_of_one_word_meet(small_index: Index) -> None:
    both = {"talk.md", "brief.md"}
    for line in ("robotaxi", "robo-taxi", "robo taxi"):
        assert set(docs(search(small_index, line))) == both, line
    assert docs(search(small_index, "opensource")) == ["notes.txt"]
    assert "brief.md" in docs(search(small_index, "licenses"))


def test_words_that_stand_nowhere_are_named(small_index: Index) -> None:
    assert "nowhere: zzyzzyx" in search(small_index, "zzyzzyx lamp").notice
    assert search(small_index, "zzyzzyx").hits == ()


def test_boilerplate_is_found_only_when_asked_for_or_pasted(tmp_path: Path) -> None:
    text = (
        "Ada Venn: The harbour master spoke for an hour about the tides, and not one person in the hall left early, "
        "because the tides had taken the old quay that very morning.\n\n"
        "Sign up for our newsletter\n\n"
        "Ada Venn: After that they voted, and the new quay will stand a metre higher than the old one did.\n"
    )
    found = place(tmp_path).indexed({"talk.txt": text})
    aside = [at for at in range(found.size) if found.passage(at).kind in (Kind.BOILERPLATE, Kind.META)]
    if not aside:
        pytest.skip("nothing in this text is set aside")
    assert search(found, "newsletter").hits == ()
    assert search(found, "newsletter kind:boilerplate").hits
    pasted = search(found, "sign up for our newsletter")
    assert "newsletter" in pasted.hits[0].text
    assert "set aside" in pasted.notice


def test_the_title_counts_for_a_passage_but_is_no_hit_of_its_own(small_index: Index) -> None:
    answer = search(small_index, "ledger")
    assert all("ledger" in hit.text.casefold() for hit in answer.hits)


def test_the_spread_says_where_the_hits_lie(small_index: Index) -> None:
    answer = search(small_index, "ministry")
    assert set(answer.spread) == set(docs(answer))
    for doc, where in answer.spread.items():
        assert list(where) == sorted(where)
        assert len(where) == answer.per_document[doc]
        assert all(0 <= share <= 1 for share in where)


def test_a_restriction_alone_lists_all_that_it_leaves(small_index: Index) -> None:
    for line in ("speaker:ada", "speaker:ada -fog"):
        for ask in (search, type_ahead):
            assert {hit.speaker for hit in ask(small_index, line).hits} <= {"Ada Brandt", "Ada"}
    every = search(small_index, "kind:paragraph", 1000)
    assert every.total == len(every.hits) > 0


def test_an_empty_line_and_an_empty_library_have_no_hits(small_index: Index, tmp_path: Path) -> None:
    assert search(small_index, "  ").hits == ()
    assert search(small_index, "-fog").hits == ()
    empty = Index.open(tmp_path)
    assert search(empty, "fog").hits == type_ahead(empty, "fog").hits == ()


def test_text_without_blanks_between_its_words_is_found(tmp_path: Path) -> None:
    found = place(tmp_path).indexed({"a.txt": "灯台守は冬の間ずっと灯を守っていた。\n\n港の船は霧の中で待っていた。\n"})
    for line in ("灯台", "守って", '"霧の中"'):
        assert line.strip('"') in search(found, line).hits[0].text


SIGNS = ["lamp", "the", "“", "-", "OR", "speaker:", "kind:item", "after:2023", "*", "k*", "(", "’s", "doc:", '"']
BITS = st.lists(st.sampled_from(SIGNS), max_size=12)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), BITS.map(" ".join), BITS.map("".join)))
@example('"""')
@example("-" * 50)
@example("speaker:" * 30)
@example('""" OR """ -"')
@example("\ud800 lamp")
@example("a* " * 30)
@example("ﷺ" * 40)
def test_no_line_raises(small_index: Index, line: str) -> None:
    for answer in (search(small_index, line, 5), type_ahead(small_index, line, 5)):
        assert len(answer.hits) <= 5
        assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
        assert all(one.score >= other.score for one, other in pairwise(answer.hits))


def test_a_notice_stays_short_whatever_was_typed(small_index: Index) -> None:
    for line in ("q" * 5_000, "kind:" + "q" * 3_000, " ".join(f"qz{n}x" for n in range(300))):
        answer = search(small_index, line)
        assert answer.query == line
        assert 0 < len(answer.notice) < 500


def test_a_line_of_too_many_words_says_that_its_rarest_were_looked_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    words = " ".join(f"buoy{number}" for number in range(90))
    found = place(tmp_path_factory.mktemp("many")).indexed({"a.txt": words + "\n"})
    assert "rarest" in search(found, words).notice
