"""`search`: ranked passages, as rows centred on the match, as JSON, as documents or as counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.model import Span
from tui.cli import leaving, output
from tui.cli.verb import Asked, nothing, open_searchable, said_empty, verb

if TYPE_CHECKING:
    from index.search import Answer, Hit

NOTHING_FOUND = "nothing found; try fewer or other words, or `variorum quote` for a half-remembered sentence"


def as_record(hit: Hit) -> dict[str, Any]:
    """The JSON line of one passage found."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "doc": hit.doc,
        "title": hit.title,
        "passage": hit.passage,
        "start": hit.start,
        "end": hit.end,
        "line": hit.line,
        "speaker": hit.speaker,
        "evidence": str(hit.evidence),
        "kind": str(hit.kind),
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        **({"place": hit.place} if hit.place else {}),
    }


def context(text: str, spans: list[Span], words: int) -> tuple[str, list[Span]]:
    """`words` words of `text` on either side of its first span, with the spans that are left; "…" where it was cut."""
    if not spans:
        return text, spans
    start, end = spans[0]
    before, after = text[:start].rsplit(None, words), text[end:].split(None, words)
    first = len(before[0]) if len(before) > words else 0
    while first < start and text[first].isspace():
        first += 1
    last = len(text) - len(after[-1]) if len(after) > words else len(text)
    last = first + len(text[first:last].rstrip())
    lead = "… " if first else ""
    shift = len(lead) - first
    kept = [(a + shift, b + shift) for a, b in spans if a >= first and b <= last]
    return lead + text[first:last] + (" …" if last < len(text.rstrip()) else ""), kept


@verb("search", short_help="Passages that answer a query, best first.")
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@click.option("-n", "limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many passages.")
@click.option("-l", "documents", is_flag=True, help="Only the documents, best first.")
@click.option("-c", "counts", is_flag=True, help="Only how many passages in each document.")
@click.option(
    "-C", "around", type=click.IntRange(0), metavar="WORDS", help="So many words on either side of the match."
)
def command(asked: Asked, words: tuple[str, ...], limit: int, documents: bool, counts: bool, around: int | None) -> int:
    """Search the library. Words are ranked together, none is required; "exact phrases", -not, OR, word*, speaker:,
    doc:, outlet:, kind:, after: and before: with dates narrow it down. Put the query in quotation marks.

    \b
    Example:
      variorum search 'export "state of the art" speaker:liu'
      variorum search --json -n 5 'chips -taiwan after:2024'
    """
    library = open_searchable(asked)
    if said_empty(library):
        return leaving.NOTHING
    answer = library.search(" ".join(words), limit)
    if documents or counts:
        if answer.notice:
            output.note(answer.notice)
        return _print_documents(answer, asked.as_json, counts)
    return print_answer(answer, asked.as_json, around)


def print_answer(answer: Answer, as_json: bool, around: int | None = None) -> int:
    """Print the passages found, as JSON lines, rows centred on the match or tab-separated rows; the exit status."""
    if answer.notice:
        output.note(answer.notice)
    if not answer.hits:
        return nothing(NOTHING_FOUND)
    if as_json:
        for hit in answer.hits:
            output.record(as_record(hit))
    elif output.on_terminal():
        _print_rows(answer, around)
    else:
        for hit in answer.hits:
            text, _ = (hit.text, []) if around is None else context(hit.text, _within(hit), around)
            output.row(f"{hit.doc}:{hit.line}", hit.speaker, " ".join(text.split()))
    return leaving.FOUND


def _print_documents(answer: Answer, as_json: bool, counts: bool) -> int:
    titles = {hit.doc: hit.title for hit in answer.hits}
    for doc, count in sorted(answer.per_document.items(), key=lambda item: -item[1]):
        if as_json:
            output.record({"doc": doc, "title": titles.get(doc, ""), "count": count})
        elif counts:
            output.row(doc, count)
        else:
            output.line(doc)
    return leaving.FOUND if answer.per_document else nothing(NOTHING_FOUND)


def _print_rows(answer: Answer, around: int | None) -> None:
    from tui.cli import page

    groups: dict[str, list[Hit]] = {}
    for hit in answer.hits:
        groups.setdefault(hit.doc, []).append(hit)
    for number, (doc, hits) in enumerate(groups.items()):
        if number:
            page.show("")
        page.show(*page.heading(hits[0].title, doc))
        digits = max(len(str(hit.line)) for hit in hits)
        who = min(20, max(page.cells(page.who(hit)) for hit in hits))
        for hit in hits:
            lead: list[page.Piece] = [(f"{hit.line:>{digits}}  ", "name")]
            if who:
                lead.append((page.pad(page.crop(page.who(hit), who), who) + "  ", "faint"))
            room = page.width() - digits - 2 - (who + 2 if who else 0)
            text, spans = hit.text, _within(hit)
            if around is not None:
                text, spans = context(text, spans, around)
            page.show(*lead, *page.kwic(text, spans, max(room, 10)))
    shown = len(answer.hits)
    if answer.total > shown:
        output.note(f"{shown} of {answer.total} passages; -n {answer.total} shows all")


def _within(hit: Hit) -> list[Span]:
    return [(start - hit.start, end - hit.start) for start, end in hit.spans]
