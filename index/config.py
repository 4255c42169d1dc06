"""YAML that people write, read as text: the only place that parses settings, keys, themes, topics and metadata.

YAML can do far more than hold settings, and some of it hangs or kills a program: alias bombs, merge keys, deep nesting,
typed objects. So only the plain part of it is read here, from the event stream, in one bounded pass, and every value is
a string: `no` is the word no, and a date is what was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from index.errors import SettingsError
from index.text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

MAX_CHARACTERS = 1 << 20
MAX_DEPTH = 16
MAX_ENTRIES = 50_000


def parse_yaml(text: str, name: str, limit: int = MAX_CHARACTERS) -> Data:
    """What `text` says, as strings, lists and dicts of strings; `{}` when it says nothing. An empty value is "".

    Strings are cleaned after parsing, for an escape in YAML ("\\e") gives birth to a control character. Raises
    SettingsError, which names `name` (a file) and the line, for anything but plain YAML: more than `limit` characters,
    16 levels or 50,000 entries, anchors, aliases, tags, a key that is no text, a key written twice, two documents.
    """
    if len(text) > limit:
        raise SettingsError(f"{clean_line(name)}: longer than {limit:,} characters")
    plain = _plain(text)
    return plain if plain is not None else _Reader(name, text).read()


def line_of(text: str, *path: str | int) -> int:
    """The line, from 1, of the value at `path` (keys, and positions in lists) in YAML text that parses; else 1.

    For messages about a value that parses but cannot be used.
    """
    reader = _Reader("", text)
    try:
        reader.read()
    except SettingsError:
        return 1
    while path and path not in reader.lines:
        path = path[:-1]
    return reader.lines.get(path, 1)


# `name: value` with nothing in the value that YAML would read in another way, and `name: [one, two]`.
_SAFE = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*"
_PLAIN = re.compile(rf"([A-Za-z_][\w-]*):(?: +(?:({_SAFE})|\[([^\[\]{{}}:#'\"]+)\]))? *")
_SAFE_ITEM = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,]*")


def _plain(text: str) -> Data | None:
    """What YAML would make of text that is only lines of `name: value`; None for all else.

    Most front matter is that simple, and PyYAML takes 40 ms to import: a document on the first screen cannot wait.
    """
    data: dict[str, Data] = {}
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            continue
        found = _PLAIN.fullmatch(line) if line.isprintable() else None
        if found is None or found[1] in data:
            return None
        if found[3] is None:
            data[found[1]] = clean(found[2] or "").rstrip()
            continue
        items: list[Data] = [clean(item).strip(" ") for item in found[3].split(",")]
        if not all(isinstance(item, str) and _SAFE_ITEM.fullmatch(item) for item in items):
            return None
        data[found[1]] = items
    return data


class _Reader:
    """One pass over the events of one YAML text."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.entries = 0
        self.line = 1
        self.lines: dict[tuple[str | int, ...], int] = {}

    def refuse(self, why: str, line: int | None = None) -> SettingsError:
        return SettingsError(f"{clean_line(self.name)}:{line or self.line}: {clean_line(why)}")

    def read(self) -> Data:
        # 40 ms to import, and a folder without settings never needs it: not before the first paint.
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            events = self.checked(yaml.parse(self.text, Loader=loader))
            data: Data = {}
            for at, event in enumerate(events):
                if isinstance(event, yaml.DocumentStartEvent) and at > 1:
                    raise self.refuse("a second document begins; only one is read")
                if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                    data = self.value(event, events, ())
            return data
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise self.refuse(error.problem or error.context or "not YAML", line) from None
        except (yaml.YAMLError, ValueError) as error:  # ValueError: a lone surrogate
            raise self.refuse(str(error).split("\n")[0]) from None

    def checked(self, events: Iterator[Event]) -> Iterator[Event]:
        from yaml import AliasEvent, CollectionEndEvent, CollectionStartEvent

        depth = 0
        for event in events:
            self.line = event.start_mark.line + 1 if event.start_mark else self.line
            self.entries += 1
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise self.refuse("anchors (&) and aliases (*) are not read; put quotes round a text that begins so")
            if (tag := getattr(event, "tag", None)) and tag != "!":
                raise self.refuse("tags (!) are not read; put quotes round a text that begins so")
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                raise self.refuse(f"nested more than {MAX_DEPTH} levels deep")
            if self.entries > MAX_ENTRIES:
                raise self.refuse(f"more than {MAX_ENTRIES:,} entries")
            yield event

    def value(self, event: Event, events: Iterator[Event], path: tuple[str | int, ...]) -> Data:
        from yaml import CollectionEndEvent, MappingStartEvent, ScalarEvent

        self.lines[path] = self.line
        if isinstance(event, ScalarEvent):
            return clean(event.value)
        if not isinstance(event, MappingStartEvent):
            items: list[Data] = []
            while not isinstance(event := next(events), CollectionEndEvent):
                items.append(self.value(event, events, (*path, len(items))))
            return items
        entries: dict[str, Data] = {}
        while not isinstance(event := next(events), CollectionEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self.refuse("a key must be plain text")
            key = clean_line(event.value)
            if key in entries:
                raise self.refuse(f"{key!r} is written twice")
            entries[key] = self.value(next(events), events, (*path, key))
        return entries
