"""What comes along when words are pasted: line numbers, the ">" of mail, Markdown, a citation behind them.

Each is taken off only where it looks like nothing else, and what is left is only asked for when the text does not stand
in a source with all of it: a dash and a name can be part of what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.structure.attribution_line import attribution_line

MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』`´"
_OUTER = re.compile(r"[\"“”„‟«»「」『』]")
_CLOSED = re.compile(r"[\"”“»」』’'](?=[\s,—–-])")
_MAIL = re.compile(r"[ \t]*(?:[>|][ \t]?)+")
# "12: ", "12|", "talk.md:12:", "12<tab>": what `grep -n`, `rg`, `cat -n`, editors and `nl` put before a line.
_NUMBER = re.compile(r"[ \t]*(?:[^\s:]{1,120}:)?(\d{1,7})(?:[:|][ \t]?|[.)][ \t]|\t|-(?=\S))(?:\d{1,5}:)?[ \t]*")
_MARKUP = re.compile(r"[*_`\\<\]&]")
_NAMED = r"(?:[A-Z][\w.'’-]*|\d[\w./:-]*|of|the|de|del|di|da|la|le|van|von|and|in|at|on|for|to|with|&|p\.|pp\.)"
# Behind the end of a sentence or a closing mark: a dash or brackets, and in them names and figures alone.
_BEHIND = re.compile(
    rf"(?<=[.!?…\"”»’'\w])\s*(?:\s(?:--+|[-–—―~])\s*(?P<dash>{_NAMED}(?:,?\s{_NAMED}){{0,11}})\.?"
    rf"|[(\[](?P<bracket>{_NAMED}(?:[,;:]?\s{_NAMED}){{0,11}})[)\]]\.?)\s*\Z"
)
_LONGEST_CITATION = 160


def readings(raw: str) -> Iterator[str]:
    """`raw` as it is, then with more and more taken off that may have come along; each once."""
    text = raw.strip()
    seen = set()
    for step in (_as_it_is, bare, _lines, _without_markup, _without_citation, bare):
        text = step(text).strip()
        if text and text not in seen:
            seen.add(text)
            yield text


def _as_it_is(text: str) -> str:
    return text


def bare(text: str) -> str:
    """`text` without the quotation marks round it; a mark at one end alone is taken off when it has no partner."""
    while len(text) > 1 and text[0] in MARKS and text[-1] in MARKS:
        text = text[1:-1].strip()
    if len(_OUTER.findall(text)) == 1:
        text = text.strip('"“”„‟«»「」『』').strip()
    return text


def _lines(text: str) -> str:
    """The lines without the marks of mail and without numbers that rise line by line."""
    lines = [line for line in text.split("\n") if line.strip()]
    if text[:1] in ">|" and all(_MAIL.match(line) for line in lines):
        lines = [_MAIL.sub("", line, count=1) for line in lines]
        text = "\n".join(lines)
    numbers = [_NUMBER.match(line) for line in lines]
    found = [number for number in numbers if number]
    # Wrapped by the terminal, a numbered line goes on without one.
    if numbers and numbers[0] and all(int(b[1]) > int(a[1]) for a, b in pairwise(found)):
        text = "\n".join(line[number.end() if number else 0 :] for line, number in zip(lines, numbers, strict=True))
    return text


def _without_markup(text: str) -> str:
    if not _MARKUP.search(text):
        return text
    from index.formats import md

    return md.extract(text.encode("utf-8", "replace"), "utf-8").text


def _without_citation(text: str) -> str:
    above, line, last = text.rpartition("\n")
    if line and attribution_line(last) is not None:
        return above.rstrip()
    if behind := _BEHIND.search(text, max(0, len(text) - _LONGEST_CITATION)):
        return text[: behind.start()]
    closed = list(_CLOSED.finditer(text)) if text[:1] in MARKS else []
    # The marks say where the quotation ends, and what follows them is a name.
    if closed and attribution_line(text[closed[-1].end() :].strip(" ,")) is not None:
        return text[: closed[-1].end()]
    return text
