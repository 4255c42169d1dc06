"""`compare`: how each source frames a topic, as a report, as JSON, as Markdown or as a page of its own."""

from __future__ import annotations

import click

from tui.cli import leaving, output
from tui.cli.completing import document_names, topic_names
from tui.cli.progress import bar
from tui.cli.typed import to_file
from tui.cli.verb import Asked, nothing, open_searchable, said_empty, verb


@verb("compare", short_help="How each source frames a topic.")
@click.argument("topic", metavar="TOPIC", shell_complete=topic_names)
@click.argument("docs", nargs=-1, metavar="[DOC]...", shell_complete=document_names)
@click.option("--without", "off", metavar="TERM", multiple=True, help="Switch a term of the topic off; repeatable.")
@click.option("--markdown", is_flag=True, help="The report as Markdown.")
@click.option("--html", "page", metavar="FILE", help="Write one self-contained HTML page to FILE; - prints it.")
def command(
    asked: Asked, topic: str, docs: tuple[str, ...], off: tuple[str, ...], markdown: bool, page: str | None
) -> int:
    """Compare what the documents (default: all) say on TOPIC: the id or name of a topic of `variorum topics`, or any
    words. What was looked for is shown; `variorum topics --save` keeps words as a topic of your own.

    \b
    Example:
      variorum compare regulation
      variorum compare "electric cars" --without battery
      variorum compare "rare earths" brief.md interview.txt --html rare-earths.html
    """
    from index.compare import compare, find_topic

    library = open_searchable(asked)
    with bar("comparing") as tell:
        read = library.prepared(docs, tell)
        comparison = compare(read, find_topic(topic, read).without(*off))
    found = any(source.passages for source in comparison.sources)
    documents = {document.id: document for document in read}
    if page is not None:
        from index.compare.html import page as as_page

        to_file(as_page(comparison, documents), page)
    if asked.as_json:
        output.record(comparison.to_json())
    elif markdown:
        from index.compare.markdown import markdown as as_markdown

        output.block(as_markdown(comparison, documents))
    elif page is None and found:
        from tui.cli.comparison_report import report

        report(comparison, documents)
    if not found and not said_empty(library):
        return nothing(f"no passage on {topic!r} in these documents; `variorum topics` lists what they are about")
    return leaving.FOUND if found else leaving.NOTHING
