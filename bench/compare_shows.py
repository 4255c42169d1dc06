"""Long talks (changelog): what chance shows, whether all evidence holds, and how long a comparison takes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from index.compare import Comparison, Topic, compare, curated_topics, overview, typed_topic
from index.compare.collection import collect
from index.library import LibraryFolder
from index.model import BODY, Document, Passage
from index.text.fold import folded
from index.text.words import words

FUNCTION_WORDS = (
    "the a and to of in is it that i you for on we so with this be are have not but was he they as at by from or"
)
EVERYTHING = Topic("everything", "Everything", strong=tuple(FUNCTION_WORDS.split(" ")))


def shows(folder: Path, count: int, at_least: int = 0) -> list[Document]:
    """The first shows of the corpus with so many words, in the order that it gives."""
    library = LibraryFolder([folder])
    order = (folder / "ORDER.txt").read_text("utf-8").split("\n")
    found: list[Document] = []
    for name in order:
        if len(found) == count:
            break
        document = library.read(name)
        if sum(len(document.text[p.start : p.end].split()) for p in document.passages if p.kind in BODY) >= at_least:
            found.append(document)
    return found


def cut(document: Document, limit: int) -> Document:
    """The document up to so many words of its body."""
    kept: list[Passage] = []
    total = 0
    for passage in document.passages:
        if total >= limit:
            break
        total += len(document.text[passage.start : passage.end].split()) if passage.kind in BODY else 0
        kept.append(passage)
    quotations = tuple(quotation for quotation in document.quotations if quotation.passage < len(kept))
    return replace(document, passages=tuple(kept), quotations=quotations, digest=f"{document.digest}:{limit}")


def halves(document: Document, chance: random.Random) -> tuple[Document, Document]:
    """The body of a document split by chance into two sources of equal length."""
    passages = [passage for passage in document.passages if passage.kind in BODY]
    chance.shuffle(passages)
    total = sum(passage.end - passage.start for passage in passages)
    sides: tuple[list[Passage], list[Passage]] = ([], [])
    so_far = 0
    for passage in passages:
        sides[2 * so_far >= total].append(passage)
        so_far += passage.end - passage.start
    made = []
    for name, side in zip("ab", sides, strict=True):
        ordered = tuple(sorted(side, key=lambda passage: passage.start))
        made.append(
            replace(document, id=document.id + name, digest=document.digest + name, passages=ordered, quotations=())
        )
    return made[0], made[1]


def by_chance(documents: list[Document], times: int, seed: int) -> list[int]:
    """Distinctive words shown between two halves of one source, for each of so many splits."""
    chance = random.Random(seed)
    split = (halves(documents[n % len(documents)], chance) for n in range(times))
    return [sum(len(view.distinctive) for view in compare(pair, EVERYTHING).sources) for pair in split]


def broken(comparison: Comparison, documents: list[Document]) -> tuple[int, int]:
    """Places of a comparison, and how many of them do not re-read, do not hold their term or are not counted."""
    by_id = {document.id: document for document in documents}
    told = comparison.to_json()
    items = [(view["doc"], item) for view in told["sources"] for key in LISTS for item in view[key]]
    items += [(None, item) for item in told["left_out"]]
    places = wrong = 0
    while items:
        doc, item = items.pop()
        items += [(doc, part) for key in ("terms", "forms") for part in item.get(key, ())]
        wrong += item["count"] != len(item["evidence"])
        for place in item["evidence"]:
            document = by_id[place[0] if doc is None else doc]
            number, start, end = place[-3:]
            passage = document.passages[number]
            inside = passage.start <= start < end <= passage.end and passage.kind in BODY
            places += 1
            wrong += not inside or ("term" in item and folded(item["term"]) not in folded(document.text[start:end]))
    return places, wrong


LISTS = ("speakers", "distinctive", "only_here", "frames", "hedges", "boosters", "metaphors", "remedies", "quotations")


def queries(documents: list[Document], count: int, seed: int) -> list[str]:
    """Pairs of neighbouring long words drawn by chance from the texts: what a reader might type."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        document = chance.choice(documents)
        passage = chance.choice([p for p in document.passages if p.kind in BODY])
        said = [w for w, _, _ in words(document.text[passage.start : passage.end]) if len(w) > 5 and w.isalpha()]
        if len(said) > 1:
            at = chance.randrange(len(said) - 1)
            found.append(f"{said[at]} {said[at + 1]}")
    return found


def median(action: Callable[[], object], times: int = 5) -> float:
    """CPU seconds of the median of so many runs: the machine may be busy with something else."""
    took = []
    for _ in range(times):
        start = time.process_time()
        action()
        took.append(time.process_time() - start)
    return sorted(took)[times // 2]


def tokenising(documents: list[Document]) -> float:
    """Seconds to find the words of these documents once: the yardstick of the other times."""
    bodies = [d.text[p.start : p.end] for d in documents for p in d.passages if p.kind in BODY]
    return median(lambda: [words(body) for body in bodies], 3)


def times(documents: list[Document], what: str) -> Iterator[str]:
    """Lines on how long comparisons of these documents take, first as a ratio to finding their words once."""
    yardstick = tokenising(documents)
    topics = list(curated_topics()[0])
    collection = collect(documents)
    total = int(collection.words.sum())
    typed = typed_topic("open source software" if len(documents) > 3 else "open-source models", documents)

    def forget() -> None:
        for key in [key for key in collection.known if isinstance(key, tuple) and key[0] == "matched"]:
            del collection.known[key]

    def one(topic: Topic) -> float:
        compare(documents, topic)
        return median(lambda: (forget(), compare(documents, topic)))

    worst = max((one(topic), topic.id) for topic in topics)
    making = median(lambda: typed_topic(typed.name, documents))
    first = median(lambda: (forget(), overview(documents, topics)))
    again = median(lambda: overview(documents, topics))
    for said, seconds in (
        (f"{what}, {total:,} words: slowest of ten topics ({worst[1]}), warm", worst[0]),
        (f"{what}: a typed topic, warm", one(typed)),
        (f"{what}: making that typed topic", making),
        (f"{what}: overview of ten topics, nothing matched yet", first),
        (f"{what}: the same overview again", again),
    ):
        yield f"{seconds / yardstick:8.2f} x words  {1000 * seconds:7.1f} ms CPU  {said}"
