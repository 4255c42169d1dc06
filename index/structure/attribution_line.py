"""The line under a quotation that says whose words it is: "-- Ada Hart", "— Ada Hart, in a letter", "(Ada Hart)"."""

from __future__ import annotations

import re

from index.structure.names import NAME, plain
from index.structure.wordlist import Pattern

_LINE = Pattern(r"(?:--+|[—–―~]|-)\s*(?P<who>[^\s].*)", re.DOTALL)
_NAMED = Pattern(rf"(?:{NAME})")
_ENDS = Pattern(r"\s*(?:[,;(\[“\"]|\s-|\s–|\s—|\s:)")
MOST_WORDS = 16


def attribution_line(line: str) -> str | None:
    """Who a line attributes the words above it to; "" when it is such a line without a name; None when it is none.

    A single hyphen also begins list items, so behind it there must be nothing but a short name.
    """
    line = line.strip()
    match = _LINE.fullmatch(line)
    if match is None or len(line) > 160 or len(line.split()) > MOST_WORDS:
        return None
    who = match["who"].strip()
    dashes = line[: match.start("who")].strip()
    end = _ENDS.search(who)
    name = plain(who[: end.start()] if end else who)
    if dashes == "-":
        return name if _NAMED.fullmatch(name) and len(who.split()) <= 4 and not who.endswith((".", "!", "?")) else None
    if name.casefold() in ("anonymous", "unknown", "anon", "author unknown", "unknown author"):
        return ""
    sentence = line[-1] in ".!?…" and line.count(" ") > 6
    if name[:1].islower() or (sentence and not dashes.startswith("--")):
        return None  # a dash also opens speech in dialogue, and parts an aside from a sentence
    return name if name and len(name.split()) <= 6 and name[:1].isalpha() else ""
