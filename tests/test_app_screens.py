"""The screens as a reader sees them, kept as text; `make golden` accepts new ones, after a look at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from papers import papers
from pilots import reading

__all__ = ["papers"]

pytestmark = pytest.mark.golden
Golden = Callable[[str, str], None]

SCREENS = {
    "documents-80x24": ((80, 24), None, ()),
    "text-80x24": ((80, 24), "interview.txt", ()),
    "desk-120x36": ((120, 36), "interview.txt", ()),
    "find-80x24": ((80, 24), "interview.txt", ("/", "regulation")),
    "hits-80x24": ((80, 24), "interview.txt", ("S", "regulation")),
    "hit-80x24": ((80, 24), "interview.txt", ("S", "dredging", "enter")),
    "quote-80x24": ((80, 24), "interview.txt", ("Q", "my nets are much older than my children")),
    "saved-80x24": ((80, 24), "interview.txt", ("/", "museum", "enter", "s")),
    "help-80x24": ((80, 24), "interview.txt", ("?",)),
    "topic-80x24": ((80, 24), "interview.txt", ("c", "regulation")),
    "compare-80x24": ((80, 24), "interview.txt", ("c", "regulation", "enter")),
    "compare-120x36": ((120, 36), "interview.txt", ("c", "regulation", "enter")),
    "passages-120x36": ((120, 36), "interview.txt", ("c", "regulation", "enter", "2", "n")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_is_as_it_was(papers: Path, golden: Golden, name: str) -> None:
    size, at, keys = SCREENS[name]
    async with reading(papers, size, at=at, complete=True) as reader:
        await reader.press(*keys)
        golden(name, reader.screen)


async def test_the_first_screen_of_a_newcomer_is_as_it_was(golden: Golden) -> None:
    from tui.recent import sample_library

    async with reading(sample_library(), (80, 24), complete=True) as reader:
        golden("welcome-80x24", reader.screen)
