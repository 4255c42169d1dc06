"""JSON Lines: everything that is known of each excerpt, one object a line; `excerpt import` takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.excerpts.cite import Citer
from index.excerpts.events import json_line
from index.excerpts.excerpt import Excerpt
from index.excerpts.records import listed, to_record


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """One JSON object a line, with the keys of `excerpt list` first."""
    return "".join(json_line(record(excerpt)) + "\n" for excerpt in excerpts)


def record(excerpt: Excerpt) -> dict[str, Any]:
    """The keys of `excerpt list --json`, and after them what else is known."""
    return {**listed(excerpt), **to_record(excerpt)}
