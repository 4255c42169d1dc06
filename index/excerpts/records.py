"""The flat record that stands for an excerpt outside Python: in the log, in JSON, and in what an import takes back.

Only this room knows the names of its keys, so that log, `excerpt list --json`, export and import cannot drift apart.
"""

from __future__ import annotations

from typing import Any

from index.excerpts.excerpt import Excerpt, Part, Round
from index.model import Evidence

_TEXTS = (
    *("id", "doc", "path", "text", "created", "root", "title", "outlet", "date", "author", "url", "kind", "language"),
    *("place", "note", "digest", "text_digest", "joined"),
)
_EVIDENCE = {evidence.value: evidence for evidence in Evidence}
_PART_TEXTS = ("text", "prefix", "suffix")
_PAIRS = {"twins": str, "landmarks": int}
_UNMEASURED = Part(0, 1, 1, "")
_MEASURES = ("occurrences", "rival", "rival_text", "rival_context")


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
    if excerpt.rank is not None:
        record["rank"] = excerpt.rank
    return record


def listed(excerpt: Excerpt, status: str | None = None) -> dict[str, Any]:
    """The keys of `excerpt list --json`, always present; `status`, where the excerpt stands today, when it is known."""
    record: dict[str, Any] = {
        "id": excerpt.id,
        "doc": excerpt.doc,
        "title": excerpt.title,
        "start": excerpt.start,
        "end": excerpt.end,
        "line": excerpt.line,
        "text": excerpt.text,
        "speaker": excerpt.speaker,
        "note": excerpt.note,
        "tags": list(excerpt.tags),
        "created": excerpt.created,
    }
    if status is not None:
        record["status"] = status
    record |= {"prefix": excerpt.prefix, "suffix": excerpt.suffix}
    if excerpt.parts:
        record["spans"] = [[part.start, part.end] for part in excerpt.parts]
    return record


def from_record(record: dict[str, Any]) -> Excerpt:
    """The excerpt of a record; unknown keys are passed over.

    Raises ValueError, naming the key, when one of id, doc, text, start, end is missing or a value has the wrong type.
    """
    # Ten thousand of these make a list of excerpts: types are looked at all at once.
    get = record.get
    texts = {name: get(name, "") for name in _TEXTS}
    if set(map(type, texts.values())) != {str}:
        odd = next(name for name, value in texts.items() if type(value) is not str)
        raise ValueError(f"{odd} is not a text")
    if not (texts["id"] and texts["doc"] and texts["text"]):
        raise ValueError("id, doc or text is missing")
    parts = get("parts")
    if not isinstance(parts, list | None):
        raise ValueError("parts is not a list")
    anchors = tuple(map(_part, parts)) if parts else (_part(record),)
    speaker, end_line, rank = get("speaker"), get("end_line", anchors[-1].line), get("rank")
    if not isinstance(speaker, str | None):
        raise ValueError("speaker is not a text")
    if type(end_line) is not int or not (rank is None or type(rank) is int):
        raise ValueError("end_line or rank is not a number")
    return Excerpt(
        **texts,
        anchors=anchors,
        end_line=end_line,
        speaker=speaker,
        evidence=_EVIDENCE.get(get("evidence", ""), Evidence.UNKNOWN) if speaker else Evidence.UNKNOWN,
        tags=_tags(record["tags"]) if "tags" in record else (),
        rank=rank,
    )


def _part_record(part: Part) -> dict[str, Any]:
    record: dict[str, Any] = {name: value for name in _PART_TEXTS if (value := getattr(part, name))}
    record |= {"start": part.start, "end": part.end, "line": part.line}
    record |= {name: getattr(part, name) for name in _MEASURES if getattr(part, name) != getattr(_UNMEASURED, name)}
    if part.twins:
        record["twins"] = [list(twin) for twin in part.twins]
    if part.landmarks:
        record["landmarks"] = [list(landmark) for landmark in part.landmarks]
    if any(part.round):
        record["round"] = [list(side) for side in part.round]
    if part.kin:
        record["kin"] = [[list(side) for side in around] for around in part.kin]
    return record


def _part(record: object) -> Part:
    if not isinstance(record, dict):
        raise ValueError("a part is not an object")
    get = record.get
    text, prefix, suffix = get("text", ""), get("prefix", ""), get("suffix", "")
    start, end, line = get("start"), get("end"), get("line", 1)
    if not type(text) is type(prefix) is type(suffix) is str:
        raise ValueError("text, prefix or suffix is not a text")
    if not type(start) is type(end) is type(line) is int:
        raise ValueError("start, end or line is not a number")
    if not text:
        raise ValueError("text is missing")
    if not 0 <= start < end:
        raise ValueError("start and end are not a span")
    measures = {name: record[name] for name in _MEASURES if name in record}
    if any(type(value) is not int for value in measures.values()):
        raise ValueError(f"{', '.join(measures)}: not all are numbers")
    pairs = {name: _pairs(record[name], name, kind) for name, kind in _PAIRS.items() if name in record}
    around = _round(record["round"]) if "round" in record else ((), ())
    return Part(start, end, line, text, prefix, suffix, **measures, **pairs, round=around, kin=_kin(record.get("kin")))


def _round(value: object) -> Round:
    """The ends of paragraphs on two sides."""
    sides = value if isinstance(value, list) else []
    if len(sides) != 2 or not all(isinstance(side, list) and set(map(type, side)) <= {str} for side in sides):
        raise ValueError("round is not two lists of texts")
    return tuple(sides[0]), tuple(sides[1])


def _kin(value: object) -> tuple[Round, ...]:
    if not isinstance(value, list | None):
        raise ValueError("kin is not a list")
    return tuple(map(_round, value or ()))


def _pairs(value: object, name: str, first: type) -> Any:
    """Pairs of something and a text."""
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    for item in value:
        if not (isinstance(item, list) and list(map(type, item)) == [first, str]):
            raise ValueError(f"{name} holds what is no pair")
    return tuple((item[0], item[1]) for item in value)


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(tag, str) for tag in value):
        raise ValueError("tags is not a list of texts")
    return tuple(value)
