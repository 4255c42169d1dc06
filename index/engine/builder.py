"""Building a segment: documents in, one file of arrays out.

Owns the way from words to postings. The Whoosh record is fed from what it makes, so that the two cannot disagree.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.engine import container, strings
from index.engine.analysis import AnalysedDocument
from index.engine.manifest import LAYOUT
from index.engine.segment import EVIDENCE_CODE, KIND_CODE, PASSAGE_ARRAYS, QUOTATION_ARRAYS, Ints, places_to_json
from index.text.words import stem

_EDGES = ("stream_at", "text_at", "fold_at", "places_at")


class SegmentBuilder:
    """Collects analysed documents and writes them as one segment."""

    def __init__(self) -> None:
        self._columns: dict[str, array[int]] = {
            name: array("q") for name in (*PASSAGE_ARRAYS, *QUOTATION_ARRAYS, *_EDGES)
        }
        self._terms: dict[str, int] = {}
        self._post_term = array("I")
        self._post_passage = array("I")
        self._post_count = array("I")
        self._stream = array("I")
        self._context_term = array("I")
        self._context_id = array("I")
        self._contexts = 0
        self._speakers: dict[str, int] = {}
        self._text = bytearray()
        self._fold = bytearray()
        self._places = bytearray()
        self._documents: list[tuple[str, str]] = []
        self._doc_first = array("q")
        self.passages = 0

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """Id and digest of the documents added so far, in order."""
        return tuple(self._documents)

    def _speaker(self, name: str | None) -> int:
        return -1 if name is None else self._speakers.setdefault(name, len(self._speakers))

    def add(self, analysed: AnalysedDocument) -> None:
        """Take in a document."""
        document = analysed.document
        ordinal = len(self._documents)
        first = self.passages
        self._documents.append((document.id, document.digest))
        self._doc_first.append(first)
        columns = self._columns
        columns["places_at"].append(len(self._places))
        self._places += places_to_json(document.marks)
        terms = self._terms
        shares = [passage.start for passage in document.passages] + [len(document.text)]
        for at, passage in enumerate(document.passages):
            columns["p_doc"].append(ordinal)
            columns["p_number"].append(passage.number)
            columns["p_start"].append(passage.start)
            columns["p_end"].append(passage.end)
            columns["p_line"].append(document.line_of(passage.start))
            columns["p_kind"].append(KIND_CODE[passage.kind])
            columns["p_evidence"].append(EVIDENCE_CODE[passage.evidence])
            columns["p_speaker"].append(self._speaker(passage.speaker))
            columns["p_context"].append(self._contexts + analysed.section_of[at])
            columns["p_length"].append(len(analysed.terms[at]))
            columns["stream_at"].append(len(self._stream))
            columns["text_at"].append(len(self._text))
            columns["fold_at"].append(len(self._fold))
            self._text += document.text[passage.start : shares[at + 1]].encode("utf-8", "replace")
            self._fold += analysed.folded[analysed.edges[at] : analysed.edges[at + 1]].encode("utf-8", "replace")
            self._stream.extend([terms.setdefault(term, len(terms)) for term in analysed.terms[at]])
            counted = Counter(analysed.terms[at])
            counted.update(analysed.compounds[at])
            ids = [terms.setdefault(term, len(terms)) for term in counted]
            self._post_term.extend(ids)
            self._post_passage.extend([self.passages] * len(ids))
            self._post_count.extend(counted.values())
            self.passages += 1
        if document.passages:
            self._fold += b"\n\n"  # the fold makes no line break: no phrase runs from one document into the next
        for offset, context in enumerate(analysed.contexts):
            for term in set(context):
                self._context_term.append(terms.setdefault(term, len(terms)))
                self._context_id.append(self._contexts + offset)
        self._contexts += len(analysed.contexts)
        for quotation in document.quotations:
            columns["q_doc"].append(ordinal)
            columns["q_start"].append(quotation.start)
            columns["q_end"].append(quotation.end)
            columns["q_passage"].append(first + quotation.passage)
            columns["q_speaker"].append(self._speaker(quotation.attributed_to))
            columns["q_evidence"].append(EVIDENCE_CODE[quotation.evidence])
            columns["q_second_hand"].append(int(quotation.second_hand))

    def write(self, path: Path) -> int:
        """Write the segment; returns its size in bytes. Raises OSError."""
        columns = self._columns
        columns["stream_at"].append(len(self._stream))
        columns["text_at"].append(len(self._text))
        columns["fold_at"].append(len(self._fold))
        columns["places_at"].append(len(self._places))
        self._doc_first.append(self.passages)
        arrays: dict[str, Ints] = {
            name: _array(columns[name]).astype(kind) for name, kind in {**PASSAGE_ARRAYS, **QUOTATION_ARRAYS}.items()
        }
        arrays |= {name: _array(columns[name]) for name in _EDGES}
        arrays["doc_first"] = _array(self._doc_first).astype("<i4")
        arrays["text"] = np.frombuffer(bytes(self._text), np.uint8)
        arrays["fold"] = np.frombuffer(bytes(self._fold), np.uint8)
        arrays["places"] = np.frombuffer(bytes(self._places), np.uint8)
        names = sorted(self._terms)
        rank = np.empty(len(names), np.int64)
        rank[np.fromiter((self._terms[name] for name in names), np.int64, len(names))] = np.arange(len(names))
        arrays["stream"] = stream(rank[np.asarray(self._stream, np.int64)], len(names))
        arrays |= postings(
            rank[np.asarray(self._post_term, np.int64)],
            np.asarray(self._post_passage, np.uint32),
            np.asarray(self._post_count, np.uint32),
            len(names),
        )
        arrays |= context_postings(
            rank[np.asarray(self._context_term, np.int64)], np.asarray(self._context_id, np.uint32), len(names)
        )
        arrays |= vocabulary(names)
        return container.write(path, arrays, facts(self._documents, list(self._speakers), self._contexts))


def facts(documents: Iterable[Sequence[str]], speakers: Sequence[str], contexts: int) -> dict[str, Any]:
    """What stands in the header of a segment's file."""
    return {
        "layout": LAYOUT,
        "documents": [list(document) for document in documents],
        "speakers": list(speakers),
        "contexts": contexts,
    }


def stream(term: Ints, terms: int) -> Ints:
    """The words of all passages in order, by number; in two bytes each where that is enough, for it is read whole."""
    return term.astype("<u2" if terms < 1 << 16 else "<u4")


def _array(values: array[int]) -> Ints:
    return np.asarray(values, np.int64) if values else np.zeros(0, np.int64)


def postings(term: Ints, passage: Ints, count: Ints, terms: int) -> dict[str, Ints]:
    """Triples in any order of term and in order of passage within a term → postings by term."""
    order = np.argsort(term, kind="stable")
    return {
        "post_at": _offsets(term, terms),
        "post_passage": passage.astype("<u4", copy=False)[order],
        "post_count": np.minimum(count, 255).astype("|u1")[order],
    }


def context_postings(term: Ints, context: Ints, terms: int) -> dict[str, Ints]:
    """Pairs of term and context → contexts by term."""
    order = np.argsort(term, kind="stable")
    return {"context_at": _offsets(term, terms), "context_id": context[order].astype("<u4")}


def _offsets(term: Ints, terms: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(term, minlength=terms)[:terms]))).astype("<i8")


def vocabulary(names: Sequence[str]) -> dict[str, Ints]:
    """The sorted terms as one blob with offsets, and for each the number of its stem in a second sorted list."""
    stems = [stem(name) for name in names]
    distinct = sorted(set(stems))
    number = {text: at for at, text in enumerate(distinct)}
    stem_of = np.fromiter((number[text] for text in stems), np.int64, len(stems))
    terms, term_at = strings.pack(names)
    stem_blob, stem_at = strings.pack(distinct)
    return {
        "terms": terms,
        "term_at": term_at,
        "stems": stem_blob,
        "stem_at": stem_at,
        "stem_first": _offsets(stem_of, len(distinct)),
        "stem_members": np.argsort(stem_of, kind="stable").astype("<i4"),
    }
