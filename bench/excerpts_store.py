"""Is anything that was said to be saved ever lost? Writers killed, files cut and zeroed, many writers, a tiny disk.

The kills hit a child process at a random moment within its saves; the parent counts what the child had acknowledged.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from index.errors import ExcerptError
from index.excerpts import ExcerptStore
from index.model import Document

_TEXT = "".join(f"Sentence {number} of an invented text about nothing in particular.\n" for number in range(400))
SOURCE = Document("made.txt", "/made/made.txt", "a" * 64, _TEXT)

_CHILD = """
import os, sys
from pathlib import Path
if sys.argv[3] == "none":
    import fcntl
    def flock(*_):
        raise OSError(95, "no locks here")
    fcntl.flock = flock
elif sys.argv[3] == "pretended":
    import fcntl
    fcntl.flock = lambda *_: None
from bench.excerpts_store import SOURCE
from index.excerpts import ExcerptStore
store = ExcerptStore(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    name = store.add(SOURCE, number * 7 % 9000, number * 7 % 9000 + 60).id
    os.write(1, name.encode() + b"\\n")
"""


def _child(log: Path, count: int, locks: str = "real") -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", _CHILD, str(log), str(count), locks]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])


def killed(times: int, chance: random.Random) -> str:
    """Kill -9 during saves."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "excerpts.jsonl"
        acknowledged: list[str] = []
        for _ in range(times):
            process = _child(log, 100_000)
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.random() * 0.03)
            process.send_signal(signal.SIGKILL)
            said = first + process.communicate()[0]
            acknowledged += said.decode().split("\n")[:-1]
        kept = [excerpt.id for excerpt in ExcerptStore(log).all()]
        lost, doubled = set(acknowledged) - set(kept), len(kept) - len(set(kept))
        stray = sorted(path.name for path in Path(folder).iterdir() if path != log)
        named = len(ExcerptStore(log).problems)
        return (
            f"{times} kills: {len(acknowledged)} acknowledged, {len(lost)} lost, {doubled} doubled, "
            f"{len(kept) - len(set(acknowledged) & set(kept))} saved but not yet acknowledged, "
            f"{named} cut-off lines named, stray files {stray}"
        )


def cut_and_zeroed() -> str:
    """The last record cut at every byte; 64 zeroed bytes at every place."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "excerpts.jsonl"
        store = ExcerptStore(log)
        names = [store.add(SOURCE, at, at + 50).id for at in range(8)]
        data = log.read_bytes()
        last = data[:-1].rfind(b"\n") + 1
        lost = unnamed = 0
        for cut in range(last + 1, len(data) - 1):
            log.write_bytes(data[:cut])
            found = ExcerptStore(log)
            lost += [excerpt.id for excerpt in found.all()] != names[:-1]
            unnamed += not found.problems
        most = 0
        for at in range(len(data) - 64):
            log.write_bytes(data[:at] + bytes(64) + data[at + 64 :])
            found = ExcerptStore(log)
            most = max(most, len(set(names) - {excerpt.id for excerpt in found.all()}))
        return (
            f"last record cut at each of {len(data) - last - 2} bytes: earlier ones lost {lost} times, damage "
            f"not named {unnamed} times; 64 bytes zeroed at each of {len(data) - 64} places: at most {most} lost"
        )


def together(writers: int, each: int, locks: str) -> str:
    """Several processes that write at once; `locks` is real, none (they fail) or pretended (they do nothing)."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "excerpts.jsonl"
        processes = [_child(log, each, locks) for _ in range(writers)]
        said = [name for process in processes for name in process.communicate()[0].decode().split()]
        store = ExcerptStore(log)
        kept = [excerpt.id for excerpt in store.all()]
        return (
            f"{writers} writers x {each}, locks {locks}: {len(said)} acknowledged, {len(set(said) - set(kept))} lost, "
            f"{len(kept) - len(set(kept))} doubled, {len(store.problems)} problems"
        )


def compacted_meanwhile(writers: int, each: int, locks: str) -> str:
    """Several writers while the log is compacted again and again."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "excerpts.jsonl"
        processes = [_child(log, each, locks) for _ in range(writers)]
        compactions = 0
        while any(process.poll() is None for process in processes):
            with suppress(ExcerptError):
                ExcerptStore(log).compact()
                compactions += 1
            time.sleep(0.02)
        said = [name for process in processes for name in process.communicate()[0].decode().split()]
        kept = [excerpt.id for excerpt in ExcerptStore(log).all()]
        return (
            f"{writers} writers x {each} during {compactions} compactions, locks {locks}: "
            f"{len(set(said) - set(kept))} of {len(said)} lost, {len(kept) - len(set(kept))} doubled"
        )


def tiny_disk(size: int = 200 * 1024) -> str:
    """A file system of 200 KB, where this process may mount one."""
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        folder.rmdir()
        return "a file system of 200 KB: not measured, this process may not mount one"
    try:
        store = ExcerptStore(folder / "excerpts.jsonl")
        blocker = folder / "blocker"
        blocker.write_bytes(bytes(size // 2))
        saved, seconds, error = 0, 0.0, ""
        while not error:
            started = time.perf_counter()
            try:
                store.add(SOURCE, saved, saved + 3000)
                saved += 1
            except ExcerptError as caught:
                error, seconds = str(caught), time.perf_counter() - started
        readable = len(ExcerptStore(store.path).all())
        blocker.unlink()
        store.retry()
        after = ExcerptStore(store.path)
        return (
            f"a file system of 200 KB: {saved} saved, then in {seconds:.3f} s “{':'.join(error.split(':')[:2])}”, "
            f"{readable} readable, {len(after.all())} after space came back, {len(store.unsaved)} unsaved, "
            f"{len(after.problems)} problems"
        )
    finally:
        subprocess.run(["umount", str(folder)], check=False)
        folder.rmdir()


def measure(kills: int, seed: int) -> list[Callable[[], str]]:
    """What is measured, each to be run in turn."""
    chance = random.Random(seed)
    several = [(writers, locks) for locks in ("real", "none", "pretended") for writers in (2, 4, 8)]
    return [
        lambda: killed(kills, chance),
        cut_and_zeroed,
        *((lambda w=writers, kind=locks: together(w, 100, kind)) for writers, locks in several),
        *((lambda kind=locks: compacted_meanwhile(4, 100, kind)) for locks in ("real", "none", "pretended")),
        tiny_disk,
    ]
