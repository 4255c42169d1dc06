"""The lock file names every dependency with its hash and nothing of the machine it was made on; the wheel runs from it.

The installation takes minutes and needs a package index: it runs when VARIORUM_INSTALL is set.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", LOCK, re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_dependency_is_pinned_with_a_hash() -> None:
    wanted = [*PROJECT["dependencies"], *(each for name in ("web", "pdf", "test") for each in _extra(name))]
    for requirement in wanted:
        name = re.match(r"[\w.-]+", requirement)
        assert name is not None
        assert name[0].lower().replace("_", "-") in PINNED, f"{name[0]} is not in requirements.lock: make it anew"
    blocks = re.split(r"(?m)^(?=[a-z0-9._-]+==)", LOCK)[1:]
    assert len(blocks) >= len(PINNED)  # another version for another Python is a block of its own
    assert all("--hash=sha256:" in block for block in blocks)


def _extra(name: str) -> list[str]:
    listed: list[str] = PROJECT["optional-dependencies"][name]
    return listed


def test_the_lock_names_no_host_and_no_folder() -> None:
    assert not re.search(r"://|index-url|find-links|(?<![\w])/\w+/", LOCK)


@pytest.mark.skipif(not os.environ.get("VARIORUM_INSTALL"), reason="VARIORUM_INSTALL is not set")
def test_the_wheel_installs_and_runs_from_the_lock(tmp_path: Path) -> None:
    def run(*command: str | Path) -> str:
        ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=tmp_path)
        if ran.returncode and re.search(r"[Cc]onnection|resolve|timed out|No matching distribution", ran.stderr):
            pytest.skip("no package index in reach")
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    run(sys.executable, "-m", "venv", "fresh")
    python = tmp_path / "fresh" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock")
    run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("variorum-*.whl")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.html").write_text("<p>" + "The old pier was sold for the price of its timber. " * 9)
    found = run(tmp_path / "fresh" / "bin" / "variorum", "search", "-L", tmp_path / "sources", "timber")
    assert "timber" in found
