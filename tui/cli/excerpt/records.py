"""An excerpt as the verbs of `excerpt` print it, and which excerpts a verb is about.

Owns the JSON keys of `excerpt list` and the choice by tag, document and words: `list` and `export` choose alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli import output

if TYPE_CHECKING:
    from index.excerpts import Excerpt, ExcerptStore

F = TypeVar("F", bound=Callable[..., Any])


def as_record(excerpt: Excerpt, status: str) -> dict[str, Any]:
    """The JSON line of one excerpt in `list`."""
    return {
        "id": excerpt.id,
        "doc": excerpt.doc,
        "title": excerpt.title,
        "start": excerpt.start,
        "end": excerpt.end,
        "line": excerpt.line,
        "text": excerpt.text,
        "speaker": excerpt.speaker,
        "note": excerpt.note,
        "tags": list(excerpt.tags),
        "created": excerpt.created,
        "status": status,
        "prefix": excerpt.prefix,
        "suffix": excerpt.suffix,
    }


def print_saved(excerpt: Excerpt, as_json: bool) -> None:
    """What `add` answers: the excerpt that is on the disk now."""
    if as_json:
        output.record(
            {
                "id": excerpt.id,
                "doc": excerpt.doc,
                "start": excerpt.start,
                "end": excerpt.end,
                "text": excerpt.text,
            }
        )
    else:
        output.row(excerpt.id, f"{excerpt.doc}:{excerpt.line}", " ".join(excerpt.text.split()))


def print_changed(excerpt: Excerpt, as_json: bool) -> None:
    """What `note`, `tag`, `rm` and `restore` answer: the excerpt with its note and tags as they are now."""
    if as_json:
        output.record(
            {
                "id": excerpt.id,
                "doc": excerpt.doc,
                "start": excerpt.start,
                "end": excerpt.end,
                "text": excerpt.text,
                "note": excerpt.note,
                "tags": list(excerpt.tags),
            }
        )
    else:
        tags = " ".join(f"#{tag}" for tag in excerpt.tags)
        output.row(excerpt.id, f"{excerpt.doc}:{excerpt.line}", tags, excerpt.note)


def chosen_by(function: F) -> F:
    """The options that choose excerpts, for `choose`."""
    for option in (
        click.option(
            "--find", "words", metavar="WORDS", help="Only excerpts with all these words in text, note or tags."
        ),
        click.option("--doc", "doc", metavar="DOC", help="Only excerpts of this document."),
        click.option("--tag", "tag", metavar="TAG", help="Only excerpts with this tag."),
    ):
        function = option(function)
    return function


def choose(
    excerpts: Iterable[Excerpt], tag: str | None = None, doc: str | None = None, words: str | None = None
) -> list[Excerpt]:
    """The excerpts with this tag, of this document (its id, or the end of its path), with all these words."""
    from index.text.fold import folded

    wanted = [folded(word) for word in (words or "").split()]
    found = []
    for excerpt in excerpts:
        if tag is not None and folded(tag.lstrip("#")) not in map(folded, excerpt.tags):
            continue
        if doc is not None and doc not in (excerpt.doc, excerpt.path) and not excerpt.doc.endswith("/" + doc):
            continue
        there = folded(" ".join((excerpt.text, excerpt.note, *excerpt.tags))) if wanted else ""
        if all(word in there for word in wanted):
            found.append(excerpt)
    return found


def tell_problems(store: ExcerptStore) -> None:
    """Name the damaged lines of the log on standard error; they stay as they are."""
    for problem in store.problems:
        output.note(f"{store.path}: {problem}")
