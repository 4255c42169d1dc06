"""What a spoken sentence gives away about who speaks: names itself, introduces, addresses, asks, thanks, greets.

One sentence in, one `Cue` out; who that makes the speaker is decided in `speakers`, with the sentences around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.structure.adverts import RETURNS
from index.structure.names import NAME, UPPER, is_person, parts
from index.structure.roster import Roster
from index.structure.speech import Sentence
from index.structure.wordlist import Formulas, Pattern, one_of, words

_SELF = Pattern(
    rf"\b(?:(?:I['’]m|I\s+am|[Mm]y\s+name\s+is|[Mm]y\s+name['’]s)\s+(?:your\s+host,?\s+)?(?P<name>{NAME})"
    rf"|(?:[Tt]his\s+is|[Ii]t['’]s)\s+(?P<here>{NAME})(?=,?\s+(?:with|here|speaking|reporting|from|and)\b|[.!]?$))"
)
_SELF_WORDS = words("i'm am name name's this it's")
_INTRODUCES = Formulas(
    r"""
    joining|joined|joins :: \bjoin(?:ing|ed|s)\b(?! the\b)
    with :: \b(?:here|back|along|in conversation|speaking|talking|chatting|sitting down|spoke|talked|interview) with
        \bwith (?:me|us) (?:today|now|here)
    bringing|bring :: \bbring(?:ing)? (?:in|on)
    welcome|welcoming :: \bwelcom(?:e|ing)\b(?! (?:\w+ )?to\b)
    introduce|introducing :: \bintroduc(?:e|ing)
    turn|turning :: \bturn(?:ing)? (?:it|now|things|over|(?:the|this|our) \w+)? ?(?:over )?to
    hand|handing :: \bhand(?:ing)? (?:it|things|(?:the|this) \w+|over)? ?(?:over |off )?to
    guest|guests :: \b(?:my|our|today[’']s|week[’']s|special|first|next) (?:\w+ ){0,3}?guests?\b
    friend|friends :: \b(?:my|our) (?:\w+ ){0,3}?friends?\b
    colleague|colleagues :: \b(?:my|our) (?:\w+ ){0,3}?colleagues?\b
    host|hosts|panelist|panelists|panellist :: \b(?:my|our) (?:\w+ ){0,3}?(?:co-?host|panell?ist)s?\b
    have|we've :: \bwe(?: have|[’']ve got)
    from :: \bhear(?:ing)? from
    to :: \b(?:spoke|talked|speak|talk) to
        \bquestion to
        \bposed .{0,40}? to
    interviewed|interviewing :: \binterview(?:ed|ing)
    """
)
_ASKED_BY = Pattern(
    rf"\b(?:questions?|one|caller|listener|reader|voice\s?mail|voice\s+memo|e-?mail|letter|call)\b[^.?!]{{0,30}}?"
    rf"(?:,|\b(?:is|comes|came|here['’]s|was\s+sent)\b)?\s*(?:from\s+|by\s+)?"
    rf"(?P<name>{NAME}),?\s+(?:from|in|of|calling|who|via|on|asks|writes|wants)\b"
    rf"|\b(?:questions?|call|voice\s?mail|e-?mail|letter)\b[^.?!]{{0,30}}?\b(?:from|by)\s+(?P<end>{NAME})[.,:]?$"
)
_ASKING_WORDS = words("question questions one caller listener reader voicemail mail memo email letter call")

_LEAD = (
    r"(?:(?:so|now|and|but|well|ok|okay|alright|all\s+right|hi|hey|hello|great|yeah|yes|no|look|listen|welcome|oh|right|sure|first"
    r"|finally|good\s+(?:morning|afternoon|evening)|(?:thank\s+you|thanks)(?:\s+(?:so|very)\s+much|\s+a\s+lot)?"
    r"|absolutely|exactly|fascinating|interesting),?\s+)*"
)
_TWO_CAPITALS = Pattern(rf"{UPPER}[\w'’.-]*\s+(?:[a-z]{{1,3}}\s+)?{UPPER}")
_SHORT_NAME = rf"{UPPER}[\w'’-]+(?:\s{UPPER}[\w'’-]+)?"
_SHORT_NAMES = Pattern(rf"(?<![\w.]){_SHORT_NAME}")
_START = Pattern(rf"^(?:(?i:{_LEAD}))(?P<name>{_SHORT_NAME}),\s+(?P<next>[\w'’]+)")
_ADDRESSED = Pattern(
    r"(?:(?i:\b(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much|\s+a\s+lot|\s+again)?,?)"
    r"|(?i:^(?:hi|hey|hello|welcome|good\s+(?:morning|afternoon|evening)|sure|yes|yeah|no),?)"
    rf"|,)\s+(?P<name>{_SHORT_NAME})(?:[.?!,]*$|(?:[.?!,])\s+(?P<next>[\w'’]+))"
)
_MAYBE_ADDRESSED = Pattern(rf"(?:,|^\w+|\bthanks|you|much|again|lot|morning|afternoon|evening)\s+{UPPER}[\w’'-]+")
_APPOSITION = words(
    """
    who whose whom which the a an my his her its their former co-founder founder author director chief editor ceo
    professor president or from of in at
    """
)
_DIRECT = words(
    "you your you're you've you'll you'd question let lets let's tell thanks thank welcome what how why do are is can"
)
_SECOND_PERSON = words("you your yours you're you've you'd you'll")

_ACKNOWLEDGES = Formulas(
    r"""
    question :: thank(?:s| you)\b.{0,40}\bquestion
        (?:that|this|it)(?:[’']s| is) (?:such )?(?:an?|the) (?:\w+ ){0,3}question
        (?:an? )?(?:\w+ ){0,2}question[,.!]
        (?:i )?(?:really )?(?:love|like|appreciate) (?:that|this|the|your) question
        (?:great|good|excellent|fantastic|wonderful) (?:\w+ )?question
    """,
    lead=r"(?:(?:well|oh|yeah|yes|wow|so|ok(?:ay)?|ah|and),? )*",
)
_REPLIES = Formulas(
    r"""
    bet :: you bet
    welcome :: you[’']?re (?:very |most |so )?welcome
    pleasure|honor|honour|joy :: (?:it[’']?s |it was |what )?(?:an? |my |always a )?(?:\w+ )?(?:pleasure|honou?r|joy)\b
    thanks|thank :: (?:thanks|thank you)\b(?: \w+){0,4}? (?:for )?(?:having|inviting) (?:me|us)
        (?:thanks|thank you)(?: (?:so|very) much| a lot)?[.!,]
    appreciate :: i (?:really )?appreciate (?:you|your|being|it)
    happy|glad|good|great|nice :: (?:(?:i[’']?m|it[’']?s|so|really|very) )*\w+ to (?:be|join|meet|see|talk)
    delighted|excited|thrilled|lovely :: (?:(?:i[’']?m|it[’']?s|so|really) )*\w+ to (?:be|join)
    honored|honoured|wonderful :: (?:(?:i[’']?m|it[’']?s|so|really) )*\w+ to (?:be|join)
    time|anytime|likewise :: (?:any ?time|likewise)\b
    morning|afternoon|evening :: good (?:morning|afternoon|evening)\b
    hi|hello|hey :: (?:hi|hello|hey)\b
    """,
    lead=r"(?:(?:oh|well|hey|hi|hello|yeah|no|yes|and|so)[,!.]? )*",
)
_HOSTS = Formulas(
    r"""
    coming|up :: (?:coming up|up next)\b
    break :: after the break
    question :: (?:finally, )?(?:our|the) (?:first|next|last|final|second|third) question
    let's :: let[’']s (?:get|tackle|turn|move|go|take|hear|start|bring|dive)\b
    that's :: that[’']s (?:it|all) (?:for|from)\b
    today :: today on\b
    listening|tuning|watching :: thank(?:s| you) (?:all )?(?:so much )?for (?:listening|tuning|watching)
        you[’']re listening to
    stay :: stay (?:tuned|with us)
    welcome :: welcome to\b
    back :: (?:we|i)[’']ll be (?:right )?back
    asked|posed|spoke :: (?:we asked|i (?:asked|also (?:posed|asked|spoke)))\b
    """,
    lead=r"(?:(?:and|so|now|ok(?:ay)?|all right|alright|well|but),? )*",
)
_GREETING = one_of(
    r"""
    (?:hi|hello|hey|good \w+)\b.{0,40}?\bwelcome\b(?! back)
    (?:and )?welcome\b(?! back)
    """
)
_REACTION = Formulas(
    r"""
    fascinating|great|wonderful|amazing|interesting|excellent|perfect|awesome|terrific :: \w+[.!,]*$
    fantastic|incredible|beautiful|brilliant|good|cool|wow|ok|okay|alright|well|indeed :: \w+[.!,]*$
    right|got|see|love :: (?:all right|got it|i see|love it)[.!,]*$
    """,
    lead=r"(?:(?:that[’']s|how|very|really|so|absolutely|just) )*",
)
_AGREES = Formulas(
    r"""
    right :: i (?:think|guess) (?:that[’']s|you[’']re) (?:\w+ly )?right\b
        (?:that[’']s|you[’']re) (?:\w+ly|quite) right\b
    agree :: i (?:completely|totally|absolutely|fully|couldn[’']t) agree\b
    point :: (?:that[’']s )?an? (?:\w+ )?(?:good|great|fair|excellent) point\b
    """,
    lead=r"(?:(?:yeah|yes|no|well|oh|and|i mean),? )*",
)
_ARRIVAL = one_of(
    r"\b(?:join(?:ing)? (?:me|us)|being (?:here|with|on)|coming (?:on|in|back)|welcome|to have you|with us)\b"
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


@dataclass(frozen=True, slots=True)
class Named:
    """The full names that a sentence gives to the people talking, as it writes them."""

    itself: str | None = None
    introduced: str | None = None
    asker: str | None = None

    @classmethod
    def of(cls, sentence: Sentence) -> Named:
        """The names in one sentence."""
        if _TWO_CAPITALS.search(sentence.text) is None:
            return _NO_NAMES
        return cls(_own_name(sentence), _introduced(sentence), _asker(sentence))


_NO_NAMES = Named()


def people(named: Iterable[Named], roster: Roster) -> None:
    """Add to `roster` everybody whom the sentences name in full."""
    for each in named:
        for name in (each.itself, each.introduced, each.asker):
            if name is not None and is_person(name):
                roster.add(name)


def cue(sentence: Sentence, named: Named, roster: Roster, near: str | None = None) -> Cue:
    """What `sentence` gives away. `near`: the person introduced last, whose name may come garbled."""
    text, found = sentence.text, sentence.words
    own = _known(named.itself, roster, near)
    asked_by = _known(named.asker, roster, near)
    introduces = _known(named.introduced, roster, near) if asked_by is None and own is None else None
    addresses = _addressed(sentence, roster, near)
    thanks = "thanks" in found or "thank" in found
    asks = text.rstrip("\"'”’)]").endswith("?")
    return Cue(
        names_itself=own,
        introduces=introduces,
        asked_by=asked_by,
        addresses=addresses,
        mentions=frozenset(_mentioned(sentence, roster) - {own, addresses}),
        asks=asks,
        asks_you=asks and not found.isdisjoint(_SECOND_PERSON),
        acknowledges=_ACKNOWLEDGES.match(text, found),
        replies=_REPLIES.match(text, found),
        hosts=_HOSTS.match(text, found) or RETURNS.match(text) is not None,
        greets="welcome" in found and _GREETING.match(text) is not None,
        reacts=len(found) <= 4 and _REACTION.match(text, found),
        agrees=_AGREES.match(text, found),
        thanks=thanks,
        arrival=(thanks or addresses is not None) and _ARRIVAL.search(text) is not None,
    )


def _own_name(sentence: Sentence) -> str | None:
    match = None if sentence.words.isdisjoint(_SELF_WORDS) else _SELF.search(sentence.text)
    return (match["name"] or match["here"]) if match else None


def _introduced(sentence: Sentence) -> str | None:
    match = _INTRODUCES.search(sentence.text, sentence.words)
    if match is None:
        return None
    names = re.finditer(NAME, sentence.text[match.end() : match.end() + 110])
    return next((name[0] for name in names if is_person(name[0])), None)


def _asker(sentence: Sentence) -> str | None:
    match = None if sentence.words.isdisjoint(_ASKING_WORDS) else _ASKED_BY.search(sentence.text)
    return (match["name"] or match["end"]) if match else None


def _known(name: str | None, roster: Roster, near: str | None) -> str | None:
    return roster.find(name, near) if name else None


def _addressed(sentence: Sentence, roster: Roster, near: str | None) -> str | None:
    """Who is spoken to by name. "Ada, the founder" and "people like Ada, who" speak of her, not to her."""
    match = _START.match(sentence.text) if "," in sentence.text else None
    if match:
        direct = sentence.text.endswith("?") or not sentence.words.isdisjoint(_DIRECT)
        person = roster.find(match["name"], near)
        if person is not None and (direct or match["next"][0].isupper()):
            return person
    if _MAYBE_ADDRESSED.search(sentence.text) is None:
        return None
    for match in _ADDRESSED.finditer(sentence.text):
        following = match["next"]
        if following is None or following.casefold() not in _APPOSITION:
            person = roster.find(match["name"], near)
            if person is not None:
                return person
    return None


def _mentioned(sentence: Sentence, roster: Roster) -> set[str]:
    found: set[str] = set()
    if sentence.words.isdisjoint(roster.words):
        return found
    for match in _SHORT_NAMES.finditer(sentence.text):
        words_ = parts(match[0])
        person = roster.find(match[0]) or (roster.find(words_[0]) if words_ else None)
        if person is not None:
            found.add(person)
    return found
