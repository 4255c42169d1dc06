"""What counts as a speaker label: `Name:`, `**Name:**`, `SPEAKER_01:`, `Name 00:12`, `Q:`, `>>`, a name as a line.

A label must look like a speaker, and the text must use labels as a habit: notes, glossaries and recipes put a colon
after their first words too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.model import Kind
from index.structure.blocks import Page
from index.structure.names import UPPER, is_person
from index.structure.wordlist import Pattern, one_of, words

_TIME = r"[\[(<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])>]?"
_GAP = r"[^\S\n]*"  # blanks within a line
_COLON = Pattern(rf"[:：](?=\s|$)(?:{_GAP}{_TIME}(?=\s|$))?")
_BEFORE_COLON = Pattern(
    rf"{_GAP}(?:[>»]{{1,3}}{_GAP})?(?:[-–—]{_GAP})?(?:{_TIME}{_GAP}[-–—]?{_GAP})?(?P<name>\S.{{0,69}}?(?:\([^\n]{{0,90}}\))?)"
    rf"(?:{_GAP}{_TIME})?{_GAP}"
)
_LONGEST = 190
_LAST_WORD = 3000
"""The characters that the last speaker may go on for in any text; a longer rest is prose behind an excerpt."""

_SAYS = Pattern(rf"(?:\s*{_TIME}(?:\s+to)?)*[\s\W]*[^\W\d_]")  # words behind a label, no figure: "Hart: 1,769"
_STOPS = tuple(".!?…。！？\"”»’')]")
_TO_YOU = Pattern(r"\b(?:you|your|i|i['’]m|me|my|we|us|our)\b", re.IGNORECASE)
_TIMED = Pattern(
    rf"{_GAP}(?:(?P<name>[^\n:\[(]{{1,60}}?)[^\S\n]+{_TIME}|{_TIME}[^\S\n]+(?P<after>[^\n:]{{1,60}})){_GAP}"
)
_CLOCK = Pattern(r"\d:\d\d")
_CAPTION_TURN = Pattern(r"(?:^|(?<=\s))>>+(?=\s*\w)")

_ROLE = Pattern(r"\s*[(\[].*[)\]]\s*$|,\s(?!(?:Ph|Psy|M|Ed|J)\.?D\b|Jr|Sr|Esq|II)[^:\n]*$")
_SOME = r"(?:(?:unidentified|unknown|male|female|first|second|third) )?"
_NUMBER = r"(?: ?\(?[#_ -]?(?:\d{1,3}|[a-z])\)?)?"
_GENERIC = one_of(
    rf"""
    {_SOME}(?:speaker|interviewer|interviewee|host|co-?host|guest|moderator|questioner|participant){_NUMBER}
    {_SOME}(?:operator|narrator|announcer|presenter|anchor|reporter|correspondent){_NUMBER}
    {_SOME}(?:caller|audience(?: member| question)?|respondent|panell?ist){_NUMBER}
    (?:the )?(?:chair|chairman|chairwoman|chairperson|court|witness|speaker|voice|voiceover|crowd|all|both)
    (?:the )?(?:man|woman|boy|girl|student|teacher|patient|doctor|therapist)(?: ?\d{{1,3}})?
    (?:speaker|spk|s)[_ -]?\d{{1,3}}|spk[_ -]?\w{{1,3}}
    """
)
_QUESTION = Pattern(r"(?:q|question|frage|pregunta|domanda|вопрос|问|問|質問)\s?\d{0,3}\.?", re.IGNORECASE)
_ANSWER = Pattern(r"(?:a|answer|antwort|respuesta|réponse|risposta|ответ|答|回答)\s?\d{0,3}\.?", re.IGNORECASE)
_STAGE = one_of(
    r"""
    (?:ad |commercial |music |short )?break
    (?:ads?|advert(?:isement)?|commercials?|sponsors?|music|jingle)(?: break)?
    """
)
_NO_SPEAKER = words(
    """
    note notes update updated warning source sources photo photos image images video related correction subject date
    to from re cc title author abstract keywords introduction summary example examples step chapter part section
    figure table published pros cons here there this that these those what why how when where who which however
    finally first second third also yes no well so but and tip tips hint important caution disclaimer conclusion
    background results methods discussion references appendix ingredients directions remember think result problem
    solution rule rules lesson takeaway takeaways key bottom fact facts check myth claim claims verdict reality
    ruling score rating bio about monday tuesday wednesday thursday friday saturday sunday website url http https
    email phone address tel fax price cost read more see watch listen breaking exclusive opinion analysis editor's
    edit nb ps p.s credit credits
    """
)
_CAPITAL_WORD = Pattern(
    rf"(?:{UPPER}|\d|[dl]['’]{UPPER})[\w'’.,&#-]*|de|la|del|van|von|der|den|di|da|bin|al|el|of|the|and|&|y|e|du|le|dos"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the text: `start` is where its line begins, `end` lies behind its colon."""

    start: int
    end: int
    name: str  # as written, without role; "" for a turn of an unnamed speaker
    kind: Kind = Kind.TURN  # question and answer for `Q:` and `A:`, boilerplate for a break
    sure: bool = False  # set off by the format (`**Name:**`), by `>>`, or with a role: "ADA HART (host):"


def labels(page: Page) -> list[Label]:
    """The labels of a text that uses labels as a habit, in order; none for any other text."""
    found = _candidates(page)
    if len(page.labels) >= 3:
        # Where labels are bold, a plain word with a colon is one only when it is a name that is bold elsewhere.
        sure = {_folded(label) for label in found if label.sure}
        found = [label for label in found if _folded(label) in sure or label.kind is Kind.BOILERPLATE]
    shouted = sum(label.name.isupper() for label in found) >= 3
    counts = Counter(map(_folded, found))
    trusted = [
        label
        for label in found
        if label.sure
        or counts[_folded(label)] >= 2
        or label.kind is not Kind.TURN
        or (shouted and label.name.isupper())
        or _GENERIC.fullmatch(label.name)
        or is_person(label.name)
    ]
    names = {_folded(label) for label in trusted if label.kind is not Kind.BOILERPLATE}
    repeated = sum(counts[name] for name in names if counts[name] >= 2)
    habit = len(trusted) >= 3 and repeated >= 2 and (len(names) >= 2 or repeated >= 4 or "" in names)
    if not habit or not _carry(page, trusted):
        return []
    people = sum(_is_speaker(label, shouted) for label in trusted)
    if 2 * people < len(trusted) and (len(names) < 2 or 2 * repeated < len(trusted) or not _converse(page, trusted)):
        return []
    # Behind the first of them, two words that come once may be a caller whose name is no usual one.
    known = {label.start for label in trusted}
    first = min(known)
    surnames = {label.name.split()[-1] for label in trusted if " " in label.name}
    return [
        label
        for label in found
        if label.start in known or (label.start > first and (" " in label.name or label.name in surnames))
    ]


def _folded(label: Label) -> str:
    return label.name.casefold()


def _is_speaker(label: Label, shouted: bool) -> bool:
    """Whether a label is a speaker's by its own looks, and not because it comes again."""
    named = is_person(label.name) or _GENERIC.fullmatch(label.name) is not None
    return named or label.kind is not Kind.TURN or (shouted and label.name.isupper())


def _converse(page: Page, found: list[Label]) -> bool:
    """Whether what stands behind labels is talk: sentences, or words to somebody. Fields of a protocol are neither."""
    ends = [*(label.start for label in found[1:]), len(page.text)]
    turns = [page.text[label.end : end].strip() for label, end in zip(found, ends, strict=True)]
    sentences = sum(turn.endswith(_STOPS) for turn in turns)
    talk = " ".join(turns)
    return sentences >= 0.6 * len(turns) or len(_TO_YOU.findall(talk)) >= 0.03 * len(talk.split())


def _carry(page: Page, found: list[Label]) -> bool:
    """Whether the text is a conversation from its first label on, and not prose with a few keys in it."""
    body = len(page.text) - found[0].start
    behind_last = len(page.text) - found[-1].start
    spoken = sum(_SAYS.match(page.text, label.end) is not None for label in found)
    return (
        body >= 0.4 * len(page.text)
        and len(found) >= body / 4000
        and (behind_last <= 0.5 * body or behind_last <= _LAST_WORD)
        and spoken >= 0.6 * len(found)
    )


def _candidates(page: Page) -> list[Label]:
    """Everything at the beginning of a line that looks like a label, in order; a surer reading of a line wins."""
    found: dict[int, Label] = {}
    for reading in (_marked, _colons, _timed, _name_lines, _caption_turns):
        for label in reading(page):
            found.setdefault(label.start, label)
    return [found[start] for start in sorted(found)]


def _marked(page: Page) -> Iterator[Label]:
    for mark in page.labels:
        line = page.text.rfind("\n", 0, mark.start) + 1
        name = page.text[mark.start : mark.end].strip().rstrip(":： ")
        if name and not any(c.isalpha() for c in page.text[line : mark.start]):
            end = mark.end + (page.text[mark.end : mark.end + 1] in (":", "："))
            yield Label(line, end, _without_role(name), _kind(name), sure=True)


def _colons(page: Page) -> Iterator[Label]:
    for colon in _COLON.finditer(page.text):
        line = _line(page.text, colon.start())
        if line is None:
            continue
        match = _BEFORE_COLON.fullmatch(page.text, line, colon.start())
        name = match["name"].strip(" *_") if match else ""
        if match and _speaker_like(name):
            bare = _without_role(name)
            yield Label(line, colon.end(), bare, _kind(name), bare != name or ">>" in match[0])


def _timed(page: Page) -> Iterator[Label]:
    for clock in _CLOCK.finditer(page.text):
        start = _line(page.text, clock.start())
        if start is None:
            continue
        end = page.text.find("\n", clock.end(), start + _LONGEST + 1)
        end = len(page.text) if end < 0 else end
        match = _TIMED.fullmatch(page.text, start, end) if end - start <= _LONGEST else None
        name = (match["name"] or match["after"]).strip(" *_-–—\t") if match else ""
        if name and name.count(" ") < 5 and _speaker_like(name):
            yield Label(start, end, _without_role(name))


def _line(text: str, at: int) -> int | None:
    """Where the line begins that holds offset `at`; None when that lies further back than a label is long."""
    start = text.rfind("\n", max(0, at - _LONGEST - 1), at) + 1
    return start if start or at <= _LONGEST else None


def _name_lines(page: Page) -> Iterator[Label]:
    """Full names on lines of their own, again and again, each over a paragraph: printed conversations set them so."""
    lines = [block for block in page.blocks if block.end - block.start <= 40 and is_person(page.of(block))]
    counts = Counter(page.of(block) for block in lines)
    again = {name for name, count in counts.items() if count >= 2}
    if len(again) >= 2:
        for block in lines:
            if page.of(block) in again:
                yield Label(page.text.rfind("\n", 0, block.start) + 1, block.end, page.of(block))


def _caption_turns(page: Page) -> Iterator[Label]:
    """Changes of speaker in subtitles, also within a line."""
    if page.text.count(">>") >= 3:
        for match in _CAPTION_TURN.finditer(page.text):
            yield Label(match.start(), match.end(), "")


def _kind(name: str) -> Kind:
    if _QUESTION.fullmatch(name):
        return Kind.QUESTION
    if _ANSWER.fullmatch(name):
        return Kind.ANSWER
    return Kind.BOILERPLATE if _STAGE.fullmatch(name) else Kind.TURN


def _without_role(name: str) -> str:
    return _ROLE.sub("", name).strip() or name.strip()


def _speaker_like(name: str) -> bool:
    if _GENERIC.fullmatch(name) or _kind(name) is not Kind.TURN:
        return True
    bare = _without_role(name)
    parts = bare.split()
    if not 1 <= len(parts) <= 6 or not any(c.isalpha() for c in bare):
        return False
    if parts[0].casefold() in _NO_SPEAKER or parts[-1].casefold() in _NO_SPEAKER:
        return False
    if not parts[0][0].isascii() and len(parts) <= 2 and len(bare) <= 20:
        return bare[0].isalpha()  # scripts without capitals
    return parts[0][0].isupper() and all(_CAPITAL_WORD.fullmatch(part) for part in parts)
