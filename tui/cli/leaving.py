"""How the command line leaves: the exit statuses, and every error as one line without a traceback.

Owns the statuses of the contract. What a person did wrong, and what the core refuses, is one line with the way out
and status 2; what nobody foresaw is one line and the place of the log that holds its traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from index.errors import VariorumError
from tui.cli import output

if TYPE_CHECKING:
    import click

FOUND = 0
NOTHING = 1
WRONG = 2
DIFFERS = 3
INTERRUPTED = 130  # 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE


class ClosedPipeError(Exception):
    """Whoever read our standard output has stopped reading."""


def run(verb: Callable[[], object]) -> int:
    """Run `verb` and return the exit status: what it returns when that is a number, else 0, or what its error means."""
    try:
        returned = verb()
        output.flush()
    except BaseException as error:
        return status_of(error)
    return returned if isinstance(returned, int) and not isinstance(returned, bool) else FOUND


def status_of(error: BaseException) -> int:
    """Say what `error` means in one line, if it says anything; the exit status for it. Raises what is no error."""
    import click  # not to open the reader

    if isinstance(error, ClosedPipeError | BrokenPipeError):
        return PIPE_CLOSED
    if isinstance(error, click.Abort | KeyboardInterrupt):
        output.note("stopped")
        return INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        output.note(error.format_message())
        return WRONG
    if isinstance(error, click.UsageError):
        return _complain(_with_way_out(error))
    if isinstance(error, click.ClickException):
        return _complain(error.format_message())
    if isinstance(error, VariorumError):
        return _complain(str(error))
    if isinstance(error, OSError):
        return _complain(_os_error(error))
    if isinstance(error, Exception):
        return _complain(_unforeseen(error))
    raise error


def leave(status: int) -> NoReturn:
    """Leave with `status`, in silence where standard output takes no more."""
    try:
        output.flush()
    except OSError:
        # What it did not take is still buffered, and the interpreter would fail on it once more, with a traceback.
        output.abandon()
    sys.exit(status)


def _complain(message: str) -> int:
    output.note("variorum: " + " ".join(message.split()))
    return WRONG


def _with_way_out(error: click.UsageError) -> str:
    import click

    message = error.format_message().rstrip()
    if error.ctx is None:
        return message
    takes_text = any(isinstance(parameter, click.Argument) for parameter in error.ctx.command.params)
    if isinstance(error, click.NoSuchOption) and takes_text:
        message = message.rstrip(".")
        message += f"; text that begins with a minus goes behind --, as in {error.ctx.command_path} -- -word"
    closing = "" if message.endswith((".", "?", "?)")) else "."
    return f"{message}{closing} See {error.ctx.command_path} --help"


def _os_error(error: OSError) -> str:
    where = f" {error.filename!r}" if error.filename else ""
    return f"{error.strerror or error}:{where} could not be used" if where else f"{error.strerror or error}"


def _unforeseen(error: Exception) -> str:
    what = f"{type(error).__name__}: {error}"[:300]
    from tui.journal import log_failure

    log = log_failure(error)
    return f"this should not have happened ({what})" + (f"; the details are in {log}" if log else "")
