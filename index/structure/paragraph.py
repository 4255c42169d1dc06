"""One paragraph as narrative and quotations: who says each of them, by the paragraph's own words.

The sentence around a quotation is asked first, then the sentence or quotation before it, then the paragraph above. Each
answer keeps the rule it came from, so that a wrong one can be traced and each rule be measured.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Evidence
from index.structure.attribution import Said, according_to, sayings, subject_of
from index.structure.quotemarks import Habits, Stretch, stretches
from index.structure.wordlist import Pattern, one_of, words

_NEAR = 500
"""The characters of narrative before or behind a quotation that are read for its speaker."""

_SPEECH = 4
"""The words from which a stretch is a clause that somebody says, and not a word in quotation marks."""

_MOST_BEFORE = 8
"""The quotations that a sentence may have before the one that is asked about."""

_SIGN = " □ "  # stands for a quotation in the narrative
# Looked back at from behind the stop: a search for one of a set is quick, one that looks back everywhere is not.
_ABBREVIATED = "".join(rf"(?<!\b{title}.)" for title in sorted(words("Mr Ms Dr St Jr Sr Mrs Sen Rep Gov Gen [A-Z]")))
_SENTENCE_ENDS = Pattern(rf"[.!?]{_ABBREVIATED}" + r"[\"”’»)\]]*\s+(?=[\"“«„(\[]?[^\W\d_a-zß-ÿ]|$)")
_STATEMENT = one_of(
    r"""
    \b(?:statement|tweet|words|message|response|comment|remarks?|reply|answer|note)s?\b
    \b(?:letter|e-?mail|post|question|quote|speech|warning)s?\b
    """
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch with what is known of its speaker. `silent`: it has a subject, but that is no name."""

    stretch: Stretch
    who: str | None = None
    evidence: Evidence = Evidence.UNKNOWN
    silent: bool = False
    pronoun: bool = False
    rule: str = ""

    @classmethod
    def said(cls, stretch: Stretch, said: Said, rule: str) -> Quote:
        """A quotation with a verb of saying beside it."""
        evidence = Evidence.CUE if said.who else Evidence.UNKNOWN
        return cls(stretch, said.who, evidence, said.who is None, said.pronoun, rule)

    def carried(self, stretch: Stretch, rule: str) -> Quote:
        """Another stretch, said by whoever says this one."""
        return Quote(stretch, self.who, Evidence.CARRIED, self.silent, False, rule)


class Paragraph:
    """The paragraph `text[start:end]`. In its narrative each quotation is a single sign."""

    def __init__(self, text: str, start: int, end: int, habits: Habits) -> None:
        self._text = text
        self._found = list(stretches(text, start, end, habits))
        edges = [start, *(offset for s in self._found for offset in (s.opened, s.after)), end]
        self._narrative = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]

    def lead(self) -> Said | None:
        """Who is about to speak, when the paragraph ends in a colon."""
        tail = self._narrative[-1].rstrip()
        return _announced(_last_sentence(tail)) if tail.endswith(":") else None

    def quotes(self, last: Quote | None, lead: Said | None) -> list[Quote]:
        """The quotations in order. `last` and `lead` are what the paragraph above leaves: a quotation, a colon."""
        found: list[Quote] = []
        for k, stretch in enumerate(self._found):
            quote = self._by_sentence(k)
            if quote is None and k == 0 and not self._narrative[0].strip():
                quote = self._from_above(stretch, last, lead)
            if quote is None and self._is_speech(k):
                quote = self._by_paragraph(k, found[-1] if found else None)
            found.append(quote or Quote(stretch))
        for k in range(len(found) - 2, -1, -1):
            here, following = found[k], found[k + 1]
            nameless = here.who is None and not here.silent and self._is_speech(k)
            if nameless and following.rule == "after" and not self._narrative[k + 1].strip():
                found[k] = following.carried(here.stretch, "back")
        return found

    def _from_above(self, stretch: Stretch, last: Quote | None, lead: Said | None) -> Quote | None:
        """What the paragraph above says about a quotation that begins this one."""
        if last is not None and not last.stretch.closed:
            return last.carried(stretch, "reopened")
        if lead is not None:
            return Quote.said(stretch, lead, "lead")
        if last is not None and len(self._found) == 1 and not self._narrative[1].strip():
            return last.carried(stretch, "above")
        return None

    def _is_speech(self, k: int) -> bool:
        """Whether quotation `k` is a clause or a sentence."""
        said = self._text[self._found[k].start : self._found[k].end]
        sentence = said[0].isupper() and said[-1] in ".?!"
        return sentence or len(said.split(None, _SPEECH)) >= _SPEECH

    def _by_paragraph(self, k: int, last: Quote | None) -> Quote | None:
        """Who spoke last before quotation `k`: in the narrative before it, or the quotation before it."""
        narrative = self._narrative[k]
        near = narrative[-_NEAR:]
        if said := sayings(near, inverted_at_start=last is not None and near == narrative):
            who = said[-1].who
            return Quote(self._found[k], who, Evidence.CARRIED, who is None, rule="sentence")
        return last.carried(self._found[k], "chain") if last is not None else None

    def _by_sentence(self, k: int) -> Quote | None:
        """Who says quotation `k` by the sentence that it stands in."""
        stretch = self._found[k]
        content_end = self._text[stretch.end - 1]
        # A full stop inside the marks ends the sentence: what follows is another one.
        after = _first_sentence(self._narrative[k + 1]) if content_end != "." or not stretch.closed else ""
        before = self._before(k)
        said = sayings(before)
        leads_in = before.rstrip()[-1:]
        if leads_in == ":" and (announced := _announced(before)):
            return Quote.said(stretch, announced, "colon")
        if leads_in == "," and said:
            return Quote.said(stretch, _chosen(said), "comma")
        behind = sayings(after, inverted_at_start=True)
        pauses = content_end in ",?!—–-…" or after[:1] in ",—–"
        if behind and pauses and not after[: behind[0].first].strip(" ,—–\n"):
            return Quote.said(stretch, behind[0], "after")
        if said:
            return Quote.said(stretch, _chosen(said), "before")
        if according := according_to(before) or according_to(after):
            return Quote.said(stretch, according[-1], "according")
        if behind:
            return Quote.said(stretch, behind[0], "later")
        # "His response:" announces somebody, and not whoever spoke before.
        return Quote(stretch, silent=True, rule="colon") if leads_in == ":" else None

    def _before(self, k: int) -> str:
        """The narrative of the sentence up to quotation `k`, a sign for each quotation in it."""
        pieces: list[str] = []
        first = max(0, k - _MOST_BEFORE)
        for j in range(k, first - 1, -1):
            sentence = _last_sentence(self._narrative[j])
            pieces.append(sentence)
            if len(sentence) < len(self._narrative[j]) or j == first or self._ends(j - 1, sentence):
                break
            pieces.append(_SIGN)
        return "".join(reversed(pieces))

    def _ends(self, j: int, following: str) -> bool:
        """Whether quotation `j` closes its sentence, `following` being the narrative behind it."""
        bare = following.strip()
        begins = not bare or (following[0] not in ",;" and bare[0].isupper())
        return begins and self._text[self._found[j].end - 1] in ".?!"


def _chosen(said: list[Said]) -> Said:
    """The nearest subject; for a pronoun the nearest name in the same sentence, which is what it stands for."""
    return next((s for s in reversed(said) if s.who), said[-1]) if said[-1].pronoun else said[-1]


def _announced(sentence: str) -> Said | None:
    """Who a sentence that ends in a colon announces: "Hart said:", "Hart issued this statement:", "Hart:"."""
    if said := sayings(sentence):
        return _chosen(said)
    if _STATEMENT.search(sentence) or len(sentence.split()) <= 3:
        who = subject_of(sentence)
        return Said(who, 0, len(sentence)) if who else None
    return None


def _last_sentence(narrative: str) -> str:
    narrative = narrative[-_NEAR:]
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(narrative)]
    return narrative[ends[-1] :] if ends else narrative


def _first_sentence(narrative: str) -> str:
    match = _SENTENCE_ENDS.search(narrative, 0, _NEAR)
    return narrative[: match.end() if match else _NEAR]
