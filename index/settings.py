"""The reader's settings: `config.yaml`, its defaults and what each one means, in one table.

This room alone says which settings exist. The reader, the command line, `variorum config --init` and the guide are all
made from the table, so that none of them can name one that is not there. A setting that cannot be used never stops
anything: its default holds, and the problem is told with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from index.errors import SettingsError
from index.paths import config_dir, private_dir, read_own

if TYPE_CHECKING:
    from index.config import Data

NAME = "config.yaml"
MEASURES = (30, 100)
"""Cells of the text column: what is narrower breaks words, what is wider loses the eye at the line's end."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. `wrong` is what was refused by its name, "" for the file, told with file and line."""

    theme: str = ""
    measure: int = 72
    documents: bool = True
    cite: str = "default"
    citation: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ignore: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file, each with its name and line."""
        return tuple(self.wrong.values())


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: how it is written by default, what it does, and how its value is read.

    `read` raises ValueError with what is expected when it gets something else, and with the key below which it did.
    `example` is shown, commented out.
    """

    name: str
    written: str
    help: str
    read: Callable[[Data], Any]
    example: str = ""


def _word(value: Data) -> str:
    if not isinstance(value, str):
        raise ValueError("one word is expected")
    return value


def _measure(value: Data) -> int:
    low, high = MEASURES
    if not (isinstance(value, str) and value.isascii() and value.isdecimal() and low <= int(value[:4]) <= high):
        raise ValueError(f"a number from {low} to {high} is expected")
    return int(value)


def _switch(value: Data) -> bool:
    known = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if not isinstance(value, str) or value.lower() not in known:
        raise ValueError("yes or no is expected")
    return known[value.lower()]


def _templates(value: Data) -> Mapping[str, str]:
    named = {"default": value} if isinstance(value, str) else value
    if not isinstance(named, dict):
        raise ValueError("a template, or names with their templates, are expected")
    from index.text.template import check  # nothing that a start without own styles should wait for

    templates = {}
    for name, template in named.items():
        if not isinstance(template, str):
            raise ValueError(f"{name} is not a template", name)
        try:
            check(template)
        except ValueError as error:
            raise ValueError(f"{name}: {error}", name) from None
        templates[name] = template
    return MappingProxyType(templates)


def _patterns(value: Data) -> tuple[str, ...]:
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(pattern, str) for pattern in several):
        raise ValueError("a list of names or patterns is expected")
    return tuple(pattern for pattern in several if isinstance(pattern, str) and pattern)


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", '""', "The colour theme: a name from `variorum themes`. Empty: what suits the terminal.", _word),
    Setting("measure", "72", f"Cells of the text column at most, from {MEASURES[0]} to {MEASURES[1]}.", _measure),
    Setting("documents", "yes", "Whether the list of documents stands beside the text where there is room.", _switch),
    Setting("cite", "default", "The citation style of `Y`, `variorum cite` and the exports.", _word),
    Setting(
        "citation",
        "{}",
        "Citation styles of your own. Fields in braces; what stands in brackets goes when a field in it is unknown.",
        _templates,
        "mine: '{title}[, {outlet}][ ({date})], {where}'",
    ),
    Setting(
        "ignore",
        "[]",
        "Files and folders that are no sources, in every library, written as in .gitignore.",
        _patterns,
        "- drafts/",
    ),
)
"""Every setting, in the order in which the file and the guide show them."""


def load(path: Path | None = None) -> Settings:
    """The settings of `path` (by default config.yaml in the configuration folder) over the defaults; never raises."""
    path = config_dir() / NAME if path is None else path
    try:
        text = read_own(path)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return Settings(wrong={"": f"{path}: it cannot be read: {error}"})
    from index.config import line_of, parse_yaml  # PyYAML costs more to import than everything else here

    try:
        written = parse_yaml(text, str(path))
    except SettingsError as error:
        return Settings(wrong={"": str(error)})
    if not isinstance(written, dict):
        return Settings(wrong={"": f"{path}:1: settings are lines like `measure: 72`"})
    known = {setting.name: setting for setting in SETTINGS}
    values: dict[str, Any] = {}
    wrong = {}
    for name, value in written.items():
        if name not in known:
            from difflib import get_close_matches  # nothing that a start with sound settings should wait for

            near = get_close_matches(name, known, 1)
            hint = f"; is it {near[0]}?" if near else f"; there are {', '.join(known)}"
            wrong[name] = f"{path}:{line_of(text, name)}: there is no setting {name}{hint}"
        elif value:
            try:
                values[name] = known[name].read(value)
            except ValueError as error:
                said, *below = error.args
                wrong[name] = f"{path}:{line_of(text, name, *below)}: {name}: {said}"
    return Settings(**values, wrong=wrong)


def shown(settings: Settings) -> dict[str, Any]:
    """The settings in force by name, as plain data."""
    return {
        place.name: dict(value) if isinstance(value := getattr(settings, place.name), Mapping) else value
        for place in fields(settings)
        if place.name != "wrong"
    }


def documented() -> str:
    """A config.yaml that says every setting with its default, commented out: it changes nothing until it is edited."""
    parts = [
        "# Settings of variorum. Take the # away before a setting to change it; `variorum config` shows the result."
    ]
    for setting in SETTINGS:
        lines = [f"# {setting.help}", f"#{setting.name}: {setting.written}"]
        if setting.example:
            lines[1:] = [f"#{setting.name}:", f"#  {setting.example}"]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def initialise(path: Path | None = None) -> Path:
    """Write the documented defaults to `path`, 0600, and return it. Raises SettingsError; never overwrites."""
    path = config_dir() / NAME if path is None else path
    try:
        private_dir(path.parent)
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(documented())
    except FileExistsError as error:
        raise SettingsError(f"{path}: there is one already; it is left as it is") from error
    except OSError as error:
        raise SettingsError(f"{path}: it cannot be written: {error.strerror or error}") from error
    return path
