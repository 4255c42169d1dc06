"""Every verb explains itself with an example that the command line accepts, and a shell can complete it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from cli_library import call, make_library, run

from tui.cli import excerpt, group

VERBS = [(name,) for name in group.VERBS] + [("excerpt", name) for name in excerpt.VERBS]


def command(verb: tuple[str, ...]) -> tuple[click.Context, click.Command]:
    """The verb's command and the context it runs in."""
    context = click.Context(group.variorum, info_name="variorum")
    here: click.Command = group.variorum
    for name in verb:
        assert isinstance(here, click.Group)
        found = here.get_command(context, name)
        assert found is not None
        here, context = found, click.Context(found, context, name)
    return context, here


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_has_help_with_an_example_that_parses(verb: tuple[str, ...]) -> None:
    context, here = command(verb)
    assert here.short_help
    text = here.get_help(context)
    examples = re.findall(r"^ +variorum (.+)$", text.split("Example:")[1].split("Options:")[0], re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(re.split(r" [<>]", example)[0])
        if words[: len(verb)] == list(verb) and not isinstance(here, click.Group):
            here.make_context(verb[-1], words[len(verb) :], parent=context.parent)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != ("excerpt",)], ids=" ".join)
def test_every_verb_takes_a_library_json_and_plain(verb: tuple[str, ...]) -> None:
    options = {option for parameter in command(verb)[1].params for option in parameter.opts}
    assert {"-L", "--library", "--json", "--plain"} <= options


def test_help_lists_every_verb() -> None:
    said = call("--help").stdout.decode()
    assert all(re.search(rf"^  {name} ", said, re.MULTILINE) for name in group.VERBS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    ran = call("completion", shell)
    assert ran.returncode == 0
    assert b"_VARIORUM_COMPLETE" in ran.stdout
    assert call("completion", "tcsh").returncode == 2


def test_verbs_documents_topics_tags_and_paths_are_completed(tmp_path: Path) -> None:
    sources = str(make_library(tmp_path / "sources"))

    def completed(typed: str) -> list[str]:
        ran = run(
            tmp_path,
            _VARIORUM_COMPLETE="bash_complete",
            COMP_WORDS=typed,
            COMP_CWORD=str(typed.count(" ")),
            VARIORUM_LIBRARY=sources,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode().split("\n")[:-1]

    assert completed("variorum quota") == ["plain,quotations"]
    assert completed("variorum show ta") == ["plain,talk.txt"]
    assert completed(f"variorum -L {tmp_path / 'none'} show ta") == [""]
    assert completed("variorum compare regul") == ["plain,regulation"]
    assert completed("variorum excerpt ve") == ["plain,verify"]
    assert run(tmp_path, "excerpt", "add", "talk.txt:1", "--tag", "harbour", "-L", sources).returncode == 0
    assert completed("variorum excerpt list --tag ha") == ["plain,harbour"]
    assert completed("variorum ./so") == ["file,./so"]


def test_a_word_that_begins_with_a_minus_is_told_where_to_go() -> None:
    ran = call("search", "-fog")
    assert ran.returncode == 2
    assert b"behind --, as in variorum search -- -word" in ran.stderr
