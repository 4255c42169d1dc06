"""Colour themes: YAML in, colours by role out, checked before anything is painted.

A theme names what a colour is for (a hit, a speaker, a quotation), never a widget; the widgets bring the cues that are
not colour (bold, underline, reverse), so a theme can only add to what is already readable. Loading needs no Textual:
the command line lists themes too. What is wrong with a theme is said with file, line and key; the others still load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.paths import config_dir, read_own
from tui.terminal import Terminal

if TYPE_CHECKING:
    from textual.theme import Theme as TextualTheme

ANSI = (
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright_black", "bright_red", "bright_green", "bright_yellow",
    "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
)  # fmt: skip
"""The terminal's own sixteen colours; `default` is its own text or background."""

ROLES: Mapping[str, str] = {
    "text": "default",
    "background": "default",
    "muted": "text",  # boilerplate, front matter, line numbers, hints
    "heading": "text",
    "question": "text",
    "speaker": "text",
    "quotation": "text",
    "excerpt": "speaker",  # the stripe of saved excerpts and their tags
    "excerpt-text": "text",  # the words of a saved excerpt
    "excerpt-background": "background",
    "term": "heading",  # shared and topic terms
    "mark": "speaker",  # matched letters in lists
    "hit-text": "text",
    "hit-background": "background",
    "now-text": "text",  # the hit the reader stands on
    "now-background": "background",
    "selection-text": "text",
    "selection-background": "background",
    "cursor-text": "text",  # the row of a list the reader stands on
    "cursor-background": "background",
    "bar-text": "text",  # status line
    "bar-background": "background",
    "rule": "muted",  # lines between panes
    "notice": "text",
    "error": "notice",
    "added": "text",  # the words of a diff
    "removed": "text",
}
"""Each role and the role whose colour it takes when the theme does not name one."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Colours:
    """A theme, complete: every role of `ROLES` has a colour, "#rrggbb", an ANSI name or "default"."""

    name: str
    description: str
    dark: bool
    roles: Mapping[str, str]
    contrast: float = 4.5  # the least contrast its author promises; WCAG AA, or 7 for AAA
    path: str = ""

    @property
    def native(self) -> bool:
        """Whether it paints with the terminal's own colours."""
        return any(not colour.startswith("#") for colour in self.roles.values())


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _colour(value: object) -> str:
    """The colour as Textual and terminals know it; "" when there is none such."""
    name = value.strip().lower().replace("-", "_") if isinstance(value, str) else ""
    if name == "default" or name in ANSI:
        return name
    if _HEX.fullmatch(name):
        return name if len(name) == 7 else "#" + "".join(digit * 2 for digit in name[1:])
    return ""


def read_theme(text: str, path: str) -> tuple[Colours | None, list[str]]:
    """A theme from YAML; or None, and all that is wrong with it, each with file, line and key."""
    # Reading YAML costs as much as half a start: only when a theme is asked for.
    from index.config import parse_yaml

    try:
        data = parse_yaml(text, path)
    except SettingsError as error:
        return None, [str(error)]
    if not isinstance(data, dict):
        return None, [f"{path}:1: a theme is a mapping with name and colours"]
    wrong: list[str] = []

    def refuse(key: str, why: str) -> None:
        wrong.append(f"{path}:{_line_of(text, key)}: {why}")

    colours = data.get("colours", data.get("colors", {}))
    if not isinstance(colours, dict):
        refuse("colours", "colours is a mapping of role: colour")
        colours = {}
    for key in data:
        if key not in ("name", "description", "dark", "contrast", "colours", "colors"):
            refuse(key, f"unknown key {key!r}")
    roles: dict[str, str] = {}
    for role, value in colours.items():
        roles[role] = _colour(value)
        if role not in ROLES:
            refuse(role, f"{role} is no role; the roles are {', '.join(ROLES)}")
        elif not roles[role]:
            refuse(role, f"{role}: {value!r} is no colour; use #rrggbb, default or one of {', '.join(ANSI)}")
    contrast = 0.0
    try:
        contrast = float(str(data.get("contrast", "4.5")))
    except ValueError:
        refuse("contrast", "contrast is a number, 4.5 or 7")
    dark = str(data.get("dark", "true")).lower()
    if dark not in ("true", "false"):
        refuse("dark", "dark is true or false")
    if wrong:
        return None, wrong
    name = str(data.get("name", "") or Path(path).stem)
    return Colours(name, str(data.get("description", "")), dark == "true", _complete(roles), contrast, path), []


def load_themes(own: Path | None = None) -> tuple[dict[str, Colours], list[str]]:
    """Every theme by name, the reader's own (`own`: by default the configuration folder) over ours; and what failed."""
    loaded: dict[str, Colours] = {}
    failed: list[str] = []
    sources: list[tuple[str, str]] = [
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in sorted(files("themes").iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml")
    ]
    folder = config_dir() / "themes" if own is None else own
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            sources.append((str(path), read_own(path)))
        except (OSError, UnicodeDecodeError) as error:
            failed.append(f"{path}: {error}")
    for name, text in sources:
        theme, wrong = read_theme(text, name)
        failed += wrong
        if theme is not None:
            if theme.name in loaded and "/" not in name:
                failed.append(f"{name}: another theme that ships with variorum is called {theme.name} too")
            loaded[theme.name] = theme
    return loaded, failed


def _complete(roles: Mapping[str, str]) -> dict[str, str]:
    """Every role of `ROLES`, those not given from the role they follow."""
    complete = dict(roles)
    for role, other in ROLES.items():
        complete.setdefault(role, "default" if other == "default" else complete[other])
    return complete


TERMINAL = Colours(
    "terminal",
    "the terminal's own sixteen colours",
    True,
    _complete({"quotation": "magenta", "excerpt": "magenta", "hit-text": "black", "hit-background": "yellow",
               "error": "magenta"}),
)  # fmt: skip
"""The default theme, equal to `terminal.yaml` (a test holds them together): the first paint must not wait for YAML."""

MONOCHROME = Colours("monochrome", "no colour at all", True, _complete({}))
"""For terminals without colours, equal to `monochrome.yaml`."""


def first_theme(name: str, terminal: Terminal) -> Colours:
    """The theme to start with: the one named, else what suits the terminal. An unknown name gives the default."""
    wanted = "monochrome" if terminal.depth == 0 else name or terminal.theme
    if not (config_dir() / "themes" / f"{wanted}.yaml").exists():
        if wanted == "terminal":
            return TERMINAL
        if wanted == "monochrome":
            return MONOCHROME
    return load_themes()[0].get(wanted, TERMINAL)


# -- Textual
def _name(colour: str) -> str:
    return colour if colour.startswith("#") else f"ansi_{colour}"


def for_textual(theme: Colours) -> TextualTheme:
    """The theme as Textual knows it: each role is a variable of its name, `$hit-text` and so on."""
    from textual.theme import Theme

    roles = {role: _name(colour) for role, colour in theme.roles.items()}
    return Theme(
        name=theme.name,
        primary=roles["heading"],
        secondary=roles["speaker"],
        accent=roles["quotation"],
        warning=roles["notice"],
        error=roles["error"],
        success=roles["excerpt"],
        foreground=roles["text"],
        background=roles["background"],
        surface=roles["background"],
        panel=roles["background"],
        dark=theme.dark,
        ansi=theme.native,
        variables={
            # Textual's own stylesheet needs these two, and only its own native themes bring them.
            "ansi-background": roles["background"],
            "ansi-foreground": roles["text"],
            **{f"v-{role}": colour for role, colour in roles.items()},
            **_attributes(theme),
        },
    )


def _attributes(theme: Colours) -> dict[str, str]:
    """The cues that are not colour: stronger where the theme gives a role no background of its own."""

    def own(role: str) -> bool:
        return theme.roles[f"{role}-background"] != theme.roles["background"]

    return {
        "v-muted-style": "dim" if theme.roles["muted"] == theme.roles["text"] else "none",
        "v-hit-style": "underline" if own("hit") else "bold underline",
        "v-now-style": "bold underline" if own("now") else "bold underline reverse",
        "v-excerpt-style": "none" if own("excerpt") else "underline",
        "v-selection-style": "none" if own("selection") else "reverse",
        "v-cursor-style": "none" if own("cursor") else "reverse",
    }


STYLESHEET = """
Screen { background: $v-background; color: $v-text; scrollbar-size: 0 0; }
TextPane .pane--dim { color: $v-muted; text-style: $v-muted-style; }
TextPane .pane--heading { color: $v-heading; }
TextPane .pane--question { color: $v-question; }
TextPane .pane--title { color: $v-heading; }
TextPane .pane--speaker { color: $v-speaker; }
TextPane .pane--guess { color: $v-muted; text-style: $v-muted-style; }
TextPane .pane--source { color: $v-quotation; text-style: none; }
TextPane .pane--stripe-0 { color: $v-excerpt; }
TextPane .pane--stripe-1 { color: $v-speaker; }
TextPane .pane--stripe-2 { color: $v-term; }
TextPane .pane--stripe-3 { color: $v-notice; }
TextPane .pane--term-1 { color: $v-term; }
TextPane .pane--term-2 { color: $v-term; }
TextPane .pane--quotation { color: $v-quotation; }
TextPane .pane--excerpt { color: $v-excerpt-text; background: $v-excerpt-background; text-style: $v-excerpt-style; }
TextPane .pane--term { color: $v-term; }
TextPane .pane--hit { color: $v-hit-text; background: $v-hit-background; text-style: $v-hit-style; }
TextPane .pane--now { color: $v-now-text; background: $v-now-background; text-style: $v-now-style; }
TextPane .pane--selection {
  color: $v-selection-text; background: $v-selection-background; text-style: $v-selection-style;
}
LineList .list--dim { color: $v-muted; text-style: $v-muted-style; }
LineList .list--name { color: $v-speaker; }
LineList .list--match { color: $v-mark; }
LineList .list--mark { color: $v-notice; }
LineList .list--excerpt { color: $v-excerpt; }
LineList .list--quotation { color: $v-quotation; }
LineList .list--cursor { color: $v-cursor-text; background: $v-cursor-background; text-style: $v-cursor-style; }
Prompt .prompt--note { color: $v-muted; text-style: $v-muted-style; }
StatusLine { color: $v-bar-text; background: $v-bar-background; }
StatusLine .status--dim { text-style: $v-muted-style; }
StatusLine .status--notice { color: $v-notice; }
StatusLine .status--error { color: $v-error; }
"""
"""What the colours of a theme do; the app's own stylesheet begins with it."""


def names(themes: Iterable[Colours]) -> list[str]:
    """Theme names in the order they are offered: terminal first, the reader's own last."""
    order = ("terminal", "light", "dark", "high-contrast", "monochrome")
    return sorted((theme.name for theme in themes), key=lambda n: (order.index(n) if n in order else len(order), n))
