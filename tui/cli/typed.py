"""Files and `-` as a person names them to a verb: text to read, and where a page or a picture goes.

Owns the reading of standard input and of drafts, with their limits: what is piped in may be anything.
"""

from __future__ import annotations

import os
import sys

import click

from index.paths import at_home
from tui.cli import output

LIMIT = 32 << 20  # bytes; the same as for a source


def standard_input(what: str) -> bytes:
    """All of standard input. At a terminal, says what is waited for. Raises UsageError beyond the limit."""
    if sys.stdin is None:
        raise click.UsageError(f"{what} is missing, and there is no standard input to read it from")
    if sys.stdin.isatty():
        output.note(f"{what}, then ^D on a line of its own:")
    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise click.UsageError(f"standard input is longer than {LIMIT >> 20} MB; give {what} in parts")
    return data


def to_file(text: str, path: str) -> None:
    """Write `text` to the file at `path`, whole or not at all, and say so; `-` prints it. Raises OSError."""
    if path == "-":
        output.block(text)
        return
    file = at_home(path)
    if file.exists() and not file.is_file():  # a device or a pipe: nothing can be put in its place
        file.write_text(text, encoding="utf-8", errors="replace")
    else:
        target = file.resolve()  # a link stays one
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            unfinished.write_text(text, encoding="utf-8", errors="replace")
            unfinished.replace(target)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise OSError(error.errno, error.strerror, str(file)) from error
    output.note(f"written to {file}")


def text(data: bytes) -> str:
    """Bytes that were typed or piped as text: UTF-8, or whatever the core takes them for."""
    from index.text.decode import decode

    return decode(data)[0]


def file_or_input(path: str, what: str) -> tuple[bytes, str]:
    """The bytes of the file at `path` and its name, of standard input and "" for `-`. `what` names what is missing.

    Raises UsageError when there is no such file, it is no regular one, or it is larger than the limit.
    """
    if path == "-":
        return standard_input(what), ""
    file = at_home(path)
    if not file.is_file():
        why = "not a regular file" if file.exists() else "no such file"
        raise click.UsageError(f"{path}: {why}; {what} may also be piped in as -")
    if file.stat().st_size > LIMIT:
        raise click.UsageError(f"{path} is larger than {LIMIT >> 20} MB; give {what} in parts")
    return file.read_bytes(), file.name
