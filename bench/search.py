"""Search: how fast at three sizes of library, and how right, against what else could be used. Ratios first.

    python -m bench.search CORPORA [--files 3 42 335] [--only speed|ranking|quotes|speech|drafts] [--json FILE]

CORPORA holds the unpacked corpora `changelog`, `ir-glasgow`, `rev-asr` and `polnear`; what is not there is left out.
Times are medians and 95th percentiles of this run on this machine, processor time where one process does all the work:
believe the ratios. All peers get the same passages.

`--files` 42 and 335 of `changelog` make 10,000 and 85,000 passages. Tuned on: ranking on `cran`, `adi` and `qmsum`;
quote lookup on the `amazon` half of `rev-asr` and on altered and damaged sentences of the first 42 files of
`changelog` against sentences of `polnear` (its files from the 201st on) and `qmsum`. The last 335 files of
`changelog`, the first 200 of `polnear`, `cisi`, `cacm` and the `google` half were kept for measuring; only how many
passages a short quotation looks at was chosen for its time there, on other quotations than are drawn here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import search_peers, search_quality
from bench.search_peers import Fts5, Row
from index.engine import Index, makers, update
from index.library import LibraryFolder
from index.search import find_quote, search, type_ahead, warm

SAMPLES = Path(__file__).parents[1] / "seeds"
SESSIONS = 40


def main() -> None:
    """Measure what is there and print it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", type=Path, nargs="?")
    options.add_argument("--files", type=int, nargs="+", default=[3, 42, 335])
    options.add_argument("--only", choices=("speed", *search_quality.PARTS))
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        if chosen.only in (None, "speed"):
            for files in chosen.files:
                sources = _sources(chosen.corpora, files, Path(temporary))
                if sources is None:
                    print(f"{files} files: left out, no `changelog` in CORPORA")
                    continue
                results[f"{files} files"] = found = speed(sources, Path(temporary) / f"work{files}")
                _print(f"{files} files, {found['passages']:,} passages", found)
        for name, measure in search_quality.PARTS.items():
            if chosen.only in (None, name):
                results[name] = quality = measure(chosen.corpora, Path(temporary))
                _print(name, quality)
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _sources(corpora: Path | None, files: int, temporary: Path) -> Path | None:
    if files <= 3:
        return SAMPLES
    order = corpora / "changelog" / "ORDER.txt" if corpora else None
    if order is None or not order.is_file():
        return None
    folder = temporary / f"changelog{files}"
    for name in order.read_text(encoding="utf-8").split()[:files]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(order.parent / name, folder / name)
    return folder


def speed(sources: Path, work: Path) -> dict[str, Any]:
    """Build, update, open, keys, phrases, quotations and memory of one library; `ratios` of ours to the best peer."""
    work.mkdir(parents=True)
    cache = work / "cache"
    ours: dict[str, float] = {"build": _build(sources, cache)}
    index = Index.open(cache)
    warm(index)
    rows = [Row(at, index.docs[int(index.doc_of[at])], index.text(at)) for at in range(index.size)]
    whoosh = min(search_peers.whoosh_build(work / "whoosh", rows, processes) for processes in (1, 2))
    fts5 = Fts5(work / "fts5.db", rows)
    ours["open"] = _median(lambda: Index.open(cache), range(5))
    ours["update"], theirs = _update(sources, work, rows, fts5)
    chance = random.Random(11)
    keys = [line[:end] for line in _sessions(rows, chance) for end in range(1, len(line) + 1)]
    phrases = [_words(rows, chance, size) for size in (2, 3, 4, 6) for _ in range(25)]
    damaged = [_damaged(rows, index, chance) for _ in range(100)]
    measured = {
        "key": (_times(lambda line: type_ahead(index, line), keys), _times(lambda line: fts5.key(line, 20), keys)),
        "search": (
            _times(lambda line: search(index, line, 20), keys[-1::-40]),
            _times(lambda line: fts5.search(line, 20), keys[-1::-40]),
        ),
        "phrase": (
            _times(lambda line: search(index, f'"{line}"', 20), phrases),
            _times(lambda line: fts5.phrase(line, 20), phrases),
        ),
        "quote": (
            _times(lambda line: find_quote(index, line), damaged),
            _times(lambda line: fts5.quote(line, rows), damaged),
        ),
    }
    brute = _times(lambda line: search_peers.brute_force(line, rows), damaged[: 20 if index.size < 50_000 else 3])
    grep = [found for line in phrases[:20] if (found := search_peers.ripgrep(sources, line)) is not None]
    result: dict[str, Any] = {
        "ratios": {
            "build ÷ plain Whoosh": ours["build"] / whoosh,
            "update ÷ FTS5": ours["update"] / theirs,
            **{f"{name} p95 ÷ FTS5": one["p95"] / other["p95"] for name, (one, other) in measured.items()},
            "quote p50 ÷ brute force": measured["quote"][0]["p50"] / brute["p50"],
        },
        "passages": index.size,
        "build s": {"ours": ours["build"], "Whoosh": whoosh, "FTS5": fts5.build},
        "update of one file ms": {"ours": ours["update"] * 1e3, "FTS5": theirs * 1e3},
        "open ms": {"ours": ours["open"] * 1e3},
        **{f"{name} ms": {"ours": one, "FTS5": other} for name, (one, other) in measured.items()},
        "memory MB": {"ours": _memory(cache)},
    }
    result["quote ms"]["brute force"] = brute
    if grep:
        result["phrase ms"]["ripgrep"] = {"p50": sorted(grep)[len(grep) // 2] * 1e3}
    return result


def _build(sources: Path, cache: Path) -> float:
    """Seconds from the start of a build process to its end."""
    arguments, environment = makers.command("index.engine", "--cache", str(cache), str(sources))
    started = time.perf_counter()
    subprocess.run(arguments, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _update(sources: Path, work: Path, rows: Sequence[Row], fts5: Fts5) -> tuple[float, float]:
    copy = work / "copy"
    shutil.copytree(sources, copy)
    library = LibraryFolder([copy])
    update(library, work / "copy-cache")
    doc = rows[len(rows) // 2].doc
    path = copy / doc
    mine = [row for row in rows if row.doc == doc]
    times, peers = [], []
    for number in range(5):
        path.write_text(path.read_text(encoding="utf-8") + f"\nOne more line, number {number}.\n", encoding="utf-8")
        started = time.perf_counter()
        update(library, work / "copy-cache")
        times.append(time.perf_counter() - started)
        peers.append(fts5.replace(doc, mine))
    return sorted(times)[2], sorted(peers)[2]


def _memory(cache: Path) -> float:
    """Resident megabytes of a process that opened the index and answered a hundred lines, its file pages included."""
    program = (
        "import sys, pathlib; from index.engine import Index; from index.search import *;"
        "i = Index.open(pathlib.Path(sys.argv[1])); n = max(1, i.size // 100); "
        "lines = map(i.text, range(0, i.size, n));"
        "[(type_ahead(i, t[:30]), search(i, t[:60]), find_quote(i, t[:80])) for t in lines];"
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
    )
    _, environment = makers.command("index.engine")
    command = [sys.executable, "-P", "-c", program, os.fspath(cache)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return float(done.stdout or "nan") / 1024  # only Linux says


def _sessions(rows: Sequence[Row], chance: random.Random) -> list[str]:
    """Lines as people type them: three words of a passage, in four of ten lines one of them with a wrong letter."""
    lines = []
    for _ in range(SESSIONS):
        words = [word for word in _words(rows, chance, 3).split() if word] or ["a"]
        if chance.random() < 0.4:
            at = chance.randrange(len(words))
            if len(words[at]) > 4:
                letter = chance.randrange(1, len(words[at]) - 1)
                words[at] = words[at][:letter] + chance.choice("abcdefghijklmnopqrstuvwxyz") + words[at][letter + 1 :]
        lines.append(" ".join(words))
    return lines


def _words(rows: Sequence[Row], chance: random.Random, size: int) -> str:
    while True:
        words = re.findall(r"[a-z]{2,}(?:'[a-z]+)?", chance.choice(rows).text.lower())
        if len(words) > size + 2:
            at = chance.randrange(len(words) - size)
            return " ".join(words[at : at + size])


def _damaged(rows: Sequence[Row], index: Index, chance: random.Random) -> str:
    return search_quality.damaged(index, rows, chance, 0.2)[0]


def _times(ask: Callable[[str], object], lines: Iterable[str]) -> dict[str, float]:
    """Milliseconds of processor time a call: median, 95th percentile, worst."""
    times = []
    for line in lines:
        started = time.thread_time()
        ask(line)
        times.append((time.thread_time() - started) * 1e3)
    times.sort()
    return {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)], "max": times[-1]}


def _median(call: Callable[[], object], rounds: Iterable[int]) -> float:
    times = []
    for _ in rounds:
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2]


def _print(title: str, found: dict[str, Any], indent: int = 0) -> None:
    print(f"{'  ' * indent}{title}")
    for name, value in found.items():
        if isinstance(value, dict) and any(isinstance(held, dict) for held in value.values()):
            _print(name, value, indent + 1)
        elif isinstance(value, dict):
            line = "  ".join(f"{key} {_number(held)}" for key, held in value.items())
            print(f"{'  ' * (indent + 1)}{name:24} {line}")
        else:
            print(f"{'  ' * (indent + 1)}{name:24} {_number(value)}")
    sys.stdout.flush()


def _number(value: object) -> str:
    return f"{value:,.3g}" if isinstance(value, float) else f"{value}"


if __name__ == "__main__":
    main()
