"""Several segments into one, leaving out what is dead.

A query pays for every segment, so a build ends by merging and small ones are merged as they pile up. It is array work
throughout (1–2 s for 85,000 passages) and never goes back to the sources.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from index.engine import container
from index.engine.builder import context_postings, facts, postings, vocabulary
from index.engine.segment import PASSAGE_ARRAYS, QUOTATION_ARRAYS, Ints, Segment


def merge(segments: Sequence[Segment], dead: Sequence[Collection[int]], path: Path) -> tuple[list[str], int]:
    """Write one segment with the documents of `segments` but those that `dead[i]` numbers in segment i.

    Returns the ids of its documents and how many passages it has. Raises OSError.
    """
    speakers: dict[str, int] = {}
    documents: list[tuple[str, str]] = []
    columns: dict[str, list[Ints]] = {name: [] for name in (*PASSAGE_ARRAYS, *QUOTATION_ARRAYS, "doc_first")}
    blobs: dict[str, list[Ints]] = {"text": [], "fold": []}
    edges: dict[str, list[Ints]] = {"text": [], "fold": []}
    sizes = {"text": 0, "fold": 0}
    names = sorted({name for segment in segments for name in segment.terms.slice(0, len(segment.terms))})
    number_of = {name: at for at, name in enumerate(names)}
    posts: list[tuple[Ints, Ints, Ints]] = []
    contexts: list[tuple[Ints, Ints]] = []
    passages = context_base = 0
    for segment, gone in zip(segments, dead, strict=True):
        arrays = segment.arrays
        alive_doc = np.ones(len(segment.documents), bool)
        alive_doc[list(gone)] = False
        doc_to = np.cumsum(alive_doc) - 1 + len(documents)
        alive = alive_doc[arrays["p_doc"]]
        passage_to = np.cumsum(alive) - 1 + passages
        kept = int(alive.sum())
        speaker_to = np.array([speakers.setdefault(name, len(speakers)) for name in segment.speakers] + [-1], np.int64)
        moved = {
            "p_doc": doc_to[arrays["p_doc"]],
            "p_speaker": speaker_to[arrays["p_speaker"]],
            "p_context": arrays["p_context"] + context_base,
        }
        for name in PASSAGE_ARRAYS:
            columns[name].append(moved.get(name, arrays[name])[alive])
        cited = alive_doc[arrays["q_doc"]]
        moved = {
            "q_doc": doc_to[arrays["q_doc"]],
            "q_passage": passage_to[arrays["q_passage"]],
            "q_speaker": speaker_to[arrays["q_speaker"]],
        }
        for name in QUOTATION_ARRAYS:
            columns[name].append(moved.get(name, arrays[name])[cited])
        first = arrays["doc_first"]
        lengths = np.diff(first)[alive_doc]
        columns["doc_first"].append(passages + np.concatenate(([0], np.cumsum(lengths)))[:-1])
        for name in blobs:
            at = arrays[f"{name}_at"]
            size = np.diff(at)
            # The text after a document's last passage (its end mark) belongs to that passage.
            keep = np.repeat(alive, size)
            blobs[name].append(arrays[name][: int(at[-1])][keep])
            edges[name].append(sizes[name] + np.concatenate(([0], np.cumsum(size[alive])))[:-1])
            sizes[name] += int(size[alive].sum())
        to = np.fromiter(
            (number_of[name] for name in segment.terms.slice(0, len(segment.terms))), np.int64, len(segment.terms)
        )
        used = alive[arrays["post_passage"]]
        term = np.repeat(to, np.diff(arrays["post_at"]))[used]
        posts.append((term, passage_to[arrays["post_passage"][used]], arrays["post_count"][used]))
        contexts.append((np.repeat(to, np.diff(arrays["context_at"])), arrays["context_id"] + context_base))
        documents += [document for document, lives in zip(segment.documents, alive_doc, strict=True) if lives]
        passages += kept
        context_base += segment.contexts
    merged: dict[str, Ints] = {
        name: np.concatenate(columns[name]).astype(kind)
        for name, kind in {**PASSAGE_ARRAYS, **QUOTATION_ARRAYS}.items()
    }
    merged["doc_first"] = np.concatenate([*columns["doc_first"], [passages]]).astype("<i4")
    for name, parts in blobs.items():
        merged[name] = np.concatenate(parts)
        merged[f"{name}_at"] = np.concatenate([*edges[name], [sizes[name]]]).astype("<i8")
    terms, places, counts = (np.concatenate(part) for part in zip(*posts, strict=True))
    merged |= postings(terms, places, counts, len(names))
    terms, held = (np.concatenate(part) for part in zip(*contexts, strict=True))
    merged |= context_postings(terms, held, len(names))
    merged |= vocabulary(names)
    container.write(path, merged, facts(documents, list(speakers), context_base))
    return [doc for doc, _ in documents], passages
