"""How a word is shown: in the form in which it is written most, with every place that holds it, and not twice.

Words are counted as stems and shown as they stand. A phrase takes the place of its words where it has most of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

from index.compare.collection import Collection
from index.compare.findings import FarPlace, Found, Place
from index.compare.usage import MIN_COUNT, Usage, token_places
from index.text.fold import folded

Array = NDArray[Any]

MOST = 0.6  # of a word's places: a phrase that has them is shown instead of the word


def distinct_phrases(collection: Collection, used: Usage, entries: Array, at_most: int = 80) -> list[int]:
    """The entries without repetition: of "supply chain", "supply" and "chain" the phrase, if it has most places."""
    kept: list[int] = []
    stems = {int(e): set(collection.terms.stems_of(int(used.term[e]))) for e in entries[:at_most]}
    for e in stems:
        count = int(used.count[e])
        near = [other for other in kept if stems[e] & stems[other]]
        inside = [other for other in near if stems[other] < stems[e] and count >= MOST * int(used.count[other])]
        if inside:  # the phrase takes the place of the first of its words
            place = kept.index(inside[0])
            kept = [other for other in kept if other not in inside]
            kept.insert(place, e)
        elif not any(
            (stems[e] < stems[other] and int(used.count[other]) >= MOST * count)
            or (len(stems[e]) == len(stems[other]) and abs(count - int(used.count[other])) <= 1)
            for other in near
        ):
            kept.append(e)
    return kept


def surfaces(collection: Collection, places: Iterable[tuple[int, int]]) -> Found | None:
    """The forms of one word as they stand in the text: the form that most of the places hold, the others under it.

    "chip" and "chips" are shown as "chip" when both occur, because every place then holds the term shown. None of none.
    """
    by_form: dict[str, list[Place]] = {}
    written: dict[str, Counter[str]] = {}
    for at, size in places:
        text = collection.surface(at, size)
        form = folded(text)
        by_form.setdefault(form, []).append(collection.place(at, size))
        written.setdefault(form, Counter())[text] += 1
    if not by_form:
        return None
    held = {form: sum(len(by_form[other]) for other in by_form if form in other) for form in by_form}
    main = max(by_form, key=lambda form: (held[form], len(by_form[form]), form))
    inside = sorted((place for form in by_form if main in form for place in by_form[form]), key=lambda p: p[1])
    rest = sorted((form for form in by_form if main not in form), key=lambda form: (-len(by_form[form]), form))
    forms = tuple(Found(written[form].most_common(1)[0][0], tuple(by_form[form])) for form in rest)
    return Found(written[main].most_common(1)[0][0], tuple(inside), forms)


def everywhere(collection: Collection, used: Usage, term: int) -> tuple[str, tuple[FarPlace, ...]] | None:
    """A term in the form in which it is written most, and where that stands on the topic, source by source.

    None where no one form is used MIN_COUNT times, though the family of its forms is.
    """
    places = token_places(collection, used, term)
    family = surfaces(collection, places)
    if family is None:
        return None
    evidence: list[FarPlace] = []
    for at, size in places:  # in the order of the words of the collection: by source, then by place
        if folded(family.term) in folded(collection.surface(at, size)):
            owner = collection.documents[int(collection.owner[collection.body.stretch[at]])].id
            evidence.append((owner, *collection.place(at, size)))
    return (family.term, tuple(evidence)) if len(evidence) >= MIN_COUNT else None
