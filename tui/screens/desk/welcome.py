"""The first screen of a newcomer: what this is, what can be pressed, how to open one's own folder. Gone with a key."""

from __future__ import annotations

from tui.keymap import Keymap
from tui.screens.flow import Lines, Row, flowed

KEYS = (
    ("list.choose", "open the text under the bar"),
    ("move.page_down", "page through it"),
    ("search.open", "search all texts as you type"),
    ("quote.open", "was this said, and said so?"),
    ("compare.open", "compare the texts on a topic"),
    ("excerpt.save", "save an excerpt"),
    ("app.help", "all keys of this pane"),
    ("app.back", "back, then quit"),
)


def welcome(keymap: Keymap, width: int) -> list[Row]:
    """The rows of the first screen at a width in cells."""
    measure = min(72, max(16, width - 4))

    def said(text: str, style: str = "") -> list[Row]:
        return [(("  ", ""), *row) for row in flowed([(text, style)], measure)]

    rows: list[Row] = [(), *said("variorum", "strong"), ()]
    rows += said(
        "A reader for source texts: it finds what they say, shows how each of them says it, and keeps what you save. "
        "This is the sample library: three digests of texts about one subject."
    )
    rows.append(())
    pairs = [(keymap.shown(action), text) for action, text in KEYS]
    half = measure // 2
    if measure >= 68:
        for left, right in zip(pairs[::2], pairs[1::2], strict=True):
            rows.append((("  ", ""), *_pair(left, half), *_pair(right, half)))
    else:
        rows += [(("  ", ""), *_pair(pair, measure)) for pair in pairs]
    rows += [(), *said("Your own texts:  variorum FOLDER", "strong")]
    rows += said("They are read in place and never changed.", "dim")
    rows += [(), *said("Any key begins.", "dim")]
    return rows


def _pair(pair: tuple[str, str], width: int) -> Row:
    key, text = pair
    return (f"{key:>5}", "name"), (f"  {text}"[: width - 5].ljust(width - 5), "")


class Welcome(Lines):
    """Stands in the place of the panes until the first key."""

    def greet(self, keymap: Keymap, width: int) -> None:
        """Say it at a width in cells."""
        self.show(welcome(keymap, width))
