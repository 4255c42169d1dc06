"""The YAML list that `excerpt export` writes, perhaps edited since."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from index.config import Data, parse_yaml
from index.errors import ExcerptError, SettingsError
from index.excerpts.events import Event

_ITEM = re.compile(r"^- ", re.MULTILINE)
_ITEMS = 200  # of the list, read at a time: the size of settings is bounded, and this is none
_NUMBER = re.compile(r"-?\d{1,12}")
_NUMBERS = ("start", "end", "line", "end_line", "occurrences", "rival", "rival_text", "rival_context", "rank")


def read(text: str) -> tuple[list[dict[str, Any] | None], list[Event]]:
    """A record an item. Raises ExcerptError for what is no YAML list."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    if not starts:
        raise ExcerptError("this is not a YAML list of excerpts")
    records: list[dict[str, Any] | None] = []
    for first, last in pairwise((*starts[::_ITEMS], len(text))):
        try:
            items = parse_yaml(text[first:last], "the import", limit=last - first)
        except SettingsError as error:
            raise ExcerptError(f"this is not a YAML list of excerpts: {error}") from error
        records += map(_record, items if isinstance(items, list) else ())
    return records, []


def _record(item: Data) -> dict[str, Any] | None:
    """An item with numbers, and nothing, where they belong: YAML is read as text alone."""
    if not isinstance(item, dict):
        return None
    record: dict[str, Any] = {name: _number(value) if name in _NUMBERS else value for name, value in item.items()}
    for name in ("tags", "parts", "twins", "landmarks", "kin"):
        if not record.get(name):
            record.pop(name, None)
    if isinstance(record.get("parts"), list):
        record["parts"] = [_record(part) for part in record["parts"]]
    if isinstance(record.get("landmarks"), list):
        record["landmarks"] = [
            [_number(mark[0]), *mark[1:]] if isinstance(mark, list) and mark else mark for mark in record["landmarks"]
        ]
    if record.get("speaker") in ("null", ""):
        del record["speaker"]
    return record


def _number(value: Data) -> Data | int:
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value
