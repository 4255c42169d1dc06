"""The people of one document: which forms of a name mean the same person, and whom a shorter form means.

Speech recognition spells one person in several ways. Two forms are one person here only when the rest of the name
supports it; in doubt they stay two, and a form that may mean either means nobody. The first full form is the one shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from index.structure.names import UPPER, is_person, key, parts, plain
from index.structure.wordlist import Pattern, word_set

_WORDS_BEFORE = Pattern(rf"(?:{UPPER}[\w'’-]*\.? ){{1,3}}$")
_TWO = Pattern(rf"{UPPER}[\w'’-]*\.? (?={UPPER})")
_LETTERS = Pattern(r"[^\W_]*")


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
    """Whether two single names may be spellings of one: one initial, and one edit apart, from seven letters on two."""
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

    True for equal letters ("Min-Min Roe", "Minmin Roe"), for one given name with surnames that sound alike, and for
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


def _common(name: str) -> set[tuple[str, str]]:
    """What two forms of a name have in common, one of these at least, when they are of one person."""
    words = parts(name)
    whole = {("all", key(name))}
    if len(words) < 2:
        return whole
    first = {("given", key(words[0])), ("given", key("".join(words[:-1])))}
    return whole | first | {("last", key(words[-1]))}


class Roster:
    """The people of one document, in the order in which it gives their full names; finds whom a shorter form means."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.people: list[str] = []
        self.words: set[str] = set()  # of all forms added, in small letters
        self._forms: dict[str, set[str]] = {}
        self._near: dict[tuple[str, str], list[int]] = {}  # numbers of people, by what `same_person` wants in common
        self._initials: dict[str, list[int]] = {}
        self._found: dict[tuple[str, str | None], str | None] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> str:
        """The person `name` means, added when new. The first full form stays the one that is shown."""
        name = plain(name)
        known = next(self._alike(name), None)
        if known is not None:
            return self._learn(name, known)
        for common in _common(name):
            self._near.setdefault(common, []).append(len(self.people))
        for initial in {key(word)[:1] for word in parts(name)}:
            self._initials.setdefault(initial, []).append(len(self.people))
        self.people.append(name)
        return self._learn(name, name)

    def _alike(self, name: str) -> Iterator[str]:
        """Those of the people who are `same_person` as `name`, in order; a book of sayings has ten thousand."""
        near = {number for common in _common(name) for number in self._near.get(common, ())}
        return (self.people[number] for number in sorted(near) if same_person(self.people[number], name))

    def _learn(self, form: str, person: str) -> str:
        self._found.clear()
        self.words.update(word_set(form))
        words = parts(form)
        for short in {key(form), key(words[0]), key(words[-1]), key("".join(words[:-1]))} if words else set():
            if short:
                self._forms.setdefault(short, set()).add(person)
        return person

    def find(self, form: str, near: str | None = None) -> str | None:
        """The one person that `form` may mean; None when nobody or several people fit.

        `near` is a person just introduced: a form that only sounds like a part of that name is then enough.
        """
        if (form, near) not in self._found:
            self._found[form, near] = self._find(plain(form), near)
        return self._found[form, near]

    def _find(self, form: str, near: str | None) -> str | None:
        exact = self._forms.get(key(form), set())
        if len(exact) == 1:
            return next(iter(exact))
        if near in exact:
            return near
        words = parts(form)
        if len(words) >= 2 and not exact:
            alike = list(self._alike(form))
            return alike[0] if len(alike) == 1 else None
        if near is not None and not exact and any(sounds_like(form, word) for word in parts(near)):
            return near
        if not exact and len(key(form)) >= 5:
            near_by = (self.people[number] for number in self._initials.get(key(form)[:1], ()))
            alike = [p for p in near_by if any(sounds_like(form, word) for word in parts(p))]
            return alike[0] if len(alike) == 1 else None
        return None


class FullNames:
    """The full form in which a document names somebody, when only one person fits."""

    def __init__(self, text: str, speakers: Iterable[str]) -> None:
        self._text = text
        self._speakers = Roster(dict.fromkeys(speakers))
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The full form of `name`; `name` itself when the document gives none, or those of several people."""
        if name not in self._known:
            self._known[name] = self._speakers.find(name) or self._in_text(name)
        return self._known[name]

    def _in_text(self, name: str) -> str:
        if len(parts(name)) != 1:
            return name
        people = Roster()
        for at in self._seconds.get(_letters(name, 0), ()):
            end = at + len(name)
            before = _WORDS_BEFORE.search(self._text, max(0, at - 40), at)
            if before and self._text.startswith(name, at) and not self._text[end : end + 1].isalnum():
                full = plain(self._text[before.start() : end])
                if is_person(full) and parts(full)[-1] == name:
                    people.add(full)
        return people.people[0] if len(people.people) == 1 else name

    @cached_property
    def _seconds(self) -> dict[str, list[int]]:
        """Where capitalised words stand behind another one, by their first letters up to a sign.

        One pass for all names: a book quotes hundreds of people, and to look through it for each takes as many times
        as long as reading it.
        """
        found: dict[str, list[int]] = {}
        for first in _TWO.finditer(self._text):
            found.setdefault(_letters(self._text, first.end()), []).append(first.end())
        return found


def _letters(text: str, at: int) -> str:
    match = _LETTERS.match(text, at)
    return match[0] if match else ""
