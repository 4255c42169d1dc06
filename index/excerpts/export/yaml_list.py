"""YAML: everything that is known of each excerpt, a list of mappings; `excerpt import` takes it back.

Every text is quoted or written as a block, so that readers of YAML 1.1 and 1.2 agree that it is a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt
from index.excerpts.export.json_lines import record

_TAG = "tag:yaml.org,2002:"
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # seven times as quick, where PyYAML was built with it
_ENDLESS = 1 << 30  # characters of a line, so that none is folded


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """One YAML document, a list; keys as in JSON Lines."""
    listed = _node([record(excerpt) for excerpt in excerpts])
    return str(yaml.serialize(listed, Dumper=_DUMPER, allow_unicode=True, width=_ENDLESS))


def _node(value: Any) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(yaml.ScalarNode(_TAG + "str", key), _node(item)) for key, item in value.items()]
        return yaml.MappingNode(_TAG + "map", pairs, flow_style=False)
    if isinstance(value, list | tuple):
        return yaml.SequenceNode(_TAG + "seq", [_node(item) for item in value], flow_style=not value)
    if isinstance(value, int):
        return yaml.ScalarNode(_TAG + "int", str(value))
    if value is None:
        return yaml.ScalarNode(_TAG + "null", "null")
    return yaml.ScalarNode(_TAG + "str", value, style=_style(value))


def _style(text: str) -> str:
    if "\n" in text:
        return "|"
    # PyYAML escapes every emoji in double quotes, and none in single ones.
    return "'" if text and max(text) > "\uffff" else '"'
