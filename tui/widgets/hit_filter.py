"""Which hits pass what is typed behind the bar: read as a search is, but held against the hits that are listed.

A word wanted need only be a part of one, for who filters is still typing; `speaker:`, `doc:`, `outlet:`, `kind:`,
`after:` and `before:` mean what they mean in a search.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.text.fold import folded

if TYPE_CHECKING:
    from index.search.query import Filter
    from tui.widgets.hit_rows import HitRow


def passing(typed: str) -> Callable[[HitRow], bool]:
    """Whether a hit holds every word of `typed` in title, document, speaker or text and lies within its filters.

    A filter whose value is not typed yet asks for nothing.
    """
    from index.search.query import FIELDS, parse  # its room brings numpy, which the first paint must not wait for

    query = parse(typed)
    begun = {f"{field}:" for field in FIELDS}
    wanted = [word for word in (*query.words, *query.prefixes) if word not in begun]
    unwanted = [re.compile(rf"(?<!\w){re.escape(one)}(?!\w)") for one in (*query.not_words, *query.not_phrases)]
    required = [one for one in query.filters if not one.negated]
    fields = {one.field for one in required}

    def passes(hit: HitRow) -> bool:
        text = folded(f"{hit.title} {hit.doc} {hit.speaker} {hit.text}")
        return (
            all(word in text for word in wanted)
            and all(any(phrase in text for phrase in group) for group in query.phrases)
            and not any(one.search(text) for one in unwanted)
            and all(any(_within(hit, one) for one in required if one.field == field) for field in fields)
            and not any(_within(hit, one) for one in query.filters if one.negated)
        )

    return passes


def _within(hit: HitRow, restriction: Filter) -> bool:
    value = restriction.value
    if restriction.field == "speaker":
        return value in folded(hit.speaker)
    if restriction.field == "doc":
        return value in folded(hit.doc) or value in folded(hit.title)
    if restriction.field == "outlet":
        return value in folded(hit.outlet)
    if restriction.field == "kind":
        return value == hit.kind
    if not hit.date:
        return False
    if restriction.field == "after":
        return hit.date[: len(value)] >= value[: len(hit.date)]  # of a date that is only a year: or can be
    return hit.date < value
