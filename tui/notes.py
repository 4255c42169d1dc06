"""Notes that are being written: kept on disk until they are saved with their excerpt, so that nothing typed is lost.

One private file a note in the state folder, named by the excerpt. It is written while the note is typed and while an
editor has it, so that not even a kill loses it, and goes when the note is saved or given up.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ExcerptError
from index.paths import private_dir, state_dir
from index.text.clean import clean

if TYPE_CHECKING:
    from index.excerpts import ExcerptStore

LONGEST = 1_000_000  # characters of a note that is read back
_NAME = re.compile(r"[0-9a-z]{1,40}")
_turn = threading.RLock()  # a thread that writes must not bring back what is forgotten at the same time


def folder() -> Path:
    """Where unfinished notes lie; it need not exist."""
    return state_dir() / "notes"


def path(excerpt: str) -> Path:
    """The file of the note on an excerpt. Raises ValueError for what is no id."""
    if not _NAME.fullmatch(excerpt):
        raise ValueError(f"{excerpt!r} is no id of an excerpt")
    return folder() / f"{excerpt}.md"


def keep(excerpt: str, text: str) -> Path:
    """Write what has been typed so far (0600), in one step in place of what was there. Raises OSError."""
    target = path(excerpt)
    private_dir(target.parent)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    with _turn:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    return target


def keep_open(writing: Callable[[], tuple[str, str] | None]) -> None:
    """Keep the note that `writing` says is open, its excerpt and text, unless it is closed by now. Raises OSError.

    `writing` is asked when no other note is being kept or forgotten; so a note that is closed first and then forgotten
    stays forgotten, whichever thread is the slower one.
    """
    with _turn:
        if (note := writing()) is not None:
            keep(*note)


def kept(excerpt: str) -> str | None:
    """What was typed and not saved, cleaned; None when there is nothing."""
    with contextlib.suppress(OSError, ValueError), path(excerpt).open("rb") as file:
        return clean(file.read(4 * LONGEST).decode("utf-8", "replace"))[:LONGEST].rstrip("\n")
    return None


def forget(excerpt: str) -> None:
    """The note is saved, or given up."""
    with _turn, contextlib.suppress(OSError, ValueError):
        path(excerpt).unlink()


def forget_saved(store: ExcerptStore) -> None:
    """Forget the notes that are with their excerpts by now: a later try has saved them."""
    for excerpt in waiting():
        with _turn, contextlib.suppress(ExcerptError):
            text = kept(excerpt)
            if text is not None and text.strip() == store.get(excerpt).note:
                forget(excerpt)


def waiting() -> list[str]:
    """The excerpts with an unfinished note."""
    with contextlib.suppress(OSError):
        return sorted(file.stem for file in folder().glob("*.md") if _NAME.fullmatch(file.stem))
    return []
