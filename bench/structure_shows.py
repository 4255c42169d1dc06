"""Talk shows with known speakers: the labels read, and the labels taken away.

Taking them away makes the raw transcript of the same show, in each of the ways in which such transcripts break their
lines. What is then said of a speaker can only come from the speech itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from index.formats import md
from index.model import Extraction, Span
from index.structure import structure
from index.structure.names import key, parts
from index.structure.roster import same_person

LAYOUTS = ("paragraphs kept", "wrapped paragraphs", "wrapped turns", "one stream")
_LABEL = re.compile(r"\*\*([^*\n]{1,60}?):\*\*\s*(.*)", re.DOTALL)
_STAGE = ("Break", "Jingle", "Music", "Ad", "Sponsor")
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of words, or of turns."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.unknown + other.unknown)

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.unknown


def turns(markdown: str) -> Iterator[tuple[str, str]]:
    """Speaker and words of each paragraph of a show, without its markup."""
    speaker = ""
    for paragraph in re.split(r"\n\s*\n", markdown):
        said = paragraph.strip()
        if match := _LABEL.match(said):
            speaker, said = match[1].strip(), match[2]
        said = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\\([\[\]*_`~#.!-])", r"\1", said)).replace("**", "")
        if said.strip() and speaker and speaker not in _STAGE:
            yield speaker, " ".join(said.split())


def stripped(spoken: list[tuple[str, str]], layout: str) -> tuple[str, list[tuple[Span, str]]]:
    """The show without labels, and the span and speaker of each word in it."""
    if layout == "one stream":
        lines = wrap(" ".join(said for _, said in spoken), _WIDTH, break_long_words=False, break_on_hyphens=False)
        text = "\n".join(lines)
        speakers = [speaker for speaker, said in spoken for _ in said.split()]
        spans = [match.span() for match in re.finditer(r"\S+", text)]
        return text, list(zip(spans, speakers, strict=True))
    blocks = [
        said if layout == "paragraphs kept" else "\n".join(wrap(said, _WIDTH, break_on_hyphens=False))
        for _, said in spoken
    ]
    gap = "\n" if layout == "wrapped turns" else "\n\n"
    words: list[tuple[Span, str]] = []
    at = 0
    for (speaker, _), block in zip(spoken, blocks, strict=True):
        words += [((at + m.start(), at + m.end()), speaker) for m in re.finditer(r"\S+", block)]
        at += len(block) + len(gap)
    return gap.join(blocks), words


def without_labels(path: Path, layout: str) -> Tally:
    """How many words of a stripped show are given to their speaker, to another one, to nobody."""
    text, words = stripped(list(turns(path.read_text(encoding="utf-8"))), layout)
    passages = structure(Extraction(text)).passages
    right = wrong = at = 0
    for (start, _), speaker in words:
        while passages[at].end <= start:
            at += 1
        found = passages[at].speaker
        right += found is not None and _same(found, speaker)
        wrong += found is not None and not _same(found, speaker)
    return Tally(right, wrong, len(words) - right - wrong)


def _same(found: str, speaker: str) -> bool:
    return same_person(found, speaker) or key(parts(found)[0]) == key(parts(speaker)[0])


def with_labels(path: Path) -> Tally:
    """How many labels of a show as it is written lead a passage of exactly that speaker."""
    source = path.read_text(encoding="utf-8")
    extraction = md.extract(source.encode())
    passages = structure(extraction, path.name).passages
    lines = extraction.text.split("\n")
    right = wrong = at = offset = 0
    for line, written in zip(lines, source.split("\n"), strict=False):
        match = _LABEL.match(written)
        if match and match[1].strip() not in _STAGE and line.strip():
            while passages[at].end <= offset + len(line) - len(line.lstrip()):
                at += 1
            right += passages[at].speaker == match[1].strip()
            wrong += passages[at].speaker != match[1].strip()
        offset += len(line) + 1
    return Tally(right, wrong, 0)
