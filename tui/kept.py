"""The first frame of the next start, kept when a reader leaves: its file, its grammar, and when it is still true.

What is kept is data, not what was sent: runs of text and SGR numbers, with a check sum. Whoever damages or writes the
file can put another text on the screen for a moment, but no other escape sequence. It is read before anything heavy is
imported, so this file imports nothing that Python has not loaded anyway.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.frames import Cell, Look

_TITLE = "variorum frame 2"
_LARGEST = 4_000_000  # bytes
_LONGEST = 16  # characters of one cell
_MOST = 1000  # columns or rows
_VARIABLES = (
    "TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE", "LANG", "TMUX", "STY", "ZELLIJ",
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "VARIORUM_LIBRARY",
)  # fmt: skip


class Frame:
    """`runs`: (row, look, cells, text); 0 cells: a text of one cell a character, else one piece of so many cells."""

    __slots__ = ("columns", "looks", "rows", "runs")

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.looks: list[tuple[str, str, str]] = []  # text colour, background, attributes; SGR numbers with ";" between
        self.runs: list[tuple[int, int, int, str]] = []

    def cells(self) -> list[list[Cell]]:
        """The frame as rows of cells, each `columns` long."""
        from tui.frames import BLANK, Look  # the display needs it, the first moment does not

        looks = [Look(text, behind, tuple(map(int, on.split(";"))) if on else ()) for text, behind, on in self.looks]
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for y, number, count, text in self.runs:
            look = looks[number]
            if not count:
                rows[y] += [(c, look.blank if c == " " else look) for c in text]
            else:
                rows[y] += [(text, look), *[("", look)] * (count - 1)]
        return [row + [BLANK] * (self.columns - len(row)) for row in rows]


def file() -> str:
    """Where the frame is kept: beside the places, in the state folder."""
    # The same folder as index.paths gives, whose imports cost as much as all the rest of this.
    root = os.environ.get("XDG_STATE_HOME", "").strip() or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(root, "variorum", "first-frame")


def circumstances() -> str:
    """What the looks of a frame depend on besides files: terminal, language, folders, Python."""
    here = [f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ]
    return " ".join([*here, sys.prefix]).replace("\n", " ")


def stamp(path: str) -> str:
    """What is told of a file without reading it: size, time, inode; "-" where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return "-"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


# -- reading
def load(columns: int, rows: int, asked: Sequence[str]) -> Frame | None:
    """The frame for a start with the paths `asked` (none: the last library), if there is one and it is still true."""
    try:
        handle = os.open(file(), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid() or found.st_size > _LARGEST:
                return None
            data = os.read(handle, _LARGEST)
        finally:
            os.close(handle)
        title, _, body = data.partition(b"\n")
        if title.decode("ascii") != f"{_TITLE} {zlib.crc32(body)}":
            return None
        return _parse(body.decode("utf-8", "surrogateescape"), columns, rows, asked)
    except (OSError, ValueError, IndexError):
        return None


def _parse(body: str, columns: int, rows: int, asked: Sequence[str]) -> Frame | None:
    """The frame that `body` describes. Raises ValueError or IndexError for what does not keep to the grammar."""
    frame = Frame(columns, rows)
    roots: list[str] = []
    used = [0] * rows
    for line in body.split("\n"):
        kind, _, rest = line.partition("\t")
        if kind == "run":
            y, look, count, text = _run(rest, frame)
            used[y] += count or len(text)
            if used[y] > columns:
                raise ValueError("a row is too long")
            frame.runs.append((y, look, count, text))
        elif kind == "look":
            frame.looks.append(_look(rest))
        elif rest != {"size": f"{columns} {rows}", "here": circumstances()}.get(kind, rest):
            return None
        elif kind == "root":
            roots.append(rest)
        elif kind == "file" or (kind == "last" and not asked):
            path, _, known = rest.rpartition("\t")
            if stamp(path) != known:
                return None
    if asked and [os.path.realpath(path) for path in asked] != roots:
        return None
    return frame if frame.runs else None


def _run(rest: str, frame: Frame) -> tuple[int, int, int, str]:
    y, look, count, text = rest.split("\t", 3)
    run = int(y), int(look), int(count), text
    if not (0 <= run[0] < frame.rows and 0 <= run[1] < len(frame.looks) and run[2] >= 0):
        raise ValueError("no such row or look")
    if not text or not shows(text) or (run[2] and len(text) > _LONGEST):
        raise ValueError("no text to show")
    return run


def _look(rest: str) -> tuple[str, str, str]:
    text, behind, attributes = rest.split("\t")
    for numbers in (text, behind, attributes):
        if len(numbers) > 40 or any(character not in "0123456789;" for character in numbers):
            raise ValueError("no SGR numbers")
    if attributes:
        [int(number) for number in attributes.split(";")]
    return text, behind, attributes


def shows(text: str) -> bool:
    """Whether nothing in `text` acts on a terminal, and all of it can be written."""
    return text.isprintable() or not any(c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in text)


def sure(piece: str) -> bool:
    """Whether terminals agree how many cells a piece takes: not so of what is joined, and of emoji."""
    return len(piece) == 1 and piece < "\U0001f000"


# -- writing
def keep(picture: Sequence[Sequence[Cell]], roots: Iterable[str], files: Iterable[str], last: str) -> bool:
    """Keep `picture` for the next start with `roots`, valid while `files` stay as they are; False if it cannot be.

    `last`: the note of the last library, which must stay too for a start without paths. Raises OSError.
    """
    looks: dict[Look, int] = {}
    runs: list[str] = []
    for y, row in enumerate(picture):
        runs += [f"run\t{y}\t{look}\t{count}\t{text}" for look, count, text in _runs(row, looks)]
    lines = [f"size\t{len(picture[0]) if picture else 0} {len(picture)}", f"here\t{circumstances()}"]
    paths = [os.path.realpath(root) for root in roots]
    lines += [f"root\t{path}" for path in paths]
    lines += [f"file\t{path}\t{stamp(path)}" for path in files]
    lines.append(f"last\t{last}\t{stamp(last)}")
    lines += ["\t".join(("look", look.text, look.behind, ";".join(map(str, look.attributes)))) for look in looks]
    lines += runs
    if not runs or any("\n" in line for line in lines) or len(picture) > _MOST or len(picture[0]) > _MOST:
        return False
    body = "\n".join(lines).encode("utf-8", "surrogateescape")
    _write(f"{_TITLE} {zlib.crc32(body)}\n".encode("ascii") + body)
    return True


def drop() -> None:
    """Keep none. Raises OSError when there is one that cannot be removed."""
    try:
        os.unlink(file())
    except FileNotFoundError:
        return


def _runs(row: Sequence[Cell], looks: dict[Look, int]) -> list[tuple[int, int, str]]:
    """The cells of a row as `Frame.runs` has them, blank ones at the end left out."""
    runs: list[tuple[int, int, str]] = []
    drawn: Look | None = None  # of the last run
    x, end = 0, len(row)
    while end and row[end - 1][0] == " " and not any(row[end - 1][1]):
        end -= 1
    while x < end:
        text, look = row[x]
        if text == " " and drawn is not None and drawn.blank == look:
            look = drawn  # as it shows on a blank: between two words nothing is sent but the blank
        drawn, number = look, looks.setdefault(look, len(looks))
        count = 1
        while x + count < end and not row[x + count][0]:
            count += 1
        if not shows(text) or not text:
            text, cells = "?" * count, 0
        else:
            cells = 0 if count == 1 and sure(text) else count
        if not cells and runs and runs[-1][:2] == (number, 0):
            runs[-1] = number, 0, runs[-1][2] + text
        else:
            runs.append((number, cells, text))
        x += count
    return runs


def _write(data: bytes) -> None:
    target = file()
    draft = f"{target}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(draft, target)
    except OSError:
        os.unlink(draft)
        raise
