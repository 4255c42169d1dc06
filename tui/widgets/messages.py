"""What widgets say to whoever holds them: small dataclasses, no screen named.

A message that may pile up faster than it is read says so with `can_replace`, so that only the newest is handled.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from index.model import Span


@dataclass
class Moved(Message):
    """The reading place changed: `top` is the first offset on screen, `caret` the offset that commands act on."""

    top: int
    caret: int

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Moved)


@dataclass
class Selected(Message):
    """The selection of the document view changed; `span` is None when there is none any more.

    `final` is true when the user let go of the mouse, false while a selection is being made.
    """

    span: Span | None
    final: bool = True


@dataclass
class LayerClicked(Message):
    """A click on a highlighted stretch: which layer, which span of it."""

    layer: str
    span: Span


@dataclass
class Highlighted(Message):
    """The cursor of a list stands on another item; `key` names it, `index` counts from 0 in what is shown."""

    list_id: str
    key: str
    index: int

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Highlighted) and message.list_id == self.list_id


@dataclass
class Chosen(Message):
    """Enter or a click on an item of a list."""

    list_id: str
    key: str
    index: int


@dataclass
class Typed(Message):
    """The text of a prompt changed."""

    prompt: str
    text: str

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Typed) and message.prompt == self.prompt


@dataclass
class Submitted(Message):
    """Enter in a prompt."""

    prompt: str
    text: str


@dataclass
class Closed(Message):
    """A prompt was left without Enter; `text` is what stood in it."""

    prompt: str
    text: str
