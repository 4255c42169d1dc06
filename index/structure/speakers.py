"""Who speaks in a transcript without labels: inferred from names in the speech itself, or not at all.

Naming the wrong speaker is worse than naming none. Two things keep that from happening: a gate that only opens for
texts in which people are named often (at least three naming sentences, and six a thousand words), and rules that give
up a speaker as soon as the speech stops fitting.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.model import Evidence
from index.structure.cues import Cue, Named, cue, people
from index.structure.roster import Roster
from index.structure.speech import Sentence

LEAST_CUES = 3
LEAST_PER_THOUSAND = 6.0
"""The gate: on 40 shows without enough cues a carried name was wrong every second time; on those that pass it holds."""

_ASIDE = 6  # words that may stand between thanks and the reply: "Much obliged."
_LONGEST_QUESTION = 14  # sentences of a listener's question, before nobody knows who speaks


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a sentence, how that is known, and whether it belongs to a listener's question."""

    speaker: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    question: bool = False


NOBODY = Voice()


def voices(said: Sequence[Sentence], skipped: AbstractSet[int], known: Sequence[str] = ()) -> list[Voice]:
    """The voice of each sentence. `skipped`: sentences that are advertising; `known`: full names that notes give."""
    silence = [NOBODY] * len(said)
    spoken = [sentence for i, sentence in enumerate(said) if i not in skipped]
    needed = max(LEAST_CUES, LEAST_PER_THOUSAND * sum(sentence.length for sentence in spoken) / 1000)
    roster = Roster(known)
    named = [Named() if i in skipped else Named.of(sentence) for i, sentence in enumerate(said)]
    people(named, roster)
    if not _may_pass(spoken, roster, needed):
        return silence
    cues: list[Cue] = []
    near: str | None = None
    for i, sentence in enumerate(said):
        found = Cue() if i in skipped else cue(sentence, named[i], roster, near)
        near = found.asked_by or found.introduces or near
        cues.append(found)
    if sum(found.names for found in cues) < needed:
        return silence
    return _Conversation(cues, [sentence.length for sentence in said], skipped).voices()


def _may_pass(spoken: Sequence[Sentence], roster: Roster, needed: float) -> bool:
    """Whether names are said often enough for the gate to open at all: saves reading the cues of most long shows.

    Garbled names are not counted, so the bound is kept low.
    """
    return sum(not sentence.words.isdisjoint(roster.words) for sentence in spoken) >= needed / 2


class _Conversation:
    """The state of a conversation while it is read from its first sentence to its last."""

    def __init__(self, cues: list[Cue], lengths: list[int], skipped: AbstractSet[int]) -> None:
        self.cues = cues
        self.lengths = lengths
        self.skipped = skipped
        self.host = self._host()
        self.speaker: str | None = None
        self.next: str | None = None  # who was asked or is expected to answer
        self.thanked: str | None = None  # who may say a word in reply before the host goes on
        self.leaving = False  # the thanks said goodbye
        self.guest: str | None = None  # who spoke last beside the host
        self.asker: str | None = None  # the listener whose question is being read
        self.asked_for = 0

    def _host(self) -> str | None:
        """Who names themselves first, near the start; nobody when two people do."""
        early = [c.names_itself for c in self.cues[:30] if c.names_itself]
        return early[0] if early and len(set(early)) == 1 else None

    def voices(self) -> list[Voice]:
        found: list[Voice] = []
        for i, here in enumerate(self.cues):
            if i in self.skipped:
                found.append(NOBODY)
                self.speaker = self.next = self.thanked = self.asker = None
                continue
            voice = self._voice(i, here)
            if i and self._belongs_to_host(self.cues[i - 1], found[-1], here, voice):
                found[-1] = Voice(self.host, Evidence.CARRIED)
            found.append(voice)
            self._expect(here, voice)
        return found

    def _belongs_to_host(self, before: Cue, said: Voice, here: Cue, voice: Voice) -> bool:
        """Whether the sentence before this one was the host's, as this one shows.

        "Fascinating." before the host thanks a guest is the host's word already. And nobody agrees with themselves:
        what a guest agrees with in so many words was put to them by the host.
        """
        if self.host is None or said.speaker == self.host or said.evidence is not Evidence.CARRIED or said.question:
            return False
        if voice.speaker == self.host:
            return before.reacts and here.addresses is not None
        return here.agrees and voice == said

    def _voice(self, i: int, here: Cue) -> Voice:
        if here.names_itself:
            return self._speaks(here.names_itself, Evidence.CUE)
        if self.asker is not None:
            return self._asking(here)
        if self.next is not None:
            expected, self.next = self.next, None
            if here.addresses != expected and not here.hosts:
                return self._speaks(expected, Evidence.CUE)
        if self.thanked is not None:
            if (here.replies and here.addresses != self.thanked) or (here.addresses == self.host and self.host):
                thanked, self.thanked = self.thanked, None
                return self._speaks(thanked, Evidence.CUE)
            if self.lengths[i] > _ASIDE or here.asks or here.hosts:
                self.thanked, self.leaving = None, False
        elif self.leaving:
            self.leaving = False
            return self._speaks(self.host, Evidence.CARRIED)
        if here.addresses is not None:
            return self._addressing(here)
        if here.hosts or here.introduces or here.asked_by:
            named = here.introduces or here.asked_by
            return self._speaks(self.host, Evidence.CUE if named and self.host else Evidence.CARRIED)
        if here.greets and any(c.names_itself == self.host for c in self.cues[i : i + 4]):
            return self._speaks(self.host, Evidence.CUE)
        if self.speaker is not None and self.speaker in here.mentions:
            # Nobody speaks of themselves by name.
            return self._speaks(None if self.speaker == self.host else self.host, Evidence.CARRIED)
        if here.asks_you and self.speaker != self.host:
            return self._speaks(None, Evidence.UNKNOWN)
        return self._speaks(self.speaker, Evidence.CARRIED)

    def _asking(self, here: Cue) -> Voice:
        """Within a listener's question, until somebody answers to it."""
        self.asked_for += 1
        read_out = self.asker in here.mentions  # "Hart asks whether": the host tells the question
        if here.acknowledges or here.addresses == self.asker or here.hosts or read_out:
            self.asker = None
            return self._speaks(self.host, Evidence.CUE)
        if self.asked_for > _LONGEST_QUESTION:
            self.asker = None
            return self._speaks(None, Evidence.UNKNOWN)
        return Voice(self.asker, Evidence.CUE if self.asked_for == 1 else Evidence.CARRIED, question=True)

    def _addressing(self, here: Cue) -> Voice:
        """Somebody is spoken to by name: to the host speaks the guest, to anybody else the host."""
        if here.addresses != self.host:
            return self._speaks(self.host, Evidence.CUE)
        if self.speaker is None or self.speaker == self.host:
            return self._speaks(self.guest, Evidence.CUE)
        return self._speaks(self.speaker, Evidence.CUE)

    def _speaks(self, who: str | None, evidence: Evidence) -> Voice:
        self.speaker = who
        if who is not None and who != self.host:
            self.guest = who
        return Voice(who, evidence) if who is not None else NOBODY

    def _expect(self, here: Cue, voice: Voice) -> None:
        """What the sentence leads one to expect of the next."""
        if voice.question:
            return
        if here.asked_by is not None and here.asked_by != voice.speaker:
            self.asker, self.asked_for = here.asked_by, 0
        elif here.addresses is not None and here.addresses != voice.speaker:
            if here.asks:
                self.next = here.addresses
            elif here.thanks or here.arrival:
                self.thanked, self.leaving = here.addresses, here.thanks and not here.arrival
        if here.introduces is not None and here.introduces != voice.speaker:
            self.guest = here.introduces
