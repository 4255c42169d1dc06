"""The way into the reader: from paths and options to a running program and its exit status.

Nothing of Textual may be imported before `terminal.prepare` has looked at the terminal, so this file imports it only
inside `run`. Tests and the command line start the reader here.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryError, VariorumError
from tui import early
from tui import terminal as terminals

if TYPE_CHECKING:
    from index.model import Document
    from tui.reader import Reader
    from tui.session import Session


def run(
    paths: Sequence[Path],
    at: str | None = None,
    find: str | None = None,
    display: str = "",
    theme: str | None = None,
    verbs: Callable[[], list[tuple[str, str]]] = list,
) -> int:
    """Open the reader and stay until it is left; returns the exit status (128 + n after signal n).

    `at` is DOC or DOC:LINE, `find` opens on the first place where it stands, `display` is "diff", "stock" or "" (the
    former where it is known to work), `theme` a theme's name, `verbs` gives the verbs of the command line with their
    help. Raises LibraryError when a path does not exist.
    """
    found = terminals.survey()
    terminals.prepare(found)
    terminals.fit_encoding(found)
    held = early.hold()
    saved = terminals.remember() if held is None else terminals.Saved(2, held.attributes)
    status, idle, left = 1, True, True
    try:
        reader = make_reader(paths, at, find, display, theme)
        reader.session.verbs = verbs
        reader.farewell.saved = saved
        left = False
        try:
            reader.run(mouse=found.mouse)
            left = True
        finally:
            idle = reader.session.shelf.close()
        status = reader.return_code or 0
    finally:
        early.give_back()
        saved.restore(sequences=not left)
    if status >= 2 or not idle:
        # Everything is saved. Python would wait for a thread whose answer nobody wants any more, and fail on a terminal
        # that is gone.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(status)
    return status


def make_reader(
    paths: Sequence[Path], at: str | None = None, find: str | None = None, display: str = "", theme: str | None = None
) -> Reader:
    """The reader, not yet running. Raises LibraryError."""
    from index import settings as rooms
    from index.paths import config_dir
    from tui.keymap import load_keymap
    from tui.reader import Reader
    from tui.recent import sample_library
    from tui.session import Session
    from tui.shelf import Shelf
    from tui.state import History, ReadingState

    shelf = Shelf(paths)
    settings, history = rooms.load(), History.load()
    session = Session(
        shelf,
        ReadingState.load(shelf.roots),
        history,
        load_keymap(config_dir() / "keys.yaml"),
        terminal=terminals.survey(),
        settings=settings,
        theme=theme or history.theme or settings.theme,
        sample=shelf.roots == tuple(path.resolve() for path in sample_library()),
    )
    document, offset = _first(session, at, find)
    beginning = None
    if document is not None and not document.digest:
        document, beginning = None, document
    held = early.hold()
    frame = held.frame if held is not None else None
    return Reader(session, document, offset, find or "", display, beginning=beginning, standing=frame)


def _first(session: Session, at: str | None, find: str | None) -> tuple[Document | None, int | None]:
    """The document of the first frame and the offset in it: the one asked for, the last one read, or the only one.

    Of a long one that is opened at its beginning, the beginning: a document without a digest.
    """
    shelf, state = session.shelf, session.state
    if at:
        name, _, line = at.rpartition(":") if re.search(r":\d+$", at) else (at, "", "")
        doc = shelf.resolve(name)
        beginning = None if line or find else shelf.beginning_now(doc)
        if beginning is not None:
            return beginning, None
        document = shelf.read_now(doc)
        return document, document.line_span(int(line))[0] if line else None
    name = state.last if state.last in shelf.ids else shelf.ids[0] if len(shelf.ids) == 1 else ""
    if find and len(shelf.ids) > 1:
        name = ""  # wherever it stands
    if not name:
        return None, None
    kept = state.places.get(name)
    try:
        if not find and (kept is None or max(kept.offset, kept.top) <= 0):
            beginning = shelf.beginning_now(name)
            if beginning is not None:
                return beginning, None
        return shelf.read_now(name), None
    except VariorumError:
        if len(shelf.ids) == 1:
            raise
        return None, None


__all__ = ["LibraryError", "make_reader", "run"]
