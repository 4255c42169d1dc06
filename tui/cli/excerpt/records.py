"""An excerpt as the verbs of `excerpt` print it, and which excerpts a verb is about.

Owns what `add` and `note` answer, and the choice by tag, document and words: `list` and `export` choose alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli import output
from tui.cli.completing import tag_names
from tui.cli.verb import nothing

if TYPE_CHECKING:
    from index.excerpts import Excerpt, ExcerptStore

F = TypeVar("F", bound=Callable[..., Any])


def print_saved(excerpt: Excerpt, as_json: bool) -> None:
    """What `add` answers: the excerpt that is on the disk now."""
    if as_json:
        output.record(_saved(excerpt))
    else:
        output.row(excerpt.id, f"{excerpt.doc}:{excerpt.line}", " ".join(excerpt.text.split()))


def print_changed(excerpt: Excerpt, as_json: bool) -> None:
    """What `note`, `tag`, `rm` and `restore` answer: the excerpt with its note and tags as they are now."""
    if as_json:
        output.record({**_saved(excerpt), "note": excerpt.note, "tags": list(excerpt.tags)})
    else:
        tags = " ".join(f"#{tag}" for tag in excerpt.tags)
        output.row(excerpt.id, f"{excerpt.doc}:{excerpt.line}", tags, excerpt.note)


def _saved(excerpt: Excerpt) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": excerpt.id,
        "doc": excerpt.doc,
        "start": excerpt.start,
        "end": excerpt.end,
        "text": excerpt.text,
    }
    if excerpt.parts:
        record["spans"] = [[part.start, part.end] for part in excerpt.parts]
    return record


def chosen_by(function: F) -> F:
    """The options that choose excerpts, for `choose`."""
    for option in (
        click.option("--board", is_flag=True, help="Only those on the board, in its order."),
        click.option(
            "--find", "words", default="", metavar="WORDS", help="Only those with all these words; #word is a tag."
        ),
        click.option("--speaker", default="", metavar="NAME", help="Only what this person said."),
        click.option("--doc", default="", metavar="DOC", help="Only those from this document, by id or title."),
        click.option("--tag", default="", metavar="TAG", shell_complete=tag_names, help="Only those with this tag."),
    ):
        function = option(function)
    return function


def choose(
    excerpts: Iterable[Excerpt], tag: str, doc: str, speaker: str, words: str, board: bool = False
) -> list[Excerpt]:
    """Those with this tag, from this document, said by this person, with all these words; "" asks for nothing."""
    from index.excerpts import Listing, narrowed, on_board

    excerpts = on_board(excerpts) if board else excerpts
    left = narrowed(excerpts, tag=tag.removeprefix("#"), doc=doc, speaker=speaker)
    return Listing(left).search(words) if words else list(left)


def none_chosen(store: ExcerptStore) -> int:
    """Say that no excerpt is like that, or that there is none at all; the exit status for it."""
    if store.all():
        return nothing("no such excerpts; `variorum excerpt list` lists all of them")
    return nothing("no excerpts are saved yet; `variorum excerpt add DOC:LINE` saves one, and s in the reader")


def tell_problems(store: ExcerptStore) -> None:
    """Name the damaged lines of the log on standard error; they stay as they are."""
    for problem in store.problems:
        output.note(f"{store.path}: {problem}")
