"""A comparison from end to end: the one function that knows in which order the rooms of `compare` are asked.

It also owns the floors that are told to the reader: which sources have too little text on the topic for a statistic,
and the warnings that say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.compare import lexicon as lexicons
from index.compare.align import COUNTERPART, align
from index.compare.collection import Collection, collect
from index.compare.comparison import HANDFUL, Comparison, SourceView
from index.compare.distinctive import FALSE_DISCOVERIES, PRIOR_SHARE, PRIOR_WORDS, distinctive
from index.compare.findings import Place, Quoted, Voice
from index.compare.leftout import left_out
from index.compare.lexicon import Lexicon
from index.compare.matching import Matched, match
from index.compare.matrix import matrix
from index.compare.measures import Z95, dispersion, effective_size, wilson
from index.compare.remedies import Remedies
from index.compare.topics import Topic
from index.compare.usage import FLOOR_PASSAGES, usage
from index.compare.wording import Wording
from index.model import Document

Array = NDArray[Any]

CELLS = 20  # slices of a text in its strip
PARTS = 10  # slices of a text over which dispersion is measured
LISTED = 12  # words shown in a list of distinctive, only-here and left-out words
ROWS = 20  # of the terms by sources
UNKNOWN = "unknown"


def compare(documents: Sequence[Document], topic: Topic, lists: Mapping[str, Lexicon] | None = None) -> Comparison:
    """What each of `documents` says on `topic`. See `index.compare.compare`."""
    loaded, problems = lexicons.lexicons() if lists is None else (dict(lists), ())
    distinct = tuple({document.id: document for document in documents}.values())
    collection = collect(distinct)
    matched = match(collection, topic)
    used = usage(collection, matched)
    shown, alone = distinctive(collection, used, LISTED)
    aligned = align(collection, matched.passages)
    frames = Wording(collection, matched, loaded[lexicons.FRAMES])
    stance = Wording(collection, matched, loaded[lexicons.STANCE], small=True)
    metaphors = Wording(collection, matched, loaded[lexicons.METAPHORS], small=True)
    evaluative = Wording(collection, matched, loaded[lexicons.EVALUATIVE], small=True, negations=True)
    proposals = Remedies(collection, matched, loaded[lexicons.REMEDIES])
    terms = topic.terms
    views = []
    for n in range(len(distinct)):
        view = coverage(collection, matched, n)
        mine = np.flatnonzero(collection.owner[matched.passages] == n).tolist()
        alone_here = [int(matched.passages[i]) for i in mine if not aligned.nearest[i]]
        views.append(
            replace(
                view,
                speakers=_voices(collection, matched, n, view.words),
                distinctive=shown[n],
                only_here=alone[n],
                frames=frames.groups(n),
                hedges=stance.terms(n, stance.lexicon.category("hedges")),
                boosters=stance.terms(n, stance.lexicon.category("boosters")),
                metaphors=metaphors.groups(n),
                remedies=proposals.of(n),
                quotations=_quoted(collection, matched, n),
                evaluative=evaluative.groups(n),
                nearest=tuple(near for i in mine for near in aligned.nearest[i]),
                unique=tuple(_span(collection, i) for i in alone_here) if len(distinct) > 1 else (),
            )
        )
    return Comparison(
        topic=topic,
        sources=tuple(views),
        pairs=aligned.pairs,
        left_out=left_out(collection, used, LISTED),
        matrix=matrix(collection, matched, used, ROWS),
        warnings=(*problems, *_warnings(views)),
        params=(
            ("terms", tuple(term.text for term in terms if term.on)),
            ("terms_off", tuple(term.text for term in terms if not term.on)),
            ("passage_floor", FLOOR_PASSAGES),
            ("z_floor", Z95),
            ("false_discoveries", FALSE_DISCOVERIES),
            ("prior_words", PRIOR_WORDS),
            ("prior_share", PRIOR_SHARE),
            ("similarity_floor", COUNTERPART),
            ("pairs_ranked", aligned.ranked),
            ("strip_cells", CELLS),
            ("dispersion_parts", PARTS),
            *((f"lexicon_{name}", loaded[name].digest) for name in sorted(loaded)),
        ),
    )


def coverage(collection: Collection, matched: Matched, source: int) -> SourceView:
    """How much of one source is on the topic and where: a view without its word lists."""
    document = collection.documents[source]
    mine = matched.passages[collection.owner[matched.passages] == source]
    all_mine = np.flatnonzero(collection.owner == source)
    sizes = collection.passage_words[all_mine]
    words, total = int(collection.passage_words[mine].sum()), int(sizes.sum())
    share = words / total if total else 0.0
    starts = np.concatenate([[0], np.cumsum(sizes)])
    on = matched.on[all_mine]
    enough = len(mine) >= FLOOR_PASSAGES
    hits = collection.owner[collection.body.stretch[matched.at]] == source if len(matched.at) else []
    return SourceView(
        doc=document.id,
        title=document.title,
        words=words,
        word_total=total,
        share=share,
        interval=wilson(share, effective_size(sizes)) if enough else None,
        passages=tuple(_span(collection, int(i)) for i in mine),
        passage_total=len(all_mine),
        strip=_strip(starts, on, total),
        dispersion=_dispersion(starts, on, total) if enough else None,
        hits=tuple(
            collection.place(int(at), int(size)) for at, size in zip(matched.at[hits], matched.size[hits], strict=True)
        ),
    )


def _strip(starts: Array, on: Array, total: int) -> tuple[int, ...]:
    """For each of CELLS equal slices of the text how many passages on the topic reach into it."""
    cells = np.zeros(CELLS + 1, dtype=np.int64)
    if total:
        first, last = starts[:-1][on], starts[1:][on]
        held = last > first
        np.add.at(cells, first[held] * CELLS // total, 1)
        np.add.at(cells, (last[held] - 1) * CELLS // total + 1, -1)
    return tuple(int(n) for n in np.cumsum(cells)[:CELLS])


def _dispersion(starts: Array, on: Array, total: int) -> float:
    """Gries' DP of the words on the topic over PARTS equal slices."""
    edges = np.linspace(0, total, PARTS + 1)
    first, last = starts[:-1][on], starts[1:][on]
    inside = [float(np.clip(np.minimum(last, b) - np.maximum(first, a), 0, None).sum()) for a, b in pairwise(edges)]
    return dispersion(inside, [total / PARTS] * PARTS)


def _voices(collection: Collection, matched: Matched, source: int, words: int) -> tuple[Voice, ...]:
    places: dict[str, list[Place]] = {}
    counted: dict[str, int] = {}
    how: dict[str, dict[str, int]] = {}
    for index in matched.passages[collection.owner[matched.passages] == source].tolist():
        passage = collection.passages[index]
        name = passage.speaker or UNKNOWN
        evidence = str(passage.evidence) if passage.speaker else UNKNOWN
        places.setdefault(name, []).append(_span(collection, index))
        counted[name] = counted.get(name, 0) + int(collection.passage_words[index])
        seen = how.setdefault(name, {})
        seen[evidence] = seen.get(evidence, 0) + 1
    return tuple(
        Voice(name, tuple(places[name]), counted[name], counted[name] / max(1, words), tuple(how[name].items()))
        for name in sorted(places, key=lambda name: (-counted[name], name))
    )


def _quoted(collection: Collection, matched: Matched, source: int) -> tuple[Quoted, ...]:
    on = {
        collection.passages[index].number: collection.passages[index]
        for index in matched.passages[collection.owner[matched.passages] == source].tolist()
    }
    places: dict[tuple[str, bool], list[Place]] = {}
    for quotation in collection.documents[source].quotations:
        passage = on.get(quotation.passage)
        if passage is not None and passage.start <= quotation.start < passage.end:
            key = (quotation.attributed_to or UNKNOWN, quotation.second_hand)
            # A quotation may run on into the next paragraph: what is on the topic ends with the passage.
            places.setdefault(key, []).append((passage.number, quotation.start, min(quotation.end, passage.end)))
    ordered = sorted(places.items(), key=lambda item: (item[0][0] == UNKNOWN, -len(item[1]), item[0]))
    return tuple(Quoted(name, tuple(found), second_hand) for (name, second_hand), found in ordered)


def _span(collection: Collection, index: int) -> Place:
    passage = collection.passages[index]
    return passage.number, passage.start, passage.end


def _warnings(views: Sequence[SourceView]) -> tuple[str, ...]:
    warnings = []
    if not views:
        warnings.append("no documents to compare")
    silent = [view for view in views if not view.passages]
    few = [view for view in views if 0 < len(view.passages) < FLOOR_PASSAGES]
    if len(views) > HANDFUL:
        if silent:
            warnings.append(f"{len(silent)} of {len(views)} sources: no passage on this topic")
        if few:
            said = f"facts only, no statistics below {FLOOR_PASSAGES} passages"
            warnings.append(f"{len(few)} of {len(views)} sources: {said}")
    else:
        warnings += [f"{view.doc}: no passage on this topic" for view in silent]
        for view in few:
            noun = "passage" if len(view.passages) == 1 else "passages"
            said = f"{len(view.passages)} {noun} on this topic: facts only, no statistics below {FLOOR_PASSAGES}"
            warnings.append(f"{view.doc}: {said}")
    with_enough = sum(len(view.passages) >= FLOOR_PASSAGES for view in views)
    if len(views) > 1 and with_enough == 1:
        warnings.append("only one source has enough passages on this topic: nothing is measured against the others")
    return tuple(warnings)
