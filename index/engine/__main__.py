"""`python -m index.engine [--rebuild] [--cache FOLDER] ROOT…`: bring an index up to date in a process of its own.

Prints one JSON object a line: progress as `{"stage", "done", "total", "doc"}` at most twenty times a second, and last
the report, of each list its length. The reader starts it, so that building never takes time from its keys; ending it is
always safe.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

from index.engine.updating import update
from index.errors import VariorumError
from index.library import LibraryFolder
from index.model import Progress
from index.paths import library_cache


def main() -> int:
    """Run; returns the exit status: 0 done, 2 an error (said as `{"error": …}`), 3 stopped half-way by a signal."""
    parser = argparse.ArgumentParser(prog="python -m index.engine")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("roots", nargs="+", type=Path)
    wanted = parser.parse_args()
    os.umask(0o077)
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda caught, _: stopped.append(caught))
    last = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if progress.stage != "read" or now - last >= 0.05:
            last = now
            _say(asdict(progress))

    try:
        folder = LibraryFolder(wanted.roots)
        cache = wanted.cache or library_cache(folder.roots)
        report = update(folder, cache, tell, lambda: bool(stopped), rebuild=wanted.rebuild)
    except VariorumError as error:
        _say({"error": str(error)})
        sys.stderr.write(f"{error}\n")
        return 2
    # How many of each: the reader, which listens, would stand still for a line with 100,000 names.
    _say({name: len(value) if isinstance(value, tuple) else value for name, value in asdict(report).items()})
    return 3 if report.cancelled else 0


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
