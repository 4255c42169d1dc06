"""YAML: everything that is known of each excerpt, a list of mappings; `excerpt import` takes it back.

Every text is quoted or written as a block, so that readers of YAML 1.1 and 1.2 agree that it is a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from yaml import events

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt
from index.excerpts.export.json_lines import record

_EMITTER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # several times as quick, where PyYAML was built with it
_ENDLESS = 1 << 30  # characters of a line, so that none is folded


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """One YAML document, a list; keys as in JSON Lines."""
    return str(yaml.emit(_document(excerpts), Dumper=_EMITTER, allow_unicode=True, width=_ENDLESS))


def _document(excerpts: Sequence[Excerpt]) -> Iterator[events.Event]:
    yield events.StreamStartEvent()
    yield events.DocumentStartEvent(explicit=False)
    yield events.SequenceStartEvent(None, None, implicit=True, flow_style=not excerpts)
    for excerpt in excerpts:
        yield from _value(record(excerpt))
    yield events.SequenceEndEvent()
    yield events.DocumentEndEvent(explicit=False)
    yield events.StreamEndEvent()


def _value(value: Any) -> Iterator[events.Event]:
    if isinstance(value, dict):
        yield events.MappingStartEvent(None, None, implicit=True, flow_style=False)
        for key, item in value.items():
            yield events.ScalarEvent(None, None, (True, True), key)
            yield from _value(item)
        yield events.MappingEndEvent()
    elif isinstance(value, list):
        yield events.SequenceStartEvent(None, None, implicit=True, flow_style=not value)
        for item in value:
            yield from _value(item)
        yield events.SequenceEndEvent()
    elif isinstance(value, str):
        yield events.ScalarEvent(None, None, (True, True), value, style=_style(value))
    else:
        yield events.ScalarEvent(None, None, (True, True), "null" if value is None else str(value))


def _style(text: str) -> str:
    if "\n" in text:
        return "|"
    # PyYAML escapes every emoji in double quotes, and none in single ones.
    return "'" if text and max(text) > "\uffff" else '"'
