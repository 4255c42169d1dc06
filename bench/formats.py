"""Formats held against material that nobody here wrote: web pages, books, encodings; prints one figure a line.

    python bench/formats.py CORPORA [html|epub|encodings|subtitles]...

CORPORA holds the unpacked folders `html-readability`, `epub-pepys` and `encodings`. The built-in reader of web pages
was tuned on every third page in the order of their names, so the figures are of the others; those of the third are
printed behind them.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path, PurePath

from index import formats
from index.formats import html
from index.structure import structure

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_CODEC = {
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
    "iso-8859-1": "cp1252",
    "tis-620": "cp874",
    "euc-tw": "",
    "gb2312": "gb18030",
}


def main() -> None:
    corpora = Path(sys.argv[1])
    asked = [name for name in sys.argv[2:] if name != "-v"] or ["html", "epub", "encodings", "subtitles"]
    for name in asked:
        {"html": pages, "epub": book, "encodings": encodings, "subtitles": subtitles}[name](corpora)


def pages(corpora: Path) -> None:
    """Word F1 of the main text, a page a vote, with each reader that is there."""
    folders = sorted(path.parent for path in (corpora / "html-readability").rglob("source.html"))
    readers = {"built-in": False, "web": True} if html.extra() else {"built-in": False}
    for name, extra in readers.items():
        html.extra = lambda extra=extra: extra
        scores = []
        spent = 0.0
        for folder in folders:
            data = (folder / "source.html").read_bytes()
            begun = time.process_time()
            text = formats.extract(PurePath("a.html"), data).text
            spent += time.process_time() - begun
            expected = unescape(_TAG.sub(" ", (folder / "expected.html").read_text()))
            scores.append(f1(text, expected))
            if "-v" in sys.argv:
                print(f"{scores[-1]:.3f} {folder.name}")
        unseen = [score for number, score in enumerate(scores) if number % 3]
        tuned = scores[::3]
        print(
            f"html {name}: word F1 {statistics.mean(unseen):.3f} on {len(unseen)} pages not tuned on"
            f" ({statistics.mean(tuned):.3f} on {len(tuned)} tuned on), {1000 * spent / len(folders):.0f} ms a page"
        )


def f1(text: str, expected: str) -> float:
    found, wanted = (Counter(_WORD.findall(one.lower())) for one in (text, expected))
    both = sum((found & wanted).values())
    return 2 * both / max(1, found.total() + wanted.total())


def book(corpora: Path) -> None:
    """The words of a book that arrive, and the time against unzipping and stripping it."""
    path = next((corpora / "epub-pepys").glob("*.epub"))
    data = path.read_bytes()
    peer, ours, whole = [], [], []
    for _ in range(3):
        begun = time.process_time()
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xhtml") and "toc" not in name]
            stripped = [unescape(_TAG.sub("", archive.read(name).decode())) for name in names]
        peer.append(time.process_time() - begun)
        begun = time.process_time()
        extraction = formats.extract(PurePath(path.name), data)
        ours.append(time.process_time() - begun)
    begun = time.process_time()
    structure(extraction, path.name)
    whole.append(time.process_time() - begun)
    words = Counter(_WORD.findall(_squeezed(extraction.text)))
    wanted = Counter(_WORD.findall(_squeezed(" ".join(stripped))))
    notes = Counter(_WORD.findall(_squeezed(stripped[next(i for i, n in enumerate(names) if "endnotes" in n)])))
    print(f"epub: {share(words, wanted):.4f} of {wanted.total():,} words, {share(words, notes):.4f} of the endnotes'")
    print(
        f"epub: read in {min(ours):.2f} s, unzipped and stripped in {min(peer):.2f} s:"
        f" {min(ours) / min(peer):.2f} times; its structure {whole[0]:.2f} s"
    )


def _squeezed(text: str) -> str:
    return re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)


def share(words: Counter[str], wanted: Counter[str]) -> float:
    return sum((words & wanted).values()) / max(1, wanted.total())


def encodings(corpora: Path) -> None:
    """Files whose text is the one that their folder's codec gives."""
    same = total = 0
    wrong = []
    for path in sorted((corpora / "encodings").rglob("*")):
        codec = _truth(path)
        if codec is None:
            continue
        data = path.read_bytes()
        try:
            expected = data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue  # not what its folder says
        from index.text.decode import decode

        total += 1
        text, used = decode(data)
        if text == expected.removeprefix("\ufeff"):
            same += 1
        else:
            wrong.append(f"{path.parent.name}/{path.name} as {used}")
    print(
        f"encodings: {same} of {total} files read as by the right codec ({same / max(1, total):.3f})",
        *wrong,
        sep="\n  ",
    )


def _truth(path: Path) -> str | None:
    if not path.is_file() or path.parent.parent.name != "chardet-5.2.0":
        return None
    name = path.parent.name.lower()
    name = re.sub(
        r"-(?:polish|hungarian|croatian|greek|russian|bulgarian|czech|slovene|slovak|romanian|hebrew|turkish|arabic|welsh)$",
        "",
        name,
    )
    name = name.replace("windows-", "cp").replace("ibm", "cp")
    return _CODEC.get(name, name) or None


def subtitles(corpora: Path) -> None:
    """Subtitle files, good and broken, that open; and the cues whose time is kept."""
    opened = refused = 0
    for path in sorted((corpora / "encodings").rglob("*")):
        if path.suffix in (".srt", ".vtt"):
            try:
                formats.extract(PurePath(path.name), path.read_bytes())
                opened += 1
            except formats.FormatError as error:
                refused += 1
                print(f"  {path.name}: {error}")
    print(f"subtitles: {opened} opened, {refused} refused")


if __name__ == "__main__":
    main()
