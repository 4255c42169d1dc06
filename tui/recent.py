"""Which library is meant when none is named: the variable, the last one opened, the sample library.

Owns `last.json` in the state folder, so that the reader and the command line cannot disagree about what "the last
library" is. Only opening a library to read it is remembered: a script that searches another folder changes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.paths import at_home, private_dir, state_dir

VARIABLE = "VARIORUM_LIBRARY"


def sample_library() -> tuple[Path, ...]:
    """The folder of the sample library that ships with the program."""
    import seeds

    return tuple(Path(folder) for folder in list(seeds.__path__)[:1])


def last_library() -> tuple[Path, ...]:
    """The folders and files opened last, absolute, in order; empty when there is no note of them."""
    try:
        noted = json.loads(_note().read_text(encoding="utf-8", errors="surrogateescape"))
    except (OSError, ValueError):
        return ()
    roots = noted.get("library") if isinstance(noted, dict) else None
    if not isinstance(roots, list):
        return ()
    return tuple(Path(root) for root in roots if isinstance(root, str) and root)


def remember(roots: Iterable[Path]) -> None:
    """Note `roots` as the last library, in one step that a crash cannot leave half done. Raises OSError."""
    folder = private_dir(state_dir())
    text = json.dumps({"library": [str(Path(root).absolute()) for root in roots]}) + "\n"
    draft = folder / f"last.json.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    draft.replace(_note())


def choose(asked: Sequence[str | Path] = ()) -> tuple[Path, ...]:
    """The roots to open: those asked for, else `VARIORUM_LIBRARY`, else the last library, else the sample library."""
    if asked:
        return tuple(at_home(path) for path in asked)
    named = [entry for entry in os.environ.get(VARIABLE, "").split(os.pathsep) if entry]
    if named:
        return tuple(at_home(path) for path in named)
    return last_library() or sample_library()


def _note() -> Path:
    return state_dir() / "last.json"
