"""Foreign text on the screen: no markup is read, no byte of a payload is written, whatever surface it comes through."""

import ast
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.containers import Vertical

from index.model import Document, DocumentInfo, Evidence, Kind, Passage, Quotation
from index.text.clean import clean
from tui import display
from tui.safe import content, plain
from tui.widgets.document_list import DocumentList
from tui.widgets.document_view import DocumentView
from tui.widgets.head import Head
from tui.widgets.help_table import HelpRow, HelpTable
from tui.widgets.hit_list import HitList
from tui.widgets.hit_rows import HitRow, Spread
from tui.widgets.prompt import Prompt
from tui.widgets.side_lists import ExcerptList, ExcerptRow, Place, PlaceList

ROOT = Path(__file__).parents[1]
SCREENS = sorted(path for path in (ROOT / "tui").rglob("*.py") if "cli" not in path.relative_to(ROOT).parts)
MARKUP = {"from_markup", "render_str", "notify", "to_content", "markup"}

MARKED_UP = re.compile(r"\[/?(?:b|bold|i|italic|u|dim|red|green|link=|@click|on |/)\b|\[/\]")

PAYLOADS = [
    "\x1b]52;c;U0VOVA==\x07", "\x1b]0;title\x07", "\x1b]8;;http://a.invalid\x1b\\link\x1b]8;;\x1b\\", "\x1b[2J\x1b[H",
    "\x1bP$q\"p\x1b\\", "\x1b[?1049l\x1b[?1003h", "\x9b2J\x9d0;x\x9c", "\x07\x08\x0e\x7f\x05", "a\rb\x0bc\x0cd\x85e",
    "[@click=app.quit]x[/]", "[/", "[bold", "[link=http://example.invalid]x", "$primary %s {0}", "\u202eevil\u2066x",
    "\ufeffz\u200bw\U000e0041", "\ud800", "Z" + "\u0301" * 50, "x\n\ny\tz",
]  # fmt: skip


def calls(tree: ast.AST) -> set[str]:
    """The names of everything a module calls."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            names.add(function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""))
    return names


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_hands_text_to_anything_that_reads_markup(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [f"{node.module}.{alias.name}" for alias in node.names]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not {name for name in imported if name.startswith(("textual.widgets", "textual.markup", "rich.markup"))}
    assert not calls(tree) & MARKUP
    if path.name != "safe.py":
        assert "textual.content.Content" not in imported
        assert "rich.text.Text" not in imported


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_display_and_the_driver_touch_private_names_of_textual(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    private = {module for module in modules if module.startswith(("textual", "rich")) and "._" in module}
    assert not private or path.name in ("display.py", "driver.py")


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_writes_markup_or_sets_what_reads_it(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = [
        target.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute)
    ]
    assert not set(targets) & {"border_title", "border_subtitle", "tooltip", "sub_title"}
    pieces = [
        piece.value
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for piece in node.values
        if isinstance(piece, ast.Constant) and isinstance(piece.value, str)
    ]
    assert not [piece for piece in pieces if MARKED_UP.search(piece)]


@given(st.text(max_size=200))
def test_what_comes_through_the_door_is_one_row_without_controls(text):
    for row in (plain(text), str(content(text))):
        assert not any(char < " " or "\x7f" <= char < "\xa0" for char in row)
        assert len(row) <= 500


@given(st.text(st.sampled_from("[]/@=click.app() bold$\\"), max_size=60))
@settings(max_examples=300)
def test_brackets_are_never_markup(text):
    assert content(text).plain == plain(text)


def test_ten_thousand_strings_of_brackets_make_no_markup():
    draw = random.Random(11)
    parts = [
        "[",
        "]",
        "/",
        "[/",
        "[@click=app.quit]",
        "[b]",
        "[/b]",
        "\\",
        "[link=x]",
        "$text",
        "'",
        '"',
        "=",
        "(",
        " ",
        "a",
    ]
    for _ in range(10_000):
        text = "".join(draw.choices(parts, k=draw.randrange(1, 14)))
        shown = content(text)
        assert shown.plain == plain(text)
        assert not shown.spans


class Everything(App[None]):
    """Every surface that shows foreign text, and the bytes that the diff display would write."""

    CSS = "Vertical > * { height: 3; }"

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.diff = display.Display(self)
        self._display = self.keep  # type: ignore[method-assign]

    def keep(self, screen: object, renderable: object) -> None:
        if self._running and hasattr(renderable, "render_segments"):
            self.written.append(self.diff.encode(renderable, *self.size))
            self.written.append(renderable.render_segments(self.console))

    def compose(self):
        with Vertical():
            yield Head()
            yield DocumentList(id="documents")
            yield HitList(id="hits")
            yield PlaceList(id="places")
            yield ExcerptList(id="excerpts")
            yield HelpTable(id="help")
            yield DocumentView(id="text")
            yield Prompt(id="foot")


def fill(app: Everything, payload: str) -> None:
    """Put `payload` wherever something foreign may stand."""
    text = clean(f"Before {payload} after.\n\n“{payload}”")
    app.query_one(Head).show(payload, payload, True)
    app.query_one(DocumentList).set_values(
        [DocumentInfo(payload, payload, payload, payload, payload, words=1, digest="x"),
         DocumentInfo("b", "", payload, problems=(payload,))]
    )  # fmt: skip
    hit = HitRow(payload, payload, payload * 3, 0, ((1, 2),), 1, payload)
    app.query_one(HitList).show([hit], {payload: Spread(1, (0.5,))}, payload)
    app.query_one(PlaceList).set_values([Place(payload, 0, payload)])
    app.query_one(ExcerptList).set_values(
        [ExcerptRow(payload, payload, payload, payload, payload, payload, (payload,), payload)]
    )
    app.query_one(HelpTable).set_values([HelpRow(payload, payload), HelpRow("", payload)])
    speaker = payload or None
    app.query_one(DocumentView).show(
        Document("a", "a", "0", text, passages=(Passage(0, 0, len(text), Kind.TURN, speaker, Evidence.CUE),),
                 quotations=(Quotation(0, 5, 0, payload, Evidence.CUE),))
    )  # fmt: skip
    app.query_one(DocumentView).set_layer("quotations", [(0, 5)])
    app.query_one(Prompt).open("find", payload, payload, [payload])
    app.query_one(Prompt).say(payload)


def leaks(written: str) -> list[str]:
    """Sequences of a payload in what was written: anything that is not a move, an erasure, a look or a new row."""
    rest = re.sub(r"\x1b\[[0-9;]*[HCMLKmrJ]|\r\n|\n", "", written)
    return [char for char in rest if char < " " or "\x7f" <= char < "\xa0" or "\ud800" <= char <= "\udfff"]


@pytest.mark.parametrize("size", [(80, 40), (30, 30)])
async def test_no_surface_lets_a_payload_through(size):
    app = Everything()
    async with app.run_test(size=size) as pilot:
        for payload in PAYLOADS:
            fill(app, payload)
            await pilot.pause()
            written = "".join(app.written)
            assert leaks(written) == [], repr(payload)
            assert "\x1b[?" not in written
            assert not {"\u202e", "\u2066", "\u200b", "\U000e0041"} & set(written)
        assert app.is_running


async def test_random_brackets_on_every_surface_are_shown_and_run_nothing():
    draw = random.Random(7)
    app = Everything()
    async with app.run_test(size=(80, 40)) as pilot:
        for _ in range(60):
            fill(app, "".join(draw.choices(["[", "]", "/", "@click=app.quit", "bold", "=", "'", '"', "\\", " "], k=12)))
            await pilot.pause(0)
        await pilot.click("#text", offset=(8, 0))
        await pilot.click("#documents", offset=(3, 0))
        assert app.is_running
