"""One event of the log and the one line of bytes that stands for it.

A line is a JSON object whose first member is a CRC-32 of every byte that follows it, so that a line is checked without
parsing it, and by other programs too. Only this room writes or reads such lines.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from index.text.clean import clean

VERSION = 1

_HEAD = b'{"crc":"'
_BODY = len(_HEAD) + 8 + len(b'",')
# A raw line break of any kind inside a line would split it for readers that know more line ends than LF.
_SEPARATORS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
# What cleaned text cannot hold: JSON escapes that may stand for controls, and controls that are not ASCII.
_SUSPECT = re.compile(
    rb"\\u|\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xed[\xa0-\xbf]"
)

_ADDED = re.compile(rb'\{"crc":"([0-9a-f]{8})","v":1,"event":"add","id":"([0-9a-z]{1,40})","')
_parse = json.JSONDecoder().raw_decode  # a third quicker than json.loads, for ten thousand lines

Event = dict[str, Any]


def now() -> str:
    """This moment in UTC, ISO 8601 with seconds: the form of every time in the log."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def json_line(record: Mapping[str, Any]) -> str:
    """`record` as JSON on one line, real characters, without a line end; no reader of lines will split it."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_SEPARATORS) if any(map(text.__contains__, "\x85\u2028\u2029")) else text


def encode(event: Mapping[str, Any]) -> bytes:
    """The line of an event, its LF included. `event` holds at least `event`, `id` and `at`."""
    body = json_line({"v": VERSION, **event})[1:].encode("utf-8", "surrogatepass")
    return b'%s%08x",%s\n' % (_HEAD, zlib.crc32(body), body)


def decode(line: bytes) -> Event | None:
    """The event of a line without its LF; None when its checksum or its JSON is wrong."""
    if not line.startswith(_HEAD):
        return None
    try:
        if int(line[len(_HEAD) : len(_HEAD) + 8], 16) != zlib.crc32(memoryview(line)[_BODY:]):
            return None
        event, _ = _parse(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    suspect = b"\\u" in line if line.isascii() else _SUSPECT.search(line)
    return cleaned(event) if suspect else event


def added(line: bytes) -> str | None:
    """The id in the line of an `add` as `encode` writes it, its checksum being right; None for any other line."""
    head = _ADDED.match(line)
    if head is None or int(head[1], 16) != zlib.crc32(memoryview(line)[_BODY:]):
        return None
    return head[2].decode("ascii")


def salvage(line: bytes) -> Event | None:
    """The event that still stands whole at the end of a damaged line: the LF before it was lost, not the event."""
    at = line.rfind(_HEAD)
    return decode(line[at:]) if at > 0 else None


def cleaned(value: Any) -> Any:
    """The same data with every text cleaned: a log may come from elsewhere, and escapes make controls after parsing."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value
