"""JSON Lines, as `excerpt export` and `excerpt list --json` write them; or a log of excerpts, as it stands now."""

from __future__ import annotations

import json
from typing import Any

from index.excerpts.events import Event, cleaned, decode
from index.excerpts.records import to_record
from index.excerpts.state import State

Record = dict[str, Any]


def read(text: str) -> tuple[list[Record | None], list[Event]]:
    """A record a line that is not blank; of a log, its excerpts, and the changes of those that it does not hold."""
    lines = [line for line in text.split("\n") if line.strip()]
    encoded = [line.encode("utf-8", "surrogatepass") for line in lines]
    events = [decode(line) for line in encoded]
    log = State()
    log.play([line for line, event in zip(encoded, events, strict=True) if event is not None], 1, b"")
    held = set(log.everything)
    records: list[Record | None] = [to_record(excerpt) for excerpt in log.get(log.names)]
    records += [_record(line) for line, event in zip(lines, events, strict=True) if event is None]
    changes = [event for event in events if event and event.get("event") != "add" and event.get("id") not in held]
    return records, changes


def _record(line: str) -> Record | None:
    try:
        record = cleaned(json.loads(line))
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
