"""The names of people, as written: what looks like one, and which of two forms mean the same person.

Owns every assumption about capital letters, titles and given names, so that speakers, quotations and metadata agree on
who is who. Speech recognition spells one person in several ways; two forms are one person here only when the rest of
the name supports it. In doubt they stay two, or nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Latin, Greek, Cyrillic and Armenian: the scripts that have capitals, as one character class for all the patterns here.
_CAPITALS = "".join(chr(c) for c in range(0x41, 0x588) if chr(c).isupper())
UPPER = f"[{_CAPITALS}]"

_INITIALS = rf"(?:{UPPER}\.[ ]?){{1,3}}"
_WORD = rf"{UPPER}(?:['’]{UPPER})?[^\W\d_]*(?:['’-][^\W\d_]+)*"
_PARTICLE = (
    r"(?:de la|de|del|della|da|di|do|dos|du|van der|van den|van|von|der|den|bin|ibn|bint|al|el|ter|ten|af|of the|y)"
)
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Sen|Senator|Rep|Representative|Congressman|Congresswoman|"
    r"Gov|Governor|President|Vice President|Prime Minister|Minister|Chancellor|Secretary|Speaker|Judge|Justice|Chief Justice|"
    r"Attorney General|Gen|General|Col|Colonel|Capt|Captain|Lt|Sgt|Maj|Admiral|Adm|Commissioner|Chairman|Chairwoman|Chair|"
    r"Ambassador|Mayor|Sheriff|Officer|Detective|Pastor|Rev|Reverend|Father|Sister|Rabbi|Imam|Pope|King|Queen|Prince|Princess)"
)
NAME = rf"(?:{_INITIALS})?{_WORD}(?:[ ](?:{_PARTICLE}[ ])?(?:{_INITIALS}|{_WORD}\.?)){{0,4}}"
"""A run of capitalised words as a person's name is written: "Ada", "J. R. Hart", "María de la Cruz". One line only."""

_TITLE_FIRST = re.compile(rf"^(?:(?:{TITLE}|Former|then|The)\b\.?[ ]+)+(?={UPPER})")
_SUFFIX = re.compile(r",? +(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|Psy\.D|Esq)\.?$")
# Capitalised words that names of people do not hold: places, institutions, roles, days, and words that begin sentences.
_NOT_IN_NAMES = frozenset(
    """
    january february july august september october november december monday tuesday wednesday thursday friday
    saturday sunday north south east west northern southern eastern western new united states kingdom america american americans
    europe european asia asian africa african china chinese russia russian iran iraq israel israeli india indian japan japanese
    korea korean germany german france french britain british england english canada canadian australia mexico mexican texas
    california florida washington york francisco angeles valley silicon hollywood beijing moscow london paris city county state
    university college school institute center centre foundation association society committee commission council congress senate
    house court supreme department ministry agency bureau administration government party republican republicans democrat
    democrats democratic liberal conservative labour times post news journal magazine press tribune herald gazette review
    daily weekly show podcast radio television network channel media street avenue road park airport company companies corp inc
    llc ltd group bank capital ventures partners fund technologies systems labs airlines motors media international national
    federal global world american international war act amendment project program initiative chief vice senior junior
    executive director manager officer head editor ceo cfo cto founder chairman president secretary minister senator the this
    that these those there here it he she we they you i what when where why who how but and or if so as at in on of to for from
    by with his her its their our my your not no yes well now then also just like after before while because although since
    both all some many most more much every each other another such meanwhile however instead still yet later earlier today
    yesterday tomorrow last next first second third one two three four five six seven eight nine ten hello hi hey thanks thank
    welcome dear good great morning afternoon evening night christmas easter internet web online episode chapter part season
    newsletter advertisement photo image getty reuters twitter facebook google apple amazon microsoft youtube instagram tiktok
    catholic christian jewish muslim islamic buddhist god bible ok okay yeah right sure let inc. mr mrs ms dr campaign fox cnn
    nbc abc cbs msnbc bbc npr pbs afp usa u.s u.k eu un nato fbi cia nsa gop tv pm am
    """.split()
)
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """The letters of `name` without case, accents, blanks and hyphens: "Ling-Ling" and "lingling" have one key."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _NOT_LETTERS.sub("", bare).casefold()


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """`name` without titles before it and a possessive or degree after it: "Sen. Ada Hart's" becomes "Ada Hart"."""
    name = re.sub(r"\s+", " ", name).strip(" ,.;:-–—'’\"“”")
    name = re.sub(r"['’]s?$", "", name)
    name = _TITLE_FIRST.sub("", name)
    return _SUFFIX.sub("", name).strip(" ,")


@lru_cache(maxsize=8192)
def is_person(name: str) -> bool:
    """Whether a capitalised run can be the full name of a person: two to five words, none that names something else."""
    words = parts(name)
    if not 2 <= len(words) <= 6 or not words[-1][:1].isupper() or len(key(words[-1])) < 2:
        return False
    if sum(word.isupper() and len(key(word)) > 2 for word in words) not in (0, len(words)):
        return False  # "SEO Toolkit": letters, not a name; but "ADA HART" in a transcript is one
    return not any(word.strip(".,").casefold() in _NOT_IN_NAMES for word in words)


def parts(name: str) -> list[str]:
    """The words of a plain name."""
    return plain(name).split()


def edits(a: str, b: str, most: int) -> int:
    """The Levenshtein distance of two short strings, or `most + 1` when it is larger than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
        if min(row) > most:
            return most + 1
    return row[-1]


def sounds_like(a: str, b: str) -> bool:
    """Whether two single names may be spellings of one: the same first letter and one edit (two from seven letters on)."""
    a, b = key(a), key(b)
    if a == b:
        return bool(a)
    if not a or not b or a[0] != b[0] or min(len(a), len(b)) < 3:
        return False
    most = 2 if min(len(a), len(b)) >= 7 else 1
    return edits(a, b, most) <= most


@lru_cache(maxsize=8192)
def same_person(a: str, b: str) -> bool:
    """Whether two full forms (two or more words each) name one person.

    True for equal letters ("Ling-Ling Wei", "Lingling Wei"), for one given name with surnames that sound alike, and for
    one surname with given names of which one shortens the other ("J. Hart", "Phil Hart", "Philip Hart").
    """
    if key(a) == key(b):
        return True
    first, second = parts(a), parts(b)
    if len(first) < 2 or len(second) < 2:
        return False
    given_a, given_b = key(first[0]), key(second[0])
    if given_a == given_b or key("".join(first[:-1])) == key("".join(second[:-1])):
        return sounds_like(first[-1], second[-1])
    if key(first[-1]) != key(second[-1]) or not given_a or not given_b:
        return False
    short, long = sorted((given_a, given_b), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)


_TITLES = frozenset(re.findall(r"[A-Z]\w+", TITLE)) | frozenset(
    "Former Then Chief Candidate Nominee Leader Whip Rival Host Anchor".split()
)
_TIMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Today".split()
)
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())
_OPENERS = frozenset(
    """
    The A An But And In On At As When While That However Yet Still For Meanwhile Later Then Instead Indeed Also After Before Since Because Although Though If So
    This These Those It He She They We You What Who Why How Where There Here Now Not No Yes Both Even Just With By From To Of Or Nor Once Until Like Asked Speaking
    Only Some Many Most All Another Other Others One Two Three Last Next Earlier Republicans Democrats Americans Critics Officials Experts Voters Supporters
    """.split()
)


def named(run: Sequence[str]) -> str | None:
    """Whom a run of capitalised words names: a person without titles and places, else an institution, else None.

    ["Ohio", "Gov.", "Ada", "Hart", "Tuesday"] gives "Ada Hart"; ["White", "House"] gives "White House".
    """
    words = [re.sub(r"['’]s$|['’]$", "", word) for word in run if word not in "'’"]
    while words and (words[0] in _OPENERS or words[0] in _TIMES):
        words.pop(0)
    while words and words[-1].strip(".") in _TIMES:
        words.pop()
    titled = max((i for i, word in enumerate(words) if word.strip(".") in _TITLES), default=-1)
    if 0 <= titled < len(words) - 1:
        words = words[titled + 1 :]
    elif titled == len(words) - 1:
        return None  # "the President": somebody, but the name is not here
    if not words:
        return None
    person = list(words)
    while len(person) > 1 and _foreign(person[0]):
        person.pop(0)
    if not any(_foreign(word) for word in person) and len(person) <= 5:
        return " ".join(person)
    return " ".join(words) if len(words) <= 6 and (len(words) >= 2 or words[0].isupper()) else None


def _foreign(word: str) -> bool:
    return word.strip(".,").casefold() in _NOT_IN_NAMES and word not in _SUFFIXES


class Roster:
    """The people of one document, in the order in which it gives their full names; finds whom a shorter form means."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.people: list[str] = []
        self._forms: dict[str, set[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> str:
        """The person `name` means, added when new. The first full form stays the one that is shown."""
        name = plain(name)
        for known in self.people:
            if same_person(known, name):
                return self._learn(name, known)
        self.people.append(name)
        return self._learn(name, name)

    def _learn(self, form: str, person: str) -> str:
        words = parts(form)
        for short in {key(form), key(words[0]), key(words[-1]), key("".join(words[:-1]))} if words else set():
            if short:
                self._forms.setdefault(short, set()).add(person)
        return person

    def find(self, form: str, near: str | None = None) -> str | None:
        """The one person that `form` may mean; None when nobody or several people fit.

        `near` is a person just introduced: a form that only sounds like a part of that name is then enough.
        """
        form = plain(form)
        exact = self._forms.get(key(form), set())
        if len(exact) == 1:
            return next(iter(exact))
        if near in exact:
            return near
        words = parts(form)
        if len(words) >= 2 and not exact:
            alike = [person for person in self.people if same_person(person, form)]
            return alike[0] if len(alike) == 1 else None
        if near is not None and not exact and any(sounds_like(form, word) for word in parts(near)):
            return near
        if not exact and len(key(form)) >= 5:
            alike = [p for p in self.people if any(sounds_like(form, word) for word in parts(p))]
            return alike[0] if len(alike) == 1 else None
        return None
