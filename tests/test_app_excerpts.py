"""Saving from the text: what a key acts on, what is on disk when "saved" is said, and what a failure looks like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from papers import papers
from pilots import reading

from index.errors import ExcerptError
from index.excerpts import ExcerptStore
from index.paths import data_dir, state_dir

__all__ = ["papers"]


def on_disk() -> list[str]:
    """The words of the excerpts in the log."""
    return [excerpt.text for excerpt in ExcerptStore().all()]


async def test_save_takes_the_sentence_of_the_match_and_it_is_on_disk(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s")
        assert "saved the sentence" in reader.rows[-1]
        (text,) = on_disk()
        assert text.startswith("The council talks of regulation") and text.endswith("pay for the dredging.")


async def test_save_takes_the_whole_quotation_one_stands_in(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "museum", "enter", "s")
        assert "saved the quotation" in reader.rows[-1]
        assert on_disk() == ["We are not a museum,"]


async def test_words_that_were_edited_since_are_saved_and_not_called_saved(papers: Path) -> None:
    file = papers / "interview.txt"
    async with reading(file) as reader:
        await reader.press("/", "museum", "enter", "s")
    file.write_text(file.read_text(encoding="utf-8").replace("not a museum", "but a museum"), encoding="utf-8")
    async with reading(file) as reader:
        await reader.press("/", "museum", "enter", "s")
        assert "saved the quotation" in reader.rows[-1]
        assert on_disk() == ["We are not a museum,", "We are but a museum,"]


async def test_words_that_are_saved_already_are_not_saved_again_and_the_excerpt_there_is_gets_the_note(
    papers: Path,
) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "museum", "enter", "s", "s")
        assert "saved already, 5 words   e note" in reader.rows[-1]
        await reader.press("e", "a good line", "enter")
    file = papers / "interview.txt"
    file.write_text("A line before all others.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    async with reading(file) as reader:
        await reader.press("/", "museum", "enter", "s")
        assert "saved already" in reader.rows[-1]
    assert [excerpt.note for excerpt in ExcerptStore().all()] == ["a good line"]


async def test_save_takes_a_selection_made_by_words(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "sea wall", "enter", "v", "l")
        assert "2 words selected" in reader.rows[-1]
        await reader.press("s")
        assert on_disk() == ["sea wall."]
        assert reader.desk.text.selection is None


async def test_a_note_and_tags_are_kept_and_a_tag_can_be_taken_off(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "e", "who pays?", "enter")
        await reader.press("t", "money, harbour", "enter")
        (excerpt,) = ExcerptStore().all()
        assert (excerpt.note, excerpt.tags) == ("who pays?", ("money", "harbour"))
        await reader.press("t", "-money", "enter")
        assert ExcerptStore().all()[0].tags == ("harbour",)


async def test_a_deleted_excerpt_comes_back_with_undo(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "x")
        assert on_disk() == []
        await reader.press("u")
        assert len(on_disk()) == 1


async def test_the_list_searches_words_notes_and_tags_and_leads_to_the_place(papers: Path) -> None:
    async with reading(papers, at="interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "t", "money", "enter")
        await reader.press("/", "oil", "enter", "s", "e", "good rules", "enter")
        await reader.press("g", "d", "g", "g", "enter", "E")
        assert "2" in reader.rows[0]
        await reader.press("/", "money", "enter")
        assert "1 of 2" in reader.rows[0]
        await reader.press("enter")
        assert reader.desk.document is not None and reader.desk.document.id == "interview.txt"
        start, end = reader.desk.text.visible_span
        assert start <= reader.desk.document.text.index("dredging") < end


async def test_excerpts_are_still_there_at_the_next_start(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s")
    async with reading(papers / "interview.txt") as reader:
        await reader.press("E")
        assert "dredging" in reader.flat
        await reader.press("q", "[", "e")
        assert reader.desk.text.highlights("excerpts") is not None


async def test_a_failure_stays_on_the_screen_until_the_excerpt_is_saved(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(papers / "interview.txt") as reader:
        store = reader.reader.session.excerpts
        append = store._log.append

        def full(_data: bytes) -> None:
            raise ExcerptError("no space left on the device")

        monkeypatch.setattr(store._log, "append", full)
        await reader.press("/", "dredging", "enter", "s")
        assert "NOT saved: no space left on the device" in reader.rows[-1]
        await reader.press("j", "k", "space")
        assert "! NOT saved: no space left" in reader.rows[-1]
        assert "R tries again" in reader.rows[-1]
        monkeypatch.setattr(store._log, "append", append)
        await reader.press("R")
        assert "NOT saved" not in reader.rows[-1]
        assert len(on_disk()) == 1


async def test_leaving_with_an_unsaved_excerpt_asks_first(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(papers / "interview.txt") as reader:
        store = reader.reader.session.excerpts

        monkeypatch.setattr(store._log, "path", Path("/proc/nowhere/excerpts.jsonl"))
        await reader.press("/", "dredging", "enter", "s", "q", "q")
        assert "1 excerpt is NOT saved" in reader.rows[-1]
        assert not reader.reader._exit
        await reader.press("q")
    (rescued,) = state_dir().glob("unsaved-*.jsonl")
    assert "dredging" in rescued.read_text(encoding="utf-8")


async def test_copying_says_which_way_it_went_and_unwraps(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    async with reading(papers / "interview.txt") as reader:
        sent: list[str] = []
        reader.reader.session.write = sent.append
        await reader.press("/", "asked who will pay", "enter", "Y")
        assert "sent by OSC 52" in reader.rows[-1]
        assert len(sent) == 1
    kept = (state_dir() / "last-copy").read_text(encoding="utf-8")
    assert "regulation and safety rules" in kept  # the source breaks the line before "safety"
    assert "The Harbour Nobody Wanted" in kept and "lines 9" in kept


async def test_the_log_holds_one_event_a_change(papers: Path) -> None:
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", "t", "money", "enter", "x", "u")
    lines = (data_dir() / "excerpts.jsonl").read_text(encoding="utf-8").splitlines()
    events = [found for line in lines for found in [json.loads(line[line.index("{") :])["event"]]]
    assert events == ["add", "tag", "delete", "restore"]


async def test_an_excerpt_is_found_again_in_a_source_that_was_edited(papers: Path) -> None:
    file = papers / "interview.txt"
    async with reading(file) as reader:
        await reader.press("/", "dredging", "enter", "s")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The town of", "A word before all others. The town of"), encoding="utf-8")
    async with reading(file) as reader:
        layer = reader.desk.text.highlights("excerpts")
        assert reader.desk.document is not None and layer is not None
        ((start, end),) = layer.spans
        assert reader.desk.document.text[start:end].endswith("pay for the dredging.")
    file.write_text("Nothing of it is left here.\n", encoding="utf-8")
    async with reading(file) as reader:
        await reader.press("E", "enter")
        assert "no longer in the source" in reader.rows[-1]
