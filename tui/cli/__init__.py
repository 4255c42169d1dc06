"""The command line: one thin file a verb over `index`, loaded only when that verb is called.

`main` is the installed command. Standard output is data, standard error is narration, and no verb imports Textual.
"""

from __future__ import annotations

import sys

from tui import early

VERBS = {
    "read": "tui.cli.read",
    "index": "tui.cli.indexing",
    "list": "tui.cli.listing",
    "show": "tui.cli.show",
    "search": "tui.cli.search",
    "quote": "tui.cli.quote",
    "check": "tui.cli.check",
    "quotations": "tui.cli.quotations",
    "compare": "tui.cli.compare",
    "topics": "tui.cli.topics",
    "plot": "tui.cli.plot",
    "excerpt": "tui.cli.excerpt",
    "cite": "tui.cli.cite",
    "keys": "tui.cli.keys",
    "themes": "tui.cli.themes",
    "config": "tui.cli.config",
    "doctor": "tui.cli.doctor",
    "completion": "tui.cli.completion",
}
"""The verbs in the order in which help lists them, and the module whose `command` each one is."""


def main() -> None:
    """Run the command line on `sys.argv` and leave with its exit status."""
    words = sys.argv[1:]
    words = words[1:] if words[:1] == ["read"] else words
    # Nothing but paths, on a terminal: the reader at once. Parsing options costs a seventh of its start.
    is_verb = bool(words) and words[0] in VERBS
    if is_verb or any(word.startswith("-") or not word for word in words) or not early.suitable():
        try:
            from tui.cli.group import variorum
        except KeyboardInterrupt:  # what is imported here is what tells of it everywhere else
            sys.stderr.write("stopped\n")
            sys.exit(130)
        variorum()
        return

    def read() -> int:
        try:
            early.begin(words)
            from tui import firstpage

            early.show(lambda columns, rows: firstpage.frame(words, columns, rows))
            from tui.cli.opening import open_reader

            return open_reader(tuple(words))
        finally:
            early.give_back()

    try:
        status = read()
    except BaseException as error:
        from tui.cli import leaving

        status = leaving.status_of(error)
    sys.exit(status)
