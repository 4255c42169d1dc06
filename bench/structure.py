"""Structure: are speakers right, are labels read, is the right person quoted, and how long does it take?

    python -m bench.structure CORPORA [--sources FOLDER [--labels FILE]] [--json]

CORPORA holds the unpacked corpora `changelog` and `polnear`; what is not there is left out. FOLDER holds the three
sources; FILE is a JSON list of `[start, end, speaker, is_cue]`, a line for each spoken sentence of the podcast (it is
not part of the project).

Tuned on: every second article of `polnear`, from the first (by file name), so that quotations are measured on the
others; what tells speech from prose on every ninth show of `changelog`, so that speakers are measured on shows 41 to 84
without those. The gate for speakers is that of the first 40 shows.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from bench import structure_quoted
from bench.structure_shows import LAYOUTS, Tally, turns, with_labels, without_labels
from index.model import Extraction, Kind
from index.structure import structure

SHOWS = [number for number in range(40, 84) if number % 9]
Figure = tuple[str, float | int]


def main() -> None:
    """Measure what is there; one figure a line, or a JSON object a line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", type=Path, nargs="?")
    options.add_argument("--sources", type=Path)
    options.add_argument("--labels", type=Path)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    for name, figure in measured(chosen.corpora, chosen.sources, chosen.labels):
        shown = f"{figure:.4f}".rstrip("0").rstrip(".") if isinstance(figure, float) else figure
        print(json.dumps({"figure": name, "value": figure}) if chosen.json else f"{name}: {shown}", flush=True)


def measured(corpora: Path | None, sources: Path | None, labels: Path | None) -> Iterator[Figure]:
    """Every figure whose material is there."""
    if sources is not None:
        yield from of_sources(sources, labels)
    if corpora is not None and (corpora / "changelog").is_dir():
        yield from of_shows(corpora / "changelog")
    if corpora is not None and (corpora / "polnear").is_dir():
        yield from of_articles(corpora / "polnear")


def of_sources(folder: Path, labels: Path | None) -> Iterator[Figure]:
    """Passages by kind, re-reading, and the speakers of the podcast's sentences."""
    paths = sorted(folder.glob("*.txt"))
    found = {path: structure(Extraction(path.read_text(encoding="utf-8")), path.name) for path in paths}
    for kind in (Kind.TITLE, Kind.HEADING, Kind.QUESTION, Kind.QUOTE, Kind.ITEM, Kind.BOILERPLATE):
        yield f"sources: {kind.value}", sum(p.kind is kind for s in found.values() for p in s.passages)
    inside = total = 0
    for path, structured in found.items():
        text = path.read_text(encoding="utf-8")
        total += sum(not c.isspace() for c in text)
        inside += sum(not c.isspace() for p in structured.passages for c in text[p.start : p.end])
    yield "sources: share of characters in a passage", inside / total
    if labels is not None:
        podcast = next(s for s in found.values() if s.metadata.kind == "podcast")
        right = cues = wrong_cues = 0
        sentences = json.loads(labels.read_text(encoding="utf-8"))
        for start, end, speaker, is_cue in sentences:
            said_by = {p.speaker for p in podcast.passages if p.start < end - 2 and p.end > start + 2}
            right += said_by == {speaker}
            cues += is_cue
            wrong_cues += is_cue and said_by != {speaker}
        yield "sources: podcast sentences with the right speaker", right / len(sentences)
        yield f"sources: wrong among {cues} cue sentences", wrong_cues


def of_shows(folder: Path) -> Iterator[Figure]:
    """Speakers without labels in four layouts, with labels, and times as a ratio to reading every character once."""
    order = (folder / "ORDER.txt").read_text(encoding="utf-8").split()
    paths = [folder / order[number] for number in SHOWS]
    for layout in LAYOUTS:
        tally = sum((without_labels(path, layout) for path in paths), Tally())
        yield f"shows, {layout}: words given to a wrong speaker", tally.wrong / tally.total
        yield f"shows, {layout}: words given to the right speaker", tally.right / tally.total
    labelled = sum((with_labels(path) for path in paths), Tally())
    yield f"shows, labelled: right of {labelled.total} turns", labelled.right / labelled.total
    text = "\n\n".join(said for path in paths[:4] for _, said in turns(path.read_text(encoding="utf-8")))
    yield "shows: time ÷ one split into words", _seconds(lambda: structure(Extraction(text))) / _seconds(text.split)
    yield "shows: ms for 60 kB", _seconds(lambda: structure(Extraction(text))) * 60_000_000 / len(text)


def _seconds(work: object) -> float:
    assert callable(work)
    taken = []
    for _ in range(5):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def of_articles(folder: Path) -> Iterator[Figure]:
    """Quotations with a named source: how many are answered, and how many of those are right."""
    for name, first in (("tuned on", 0), ("measured on", 1)):
        counts = structure_quoted.measure(folder, first)
        yield f"articles {name}: quotations with a named source", counts["scored"]
        yield f"articles {name}: answered", counts["answered"] / counts["scored"]
        yield f"articles {name}: right of those answered", counts["right"] / counts["answered"]


if __name__ == "__main__":
    main()
