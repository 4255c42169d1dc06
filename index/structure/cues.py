"""What a spoken sentence gives away about who speaks: names itself, introduces, addresses, asks, thanks, greets.

One sentence in, one `Cue` out; who that makes the speaker is decided in `speakers`, with the sentences around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.structure.adverts import RETURNS
from index.structure.names import NAME, UPPER, Roster, is_person, parts

_SELF = re.compile(
    rf"\b(?:(?:I['’]m|I\s+am|my\s+name\s+is|my\s+name['’]s)\s+(?:your\s+host,?\s+)?(?P<name>{NAME})"
    rf"|(?:this\s+is|it['’]s)\s+(?P<here>{NAME})(?=,?\s+(?:with|here|speaking|reporting|from|and\s+(?:welcome|you|this|today))\b|[.!]?$))"
)
_INTRODUCES = re.compile(
    r"\b(?:join(?:ing|ed|s)\b(?!\s+the\b)|(?:here|back|along|in\s+conversation|speaking|talking|chatting|sitting\s+down)\s+with|bring(?:ing)?\s+(?:in|on)|welcom(?:e|ing)"
    r"|introduc(?:e|ing)|turn(?:ing)?\s+(?:it|now|things|over|(?:the|this|our)\s+\w+)?\s*(?:over\s+)?to|hand(?:ing)?\s+(?:it|things|(?:the|this)\s+\w+|over)?\s*(?:over\s+|off\s+)?to"
    r"|(?:my|our|today['’]s|this\s+week['’]s|special|first|next)\s+(?:\w+\s+){0,3}?(?:guests?|colleagues?|co-?hosts?|friends?|panell?ists?)\b|we\s+(?:have|[’']ve\s+got)|hear(?:ing)?\s+from"
    r"|(?:spoke|talked|speak|talk)\s+(?:with|to)|interview(?:ed|ing)?(?:\s+with)?|question\s+to|posed\s+.{0,40}?\s+to|called\s+up|with\s+(?:me|us)\s+(?:today|now|here)?)"
)
_ASKED_BY = re.compile(
    rf"\b(?:questions?|one|caller|listener|reader|voice\s?mail|voice\s+memo|email|letter|call)\b[^.?!]{{0,30}}?(?:,|\b(?:is|comes|came|here['’]s|here\s+is|was\s+sent)\b)?\s*(?:from\s+|by\s+)?"
    rf"(?P<name>{NAME}),?\s+(?:from|in|of|calling|who|via|on|asks|writes|wants)\b"
    rf"|\b(?:questions?|call|voice\s?mail|email|letter)\b[^.?!]{{0,30}}?\b(?:from|by)\s+(?P<end>{NAME})[.,:]?$"
)
_LEAD = (
    r"(?:(?:so|now|and|but|well|ok|okay|alright|all\s+right|hi|hey|hello|thanks|thank\s+you|great|yeah|yes|no|look|listen|good\s+(?:morning|afternoon|evening)|welcome|oh|right|sure|first|finally"
    r"|(?:thank\s+you|thanks)\s+(?:so\s+much|very\s+much|a\s+lot)|absolutely|exactly|fascinating|interesting),?\s+)*"
)
_SHORT_NAME = rf"{UPPER}[\w'’-]+(?:\s{UPPER}[\w'’-]+)?"
_START = re.compile(rf"^(?:(?i:{_LEAD}))(?P<name>{_SHORT_NAME}),\s+(?P<next>[\w'’]+)")
_ADDRESSED = re.compile(
    rf"(?:(?i:\b(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much|\s+a\s+lot|\s+again)?,?)|(?i:^(?:hi|hey|hello|welcome|good\s+(?:morning|afternoon|evening)|sure|yes|yeah|no),?)"
    rf"|(?i:\bquestion,|\bpoint,|\bwelcome,)|,)\s+(?P<name>{_SHORT_NAME})(?:[.?!,]*$|(?:[.?!,])\s+(?P<next>[\w'’]+))"
)
_APPOSITION = frozenset(
    "who whose whom which the a an my his her its their former co-founder founder author director chief editor ceo professor president or from of in at".split()
)
_DIRECT = re.compile(
    r"\b(?:you|your|you['’]\w+|question|let['’]?s?|tell|thanks?|thank|welcome|what|how|why|do|are|is|can)\b|\?$", re.I
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|you['’](?:re|ve|d|ll))\b", re.I)
_ACKNOWLEDGES = re.compile(
    r"^(?:(?:well|oh|yeah|yes|wow|so|ok(?:ay)?|ah|and),?\s+)*(?:thank(?:s|\s+you)\b.{0,40}\bquestion|(?:that|this|it)['’]?\s?i?s?\s+(?:such\s+)?(?:an?|the)\s+(?:\w+\s+){0,3}question|"
    r"(?:an?\s+)?(?:\w+\s+){0,2}question\b[,.!]|(?:i\s+)?(?:love|like|appreciate)\s+(?:that|this|the|your)\s+question|(?:great|good|excellent|fantastic|wonderful)\s+(?:\w+\s+)?question)",
    re.I,
)
_REPLIES = re.compile(
    r"^(?:(?:oh|well|hey|hi|hello|yeah|no|yes|and|so)[,!.]?\s+)*(?:you\s+bet|you[’']?re\s+(?:very\s+|most\s+|so\s+)?welcome|my\s+pleasure|(?:it[’']?s\s+|it\s+was\s+|what\s+)?(?:a\s+|an\s+|my\s+|always\s+a\s+)?(?:real\s+|great\s+|absolute\s+)?"
    r"(?:pleasure|honou?r|joy)\b|(?:thanks|thank\s+you)\b(?:\s+\w+){0,4}?\s+(?:for\s+)?(?:having|inviting)\s+(?:me|us)|(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much|\s+a\s+lot)?[.!,]|(?:so\s+)?i\s+(?:really\s+)?appreciate\s+(?:you|your|being|it)"
    r"|(?:i[’']?m\s+|it[’']?s\s+|so\s+|really\s+|very\s+)*(?:happy|glad|good|great|nice|delighted|excited|thrilled|honou?red|lovely|wonderful)\s+to\s+(?:be|join|meet|see|talk)|any\s?time\b|likewise\b|good\s+(?:morning|afternoon|evening)\b|hi\b|hello\b|hey\b)",
    re.I,
)
_HOSTS = re.compile(
    r"^(?:(?:and|so|now|ok(?:ay)?|all\s+right|alright|well|but),?\s+)*(?:coming\s+up|up\s+next|after\s+the\s+break|(?:our|the)\s+(?:first|next|last|final|second|third)\s+question|let[’']s\s+(?:get|tackle|turn|move|go|take|hear|start|bring|dive)\b"
    r"|that[’']s\s+(?:it|all)\s+(?:for|from)\b|finally,\s+our|today\s+on\b|this\s+is\s+(?:the\s+)?[A-Z]|you[’']re\s+listening\s+to|thank(?:s|\s+you)\s+(?:all\s+)?(?:so\s+much\s+)?for\s+(?:listening|tuning|watching)|stay\s+(?:tuned|with\s+us)|welcome\s+to\b"
    r"|(?:we[’']ll|i[’']ll)\s+be\s+(?:right\s+)?back|we\s+asked|i\s+(?:asked|also\s+(?:posed|asked|spoke))\b)",
    re.I,
)
_GREETING = re.compile(r"^(?:(?:hi|hello|hey|good\s+\w+)\b.{0,40}?)?(?:and\s+)?\bwelcome\b(?!\s+back)", re.I)
_REACTION = re.compile(
    r"^(?:(?:that[’']s\s+|how\s+|very\s+|really\s+|so\s+|absolutely\s+|just\s+)*(?:fascinating|great|wonderful|amazing|interesting|wow|ok(?:ay)?|all\s+right|alright|excellent|perfect|awesome|terrific|fantastic|incredible|got\s+it|i\s+see|well|indeed|good|cool|beautiful|brilliant|love\s+it))[.!,]*$",
    re.I,
)
_AGREES = re.compile(
    r"^(?:(?:yeah|yes|no|well|oh|and|i\s+mean),?\s+)*(?:i\s+(?:think|guess)\s+(?:that[’']s|you[’']re)\s+(?:(?:exactly|absolutely|totally|quite)\s+)?right\b|(?:that[’']s|you[’']re)\s+(?:exactly|absolutely|totally|quite)\s+right\b"
    r"|i\s+(?:completely|totally|absolutely|fully|couldn[’']t)\s+agree\b|(?:that[’']s\s+)?an?\s+(?:very\s+|really\s+)?(?:good|great|fair|excellent)\s+point\b)",
    re.I,
)
_THANKS = re.compile(r"\b(?:thanks|thank\s+you)\b", re.I)
_ARRIVAL = re.compile(
    r"\b(?:join(?:ing)?\s+(?:me|us)|being\s+(?:here|with|on)|coming\s+(?:on|in|back)|welcome|to\s+have\s+you|with\s+us)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What one sentence says about the people talking. Names are those of the roster."""

    names_itself: str | None = None
    introduces: str | None = None
    asked_by: str | None = None  # whose question comes next
    addresses: str | None = None
    mentions: frozenset[str] = frozenset()  # spoken of, not spoken to
    asks: bool = False
    asks_you: bool = False
    acknowledges: bool = False  # "That's a great question"
    replies: bool = False  # "You bet", "Thanks for having me"
    hosts: bool = False  # what only a host says
    greets: bool = False
    reacts: bool = False  # "Fascinating."
    agrees: bool = False  # "I think that's right": somebody else has just spoken
    thanks: bool = False
    arrival: bool = False  # thanks at the start of a talk, not at its end

    @property
    def names(self) -> bool:
        """Whether the sentence names somebody in a way that tells who speaks."""
        return bool(self.names_itself or self.introduces or self.asked_by or self.addresses)


def people(said: list[str], roster: Roster) -> None:
    """Add to `roster` everybody whom the sentences introduce by full name."""
    for sentence in said:
        for name in (_own_name(sentence), _introduced(sentence), _asker(sentence)):
            if name is not None and is_person(name):
                roster.add(name)


def _own_name(sentence: str) -> str | None:
    match = _SELF.search(sentence)
    return (match["name"] or match["here"]) if match else None


def _introduced(sentence: str) -> str | None:
    match = _INTRODUCES.search(sentence)
    if match is None:
        return None
    for name in re.finditer(NAME, sentence[match.end() : match.end() + 110]):
        if is_person(name[0]):
            return name[0]
    return None


def _asker(sentence: str) -> str | None:
    match = _ASKED_BY.search(sentence)
    return (match["name"] or match["end"]) if match else None


def cue(sentence: str, roster: Roster, near: str | None = None) -> Cue:
    """What `sentence` gives away. `near`: the person introduced last, whose name may come garbled."""
    own = _known(_own_name(sentence), roster, near)
    asked_by = _known(_asker(sentence), roster, near)
    introduces = _known(_introduced(sentence), roster, near) if asked_by is None and own is None else None
    addresses = _addressed(sentence, roster, near)
    asks = sentence.rstrip("\"'”’)]").endswith("?")
    return Cue(
        own,
        introduces,
        asked_by,
        addresses,
        frozenset(_mentioned(sentence, roster) - {own, addresses}),
        asks,
        asks and bool(_SECOND_PERSON.search(sentence)),
        bool(_ACKNOWLEDGES.match(sentence)),
        bool(_REPLIES.match(sentence)),
        bool(_HOSTS.match(sentence) or RETURNS.match(sentence)),
        bool(_GREETING.match(sentence)),
        bool(_REACTION.match(sentence)),
        bool(_AGREES.match(sentence)),
        bool(_THANKS.search(sentence)),
        bool(_ARRIVAL.search(sentence)),
    )


def _known(name: str | None, roster: Roster, near: str | None) -> str | None:
    return roster.find(name, near) if name else None


def _addressed(sentence: str, roster: Roster, near: str | None) -> str | None:
    """Who is spoken to by name. "Ada, the founder" and "people like Ada, who" speak of her, not to her."""
    match = _START.match(sentence)
    if match and (match["next"].casefold() not in _APPOSITION or _DIRECT.search(sentence)):
        person = roster.find(match["name"], near)
        if person is not None and (_DIRECT.search(sentence[match.end("name") :]) or not match["next"][0].islower()):
            return person
    for match in _ADDRESSED.finditer(sentence):
        following = match["next"]
        if following is not None and following.casefold() in _APPOSITION:
            continue
        person = roster.find(match["name"], near)
        if person is not None:
            return person
    return None


def _mentioned(sentence: str, roster: Roster) -> set[str]:
    found = set()
    for match in re.finditer(rf"(?<![\w.]){_SHORT_NAME}", sentence):
        words = parts(match[0])
        person = roster.find(match[0]) or (roster.find(words[0]) if words else None)
        if person is not None:
            found.add(person)
    return found
