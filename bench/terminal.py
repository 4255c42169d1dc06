"""Bytes, work and time on a terminal against `less`, `vim -R`, a minimal Textual app and the stock display, in one run.

    python bench/terminal.py [--times N] [--part start,keys,ssh,slow,big]

The text is invented. Medians; times of one run compare, they do not travel. Needs Linux; ssh and vim where they are.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from terminal_runs import Timed

from sshd import MISSING, SlowLine, Sshd  # isort: skip  # found through terminal_runs

TITLE = "The Long Account"
MINIMAL = """
import sys
from rich.segment import Segment
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget

class Text(Widget):
    def render_line(self, y):
        return Strip([Segment(LINES[y] if y < len(LINES) else "")])

class Minimal(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Text()

LINES = open(sys.argv[1], encoding="utf-8").read().splitlines()[:300]
Minimal().run()
"""
WORDS = re.findall(
    r"\w+",
    "harbour stone lantern orchard winter river council ferry paper market bread signal window captain letter garden "
    "morning number quiet between people across under should before money village bridge second answer question",
)


def invented(size: int, width: int = 0) -> str:
    """A text of about `size` characters; with `width`, in lines of that width."""
    draw = random.Random(7)
    out = [TITLE, ""]
    length = 0
    while length < size:
        words = draw.choices(WORDS, k=draw.randint(20, 120))
        paragraph = " ".join(words).capitalize() + "."
        if width:
            lines = [""]
            for word in paragraph.split():
                if len(lines[-1]) + len(word) >= width:
                    lines.append("")
                lines[-1] = f"{lines[-1]} {word}".strip()
            paragraph = "\n".join(lines)
        out += [paragraph, ""]
        length += len(paragraph)
    return "\n".join(out)


class Bench:
    """The programs and the texts, in a folder of their own."""

    def __init__(self, room: Path, times: int) -> None:
        self.room, self.times = room, times
        self.text = room / "long.txt"
        self.text.write_text(invented(330_000), encoding="utf-8")
        (room / "minimal.py").write_text(MINIMAL, encoding="utf-8")
        variorum = shutil.which("variorum", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        if variorum is None:
            raise SystemExit("the command `variorum` is not installed")
        self.variorum = variorum

    def environ(self, home: str) -> dict[str, str]:
        (self.room / home).mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        return {**kept, "HOME": str(self.room / home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}

    def programs(self) -> dict[str, list[str]]:
        """What is measured: its name and its command line."""
        text = str(self.text)
        found = {"less": ["less", text], "vim -R": ["vim", "-R", "-u", "NONE", "-N", text]}
        found = {name: argv for name, argv in found.items() if shutil.which(argv[0])}
        return {
            **found,
            "minimal Textual": [sys.executable, str(self.room / "minimal.py"), text],
            "stock display": [self.variorum, "read", "--display=stock", text],
            "variorum": [self.variorum, text],
        }

    @contextmanager
    def run(
        self, argv: Sequence[str], home: str = "home", size: tuple[int, int] = (80, 24), words: str = TITLE
    ) -> Iterator[Timed]:
        terminal = Timed(argv, self.environ(home), *size)
        try:
            terminal.until(words)
            yield terminal
        finally:
            terminal.close()

    def leave(self, terminal: Timed) -> None:
        terminal.press("q", "q", "q")
        terminal.wait()


def median(numbers: Sequence[float]) -> float:
    return statistics.median(numbers) if numbers else float("nan")


def highest(numbers: Sequence[float], share: float = 0.95) -> float:
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * share))] if numbers else float("nan")


# -- parts
def start(bench: Bench) -> None:
    """Work and time until the first words stand on the screen."""
    print(f"\nStart, 80x24, {bench.text.stat().st_size // 1000} kB: to the first words")
    found: dict[str, list[tuple[float, float, int]]] = {}
    for number in range(bench.times):
        runs = [(name, argv, "home") for name, argv in bench.programs().items()]
        runs[-1:] = [("variorum, first", runs[-1][1], f"new{number}"), ("variorum, again", runs[-1][1], "home")]
        if number == 0:
            with bench.run(runs[-1][1]) as terminal:
                terminal.settle(1.0)
                bench.leave(terminal)
        for name, argv, home in runs:
            with bench.run(argv, home) as terminal:
                figures = terminal.now, terminal.cpu()
                terminal.settle(0.7)
                found.setdefault(name, []).append((*figures, len(terminal.sent)))
                if name == "variorum, again":
                    bench.leave(terminal)
    less = median([seconds for seconds, _, _ in found["less"]]) if "less" in found else float("nan")
    least = median([work for _, work, _ in found["minimal Textual"]])
    visible = sum(len(line) for line in invented(330_000)[:1500].split("\n")[:9])
    print(f"  {'':18} {'ms':>7} {'× less':>7} {'work ms':>8} {'× minimal':>9} {'bytes':>7}   (about {visible} visible)")
    for name, rows in found.items():
        seconds, work, sent = (median(column) for column in zip(*rows, strict=True))
        print(
            f"  {name:18} {seconds * 1e3:7.1f} {seconds / less:7.2f} {work * 1e3:8.1f} {work / least:9.2f} {sent:7.0f}"
        )


KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "less": (("page", " "), ("line down", "j"), ("prompt", "/"), ("letter", "h"), ("hit", "arbour\r")),
    "vim -R": (("page", "\x06"), ("line down", "\x05"), ("prompt", "/"), ("letter", "h"), ("hit", "arbour\r")),
    "variorum": (
        ("page", " "), ("line down", "j"), ("pane", "\t"), ("prompt", "/"), ("letter", "h"), ("hit", "arbour\r"),
        ("next hit", "n"),
    ),
}  # fmt: skip
KEYS["stock display"] = KEYS["variorum"]


def keys(bench: Bench) -> None:
    """Bytes that a key costs, and how much of them is text."""
    library = bench.room / "library"
    library.mkdir(exist_ok=True)
    shutil.copy(bench.text, library / "long.txt")
    (library / "short.txt").write_text("A short note\n\nIt says little.\n", encoding="utf-8")
    for size in ((80, 24), (200, 50)):
        print(f"\nKeys, {size[0]}x{size[1]}: median bytes, and as a multiple of the text in the rows that changed")
        for name, argv in bench.programs().items():
            if name in KEYS:
                with bench.run(argv, f"keys{name}", size) as terminal:
                    _print_keys(bench, terminal, name, [pair for pair in KEYS[name] if pair[0] != "pane"])
        with bench.run([bench.variorum, str(library)], "folder", size, "Documents") as terminal:
            terminal.settle(3.0)
            terminal.press("\r")  # the long text: to come back to it is the dearest switch
            terminal.settle(1.0)
            costs = [terminal.ask("\t", 0.25).sent for _ in range(max(6, bench.times))]
            print(f"  variorum, panes    pane {median(costs):.0f}, at most {max(costs)}")
    print("\nIdle for 10 s")
    with bench.run(bench.programs()["variorum"], "idle") as terminal:
        terminal.settle(4.0)
        before = len(terminal.sent)
        terminal.read(10.0)
        print(f"  variorum           {len(terminal.sent) - before} bytes")


def _print_keys(bench: Bench, terminal: Timed, name: str, pressed: Sequence[tuple[str, str]]) -> None:
    terminal.settle(3.0 if "variorum" in name or "stock" in name else 0.3)
    cells = []
    for what, key in pressed:
        often = bench.times if what in ("page", "line down", "pane", "next hit") else 1
        answers = [terminal.ask(key, 0.25) for _ in range(often)]
        sent, changed = median([answer.sent for answer in answers]), median([answer.changed for answer in answers])
        cells.append(f"{what} {sent:.0f} ({sent / max(1, changed):.2f})")
    print(f"  {name:18} {'  '.join(cells)}")


def _through(bench: Bench, sshd: Sshd, port: int, quiet: float) -> None:
    names = ("less", "variorum", "stock display")
    programs = {name: argv for name, argv in bench.programs().items() if name in names}
    print(f"  {'':18} {'first words':>12} {'line, median':>12} {'95 %':>10} {'page, median':>13} {'95 %':>11}   ms")
    for name, argv in programs.items():
        starts, lines, pages = [], [], []
        for number in range(3):
            environ = bench.environ("ssh")
            terminal = Timed(sshd.command(argv, environ, port), {**os.environ, "TERM": "xterm-256color"})
            try:
                terminal.until(TITLE)
                starts.append(terminal.now)
                terminal.settle(3.0)
                for _ in range(bench.times):
                    lines.append(terminal.ask("j", quiet).seconds)
                    pages.append(terminal.ask(" ", quiet).seconds)
                bench.leave(terminal) if number == 0 and name != "less" else terminal.press("q")
                terminal.wait()
            finally:
                terminal.close()
        figures = [median(starts), median(lines), highest(lines), median(pages), highest(pages)]
        widths = (12, 12, 10, 13, 11)
        print(f"  {name:18} " + " ".join(f"{f * 1e3:{w}.1f}" for f, w in zip(figures, widths, strict=True)))


def ssh(bench: Bench) -> None:
    """From a key to the last byte of its answer, through a real sshd on loopback."""
    _with_sshd(bench, "Through ssh on loopback, 80x24", lambda sshd: _through(bench, sshd, sshd.port, 0.15))


def slow(bench: Bench) -> None:
    """The same on a line of 100 ms and 1 Mbit/s."""

    def measure(sshd: Sshd) -> None:
        line = SlowLine(sshd.port, 0.1, 1e6)
        try:
            _through(bench, sshd, line.port, 0.5)
        finally:
            line.close()

    _with_sshd(bench, "Through ssh on a line of 100 ms and 1 Mbit/s, 80x24", measure)


def _with_sshd(bench: Bench, what: str, measure: Callable[[Sshd], None]) -> None:
    print(f"\n{what}")
    if MISSING:
        print(f"  not measured: {MISSING}")
        return
    sshd = Sshd(bench.room / "sshd")
    try:
        measure(sshd)
    finally:
        sshd.close()
        shutil.rmtree(bench.room / "sshd")


def big(bench: Bench) -> None:
    """A text of 10 MB, and one line of 1 MB, against a small one."""
    print("\nLong texts, 80x24: first start, page turn, memory")
    short = invented(60_000)
    texts = {
        "60 kB": short,
        "10 MB": invented(10_000_000),
        "10 MB Markdown": "# " + invented(10_000_000).replace("\n\n", "\n\n**Ada Brandt:** "),
        "a line of 1 MB": f"{TITLE}\n\n" + " ".join(invented(1_000_000).split()),
    }
    base = memory = 0.0
    print(f"  {'':16} {'ms':>8} {'work ms':>8} {'× small':>8} {'page ms':>8} {'MB':>6} {'MB more / MB of file':>21}")
    for number, (name, text) in enumerate(texts.items()):
        file = bench.room / f"big{number}{'.md' if 'Markdown' in name else '.txt'}"
        file.write_text(text, encoding="utf-8")
        starts, works, pages, most = [], [], [], 0.0
        for turn in range(max(3, bench.times // 3)):
            with bench.run([bench.variorum, str(file)], f"big{number}-{turn}", words="Long Account") as terminal:
                starts.append(terminal.now)
                works.append(terminal.cpu())
                terminal.settle(8.0)
                pages += [terminal.ask(" ", 0.2).seconds for _ in range(5)]
                most = max(most, terminal.memory())
        base, memory = base or median(works), memory or most
        share = (most - memory) / (file.stat().st_size / 1e6)
        row = [median(starts) * 1e3, median(works) * 1e3, median(works) / base, median(pages) * 1e3, most, share]
        print(
            f"  {name:16} "
            + " ".join(f"{f:{w}.{d}f}" for f, w, d in zip(row, (8, 8, 8, 8, 6, 21), (0, 0, 2, 1, 0, 1), strict=True))
        )


PARTS = {"start": start, "keys": keys, "ssh": ssh, "slow": slow, "big": big}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="?", help="not used: the text is invented")
    parser.add_argument("--times", type=int, default=9, help="how often each thing is done")
    parser.add_argument("--part", default=",".join(PARTS), help="what to measure")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="variorum-bench-") as room:
        bench = Bench(Path(room), asked.times)
        for part in asked.part.split(","):
            PARTS[part](bench)


if __name__ == "__main__":
    main()
