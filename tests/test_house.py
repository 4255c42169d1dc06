"""The rules of the house that the import linter cannot see: what a fresh process loads, how large a room may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "index").rglob("*.py")
    if path.name != "__main__.py"
)
FILES = sorted(
    str(path.relative_to(ROOT)) for top in ("index", "tui", "bench", "tests") for path in (ROOT / top).rglob("*.py")
)
LONGEST = 300


def loaded_by(*modules: str) -> set[str]:
    """The names in `sys.modules` of a fresh process that has imported `modules`."""
    code = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(ran.stdout.split())


def test_the_core_loads_neither_textual_nor_rich() -> None:
    loaded = loaded_by(*ROOMS)
    assert "index.api" in loaded
    assert not loaded & {"textual", "rich", "click", "tui"}


def test_reading_a_document_loads_nothing_heavy() -> None:
    loaded = loaded_by("index.library", "index.structure")
    assert not loaded & {"whoosh", "numpy", "rapidfuzz", "yaml", "charset_normalizer", "textual"}


def test_every_file_says_what_it_owns() -> None:
    assert [name for name in FILES if not ast.get_docstring(ast.parse((ROOT / name).read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize("package", ["index", "tui"])
def test_no_room_has_grown_past_its_walls(package: str) -> None:
    rooms = (ROOT / package).rglob("*.py")
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in rooms}
    assert not {name: size for name, size in sizes.items() if size > LONGEST}


def test_work_beside_the_keys_is_begun_in_one_way() -> None:
    """By `Keyed.work`, which takes no coroutine: one that is given up at once would be complained about."""
    rooms = (ROOT / "tui").rglob("*.py")
    begun = {path.name for path in rooms if "run_worker(" in path.read_text(encoding="utf-8")}
    assert begun == {"keyed.py", "reader.py"}


def test_the_sample_library_and_the_themes_are_found_as_package_resources() -> None:
    assert len([entry for entry in files("seeds").iterdir() if entry.name.endswith(".md")]) == 3
    assert any(entry.name.endswith(".yaml") for entry in files("themes").iterdir())
