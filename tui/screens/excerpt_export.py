"""From the list of excerpts to a file: which format, which name, and nothing that is there is written over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from index.paths import at_home
from tui.screens.asking import Asking
from tui.screens.chooser import Choice, Chooser
from tui.screens.keyed import Keyed
from tui.screens.matching import matching
from tui.session import Session
from tui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from index.excerpts import Excerpt

_WORDS = {
    "markdown": "quotations with footnotes", "text": "plain text", "json": "JSON Lines, everything that is known",
    "csv": "a table for a spreadsheet", "yaml": "everything that is known, to read", "org": "Emacs org",
    "bibtex": "BibTeX, for LaTeX", "ris": "RIS, for reference managers", "csl": "CSL-JSON, for Zotero and pandoc",
    "annotation": "W3C Web Annotations",
}  # fmt: skip


class FormatList(LineList[str]):
    """The formats by name, with what they are for."""

    def item_of(self, value: str) -> Item:
        return Item(value, ((f" {value:<12}", "strong"), (_WORDS.get(value, ""), "")))


def export_screen(session: Session, below: Keyed, shown: Callable[[], Sequence[Excerpt]]) -> Chooser[str]:
    """Choose a format; the name of the file is then asked on the screen `below`."""
    from index.excerpts import FORMATS, export

    def rows(typed: str) -> Sequence[str]:
        return matching(typed, list(FORMATS), lambda form: (form, _WORDS.get(form, "")))

    async def chosen(form: str) -> None:
        excerpts = list(shown())

        async def accept(typed: str) -> bool:
            file = at_home(typed.strip())
            try:
                data = await asyncio.to_thread(lambda: export(excerpts, form))
                await asyncio.to_thread(_write, file, data)
            except (ExcerptError, OSError, ValueError) as error:
                below.say(f"NOT written: {file}: {getattr(error, 'strerror', None) or error}")
                return False
            below.say(f"{len(excerpts)} excerpt{'' if len(excerpts) == 1 else 's'} written to {file}")
            return True

        name = str(_free(at_home("~"), FORMATS[form]))
        below.ask(Asking("export", f"write {len(excerpts)} as {form} to ", accept, text=name, remembered=False))

    return Chooser(session, Choice("format", "Export as ", FormatList(), rows, chosen))


def _free(folder: Path, suffix: str) -> Path:
    """A name in a folder that nothing has yet."""
    names = ("excerpts", *(f"excerpts-{number}" for number in range(2, 1000)))
    return next((path for name in names if not (path := folder / f"{name}.{suffix}").exists()), folder)


def _write(file: Path, data: str) -> None:
    """A new file (0600) that is on the disk when this returns. Raises OSError, also when there is one of this name."""
    from index.excerpts.disk import create, sync_folder

    create(file, data.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(PermissionError):  # a folder that may be written to but not read cannot be flushed
        sync_folder(file.parent)
