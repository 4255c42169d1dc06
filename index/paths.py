"""Where variorum keeps its own files: the XDG folders, created private (0700) on first use.

No other module builds one of these paths. Nothing is ever written beside the sources.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

APP = "variorum"


def _xdg(variable: str, fallback: str) -> Path:
    value = os.environ.get(variable, "")
    # The XDG specification: a relative path in one of these variables is invalid and is ignored.
    base = Path(value) if os.path.isabs(value) else Path(os.path.expanduser("~")) / fallback
    return base / APP


def config_dir() -> Path:
    """Settings, keys, own topics and themes. Not created: variorum only reads here unless asked."""
    return _xdg("XDG_CONFIG_HOME", ".config")


def data_dir() -> Path:
    """The excerpt log and its backups."""
    return _xdg("XDG_DATA_HOME", ".local/share")


def state_dir() -> Path:
    """Reading positions, marks, history, the last copy and the log file."""
    return _xdg("XDG_STATE_HOME", ".local/state")


def cache_dir() -> Path:
    """Search indexes; safe to delete at any time."""
    return _xdg("XDG_CACHE_HOME", ".cache")


def library_cache(roots: Iterable[Path]) -> Path:
    """The index folder of the library made of `roots` (their real paths, in order)."""
    key = "\0".join(os.path.realpath(root) for root in roots)
    return cache_dir() / "libraries" / hashlib.sha256(os.fsencode(key)).hexdigest()[:24]


def private_dir(path: Path) -> Path:
    """Create `path` and its missing parents with mode 0700 whatever the umask; returns it. Raises OSError."""
    missing = []
    here = path
    while not here.is_dir():
        missing.append(here)
        if here.parent == here:
            break
        here = here.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    return path
