"""W3C Web Annotations: those that `excerpt export` writes, and those of other programs as far as they quote a text."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from index.errors import ExcerptError
from index.excerpts.events import Event, cleaned
from index.excerpts.excerpt import GAP
from index.excerpts.export.annotation import URN


def read(text: str) -> tuple[list[dict[str, Any] | None], list[Event]]:
    """A record an annotation: of one alone, a list, a page or a collection. Raises ExcerptError for no JSON."""
    try:
        document = cleaned(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise ExcerptError("this is not a JSON-LD document") from error
    return [_record(item) for item in _items(document)], []


def _items(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        if isinstance(document.get("first"), dict):
            return _items(document["first"])
        if "items" in document:
            return _listed(document["items"])
    return [document]


def _record(item: Any) -> dict[str, Any] | None:
    if not isinstance(item, dict):
        return None
    if isinstance(item.get("variorum"), dict):
        own: dict[str, Any] = item["variorum"]
        return own
    targets = [target for target in _listed(item.get("target")) if isinstance(target, dict)]
    parts = [_part(target) for target in targets]
    if not parts or not all(isinstance(part["text"], str) for part in parts):
        return None
    bodies = [body for body in _listed(item.get("body")) if isinstance(body, dict)]
    values = [(body.get("purpose"), body["value"]) for body in bodies if isinstance(body.get("value"), str)]
    record: dict[str, Any] = parts[0] if len(parts) == 1 else {"parts": parts}
    record |= {
        "doc": unquote(str(targets[0].get("source", ""))),
        "text": GAP.join(part["text"] for part in parts),
        "note": "\n\n".join(value for purpose, value in values if purpose != "tagging"),
        "tags": [value for purpose, value in values if purpose == "tagging"],
    }
    name, created = item.get("id"), item.get("created")
    if isinstance(name, str) and name.startswith(URN):
        record["id"] = name.removeprefix(URN)
    if isinstance(created, str):
        record["created"] = created
    return record


def _part(target: dict[str, Any]) -> dict[str, Any]:
    """The quote and position of a target; one without a position is found by its words alone."""
    part: dict[str, Any] = {"text": None, "start": 0}
    for selector in _listed(target.get("selector")):
        kind = selector.get("type") if isinstance(selector, dict) else None
        if kind == "TextQuoteSelector":
            part["text"] = selector.get("exact")
            part |= {side: selector[side] for side in ("prefix", "suffix") if side in selector}
        elif kind == "TextPositionSelector":
            part |= {edge: selector.get(edge) for edge in ("start", "end")}
    if "end" not in part and isinstance(part["text"], str):
        part["end"] = len(part["text"])
    return part


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
