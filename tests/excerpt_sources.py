"""Invented sources for the tests of excerpts: short ones by hand, long ones put together from words."""

from __future__ import annotations

import hashlib
import random

from index.excerpts import Excerpt
from index.excerpts.anchors import anchored
from index.excerpts.describe import describe
from index.model import Document, Metadata

_OPENINGS = (
    "Honestly",
    "Back then",
    "For the harbour",
    "As I remember it",
    "In the second winter",
    "On most days",
    "Still",
)
_PEOPLE = ("the pilot", "our bookkeeper", "a retired diver", "the night watch", "two welders", "nobody", "the surveyor")
_DEEDS = ("counted", "repainted", "lost", "measured", "borrowed", "hid", "explained", "photographed", "flooded", "sold")
_THINGS = (
    "the tide tables",
    "a crate of lamps",
    "seven anchors",
    "the old crane",
    "every buoy",
    "the ledger",
    "a brass bell",
)
_PLACES = (
    "behind the mole",
    "near the ice house",
    "under the bridge",
    "at low water",
    "before the inspection",
    "in fog",
)


def talk(seed: int, turns: int = 60) -> str:
    """A conversation of two speakers with labels, every turn but a few different from all others."""
    chance = random.Random(seed)
    lines = []
    for turn in range(turns):
        sentences = [
            f"{chance.choice(_OPENINGS)}, {chance.choice(_PEOPLE)} {chance.choice(_DEEDS)} {chance.choice(_THINGS)} "
            f"{chance.choice(_PLACES)}, {chance.choice(_PEOPLE)} {chance.choice(_DEEDS)} {chance.randrange(999)} more."
            for _ in range(chance.randrange(1, 5))
        ]
        short = turn % 7 == 3
        lines.append(f"{('Mara', 'Teodor')[turn % 2]}: {'Right.' if short else ' '.join(sentences)}")
    return "\n\n".join(lines) + "\n"


def document(text: str, name: str = "talk.txt", root: str = "/srv/library", **metadata: str) -> Document:
    """A document of this text; its digest is that of the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, f"{root}/{name}", digest, text, Metadata(**metadata))


def saved(source: Document, *texts: str, name: str = "q000000001", created: str = "2025-03-01T10:00:00Z") -> Excerpt:
    """The excerpt of the first place of each of `texts`, as a store would save it."""
    spans = [(start := source.text.index(text), start + len(text)) for text in texts]
    return anchored(describe(source, spans, created, name), source)
