"""`plot`: a word or a topic over the documents and their dates, as text, as JSON or as an SVG picture."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.completing import document_names, topic_names
from tui.cli.progress import bar
from tui.cli.typed import to_file
from tui.cli.verb import Asked, nothing, open_searchable, said_empty, verb

_BAR = 20  # cells


@verb("plot", short_help="A word or a topic over documents and dates.")
@click.argument("what", metavar="WORDS|TOPIC", shell_complete=topic_names)
@click.argument("docs", nargs=-1, metavar="[DOC]...", shell_complete=document_names)
@click.option("--svg", "picture", metavar="FILE", help="Write a picture to FILE; - prints it.")
def command(asked: Asked, what: str, docs: tuple[str, ...], picture: str | None) -> int:
    """Show how often WORDS stand in each document and where, by date; or, for the id or name of a topic of `variorum
    topics`, how many passages are on it.

    \b
    Example:
      variorum plot tariffs
      variorum plot "rare earths" --svg rare-earths.svg
    """
    from index.compare.plot import plot

    library = open_searchable(asked)
    with bar("reading") as tell:
        drawn = plot(library.documents_of(docs, tell), what)
    if picture is not None:
        from index.compare.plot_svg import svg

        to_file(svg(drawn), picture)
    elif asked.as_json:
        for row in drawn.rows:
            output.record({"what": drawn.what, "unit": drawn.unit, **row.to_json()})
    elif not output.on_terminal():
        output.row("doc", "date", drawn.unit, "per thousand words")
        for row in drawn.rows:
            output.row(row.doc, row.date, row.count, f"{row.rate:.2f}")
    else:
        from tui.cli import page
        from tui.cli.comparison_report import strip

        most = max((row.rate for row in drawn.rows), default=0.0) or 1.0
        page.table(
            [
                (
                    row.date,
                    row.title or row.doc,
                    f"|{strip(row.strip)}|",
                    str(row.count),
                    f"{row.rate:.1f}",
                    "#" * round(_BAR * row.rate / most),
                )
                for row in drawn.rows
            ],
            ("date", drawn.what, "where in the text", drawn.unit, "per 1,000", ""),
            (3, 4),
            1,
            (5, 0),
        )
    if not any(row.count for row in drawn.rows):
        return (
            leaving.NOTHING
            if said_empty(library)
            else nothing(f"{what!r} stands in none of these documents; `variorum search` is more forgiving")
        )
    return leaving.FOUND
