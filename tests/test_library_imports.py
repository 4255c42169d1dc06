"""What the first screen needs must not wait for what it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("yaml", "numpy", "rapidfuzz", "charset_normalizer", "whoosh", "snowballstemmer", "textual", "rich", "click")


def loaded(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["index.library", "index.formats", "index.text.words", "index.text.decode", "index.config"]
)
def test_importing_a_room_of_the_first_paint_imports_nothing_heavy(module: str) -> None:
    assert not loaded(f"import {module}") & set(HEAVY)


def test_reading_a_plain_document_imports_nothing_heavy_either(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A Pier\npeople: [Ada Brandt]\n---\n\n“Café”, she said.\n")
    read = f"LibraryFolder([Path({str(tmp_path)!r})]).read('a.md')"
    assert not loaded(f"from pathlib import Path\nfrom index.library import LibraryFolder\n{read}") & set(HEAVY)
