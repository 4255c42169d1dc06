"""The first page, painted before Textual is there, stands where the reader then puts the same text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pilots import reading

from tui import firstpage
from tui.state import History
from tui.widgets.page import WIDE

ARTICLE = "The Salt Road\n\n" + "\n\n".join(
    f"Carts {n} came down the salt road before the frost, and the toll house counted every one of them twice over."
    for n in range(30)
)
SPOKEN = "\n\n".join(
    f"{name}: I say the road is {word}." for name in ("Ada Brandt", "Tom Weiss") * 8 for word in ("long",)
)
MARKED = """# The Salt Road

It **begins** at the [harbour](x.md).

## Tolls

- one for carts
- two for 漢字 and café

> No salt, no toll.
"""
SUBJECTS = {"article.txt": ARTICLE, "spoken.txt": SPOKEN, "marked.md": MARKED, "long.txt": ARTICLE * 60}


def shown(frame: firstpage.Frame) -> list[str]:
    return ["".join(text for text, _ in row).rstrip() for row in frame.cells()]


@pytest.mark.parametrize("size", [(80, 24), (60, 12), (100, 40), (20, 5), (120, 36), (200, 50)], ids=str)
@pytest.mark.parametrize("name", SUBJECTS)
async def test_the_text_stands_where_the_reader_puts_it(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    file = tmp_path / name
    file.write_text(SUBJECTS[name], encoding="utf-8")
    page = firstpage.frame([str(file)], *size)
    assert page is not None
    rows = shown(page)
    async with reading(file, size, index=False) as reader:
        await reader.settle()
        for y, (early, row) in enumerate(zip(rows, reader.rows, strict=True)):
            text = row.replace("┊", " ").replace("│", " ").rstrip()
            if y in (0, size[1] - 1):
                early = early.strip() if size[0] >= WIDE else early
                assert early[: size[0] // 3] in text, y
            elif size[0] < WIDE:
                assert early == text, y
            else:  # panes beside it
                words = early.lstrip()
                assert text[len(early) - len(words) :].startswith(words), y


def test_there_is_none_where_the_reader_opens_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    assert firstpage.frame([str(file)], 80, 24) is not None
    assert firstpage.frame([], 80, 24) is None
    assert firstpage.frame([str(tmp_path)], 80, 24) is None
    assert firstpage.frame([str(file), str(file)], 80, 24) is None
    assert firstpage.frame([str(tmp_path / "none.txt")], 80, 24) is None
    with monkeypatch.context() as other:
        other.setenv("LC_ALL", "C")
        assert firstpage.frame([str(file)], 80, 24) is None
    file.write_bytes(b"\x7fELF\x00\x01" * 50)
    assert firstpage.frame([str(file)], 80, 24) is None


def test_there_is_none_in_the_colours_of_the_terminal_where_others_were_chosen(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    for theme, first in (("terminal", True), ("dark", False)):
        history = History()
        history.wear(theme)
        history.save()
        assert (firstpage.frame([str(file)], 80, 24) is not None) is first
