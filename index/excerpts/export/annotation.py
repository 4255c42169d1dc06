"""W3C Web Annotation (JSON-LD, 2017): a page of annotations with quote and position selectors.

Positions count code points, as the standard's TextPositionSelector does. What the standard has no word for travels in
`variorum`, a JSON literal; `excerpt import` takes annotations back with or without it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt, Part
from index.excerpts.records import to_record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
URN = "urn:variorum:excerpt:"


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """One JSON-LD document, an AnnotationPage."""
    page = {
        "@context": [CONTEXT, {"variorum": {"@id": "urn:variorum:record", "@type": "@json"}}],
        "id": "urn:variorum:excerpts",
        "type": "AnnotationPage",
        "items": [annotation(excerpt) for excerpt in excerpts],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def annotation(excerpt: Excerpt) -> dict[str, Any]:
    """One annotation; each passage of an excerpt from several places is a target of its own."""
    made: dict[str, Any] = {"id": URN + excerpt.id, "type": "Annotation"}
    if excerpt.created:
        made["created"] = excerpt.created
    made["motivation"] = "commenting" if excerpt.note else "highlighting"
    bodies = [_body(tag, "tagging") for tag in excerpt.tags]
    if excerpt.note:
        bodies.insert(0, _body(excerpt.note, "commenting"))
    if bodies:
        made["body"] = bodies
    targets = [_target(excerpt, part) for part in excerpt.anchors]
    made["target"] = targets[0] if len(targets) == 1 else targets
    made["variorum"] = to_record(excerpt)
    return made


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(excerpt: Excerpt, part: Part) -> dict[str, Any]:
    return {
        "source": excerpt.url or quote(excerpt.doc),
        "selector": [
            {"type": "TextQuoteSelector", "exact": part.text, "prefix": part.prefix, "suffix": part.suffix},
            {"type": "TextPositionSelector", "start": part.start, "end": part.end},
        ],
    }
