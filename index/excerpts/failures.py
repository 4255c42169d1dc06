"""Why the disk refused, in one line for the reader: every OSError around the log becomes an ExcerptError here."""

from __future__ import annotations

import errno
from pathlib import Path

from index.errors import ExcerptError
from index.text.clean import clean_line

_CAUSES = {
    errno.ENOSPC: ("the disk is full", "free some space and save again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space and save again"),
    errno.EFBIG: ("the file may not grow any more", "raise the limit on file sizes and save again"),
    errno.EROFS: ("the file system is read-only", "write the excerpt elsewhere, or set XDG_DATA_HOME"),
    errno.EACCES: ("permission denied", "write the excerpt elsewhere, or set XDG_DATA_HOME"),
    errno.EPERM: ("permission denied", "write the excerpt elsewhere, or set XDG_DATA_HOME"),
    errno.ENOENT: ("the folder does not exist and cannot be made", "write the excerpt elsewhere, or set XDG_DATA_HOME"),
    errno.ENOTDIR: ("a file stands where the folder should be", "move it away, or set XDG_DATA_HOME"),
    errno.EEXIST: ("a file stands where the folder should be", "move it away, or set XDG_DATA_HOME"),
    errno.EISDIR: ("a folder stands where the log should be", "move it away, or set XDG_DATA_HOME"),
    errno.ELOOP: ("its symbolic links run in a circle", "remove them, or set XDG_DATA_HOME"),
    errno.EIO: ("the disk reports an error", "write the excerpt elsewhere, and look after the disk"),
}


def failure(what: str, error: OSError, path: Path) -> ExcerptError:
    """The error that says what failed, where, why and what to do."""
    cause, advice = _CAUSES.get(error.errno or 0, (error.strerror or "it could not be written", "try again"))
    return ExcerptError(f"{what}: {cause}: {clean_line(str(path))}; {advice}")
