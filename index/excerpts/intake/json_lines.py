"""JSON Lines, as `excerpt export` and `excerpt list --json` write them; a log of excerpts as well, with its changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from index.excerpts.events import cleaned, decode


def read(text: str) -> Iterator[dict[str, Any] | None]:
    """A record a line that is not blank; a change from a log keeps its `event`."""
    for line in text.split("\n"):
        if line.strip():
            yield _record(line)


def _record(line: str) -> dict[str, Any] | None:
    record = decode(line.encode("utf-8", "surrogatepass"))
    if record is None:
        try:
            record = cleaned(json.loads(line))
        except (ValueError, RecursionError):
            return None
        if not isinstance(record, dict) or "event" in record:
            return None
    if record.get("event") == "add":
        del record["event"]
    return record
