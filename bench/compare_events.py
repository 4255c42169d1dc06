"""News of the same events from several outlets (BASIL): typed event lines, and the closest passage elsewhere."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.compare import typed_topic
from index.compare.align import Closeness
from index.compare.collection import collect
from index.compare.matching import match
from index.model import Document, Kind, Metadata, Passage

Event = tuple[str, list[Document]]  # what happened, in a line; the articles on it


def events(folder: Path) -> list[Event]:
    """The events of the corpus, each with its articles: a title and a passage for each paragraph."""
    found: dict[str, Event] = {}
    for path in sorted(folder.glob("articles/*/*.json")):
        article = json.loads(path.read_text("utf-8"))
        event = found.setdefault(article["triplet-uuid"], (article["main-event"], []))
        text = article["title"] + "\n\n"
        passages = [Passage(0, 0, len(article["title"]), Kind.TITLE)]
        for sentences in article["body-paragraphs"]:
            said = " ".join(sentences)
            passages.append(Passage(len(passages), len(text), len(text) + len(said), Kind.PARAGRAPH))
            text += said + "\n\n"
        digest = hashlib.sha256(text.encode()).hexdigest()
        kept = tuple(passage for passage in passages if passage.end > passage.start)
        told = Metadata(title=article["title"], outlet=article["source"])
        event[1].append(Document(path.name, str(path), digest, text, told, kept))
    return [found[key] for key in sorted(found)]


def folders(all_events: list[Event], seed: int, size: int = 3) -> Iterator[list[Event]]:
    """The events drawn into folders of `size`."""
    shuffled = list(all_events)
    random.Random(seed).shuffle(shuffled)
    for at in range(0, len(shuffled) - size + 1, size):
        yield shuffled[at : at + size]


def typed_f1(folder: list[Event]) -> list[float]:
    """F1 over passages of each event's line, typed in a folder of these events."""
    documents = [document for _, articles in folder for document in articles]
    owner_event = np.asarray([n for n, (_, articles) in enumerate(folder) for _ in articles])
    collection = collect(documents)
    of = owner_event[collection.owner]
    scores = []
    for n, (line, _) in enumerate(folder):
        on = match(collection, typed_topic(line, documents)).on
        right = int((on & (of == n)).sum())
        scores.append(2 * right / max(1, int(on.sum()) + int((of == n).sum())))
    return scores


def same_event(folder: list[Event]) -> list[bool]:
    """For each passage of the folder whether the closest passage of another article is of the same event."""
    documents = [document for _, articles in folder for document in articles]
    event = [n for n, (_, articles) in enumerate(folder) for _ in articles]
    collection = collect(documents)
    near = Closeness(collection, np.arange(len(collection.passages)))
    return [event[near.owner[near.closest(row)]] == event[near.owner[row]] for row in range(len(near.passages))]
