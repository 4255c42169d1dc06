"""What nobody foresaw, with its traceback, in one log file of bounded size: `variorum.log` in the state folder.

The reader and the command line both write here and name the file in the one line that they print, so there is one place
to look. The oldest half goes when the file has grown too long; a log is for the last days, not for ever.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import traceback
from pathlib import Path

from index.paths import private_dir, state_dir

MOST = 1 << 18
"""Bytes that the file may hold before its older half is dropped; also what one entry may take."""


def log_failure(error: BaseException) -> str:
    """Add an error with its traceback; returns the path of the file, or "" where nothing can be written."""
    head = time.strftime("%Y-%m-%dT%H:%M:%S ") + " ".join(sys.argv)
    entry = "".join((head, "\n", *traceback.format_exception(error), "\n")).encode("utf-8", "backslashreplace")
    try:
        file = private_dir(state_dir()) / "variorum.log"
        _cut(file)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "ab") as stream:
            stream.write(entry[-MOST:])
    except OSError:
        return ""
    return str(file)


def _cut(file: Path) -> None:
    """Drop the older half of a file that has grown too long, from the beginning of a line."""
    with contextlib.suppress(FileNotFoundError):
        handle = os.open(file, os.O_RDWR | os.O_NOFOLLOW)
        with os.fdopen(handle, "r+b") as stream:
            size = os.fstat(handle).st_size
            if size <= MOST:
                return
            stream.seek(size - MOST // 2)
            kept = stream.read().partition(b"\n")[2]
            stream.seek(0)
            stream.write(kept)
            stream.truncate()
