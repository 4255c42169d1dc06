"""What a saved excerpt is, and the flat record that stands for it in the log, in JSON and in imports.

Only this room knows the names of an excerpt's fields outside Python, so that the log, `excerpt list --json` and what
`excerpt import` takes back cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.model import Evidence

GAP = " […] "
"""What stands between the passages of an excerpt that was saved from several places."""


Landmark = tuple[int, str]
"""A stretch farther off and its distance: below 0 from the start back to its end, above 0 from the end on to it."""


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
    rival: int = -1  # edits between text with context and the most similar other place back then; -1: there was none
    rival_text: int = -1  # the same for the text alone
    rival_context: int = -1  # the same for the context alone, of places with a similar text
    landmarks: tuple[Landmark, ...] = ()  # where text and context were not enough to tell it from its rivals


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A saved excerpt: the words as the source had them, where they stood, and what the reader made of them.

    `text` never changes once saved. `anchors` tell where it stood in the text of `digest`, one for each passage that it
    was taken from; where it stands today is a `Placement`. An empty field is unknown.
    """

    id: str
    doc: str
    path: str  # of the file, when it was saved
    text: str
    anchors: tuple[Part, ...]  # never empty
    end_line: int
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
    digest: str = ""  # SHA-256 of the file's bytes
    text_digest: str = ""  # SHA-256 of its canonical text in UTF-8

    @property
    def parts(self) -> tuple[Part, ...]:
        """The passages of an excerpt from several places; empty for an excerpt from one."""
        return self.anchors if len(self.anchors) > 1 else ()

    @property
    def start(self) -> int:
        """Where it began, in the canonical text of `digest`; of several passages, the first."""
        return self.anchors[0].start

    @property
    def end(self) -> int:
        """Where it ended, exclusive; of several passages, the last."""
        return self.anchors[-1].end

    @property
    def line(self) -> int:
        """The line of `start`, from 1."""
        return self.anchors[0].line

    @property
    def prefix(self) -> str:
        """At most 32 characters before it."""
        return self.anchors[0].prefix

    @property
    def suffix(self) -> str:
        """At most 32 characters after it."""
        return self.anchors[-1].suffix

    @property
    def occurrences(self) -> int:
        """How often the folded text of its first passage stood in the document when it was saved."""
        return self.anchors[0].occurrences

    def edit(self, *, note: str | None = None, tags: tuple[str, ...] | None = None) -> Excerpt:
        """The same excerpt with another note or other tags."""
        return replace(self, note=self.note if note is None else note, tags=self.tags if tags is None else tags)


_TEXTS = (
    *("id", "doc", "path", "text", "created", "root", "title", "outlet", "date", "author", "url", "kind", "language"),
    *("place", "note", "digest", "text_digest"),
)
_PART_TEXTS = ("text", "prefix", "suffix")
_PART_NUMBERS = {"start": 0, "end": 0, "line": 1, "occurrences": 1, "rival": -1, "rival_text": -1, "rival_context": -1}


def to_record(excerpt: Excerpt) -> dict[str, Any]:
    """The excerpt as plain data, fields that say nothing left out. `from_record` makes an equal excerpt of it."""
    record: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(excerpt, name))}
    if len(excerpt.anchors) == 1 and excerpt.anchors[0].text == excerpt.text:
        record |= _part_record(excerpt.anchors[0])
    else:
        record |= {"start": excerpt.start, "end": excerpt.end, "line": excerpt.line}
        record["parts"] = [_part_record(part) for part in excerpt.anchors]
    record["end_line"] = excerpt.end_line
    if excerpt.speaker is not None:
        record["speaker"] = excerpt.speaker
        record["evidence"] = excerpt.evidence.value
    if excerpt.tags:
        record["tags"] = list(excerpt.tags)
    return record


def from_record(record: Mapping[str, Any]) -> Excerpt:
    """The excerpt of a record; unknown keys are passed over.

    Raises ValueError, naming the key, when one of id, doc, text, start, end is missing or a value has the wrong type.
    """
    values: dict[str, Any] = {"path": "", "created": ""}
    for name in _TEXTS:
        if name in record:
            values[name] = _expect(record, name, str)
    for name in ("id", "doc", "text"):
        if not values.get(name):
            raise ValueError(f"{name} is missing")
    parts = record.get("parts") or [record]
    if not isinstance(parts, list):
        raise ValueError("parts is not a list")
    anchors = tuple(_part(part) for part in parts)
    speaker = record.get("speaker")
    if speaker is not None:
        values["speaker"] = _expect(record, "speaker", str)
        values["evidence"] = _evidence(record.get("evidence", ""))
    if "tags" in record:
        values["tags"] = _tags(record["tags"])
    end_line = _expect(record, "end_line", int) if "end_line" in record else anchors[-1].line
    return Excerpt(anchors=anchors, end_line=end_line, **values)


def _part_record(part: Part) -> dict[str, Any]:
    record: dict[str, Any] = {name: value for name in _PART_TEXTS if (value := getattr(part, name))}
    record |= {"start": part.start, "end": part.end, "line": part.line}
    record |= {name: value for name, no in _PART_NUMBERS.items() if (value := getattr(part, name)) != no}
    if part.landmarks:
        record["landmarks"] = [list(landmark) for landmark in part.landmarks]
    return record


def _part(record: object) -> Part:
    if not isinstance(record, Mapping):
        raise ValueError("a part is not an object")
    values: dict[str, Any] = {name: _expect(record, name, str) for name in _PART_TEXTS if name in record}
    values |= {name: _expect(record, name, int) for name in _PART_NUMBERS if name in record}
    for name in ("text", "start", "end"):
        if name not in values:
            raise ValueError(f"{name} is missing")
    if not 0 <= values["start"] < values["end"]:
        raise ValueError("start and end are not a span")
    if "landmarks" in record:
        values["landmarks"] = _landmarks(record["landmarks"])
    return Part(**{"line": 1, **values})


def _landmarks(value: object) -> tuple[Landmark, ...]:
    if not isinstance(value, list):
        raise ValueError("landmarks is not a list")
    found = []
    for item in value:
        if not (isinstance(item, list) and len(item) == 2 and type(item[0]) is int and isinstance(item[1], str)):
            raise ValueError("a landmark is not a number and a text")
        found.append((item[0], item[1]))
    return tuple(found)


def _expect(record: Mapping[str, Any], name: str, kind: type) -> Any:
    value = record[name]
    if type(value) is not kind:
        raise ValueError(f"{name} is not a {'number' if kind is int else 'text'}")
    return value


def _evidence(value: object) -> Evidence:
    return next((evidence for evidence in Evidence if evidence == value), Evidence.UNKNOWN)


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(tag, str) for tag in value):
        raise ValueError("tags is not a list of texts")
    return tuple(value)
