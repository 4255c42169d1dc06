"""Who is quoted, by the words next to the quotation: "..., said Ada Hart", "Ada Hart argued that ...", "according to Ada Hart".

Rules over a list of verbs of saying; each looks at the sentence around the quotation and nowhere else. What they answer
must be right: a pronoun, a spokesman without a name or an unclear subject give nobody, and say so. After Pareti et al.
2013 (EMNLP, section 4: the quotation verb and its subject by position), with the grammar of news English, no parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.structure.names import UPPER, named

_VERBS = frozenset(
    """
    said says say told tells added adds wrote writes argued argues noted notes explained explains insisted insists claimed claims
    asked asks replied replies responded responds warned warns tweeted tweets declared declares announced announces stated states
    continued continues concluded concludes testified remarked remarks acknowledged acknowledges charged suggested suggests
    recalled recalls countered counters complained complains joked jokes predicted predicts vowed vows promised promises urged
    urges asserted asserts stressed stresses observed observes quipped quips admitted admits conceded concedes contended contends
    emphasized emphasizes emphasised exclaimed lamented laments maintained maintains mused muses posted posts reported reports
    revealed reveals shouted agreed agrees began boasted boasts bragged cautioned cautions commented comments confirmed confirms
    elaborated opined opines pleaded pledged pledges proclaimed proclaims reflected reiterated repeated retorted snapped
    speculated wondered wonders yelled called calls described describes dismissed dismisses denounced blasted accused accuses
    criticized criticised praised blamed labeled labelled mocked referred refers scoffed deadpanned intoned demanded demands
    offered offers believes believed thinks thought feels felt quoted cited signed defended touted slammed ripped derided decried
    condemned compared reads read answered answers assured assures started interjected shrugged laughed fumed sighed chanted crowed
    theorized hinted signaled signalled implied implies alleged alleges swore protested objected remembered remembers reasoned estimated
    hailed encouraged invited instructed ordered begged thanked congratulated asking saying adding writing calling telling noting arguing claiming insisting warning
    describing declaring explaining suggesting tweeting promising vowing urging referring stating concluding
    """.split()
)
_TWO_WORDS = {
    "put": "it",
    "puts": "it",
    "pointed": "out",
    "points": "out",
    "went": "on",
    "goes": "on",
    "shot": "back",
    "fired": "back",
    "hit": "back",
    "chimed": "in",
}
_PARTICIPLES = frozenset(verb for verb in _VERBS if verb.endswith("ing"))
_NOT_INVERTED = frozenset(
    "told tells called calls described describes dismissed blamed accused accuses quoted read reads referred refers signed".split()
)
_SKIPPED = frozenset(
    "has had have also then later once recently often even just still again now first further thus subsequently has repeatedly is was were be been being would will "
    "could can may might must should did does do not never always reportedly".split()
)
_NO_SUBJECT = frozenset("he she they it we i you one who that this which these those what".split())
_DETERMINERS = frozenset("a an the his her their its our my your this that these those no any some such of".split()) - {
    "that",
    "this",
}
_SUBORDINATES = frozenset(
    "as when while after before if although though since because once until asked speaking during in at on following with".split()
)
_OBJECT_OF = frozenset(
    "for of to with by from about against at on in between behind like than or both into over under near toward towards including".split()
)
_PARTICLES = frozenset("de del della di da la van von der den bin al el’".split()) | {"’", "'"}
_NP_ENDS = frozenset(
    "in of at from on during after before as to for when while with about by who which that and but if because over upon into where via through outside late early "
    "last this earlier later since amid following".split()
)
_TOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_](?:[\w'’-]*[^\W_])?\.?(?=(?:\s|$))|[^\W_](?:[\w'’-]*[^\W_])?|[^\w\s]")
_ABBREVIATION = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|Prof|No|vs|D|R|[A-Z]|(?:[A-Z]\.)+)\."
)
_LONGEST_APPOSITION = 18


@dataclass(frozen=True, slots=True)
class Said:
    """A verb of saying with its subject. `who` is None when the subject is no name: a pronoun, "a spokesman"."""

    who: str | None
    start: int  # offsets in the narrative that was read
    end: int
    pronoun: bool = False
    first: int = 0  # where subject and verb begin together


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and self.text not in ("I", "I'm", "I’m")


def _tokens(narrative: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(narrative):
        text, end = match[0], match.end()
        if len(text) > 1 and text.endswith(".") and not _ABBREVIATION.fullmatch(text):
            found.append(_Token(text[:-1], match.start(), end - 1))
            found.append(_Token(".", end - 1, end))
        else:
            found.append(_Token(text, match.start(), end))
    return found


def sayings(narrative: str, inverted_at_start: bool = False) -> list[Said]:
    """All verbs of saying in a stretch of narrative with their subjects, in order.

    `inverted_at_start`: the narrative follows a closing mark, so that its first words may be "said Ada Hart".
    """
    tokens = _tokens(narrative)
    found = []
    for i, token in enumerate(tokens):
        verb = token.text.lower()
        if i and (tokens[i - 1].text.lower() in _DETERMINERS or tokens[i - 1].text.endswith(("’s", "'s", "s’", "s'"))):
            continue  # "his claims", "Hart's comments"
        if verb in _TWO_WORDS:
            if i + 1 >= len(tokens) or tokens[i + 1].text != _TWO_WORDS[verb]:
                continue
        elif verb not in _VERBS:
            continue
        starts = inverted_at_start and all(not t.text[0].isalnum() or t.text in ("as", "As") for t in tokens[:i])
        first_word = token.capital and (i == 0 or tokens[i - 1].text == ".")
        if (starts or first_word) and verb not in _NOT_INVERTED:
            pronoun = i + 1 < len(tokens) and tokens[i + 1].text.lower() in _NO_SUBJECT
            found.append(Said(_behind(tokens, i + 1), token.start, token.end, pronoun, token.start))
        elif not token.capital:
            if (
                verb in _PARTICIPLES
                and found
                and not any(t.text in ".?!" for t in tokens[:i] if t.start > found[-1].end)
            ):
                found.append(Said(found[-1].who, token.start, token.end, found[-1].pronoun, found[-1].first))
                continue
            if _is_passive(tokens, i):
                found.append(Said(None, token.start, token.end))  # "Hart was called": somebody else's words
                continue
            who, first = _before(tokens, i, verb)
            pronoun = who is None and first >= 0 and tokens[first].text.lower() in _NO_SUBJECT
            found.append(Said(who, token.start, token.end, pronoun, tokens[max(first, 0)].start))
    return found


def according_to(narrative: str) -> list[Said]:
    """All mentions of "according to" with whom they name."""
    found = []
    for match in re.finditer(r"\b[Aa]ccording to\b|\bin the words of\b", narrative):
        tokens = _tokens(narrative[match.end() :])
        found.append(Said(_behind(tokens, 0), match.start(), match.end()))
    return found


def _behind(tokens: list[_Token], i: int) -> str | None:
    """The name in the noun phrase that begins at token `i`: "Ohio Gov. Ada Hart", "the group's head, Ada Hart, in a letter"."""
    run: list[str] = []
    commas = 0
    for token in tokens[i : i + 24]:
        if token.capital:
            run.append(token.text)
            continue
        if token.text in _PARTICLES and run:
            run.append(token.text)
            continue
        if token.text == "," or token.text in "—–-(":
            if run or commas:
                break
            commas += 1
            continue
        if token.text in "’'" or token.text in ("’s", "'s"):
            continue
        if not token.text[0].isalnum() or token.text.lower() in _NP_ENDS:
            break
        if token.text in _NO_SUBJECT:
            return None
        run = []  # a common noun: "Hart campaign manager Ben Roe", "Hart spokesman"
    return named(run)


def _before(tokens: list[_Token], i: int, verb: str) -> tuple[str | None, int]:
    """The name of the subject that ends before token `i`, and the number of the token it begins with."""
    at = i - 1
    while at >= 0 and _is_skipped(tokens[at].text):
        at -= 1
    if at < 0:
        return None, 0
    last = tokens[at]
    if verb in _PARTICIPLES or last.text in ("and", "but", "then"):
        return _sentence_subject(tokens, at)
    if last.text in ("who", "which"):
        at -= 1
        if at >= 0 and tokens[at].text == ",":
            at -= 1
    elif last.text in (")", "]"):
        at = _opening(tokens, at)
    elif last.text in (",", "—", "–"):
        at = _opening(tokens, at, last.text)
    return _name_ending(tokens, at)


def _is_passive(tokens: list[_Token], i: int) -> bool:
    """Whether the verb at `i` is said of its subject: "was described as"; but "was quoted as saying" is speech."""
    if tokens[i].text.lower() in _PARTICIPLES or tokens[i].text == "quoted":
        return False
    at = i - 1
    while at >= 0 and tokens[at].text.endswith("ly"):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in ("is", "are", "was", "were", "be", "been", "being", "get", "got")


def _is_skipped(word: str) -> bool:
    return word.lower() in _SKIPPED or (word.endswith("ly") and word[0].islower())


def _opening(tokens: list[_Token], at: int, sign: str = "(") -> int:
    """The token before the parenthesis or apposition that closes at `at`; -1 when none opens near."""
    for k in range(at - 1, max(-1, at - 1 - _LONGEST_APPOSITION), -1):
        if tokens[k].text == "." and sign != "(":
            return -1
        if tokens[k].text == sign or (sign == "(" and tokens[k].text == "["):
            return k - 1
    return -1


def _name_ending(tokens: list[_Token], at: int) -> tuple[str | None, int]:
    """The name whose last word is token `at`, when it can be a subject, and the number of its first token."""
    if at >= 0 and tokens[at].text in (")", "]"):
        at = _opening(tokens, at)
    run: list[str] = []
    k = at
    while k >= 0 and (tokens[k].capital or (run and tokens[k].text in _PARTICLES)):
        run.insert(0, tokens[k].text)
        k -= 1
    if not run:
        return None, max(at, 0)
    before = tokens[k].text.lower() if k >= 0 else ""
    object_of = before in _OBJECT_OF and not (k >= 1 and tokens[k - 1].text == ",")
    if object_of or before in ("and", "&") or run[-1].lower() in _NO_SUBJECT:
        return None, k + 1
    return named(run), k + 1


def subject_of(sentence: str) -> str | None:
    """The name that is the subject of a sentence: whose "statement" or "tweet" follows its colon."""
    tokens = _tokens(sentence)
    return _sentence_subject(tokens, len(tokens))[0]


def _sentence_subject(tokens: list[_Token], at: int) -> tuple[str | None, int]:
    """The name that governs the sentence up to token `at`: "As Roe watched, Ada Hart took the stage and said"."""
    start = at
    while start > 0 and tokens[start - 1].text not in (".", "?", "!"):
        start -= 1
    k = start
    if k < at and tokens[k].text.lower() in _SUBORDINATES | {
        "early",
        "late",
        "earlier",
        "later",
        "hours",
        "days",
        "minutes",
    }:
        k = next((j + 1 for j in range(k, at) if tokens[j].text == ","), k)
    while k < at and (not tokens[k].capital or tokens[k].text in ("The", "A", "An")):
        if tokens[k].text.lower() in _NO_SUBJECT or tokens[k].text == ",":
            return None, k
        k += 1
    stop = k
    while stop < at and (tokens[stop].capital or tokens[stop].text in _PARTICLES):
        stop += 1
    if stop < at and tokens[stop].text[0].islower() and k > start and tokens[k - 1].text.lower() in _OBJECT_OF:
        return None, k
    run = [token.text for token in tokens[k:stop]]
    if not run or run[-1].endswith(("’s", "'s")):
        return None, k
    return named(run), k
