"""The command line: one thin file a verb over `index`, loaded only when that verb is called.

`main` is the installed command. Standard output is data, standard error is narration, and no verb imports Textual.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line on `sys.argv` and leave with its exit status."""
    from tui.cli.group import variorum

    variorum()
