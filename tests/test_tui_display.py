"""The diff display shows what the stock display shows, for fewer bytes, and stands aside where it was not tested."""

import random

import pyte
import pytest
import textual
from rich.color import ColorSystem
from rich.segment import Segment
from textual.app import App
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widget import Widget

from index.model import Document, DocumentInfo
from tui import display, theming
from tui.frames import Screen
from tui.strips import Cells
from tui.widgets.document_list import DocumentList
from tui.widgets.document_view import DocumentView
from tui.widgets.prompt import Prompt

WORDS = [
    *("river", "stone", "lantern", "[bold]", "漢字", "한국", "naïve", "e\u0301clair", "“quiet”", "harbour"),
    *("—", "seven", "orchards", "…", "winter's"),
]
SIZES = [(80, 24), (120, 36), (50, 20), (200, 50), (33, 9), (20, 5)]
STEPS = 90


def invented(seed: int, paragraphs: int = 40) -> str:
    draw = random.Random(seed)
    return "\n\n".join(" ".join(draw.choices(WORDS, k=draw.randint(3, 60))) for _ in range(paragraphs))


class Two(App[None]):
    """Panes side by side, a prompt and a progress line; every update is painted on two emulated terminals."""

    CSS = theming.STYLESHEET + "DocumentList { width: 30%; margin-right: 2; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str) -> None:
        super().__init__()
        for colours in theming.load_themes()[0].values():
            self.register_theme(theming.for_textual(colours))
        self.theme = theme
        self.diff = display.Display(self)
        self.stock_bytes = self.diff_bytes = self.updates = 0
        self.different: list[str] = []
        self.terminals = (pyte.Screen(80, 24), pyte.Screen(80, 24))
        self._display = self.both  # type: ignore[method-assign]

    def compose(self):
        with Horizontal():
            yield DocumentList()
            yield DocumentView()
        yield Prompt()

    def both(self, screen: object, renderable: object) -> None:
        """Stands in for `App._display`: the same update through either display."""
        if not self._running or self._batch_count or not hasattr(renderable, "render_segments"):
            return
        width, height = self.size
        for terminal in self.terminals:
            if (terminal.columns, terminal.lines) != (width, height):
                terminal.resize(height, width)
                terminal.reset()
                terminal.reset_mode(pyte.modes.DECAWM)
        stock = renderable.render_segments(self.console)
        lean = self.diff.encode(renderable, width, height)
        self.stock_bytes += len(stock.encode())
        self.diff_bytes += len(lean.encode())
        self.updates += 1
        pyte.Stream(self.terminals[0]).feed(stock)
        pyte.Stream(self.terminals[1]).feed(lean)
        touched = self.terminals[0].dirty | self.terminals[1].dirty
        if shown(self.terminals[0], touched) != shown(self.terminals[1], touched):
            self.different.append(f"update {self.updates} at {width}x{height}")
        for terminal in self.terminals:
            terminal.dirty.clear()


def shown(terminal: pyte.Screen, touched: set[int]) -> list[list[tuple[object, ...]]]:
    """What a person sees on some rows: of a blank only its background and lines."""
    rows = []
    for y in sorted(touched):
        row = []
        for x in range(terminal.columns):
            cell = terminal.buffer[y][x]
            seen = (cell.bg, cell.underscore, cell.reverse, cell.strikethrough)
            row.append(
                (" ", *seen) if cell.data == " " and not cell.reverse else (cell.data, *seen, cell.fg, cell.bold)
            )
        rows.append(row)
    return rows


def steps(app: Two, draw: random.Random) -> dict[str, object]:
    """What a session may do next."""
    view, listed, prompt = app.query_one(DocumentView), app.query_one(DocumentList), app.query_one(Prompt)

    def hits() -> None:
        spans = [(at, at + 5) for at in sorted(draw.sample(range(len(view.text)), 6))]
        view.set_layer("hits", spans, current=draw.choice(spans))

    return {
        "page": lambda: view.scroll_pages(draw.choice((1, -1, 0.5, -0.5))),
        "row": lambda: view.scroll_rows(draw.choice((1, -1, 3, -3))),
        "end": lambda: draw.choice((view.go_start, view.go_end))(),
        "passage": lambda: view.go_passage(draw.choice((1, -1))),
        "hits": hits,
        "next": lambda: view.go_layer("hits", draw.choice((1, -1))),
        "select": lambda: view.start_selection(draw.choice(("word", "sentence", "passage"))),
        "caret": lambda: view.move_caret(draw.choice(("word", "row", "sentence")), draw.choice((1, -1, 2))),
        "unselect": view.clear_selection,
        "list": lambda: listed.move(draw.choice((1, -1, 7, -7))),
        "filter": lambda: listed.filter(draw.choice(("", "1", "on", "zzz"))),
        "text": lambda: view.show(Document("t", "t", "0", invented(draw.randint(0, 9)))),
        "prompt": lambda: prompt.open("find", "/") if not prompt.display else prompt.close(),
        "type": lambda: prompt.insert(draw.choice(("a", "漢", "word ", "\x1b[2J"))) if prompt.display else None,
        "focus": lambda: app.set_focus(draw.choice((view, listed))),
        "panes": lambda: setattr(listed, "display", not listed.display),
        "theme": lambda: setattr(
            app, "theme", draw.choice(("terminal", "dark", "light", "monochrome", "high-contrast"))
        ),
    }


@pytest.mark.parametrize("seed", range(6))
async def test_every_screen_of_a_random_session_equals_the_stock_displays(seed, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    draw = random.Random(seed)
    app = Two(draw.choice(("terminal", "dark", "light")))
    infos = [
        DocumentInfo(f"{n}.txt", "", f"{n} {WORDS[n % len(WORDS)]}", "Outlet", words=n * 40, digest="x")
        for n in range(60)
    ]
    async with app.run_test(size=SIZES[seed]) as pilot:
        app.query_one(DocumentList).set_values(infos)
        app.query_one(DocumentView).show(Document("t", "t", "0", invented(seed)))
        await pilot.pause()
        for step in range(STEPS):
            if step % 30 == 29:
                await pilot.resize_terminal(*draw.choice(SIZES))
            else:
                name, do = draw.choice(list(steps(app, draw).items()))
                do()
            await pilot.pause()
            assert app.different == [], (step, name)
    assert app.updates > STEPS / 3
    assert app.diff_bytes * 2 < app.stock_bytes


def test_another_version_of_textual_is_left_to_the_stock_display():
    assert display.unsuitable("auto", "9.0.0")
    assert display.unsuitable("stock", textual.__version__)
    assert display.unsuitable("auto", "8.2.8") == ""


def test_a_stock_display_asked_for_leaves_the_app_alone():
    app = App[None]()
    before = app._display
    assert "--display=stock" in display.install(app, "stock")
    assert app._display == before
    assert display.install(app) == ""
    assert app._display != before


class Raw(Widget):
    """A widget that lets through what it was given."""

    def render_line(self, y: int) -> Strip:
        return Strip([Segment("a\x1b]52;c;QQ==\x07b\x9b2Jc")])


async def test_a_control_character_that_slipped_through_every_door_does_not_reach_the_terminal():
    class Leaking(Two):
        def compose(self):
            yield Raw()

    app = Leaking("terminal")
    sent: list[str] = []
    app._display = lambda _, update: sent.append(app.diff.encode(update, 80, 24)) if update else None  # type: ignore[method-assign,func-returns-value]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert "]52;c;QQ==" in "".join(sent)
    assert "\x1b]" not in "".join(sent)
    assert "\x9b" not in "".join(sent)
    assert "\x07" not in "".join(sent)


@pytest.mark.parametrize(
    "piece", ["\U0001f1e9\U0001f1ea", "\U0001f44b\U0001f3fd", "\u2764\ufe0f", "\U0001f468\u200d\U0001f469"]
)
def test_what_is_joined_is_one_piece_and_what_follows_says_where_it_stands(piece: str) -> None:
    cells = Cells(ColorSystem.TRUECOLOR).row([Strip([Segment(f"a{piece}{piece}b")])])
    assert [text for text, _ in cells] == ["a", piece, "", piece, "", "b"]
    screen = Screen(6, 1)
    assert screen.frame({0: cells}).endswith(f"a{piece}\x1b[1;4H{piece}\x1b[1;6Hb")
