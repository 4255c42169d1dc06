"""The end by a signal: saving has its own time, and what is kept is what its prompt would have kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from papers import papers
from pilots import reading

from tui import farewell
from tui.terminal import survey

__all__ = ["papers"]


@pytest.mark.parametrize("purpose", ["find", "export"])
async def test_only_a_line_of_a_prompt_with_a_history_becomes_its_newest(papers: Path, purpose: str) -> None:
    keys = ["/", "half a word"] if purpose == "find" else ["E", "w", "text", "enter", "ctrl+u", "half a word"]
    async with reading(papers / "interview.txt") as reader:
        await reader.press("/", "dredging", "enter", "s", *keys)
        reader.reader.farewell.crashed()
        history = reader.reader.session.history
        asked = [prompt for prompt, lines in history.lines.items() if "half a word" in lines]
        assert bool(asked) is (purpose == "find")


def test_the_time_for_an_orderly_end_begins_when_all_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Limit:
        def __init__(self, seconds: float, _then: Callable[..., None], status: tuple[int]) -> None:
            self.name = {farewell.SAVING: "time to save", farewell.GRACE: "time to end"}[seconds]
            assert status == (143,)

        def start(self) -> None:
            said.append(self.name)

        def cancel(self) -> None:
            said.append(f"no more {self.name}")

    def save() -> str:
        said.append("saved")
        return ""

    monkeypatch.setattr("threading.Timer", Limit)
    workers = SimpleNamespace(cancel_all=lambda: None)
    leave = partial(said.append, "left")
    reader: Any = SimpleNamespace(screen_stack=(), workers=workers, theme="dark", exit=lambda *_, **__: leave())
    chosen: Any = SimpleNamespace(theme="")
    session: Any = SimpleNamespace(
        save=save, rescue=lambda: "", history=chosen, settings=chosen, terminal=survey({}, False)
    )
    desk: Any = SimpleNamespace(remember=lambda: None)
    way_out = farewell.Farewell(reader, session, desk)
    way_out._signalled(15)
    assert said == ["time to save", "saved", "no more time to save", "time to end", "left"]
    way_out._signalled(15)
    assert said[5:] == ["time to end"]
