"""What a text states about itself: title, programme, date, people, kind. Nothing is guessed.

What a file's front matter, a `library.yaml` or the sample library say counts for more; `index.library` puts them
together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import BODY, Kind, Metadata, Passage, Quotation
from index.structure.introductions import introduced
from index.structure.metadata_lines import byline, dated_outlet
from index.structure.names import UPPER, is_person
from index.structure.roster import Roster
from index.structure.shapes import Shape
from index.structure.wordlist import Pattern
from index.text.dates import DATE, iso_date

MOST_PEOPLE = 24
_HEAD, _TAIL = 24, 6
"""How many passages at the start and at the end may state metadata."""

_KEYED_DATE = Pattern(
    r"(?:episode|publication|release|air|original|first|last)?\s*"
    r"(?:date|published|posted|aired|broadcast|recorded|released|updated|modified)"
    rf"(?:\s+(?:date|on|at|published|posted))?\s*[:|]?\s*(?:\w+day,?\s+)?(?P<date>{DATE})",
    re.IGNORECASE,
)
_ANY_DATE = Pattern(DATE, re.IGNORECASE)
_KEYED_OUTLET = Pattern(
    r"^(?:source|publication|outlet|publisher|programme?|show|podcast)\s*[:|]\s*(?P<outlet>[^\n|]{2,60})",
    re.IGNORECASE | re.MULTILINE,
)
_KEYED_AUTHOR = Pattern(r"authors?\s*:\s*(?P<who>.{2,80})", re.IGNORECASE)
_PARTED = Pattern(r"^(?P<left>.{2,90}?)(?P<sign>\s+[-–—|•·:»]\s+)(?P<right>.{2,})$", re.DOTALL)
_NUMBERED = Pattern(r"^(?:#|ep\.?|episode|part|chapter|no\.|s\d+\s?e)?\s*\d", re.IGNORECASE)
_OUTLET_WORD = Pattern(
    r"\b(?:times|post|news|journal|magazine|guardian|herald|tribune|gazette|review|today|wire|daily|weekly|observer|telegraph|independent|economist|atlantic|podcast"
    r"|radio|tv|show|report|bulletin|chronicle|press|monitor|dispatch|blog|bbc|cnn|npr|nbc|abc|cbs|pbs|fox|vox|wired|reuters|bloomberg|politico|axios|forbes|fortune"
    r"|time|newsweek|slate|salon|medium|substack|\w+\.(?:com|org|net|io|co))\b",
    re.IGNORECASE,
)
_CAPITALS = (
    rf"{UPPER}[\w'’&.-]*(?:\s(?:{UPPER}[\w'’&.-]*|of|the|and|for|&)){{0,5}}(?<!\sof)(?<!\sthe)(?<!\sand)(?<!\sfor)"
)
_INTERVIEW_WITH = Pattern(
    rf"\b(?:interview\s+with|told|spoke\s+(?:with|to)|conversation\s+with|speaking\s+(?:with|to)|talked\s+(?:with|to))\s+(?:the\s+)?(?P<outlet>{_CAPITALS})"
)
_WELCOME = Pattern(
    rf"\bwelcome\s+(?:back\s+)?to\s+(?:(?:another|a\s+new|a\s+special|this|the\s+latest|today['’]s|our)\s+(?:\w+\s+)?(?:episode|edition|show|installment)\s+of\s+|the\s+)?(?:the\s+)?(?P<outlet>{_CAPITALS})"
)
_AGENCY = Pattern(
    r"^(?:[A-Z][A-Z .,'’-]+,?\s+(?:\w+\.?\s+\d{1,2}\s+)?)?"
    r"\((?P<outlet>AP|Reuters|AFP|Bloomberg|UPI|Xinhua|CNN|dpa)\)\s*[-–—]"
)
_COPYRIGHT = Pattern(rf"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d\s*)?(?:by\s+)?(?P<outlet>{_CAPITALS})")
_PODCAST = Pattern(r"\b(?:podcast|episode|this show|the show|show notes|listeners?)\b", re.IGNORECASE)


def stated(text: str, passages: Sequence[Passage], quotations: Sequence[Quotation], shape: Shape) -> Metadata:
    """The metadata that `text` gives. `date` only when the text dates itself, not for days it merely speaks of."""
    if not passages:
        return Metadata()
    head = [(p, text[p.start : p.end]) for p in passages[:_HEAD]]
    tail = [(p, text[p.start : p.end]) for p in passages[-_TAIL:]]
    kind = _kind(text, passages, shape)
    title = next((" ".join(said.split()) for p, said in head if p.kind is Kind.TITLE), "")
    title, outlet = _parted(title, text, spoken=shape in (Shape.TRANSCRIPT, Shape.LABELLED))
    about = [(p, said) for p, said in (*head, *tail) if p.kind in (Kind.META, Kind.CAPTION, Kind.BOILERPLATE)]
    return Metadata(
        title=title,
        outlet=outlet or _outlet(head, about, shape),
        date=_date([said for p, said in about if p.kind is Kind.META]),
        kind=kind,
        people=_people(passages, quotations, [said for p, said in about if p.kind is not Kind.BOILERPLATE]),
        author=_author(head),
    )


def _kind(text: str, passages: Sequence[Passage], shape: Shape) -> str:
    kinds = [p.kind for p in passages]
    if shape is Shape.INTERVIEW:
        return "interview"
    if shape is Shape.ARTICLE:
        if not any(kind in BODY for kind in kinds):
            return ""
        short = len(text) < 12_000
        return "brief" if short and kinds.count(Kind.ITEM) >= 3 and kinds.count(Kind.HEADING) >= 2 else "article"
    return "podcast" if _PODCAST.search(text[:4000]) or _PODCAST.search(text[-1500:]) else "transcript"


def _parted(title: str, text: str, spoken: bool) -> tuple[str, str]:
    """Title and programme of "PROGRAMME - Title" or "Title | Outlet"; all is title when no side is surely the other."""
    match = _PARTED.match(title)
    if match is None:
        return title, ""
    left, sign, right = match["left"].strip(), match["sign"].strip(), match["right"].strip()
    if sign == ":" or _NUMBERED.match(left):
        return title, ""
    last = re.split(r"\s+[-–—|•·»]\s+", title)[-1].strip()
    body = text[text.find(right) + len(right) :][:6000] if spoken else ""
    if (
        spoken
        and len(left.split()) <= 7
        and (len(left.split()) < len(right.split()) or left.casefold() in body.casefold())
    ):
        return right, left
    outlet = len(last.split()) <= 5 and last[:1].isupper() and (sign in "|•·»" or _OUTLET_WORD.search(last))
    if outlet and not spoken:
        return title[: title.rfind(last)].rstrip(" -–—|•·»"), last
    return title, ""


def _outlet(head: Sequence[tuple[Passage, str]], about: Sequence[tuple[Passage, str]], shape: Shape) -> str:
    """The paper, programme or site, where the text names it as its own."""
    for passage, said in about:
        if passage.kind is Kind.META and (match := dated_outlet(said) or _KEYED_OUTLET.search(said)):
            return str(match["outlet"]).strip()
    if shape is Shape.INTERVIEW:
        for passage, said in head:
            if passage.kind in (Kind.PARAGRAPH, Kind.META):
                for match in _INTERVIEW_WITH.finditer(said):
                    name = match["outlet"].strip(" .,’'")
                    if not is_person(name) and (_OUTLET_WORD.search(name) or name.isupper()):
                        return name
    if shape in (Shape.TRANSCRIPT, Shape.LABELLED):
        for _, said in head[:12]:
            if match := _WELCOME.search(" ".join(said.split())):
                return match["outlet"].strip(" .,’'")
    for passage, said in head:
        if passage.kind is Kind.PARAGRAPH and (match := _AGENCY.match(said)):
            return match["outlet"]
    for passage, said in about:
        if passage.kind is Kind.BOILERPLATE and (match := _COPYRIGHT.search(said)) and not is_person(match["outlet"]):
            return match["outlet"].strip(" .,’'")
    return ""


def _date(lines: Sequence[str]) -> str:
    """The day the text gives itself: a line with a key before one without, publication before revision."""
    keyed = [match for line in lines for match in _KEYED_DATE.finditer(line[:400])]
    keyed.sort(key=lambda match: "updated" in match[0].lower() or "modified" in match[0].lower())
    for match in keyed:
        if found := iso_date(match["date"]):
            return found
    for line in lines:
        bare = _ANY_DATE.search(line) if len(line) <= 200 else None
        if bare and (found := iso_date(bare[0])):
            return found
    return ""


def _author(head: Sequence[tuple[Passage, str]]) -> str:
    for passage, said in head:
        if passage.kind is Kind.META and (match := byline(said)):
            return " ".join(match["who"].split())
        if passage.kind is Kind.META and (keyed := _KEYED_AUTHOR.match(said)):
            return " ".join(keyed["who"].split())
    return ""


def _people(passages: Sequence[Passage], quotations: Sequence[Quotation], about: Sequence[str]) -> tuple[str, ...]:
    """Who speaks, who is introduced in the notes, who is quoted by full name: in this order, each once."""
    people = Roster()
    for said in about:
        for name in introduced(" ".join(said.split())):
            people.add(name)
    for speaker in dict.fromkeys(p.speaker for p in passages if p.speaker):
        people.add(speaker)
    for who in dict.fromkeys(quotation.attributed_to for quotation in quotations):
        if who and is_person(who):
            people.add(who)
    return tuple(people.people[:MOST_PEOPLE])
