"""Anchors: a saved excerpt is found again in an edited source, or it is said to be gone; never a lookalike."""

from __future__ import annotations

import random
import re

import pytest
from excerpt_sources import document, saved, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from index.excerpts import Excerpt, Status, describe, resolve
from index.excerpts.anchors import anchored
from index.model import Document

TALK = talk(11)
SOURCE = document(TALK)
TURNS = [turn for turn in TALK.split("\n\n") if len(turn) > 60]
SENTENCES = [sentence for turn in TURNS for sentence in re.findall(r"(?<=[:.] )[A-Z][^.]+\.", turn)]


def edited(text: str, name: str = "talk.txt") -> Document:
    return document(text, name)


def check(excerpt: Excerpt, source: Document, status: Status, found: str) -> None:
    placement = resolve(excerpt, source)
    assert (placement.status, placement.text) == (status, found)
    if placement.start is not None:
        assert source.text[placement.start : placement.end] == found


@given(st.data())
def test_every_span_of_an_unchanged_source_is_exact(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TALK) - 2))
    end = data.draw(st.integers(start + 1, min(len(TALK), start + 300)))
    if TALK[start:end].strip():
        placement = resolve(describe(SOURCE, [(start, end)], ""), SOURCE)
        assert (placement.status, placement.start, placement.end) == (Status.EXACT, start, end)


def test_the_same_text_in_another_encoding_is_unchanged() -> None:
    excerpt = saved(SOURCE, SENTENCES[3])
    other = Document("talk.txt", "/srv/library/talk.txt", "f" * 64, TALK, encoding="utf-16")
    assert resolve(excerpt, other).start == excerpt.start


def test_the_same_file_read_otherwise_than_before_is_searched() -> None:
    excerpt = saved(SOURCE, SENTENCES[3])
    other = Document("talk.txt", "/srv/library/talk.txt", SOURCE.digest, "A new title line\n\n" + TALK)
    assert resolve(excerpt, other).start == excerpt.start + 18


@settings(max_examples=40)
@given(
    st.sampled_from(SENTENCES), st.sampled_from(range(0, len(TALK), 97)), st.text("abc \n", min_size=1, max_size=200)
)
def test_text_inserted_elsewhere_moves_a_passage_and_no_more(sentence: str, at: int, new: str) -> None:
    excerpt = saved(SOURCE, sentence)
    if not excerpt.start - 40 < at < excerpt.end + 40:
        shift = len(new) if at <= excerpt.start else 0
        placement = resolve(excerpt, edited(TALK[:at] + new + TALK[at:]))
        assert (placement.status, placement.start) == (Status.EXACT, excerpt.start + shift)


def test_other_line_breaks_quotes_and_dashes_are_the_same_words() -> None:
    text = 'Mara: It was "our" winter - the first...\nfine one, and nobody forgot it.\n\nTeodor: True.\n'
    excerpt = saved(document(text), 'It was "our" winter - the first...\nfine one')
    reset = text.replace('"our"', "“our”").replace(" - ", " — ").replace("...\nfi", "… \u00a0ﬁ")
    check(excerpt, edited(reset), Status.NORMALISED, "It was “our” winter — the first… \u00a0ﬁne one")


@settings(max_examples=40)
@given(st.sampled_from(SENTENCES), st.integers(30, 100))
def test_a_reflowed_source_keeps_every_passage(sentence: str, width: int) -> None:
    excerpt = saved(SOURCE, sentence)
    words = re.sub(rf"([^\n]{{{width}}}\S*) ", r"\1\n", TALK).replace("'", "’")
    placement = resolve(excerpt, edited(words))
    assert placement.status in (Status.EXACT, Status.NORMALISED)
    assert placement.text.split() == sentence.split()


@settings(max_examples=60)
@given(st.sampled_from(TURNS), st.integers(0, 2**32))
def test_a_few_wrong_letters_are_a_changed_passage_in_its_place(turn: str, seed: int) -> None:
    excerpt = saved(SOURCE, turn)
    chance = random.Random(seed)
    letters = list(turn)
    for _ in range(len(letters) // 40):
        letters[chance.randrange(12, len(letters) - 2)] = chance.choice("xyz")
    text = TALK.replace(turn, "".join(letters))
    placement = resolve(excerpt, edited(text))
    assert placement.status in (Status.CHANGED, Status.EXACT)
    assert placement.text == "".join(letters)


@pytest.mark.parametrize("turn", TURNS[::5])
def test_a_paragraph_moved_elsewhere_is_found_there(turn: str) -> None:
    sentence = re.findall(r"(?<=[:.] )[A-Z][^.]+\.", turn)[0]
    excerpt = saved(SOURCE, sentence)
    others = TALK.replace(turn + "\n\n", "").split("\n\n")
    others.insert(3 if excerpt.start > len(TALK) // 2 else len(others) - 3, turn)
    check(excerpt, edited("\n\n".join(others)), Status.EXACT, sentence)


@pytest.mark.parametrize("turn", TURNS)
def test_a_deleted_paragraph_leaves_orphans_however_alike_the_others_are(turn: str) -> None:
    without = edited(TALK.replace(turn + "\n\n", "", 1))
    for sentence in (turn, *re.findall(r"(?<=[:.] )[A-Z][^.]+\.", turn)):
        assert resolve(saved(SOURCE, sentence), without).status is Status.ORPHAN


@pytest.mark.parametrize("number", range(TALK.count("Right.")))
def test_of_many_equal_passages_the_one_saved_is_found_and_when_deleted_none(number: int) -> None:
    start = [found.start() for found in re.finditer(r"Right\.", TALK)][number]
    excerpt = anchored(describe(SOURCE, [(start, start + 6)], ""), SOURCE)
    assert excerpt.occurrences == TALK.count("Right.")
    longer = edited("An added line.\n\n" + TALK)
    assert resolve(excerpt, longer).start == start + 16
    turn = TALK.rindex("\n\n", 0, start)
    assert resolve(excerpt, edited(TALK[:turn] + TALK[start + 6 :])).status is Status.ORPHAN


def test_a_passage_inside_a_paragraph_that_stands_twice_is_told_apart_by_what_is_farther_off() -> None:
    turn, twin_at = TURNS[4], TALK.index(TURNS[-3])
    text = TALK[:twin_at] + turn + "\n\n" + TALK[twin_at:]
    source = document(text)
    words = turn[len(turn) // 2 : len(turn) // 2 + 30]
    first, second = text.index(words), text.rindex(words)
    for start in (first, second):
        excerpt = anchored(describe(source, [(start, start + 30)], ""), source)
        assert resolve(excerpt, edited("New opening.\n\n" + text)).start == start + 14
        paragraph = text.rindex("\n\n", 0, start) + 2
        deleted = text[:paragraph] + text[paragraph + len(turn) + 2 :]
        assert resolve(excerpt, edited(deleted)).status is Status.ORPHAN


def test_a_passage_that_nothing_tells_from_its_copy_is_ambiguous() -> None:
    page = "The bell rang once over the harbour and then all was still.\n\n" * 400
    source = document(page)
    start = page.index("bell", 12_000)
    excerpt = anchored(describe(source, [(start, start + 9)], ""), source)
    assert resolve(excerpt, edited(page + "One more line.\n")).status in (Status.AMBIGUOUS, Status.ORPHAN)


def test_half_a_passage_is_partial() -> None:
    first, second = TURNS[6], TURNS[7]
    together = f"{first}\n\n{second}"
    text = TALK.replace(first, together, 1) if together not in TALK else TALK
    excerpt = saved(document(text), together)
    placement = resolve(excerpt, edited(text.replace(first + "\n\n", "", 1)))
    longer, shorter = (second, first) if len(second) > len(first) else (first, second)
    if longer == second:
        assert placement.status is Status.PARTIAL
        assert placement.text.strip() in together
    else:
        assert placement.status in (Status.PARTIAL, Status.ORPHAN)
    assert len(shorter) <= len(longer)


def test_another_text_under_the_same_name_holds_none_of_them() -> None:
    other = edited(talk(12))
    for sentence in SENTENCES[::3]:
        if sentence not in other.text:
            assert resolve(saved(SOURCE, sentence), other).status is Status.ORPHAN


def test_several_passages_are_as_good_as_the_worst_and_partial_without_one() -> None:
    one, two = SENTENCES[2], SENTENCES[-2]
    excerpt = saved(SOURCE, one, two)
    assert resolve(excerpt, SOURCE).text == f"{one} […] {two}"
    changed = resolve(excerpt, edited(TALK.replace(two, two.replace(" ", "\n", 1))))
    assert (changed.status, len(changed.spans)) == (Status.NORMALISED, 2)
    partial = resolve(excerpt, edited(TALK.replace(two, "")))
    assert (partial.status, partial.text) == (Status.PARTIAL, one)
    assert resolve(excerpt, edited(talk(13))).status is Status.ORPHAN


def test_blanks_at_the_ends_of_a_passage_are_part_of_it() -> None:
    at = TALK.index("\n\n", 500)
    excerpt = anchored(describe(SOURCE, [(at - 30, at + 2)], ""), SOURCE)
    check(excerpt, edited("New opening.\n\n" + TALK), Status.EXACT, excerpt.text)


@pytest.mark.parametrize("words", ["- and the ", " and", "--", "\n\nTeodor: Nothing at all. ", "g.\n\nT"])
def test_a_passage_may_begin_and_end_anywhere(words: str) -> None:
    text = "Mara: It was late -- and the bell rang.\n\nTeodor: Nothing at all. \n\nMara: As I said, nothing at all.\n"
    excerpt = saved(document(text), words)
    check(excerpt, edited("New opening.\n\n" + text), Status.EXACT, words)
    placement = resolve(excerpt, edited("New opening.\n\n" + text.replace("bell", "bells").replace("As I", "As we")))
    assert placement.text == words


SCRIPTS = {
    "Japanese": (
        "港の氷は早く来た。誰も船を出さなかった。翌朝、鐘が二度鳴った。",
        "誰も船を出さなかった。",
        "港の氷は遅く来た。誰も舟を出さなかった。翌朝、鐘が鳴った。",
        "誰も舟を出さなかった。",
    ),
    "Russian": (
        "Лёд пришёл рано. Никто не вышел в море. Утром звонил колокол.",
        "Никто не вышел в море.",
        "Лед пришел поздно. Никто не вышел в море! Утром звонил колокол.",
        "Никто не вышел в море!",
    ),
    "Thai": (
        "น้ำแข็งมาเร็ว ไม่มีใครออกเรือ เช้าวันต่อมาระฆังดัง",
        "ไม่มีใครออกเรือ",
        "น้ำแข็งมาช้า ไม่มีใครออกเรือเลย เช้าวันต่อมาระฆังดัง",
        "ไม่มีใครออกเรือ",
    ),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_searched(script: str) -> None:
    text, words, now, found = SCRIPTS[script]
    filler = "\n\n" + talk(14, 10)
    placement = resolve(saved(document(text + filler), words), edited("New.\n\n" + now + filler))
    assert placement.text == found


@settings(max_examples=150)
@given(
    st.text(min_size=1, max_size=120).filter(str.strip),
    st.text(max_size=120),
    st.text(max_size=60),
    st.text(max_size=200),
)
def test_no_texts_whatever_break_the_search(words: str, before: str, after: str, now: str) -> None:
    source = document("".join((before, words, after)).encode("utf-8", "replace").decode())
    start = len(before)
    if not source.text[start : start + len(words)].strip():
        return
    excerpt = anchored(describe(source, [(start, start + len(words))], ""), source)
    for text in (now, before + after, source.text + now, now + source.text[1:]):
        placement = resolve(excerpt, Document("n", "/n", "0" * 64, text))
        if placement.start is None:
            assert (placement.status, placement.end, placement.text) == (Status.ORPHAN, None, "")
        else:
            assert text[placement.start : placement.end] == placement.text
    assert excerpt.text == source.text[start : start + len(words)]


def interview(seed: int, answers: int = 60) -> list[str]:
    """Turns of two people, every fourth the same two words under the same label."""
    turns = talk(seed, answers).strip().split("\n\n")
    return [turn if number % 4 != 2 else "Mara: Well, yes." for number, turn in enumerate(turns)]


def short_answer(turns: list[str], number: int) -> Excerpt:
    source = document("\n\n".join(turns) + "\n")
    start = len("\n\n".join(turns[:number])) + 2 + len("Mara: ")
    return anchored(describe(source, [(start, start + len("Well, yes."))], ""), source)


def where(turns: list[str], number: int) -> int:
    return len("\n\n".join(turns[:number])) + 2 + len("Mara: ")


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_a_short_answer_given_often_is_never_another_after_its_neighbours_moved_or_went(seed: int) -> None:
    chance = random.Random(seed)
    turns = interview(21)
    number = chance.choice([at for at in range(10, 50) if at % 4 == 2])
    excerpt = short_answer(turns, number)
    left = [at for at in range(len(turns)) if at % 4 == 2 or chance.random() > 0.25]
    left.insert(left.index(number), chance.choice([at for at in range(len(turns)) if at % 4 == 1]))
    now = [turns[at] for at in left]
    placement = resolve(excerpt, edited("\n\n".join(now) + "\n"))
    # Where everything between two of them is gone, nothing tells which is which: then it is none of them.
    assert placement.start in (None, where(now, left.index(number)))


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_a_short_answer_that_was_taken_out_is_none_of_the_others(seed: int) -> None:
    chance = random.Random(seed)
    turns = interview(22)
    number = chance.choice([at for at in range(2, 58) if at % 4 == 2])
    now = turns[:number] + turns[number + 1 :]
    assert resolve(short_answer(turns, number), edited("\n\n".join(now) + "\n")).status is Status.ORPHAN


def test_a_short_answer_carried_elsewhere_is_the_one_that_is_left_over() -> None:
    turns = [turn for number, turn in enumerate(interview(23)) if number % 4 != 2 or number < 30]
    number = 14
    excerpt = short_answer(turns, number)
    now = turns[:number] + turns[number + 1 :]
    now.insert(38, turns[number])
    assert resolve(excerpt, edited("\n\n".join(now) + "\n")).start == where(now, 38)


def test_two_short_answers_carried_elsewhere_cannot_be_told_apart_and_it_is_said() -> None:
    turns = [turn for number, turn in enumerate(interview(24)) if number % 4 != 2 or number < 30]
    excerpt = short_answer(turns, 14)
    now = [turn for number, turn in enumerate(turns) if number not in (14, 22)]
    now.insert(34, turns[14])
    now.append(turns[22])
    assert resolve(excerpt, edited("\n\n".join(now) + "\n")).status is Status.AMBIGUOUS
