"""Word lists that a reader can open and replace: frames, stance, metaphors, remedies, evaluative words.

A lexicon is a YAML file: `name`, `source` (where its categories come from) and `categories`, each with a `name` and
its `terms`. Terms are matched on stems, phrases in order. A file of the same name in the reader's own `lexicons`
folder takes the place of the shipped one; one that cannot be used is named with its line, and the shipped one stays.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index import config, paths
from index.errors import SettingsError
from index.text.fold import folded
from index.text.words import STOP, stem

FRAMES = "frames"
STANCE = "stance"
METAPHORS = "metaphors"
REMEDIES = "remedies"
EVALUATIVE = "evaluative"
GENERIC = "generic"
WIDE = "wide"  # category of GENERIC
DOING = "doing"  # another: verbs
NAMES = (FRAMES, STANCE, METAPHORS, REMEDIES, EVALUATIVE, GENERIC)


@dataclass(frozen=True, slots=True)
class Category:
    """One entry of a lexicon; `unless` are phrases in which its words mean something else."""

    id: str
    name: str
    terms: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A checked word list. Two of the same digest give the same hits."""

    name: str
    source: str
    categories: tuple[Category, ...]
    digest: str
    path: str = ""  # of the reader's own file; "" for the shipped one

    def category(self, name: str) -> Category:
        """The category with this id, without terms when the file has none."""
        return next((c for c in self.categories if c.id == name), Category(name, name, ()))


@lru_cache(maxsize=len(NAMES))
def shipped(name: str) -> Lexicon:
    """The lexicon `name` as it comes with the program."""
    return _parsed(files(__package__).joinpath("lexicons", f"{name}.yaml").read_text("utf-8"), f"{name}.yaml", "")


def lexicon(name: str) -> tuple[Lexicon, str]:
    """The lexicon `name`: the reader's own where there is a usable one. Second: what is wrong with theirs, or ""."""
    own = paths.config_dir() / "lexicons" / f"{name}.yaml"
    try:
        text = paths.read_own(own)
    except FileNotFoundError:
        return shipped(name), ""
    except (OSError, UnicodeDecodeError) as error:
        return shipped(name), f"{own}: cannot be read ({error}); the word list that comes with variorum is used"
    try:
        return _parsed(text, str(own), str(own)), ""
    except SettingsError as error:
        return shipped(name), f"{error}; the word list that comes with variorum is used"


def lexicons() -> tuple[dict[str, Lexicon], tuple[str, ...]]:
    """All lexicons by name, and the problems with the reader's own."""
    loaded = {name: lexicon(name) for name in NAMES}
    return {name: found for name, (found, _) in loaded.items()}, tuple(p for _, p in loaded.values() if p)


@lru_cache(maxsize=8)
def generic_stems(words: Lexicon, wide: bool = False) -> frozenset[str]:
    """The stems of function words and of the lexicon of general words, so that "getting" is as general as "get".

    `wide` adds those that are too wide only for the name of a topic.
    """
    chosen = (category for category in words.categories if wide or category.id != WIDE)
    return frozenset(stem(folded(term)) for category in chosen for term in category.terms).union(map(stem, STOP))


@lru_cache(maxsize=32)
def _parsed(text: str, where: str, path: str) -> Lexicon:
    data = config.parse_yaml(text, where)
    entries = data.get("categories") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(entries, dict) or not entries:
        raise SettingsError(f"{where}:1: a word list needs `categories`, each with `terms`")
    categories = tuple(_category(key, value, text, where) for key, value in entries.items())
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Lexicon(str(data.get("name", "")), str(data.get("source", "")), categories, digest, path)


def _category(key: str, value: config.Data, text: str, where: str) -> Category:
    if isinstance(value, list):
        value = {"terms": value}
    if not isinstance(value, dict) or "terms" not in value:
        line = config.line_of(text, "categories", key)
        raise SettingsError(f"{where}:{line}: category {key!r} needs a list of `terms`")
    lists = []
    for what in ("terms", "unless"):
        given = value.get(what, [])
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            line = config.line_of(text, "categories", key, what)
            raise SettingsError(f"{where}:{line}: `{what}` of category {key!r} must be a list of words")
        lists.append(tuple(item for item in given if isinstance(item, str) and item.strip()))
    name = value.get("name")
    return Category(key, name if isinstance(name, str) and name else key, *lists)
