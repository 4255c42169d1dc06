"""Excerpts: found again, never lost, quick. `python -m bench.excerpts FOLDER` on a folder of texts (.md, .txt).

Prints one line a figure. `--misses` shows the excerpts that were not found, or found in the wrong place.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.excerpts_anchors import measure


def main() -> None:
    """Measure what the options name."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--misses", action="store_true")
    chosen = options.parse_args()
    for report in measure(chosen.folder, chosen.count, chosen.seed):
        print(report, flush=True)
        for verdict, excerpt, found in report.misses if chosen.misses else ():
            print(
                f"    {verdict}: {excerpt.doc}:{excerpt.start} {excerpt.text[:90]!r} -> {found[:90]!r} "
                f"{[(p.occurrences, p.rival, p.rival_text, len(p.landmarks)) for p in excerpt.anchors]}"
            )


if __name__ == "__main__":
    main()
