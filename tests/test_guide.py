"""The guide says what the program does: its generated parts are as the program makes them, and nothing is left out.

`make docs` writes the parts anew (VARIORUM_GOLDEN=accept).
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import gettempdir
from types import SimpleNamespace
from typing import Any

import click
import guide
import guide_parts
import pytest
from compare_sources import source
from manual import manual

from index import formats
from index.compare import typed_topic
from index.compare.collection import collect
from index.compare.matching import match
from index.settings import SETTINGS
from tui.actions import ACTIONS, PANES
from tui.cli import group
from tui.keymap import Keymap, load_keymap
from tui.recent import sample_library

ACCEPT = os.environ.get("VARIORUM_GOLDEN") == "accept"
HANDWRITTEN = [*(guide.DOCS / page for page in guide.PAGES), guide.ROOT / "README.md", guide.ROOT / "CONTRIBUTING.md"]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index of the sample library for all pages: it never changes."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def in_the_guide(private_folders: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of the guide, with the sample library."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("VARIORUM_LIBRARY", os.pathsep.join(map(str, sample_library())))
    monkeypatch.chdir(guide.DOCS)


@pytest.mark.golden
@pytest.mark.parametrize("page", guide.PAGES)
@pytest.mark.usefixtures("in_the_guide")
async def test_a_page_shows_what_the_program_shows(page: str) -> None:
    made = [await guide_parts.made(part) for part in guide.parts_of(page)]
    assert gettempdir() not in "".join(made) and str(guide.ROOT) not in "".join(made), "a path of this machine"
    text = guide.rewritten(page, made)
    if ACCEPT:
        (guide.DOCS / page).write_text(text, encoding="utf-8")
    for part, now in zip(guide.parts_of(page), made, strict=True):
        assert part.body == now.strip("\n") + "\n", f"{part} has changed: run `make docs` and look at it"


@pytest.mark.golden
def test_the_man_page_is_made_from_the_same_tables() -> None:
    page = guide.DOCS / "variorum.1"
    if ACCEPT:
        page.write_text(manual(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == manual(), "run `make docs`"


def test_the_man_page_goes_with_the_program() -> None:
    project = tomllib.loads((guide.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/variorum.1": "share/man/man1/variorum.1"}


@pytest.mark.parametrize("reader", ["groff -man -Tutf8 -Kutf8 -ww -z", "mandoc -T lint -W error"])
def test_readers_of_man_pages_have_nothing_to_say_against_it(reader: str) -> None:
    program, *options = reader.split()
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    ran = subprocess.run(
        [program, *options, str(guide.DOCS / "variorum.1")], capture_output=True, text=True, check=False
    )
    assert ran.stdout + ran.stderr == ""


def test_every_part_of_the_guide_ends() -> None:
    for page in guide.PAGES:
        text = unfenced(guide.DOCS / page)
        opened = [line for line in text.split("\n") if line.startswith("<!--") and line != "<!-- end -->"]
        assert len(opened) == text.count("\n<!-- end -->") == len(guide.parts_of(page)), page


def test_every_verb_has_its_place_in_the_guide() -> None:
    assert {part.words for part in guide.every_part("verb")} >= {name for name, _, _ in guide_parts.commands()}


def test_every_key_has_its_place_in_the_guide() -> None:
    shown = "".join(part.body for part in guide.every_part("keys"))
    assert not [action.id for action in ACTIONS if f"`{action.id}`" not in shown]
    assert not [
        pane for pane in PANES.values() if f"| {pane} |" not in "".join(part.body for part in guide.every_part("panes"))
    ]


def test_the_keys_file_of_the_guide_can_be_used(tmp_path: Path) -> None:
    written = tmp_path / "keys.yaml"
    written.write_text(guide.blocks(guide.by_hand("keys.md"), "yaml")[0], encoding="utf-8")
    assert load_keymap(written).problems == ()


def test_every_setting_has_its_place_in_the_guide() -> None:
    shown = "".join(part.body for part in guide.every_part("settings"))
    assert not [setting.name for setting in SETTINGS if f"`{setting.name}`" not in shown]


@pytest.mark.parametrize("path", HANDWRITTEN, ids=lambda path: path.name)
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", unfenced(path)):
        name, _, anchor = target.partition("#")
        assert "://" not in target, f"{target}: a page of the guide needs no network"
        there = path.parent / name if name else path
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there), target


def unfenced(path: Path) -> str:
    """A page without what is shown letter by letter."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors that Markdown makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", unfenced(path), re.MULTILINE)
    return set(map(guide.anchor, headings))


def examples() -> list[tuple[str, str]]:
    """Every command that the pages tell a reader to type, with its page."""
    found = []
    for path in HANDWRITTEN:
        text = path.read_text(encoding="utf-8") if path.parent != guide.DOCS else guide.by_hand(path.name)
        for block in guide.blocks(text, "sh"):
            found += [(path.name, line) for line in block.replace("\\\n", " ").split("\n") if "variorum" in line]
    return found


@pytest.mark.parametrize(("page", "line"), examples())
def test_every_command_of_the_guide_is_one(page: str, line: str) -> None:
    for part in re.split(r" [|;]+ | && ", line):
        words = shlex.split(re.split(r" [<>]", part)[0], comments=True)
        while words and "=" in words[0]:
            words.pop(0)
        if words[:1] == ["variorum"] and not {"--help", "--version"} & set(words):
            accepted(words[1:])


def accepted(words: list[str]) -> None:
    """Raises click.UsageError when the command line would refuse these words."""
    context = click.Context(group.variorum, info_name="variorum")
    here: click.Command = group.variorum
    with context:
        words = group.variorum.parse_args(context, list(words))
        words = [*context._protected_args, *context.args]
    while isinstance(here, click.Group) and words:
        found = here.get_command(context, words[0])
        assert found is not None, words
        here, words = found, words[1:]
        context = click.Context(here, context)
    if not isinstance(here, click.Group):
        here.make_context(here.name, words, parent=context.parent)


def written(text: str, name: str) -> dict[str, Any]:
    """What a block of Python in a page defines."""
    defined: dict[str, Any] = {"__name__": name}
    exec(compile(text, name, "exec"), defined)
    return defined


def test_the_first_format_of_a_contributor_works_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    room, entry, claim, *_ = guide.blocks((guide.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "python")
    monkeypatch.setitem(sys.modules, "index.formats.gmi", SimpleNamespace(**written(room, "index.formats.gmi")))
    monkeypatch.setattr(formats, "_FORMATS", {**formats._FORMATS, **eval(f"{{{entry}}}")})
    written(claim, "test_formats_gmi")["test_headings_items_and_quotations_are_marked_where_they_stand"]()


def test_the_first_measure_of_a_contributor_works_as_written() -> None:
    *_, room, claim = guide.blocks((guide.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "python")
    assert "test_a_question_is_counted_where_it_stands" in written(claim, "test_compare_questions")
    document = source("a.txt", "Who pays for the pier? The town pays for the pier.")
    collection = collect([document])
    (found,) = written(room, "questions")["questions"](
        collection, match(collection, typed_topic("pier", [document])), 0
    )
    assert [document.text[start:end] for _, start, end in found.evidence] == ["Who pays for the pier?"]


def test_the_comparison_answers_forty_wishes_with_keys_and_commands_that_exist() -> None:
    rows = [line for line in guide.text_of("comparison.md").split("\n") if re.match(r"\| \d", line)]
    assert [int(row.split("|")[1]) for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 40
    keys = {key for action in ACTIONS for key in Keymap().all_shown(action.id)}
    for row in rows:
        for said in re.findall(r"`([^`]+)`", row.split(" | ", 3)[-1].replace("\\|", "|")):
            if said.startswith("variorum "):
                accepted(shlex.split(said)[1:])
            elif len(said) < 3 and not said.isdecimal():
                assert said in keys, f"{said} is no key: {row}"
