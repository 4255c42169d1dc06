"""What every test stands on: folders of its own, and screens that are compared as text."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.indexes import LIBRARY, Place, place
from tests.resting import rest_at_once

if TYPE_CHECKING:
    from index.engine import Index

GOLDEN = Path(__file__).parent / "golden"
ORIGINALS = Path(__file__).parents[2] / "shared" / "seeds"

# A check of a change looks at the same examples each time, however busy the machine is; `make explore` seeks new ones.
settings.register_profile("check", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("explore" if os.environ.get("VARIORUM_EXPLORE") else "check")

# The programs that tests start compile themselves once and not each time, whatever is the habit of this shell.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "golden: compares a screen with the one kept in tests/golden (`make golden` accepts it)"
    )


def pytest_collection_finish() -> None:
    """What thousands of tests are made of is not looked through for garbage again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the real home: HOME and the XDG folders lie under the returned folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    for name in ("VARIORUM_LIBRARY", "VARIORUM_PLAIN"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session", autouse=True)
def apps_at_rest() -> Iterator[None]:
    """Tests wait for the work of an app, and never for the clock."""
    with rest_at_once():
        yield


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Three small invented sources, indexed; nobody writes into it."""
    made = place(tmp_path_factory.mktemp("small"))
    made.indexed(LIBRARY)
    return made


@pytest.fixture(scope="session")
def small_index(small_library: Place) -> Index:
    """The index of `small_library`."""
    return small_library.open()


@pytest.fixture
def originals() -> Path:
    """The folder of the three original sources, where there is one."""
    if not ORIGINALS.is_dir():
        pytest.skip("the original sources are not beside this repository")
    return ORIGINALS


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, screen)`: the screen equals tests/golden/NAME.txt, or becomes it under `make golden`."""

    def compare(name: str, screen: str) -> None:
        kept = GOLDEN / f"{name}.txt"
        text = "\n".join(line.rstrip() for line in screen.rstrip().splitlines()) + "\n"
        if os.environ.get("VARIORUM_GOLDEN") == "accept":
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(text, encoding="utf-8")
        assert kept.exists(), f"no screen is kept as {kept.name}: run `make golden` and look at it"
        assert text == kept.read_text(encoding="utf-8"), f"{kept.name} has changed: run `make golden` and look at it"

    return compare
