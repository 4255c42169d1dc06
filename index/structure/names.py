"""The names of people, as written: what looks like one, and what is left of it without titles and places.

Owns every assumption about capital letters, titles and words that no name holds. Which of two forms mean one person is
the business of `roster`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from index.structure.wordlist import Pattern, words

# The capitals that words begin with in scripts that have them. Written out: a class of all 550 takes 1 ms a pattern.
UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŦŪŮŰŲŴŶŸŹŻŽȘȚΆ-ΏΑ-ΫЀ-ЯԱ-Ֆ]"

_INITIALS = rf"(?:{UPPER}\.[ ]?){{1,3}}"
_WORD = rf"{UPPER}(?:['’]{UPPER})?[^\W\d_]*(?:['’-][^\W\d_]+)*"
_PARTICLE = (
    r"(?:de la|de|del|della|da|di|do|dos|du|van der|van den|van|von|der|den|bin|ibn|bint|al|el|ter|ten|af|of the|y)"
)
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Sen|Senator|Rep|Representative|Congressman|Congresswoman|"
    r"Gov|Governor|President|Vice President|Prime Minister|Minister|Chancellor|Secretary|Speaker|Judge|Justice|"
    r"Chief Justice|Attorney General|Gen|General|Col|Colonel|Capt|Captain|Lt|Sgt|Maj|Admiral|Adm|Commissioner|Chairman|"
    r"Chairwoman|Chair|"
    r"Ambassador|Mayor|Sheriff|Officer|Detective|Pastor|Rev|Reverend|Father|Sister|Rabbi|Imam|Pope|King|Queen|Prince|Princess)"
)
NAME = rf"(?:{_INITIALS})?{_WORD}(?:[ ](?:{_PARTICLE}[ ])?(?:{_INITIALS}|{_WORD}\.?)){{0,4}}"
"""A run of capitalised words as a person's name is written: "Ada", "J. R. Hart", "María de la Cruz". One line only."""

_TITLE_FIRST = Pattern(rf"^(?:(?:{TITLE}|Former|then|The)\b\.?[ ]+)+(?={UPPER})")
_SUFFIX = Pattern(r",? +(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|Psy\.D|Esq)\.?$")
# Capitalised words that names of people do not hold: places, institutions, roles, days, and words that begin sentences.
_NOT_IN_NAMES = words(
    """
    january february july august september october november december monday tuesday wednesday thursday friday
    saturday sunday north south east west northern southern eastern western new united states kingdom america
    american americans europe european asia asian africa african china chinese russia russian iran iraq israel
    israeli india indian japan japanese korea korean germany german france french britain british england english
    canada canadian australia mexico mexican texas california florida washington york francisco angeles valley
    silicon hollywood beijing moscow london paris city county state university college school institute center
    centre foundation association society committee commission council congress senate house court supreme
    department ministry agency bureau administration government party republican republicans democrat democrats
    democratic liberal conservative labour times post news journal magazine press tribune herald gazette review
    daily weekly show podcast radio television network channel media street avenue road park airport company
    companies corp inc llc ltd group bank capital ventures partners fund technologies systems labs airlines motors
    media international national federal global world american international war act amendment project program
    initiative chief vice senior junior executive director manager officer head editor ceo cfo cto founder chairman
    president secretary minister senator the this that these those there here it he she we they you i what when
    where why who how but and or if so as at in on of to for from by with his her its their our my your not no yes
    well now then also just like after before while because although since both all some many most more much every
    each other another such meanwhile however instead still yet later earlier today yesterday tomorrow last next
    first second third one two three four five six seven eight nine ten hello hi hey thanks thank welcome dear good
    great morning afternoon evening night christmas easter internet web online episode chapter part season
    newsletter advertisement photo image getty reuters twitter facebook google apple amazon microsoft youtube
    instagram tiktok catholic christian jewish muslim islamic buddhist god bible ok okay yeah right sure let inc. mr
    mrs ms dr campaign fox cnn transcript statement video audio report reports study poll survey document documents
    email letter source sources update question answer story article interview tweet summary analysis data evidence
    records results nobody somebody everybody everyone people nbc abc cbs msnbc bbc npr pbs afp usa u.s u.k eu un
    nato fbi cia nsa gop tv pm am
    """
)
_NOT_LETTERS = Pattern(r"[\W_]+")


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """The letters of `name` without case, accents, blanks and hyphens: "Min-Min" and "minmin" have one key."""
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


_TITLES = frozenset(re.findall(r"[A-Z]\w+", TITLE)) | words(
    "Former Then Chief Candidate Nominee Leader Whip Rival Host Anchor"
)
_TIMES = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Today
    """
)
_SUFFIXES = words("Jr Jr. Sr Sr. II III IV")
_OPENERS = words(
    """
    The A An But And In On At As When While That However Yet Still For Meanwhile Later Then Instead Indeed Also
    After Before Since Because Although Though If So This These Those It He She They We You What Who Why How Where
    There Here Now Not No Yes Both Even Just With By From To Of Or Nor Once Until Like Asked Speaking Only Some Many
    Most All Another Other Others One Two Three Last Next Earlier Republicans Democrats Americans Critics Officials
    Experts Voters Supporters
    """
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
