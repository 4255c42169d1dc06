"""The reader's own editor, for texts that are too long for one line: the only module that starts it.

The command is `$VISUAL`, else `$EDITOR`, split as a shell would but run by none. It gets the terminal to itself, and a
private file; what becomes of the text is decided by whoever asked, from what is in that file afterwards.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

_KEYS = (signal.SIGINT, signal.SIGQUIT)  # what a terminal sends to all that runs in it
_PYTHONS = (signal.SIGPIPE, signal.SIGXFSZ)  # ignored by every Python, and by no other program
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
    """Run the editor on a file while `aside` holds the screen back; "" or what went wrong, in a few words.

    Keys that interrupt are the editor's own meanwhile. For the main thread only.
    """
    with aside(), _deaf():
        try:
            # Not subprocess: a signal that is ignored here would be ignored by the editor too.
            child = os.posix_spawnp(argv[0], [*argv, str(file)], os.environ, setsigdef=(*_KEYS, *_PYTHONS))
        except OSError as error:
            return f"{argv[0]} cannot be started: {error.strerror or error}"
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended:
        how = f"signal {-ended}" if ended < 0 else f"status {ended}"
        return f"{Path(argv[0]).name} ended with {how}"
    return ""


@contextmanager
def _deaf() -> Iterator[None]:
    """Ignore the keys that interrupt, as a shell does that waits for a program."""
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in _KEYS]
    try:
        yield
    finally:
        for number, answer in before:
            signal.signal(number, answer or signal.SIG_DFL)
