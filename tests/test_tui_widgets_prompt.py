"""The prompt: whatever is typed or pasted lands in it, as text, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.geometry import Offset
from textual.widgets import Static

from tui.widgets.line_edit import KEYS, LineEdit
from tui.widgets.messages import Closed, Submitted, Typed
from tui.widgets.prompt import Prompt

# -- the line


@given(
    st.lists(st.one_of(st.sampled_from(sorted(KEYS)), st.text(st.sampled_from("ab 漢e\u0301👩\u200d🚀"), max_size=4)))
)
def test_the_cursor_never_leaves_the_line(keys):
    line = LineEdit()
    for key in keys:
        line = KEYS[key](line) if key in KEYS else line.insert(key)
        assert 0 <= line.at <= len(line.text)


@pytest.mark.parametrize(
    ("text", "at", "key", "expected"),
    [
        ("one two", 7, "ctrl+w", ("one ", 4)),
        ("one two  ", 9, "ctrl+w", ("one ", 4)),
        ("one two", 3, "ctrl+u", (" two", 0)),
        ("one two", 3, "ctrl+k", ("one", 3)),
        ("cafe\u0301", 5, "backspace", ("caf", 3)),
        ("👩\u200d🚀!", 0, "delete", ("!", 0)),
        ("漢字", 2, "left", ("漢字", 1)),
        ("", 0, "backspace", ("", 0)),
        ("one two", 0, "ctrl+right", ("one two", 3)),
        ("one two", 5, "ctrl+left", ("one two", 4)),
    ],
)
def test_editing_keys_take_whole_characters_and_words(text, at, key, expected):
    line = KEYS[key](LineEdit(text, at))
    assert (line.text, line.at) == expected


def test_what_is_inserted_stays_on_one_line():
    assert LineEdit("ab", 1).insert("x\r\ny\tz\n") == LineEdit("ax y zb", 6)


# -- the widget


class Asking(App[None]):
    """A prompt over something that has the focus. The binding has priority: the next key is dispatched after it."""

    BINDINGS = [Binding("slash", "find", priority=True)]

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def compose(self):
        below = Static("below", markup=False)
        below.can_focus = True
        yield below
        yield Prompt(id="foot")

    @property
    def prompt(self) -> Prompt:
        return self.query_one(Prompt)

    @property
    def shown(self) -> str:
        return self.prompt.render_line(0).text

    def on_typed(self, message: Typed) -> None:
        self.heard.append(("typed", message.text))

    def on_submitted(self, message: Submitted) -> None:
        self.heard.append(("submitted", message.prompt, message.text))

    def on_closed(self, message: Closed) -> None:
        self.heard.append(("closed", message.text))

    def action_find(self) -> None:
        self.prompt.open("find", "/", history=["first", "second"])


async def test_keys_typed_in_one_burst_with_the_key_that_opens_it_all_land_in_the_prompt():
    app = Asking()
    async with app.run_test(size=(40, 5)) as pilot:
        app.query_one(Static).focus()
        for key, character in (("slash", "/"), ("c", "c"), ("h", "h"), ("left_square_bracket", "[")):
            app.post_message(events.Key(key, character))
        await pilot.pause()
        await pilot.press("enter")
        assert app.prompt.typed == "ch["
        assert app.heard[-1] == ("submitted", "find", "ch[")
        assert app.shown.startswith("/ch[")


async def test_escape_and_control_c_close_it_and_give_the_focus_back():
    app = Asking()
    async with app.run_test(size=(40, 5)) as pilot:
        below = app.query_one(Static)
        below.focus()
        for key in ("escape", "ctrl+c"):
            await pilot.press("slash", "x", key)
            assert app.heard[-1] == ("closed", "x")
            assert not app.prompt.display
            assert app.focused is below
            assert app.cursor_position == Offset(0, 0)


async def test_a_paste_is_text_and_never_keys():
    app = Asking()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("slash")
        app.prompt.post_message(events.Paste("two\nlines [b]\x1b[31m\n"))
        await pilot.pause()
        assert app.prompt.typed == "two lines [b]\x1b[31m"
        assert "\x1b" not in app.shown
        assert "[b]" in app.shown


async def test_the_arrows_walk_the_history_and_come_back_to_what_was_being_typed():
    app = Asking()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("slash", "d", "r")
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            seen.append(app.prompt.typed)
        assert seen == ["second", "first", "first", "second", "dr", "dr"]


@pytest.mark.parametrize("width", [6, 12, 40])
async def test_the_cursor_stays_visible_in_a_line_longer_than_the_prompt(width):
    app = Asking()
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.press("slash")
        app.prompt.insert("漢字 words that are longer than any prompt can be é")
        app.prompt.say("3 of 7")
        for key in ("end", "left", "home", "right", "right"):
            await pilot.press(key)
            row = app.prompt.render_line(0)
            assert row.cell_length == cell_len(row.text) == width
            assert any(segment.style and segment.style.reverse for segment in row)


async def test_nothing_blinks_and_a_note_does_not_push_the_text_away():
    app = Asking()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("slash", "a", "b")
        app.prompt.say("12 in 3")
        assert app.shown.startswith("/ab ")
        assert app.shown.endswith(" 12 in 3 ")
        assert not any(segment.style and segment.style.blink for segment in app.prompt.render_line(0))
