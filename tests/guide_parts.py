"""What each generated part of the guide is made from: the app itself, its table of actions, commands, settings."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import click
from cli_library import call
from contrast import contrasts
from guide import Part, anchor, code, every_part, fenced, table
from pilots import reading

from index import formats
from index.excerpts.cite import STYLES
from index.excerpts.export import FORMATS as EXPORTS
from index.settings import SETTINGS, documented
from tui import theming
from tui.actions import ACTIONS, CHAINS, PANES
from tui.cli import group
from tui.recent import sample_library
from tui.screens.help import GROUPS

WIDE = 100  # columns of a help text
PRESSED = {
    "Enter": "enter",
    "Space": "space",
    "Esc": "escape",
    "Tab": "tab",
    "S-Tab": "shift+tab",
    "Down": "down",
    "Up": "up",
}
"""Keys as the guide writes them, as a pilot presses them; anything else is typed."""


def commands() -> Iterator[tuple[str, click.Context, click.Command]]:
    """Every verb by its full name, `excerpt add` too, with the context that prints its help."""

    def inside(
        context: click.Context, here: click.Group, before: str
    ) -> Iterator[tuple[str, click.Context, click.Command]]:
        for name in here.list_commands(context):
            found = here.get_command(context, name)
            assert found is not None
            inner = click.Context(found, context, name, terminal_width=WIDE, max_content_width=WIDE)
            yield f"{before}{name}", inner, found
            if isinstance(found, click.Group):
                yield from inside(inner, found, f"{before}{name} ")

    root = click.Context(group.variorum, info_name="variorum", **group.HELP_NAMES)
    yield from inside(root, group.variorum, "")


def _verbs(_words: str) -> str:
    return table(
        ("command", "what it does"), [(code(f"variorum {name}"), here.short_help or "") for name, _, here in commands()]
    )


def _verb(words: str) -> str:
    return fenced(next(here.get_help(context) for name, context, here in commands() if name == words))


def groups() -> list[str]:
    """The groups of keys, those of single panes first, else in the order of the table."""
    return sorted(dict.fromkeys(part for chain in CHAINS.values() for part in chain), key=_reach)


def _reach(part: str) -> int:
    return sum(part in chain for chain in CHAINS.values())


def heading(part: str) -> str:
    """What a group of keys is called."""
    return GROUPS.get(part) or f"In {PANES.get(part, part)}"


def _keys(words: str) -> str:
    if not words:
        return "\n\n".join(f"### {heading(part)}\n\n{_keys(part)}" for part in groups())
    found = [action for action in ACTIONS if words in action.contexts]
    rows = [("  ".join(map(code, action.keys)), action.label, action.help, code(action.id)) for action in found]
    return table(("keys", "name", "what it does", "action"), rows)


def _panes(_words: str) -> str:
    rows = [
        (name, ", ".join(f"[{heading(part)}](#{anchor(heading(part))})" for part in CHAINS[pane]))
        for pane, name in PANES.items()
    ]
    return table(("pane", "its keys, first to last"), rows)


def _settings(_words: str) -> str:
    rows = [(code(setting.name), code(setting.written), setting.help) for setting in SETTINGS]
    return table(("setting", "default", "what it does"), rows)


def _config(_words: str) -> str:
    return fenced(documented(), "yaml")


def _themes(_words: str) -> str:
    rows = []
    themes, _ = theming.load_themes()
    for name in theming.names(themes.values()):
        ratios = contrasts(themes[name]).values()
        least = f"{min(ratios):.1f} : 1" if ratios else "your terminal’s own colours"
        promised = f"{themes[name].contrast:g} : 1" if ratios else ""
        rows.append((code(name), themes[name].description, least, promised))
    return table(("theme", "what it is", "least contrast of its pairs", "promised"), rows)


def _roles(_words: str) -> str:
    return table(
        ("role", "when a theme does not name it"), [(code(role), code(other)) for role, other in theming.ROLES.items()]
    )


def _formats(_words: str) -> str:
    rooms: dict[str, list[str]] = {}
    for suffix, room in formats._FORMATS.items():
        rooms.setdefault(room, []).append(suffix)
    return table(
        ("format", "names that end in"),
        [(room, " ".join(map(code, filter(None, names)))) for room, names in rooms.items()],
    )


def _exports(_words: str) -> str:
    return table(("format", "suffix"), [(code(name), code(f".{suffix}")) for name, suffix in EXPORTS.items()])


def _styles(_words: str) -> str:
    return table(("style", "template"), [(code(name), code(template)) for name, template in STYLES.items()])


def _params(_words: str) -> str:
    ran = call("compare", "ai_race", "--json")
    rows = [
        (code(name), str(value))
        for name, value in json.loads(ran.stdout)["params"].items()
        if isinstance(value, int | float)
    ]
    return table(("name in `params`", "value"), rows)


def _run(words: str) -> str:
    name, *arguments = shlex.split(words)
    assert name == "variorum", words
    with newcomer():
        ran = call(*arguments)
    assert ran.returncode in (0, 1, 3), ran.stderr.decode()
    return fenced(f"$ {words}\n{ran.stdout.decode()}{ran.stderr.decode()}")


@contextmanager
def newcomer() -> Iterator[None]:
    """Someone who has never used the program: no state, no excerpts, no settings. The index alone is kept."""
    with TemporaryDirectory() as folder:
        folders = {f"XDG_{name}_HOME": str(Path(folder, name.lower())) for name in ("STATE", "DATA", "CONFIG")}
        with patch.dict(os.environ, folders):
            yield


async def _screen(words: str, size: str = "") -> str:
    place, _, typed = (part.strip() for part in words.partition("|"))
    named, _, at = place.partition(" ")
    width, height = map(int, (size or named).split("x"))
    with newcomer():
        async with reading(sample_library(), (width, height), at=at or None, complete=True) as reader:
            for key in shlex.split(typed):  # one after the other, as a reader does who looks at each screen
                await reader.press(PRESSED.get(key, key))
            return fenced(reader.screen)


async def _gallery(words: str) -> str:
    screens = dict.fromkeys(part.words.partition("|")[2].strip() for part in every_part("screen"))
    titles = {keys: f"`{keys}`" if keys else "The first screen" for keys in screens}
    return "\n\n".join([f"## {titles[keys]}\n\n{await _screen(f'{words} | {keys}')}" for keys in screens])


MADE = {
    "verbs": _verbs, "verb": _verb, "keys": _keys, "panes": _panes, "settings": _settings, "config": _config,
    "themes": _themes, "roles": _roles, "formats": _formats, "exports": _exports, "styles": _styles, "params": _params,
    "run": _run,
}  # fmt: skip
"""The kinds of parts that need no reader."""

DRAWN = {"screen": _screen, "gallery": _gallery}
"""The kinds that are drawn by a running reader."""


async def made(part: Part) -> str:
    """What the part should say."""
    if part.kind in DRAWN:
        return await DRAWN[part.kind](part.words)
    assert part.kind in MADE, f"{part}: there is no such part; there are {', '.join([*MADE, *DRAWN])}"
    return MADE[part.kind](part.words)
