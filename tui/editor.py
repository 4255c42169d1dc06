"""The reader's own editor, for texts that are too long for one line: the only module that starts it.

The command is `$VISUAL`, else `$EDITOR`, split as a shell would but run by none. It gets the terminal to itself, and a
private file; what becomes of the text is decided by whoever asked, from what is in that file afterwards.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

_KNOWN = ("sensible-editor", "editor", "nano", "vim", "vi", "emacs", "micro")


def command(environ: Mapping[str, str] | None = None) -> list[str]:
    """The editor with its options; empty when none is named or found.

    Raises ValueError, which says what is wrong, for a variable with a quotation mark that is not closed.
    """
    env = os.environ if environ is None else environ
    for name in ("VISUAL", "EDITOR"):
        if env.get(name, "").strip():
            try:
                return shlex.split(env[name])
            except ValueError as error:
                raise ValueError(f"${name} is {env[name]}: {error}") from error
    found = next((path for name in _KNOWN if (path := shutil.which(name, path=env.get("PATH")))), None)
    return [found] if found else []


def edit(argv: Sequence[str], file: Path, aside: Callable[[], AbstractContextManager[None]]) -> str:
    """Run the editor on a file while `aside` holds the screen back; "" or what went wrong, in a few words."""
    with aside():
        try:
            done = subprocess.run([*argv, str(file)], check=False)
        except OSError as error:
            return f"{argv[0]} cannot be started: {error.strerror or error}"
    if done.returncode:
        how = f"signal {-done.returncode}" if done.returncode < 0 else f"status {done.returncode}"
        return f"{Path(argv[0]).name} ended with {how}"
    return ""
