"""How common words are in ordinary English: prints what index/compare/lexicons/common.txt holds below its header.

    python -m bench.compare_background CORPORA

CORPORA holds the unpacked corpora that `KINDS` names, one kind of English each. Of each stem it counts the passages of
a kind that hold it, and keeps nothing but these counts. What is printed is the median of the shares, so that a word
which one kind alone is full of is not common. A stem that is hardly ever written small is a name, and left out.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from textwrap import wrap
from zipfile import ZipFile

from index.text.words import STOP, stem, words

PASSAGE = 100  # words; what is left at the end of a text counts from half of that
LEVELS = (128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1.5, 1)  # per thousand: shares are rounded down to them
SMALL = 0.1  # in so many of its places a word is written small that is no name; days and months are no names either
DATES = {stem(name.lower()) for name in (*calendar.day_name, *calendar.month_name) if name}
TRIED_ON = (108, 180, 393, 402, 435, 489, 498, 567, 645, 714, 741, 813)  # news that suggestions were measured on


def plain(path: Path) -> Iterable[str]:
    return [re.sub(r"<[^>]+>", " ", path.read_text("utf-8", "replace"))]


def meeting(path: Path) -> Iterable[str]:
    return [" ".join(turn["content"] for turn in json.loads(path.read_text("utf-8")).get("meeting_transcripts", ()))]


def abstracts(path: Path) -> Iterable[str]:
    return (" ".join(map(str, json.loads(line).values())) for line in path.read_text("utf-8").splitlines()[:1500])


def listed(path: Path) -> Iterable[str]:
    return (text for name in path.read_text("utf-8").split("\n")[500:530] for text in plain(path.parent / name))


def chapters(path: Path) -> Iterable[str]:
    book = ZipFile(path)
    pages = [name for name in book.namelist()[:40] if name.endswith("html")]
    return (re.sub(r"<[^>]+>", " ", book.read(name).decode("utf-8", "replace"))[:40_000] for name in pages)


KINDS = {  # of English: the files, which of them, and the texts in one of them
    "web pages": ("html-readability/test/**/expected.html", range(10_000), plain),
    "meetings": ("qmsum/data/**/*.json", range(60), meeting),
    "calls": ("rev-asr/**/ref_txt/*", range(40), plain),
    "abstracts": ("ir-glasgow/c*/docs.jsonl", range(3), abstracts),
    "sayings": ("quotes-fortunes/en/*", range(10_000), plain),
    "news": ("polnear/train/**/*.txt", [n for n in range(0, 10_000, 3) if n not in TRIED_ON], plain),
    "talks": ("changelog/ORDER.txt", range(1), listed),
    "a diary": ("epub-pepys/*.epub", range(1), chapters),
}


def main() -> None:
    """Print the list, the rarest words first."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", type=Path)
    corpora = options.parse_args().corpora
    kinds, seen, small = [], Counter(), Counter()
    for pattern, which, texts in KINDS.values():
        files = [path for n, path in enumerate(sorted(corpora.glob(pattern))) if n in which]
        kinds.append(shares((text for path in files for text in texts(path)), seen, small))
    levels = {}
    for each in sorted(seen):
        share = 1000 * median(kind.get(each, 0.0) for kind in kinds)
        if share >= LEVELS[-1] and (small[each] >= SMALL * seen[each] or each in DATES):
            levels.setdefault(next(level for level in LEVELS if level <= share), []).append(each)
    for level, stems in sorted(levels.items()):
        print("\n".join(f"{level:g} {line}" for line in wrap(" ".join(stems), 116)))


def shares(texts: Iterable[str], seen: Counter, small: Counter) -> dict[str, float]:
    """The share of passages that hold each stem; counts how often one is seen in `seen`, written small in `small`."""
    held, count = Counter(), 0
    for text in texts:
        found = [(word, text[start].islower()) for word, start, _ in words(text)]
        for at in range(0, len(found) - PASSAGE // 2 + 1, PASSAGE):
            passage = found[at : at + PASSAGE]
            stems = [(stem(word), is_small) for word, is_small in passage if counts(word)]
            seen.update(each for each, _ in stems)
            small.update(each for each, is_small in stems if is_small)
            held.update({each for each, _ in stems})
            count += 1
    return {each: number / count for each, number in held.items()}


def counts(word: str) -> bool:
    return len(word) > 1 and word not in STOP and not word[0].isdigit()


if __name__ == "__main__":
    main()
