"""Are saved excerpts found again in edited sources, and never anywhere else? Rates over excerpts, and seconds.

Excerpts are word spans, sentences and whole turns of one paragraph, drawn by chance from the files given. A place is
right when both its ends are within three characters of the true ones.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.excerpts_edits import Text, paragraphs, rearranged, reflow, typos
from index.excerpts import Excerpt, Status, describe, resolve
from index.excerpts.anchors import anchored
from index.model import Document
from index.text.fold import folded

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+")
_NEAR = 3


@dataclass(frozen=True)
class Saved:
    """An excerpt and the document in which it was saved."""

    excerpt: Excerpt
    document: Document


def load(folder: Path, characters: int, chance: random.Random) -> list[Document]:
    """Files of the folder, drawn by chance, with at least so many characters in all."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.is_file())
    chance.shuffle(files)
    documents: list[Document] = []
    for path in files:
        if sum(len(document.text) for document in documents) >= characters:
            break
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        if len(paragraphs(text)) >= 20:
            documents.append(Document(path.name, str(path), path.name.ljust(64, "0"), text))
    return documents


def span(text: str, paragraph: tuple[int, int], chance: random.Random) -> tuple[int, int]:
    """A span of a paragraph: words, a sentence, or all that follows the label."""
    start, end = paragraph
    label = re.match(r"\*\*[^*\n]+:\*\* *", text[start:end])
    start += label.end() if label else 0
    inside = text[start:end]
    kind = chance.random()
    sentences = list(_SENTENCE.finditer(inside))
    if kind < 0.3 and sentences:
        found = chance.choice(sentences)
        first = found.start() + len(found.group()) - len(found.group().lstrip())
        return start + first, start + found.end()
    words = list(re.finditer(r"\S+", inside))
    if kind < 0.6 or len(words) < 4:
        return start, end
    first = chance.randrange(len(words) - 2)
    last = min(len(words) - 1, first + chance.randrange(2, 60))
    return start + words[first].start(), start + words[last].end()


def save(documents: Sequence[Document], count: int, chance: random.Random) -> list[Saved]:
    """`count` excerpts, spread over the documents by their length, in order of document and place."""
    spots = [(d, p) for d in documents for p in paragraphs(d.text)]
    weights = [end - start for _, (start, end) in spots]
    saved = []
    drawn = chance.choices(spots, weights, k=count)
    for document, paragraph in sorted(drawn, key=lambda spot: (spot[0].id, spot[1])):
        start, end = span(document.text, paragraph, chance)
        if document.text[start:end].strip():
            saved.append(Saved(anchored(describe(document, [(start, end)], ""), document), document))
    return saved


def changed(document: Document, text: str) -> Document:
    """The document with another text."""
    return Document(document.id, document.path, "f" * 64, text)


class Report:
    """Counts of right, wrong and missed placements, and the seconds they took."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0
        self.misses: list[tuple[str, Excerpt, str]] = []

    def place(self, one: Saved, now: Document, places: dict[int, tuple[int, int]]) -> None:
        """Resolve an excerpt and judge it by where its characters went."""
        before = one.excerpt
        started = time.perf_counter()
        placement = resolve(before, now)
        self.seconds += time.perf_counter() - started
        left = [places[at] for at in range(before.start, before.end) if at in places]
        whole = len(left) > 0.97 * (before.end - before.start) and before.start
        if before.text != one.document.text[before.start : before.end]:
            self.counts["text changed"] += 1
        if not left:
            verdict = "gone, orphan" if placement.status is Status.ORPHAN else "gone, FALSE"
        elif placement.start is None or placement.end is None:
            verdict = "missed"
        elif abs(placement.start - left[0][0]) <= _NEAR and abs(placement.end - left[-1][1]) <= _NEAR:
            verdict = "right" if placement.status is not Status.AMBIGUOUS else "ambiguous"
        elif placement.status is Status.AMBIGUOUS:
            verdict = "ambiguous"
        elif placement.start < left[-1][1] and placement.end > left[0][0]:
            verdict = "edges" if whole else "right"
        else:
            verdict = "WRONG"
        self.counts[verdict] += 1
        self.counts[f"as {placement.status}"] += 1
        if verdict not in ("right", "gone, orphan"):
            self.misses.append((verdict, before, placement.text))

    def missed(self) -> str:
        """A line for each excerpt that was not found, or found where it is not."""
        return "\n".join(
            f"    {verdict}: {e.doc}:{e.start} {e.text[:80]!r} -> {found[:80]!r} "
            f"{[(p.occurrences, p.rival, p.rival_text, p.rival_context, len(p.landmarks)) for p in e.anchors]}"
            for verdict, e, found in self.misses
        )

    def __str__(self) -> str:
        there = sum(self.counts[name] for name in ("right", "missed", "edges", "ambiguous", "WRONG"))
        gone = self.counts["gone, orphan"] + self.counts["gone, FALSE"]
        parts = [f"{self.name:<34}"]
        if there:
            parts.append(f"right {self.counts['right']}/{there} = {100 * self.counts['right'] / there:.2f} %")
        if gone:
            false = self.counts["gone, FALSE"]
            parts.append(f"false {false}/{gone} = {100 * false / gone:.2f} %")
        rest = {k: v for k, v in self.counts.items() if k in ("missed", "edges", "ambiguous", "WRONG", "text changed")}
        statuses = " ".join(f"{name[3:]} {n}" for name, n in self.counts.items() if name.startswith("as "))
        return "  ".join(
            (*parts, " ".join(f"{k} {v}" for k, v in rest.items()), f"{self.seconds:.2f} s", f"({statuses})")
        )


def edited(name: str, saved: Sequence[Saved], edit: Callable[[str], Text]) -> Report:
    """Every document edited once, every excerpt sought in it."""
    report = Report(name)
    made: dict[str, tuple[Document, dict[int, tuple[int, int]]]] = {}
    for one in saved:
        if one.document.id not in made:
            text, places = edit(one.document.text).finish()
            made[one.document.id] = changed(one.document, text), places
        report.place(one, *made[one.document.id])
    return report


def measure(folder: Path, count: int, seed: int) -> Iterator[Report]:
    """All rates of the anchors on the texts of a folder, one after the other."""
    chance = random.Random(seed)
    first, *documents = load(folder, 840_000, chance)
    while sum(len(document.text) for document in documents[:-1]) >= 740_000:
        documents.pop()
    saved = save(documents, count, chance)
    strangers = [first.text[slice(*p)] for p in paragraphs(first.text)]
    yield _unchanged(saved)

    def with_typos(rate: float) -> Callable[[str], Text]:
        def edit(text: str) -> Text:
            made = Text.of(text)
            typos(made, rate, chance)
            return made

        return edit

    def flowed(text: str) -> Text:
        made = Text.of(text)
        reflow(made, 64, chance)
        return made

    def moved(text: str) -> Text:
        order: list[tuple[int, int] | str] = list(paragraphs(text))
        for _ in range(len(order) // 5):
            order.insert(chance.randrange(len(order)), order.pop(chance.randrange(len(order))))
        order = [item for item in order if chance.random() > 0.1]
        for _ in range(len(order) // 10):
            order.insert(chance.randrange(len(order)), chance.choice(strangers))
        return rearranged(text, order)

    def moved_with_typos(text: str) -> Text:
        made = moved(text)
        typos(made, 0.02, chance)
        return made

    for rate in (0.01, 0.02, 0.05):
        yield edited(f"typos {100 * rate:.0f} %", saved, with_typos(rate))
    yield edited("reflow and typography", saved, flowed)
    yield edited("moved, deleted, inserted", saved, moved)
    yield edited("the same with 2 % typos", saved, moved_with_typos)
    yield from _cut(saved)
    yield _exchanged(saved, documents)
    yield from _doubles(documents, count // 2, chance)


def _unchanged(saved: Sequence[Saved]) -> Report:
    report = Report("nothing changed")
    for one in saved:
        report.place(one, one.document, {at: (at, at + 1) for at in range(one.excerpt.start, one.excerpt.end)})
    return report


def _cut(saved: Sequence[Saved]) -> list[Report]:
    """The paragraph of an excerpt deleted; then the excerpt alone."""
    paragraph, alone = Report("its paragraph cut"), Report("it alone cut")
    for one in saved:
        text, excerpt = one.document.text, one.excerpt
        around = next(p for p in paragraphs(text) if p[0] <= excerpt.start < p[1])
        for report, gone in ((paragraph, around), (alone, (excerpt.start, excerpt.end))):
            report.place(one, changed(one.document, text[: gone[0]] + text[gone[1] :]), {})
    return [paragraph, alone]


def _exchanged(saved: Sequence[Saved], documents: Sequence[Document]) -> Report:
    """Another text under the same name."""
    report = Report("another text under its name")
    for one in saved:
        other = documents[documents.index(one.document) - 1]
        report.place(one, changed(one.document, other.text), {})
    return report


def _doubles(documents: Sequence[Document], count: int, chance: random.Random) -> list[Report]:
    """Excerpts with a twin: half of them as they come, half from paragraphs copied elsewhere in their document."""
    saved: list[Saved] = []
    natural = [
        (document, (p[0] + found.start(), p[0] + found.end()))
        for document in documents
        for p in paragraphs(document.text)
        for found in re.finditer(r"(?:(?<=[*.?!] ))[^.!?\n]{4,}[.!?]", document.text[slice(*p)])
    ]
    often = Counter((document.id, folded(document.text[slice(*span)])) for document, span in natural)
    twins = [(d, s) for d, s in natural if often[d.id, folded(d.text[slice(*s)])] > 1]
    for document, (start, end) in chance.sample(twins, min(len(twins), count // 2)):
        saved.append(Saved(anchored(describe(document, [(start, end)], ""), document), document))
    for number, document in enumerate(documents):
        spans = [p for p in paragraphs(document.text) if p[1] - p[0] > 40]
        copied = chance.sample(spans, min(len(spans) // 4, -(-count // 2 // len(documents))))
        text, places = _with_copies(document.text, copied, chance)
        doubled = Document(f"{number}-{document.id}", document.path, f"{number}".ljust(64, "e"), text)
        for p in copied:
            start, end = _moved_span(document, p, places, chance)
            saved.append(Saved(anchored(describe(doubled, [(start, end)], ""), doubled), doubled))
    kept, lost = Report("with a twin, text edited"), Report("with a twin, itself deleted")
    for one in saved:
        text, excerpt = one.document.text, one.excerpt
        made = Text.of(text)
        typos(made, 0.01, chance)
        now, places = made.finish()
        kept.place(one, changed(one.document, now), places)
        around = next(p for p in paragraphs(text) if p[0] <= excerpt.start < p[1])
        lost.place(one, changed(one.document, text[: around[0]] + text[around[1] + 2 :]), {})
    return [kept, lost]


def _with_copies(
    text: str, copied: Sequence[tuple[int, int]], chance: random.Random
) -> tuple[str, dict[int, tuple[int, int]]]:
    order: list[tuple[int, int] | str] = list(paragraphs(text))
    for p in copied:
        at = order.index(p)
        # Not beside the original: nobody could say afterwards which of the two was deleted.
        order.insert(chance.choice([n for n in range(len(order)) if abs(n - at) > 2]), text[slice(*p)])
    return rearranged(text, order).finish()


def _moved_span(
    document: Document, p: tuple[int, int], places: dict[int, tuple[int, int]], chance: random.Random
) -> tuple[int, int]:
    start, end = span(document.text, p, chance)
    return places[start][0], places[end - 1][1]
