"""Settings: documented defaults, every mistake named with its place, and never a reason to stop."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from index import settings as room
from index.errors import SettingsError
from index.settings import SETTINGS, Settings, documented, initialise, load, shown
from tui.cli.group import variorum


def written(folder: Path, text: str) -> Settings:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yaml") == Settings()


def test_the_documented_file_changes_nothing_as_it_is(tmp_path: Path) -> None:
    assert written(tmp_path, documented()) == Settings()


def test_the_documented_defaults_are_the_defaults(tmp_path: Path) -> None:
    defaults = "".join(f"{setting.name}: {setting.written}\n" for setting in SETTINGS)
    assert written(tmp_path, defaults) == Settings()


def test_the_documented_examples_can_be_used(tmp_path: Path) -> None:
    lines = [line for line in documented().splitlines() if re.match("#(?! [^ ])", line)]
    settings = written(tmp_path, "\n".join(line[1:] for line in lines))
    assert settings.problems == ()
    assert settings.citation
    assert settings.ignore


def test_every_setting_has_its_row_and_every_row_its_setting() -> None:
    assert [setting.name for setting in SETTINGS] == list(shown(Settings()))


def test_what_is_written_holds(tmp_path: Path) -> None:
    settings = written(
        tmp_path, "theme: dark\nmeasure: 60\ndocuments: off\ncitation: '{doc}'\nignore: [drafts/, '*.bak']\n"
    )
    assert settings == Settings("dark", 60, False, "default", {"default": "{doc}"}, ("drafts/", "*.bak"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme: dark\nmeasure: wide\n", ":2: measure: a number from 30 to 100 is expected"),
        ("measure: 5\n", ":1: measure: a number"),
        ("documents: perhaps\n", ":1: documents: yes or no"),
        ("\nmesure: 60\n", ":2: there is no setting mesure; is it measure?"),
        ("zzz: 60\n", "there are theme, measure"),
        ("- a\n- b\n", ":1: settings are lines"),
        ("citation: [a]\n", ":1: citation: a template"),
        (
            "citation:\n  good: '{doc}'\n  mine: '{titel}, {where}'\n",
            ":3: citation: mine: no field {titel}; there",
        ),
        ("citation:\n  mine: '[{title}'\n", ":2: citation: mine: a square bracket"),
        ("citation: {'a\\nb': [c]}\n", ":1: citation: a"),
        ("ignore: {a: b}\n", ":1: ignore: a list"),
        ("theme: [a\n", "config.yaml"),
    ],
)
def test_a_mistake_is_named_with_file_and_line_and_the_default_holds(tmp_path: Path, text: str, told: str) -> None:
    settings = written(tmp_path, text)
    assert told in settings.problems[0]
    assert "\n" not in settings.problems[0]
    assert settings.measure == 72


@given(st.text())
def test_no_text_is_too_odd_for_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    settings = load(path)
    assert isinstance(settings.measure, int)
    assert all("\n" not in problem for problem in settings.problems)


def test_the_file_is_written_once_and_is_private(private_folders: Path) -> None:
    path = initialise()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_text("measure: 50\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="left as it is"):
        initialise()
    assert load().measure == 50


def test_the_verb_lists_settings_and_fails_on_a_mistake() -> None:
    fine = CliRunner().invoke(variorum, ["config"], standalone_mode=False)
    assert "measure\t72" in fine.stdout
    path = room.initialise()
    path.write_text("measure: 1\n", encoding="utf-8")
    wrong = CliRunner().invoke(variorum, ["config", "--json"], standalone_mode=False)
    assert ":1: measure" in wrong.stderr
    assert '"name": "measure", "value": 72' in wrong.stdout
    assert wrong.return_value == 2


def test_a_device_or_a_huge_file_is_no_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.symlink_to("/dev/zero")
    (problem,) = load(path).problems
    assert "no regular file" in problem
    path.unlink()
    path.write_bytes(b"#" * (5 << 20))
    (problem,) = load(path).problems
    assert "larger than 4 MB" in problem
