"""What the terminal can do, and what the reader does about it; asked once, before anything of Textual is imported.

Textual reads its environment variables while it is imported and chooses between colour and monochrome in
`App.__init__`: a policy that comes later gives animations, black on black, or escape text in a terminal without UTF-8.
This module imports neither Textual nor Rich.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, TextIO

TRUE_COLOUR = 1 << 24
_PLAIN = ("vt52", "vt100", "vt102", "vt220", "ansi-m", "xterm-mono", "linux-m")
_SMALL = ("linux", "vt52", "vt100", "vt102", "vt220", "ansi", "ansi-m", "cons25")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What was found. `depth` counts colours: 0, 8, 16, 256 or 16,777,216."""

    term: str
    interactive: bool
    depth: int
    utf8: bool
    encoding: str = "utf-8"
    multiplexer: str = ""  # "tmux", "screen", "zellij"
    remote: bool = False
    no_color: bool = False
    light: bool | None = None  # None: the terminal does not say
    notes: tuple[str, ...] = field(default=())  # for `doctor`: what is missing and what to set

    @property
    def full_screen(self) -> bool:
        """Whether the reader can run here; else plain text is printed."""
        return self.interactive and self.term not in ("", "dumb", "unknown")

    @property
    def mouse(self) -> bool:
        """Whether asking for the mouse is safe: consoles print the request as text."""
        return self.full_screen and self.term not in _SMALL

    @property
    def theme(self) -> str:
        """The theme when the user has chosen none; with 8 colours some backgrounds are ignored, so no pair is safe."""
        return "monochrome" if self.depth < 16 else "terminal"


def _depth(environ: Mapping[str, str], term: str) -> int:
    if "NO_COLOR" in environ or term in _PLAIN or term in ("", "dumb", "unknown"):
        return 0
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit") or "direct" in term:
        return TRUE_COLOUR
    if "256color" in term or term in ("xterm-kitty", "alacritty", "xterm-ghostty", "foot", "wezterm"):
        return 256
    return 16 if term.startswith(("xterm", "rxvt", "screen", "tmux", "konsole", "putty", "vte")) else 8


def _encoding(environ: Mapping[str, str]) -> str:
    """The character encoding of the terminal by its locale: the variable that wins in libc, then UTF-8."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environ.get(name, ""):
            codeset = value.partition(".")[2].partition("@")[0]
            if codeset:
                try:
                    return codecs.lookup(codeset).name
                except LookupError:
                    return "ascii"
            return "ascii" if value in ("C", "POSIX") else "utf-8"
    return "utf-8"


def survey(environ: Mapping[str, str] | None = None, interactive: bool | None = None) -> Terminal:
    """Look at the environment; asks the terminal nothing. `interactive` None: whether both ends are a terminal."""
    env = os.environ if environ is None else environ
    if interactive is None:
        interactive = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__))
    term = env.get("TERM", "").strip().lower()
    depth, encoding = _depth(env, term), _encoding(env)
    multiplexer = "tmux" if env.get("TMUX") else "zellij" if env.get("ZELLIJ") else "screen" if env.get("STY") else ""
    notes = []
    if term in ("", "dumb", "unknown"):
        notes.append("TERM is not set: set it to your terminal, for example TERM=xterm-256color")
    if encoding != "utf-8":
        notes.append(f"the locale's encoding is {encoding}: set LC_ALL=C.UTF-8 to see every character")
    if multiplexer == "tmux" and depth == 256:
        notes.append("tmux shows 256 colours; true colour needs: set -ga terminal-features '*:RGB'")
    background = env.get("COLORFGBG", "").rpartition(";")[2]
    return Terminal(
        term=term,
        interactive=interactive,
        depth=depth,
        utf8=encoding == "utf-8",
        encoding=encoding,
        multiplexer=multiplexer,
        remote=any(env.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")),
        no_color="NO_COLOR" in env,
        light=int(background) in (7, 15) if background.isdecimal() else None,
        notes=tuple(notes),
    )


_SYSTEMS = {0: "standard", 8: "standard", 16: "standard", 256: "256", TRUE_COLOUR: "truecolor"}


def prepare(terminal: Terminal, environ: MutableMapping[str, str] | None = None) -> None:
    """Set what Textual reads at import: no animation, no smooth scrolling, the colour depth, a short wait after Escape.

    LINES and COLUMNS go: Textual believes them before the terminal, and they were true when somebody exported them.
    Must run before Textual is first imported; later it changes nothing. Escape alone cannot be told from the first byte
    of an arrow key without waiting: 50 ms bridges the pieces of a sequence on a slow link and is not felt.
    """
    env = os.environ if environ is None else environ
    env["TEXTUAL_ANIMATIONS"] = "none"
    # Not how often it paints (only what changed), but how long a change may wait: 16 ms twice would be felt in a page.
    env["TEXTUAL_FPS"] = "240"
    env["TEXTUAL_SMOOTH_SCROLL"] = "0"
    env["TEXTUAL_THEME"] = "ansi-dark"  # App.__init__ chooses the filter for NO_COLOR before it knows a theme of ours
    env["TEXTUAL_COLOR_SYSTEM"] = _SYSTEMS[terminal.depth]
    env.setdefault("ESCDELAY", "50")
    if terminal.interactive and _tells_its_size():
        env.pop("LINES", None)
        env.pop("COLUMNS", None)
    if not terminal.mouse:
        env["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    if terminal.depth == 0:
        env.setdefault("NO_COLOR", "1")


def _tells_its_size() -> bool:
    try:
        return sys.__stdout__ is not None and all(os.get_terminal_size(sys.__stdout__.fileno()))
    except (OSError, ValueError):
        return False


_LOOKALIKES = {
    **dict.fromkeys("‘’‚‛′ʼ", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("–—‐‑‒―−─━", "-"),
    **dict.fromkeys("│┃▌▎▏▐▕", "|"), **dict.fromkeys("·•●◦∙", "*"), **dict.fromkeys("▸▶→", ">"),
    **dict.fromkeys("◂◀←", "<"), **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰", "+"), **dict.fromkeys("✓✔", "v"),
    **dict.fromkeys("✗✘×", "x"), **dict(zip("▁▂▃▄▅▆▇█", ".:-=+*#@", strict=True)),
    **dict(zip("░▒▓", ".:#", strict=True)),
    "…": ".", "┊": ":", "\xa0": " ", "\ufffd": "?",
    **dict(zip("ßæÆœŒøØłŁđĐðþ", "saAoOoOlLdDdt", strict=True)),
}  # fmt: skip


def lookalike(text: str) -> str:
    """`text` in ASCII, each character in as many cells as before: `"`, `e` for é, `??` for a wide one."""
    out = []
    for char in text:
        if char < "\x80":
            out.append(char)
        elif char in _LOOKALIKES:
            out.append(_LOOKALIKES[char])
        elif 0x2400 <= ord(char) <= 0x2421:  # control pictures
            out.append("^")
        elif unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        elif unicodedata.east_asian_width(char) in "WF":
            out.append("??")
        else:
            base = unicodedata.normalize("NFKD", char)[0]
            out.append(base if base < "\x80" else "?")
    return "".join(out)


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return lookalike(error.object[error.start : error.end]), error.end


def fit_encoding(terminal: Terminal, stream: TextIO | None = None) -> None:
    """Where the terminal has no UTF-8, let `stream` (what Textual writes to) write lookalikes instead of escapes."""
    target: Any = sys.__stderr__ if stream is None else stream
    if terminal.utf8 or target is None:
        return
    codecs.register_error("lookalike", _replace)
    target.reconfigure(encoding=terminal.encoding, errors="lookalike")


RESTORE = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    "\x1b[<u\x1b[r\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Everything that Textual or `display` may have switched on, switched off."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The state of the terminal line before the reader took it."""

    descriptor: int
    attributes: list[Any] | None

    def restore(self, sequences: bool = True) -> None:
        """Put it back, also from a signal handler or after a crash; a terminal that is gone is left alone."""
        import termios

        try:
            if sequences and os.isatty(self.descriptor):
                # A terminal that takes nothing must not keep us: what does not go out now is given up.
                blocking = os.get_blocking(self.descriptor)
                os.set_blocking(self.descriptor, False)
                try:
                    os.write(self.descriptor, RESTORE.encode("ascii"))
                finally:
                    os.set_blocking(self.descriptor, blocking)
            if self.attributes is not None:
                termios.tcsetattr(self.descriptor, termios.TCSANOW, self.attributes)
        except (OSError, termios.error):
            return


def remember(descriptor: int = 2) -> Saved:
    """Note the state of the terminal on `descriptor` before the reader starts."""
    import termios

    try:
        return Saved(descriptor, termios.tcgetattr(descriptor))
    except (OSError, termios.error):
        return Saved(descriptor, None)
