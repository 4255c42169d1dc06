"""A topic while it is changed: what each change does to it, and that every change can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare import Origin, Term, Tier, Topic
from index.compare.curated import parse_topics, save_topic
from index.errors import TopicError
from tui.screens.compare.draft import KINDS, WRITTEN, Draft

WRITTEN_TOPIC = Topic("quays", "Quays", strong=("quay", "sea wall"), weak=("stone",), excluded=("quay fee",))
TYPED_TOPIC = Topic(
    "quay_fees",
    "quay fees",
    origin=Origin.TYPED,
    weighted=(Term("quay", Tier.QUERY, 1.0), Term("fees", Tier.QUERY, 0.6), Term("nets", Tier.FEEDBACK, 0.2)),
)


def texts(draft: Draft, kind: str) -> list[str]:
    return [text for text, _, _ in draft.terms(kind)]


def test_a_term_is_switched_off_and_on_and_stays_in_its_place() -> None:
    draft = Draft(TYPED_TOPIC)
    draft.switch("query", "fees")
    assert draft.terms("query") == (("quay", True, 1.0), ("fees", False, 0.6))
    draft.switch("query", "fees")
    assert draft.topic == TYPED_TOPIC


def test_the_last_term_cannot_be_switched_off() -> None:
    draft = Draft(Topic("one", "One", strong=("quay",)))
    with pytest.raises(TopicError):
        draft.switch("strong", "quay")
    assert not draft.changed


def test_what_is_added_beside_typed_words_is_strong() -> None:
    draft = Draft(TYPED_TOPIC)
    assert draft.add("feedback", "  dredging   boat ") == "strong"
    assert texts(draft, "strong") == ["dredging boat"]
    assert Draft(WRITTEN_TOPIC).add("weak", "mud") == "weak"


def test_a_term_without_words_is_refused() -> None:
    with pytest.raises(TopicError):
        Draft(WRITTEN_TOPIC).add("strong", " -- ")


def test_a_term_changed_to_nothing_is_gone() -> None:
    draft = Draft(WRITTEN_TOPIC)
    draft.change("excluded", "quay fee", "")
    draft.change("strong", "quay", "pier")
    assert (texts(draft, "excluded"), texts(draft, "strong")) == ([], ["pier", "sea wall"])
    typed = Draft(TYPED_TOPIC)
    typed.change("feedback", "nets", "")
    assert texts(typed, "feedback") == []


def test_a_term_goes_through_every_kind_and_back() -> None:
    draft, kind = Draft(WRITTEN_TOPIC), "strong"
    seen = []
    for _ in WRITTEN:
        kind = draft.next_kind(kind, "quay")
        seen.append(kind)
        assert "quay" in texts(draft, kind)
    assert seen == ["weak", "heard_as", "excluded", "strong"]


def test_a_typed_term_becomes_a_written_one() -> None:
    draft = Draft(TYPED_TOPIC)
    assert draft.next_kind("query", "quay") == "strong"
    assert "quay" not in texts(draft, "query")


def test_a_saved_draft_reads_back_from_its_file(private_folders: Path) -> None:
    draft = Draft(TYPED_TOPIC)
    draft.switch("feedback", "nets")
    draft.add("strong", "sea wall")
    draft.rename("Quay and wall")
    path = Path(save_topic(draft.topic))
    (read,) = parse_topics(path.read_text(encoding="utf-8"), path.name, Origin.OWN)
    assert [(t.text, t.tier, t.on) for t in read.terms] == [(t.text, t.tier, t.on) for t in draft.topic.terms]
    assert read.name == "Quay and wall"


CHANGES = st.tuples(
    st.sampled_from(["switch", "add", "change", "kind", "rename"]),
    st.integers(0, 9),
    st.sampled_from(["mud", "", "x y"]),
)


@given(st.sampled_from([WRITTEN_TOPIC, TYPED_TOPIC]), st.lists(CHANGES, max_size=12))
def test_undoing_everything_gives_the_topic_back(topic: Topic, changes: list[tuple[str, int, str]]) -> None:
    draft = Draft(topic)
    for change, at, text in changes:
        every = [(kind, term) for kind in KINDS for term in texts(draft, kind)]
        kind, term = every[at % len(every)]
        try:
            match change:
                case "switch":
                    draft.switch(kind, term)
                case "add":
                    draft.add(kind, text)
                case "change":
                    draft.change(kind, term, text)
                case "kind":
                    draft.next_kind(kind, term)
                case _:
                    draft.rename(text)
        except TopicError:
            pass
        assert any(term.on for term in draft.topic.terms)
    while draft.undo():
        pass
    assert draft.topic == topic
    assert not draft.changed
