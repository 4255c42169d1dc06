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
from pathlib import Path

from index.excerpts import FORMATS, Draft, Excerpt, ExcerptStore, Listing, export
from index.model import Document


def _median(action: Callable[[], object], times: int = 7) -> float:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _filled(path: Path, count: int, chance: random.Random) -> Document:
    letters = "etaoinshrdlu"
    words = ["".join(chance.choices(letters, k=chance.randrange(2, 9))) for _ in range(4000)]
    text = "\n\n".join(" ".join(chance.choices(words, k=60)) for _ in range(count))
    source = Document("made.txt", "/made/made.txt", "a" * 64, text)
    starts = [0]
    for paragraph in text.split("\n\n")[:-1]:
        starts.append(starts[-1] + len(paragraph) + 2)
    drafts = [Draft(source, ((start, start + 300),), chance.choice(words), (chance.choice(words),)) for start in starts]
    store = ExcerptStore(path)
    for first in range(0, count, 500):
        store.add_many(drafts[first : first + 500])
    return source


def measure(seed: int) -> list[str]:
    """One line a figure."""
    chance = random.Random(seed)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 10_000):
            log = Path(folder) / f"{count}.jsonl"
            source = _filled(log, count, chance)
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
