"""Org: a heading an excerpt, its provenance as properties, its text in an example block, where Org changes nothing.

In a quote block Org would read the text's own stars, slashes and brackets as markup. In an example block only a line
that begins with `*` or `#+` is special: Org puts a comma before it and takes it away when it reads (org-escape-code).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt
from index.text.clean import clean_line

_ESCAPED = re.compile(r"^([ \t]*)(,*(?:\*|#\+))", re.MULTILINE)
_TAG = re.compile(r"[^\w@#%]+")
_PROPERTIES = ("doc", "title", "outlet", "date", "speaker", "evidence", "place", "line", "end_line", "start", "end")


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """The excerpts as headings of the first level."""
    return "\n".join(_one(excerpt, cite) for excerpt in excerpts)


def escaped(text: str) -> str:
    """The text as the inside of an example block."""
    return _ESCAPED.sub(r"\1,\2", text)


def _one(excerpt: Excerpt, cite: Citer) -> str:
    tags = ":".join(name for tag in excerpt.tags if (name := _TAG.sub("_", tag)))
    values = {name: getattr(excerpt, name) for name in _PROPERTIES}
    values |= {"path": excerpt.path, "created": excerpt.created, "tags": "; ".join(excerpt.tags)}
    lines = [
        f"* {cite(excerpt)}{f'  :{tags}:' if tags else ''}",
        ":PROPERTIES:",
        f":CUSTOM_ID: {excerpt.id}",
        *(f":{name.upper()}: {clean_line(str(value))}" for name, value in values.items() if value not in ("", None)),
        ":END:",
        "#+begin_example",
        escaped(excerpt.text),
        "#+end_example",
    ]
    if excerpt.note:
        lines += ["", *(f": {line}".rstrip() for line in excerpt.note.split("\n"))]
    return "\n".join(lines) + "\n"
