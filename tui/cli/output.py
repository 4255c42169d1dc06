"""Standard output is data, standard error is narration: the only room of the command line that writes to either.

Owns how bytes leave. JSON and anything into a pipe is UTF-8 whatever the locale, because scripts decide by the bytes;
a terminal gets its own encoding. Text is cleaned by the core; what a file name smuggles past is stopped here, so that
no verb can send an escape sequence.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from typing import Any

from tui import early

# C0 but tab and line feed, DEL, C1: what a terminal obeys instead of showing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# In JSON: what many line readers take for a line break, what terminals obey, what no codec can write. All of it may
# be written as an escape without changing the value.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain() -> bool:
    """Whether plain lines are wanted wherever they go: --plain, VARIORUM_PLAIN, or a TERM that is dumb."""
    return early.plain() or os.environ.get("TERM", "dumb") == "dumb"


def on_terminal() -> bool:
    """Whether standard output is a terminal that a person looks at and that understands more than plain lines."""
    return _is_terminal(sys.stdout) and not plain()


def narrates() -> bool:
    """Whether standard error is such a terminal, so that progress may be drawn there."""
    return _is_terminal(sys.stderr) and not plain()


def record(data: Mapping[str, Any]) -> None:
    """One JSON object as one line, keys in the order given, real characters."""
    text = json.dumps(data, ensure_ascii=False, separators=(", ", ": "))
    _write((_ESCAPED.sub(_as_escape, text) + "\n").encode("utf-8"))


def line(text: str = "") -> None:
    """One plain line. Line breaks within it become blanks: a row stays a row."""
    _write(_encoded(printable(text.replace("\n", " ")) + "\n"))


def row(*cells: object) -> None:
    """One line of cells, a tab between them; tabs within a cell become blanks, None becomes empty."""
    line("\t".join("" if cell is None else str(cell).replace("\t", " ") for cell in cells))


def block(text: str) -> None:
    """Text as it is, with its line breaks; ends in one even if `text` does not. Nothing for empty text."""
    if text:
        _write(_encoded(printable(text if text.endswith("\n") else text + "\n")))


def data(text: str) -> None:
    """What another program wants as it is, carriage returns included; on a terminal like `block`."""
    if _is_terminal(sys.stdout):
        block(text.replace("\r\n", "\n"))
    else:
        _write(text.encode("utf-8", errors="replace"))


def styled(text: str) -> None:
    """One line that `tui.cli.page` has composed, with its own escape sequences. Only for a terminal."""
    _write((text + "\n").encode(_encoding(), errors="replace"))


def note(message: str) -> None:
    """Narration on standard error: a hint, a warning, an error. Never data."""
    if sys.stderr is None:
        return
    text = printable(message) + "\n"
    encoding = sys.stderr.encoding or "utf-8"
    try:
        sys.stderr.write(text.encode(encoding, errors="replace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        # Nobody can be told that nobody can be told.
        return


def flush() -> None:
    """Hand everything to the system; raises OSError where it does not take it (a full disk, a closed pipe)."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon() -> None:
    """Give up what standard output did not take, so that nothing tries to write it again."""
    if sys.stdout is None:
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None


def printable(text: str) -> str:
    """`text` with each control character that a terminal would obey as a visible mark."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text) if _CONTROLS.search(text) else text


def _write(data: bytes) -> None:
    if sys.stdout is None:
        return
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8", errors="replace"))
    else:
        buffer.write(data)


def _encoded(text: str) -> bytes:
    encoding = _encoding()
    # A name that is not text in any encoding goes back into a pipe as the bytes it was made from.
    errors = "replace" if on_terminal() or encoding != "utf-8" else "surrogateescape"
    try:
        return text.encode(encoding, errors=errors)
    except UnicodeEncodeError:
        return text.encode(encoding, errors="replace")


def _encoding() -> str:
    return (sys.stdout.encoding or "utf-8") if _is_terminal(sys.stdout) else "utf-8"


def _as_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
