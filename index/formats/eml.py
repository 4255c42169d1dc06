"""Letters: one e-mail as its header lines, its text, and what it quotes of others kept as quotations.

The plain part of a letter is read, or the HTML one when there is no other; what is attached is named, not read.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from index.errors import FormatError
from index.formats.flow import Flow
from index.formats.html import decoded, pour
from index.formats.sheet import Sheet
from index.formats.tree import parse
from index.model import Extraction, MarkKind, Metadata
from index.text.clean import clean, clean_line
from index.text.dates import iso_date
from index.text.decode import decode, meant

MOST_PARTS = 500
MOST_DEPTH = 50
_LONGEST_HEADER = 4000
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_QUOTED = re.compile(r"[ \t]?>[ \t]?")


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a letter. `encoding` overrides what its parts say of themselves."""
    if data.count(b"\nContent-Type: multipart/") + data.count(b"\ncontent-type: multipart/") > MOST_PARTS:
        raise FormatError(f"more than the {MOST_PARTS} parts that are read")
    try:
        letter = message_from_bytes(data)
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise FormatError(f"a damaged e-mail: {type(error).__name__}") from None
    plain, pages, attached = _parts(letter)
    headers = {name: _header(letter, name) for name in _SHOWN}
    if not any(headers.values()) and not letter.keys():
        raise FormatError("not an e-mail: it has no header")
    sheet = Sheet()
    head = "\n".join(f"{name}: {value}" for name, value in headers.items() if value)
    sheet.block(head, MarkKind.META)
    used = ""
    if plain:
        for part in plain:
            text, used = _text(part, encoding)
            _write(text, sheet)
    for part in () if plain else pages:
        text, used = decoded(_bytes(part), encoding or _charset(part))
        flow = Flow(sheet)
        pour(parse(text), flow)
        flow.close()
    problems = [f"{len(attached)} attached, not read: {', '.join(attached[:10])}"] if attached else []
    return sheet.extraction(_metadata(headers), used or "utf-8", problems)


def _parts(letter: Message) -> tuple[list[Message], list[Message], list[str]]:
    """The plain and the HTML parts of a letter, and the names of what is attached."""
    plain, pages, attached = [], [], []
    waiting: list[tuple[Message, int]] = [(letter, 0)]
    for _ in range(MOST_PARTS):
        if not waiting:
            break
        part, depth = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart():
            if depth < MOST_DEPTH and kind != "message/rfc822":
                inner = [each for each in part.get_payload() if isinstance(each, Message)]
                waiting += [(each, depth + 1) for each in reversed(inner)]
            else:
                attached.append("a forwarded letter")
        elif part.get_filename() or part.get_content_disposition() == "attachment":
            attached.append(clean_line(str(part.get_filename() or kind), 80))
        elif kind == "text/html":
            pages.append(part)
        elif kind.startswith("text/"):
            plain.append(part)
    return plain, pages, attached


def _header(letter: Message, name: str) -> str:
    value = str(letter.get(name) or "")[:_LONGEST_HEADER]
    if "=?" in value:
        try:
            pieces = decode_header(value)
        except (MessageError, ValueError):
            pieces = [(value, None)]
        value = "".join(
            piece if isinstance(piece, str) else decode(piece, meant(charset) if charset else None)[0]
            for piece, charset in pieces
        )
    elif not value.isascii():
        value = decode(
            value.encode("ascii", "surrogateescape") if _is_raw(value) else value.encode("utf-8", "replace")
        )[0]
    return " ".join(clean(value).split())


def _is_raw(value: str) -> bool:
    return all(ord(letter) < 128 or "\udc80" <= letter <= "\udcff" for letter in value)


def _charset(part: Message) -> str | None:
    named = part.get_content_charset()
    return meant(named) if named and named not in ("us-ascii", "utf-8", "unknown-8bit") else None


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, encoding: str | None) -> tuple[str, str]:
    text, used = decode(_bytes(part), encoding or _charset(part))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?m)(?<=\S) \n(?=[^\s>-])", " ", text)
    return text, used


def _write(text: str, sheet: Sheet) -> None:
    """Paragraphs, and what is quoted with `>` as quotations, one for each level of a reply."""
    lines: list[str] = []
    level = 0
    for line in [*text.split("\n"), ""]:
        here, at = 0, 0
        while here < 20 and (found := _QUOTED.match(line, at)):
            here, at = here + 1, found.end()
        said = line[at:].rstrip()
        if here != level or not said.strip():
            sheet.block("\n".join(lines), MarkKind.QUOTE if level else None, level)
            lines, level = [], here
        if said.strip():
            lines.append(said)
    sheet.block("\n".join(lines), MarkKind.QUOTE if level else None, level)


def _metadata(headers: dict[str, str]) -> Metadata:
    people = [name or address for name, address in getaddresses([headers["From"]])]
    others = [name for name, _ in getaddresses([headers["To"], headers["Cc"]]) if name]
    date = ""
    if headers["Date"]:
        try:
            date = parsedate_to_datetime(headers["Date"]).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            date = iso_date(headers["Date"])
    author = ", ".join(name for name in people if name)
    return Metadata(
        title=clean_line(headers["Subject"]),
        date=date,
        author=clean_line(author, 200),
        kind="letter",
        people=tuple(dict.fromkeys(clean_line(name, 80) for name in [*people, *others][:24] if name)),
    )
