"""The first screen of a newcomer: what this is, what can be pressed, how to open one's own folder. Gone with a key."""

from __future__ import annotations

import re

from tui.keymap import Keymap
from tui.screens.flow import Lines, Row, flowed

TRY = (
    ("search.open", "type half of a sentence you remember; misspelling is forgiven"),
    ("quote.open", "paste a quotation: was it said, by whom, and in these words?"),
    ("compare.open", "type a topic: what each text says on it, side by side"),
    ("excerpt.save", "in a text, save the sentence you are at; {excerpt.list} lists all you saved"),
)
"""What to try first: an action and what to do with it; keys in braces are put in."""
WAYS = (
    "{list.choose} opens the text under the bar, {move.page_down} turns the page, {app.back} goes back and then quits. "
    "{app.help} lists the keys of the place you are in, {app.palette} finds every command by name."
)
ABOUT = (
    "A reader for source texts. It finds what they say, also half remembered or misheard; it shows how each of them "
    "says it; and it keeps what you save, with its source. This is the sample library: three digests of texts about "
    "one subject."
)
OWN = (
    "Text, Markdown, web pages, e-books, subtitles, Word and PDF are read in place and never changed. Nothing leaves "
    "this machine."
)


def welcome(keymap: Keymap, width: int) -> list[Row]:
    """The rows of the first screen at a width in cells."""
    measure = min(74, max(14, width - 4))

    def said(text: str, style: str = "", indent: int = 2) -> list[Row]:
        return [((" " * indent, ""), *row) for row in flowed([(text, style)], measure + 2 - indent)]

    def keyed(text: str) -> str:
        return re.sub(r"\{([\w.]+)\}", lambda found: keymap.shown(found[1]), text)

    rows: list[Row] = [(), *said("variorum", "strong"), ()]
    rows += said(ABOUT)
    rows.append(())
    for action, text in TRY:
        first, *more = said(keyed(text), indent=7)
        rows += [((f"  {keymap.shown(action):>3}  ", "name"), *first[1:]), *more]
    rows += [(), *said(keyed(WAYS)), (), *said("Your own texts:  variorum FOLDER", "strong"), *said(OWN, "dim")]
    rows += [(), *said("Any key begins.", "dim")]
    return rows


class Welcome(Lines):
    """Stands in the place of the panes until the first key."""

    def greet(self, keymap: Keymap, width: int) -> None:
        """Say it at a width in cells."""
        self.show(welcome(keymap, width))
