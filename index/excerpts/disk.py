"""Files that are really on the disk: written whole, flushed, private, and so is the folder that names them."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write a private file (0600), whole or not at all; one left there by a crash is replaced. Raises OSError."""
    path.unlink(missing_ok=True)
    create(path, data)


def create(path: Path, data: bytes) -> None:
    """Write a private file (0600), whole or not at all, where there is none yet; raises OSError, also if there is."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and FUSE file systems cannot flush a folder; the file itself is flushed.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF):
            raise
    finally:
        os.close(descriptor)
