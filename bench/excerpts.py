"""Excerpts: found again, never lost, quick. `python -m bench.excerpts FOLDER` with a folder of texts (.md, .txt).

Prints one line a figure. `--only` chooses; `--misses` shows the excerpts that were not found, or found elsewhere. The
anchors were tuned on one folder of transcripts (`gotime`) and the first files of a drawing by chance from the others;
measure them on what remains.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import excerpts_anchors, excerpts_scale, excerpts_store


def main() -> None:
    """Measure what the options name."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--only", choices=("anchors", "store", "scale"))
    options.add_argument("--count", type=int, default=1000, help="excerpts for the anchors")
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--misses", action="store_true")
    chosen = options.parse_args()
    if chosen.only in (None, "store"):
        for measured in excerpts_store.measure(chosen.kills, chosen.seed):
            print(measured(), flush=True)
    if chosen.only in (None, "scale"):
        print("\n".join(excerpts_scale.measure(chosen.seed)), flush=True)
    if chosen.only in (None, "anchors"):
        if chosen.folder is None:
            options.error("the anchors are measured on a folder of texts")
        for report in excerpts_anchors.measure(chosen.folder, chosen.count, chosen.seed):
            print(report, flush=True)
            if chosen.misses:
                print(report.missed())


if __name__ == "__main__":
    main()
