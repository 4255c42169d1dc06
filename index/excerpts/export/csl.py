"""CSL-JSON: an item an excerpt, its text as `abstract`, the reader's note as `note`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt
from index.excerpts.export.reference import reference


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """A JSON array of items."""
    return json.dumps([_item(excerpt) for excerpt in excerpts], ensure_ascii=False, indent=1) + "\n"


def _item(excerpt: Excerpt) -> dict[str, Any]:
    source = reference(excerpt)
    item: dict[str, Any] = {"id": excerpt.id, "type": source.csl_type, "title": source.title}
    texts = {
        "container-title": source.outlet,
        "URL": source.url,
        "language": source.language,
        "locator": source.where,
        "archive_location": excerpt.doc,
        "abstract": excerpt.text,
        "note": excerpt.note,
        "keyword": ", ".join(excerpt.tags),
    }
    item |= {name: value for name, value in texts.items() if value}
    if source.author:
        # A name is not taken apart here: which part is the family's, the text does not say.
        item["author"] = [{"literal": source.author}]
    if source.date:
        item["issued"] = {"date-parts": [[int(part) for part in source.date]]}
    return item
