"""Transcripts that name the speaker at the start of each turn: `Name:`, `**Name:**`, `SPEAKER_01:`, `Name 00:12`, `Q:`, `>>`.

Owns what counts as a label. A label must look like a speaker and the text must use labels as a habit, since notes,
glossaries and recipes put a colon after their first words too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.model import Evidence, Kind
from index.structure.article import article
from index.structure.blocks import Page
from index.structure.names import UPPER
from index.structure.pieces import LONG, SHORT, Piece, word_count

_TIME = r"[\[(<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])>]?"
_LABEL = re.compile(
    rf"^[^\S\n]*(?:[>»]{{1,3}}[^\S\n]*)?(?:[-–—][^\S\n]*)?(?:{_TIME}[^\S\n]*[-–—]?[^\S\n]*)?(?P<name>[^\n:]{{1,70}}?)"
    rf"(?:[^\S\n]*{_TIME})?[^\S\n]*[:：](?=\s|$)(?:[^\S\n]*{_TIME}(?=\s|$))?",
    re.M,
)
_TIMED = re.compile(
    rf"^[^\S\n]*(?:(?P<name>[^\n:\[(]{{1,60}}?)[^\S\n]+{_TIME}|{_TIME}[^\S\n]+(?P<after>[^\n:]{{1,60}}))[^\S\n]*$", re.M
)
_CAPTION_TURN = re.compile(r"^[^\S\n]*>>+(?=[^>\n])", re.M)

_ROLE = re.compile(r"\s*[(\[][^)\]\n]*[)\]]\s*$|,\s[^:\n]*$")
_ALWAYS = re.compile(
    r"(?:unidentified |unknown |male |female |first |second |third )?(?:speaker|interviewer|interviewee|host|co-?host|guest|moderator|operator|narrator|announcer"
    r"|presenter|anchor|reporter|correspondent|caller|audience(?: member| question)?|questioner|participant|respondent|panelist|chair|chairman|chairperson|the chair"
    r"|the speaker|the court|the witness|counsel|voice|voiceover|man|woman|boy|girl|male|female|crowd|all|both|student|teacher|patient|doctor|therapist)"
    r"(?: ?\(?[#_ -]?(?:\d{1,3}|[a-z])\)?)?|(?:speaker|spk|s)[_ -]?\d{1,3}|spk[_ -]?\w{1,3}",
    re.I,
)
_QUESTION = re.compile(r"(?:q|question|frage|pregunta|domanda|f)\s?\d{0,3}\.?", re.I)
_ANSWER = re.compile(r"(?:a|answer|antwort|respuesta|réponse|reponse|risposta|r)\s?\d{0,3}\.?", re.I)
_STAGE = re.compile(
    r"(?:ad |commercial |music |short )?(?:break|ads?|advert|advertisement|commercials?|sponsors?|music|jingle)(?: break)?",
    re.I,
)
_NO_SPEAKER = frozenset(
    """
    note notes update updated warning source sources photo photos image images video related correction subject date to from re cc
    title author abstract keywords introduction summary example examples step chapter part section figure table published pros cons
    here there this that these those what why how when where who which however finally first second third also yes no well so but and
    tip tips hint important caution disclaimer conclusion background results methods discussion references appendix ingredients
    directions remember think result results problem solution rule rules lesson takeaway takeaways key bottom fact facts myth
    monday tuesday wednesday thursday friday saturday sunday website url http https email phone address tel fax price cost
    read more see watch listen breaking exclusive opinion analysis editor's editor's-note edit nb ps p.s credit credits
    """.split()
)
_CAPITAL_WORD = re.compile(
    rf"(?:{UPPER}|\d)[\w'’.&#-]*|de|la|del|van|von|der|den|di|da|bin|al|el|of|the|and|&|y|e|du|le|dos"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the text: `start` is where its line begins, `end` lies behind its colon."""

    start: int
    end: int
    name: str  # as written, without role; "" for a turn of an unnamed speaker
    kind: Kind = Kind.TURN  # question and answer for `Q:` and `A:`, boilerplate for a break


def labels(page: Page) -> list[Label]:
    """The labels of a text that uses labels as a habit, in order; none for any other text."""
    found = _candidates(page)
    if not found:
        return []
    marked = {mark.start for mark in page.labels}
    counts = Counter(label.name.casefold() for label in found)
    trusted = [
        label
        for label in found
        if counts[label.name.casefold()] >= 2
        or _ALWAYS.fullmatch(label.name)
        or label.kind is not Kind.TURN
        or not label.name
        or any(start in marked for start in range(label.start, min(label.end, label.start + 12)))
    ]
    names = {label.name.casefold() for label in trusted if label.kind is not Kind.BOILERPLATE}
    repeated = sum(counts[name] for name in names if counts[name] >= 2)
    if len(trusted) < 3 or repeated < 2 or (len(names) < 2 and repeated < 4):
        return []
    if not _carries_the_text(page, trusted):
        return []
    # Where labels are a habit, a full name that comes once is a caller or a short guest.
    known = {label.start for label in trusted}
    return [label for label in found if label.start in known or len(label.name.split()) >= 2]


def _carries_the_text(page: Page, found: list[Label]) -> bool:
    """Whether the text is a conversation from the first label on, and not prose with a few keys in it."""
    body = len(page.text) - found[0].start
    return body >= 0.4 * len(page.text) and len(found) >= body / 4000


def _candidates(page: Page) -> list[Label]:
    marks = {}
    for mark in page.labels:
        line = page.text.rfind("\n", 0, mark.start) + 1
        lead = page.text[line : mark.start]
        if not any(c.isalpha() for c in lead):
            colon = mark.end + 1 if page.text[mark.end : mark.end + 1] in (":", "：") else mark.end
            marks[line] = (colon, page.text[mark.start : mark.end].strip().rstrip(":： "))
    found: dict[int, Label] = {}
    for line, (end, name) in marks.items():
        found[line] = Label(line, end, _without_role(name), _kind(name))
    for match in _LABEL.finditer(page.text):
        name = match["name"].strip(" *_")
        if match.start() not in found and _speaker_like(name):
            found[match.start()] = Label(match.start(), match.end(), _without_role(name), _kind(name))
    for match in _TIMED.finditer(page.text):
        name = (match["name"] or match["after"]).strip(" *_-–—\t")
        if match.start() not in found and _speaker_like(name) and len(name.split()) <= 5:
            found[match.start()] = Label(match.start(), match.end(), _without_role(name))
    for match in _CAPTION_TURN.finditer(page.text):
        if match.start() not in found:
            found[match.start()] = Label(match.start(), match.end(), "")
    return [found[start] for start in sorted(found)]


def _kind(name: str) -> Kind:
    if _QUESTION.fullmatch(name):
        return Kind.QUESTION
    if _ANSWER.fullmatch(name):
        return Kind.ANSWER
    return Kind.BOILERPLATE if _STAGE.fullmatch(name) else Kind.TURN


def _without_role(name: str) -> str:
    bare = _ROLE.sub("", name).strip()
    return bare or name.strip()


def _speaker_like(name: str) -> bool:
    if _ALWAYS.fullmatch(name) or _kind(name) is not Kind.TURN:
        return True
    bare = _without_role(name)
    words = bare.split()
    if (
        not 1 <= len(words) <= 6
        or words[0].casefold() in _NO_SPEAKER
        or not (words[0][0].isupper() or not words[0].isascii())
    ):
        return False
    if not words[0].isascii() and len(words) <= 2 and len(bare) <= 20:
        return bare[0].isalpha()
    return all(_CAPITAL_WORD.fullmatch(word) for word in words) and any(c.isalpha() for c in bare)


def labelled(page: Page, found: list[Label]) -> list[Piece]:
    """The pieces of a labelled transcript: a turn belongs to its label until the next one."""
    names = _short_forms(found)
    pieces: list[Piece] = []
    current: Label | None = None
    turn: list[Piece] = []
    following = 0
    for base in article(page, headings=False):
        here = base.start
        line = page.text.rfind("\n", 0, here) + 1
        cuts = []
        while following < len(found) and found[following].start < base.end:
            cuts.append(found[following])
            following += 1
        if not cuts and (
            current is None or base.kind in (Kind.HEADING, Kind.TITLE, Kind.META, Kind.CAPTION, Kind.BOILERPLATE)
        ):
            pieces += [*_packed(page.text, turn), base]
            turn = []
            continue
        for label in cuts:
            if max(label.start, line) > here and page.text[here : label.start].strip():
                (turn if current else pieces).append(_piece(here, label.start, base.kind, current, names))
            pieces += _packed(page.text, turn)
            turn, current, here = [], label, max(label.start, here)
        turn.append(_piece(here, base.end, Kind.PARAGRAPH if cuts else base.kind, current, names))
    return pieces + list(_packed(page.text, turn))


def _piece(start: int, end: int, kind: Kind, label: Label | None, names: dict[str, str]) -> Piece:
    if label is None:
        return Piece(start, end, kind)
    spoken = label.kind if kind in (Kind.PARAGRAPH, Kind.TITLE, Kind.BOILERPLATE, Kind.META) else kind
    if label.kind is not Kind.TURN or not label.name:
        return Piece(start, end, spoken)
    return Piece(start, end, spoken, names.get(label.name, label.name), Evidence.LABEL)


def _short_forms(found: list[Label]) -> dict[str, str]:
    """The convention of news transcripts: "MARIA HOLT, HOST:" at first, then "HOLT:". Only capitals, only when one fits."""
    names = {label.name for label in found if label.name.isupper()}
    full: dict[str, set[str]] = {}
    for name in names:
        if len(name.split()) >= 2:
            full.setdefault(name.split()[-1], set()).add(name)
    return {name: next(iter(full[name])) for name in names if name in full and len(full[name]) == 1}


def _packed(text: str, turn: list[Piece]) -> Iterator[Piece]:
    """The paragraphs of one turn, short ones joined: a label on a line of its own belongs to the words below it."""
    held: Piece | None = None
    words = 0
    for piece in turn:
        count = word_count(text[piece.start : piece.end])
        if held is not None and held.kind is piece.kind and min(words, count) < SHORT and words + count <= LONG:
            held, words = Piece(held.start, piece.end, held.kind, held.speaker, held.evidence), words + count
            continue
        if held is not None and words <= 8 and text[held.start : held.end].rstrip().endswith((":", "：", "]", ")")):
            held, words = Piece(held.start, piece.end, held.kind, held.speaker, held.evidence), words + count
            continue
        if held is not None:
            yield held
        held, words = piece, count
    if held is not None:
        yield held
