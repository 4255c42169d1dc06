"""Where variorum keeps its own files: the XDG folders, created private (0700) on first use.

No other module builds one of these paths. Nothing is ever written beside the sources.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from platformdirs.unix import Unix

# The XDG layout on every system: people who work over SSH look for `~/.config`, on a Mac too.
_FOLDERS = Unix("variorum", appauthor=False)


MOST_OWN = 4 << 20
"""Bytes of a file of the reader's own that are looked at."""


def at_home(path: str | os.PathLike[str]) -> Path:
    """`path` with a leading ~ or ~name expanded; as it is where there is no such home: then it is simply not found."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path.expanduser raises where there is no home


def config_dir() -> Path:
    """Settings, keys, own topics and themes. Not created: variorum only reads here unless asked."""
    return Path(_FOLDERS.user_config_dir)


def data_dir() -> Path:
    """The excerpt log and its backups."""
    return Path(_FOLDERS.user_data_dir)


def state_dir() -> Path:
    """Reading positions, marks, history, the last copy and the log file."""
    return Path(_FOLDERS.user_state_dir)


def cache_dir() -> Path:
    """Search indexes; safe to delete at any time."""
    return Path(_FOLDERS.user_cache_dir)


def library_cache(roots: Iterable[Path]) -> Path:
    """The index folder of the library made of `roots` (their real paths, in order)."""
    key = "\0".join(os.path.realpath(root) for root in roots)
    return cache_dir() / "libraries" / hashlib.sha256(os.fsencode(key)).hexdigest()[:24]


def read_own(path: Path) -> str:
    """The text of a file that the reader has written: settings, keys, a theme.

    Raises OSError, also for what is no regular file or larger than 4 MB (a device may never end), and
    UnicodeDecodeError.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no regular file")
    with path.open("rb") as file:
        data = file.read(MOST_OWN + 1)
    if len(data) > MOST_OWN:
        raise OSError(errno.EFBIG, "it is larger than 4 MB")
    return data.decode("utf-8")


def can_write(folder: Path) -> bool:
    """Whether files can be made in `folder`, which is created if need be."""
    with suppress(OSError):
        return os.access(private_dir(folder), os.W_OK | os.X_OK)
    return False


def private_dir(path: Path) -> Path:
    """Create `path` and its missing parents with mode 0700 whatever the umask; returns it. Raises OSError."""
    missing = []
    here = path
    while not here.is_dir() and here.parent != here:
        missing.append(here)
        here = here.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    return path
