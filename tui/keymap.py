"""Which key means what: the table of actions, the reader's own `keys.yaml`, and the keys typed so far.

This module alone turns key presses into actions. It checks the reader's changes (an unknown action, a key used twice,
an action that no key reaches any more) and names file and line, because a stolen or misspelt key otherwise fails in
silence. No key waits on a timer: after the first of two keys the program simply waits for the second, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SettingsError
from tui.actions import ACTIONS, BY_ID, CHAINS, PANES, Action

Keys = tuple[str, ...]

_NAMES = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "S-Tab", "delete": "Delete",
    "backspace": "Backspace", "insert": "Insert", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "home": "Home", "end": "End", "pageup": "PageUp", "pagedown": "PageDown",
    "ctrl+j": "Enter",  # what Return arrives as when it was typed before the terminal was in raw mode
    **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip
_BY_LOWER = {name.lower(): name for name in _NAMES.values()}
WILD = ("{letter}", "{digit}")


@dataclass(frozen=True, slots=True)
class Press:
    """An action asked for: with the number typed before it (None: no number) and the letter or digit it takes."""

    action: Action
    count: int | None = None
    letter: str = ""

    @property
    def times(self) -> int:
        return self.count or 1


def key_name(key: str, character: str | None = None) -> str:
    """A terminal's key (its name, and the character it types) in the notation of the table: `ctrl+d` is `^d`."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+") and len(key) == 6:
        return "^" + key[5:]
    if character and character.isprintable():
        return character
    return key


def parse_keys(written: str) -> Keys:
    """A key as a person writes it, as the presses it takes: `gg` is two, `^d` one, `PageDown` one, `g Space` two.

    Raises ValueError for nothing at all and for a name that is no key.
    """
    parts: list[str] = []
    for word in written.split() if written.strip() else ([] if written != " " else ["Space"]):
        if word.lower() in _BY_LOWER:
            parts.append(_BY_LOWER[word.lower()])
        elif re.fullmatch(r"(?i:f\d+|[a-z]+[-+].+|ctrl.*)", word) and len(word) > 2:
            raise ValueError(f"{word} is not a key that variorum knows")
        else:
            parts += re.findall(r"\{letter\}|\{digit\}|\^[a-z]|.", word)
    if not parts:
        raise ValueError("a key is missing")
    return tuple(parts)


def write_keys(keys: Keys) -> str:
    """The presses as a person reads them; the inverse of `parse_keys`."""
    names = any(len(key) > 1 and key not in WILD and not key.startswith("^") for key in keys)
    return (" " if names else "").join(keys)


def _matches(pattern: str, key: str) -> bool:
    if pattern == "{letter}":
        return len(key) == 1 and key.isalpha()
    if pattern == "{digit}":
        return len(key) == 1 and key in "123456789"
    return pattern == key


def _clash(one: Keys, other: Keys) -> bool:
    """True when typing one of them can also mean, or hides, the other."""
    return all(_matches(a, b) or _matches(b, a) for a, b in zip(one, other, strict=False))


@dataclass(frozen=True)
class Keymap:
    """The keys in force. `problems` are what is wrong with the reader's own, each with file and line."""

    keys: Mapping[str, tuple[Keys, ...]] = field(
        default_factory=lambda: {action.id: tuple(parse_keys(key) for key in action.keys) for action in ACTIONS}
    )
    problems: tuple[str, ...] = ()

    def shown(self, action: str) -> str:
        """The first key of an action, as footer and help show it; "" when it has none."""
        keys = self.keys.get(action, ())
        return write_keys(keys[0]) if keys else ""

    def all_shown(self, action: str) -> tuple[str, ...]:
        return tuple(write_keys(keys) for keys in self.keys.get(action, ()))

    def candidates(self, pane: str, typed: Keys) -> list[tuple[Keys, Action]]:
        """What the keys typed so far may become in `pane`: those that fit exactly first."""
        chain = CHAINS[pane]
        found = [
            (keys, action)
            for action in ACTIONS
            if any(group in chain for group in action.contexts)
            for keys in self.keys[action.id]
            if len(keys) >= len(typed) and all(map(_matches, keys, typed))
        ]
        return sorted(found, key=lambda pair: (len(pair[0]), any(key in WILD for key in pair[0])))

    def begins(self, key: str) -> bool:
        """Whether `key` begins a command of two keys in some pane: elsewhere both are nothing, not the second alone."""
        return any(len(keys) > 1 and keys[0] == key for several in self.keys.values() for keys in several)

    def takes_digits(self, pane: str) -> bool:
        """True where 1 to 9 choose a row or a view, so that they cannot be counts."""
        return bool(self.candidates(pane, ("1",)))


class Sequencer:
    """The keys typed so far. Feed it a key; it answers with a press when one is complete."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._count = ""
        self._typed: Keys = ()

    @property
    def pending(self) -> str:
        """What has been typed of an unfinished command, for the status line."""
        return self._count + write_keys(self._typed) if self._typed or self._count else ""

    def clear(self) -> None:
        self._count, self._typed = "", ()

    def feed(self, key: str, pane: str) -> Press | None:
        """The press that `key` completes in `pane`. None: `pending` waits for more, or nothing is bound to it."""
        if key == "Esc" and self.pending:
            self.clear()
            return None
        digit = len(key) == 1 and key in "0123456789"
        if digit and not self._typed and (key != "0" or self._count) and not self.keymap.takes_digits(pane):
            self._count = (self._count + key)[:7]
            return None
        typed = (*self._typed, key)
        found = self.keymap.candidates(pane, typed)
        if (found and len(found[0][0]) > len(typed)) or (not found and len(typed) == 1 and self.keymap.begins(key)):
            self._typed = typed
            return None
        count = int(self._count) if self._count else None
        self.clear()
        if not found:
            return None
        keys, action = found[0]
        return Press(action, count, typed[-1] if keys[-1] in WILD else "")


def load_keymap(path: Path) -> Keymap:
    """The keys of the table with the changes of the file at `path`, if there is one.

    The file maps an action to a key or a list of keys, `find.open: ["/", "^f"]`; `preset: emacs` begins with those.
    What is wrong in it is left out, keeps the key it had, and is told in `problems`. Raises nothing.
    """
    if not path.is_file():
        return Keymap()
    from index.config import parse_yaml  # 25 ms that a start without an own keys.yaml need not pay
    from index.paths import read_own

    try:
        text = read_own(path)
        data = parse_yaml(text, str(path))
    except (OSError, UnicodeDecodeError, SettingsError) as error:
        return Keymap(problems=(f"{path}: {error}" if not isinstance(error, SettingsError) else str(error),))
    if not isinstance(data, dict):
        return Keymap(problems=(f"{path}:1: expected lines like `find.open: /`",) if data else ())
    return _changed(data, text, path)


def preset(name: str) -> Keymap:
    """The table of actions with the changes of a preset. Raises ValueError when there is no such preset."""
    from tui.presets import PRESETS  # a start without an own keys.yaml asks for none

    if name not in PRESETS:
        raise ValueError(f"there is no preset {name}; there are {', '.join(PRESETS)}")
    changed = {action: tuple(parse_keys(key) for key in keys.split()) for action, keys in PRESETS[name].items()}
    return Keymap({**Keymap().keys, **changed})


def _changed(data: Mapping[str, object], text: str, path: Path) -> Keymap:
    keys = dict(Keymap().keys)
    lines = {
        match[1]: text.count("\n", 0, match.start()) + 1
        for match in re.finditer(r"(?m)^[ \t]*[\"']?([\w.]+)[\"']?[ \t]*:", text)
    }
    problems: list[str] = []

    def complain(name: str, what: str) -> None:
        problems.append(f"{path}:{lines.get(name, 1)}: {what}")

    if "preset" in data:
        try:
            keys = dict(preset(str(data["preset"])).keys)
        except ValueError as error:
            complain("preset", str(error))
    begun = dict(keys)
    changed: list[str] = []
    for name, value in data.items():
        if name == "preset":
            continue
        if name not in BY_ID:
            from difflib import get_close_matches  # nothing that a start with sound keys should wait for

            near = get_close_matches(str(name), BY_ID, 1)
            hint = f"is it {near[0]}?" if near else "`variorum keys` lists them"
            complain(name, f"there is no action {name}; {hint}")
            continue
        written = value if isinstance(value, list) else [value]
        try:
            keys[name] = tuple(parse_keys(str(key)) for key in written)
        except ValueError as error:
            complain(name, f"{name}: {error}")
            continue
        changed.append(name)
        if not keys[name]:
            complain(name, f"no key reaches {name} any more; only the palette does")
    for name in changed:
        if (taken := _taken(name, keys)) is not None:
            complain(name, f"{name}: {taken}")
            keys[name] = begun[name]
    return Keymap(keys, tuple(problems))


def _taken(name: str, keys: Mapping[str, tuple[Keys, ...]]) -> str | None:
    """Why the keys of `name` cannot be: what they hide or are hidden by, in some pane. None: they can."""
    for pane, chain in CHAINS.items():
        if not any(group in chain for group in BY_ID[name].contexts):
            continue
        for other in ACTIONS:
            if other.id == name or not any(group in chain for group in other.contexts):
                continue
            for mine in keys[name]:
                for theirs in keys[other.id]:
                    if not _clash(mine, theirs):
                        continue
                    if len(mine) == len(theirs):
                        return f"{write_keys(mine)} is already {other.id} in {PANES[pane]}; give that another key first"
                    return f"{write_keys(mine)} and {write_keys(theirs)} ({other.id}) hide one another in {PANES[pane]}"
    return None


def clashes(keymap: Keymap | None = None) -> list[str]:
    """What is wrong with a keymap, by default the table itself; a test holds this empty."""
    keys = (keymap or Keymap()).keys
    return [f"{action.id}: {reason}" for action in ACTIONS if (reason := _taken(action.id, keys)) is not None]
