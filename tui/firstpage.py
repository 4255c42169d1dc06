"""The first page of a text that was never read here, laid out and painted before Textual is there.

Text, title, names and folds stand where the reader will put them a third of a second later; what is missing until then
are the lines at the head and the foot, the panes beside the text, colours and stripes. Of anything but one text there
is no first page, and where another theme was chosen there is none either: it would be a flash of other colours.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from index.errors import VariorumError
from index.formats import can_be_cut
from index.library import LibraryFolder
from index.model import Document, Kind
from index.paths import at_home, config_dir, library_cache, state_dir
from tui.kept import Frame, shows, sure
from tui.widgets.blocks import Block, blocks_of_document
from tui.widgets.cells import clusters, fit, painted, width
from tui.widgets.page import AIRY, MEASURE, NAME, WIDE, Page, beside, labels, longest_name
from tui.widgets.rows import Layout, Row

_LOOKS = [("", "", ""), ("", "", "1;4"), ("", "", "1"), ("", "", "2")]
_PLAIN, _TITLE, _BOLD, _DIM = range(4)
_KINDS = {
    Kind.TITLE: _TITLE,
    Kind.HEADING: _BOLD,
    Kind.QUESTION: _BOLD,
    Kind.META: _DIM,
    Kind.BOILERPLATE: _DIM,
    Kind.CAPTION: _DIM,
}


def frame(asked: Sequence[str], columns: int, rows: int) -> Frame | None:
    """The first page of the text `asked` for; None where there is none, or where the reader would open elsewhere."""
    language = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "utf-8")
    if len(asked) != 1 or rows < 4 or "utf" not in language.lower():
        return None
    try:
        path = at_home(asked[0])
        if not path.is_file() or _known(path) or _worn():
            return None
        folder = LibraryFolder([path])
        name = next(iter(folder.ids()))
        if not can_be_cut(name):
            return None  # the whole file would have to be read, perhaps in a process of its own, and then once more
        document = folder.beginning(name) or folder.read(name)
    except (VariorumError, OSError, StopIteration):
        return None  # the reader will say it
    return of(document, columns, rows)


def _known(path: Path) -> bool:
    """Whether the reader has settings of its own or a place in this text."""
    places = state_dir() / "libraries" / f"{library_cache([path]).name}.json"
    own = config_dir()
    return (own / "config.yaml").exists() or (own / "themes" / "terminal.yaml").exists() or places.exists()


def _worn() -> bool:
    """Whether a theme was chosen whose colours are not the terminal's own."""
    try:
        data = (state_dir() / "history.json").read_bytes()
        import json  # not before a first start

        kept = json.loads(data)
    except (OSError, ValueError):
        return False
    return isinstance(kept, dict) and kept.get("theme", "") not in ("", "terminal", "monochrome")


def of(document: Document, columns: int, rows: int) -> Frame:
    """The first page of `document`."""
    found = Frame(columns, rows)
    found.looks = list(_LOOKS)
    before, behind = beside(columns) if columns >= WIDE else (0, 0)
    room = columns - before - behind
    _put(found, 0, before + 1, fit(document.title, room - 20), _BOLD)
    named = labels(document)
    attributed = any(quotation.attributed_to for quotation in document.quotations)
    page = Page.of(room, MEASURE, max(longest_name(named.values()), NAME if attributed else 0))
    left = before + page.left
    above = () if page.margin else {number for number, label in named.items() if label.name}
    layout = Layout(document.text, blocks_of_document(document, above), page.measure)
    first = 2 if rows >= AIRY else 1
    for y, row in enumerate(layout.rows((0, 0), rows - 1 - first), first):
        block = layout.blocks[row.block]
        label = named.get(block.passage)
        if row.shape == "text":
            if page.margin and label is not None and block.first:
                said = label.rows(page.margin - 1, min(2, len(layout.rows_of(row.block)) - block.gap))
                nth = row.number - next((r.number for r in layout.rows_of(row.block) if r.opening), 0)
                if nth < len(said):
                    _put(found, y, before + page.pad + page.margin - 1 - width(said[nth]), said[nth], _BOLD)
            _text(found, y, left + row.indent, layout.text, row, block)
        elif row.shape == "label" and label is not None:
            _put(found, y, left, fit(label.text, page.measure), _BOLD)
        elif row.shape == "fold":
            lines = f"{block.folded} line{'' if block.folded == 1 else 's'}"
            _put(found, y, left, fit(f"· {lines} of boilerplate ·", page.measure), _DIM)
    return found


def _text(found: Frame, y: int, x: int, text: str, row: Row, block: Block) -> None:
    shown, _ = painted(text, row.start, row.end, reflow=block.reflow)
    _put(found, y, x, shown, _KINDS.get(block.kind, _PLAIN))


def _put(found: Frame, y: int, x: int, text: str, look: int) -> None:
    """Put `text` on row `y` at column `x`, behind what stands there."""
    used = sum(count or len(said) for row, _, count, said in found.runs if row == y)
    if x > used:
        found.runs.append((y, _PLAIN, 0, " " * (x - used)))
        used = x
    for start, end, cells in clusters(text, 0, len(text)):
        piece = text[start:end]
        if not cells or used + cells > found.columns or not shows(piece):
            continue
        last = found.runs[-1] if found.runs else (-1, 0, 0, "")
        single = cells == 1 and sure(piece)
        if single and last[:3] == (y, look, 0):
            found.runs[-1] = y, look, 0, last[3] + piece
        else:
            found.runs.append((y, look, 0 if single else cells, piece))
        used += cells
