"""BibTeX: a @misc entry an excerpt, its text as `abstract`, the reader's note as `annote`.

Written here because the libraries for it either leave the escaping of TeX to the caller or turn every letter beyond
ASCII into a macro; the format itself is a few lines. Letters stay as they are, in UTF-8; what TeX would obey becomes a
command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.excerpts.cite import Citer
from index.excerpts.excerpt import Excerpt
from index.excerpts.export.reference import reference

# `\{` is not enough: BibTeX counts braces without looking at backslashes. Straight quotation marks stay: TeX sets them
# curly, as it does those of the writer's own text.
_COMMANDS = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{sign: "\\" + sign for sign in "$&#_%"},
}
# Pairs that fonts join into another character: -- into a dash, << into a quotation mark, ?` into ¿.
_SPECIAL = re.compile(r"[\\{}~^$&#_%]|([-'`<>,])(?=\1)|[?!](?=`)")


def write(excerpts: Sequence[Excerpt], cite: Citer) -> str:
    """The entries in the order given; the id of an excerpt is its key."""
    return "\n".join(_entry(excerpt) for excerpt in excerpts)


def escaped(text: str) -> str:
    """The text as TeX that prints these characters."""
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0]) or found[0] + "{}", text)


def _entry(excerpt: Excerpt) -> str:
    source = reference(excerpt)
    fields = {
        "author": _name(source.author),
        "title": "{" + escaped(source.title) + "}",
        "howpublished": escaped(source.outlet),
        "date": "-".join(source.date),
        "year": source.date[0] if source.date else "",
        "url": source.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "language": escaped(source.language),
        "speaker": escaped(source.speaker),
        "note": escaped(f"{excerpt.doc}, {source.where}"),
        "abstract": escaped(excerpt.text),
        "annote": escaped(excerpt.note),
        "keywords": escaped(", ".join(excerpt.tags)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{excerpt.id},\n{lines}}}\n"


def _name(name: str) -> str:
    """A name, in braces of its own where BibTeX would take it for several or turn it round."""
    text = escaped(name)
    return f"{{{text}}}" if re.search(r"\band\b|,", name, re.IGNORECASE) else text
