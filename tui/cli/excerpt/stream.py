"""Excerpts that arrive as JSON Lines: read as they come, saved together, answered one by one.

Owns the order of things: what has arrived is saved with one write and answered before more is read, so that a program
may send a thousand lines at once or wait for each answer, and an answer always means that the excerpt is on the disk.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from index.errors import ExcerptError, VariorumError
from index.excerpts import Draft, Excerpt, ExcerptStore
from index.excerpts.describe import check
from index.model import Span

if TYPE_CHECKING:
    from index.api import Library

Answer = Excerpt | str
"""The excerpt that is on the disk, or why it is not."""

_CHUNK = 1 << 16  # bytes
_LONGEST = 1 << 24  # bytes of one line


def standard_input() -> Iterator[list[bytes]]:
    """The lines of standard input in the groups in which they arrive; blank ones left out.

    Raises UsageError for a line of more than 16 MB.
    """
    if sys.stdin is None:
        return
    rest = b""
    while chunk := _read():
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST:
            raise click.UsageError(f"a line of standard input is longer than {_LONGEST >> 20} MB")
        if some := [line for line in lines if line.strip()]:
            yield some
    if rest.strip():
        yield [rest]


def _read() -> bytes:
    try:
        return os.read(sys.stdin.fileno(), _CHUNK)
    except (AttributeError, OSError, ValueError):
        # Not a file of the system (another program calls us with a stream of its own).
        return sys.stdin.buffer.read(_CHUNK)


def answers(library: Library, arriving: Iterable[list[bytes]]) -> Iterator[list[Answer]]:
    """For each group of lines the answers in the same order, given once its excerpts are on the disk."""
    store = ExcerptStore()
    names: dict[str, str] = {}
    read = 0
    for lines in arriving:
        drafts: list[Draft | str] = []
        for number, line in enumerate(lines, read + 1):
            try:
                drafts.append(_draft(library, line, names))
            except (VariorumError, ValueError) as error:
                drafts.append(f"line {number}: {error}")
        read += len(lines)
        good = [draft for draft in drafts if isinstance(draft, Draft)]
        try:
            saved: Iterator[Answer] = iter(store.add_many(good))
        except ExcerptError:
            # A store keeps what it could not write and would save it later; here it was answered with an error by then.
            store = ExcerptStore()
            saved = iter([_alone(draft) for draft in good])
        yield [draft if isinstance(draft, str) else next(saved) for draft in drafts]


def _alone(draft: Draft) -> Answer:
    try:
        return ExcerptStore().add_many([draft])[0]
    except ExcerptError as error:
        return str(error)


def _draft(library: Library, line: bytes, names: dict[str, str]) -> Draft:
    """The excerpt that a line asks for. Raises ValueError or VariorumError, which say what is wrong with it."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("not a line of JSON") from error
    if not isinstance(asked, dict):
        raise ValueError('not an object like {"doc": "a.txt", "start": 0, "end": 9}')
    doc, note, tags = asked.get("doc"), asked.get("note") or "", asked.get("tags") or []
    if not isinstance(doc, str):
        raise ValueError("doc must be the name of a document")
    if not isinstance(note, str):
        raise ValueError("note must be a text")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError("tags must be a list of texts")
    if doc not in names:
        names[doc] = library.resolve(doc)
    document = library.read(names[doc])
    spans = _spans(asked)
    for span in spans:
        check(document, span)
    return Draft(document, spans, note, tuple(tags))


def _spans(asked: dict[str, Any]) -> tuple[Span, ...]:
    """`start` and `end`, or for an excerpt from several places `spans`: [[start, end], ...]."""
    pairs = asked.get("spans", [[asked.get("start"), asked.get("end")]])
    if not isinstance(pairs, list) or not pairs or not all(isinstance(p, list) and len(p) == 2 for p in pairs):
        raise ValueError("spans must be a list of [start, end]")
    if any(type(offset) is not int for pair in pairs for offset in pair):
        raise ValueError("start and end must be offsets, whole numbers")
    return tuple((start, end) for start, end in pairs)
