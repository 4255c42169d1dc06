"""Invented sources for comparisons, built by hand: no reading of files stands between a claim and what it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from index.compare import Comparison
from index.model import BODY, Document, Evidence, Kind, Metadata, Passage, Quotation
from index.text.fold import folded

Part = str | tuple[Kind, str] | tuple[Kind, str, str]


def source(name: str, *parts: Part, title: str = "", quotations: Sequence[tuple[str, str | None]] = ()) -> Document:
    """A document with a passage for each part: a paragraph, (kind, text) or (kind, text, speaker)."""
    text, passages, section = "", [], ""
    for part in parts:
        kind, said, *speaker = (Kind.PARAGRAPH, part) if isinstance(part, str) else part
        if kind is Kind.HEADING:
            section = said
        start = len(text)
        text += said + "\n\n"
        who = speaker[0] if speaker else None
        evidence = Evidence.LABEL if who else Evidence.UNKNOWN
        passages.append(Passage(len(passages), start, start + len(said), kind, who, evidence, section))
    found = []
    for words, by in quotations:
        start = text.index(words)
        holder = next(p.number for p in passages if p.start <= start < p.end)
        found.append(
            Quotation(start, start + len(words), holder, by, Evidence.CUE if by else Evidence.UNKNOWN, bool(by))
        )
    digest = hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()
    return Document(
        id=name,
        path=name,
        digest=digest,
        text=text,
        metadata=Metadata(title=title),
        passages=tuple(passages),
        quotations=tuple(found),
    )


def harbour() -> tuple[Document, Document, Document]:
    """Three sources on the same harbour, with enough passages on tolls for statistics in the first two."""
    council = source(
        "council.txt",
        "The council will raise the harbour toll next spring. Perhaps the toll pays for the pier.",
        "A toll is fair when every boat pays it. The council must publish the toll rates.",
        "Fishing crews say that the toll could break them. The council disagrees about the toll.",
        "Winter storms have cracked the pier. Nobody knows what the ferry company plans.",
        "The library opens on Mondays, and the bakery has new ovens.",
    )
    crews = source(
        "crews.txt",
        (Kind.QUESTION, "What does the harbour toll mean for the fishing crews?"),
        (Kind.ANSWER, "The crews cannot pay it. Rates went up twice, and the catch went down.", "Ada Brandt"),
        (Kind.ANSWER, "We should land the catch elsewhere. A toll without a pier is a tax on herring.", "Ada Brandt"),
        (Kind.ANSWER, "The herring will not wait for the council. The toll drives crews to other ports.", "Tom Reyes"),
        (Kind.BOILERPLATE, "Subscribe now: toll toll toll, the harbour newsletter about the toll."),
    )
    brief = source(
        "brief.md",
        (Kind.HEADING, "What the toll leaves open"),
        "Rates are one thing; the pier is another. Herring prices fell again.",
        "The ferry company stays silent.",
    )
    return council, crews, brief


def broken_evidence(comparison: Comparison, documents: Sequence[Document]) -> list[str]:
    """What is wrong with the evidence of a comparison, one line each: counts, spans, terms, floors. Empty: nothing."""
    by_id = {document.id: document for document in documents}
    wrong: list[str] = []

    def check(item: dict[str, object], doc: str | None) -> None:
        evidence = item["evidence"]
        assert isinstance(evidence, list)
        name = item.get("term") or item.get("name")
        if item["count"] != len(evidence):
            wrong.append(f"{name}: {item['count']} counted, {len(evidence)} shown")
        for place in evidence:
            document = by_id[doc if doc is not None else place[0]]
            number, start, end = place[-3:]
            passage = document.passages[number]
            if not passage.start <= start < end <= passage.end or passage.kind not in BODY:
                wrong.append(f"{name}: {place} lies in no body passage of {document.id}")
            elif "term" in item and folded(str(item["term"])) not in folded(document.text[start:end]):
                wrong.append(f"{name}: not in {document.text[start:end]!r}")
        for key in ("terms", "forms"):
            parts = item.get(key, [])
            assert isinstance(parts, list)
            for part in parts:
                check(part, doc)

    told = comparison.to_json()
    for view in told["sources"]:
        document = by_id[view["doc"]]
        for key in LISTS:
            for item in view[key]:
                check(item, view["doc"])
        for number, start, end in view["passages"]:
            if document.passages[number].span != (start, end) or document.passages[number].kind not in BODY:
                wrong.append(f"{view['doc']}: {number} is no passage")
        few = len(view["passages"]) < 3
        if few != (view["interval"] is None) or few != (view["dispersion"] is None):
            wrong.append(f"{view['doc']}: floor of the statistics")
        if few and (view["distinctive"] or any(frame["z"] is not None for frame in view["frames"])):
            wrong.append(f"{view['doc']}: statistics below the floor")
        if not few and not view["interval"][0] <= view["share"] <= view["interval"][1]:
            wrong.append(f"{view['doc']}: interval without its share")
    for item in told["left_out"]:
        check(item, None)
    wrong += [f"pair within {pair['a'][0]}" for pair in told["pairs"] if pair["a"][0] == pair["b"][0]]
    return wrong


LISTS = ("speakers", "distinctive", "only_here", "frames", "hedges", "boosters", "metaphors", "remedies", "quotations")
