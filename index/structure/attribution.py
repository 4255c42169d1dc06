"""Who is quoted, by the words next to the quotation: "said Ada Hart", "Ada Hart argued that", "according to Ada Hart".

Source, cue and content are meant as in PolNeAR (Newell, Margolin and Ruths 2018): this room looks for a verb of saying
and its subject in the narrative round a quotation, by the grammar of news English, without a parser. What it answers
must be right: a pronoun, a spokesman without a name or an unclear subject give nobody, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.structure import verbs
from index.structure.names import named
from index.structure.wordlist import Pattern, word_set

_SPEAKS = verbs.SAYS | frozenset(verbs.WITH_SECOND_WORD)
_TOKEN = Pattern(r"(?:[^\W_]\.){2,}|[^\W_](?:[\w'’-]*[^\W_])?\.?(?=(?:\s|$))|[^\W_](?:[\w'’-]*[^\W_])?|[^\w\s]")
_ABBREVIATION = Pattern(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|Prof|No|vs|D|R|[A-Z]|(?:[A-Z]\.)+)\."
)
_LONGEST_APPOSITION = 18
"""Tokens between two commas or brackets behind a name."""

_ACCORDING = Pattern(r"\b[Aa]ccording to\b|\bin the words of\b")
_POSSESSIVE = ("’s", "'s", "s’", "s'")


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
    if _SPEAKS.isdisjoint(word_set(narrative)):
        return []
    tokens = _tokens(narrative)
    found: list[Said] = []
    for i, token in enumerate(tokens):
        if not _says(tokens, i):
            continue
        opens = inverted_at_start and all(not t.text[0].isalnum() or t.text in ("as", "As") for t in tokens[:i])
        begins = token.capital and (i == 0 or tokens[i - 1].text == ".")
        if (opens or begins or _is_inserted(tokens, i)) and token.text.lower() not in verbs.NOT_INVERTED:
            pronoun = i + 1 < len(tokens) and tokens[i + 1].text.lower() in verbs.PRONOUNS
            found.append(Said(_behind(tokens, i + 1), token.start, token.end, pronoun, token.start))
        elif not token.capital:
            found.append(_said(tokens, i, found[-1] if found else None))
    return found


def _says(tokens: list[_Token], i: int) -> bool:
    """Whether token `i` is a verb of saying, and no noun: "his claims", "Hart's comments"."""
    verb = tokens[i].text.lower()
    if verb not in _SPEAKS:
        return False
    if i and (tokens[i - 1].text.lower() in verbs.DETERMINERS or tokens[i - 1].text.endswith(_POSSESSIVE)):
        return False
    second = verbs.WITH_SECOND_WORD.get(verb)
    return second is None or (i + 1 < len(tokens) and tokens[i + 1].text == second)


def _is_inserted(tokens: list[_Token], i: int) -> bool:
    """Whether the verb at `i` stands with its subject between commas: "the town, said Ada Hart, is"."""
    if i == 0 or i + 1 >= len(tokens) or tokens[i - 1].text not in (",", "—", "–") or not tokens[i + 1].capital:
        return False
    at = i + 1
    while at < len(tokens) and tokens[at].capital:
        at += 1
    return at < len(tokens) and tokens[at].text in (",", "—", "–")


def _said(tokens: list[_Token], i: int, before: Said | None) -> Said:
    """The verb at `i` with the subject in front of it; `before` is the verb of saying before it."""
    token = tokens[i]
    if token.text in verbs.PARTICIPLES and before is not None:
        between = [t.text for t in tokens[:i] if t.start > before.end]
        if not any(text in ".?!" for text in between):
            return Said(before.who, token.start, token.end, before.pronoun, before.first)
    if _is_passive(tokens, i):
        return Said(None, token.start, token.end)  # "Hart was called": somebody else's words
    who, first = _before(tokens, i)
    pronoun = who is None and tokens[first].text.lower() in verbs.PRONOUNS
    return Said(who, token.start, token.end, pronoun, tokens[first].start)


def according_to(narrative: str) -> list[Said]:
    """All mentions of "according to" with whom they name."""
    found = []
    for match in _ACCORDING.finditer(narrative):
        tokens = _tokens(narrative[match.end() :])
        found.append(Said(_behind(tokens, 0), match.start(), match.end()))
    return found


def _behind(tokens: list[_Token], i: int) -> str | None:
    """The name in the noun phrase that begins at token `i`: "Ohio Gov. Ada Hart", "its head, Ada Hart, in May"."""
    run: list[str] = []
    commas = 0
    for token in tokens[i : i + 24]:
        if token.capital:
            run.append(token.text)
            continue
        if token.text in verbs.PARTICLES and run:
            run.append(token.text)
            continue
        if token.text == "," or token.text in "—–-(":
            if run or commas:
                break
            commas += 1
            continue
        if token.text in "’'" or token.text in ("’s", "'s"):
            continue
        if not token.text[0].isalnum() or token.text.lower() in verbs.NOUN_PHRASE_ENDS:
            break
        if token.text in verbs.PRONOUNS:
            return None
        run = []  # a common noun: "Hart campaign manager Ben Roe", "Hart spokesman"
    return named(run)


def _before(tokens: list[_Token], i: int) -> tuple[str | None, int]:
    """The name of the subject that ends before token `i`, and the number of the token it begins with."""
    at = i - 1
    while at >= 0 and _is_skipped(tokens[at].text):
        at -= 1
    if at < 0:
        return None, 0
    last = tokens[at]
    if tokens[i].text in verbs.PARTICIPLES or last.text in ("and", "but", "then"):
        return _sentence_subject(tokens, at)
    if last.text in ("who", "which"):
        at -= 1
        if at >= 0 and tokens[at].text == ",":
            at -= 1
    elif last.text in (")", "]"):
        at = _opening(tokens, at)
    elif last.text in (",", "—", "–"):
        at = _opening(tokens, at, last.text)
        if at >= 0 and (further := _before_two(tokens, at, last.text)):
            return further
    return _name_ending(tokens, at)


def _before_two(tokens: list[_Token], at: int, sign: str) -> tuple[str, int] | None:
    """The name before two appositions, the first of which ends in a name at `at`.

    "Ada Hart, the founder of Friends of Oak, a club, said". Only a name with which the sentence or a clause begins.
    """
    if not tokens[at].capital or _name_ending(tokens, at)[0]:
        return None
    who, first = _name_ending(tokens, _opening(tokens, at, sign))
    begins = first == 0 or tokens[first - 1].text in (".", "?", "!", "”", "that", "But", "And")
    return (who, first) if who and begins else None


def _is_passive(tokens: list[_Token], i: int) -> bool:
    """Whether the verb at `i` is said of its subject: "was described as"; but "was quoted as saying" is speech."""
    if tokens[i].text.lower() in verbs.PARTICIPLES or tokens[i].text == "quoted":
        return False
    at = i - 1
    while at >= 0 and tokens[at].text.endswith("ly"):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in ("is", "are", "was", "were", "be", "been", "being", "get", "got")


def _is_skipped(word: str) -> bool:
    lower = word.lower()
    return lower in verbs.AUXILIARIES or lower.endswith(("n't", "n’t")) or (word.endswith("ly") and word[0].islower())


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
    while k >= 0 and (tokens[k].capital or (run and tokens[k].text in verbs.PARTICLES)):
        run.insert(0, tokens[k].text)
        k -= 1
    if not run:
        return None, max(at, 0)
    before = tokens[k].text.lower() if k >= 0 else ""
    object_of = before in verbs.OBJECT_OF and not (k >= 1 and tokens[k - 1].text == ",")
    if object_of or before in ("and", "&") or run[-1].lower() in verbs.PRONOUNS:
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
    k = _behind_adverbial(tokens, start, at)
    while k < at and (not tokens[k].capital or tokens[k].text in ("The", "A", "An")):
        if tokens[k].text.lower() in verbs.PRONOUNS or tokens[k].text == ",":
            return None, k
        k += 1
    stop = k
    while stop < at and (tokens[stop].capital or tokens[stop].text in verbs.PARTICLES):
        stop += 1
    behind = tokens[stop].text if stop < at else ""
    if behind[:1].islower() and k > start and tokens[k - 1].text.lower() in verbs.OBJECT_OF:
        return None, k
    run = [token.text for token in tokens[k:stop]]
    if not run or (len(run) == 1 and behind == "for") or (run[-1].isupper() and behind in ("—", "–", "-", "(")):
        return None, k  # "Lawyers for Hart said"; "HARBOUR TOWN — The mayor said"
    owner = next((n for n, word in enumerate(run) if word.endswith(("’s", "'s"))), None)
    if owner is not None:  # "Ada Hart's Facebook post:" is hers; of "Hart's lawyer said" nobody knows
        return (None if owner == len(run) - 1 else named([*run[:owner], run[owner][:-2]])), k
    return named(run), k


def _behind_adverbial(tokens: list[_Token], start: int, at: int) -> int:
    """Where a sentence's subject may begin: behind "Speaking in Salem, Ohio," at the name before a verb."""
    opening = tokens[start].text if start < at else ""
    adverbial = opening.lower() in verbs.SUBORDINATES or (opening[:1].isupper() and opening.endswith("ing"))
    commas = [j for j in range(start, at) if tokens[j].text == ","] if adverbial else []
    for comma in commas:
        stop = comma + 1
        while stop < at and tokens[stop].capital:
            stop += 1
        if stop > comma + 1 and stop < at and tokens[stop].text != ",":
            return comma + 1
    return commas[0] + 1 if commas else start
