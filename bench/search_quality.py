"""Search: how right. Ranking on judged collections, quotations damaged, misheard, exact and invented, drafts."""

from __future__ import annotations

import json
import math
import random
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from bench.search_peers import Row, brute_force
from index.engine import Index, update
from index.library import LibraryFolder
from index.model import BODY, Document
from index.search import check, find_quote, search
from index.text.fold import folded
from index.text.words import cut

COLLECTIONS = ("cran", "cisi", "cacm", "adi")


def _index(folder: Path, cache: Path) -> Index:
    update(LibraryFolder([folder]), cache)
    return Index.open(cache)


def ranking(corpora: Path | None, work: Path) -> dict[str, Any]:
    """nDCG@10 on the Glasgow collections, a document a file, its title a heading, beside FTS5 with porter stemming."""
    result: dict[str, Any] = {"ratio": {}, "ours": {}, "FTS5": {}}
    for name in COLLECTIONS:
        folder = corpora / "ir-glasgow" / name if corpora else None
        if folder is None or not folder.is_dir():
            continue
        documents = [json.loads(line) for line in (folder / "docs.jsonl").read_text("utf-8").splitlines()]
        queries = dict(line.split("\t", 1) for line in (folder / "queries.tsv").read_text("utf-8").splitlines())
        relevant: dict[str, set[str]] = {}
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
            query, _, doc, grade = line.split()
            if int(grade) > 0:
                relevant.setdefault(query, set()).add(doc)
        files = work / "ranking" / name
        files.mkdir(parents=True)
        for one in documents:
            (files / f"{one['id']}.md").write_text(f"# {one['title']}\n\n{one['text']}\n", encoding="utf-8")
        index = _index(files, work / "ranking" / f"{name}-cache")
        db = sqlite3.connect(":memory:")
        db.execute("CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')")
        db.executemany("INSERT INTO t VALUES(?, ?, ?)", [(one["id"], one["title"], one["text"]) for one in documents])
        ours, theirs = [], []
        for query, right in relevant.items():
            hits = search(index, queries[query], 60).hits
            ours.append(_ndcg(list(dict.fromkeys(hit.doc.removesuffix(".md") for hit in hits)), right))
            words = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", queries[query].lower())))
            found = db.execute("SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10", (words,))
            theirs.append(_ndcg([row[0] for row in found], right))
        result["ours"][name], result["FTS5"][name] = sum(ours) / len(ours), sum(theirs) / len(theirs)
        result["ratio"][name] = result["ours"][name] / result["FTS5"][name]
    if result["ours"]:
        result["ratio"]["mean"] = sum(result["ours"].values()) / sum(result["FTS5"].values())
    return result


def _ndcg(found: Sequence[str], right: set[str], cut: int = 10) -> float:
    gain = sum(1 / math.log2(at + 2) for at, doc in enumerate(found[:cut]) if doc in right)
    return gain / sum(1 / math.log2(at + 2) for at in range(min(cut, len(right))))


@lru_cache(maxsize=2)
def _common(index: Index) -> list[str]:
    often = index.starting_with("")
    return sorted(often, key=often.__getitem__, reverse=True)[:300]


def damaged(index: Index, rows: Sequence[Row], chance: random.Random, rate: float) -> tuple[str, str, str]:
    """A stretch of 5 to 30 words with `rate` of its words dropped, replaced by common ones or misspelt; its document;
    and the stretch as it was.
    """
    common = _common(index)
    while True:
        at = chance.randrange(len(rows))
        following = rows[at + 1].text if at + 1 < len(rows) and rows[at + 1].doc == rows[at].doc else ""
        words = f"{rows[at].text} {following}".split()
        size, start = chance.randint(5, 30), chance.randrange(max(1, len(rows[at].text.split()) - 1))
        if start + size <= len(words):
            break
    stretch = words[start : start + size]
    heard = []
    for word in stretch:
        fate = chance.random() / rate if rate else 1.0
        if fate >= 1:
            heard.append(word)
        elif fate < 0.34:
            continue
        elif fate < 0.67:
            heard.append(chance.choice(common))
        elif len(word) > 3:
            letter = chance.randrange(1, len(word) - 1)
            heard.append(word[:letter] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[letter + 1 :])
        else:
            heard.append(word)
    return " ".join(heard or stretch), rows[at].doc, " ".join(stretch)


def quotes(corpora: Path | None, work: Path, files: int = 335, each: int = 400) -> dict[str, Any]:
    """Damaged quotations in 85,000 passages of `changelog`: recall at 1, by damage and length; and phrases typed
    plainly. Some episodes are there twice: the same words in the other one are right, too.
    """
    order = corpora / "changelog" / "ORDER.txt" if corpora else None
    if order is None or not order.is_file():
        return {}
    folder = work / "quotes"
    for name in order.read_text("utf-8").split()[-files:]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((order.parent / name).read_bytes())
    index = _index(folder, work / "quotes-cache")
    places = [at for at in range(index.size) if index.searched[at]]
    rows = [Row(at, index.docs[int(index.doc_of[at])], index.text(at)) for at in places]
    chance = random.Random(23)
    result: dict[str, Any] = {}
    for rate in (0.1, 0.2, 0.3):
        right: dict[str, list[bool]] = {"all": [], "10 words and more": []}
        times = []
        for _ in range(each):
            heard, doc, said = damaged(index, rows, chance, rate)
            started = time.thread_time()
            match = find_quote(index, heard, 1)[0]
            times.append((time.thread_time() - started) * 1e3)
            likeness = fuzz.ratio(folded(match.text), folded(said))
            good = likeness >= 97 or (match.doc == doc and likeness >= 75)
            right["all"].append(good)
            if len(said.split()) >= 10:
                right["10 words and more"].append(good)
        times.sort()
        result[f"recall at 1, {rate:.0%} damaged"] = {name: sum(held) / len(held) for name, held in right.items()} | {
            "p95 ms of processor": times[int(each * 0.95)]
        }
    documents = {doc: LibraryFolder([folder]).read(doc) for doc in index.ordinal}
    result["typed plainly"] = _plain(index, documents, chance, 900)
    return result


def _plain(index: Index, documents: dict[str, Document], chance: random.Random, count: int) -> dict[str, float]:
    straight = str.maketrans("“”‘’", "\"\"''")
    exact = placed = 0
    for _ in range(count):
        source = documents[chance.choice(sorted(documents))]
        words = list(re.finditer(r"\S+", source.text))
        size = chance.choice((4, 6, 8))
        at = chance.randrange(len(words) - size)
        start, end = words[at].start(), words[at + size - 1].end()
        matches = find_quote(index, re.sub(r"\s+", " ", source.text[start:end]).lower().translate(straight), 50)
        exact += matches[0].status == "exact"
        listed = any((one.doc, one.start, one.end) == (source.id, start, end) for one in matches)
        placed += listed or len(matches) == 50
    return {"exact": exact / count, "in place": placed / count}


def speech(corpora: Path | None, work: Path) -> dict[str, Any]:
    """Quotations of what was said, looked up in what a machine heard; and of calls that are not in the library."""
    derived = corpora / "rev-asr" / "derived" if corpora else None
    if derived is None or not derived.is_dir():
        return {}
    pairs = [json.loads(line) for line in (derived / "quote_pairs.share.jsonl").read_text("utf-8").splitlines()]
    result: dict[str, Any] = {}
    for system in ("amazon", "google"):
        mine = [pair for pair in pairs if pair["system"] == system]
        index = _index(derived / "asr_txt" / system, work / f"speech-{system}")
        rows = [Row(at, index.docs[int(index.doc_of[at])], index.text(at)) for at in range(index.size)]
        first = listed = as_good = 0
        times, brute = [], []
        for number, pair in enumerate(mine):
            started = time.perf_counter()
            matches = find_quote(index, pair["ref"], 5)
            times.append(time.perf_counter() - started)
            right = [match.doc == f"{pair['call']}.txt" and _overlap(match, pair) >= 0.5 for match in matches]
            first, listed = first + right[0], listed + any(right)
            heard = _heard(pair["hyp"])
            as_good += right[0] or fuzz.ratio(_heard(pair["ref"]), _heard(matches[0].text)) >= fuzz.ratio(
                _heard(pair["ref"]), heard
            )
            if number % 20 == 0:
                started = time.perf_counter()
                brute_force(pair["ref"], rows)
                brute.append(time.perf_counter() - started)
        half = set(sorted({pair["call"] for pair in mine})[::2])
        folder = work / f"speech-half-{system}"
        folder.mkdir()
        for call in half:
            (folder / f"{call}.txt").write_bytes((derived / "asr_txt" / system / f"{call}.txt").read_bytes())
        some = _index(folder, work / f"speech-half-{system}-cache")
        absent = Counter(find_quote(some, pair["ref"], 1)[0].status for pair in mine if pair["call"] not in half)
        result[system] = {
            "time ÷ brute force": (sum(times) / len(times)) / (sum(brute) / len(brute)),
            "right place first": first / len(mine),
            "right place, or as like first": as_good / len(mine),
            "among five": listed / len(mine),
            "of other calls: none": absent["none"] / sum(absent.values()),
            "of other calls: exact": absent["exact"] / sum(absent.values()),
        }
    return result


def _heard(text: str) -> str:
    return " ".join(cut(text))


def _overlap(match: Any, pair: dict[str, Any]) -> float:
    both = min(match.end, pair["end"]) - max(match.start, pair["start"])
    return max(0, both) / max(1, max(match.end, pair["end"]) - min(match.start, pair["start"]))


def drafts(corpora: Path | None, work: Path, each: int = 400) -> dict[str, Any]:
    """`check` on a draft of true, altered (one to three words) and invented quotations of 6 to 22 words.

    Of six words, three of them changed, nobody can say what they were: those with a third at most stand apart.
    """
    order = corpora / "changelog" / "ORDER.txt" if corpora else None
    news = sorted((corpora / "polnear").rglob("*.txt"))[:200] if corpora else []
    if order is None or not order.is_file() or not news:
        return {}
    folder = work / "drafts"
    folder.mkdir()
    for name in order.read_text("utf-8").split()[-30:]:
        (folder / name.replace("/", "-")).write_bytes((order.parent / name).read_bytes())
    index = _index(folder, work / "drafts-cache")
    library = LibraryFolder([folder])
    documents = [library.read(doc) for doc in index.ordinal]
    chance = random.Random(31)
    vocabulary = [word for word, often in index.starting_with("").items() if len(word) > 3 and often > 2]
    outside = [path.read_text("utf-8") for path in news]
    planned: list[tuple[str, str, str]] = []
    slightly: set[str] = set()
    for kind in ("true", "altered", "invented"):
        while sum(one[0] == kind for one in planned) < each:
            changed = 0
            if kind == "invented":
                doc, words = "", _stretch(chance.choice(outside), chance)
            else:
                source = chance.choice(documents)
                body = [passage for passage in source.passages if passage.kind in BODY]
                passage = chance.choice(body)
                doc, words = source.id, _stretch(source.text[passage.start : passage.end], chance)
            if kind == "altered":
                changed = min(chance.randint(1, 3), max(0, len(words) - 2))
                for at in chance.sample(range(1, len(words) - 1), changed):
                    words[at] = chance.choice(vocabulary)
            quotation = " ".join(words).strip(" .,;:!?-–—")
            if words and not re.search(r"[\"“”\[\]]", quotation):
                planned.append((kind, doc, quotation))
                if kind == "altered" and changed * 3 <= len(words):
                    slightly.add(quotation)
    chance.shuffle(planned)
    draft = "# A draft\n\n" + "".join(f"Somebody said on that day: “{words}.”\n\n" for *_, words in planned)
    found = {one.quotation.strip(" .,;:!?-–—"): one for one in check(index, draft.encode(), "draft.md")}
    counts: dict[str, Counter[str]] = {"true": Counter(), "altered": Counter(), "invented": Counter()}
    for kind, doc, words in planned:
        one = found.get(words)
        counts[kind][one.status if one else "not seen"] += 1
        counts[kind]["right document"] += bool(one and one.doc == doc)
    result: dict[str, Any] = {
        kind: {name: number / each for name, number in count.items()} for kind, count in counts.items()
    }
    known = [doc for kind, doc, words in planned if words in slightly and (one := found.get(words)) and one.doc == doc]
    result["altered, a third at most"] = {"altered, right document": len(known) / max(1, len(slightly))}
    return result


def _stretch(text: str, chance: random.Random) -> list[str]:
    words = text.split()
    size = chance.randint(6, 22)
    start = chance.randrange(max(1, len(words) - size))
    return words[start : start + size] if len(words) > size else []


PARTS: dict[str, Callable[[Path | None, Path], dict[str, Any]]] = {
    "ranking": ranking,
    "quotes": quotes,
    "speech": speech,
    "drafts": drafts,
}
