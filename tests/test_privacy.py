"""What the program writes is its owner's alone, whatever the umask; nothing is written beside the sources."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cli_library import make_library, run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_library(tmp_path / "sources")
    return tmp_path


def shape_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_mode) for path in [folder, *folder.rglob("*")]}


def test_files_are_private_and_nothing_stands_beside_the_sources(home: Path) -> None:
    library = home / "sources"
    before = shape_of(library)
    known = set(home.rglob("*"))
    mask = os.umask(0)
    try:
        for words in ("list", "search pier", "excerpt add talk.txt:4", "excerpt export", "topics"):
            command = words.split()
            ran = run(home, *command, "-L", str(library)) if command[-1] != "export" else run(home, *command)
            assert ran.returncode in (0, 1), ran.stderr.decode()
    finally:
        os.umask(mask)
    assert shape_of(library) == before
    written = [path for path in home.rglob("*") if path not in known and library not in path.parents]
    assert written
    wide = [path for path in written if stat.S_IMODE(path.lstat().st_mode) & 0o077]
    ours = [path for path in wide if "variorum" in path.parts or path.is_file()]
    assert not ours


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_library_works(home: Path) -> None:
    library = home / "sources"
    for path in [*library.rglob("*"), library]:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        assert run(home, "search", "pier", "-L", str(library)).returncode == 0
    finally:
        library.chmod(0o755)
