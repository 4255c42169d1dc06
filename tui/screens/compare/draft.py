"""A topic while it is being changed: one step a change, and each step can be undone.

Kept apart from the screen so that what a change does to a topic can be tested without one. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.compare import Topic
from index.errors import TopicError

KINDS: dict[str, str] = {
    "query": "as typed",
    "family": "of the same family as a typed word",
    "feedback": "found in the passages that answer best",
    "strong": "strong: one is enough",
    "weak": "weak: two are enough, or one under a heading on the topic",
    "heard_as": "heard as: what speech recognition makes of a term",
    "excluded": "not: cancels the terms it touches",
}
"""The kinds of terms in the order in which they are shown, with what they mean."""

WRITTEN = ("strong", "weak", "heard_as", "excluded")
"""The kinds of a topic that was written down; a term of a typed one can become any of them."""


class Draft:
    """The topic as it is now, and as it was before each change."""

    def __init__(self, topic: Topic) -> None:
        self._steps = [topic]
        self._first = frozenset(term.written for term in topic.terms)
        self.saved: Topic | None = None  # as it was last written to disk
        self.found: frozenset[str] = frozenset()  # the terms that were found when they were first looked for

    @property
    def topic(self) -> Topic:
        return self._steps[-1]

    @property
    def changed(self) -> bool:
        """Whether it is not what it was at first."""
        return self.topic != self._steps[0]

    def foremost(self, text: str) -> bool:
        """Whether a term stands before the others of its kind: it was found, or has been added."""
        return text in self.found or text not in self._first

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if len(self._steps) > 1:
            self._steps.pop()
            return True
        return False

    def terms(self, kind: str) -> tuple[tuple[str, bool, float], ...]:
        """The terms of a kind as written: text, whether it is looked for, weight (1 is enough alone)."""
        topic = self.topic
        if kind == "excluded":
            return tuple((text, text not in topic.off, 0.0) for text in topic.excluded)
        return tuple((term.written, term.on, term.weight) for term in topic.terms if str(term.tier) == kind)

    def switch(self, kind: str, text: str) -> None:
        """Look for a term no more, or again. Raises TopicError when no term is left to look for."""
        if kind == "excluded":
            raise TopicError("a `not` term is taken away, not switched off: change it to nothing")
        term = next((term for term in self.topic.terms if term.written == text), None)
        if term is not None:
            self._step(self.topic.switched(term.text).checked())

    def add(self, kind: str, text: str) -> str:
        """One more term of that kind, strong beside typed ones; returns its kind. Raises TopicError without words."""
        text = _words(text)
        kind = kind if kind in WRITTEN else "strong"
        self._step(_with(self.topic, kind, (*getattr(self.topic, kind), text)).checked())
        return kind

    def change(self, kind: str, text: str, to: str) -> None:
        """Other words for a term; none take it away. Raises TopicError when no term would be left."""
        new = _words(to) if to.strip() else ""

        def edit(texts: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(kept for old in texts if (kept := new if old == text else old)))

        topic = self.topic
        if kind in WRITTEN:
            made = _with(topic, kind, edit(getattr(topic, kind)))
        else:
            weighted = (replace(term, text=new) if term.written == text else term for term in topic.weighted)
            made = replace(topic, weighted=tuple(term for term in weighted if term.text))
        self._step(replace(made, off=made.off - {text}).checked())

    def next_kind(self, kind: str, text: str) -> str:
        """Make a term the next kind of WRITTEN; returns that kind. Raises TopicError when no term would be left."""
        to = WRITTEN[(WRITTEN.index(kind) + 1) % len(WRITTEN)] if kind in WRITTEN else WRITTEN[0]
        topic = self.topic
        if kind in WRITTEN:
            topic = _with(topic, kind, tuple(old for old in getattr(topic, kind) if old != text))
        else:
            topic = replace(topic, weighted=tuple(term for term in topic.weighted if term.written != text))
        self._step(_with(topic, to, (*getattr(topic, to), text)).checked())
        return to

    def rename(self, name: str) -> None:
        """Another name. Raises TopicError when there are no words in it."""
        self._step(replace(self.topic, name=_words(name)))

    def keep(self, topic: Topic) -> None:
        """Note that the topic was saved, as `topic`."""
        self._step(topic)
        self.saved = topic

    def _step(self, topic: Topic) -> None:
        if topic != self.topic:
            self._steps.append(topic)


def _with(topic: Topic, kind: str, texts: tuple[str, ...]) -> Topic:
    fields: dict[str, Callable[[], Topic]] = {
        "strong": lambda: replace(topic, strong=texts),
        "weak": lambda: replace(topic, weak=texts),
        "heard_as": lambda: replace(topic, heard_as=texts),
        "excluded": lambda: replace(topic, excluded=texts),
    }
    return fields[kind]()


def _words(text: str) -> str:
    text = " ".join(text.split())
    if not re.search(r"\w", text):
        raise TopicError(f"{text!r} has no words to look for: type a word or a phrase")
    return text
