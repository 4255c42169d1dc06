"""Ten thousand excerpts against ten: opening, listing, searching at every key, saving one more.

Times are medians, beside that of parsing the same bytes as JSON in this process, since machines differ.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from index.excerpts import FORMATS, Draft, Excerpt, ExcerptStore, Listing, export
from index.model import Document

_EACH = 100  # excerpts of a document


def _median(action: Callable[[], object], times: int = 7) -> float:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def filled(path: Path, count: int, chance: random.Random) -> Document:
    """A log of `count` excerpts, a hundred a document; returns the first document."""
    letters = "etaoinshrdlu"
    words = ["".join(chance.choices(letters, k=chance.randrange(2, 9))) for _ in range(4000)]
    store = ExcerptStore(path)
    sources = []
    for number in range(-(-count // _EACH)):
        paragraphs = [" ".join(chance.choices(words, k=60)) for _ in range(min(_EACH, count))]
        source = Document(f"made{number}.txt", f"/made/made{number}.txt", f"{number:064}", "\n\n".join(paragraphs))
        starts = accumulate((len(paragraph) + 2 for paragraph in paragraphs[:-1]), initial=0)
        store.add_many(
            [Draft(source, ((start, start + 300),), chance.choice(words), (chance.choice(words),)) for start in starts]
        )
        sources.append(source)
    return sources[0]


def measure(seed: int) -> list[str]:
    """One line a figure."""
    chance = random.Random(seed)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 10_000):
            log = Path(folder) / f"{count}.jsonl"
            source = filled(log, count, chance)
            data = log.read_bytes().splitlines()
            parsed = _median(lambda data=data: [json.loads(line) for line in data])
            opened = _median(lambda log=log: ExcerptStore(log).refresh())
            of_one = _median(
                lambda log=log, s=source: ExcerptStore(log).for_document(Document("x", "/x", "b" * 64, ""))
            )
            every = _median(lambda log=log: ExcerptStore(log).all())
            store = ExcerptStore(log)
            excerpts = store.all()
            added = _median(lambda store=store, s=source: store.add(s, 0, 40))
            lines.append(
                f"{count:>6} excerpts, {len(data) and log.stat().st_size / 1e6:.1f} MB: opened {1000 * opened:.1f} ms, "
                f"those of a document without any {1000 * of_one:.1f} ms, all of them {1000 * every:.1f} ms "
                f"(the same lines as JSON {1000 * parsed:.1f} ms), one more saved {1000 * added:.2f} ms"
            )
        lines += _searched(excerpts)
        lines.append(
            "written: "
            + ", ".join(f"{form} {_median(lambda f=form: export(excerpts, f), 1):.2f} s" for form in FORMATS)
        )
    return lines


def _searched(excerpts: tuple[Excerpt, ...]) -> list[str]:
    started = time.perf_counter()
    listing = Listing(excerpts)
    built = time.perf_counter() - started
    keys = []
    for query in ("sherd to", "the", "a tin sold", "#her", "n", "dust rain"):
        for length in range(1, len(query) + 1):
            started = time.perf_counter()
            listing.search(query[:length])
            keys.append(time.perf_counter() - started)
    middle, longest = 1000 * statistics.median(keys), 1000 * max(keys)
    prepared = f"list search over {len(excerpts)}: prepared {1000 * built:.0f} ms"
    return [f"{prepared}, then a key takes {middle:.1f} ms (median), {longest:.1f} ms (longest)"]
