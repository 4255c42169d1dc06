"""A small library of invented texts, and the command line run on it, in a process of its own or in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from tui.cli.group import variorum

TALK = """\
The Pier and the Winter
Evening Ledger, 3 March 2024

Ada Brandt: We will rebuild the old pier before the winter storms arrive, because the fishing boats have nowhere else
to land their catch, and because a town that gives up its harbour gives up its reason to be here at all.

Tom Reyes: I do not believe it can be paid for. The ferry company has left, the grants have been spent twice, and nobody
on the council has shown me a plan that reaches beyond the next election.

Ada Brandt: The plan is simple. We sell the quarry, we keep the lighthouse, and we ask every household for one day of
work on the pier in the spring, as our grandparents did.
"""

BRIEF = """\
---
title: What the pier costs
outlet: Coast Review
date: 2024-04-11
---

# What the pier costs

The council has put the price of the new pier at nine million, about a third more than two years ago. Steel has become
dearer, and the sea bed is softer than the first survey had found.

"The pier will never be a car park," said Ada Brandt, who chairs the harbour committee. She expects the work to begin in
spring, when the storms are over and the fishing boats are out.

Regulation of the ferry trade is a matter for the capital. The ministry has let it be known that it will not decide
before the summer, and that the old licences stay valid until then.
"""

FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
START = "import sys; sys.argv[0] = 'variorum'; from tui.cli import main; main()"


def make_library(folder: Path) -> Path:
    """The library as files in `folder`: a labelled talk, a brief in Markdown, and a file that is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    (folder / "brief.md").write_text(BRIEF, encoding="utf-8")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 64)
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose folders all lie under `home`."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "VIRTUAL_ENV", "PYTHONPATH")}
    folders = {name: str(home / name.lower()) for name in FOLDERS}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", **folders, **more}


def run(home: Path, *arguments: str, given: str | bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """`variorum ARGUMENTS` without a terminal; `given` is its standard input, `more` changes the environment."""
    data = given.encode() if isinstance(given, str) else given
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        input=data,
        capture_output=True,
        env=environment(home, **more),
        check=False,
        timeout=120,
    )


def call(*arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """`variorum ARGUMENTS` in this process, with the folders of this test: twenty times quicker than `run`."""
    ran = CliRunner().invoke(variorum, list(arguments), input=given)
    return subprocess.CompletedProcess(arguments, ran.exit_code, ran.stdout_bytes, ran.stderr_bytes)


def call_at(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """`run` in this process: what `home` holds is found and kept; of how a process begins and ends it says nothing."""
    with patch.dict(os.environ, environment(home), clear=True):
        return call(*arguments, given=given)


def lines(ran: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The JSON Lines on standard output."""
    return [json.loads(line) for line in ran.stdout.decode("utf-8").split("\n")[:-1]]
