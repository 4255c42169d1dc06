"""RIS: a reference an excerpt, its text as `N1` (a note of the source), the reader's own note as `RN`.

Written here because RIS is a line a field and its libraries write a line break into a field unguarded. A field goes on
over lines without a tag; a line of the text that looks like a tag gets a blank before it. RIS readers strip blanks from
the ends of lines: it is the one format that cannot keep those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt
from index.excerpts.export.reference import reference

_TAG = re.compile(r"^(?=[A-Z][A-Z0-9]  ?-)", re.MULTILINE)


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """The references in the order given, lines ended by LF."""
    return "\n".join(_reference(excerpt) for excerpt in excerpts)


def _reference(excerpt: Excerpt) -> str:
    source = reference(excerpt)
    fields = [
        ("TY", source.ris_type),
        ("ID", excerpt.id),
        ("AU", source.author),
        ("TI", source.title),
        ("T2", source.outlet),
        ("PY", source.date[0] if source.date else ""),
        ("DA", "/".join(source.date)),
        ("SP", source.where),
        ("UR", source.url),
        ("LA", source.language),
        ("L1", excerpt.path),
        ("N1", excerpt.text),
        ("RN", excerpt.note),
        *(("KW", tag) for tag in excerpt.tags),
    ]
    lines = "".join(f"{tag}  - {_value(value)}\n" for tag, value in fields if value)
    return f"{lines}ER  - \n"


def _value(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join((first, *(_TAG.sub(" ", line) for line in rest)))
