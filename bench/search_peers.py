"""What search is held against: plain Whoosh, SQLite FTS5, ripgrep and a rapidfuzz scan, over the same passages.

Each peer is used as its manual says, at its best: FTS5 with porter stemming and a prefix index, Whoosh without a stop
list, in one process and in two, of which the faster counts.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Row:
    """A passage for the peers: what our index holds, in the same pieces. `id` is its place there."""

    id: int
    doc: str
    text: str


def whoosh_build(folder: Path, rows: Sequence[Row], processes: int) -> float:
    """Seconds for a plain Whoosh index of `rows`; two processes with a segment each when `processes` is 2."""
    from whoosh import fields, index
    from whoosh.analysis import StemmingAnalyzer

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    schema = fields.Schema(
        id=fields.STORED, doc=fields.ID(stored=True), text=fields.TEXT(StemmingAnalyzer(stoplist=None))
    )
    started = time.perf_counter()
    more = {"procs": processes, "multisegment": True} if processes > 1 else {}
    writer = index.create_in(str(folder), schema).writer(limitmb=256, **more)
    for row in rows:
        writer.add_document(id=row.id, doc=row.doc, text=row.text)
    writer.commit()
    return time.perf_counter() - started


class Fts5:
    """SQLite's full-text index."""

    def __init__(self, path: Path, rows: Sequence[Row]) -> None:
        path.unlink(missing_ok=True)
        self.path = path
        started = time.perf_counter()
        db = self.db = sqlite3.connect(path)
        db.execute("CREATE VIRTUAL TABLE t USING fts5(doc UNINDEXED, text, tokenize='porter unicode61', prefix='2 3')")
        db.executemany(
            "INSERT INTO t(rowid, doc, text) VALUES(?, ?, ?)", [(row.id + 1, row.doc, row.text) for row in rows]
        )
        db.execute("CREATE VIRTUAL TABLE plain USING fts5(text, tokenize='unicode61')")
        db.executemany("INSERT INTO plain(rowid, text) VALUES(?, ?)", [(row.id + 1, row.text) for row in rows])
        db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(plain, 'row')")
        db.commit()
        self.build = time.perf_counter() - started
        self.vocabulary = dict(db.execute("SELECT term, doc FROM v"))
        self._corrected: dict[str, str] = {}

    def replace(self, doc: str, rows: Sequence[Row]) -> float:
        """Seconds to take the passages of one document out and put others in."""
        started = time.perf_counter()
        ids = [row.id + 1 for row in rows]
        for table in ("t", "plain"):
            self.db.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(one,) for one in ids])
        self.db.executemany(
            "INSERT INTO t(rowid, doc, text) VALUES(?, ?, ?)", [(row.id + 1, doc, row.text) for row in rows]
        )
        self.db.executemany("INSERT INTO plain(rowid, text) VALUES(?, ?)", [(row.id + 1, row.text) for row in rows])
        self.db.commit()
        return time.perf_counter() - started

    def correct(self, word: str) -> str:
        """The word of the vocabulary nearest to one that is not in it, by the same rule as ours; kept, as ours is."""
        if word in self.vocabulary or len(word) < 4:
            return word
        if word not in self._corrected:
            near = [known for known in self.vocabulary if known[0] == word[0] and abs(len(known) - len(word)) <= 1]
            found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=75)
            self._corrected[word] = found[0] if found else word
        return self._corrected[word]

    def key(self, line: str, limit: int) -> list[tuple[object, ...]]:
        """The answer to one key: the last word a beginning, misspelt ones corrected."""
        words = re.findall(r"\w+", line.lower())
        if not words:
            return []
        *done, last = words
        ended = line.endswith(" ")
        terms = [f'"{self.correct(word)}"' for word in done] + [
            f'"{self.correct(last) if ended else last}"' + "*" * (not ended)
        ]
        return self._ask("t", " OR ".join(terms), limit)

    def search(self, line: str, limit: int) -> list[tuple[object, ...]]:
        """The ranked answer to a finished line."""
        return self._ask(
            "t", " OR ".join(f'"{self.correct(word)}"' for word in re.findall(r"\w+", line.lower())), limit
        )

    def phrase(self, line: str, limit: int) -> list[tuple[object, ...]]:
        """Passages with the words of the line next to each other."""
        return self._ask("plain", '"' + " ".join(re.findall(r"\w+", line.lower())) + '"', limit)

    def quote(self, line: str, rows: Sequence[Row], limit: int = 25) -> tuple[float, int]:
        """A garbled quotation: ranked windows, then the best alignment. Score and passage."""
        words = sorted(set(re.findall(r"\w+", line.lower())), key=lambda word: self.vocabulary.get(word, 1 << 30))[:12]
        found = self._ask("t", " OR ".join(f'"{word}"' for word in words), limit) if words else []
        return brute_force(line, [rows[int(str(row[0])) - 1] for row in found])

    def _ask(self, table: str, query: str, limit: int) -> list[tuple[object, ...]]:
        cursor = self.db.execute(
            f"SELECT rowid, bm25({table}) FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}) LIMIT ?",
            (query, limit),
        )
        return cursor.fetchall()


def brute_force(line: str, rows: Sequence[Row]) -> tuple[float, int]:
    """The passage with the best alignment of all: score and id."""
    needle = line.lower()
    best = (0.0, -1)
    for row in rows:
        fit = fuzz.partial_ratio_alignment(needle, row.text.lower(), score_cutoff=best[0] + 0.01)
        if fit and fit.score > best[0]:
            best = fit.score, row.id
    return best


def ripgrep(folder: Path, line: str) -> float | None:
    """Seconds for a literal search of the files; None without ripgrep."""
    program = shutil.which("rg")
    if program is None:
        return None
    started = time.perf_counter()
    subprocess.run([program, "-i", "-F", "--", line, str(folder)], stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started
