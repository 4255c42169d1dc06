"""What a saved excerpt is, and the flat record that stands for it in the log, in JSON and in imports.

Only this room knows the names of an excerpt's fields outside Python, so that the log, `excerpt list --json` and what
`excerpt import` takes back cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.model import Evidence

GAP = " […] "
"""What stands between the passages of an excerpt that was saved from several places."""


@dataclass(frozen=True, slots=True)
class Part:
    """One unbroken stretch of a source, with what is needed to find it again after the source was edited."""

    start: int
    end: int
    line: int  # of `start`, from 1
    text: str
    prefix: str = ""  # at most 32 characters before it
    suffix: str = ""  # at most 32 characters after it
    occurrences: int = 1  # how often the folded text stood in the document when it was saved
    rival: int = -1  # edits from text and context to the most similar other place back then; -1 when not measured
    rival_text: int = -1  # the same for the text alone


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A saved excerpt: the words as the source had them, where they stood, and what the reader made of them.

    `text` never changes once saved. `start, end` and `line` tell where it stood in the text of `digest`; where it
    stands today is a `Placement`. An empty field is unknown.
    """

    id: str
    doc: str
    path: str  # of the file, when it was saved
    start: int
    end: int
    line: int  # of `start`, from 1
    end_line: int
    text: str
    created: str  # UTC, ISO 8601, seconds
    root: str = ""  # the library folder that `doc` counts from
    title: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    url: str = ""
    kind: str = ""  # of the source: article, podcast ...
    language: str = ""
    place: str = ""  # a page or time, where the format knows it: "p. 7", "12:04"
    speaker: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    note: str = ""
    tags: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ""
    occurrences: int = 1
    rival: int = -1
    rival_text: int = -1
    digest: str = ""  # SHA-256 of the file's bytes
    text_digest: str = ""  # SHA-256 of its canonical text in UTF-8
    parts: tuple[Part, ...] = ()  # of an excerpt from several passages; empty for one

    @property
    def anchors(self) -> tuple[Part, ...]:
        """The passages one by one: `parts`, or the excerpt itself as the only one."""
        if self.parts:
            return self.parts
        return (
            Part(
                self.start,
                self.end,
                self.line,
                self.text,
                self.prefix,
                self.suffix,
                self.occurrences,
                self.rival,
                self.rival_text,
            ),
        )

    def edit(self, *, note: str | None = None, tags: tuple[str, ...] | None = None) -> Excerpt:
        """The same excerpt with another note or other tags."""
        return replace(self, note=self.note if note is None else note, tags=self.tags if tags is None else tags)


_TEXTS = (
    *("id", "doc", "path", "text", "created", "root", "title", "outlet", "date", "author", "url", "kind", "language"),
    *("place", "note", "prefix", "suffix", "digest", "text_digest"),
)
_NUMBERS = {"start": 0, "end": 0, "line": 1, "end_line": 1, "occurrences": 1, "rival": -1, "rival_text": -1}
_REQUIRED = ("id", "doc", "text", "start", "end")
_PART_TEXTS = ("text", "prefix", "suffix")
_PART_NUMBERS = ("start", "end", "line", "occurrences", "rival", "rival_text")


def to_record(excerpt: Excerpt) -> dict[str, Any]:
    """The excerpt as plain data, fields that say nothing left out. `from_record` makes an equal excerpt of it."""
    record: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(excerpt, name))}
    record |= {name: value for name, no in _NUMBERS.items() if (value := getattr(excerpt, name)) != no}
    record |= {name: getattr(excerpt, name) for name in ("start", "end", "line", "end_line")}
    if excerpt.speaker is not None:
        record["speaker"] = excerpt.speaker
        record["evidence"] = excerpt.evidence.value
    if excerpt.tags:
        record["tags"] = list(excerpt.tags)
    if excerpt.parts:
        record["parts"] = [
            {name: getattr(part, name) for name in (*_PART_TEXTS, *_PART_NUMBERS)} for part in excerpt.parts
        ]
    return record


def from_record(record: Mapping[str, Any]) -> Excerpt:
    """The excerpt of a record; unknown keys are passed over.

    Raises ValueError, naming the key, when one of id, doc, text, start, end is missing or a value has the wrong type.
    """
    values: dict[str, Any] = {}
    for name in _TEXTS:
        if name in record:
            values[name] = _expect(record, name, str)
    for name in _NUMBERS:
        if name in record:
            values[name] = _expect(record, name, int)
    for name in _REQUIRED:
        if name not in values:
            raise ValueError(f"{name} is missing")
    if not 0 <= values["start"] <= values["end"]:
        raise ValueError("start and end are not a span")
    speaker = record.get("speaker")
    if speaker is not None:
        values["speaker"] = _expect(record, "speaker", str)
        values["evidence"] = _evidence(record.get("evidence", ""))
    values["tags"] = tuple(_tags(record.get("tags", ())))
    parts = record.get("parts", ())
    if not isinstance(parts, list | tuple):
        raise ValueError("parts is not a list")
    values["parts"] = tuple(_part(part) for part in parts)
    values.setdefault("path", "")
    values.setdefault("created", "")
    values.setdefault("line", 1)
    values.setdefault("end_line", values["line"])
    return Excerpt(**values)


def _expect(record: Mapping[str, Any], name: str, kind: type) -> Any:
    value = record[name]
    if type(value) is not kind:
        raise ValueError(f"{name} is not a {'number' if kind is int else 'text'}")
    return value


def _evidence(value: object) -> Evidence:
    return next((evidence for evidence in Evidence if evidence == value), Evidence.UNKNOWN)


def _tags(value: object) -> Iterable[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(tag, str) for tag in value):
        raise ValueError("tags is not a list of texts")
    return value


def _part(value: object) -> Part:
    if not isinstance(value, Mapping):
        raise ValueError("a part is not an object")
    texts = {name: _expect(value, name, str) for name in _PART_TEXTS if name in value}
    numbers = {name: _expect(value, name, int) for name in _PART_NUMBERS if name in value}
    if not {"text", "start", "end"} <= texts.keys() | numbers.keys():
        raise ValueError("a part without text, start and end")
    return Part(**{"line": 1, **texts, **numbers})
