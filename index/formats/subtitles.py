"""Subtitles (SRT, WebVTT, SBV): cues joined into sentences and turns, each cue's time kept to be cited.

Subtitles are edited by hand and by a hundred programs, so nothing about them is certain but their times: whatever
stands between two lines with times is the text of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.formats.reading import read_text
from index.formats.sheet import Sheet
from index.formats.tokens import resolved
from index.model import Extraction, Mark, MarkKind, Metadata

_CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,:]\d{1,3})?"
_TIMES = re.compile(rf"\s*(?P<from>{_CLOCK})\s*(?:--?>|—>|,)\s*(?P<to>{_CLOCK})(?:\s.*)?\Z")
_ARROW = re.compile(r"[^\n]{0,60}-->[^\n]{0,200}\Z")
_NUMBER = re.compile(r"\s*\d{1,7}\s*\Z")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]{1,80})>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]{0,200}|\d[\d:.,]{3,15})?>|\{\\[^{}]{0,80}\}")
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w .’'()-]{0,40}?)\s?:(?=\s)")
_TURN = re.compile(r"\s*(?:[-–—]\s?(?=\S)|>>+)")
_STOPS = tuple('.?!…。？！"”’»]♪')

_PAUSE = 4.0  # seconds of silence that part two paragraphs
_LONG, _LONGEST = 60, 150  # words of a paragraph before the next end of a sentence, or any cue, ends it
_WIDE = "\u2e80"


@dataclass(slots=True)
class _Cue:
    start: float
    end: float
    lines: list[str] = field(default_factory=list)


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """What is said in a file of subtitles, with a mark for the time of every cue."""
    text, used, remarks = read_text(data, encoding)
    problems = list(remarks)
    cues = list(_cues(text, problems))
    sheet = Sheet()
    turns = _Turns(sheet)
    for cue in _without_echo(cues):
        turns.take(cue)
    turns.write()
    if not cues:
        problems.append("no times were found in these subtitles: read as plain text" if text.strip() else "empty")
        for paragraph in re.split(r"\n[ \t]*\n", text):
            sheet.block(paragraph)
    language = re.match(r"WEBVTT[^\n]*\n(?:[^\n]+\n)*?[Ll]anguage:\s*([\w-]{2,12})\s*\n", text[:2000])
    return sheet.extraction(Metadata(language=language[1] if language else ""), used, problems)


def _cues(text: str, problems: list[str]) -> Iterator[_Cue]:
    cue: _Cue | None = None
    aside = False
    broken = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (times := _TIMES.match(line)) is not None:
            if cue is not None:
                yield cue
            cue, aside = _Cue(_seconds(times["from"]), _seconds(times["to"])), False
        elif _ARROW.match(line) or (_NUMBER.match(line) and _is_followed_by_times(lines, number)):
            broken += _ARROW.match(line) is not None
        elif not line.strip():
            aside = False
        elif aside or (not lines[number - 1].strip() and _ASIDE.match(line)):
            aside = True
        elif cue is not None and not _is_identifier(lines, number):
            cue.lines.append(line)
    if cue is not None:
        yield cue
    if broken:
        problems.append(f"{broken:,} {'line' if broken == 1 else 'lines'} of times could not be read")


def _is_followed_by_times(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and "-->" in lines[number + 1]


def _is_identifier(lines: list[str], number: int) -> bool:
    """Whether a line stands alone over a line of times, as the name of a cue."""
    return _is_followed_by_times(lines, number) and not lines[number - 1].strip()


def _seconds(clock: str) -> float:
    whole, _, part = re.sub(r"[.,]|(?<=\d\d:\d\d:\d\d):", ".", clock).partition(".")
    total = 0
    for piece in whole.split(":"):
        total = total * 60 + int(piece)
    return total + float(f"0.{part or 0}")


def _without_echo(cues: list[_Cue]) -> Iterator[_Cue]:
    """Captions that roll up repeat the line before: each line once."""
    before: list[str] = []
    for cue in cues:
        lines = [line for line in (_stripped(line) for line in cue.lines) if line]
        again = next((n for n in range(min(len(before), len(lines)), 0, -1) if before[-n:] == lines[:n]), 0)
        # A word said twice in two cues is no echo: rolling captions follow each other without a pause.
        if again and (len(lines) > again or cue.end - cue.start < 0.5 or len(lines[0]) > 20):
            lines, kept = lines[again:], lines
        else:
            kept = lines
        before = kept or before
        yield _Cue(cue.start, cue.end, lines)


def _stripped(line: str) -> str:
    """A line without its tags; a voice tag becomes a label with a sign that no text holds in front."""
    line = _VOICE.sub(lambda found: f"\0{found[1].strip()}: ", line) if "<v" in line else line
    line = _TAG.sub("", line) if "<" in line or "{" in line else line
    return " ".join((resolved(line)).split(" ")).strip()


class _Turns:
    """Gathers cues into paragraphs: one a turn of speech, or as long as is comfortable to read."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.text = ""
        self.words = 0
        self.speaker = ""
        self.inside: list[Mark] = []
        self.until = 0.0

    def take(self, cue: _Cue) -> None:
        if (
            self.text
            and cue.start - self.until >= _PAUSE
            and (self.text.endswith(_STOPS) or cue.start - self.until > 15)
        ):
            self.write()
        first = True
        for line in cue.lines:
            for piece in _voices(line):
                self.add(piece, cue, first)
                first = False
        self.until = max(cue.end, cue.start)

    def add(self, line: str, cue: _Cue, first: bool) -> None:
        label = ""
        if line.startswith("\0"):
            label, _, line = line[1:].partition(": ")
            if label == self.speaker and self.text:
                label = ""
        elif (found := _LABEL.match(line)) and (found["name"].isupper() or found["name"].istitle()):
            label, line = found["name"].strip(), line[found.end() :].strip()
        full = self.words >= _LONG and self.text.endswith(_STOPS)
        if label or _TURN.match(line) or full or self.words >= _LONGEST:
            self.write()
        start = len(self.text)
        if label:
            self.speaker = label
            self.inside.append(Mark(0, len(label), MarkKind.LABEL, value=label))
            self.text = f"{label}: {line}"
        elif self.text:
            wide = self.text[-1] >= _WIDE and line[:1] >= _WIDE
            start += not wide
            self.text += line if wide else " " + line
        else:
            self.text = line
        self.words += line.count(" ") + 1
        if first or start == 0:
            self.inside.append(Mark(start, len(self.text), MarkKind.TIME, value=_shown(cue.start)))
        else:
            last = self.inside[-1]
            self.inside[-1] = Mark(last.start, len(self.text), last.kind, value=last.value)

    def write(self) -> None:
        self.sheet.block(self.text, inside=self.inside)
        self.text, self.inside, self.words = "", [], 0


def _voices(line: str) -> list[str]:
    """The voices in one line of a cue."""
    pieces = line.split("\0")
    return [piece for piece in (pieces[0], *("\0" + piece for piece in pieces[1:])) if piece.strip("\0 ")]


def _shown(seconds: float) -> str:
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
