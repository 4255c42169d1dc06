"""Several segments into one, leaving out what is dead.

A query pays for every segment, so a build ends by merging and small ones are merged as they pile up. It is array work
throughout (1–2 s for 85,000 passages) and never goes back to the sources.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.engine import container
from index.engine.builder import context_postings, facts, postings, stream, vocabulary
from index.engine.segment import PASSAGE_ARRAYS, QUOTATION_ARRAYS, Ints, Segment


@dataclass(frozen=True)
class _Living:
    """What lives in a segment, and its numbers in the merged one: `passage_to[p]` is good where `passages[p]` is
    true.
    """

    segment: Segment
    documents: Ints
    passages: Ints
    contexts: Ints
    doc_to: Ints
    passage_to: Ints
    context_to: Ints
    speaker_to: Ints


def merge(segments: Sequence[Segment], dead: Sequence[Collection[int]], path: Path) -> tuple[list[str], int]:
    """Write one segment with the documents of `segments` but those that `dead[i]` numbers in segment i.

    Returns the ids of its documents and how many passages it has. Raises OSError.
    """
    speakers: dict[str, int] = {}
    parts: list[_Living] = []
    documents = passages = contexts = 0
    for segment, gone in zip(segments, dead, strict=True):
        part = _living(segment, gone, speakers, documents, passages, contexts)
        parts.append(part)
        documents += int(part.documents.sum())
        passages += int(part.passages.sum())
        contexts += int(part.contexts.sum())
    arrays = _columns(parts) | _texts(parts) | _places(parts) | _words(parts)
    arrays["doc_first"] = np.concatenate([*_doc_firsts(parts), [passages]]).astype("<i4")
    ids = [
        document
        for part in parts
        for document, lives in zip(part.segment.documents, part.documents.tolist(), strict=True)
        if lives
    ]
    container.write(path, arrays, facts(ids, list(speakers), contexts))
    return [doc for doc, _ in ids], passages


def _living(
    segment: Segment, gone: Collection[int], speakers: dict[str, int], documents: int, passages: int, contexts: int
) -> _Living:
    arrays = segment.arrays
    alive = np.ones(len(segment.documents), bool)
    alive[list(gone)] = False
    kept = alive[arrays["p_doc"]]
    used = np.zeros(segment.contexts, bool)
    used[arrays["p_context"][kept]] = True
    names = [speakers.setdefault(name, len(speakers)) for name in segment.speakers]
    return _Living(
        segment=segment,
        documents=alive,
        passages=kept,
        contexts=used,
        # Four bytes for each: of ten million words, eight would be half a gigabyte by the time they are sorted.
        doc_to=(np.cumsum(alive) - 1 + documents).astype(np.int32),
        passage_to=(np.cumsum(kept) - 1 + passages).astype(np.int32),
        context_to=(np.cumsum(used) - 1 + contexts).astype(np.int32),
        speaker_to=np.array([*names, -1], np.int32),
    )


def _columns(parts: Sequence[_Living]) -> dict[str, Ints]:
    columns: dict[str, list[Ints]] = {name: [] for name in (*PASSAGE_ARRAYS, *QUOTATION_ARRAYS)}
    for part in parts:
        arrays = part.segment.arrays
        cited = part.documents[arrays["q_doc"]]
        moved: Mapping[str, Ints] = {
            "p_doc": part.doc_to[arrays["p_doc"]],
            "p_speaker": part.speaker_to[arrays["p_speaker"]],
            "p_context": part.context_to[arrays["p_context"]],
            "q_doc": part.doc_to[arrays["q_doc"]],
            "q_passage": part.passage_to[arrays["q_passage"]],
            "q_speaker": part.speaker_to[arrays["q_speaker"]],
        }
        for name, held in columns.items():
            held.append(moved.get(name, arrays[name])[part.passages if name.startswith("p_") else cited])
    types = {**PASSAGE_ARRAYS, **QUOTATION_ARRAYS}
    return {name: np.concatenate(held).astype(types[name]) for name, held in columns.items()}


def _doc_firsts(parts: Sequence[_Living]) -> list[Ints]:
    firsts = []
    passages = 0
    for part in parts:
        lengths = np.diff(part.segment.arrays["doc_first"])[part.documents]
        firsts.append(passages + np.cumsum(lengths) - lengths)
        passages += int(lengths.sum())
    return firsts


def _texts(parts: Sequence[_Living]) -> dict[str, Ints]:
    arrays: dict[str, Ints] = {}
    for name in ("text", "fold"):
        blobs, edges, size = [], [], 0
        for part in parts:
            at = part.segment.arrays[f"{name}_at"]
            lengths = np.diff(at)
            # What stands after a document's last passage belongs to that passage, and goes with it.
            blobs.append(part.segment.arrays[name][int(at[0]) : int(at[-1])][np.repeat(part.passages, lengths)])
            kept = lengths[part.passages]
            edges.append(size + np.cumsum(kept) - kept)
            size += int(kept.sum())
        arrays[name] = np.concatenate(blobs)
        arrays[f"{name}_at"] = np.concatenate([*edges, [size]]).astype("<i8")
    return arrays


def _places(parts: Sequence[_Living]) -> dict[str, Ints]:
    blobs, sizes = [], []
    for part in parts:
        lengths = np.diff(part.segment.arrays["places_at"])
        blobs.append(part.segment.arrays["places"][np.repeat(part.documents, lengths)])
        sizes.append(lengths[part.documents])
    return {
        "places": np.concatenate(blobs),
        "places_at": np.concatenate(([0], np.cumsum(np.concatenate(sizes)))).astype("<i8"),
    }


def _words(parts: Sequence[_Living]) -> dict[str, Ints]:
    """Vocabulary and postings; a word that only dead passages hold is left out."""
    lists = [part.segment.terms.slice(0, len(part.segment.terms)) for part in parts]
    names = sorted(set().union(*lists))
    number_of = {name: at for at, name in enumerate(names)}
    terms, places, counts, context_terms, contexts = [], [], [], [], []
    streams, edges, size = [], [], 0
    for part, own in zip(parts, lists, strict=True):
        arrays = part.segment.arrays
        to = np.fromiter((number_of[name] for name in own), np.int32, len(own))
        used = part.passages[arrays["post_passage"]]
        terms.append(np.repeat(to, np.diff(arrays["post_at"]))[used])
        places.append(part.passage_to[arrays["post_passage"][used]])
        counts.append(arrays["post_count"][used])
        lengths = np.diff(arrays["stream_at"])
        streams.append(to[arrays["stream"][np.repeat(part.passages, lengths)]])
        kept = lengths[part.passages]
        edges.append(size + np.cumsum(kept) - kept)
        size += int(kept.sum())
        used = part.contexts[arrays["context_id"]]
        context_terms.append(np.repeat(to, np.diff(arrays["context_at"]))[used])
        contexts.append(part.context_to[arrays["context_id"][used]])
    term, context_term = np.concatenate(terms), np.concatenate(context_terms)
    del terms
    held = np.zeros(len(names), bool)
    held[term] = held[context_term] = True
    to = (np.cumsum(held) - 1).astype(np.int32)
    left = [name for name, stays in zip(names, held.tolist(), strict=True) if stays]
    words = {
        "stream": stream(to[np.concatenate(streams)], len(left)),
        "stream_at": np.concatenate([*edges, [size]]).astype("<i8"),
    }
    del streams
    return (
        words
        | vocabulary(left)
        | postings(to[term], np.concatenate(places), np.concatenate(counts), len(left))
        | context_postings(to[context_term], np.concatenate(contexts), len(left))
    )
