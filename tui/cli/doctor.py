"""`doctor`: what was found on this machine, and what to set or install where something is missing."""

from __future__ import annotations

from tui.cli import leaving, output
from tui.cli.diagnosis import findings
from tui.cli.verb import Asked, verb


@verb("doctor", short_help="What works here, and what to set where something does not.")
def command(asked: Asked) -> int:
    """Look at versions, terminal, encoding, tmux and clipboard, folders and their permissions, library, index, extras.

    Exit status: 0 when nothing stands in the way, 1 when something does.

    \b
    Example:
      variorum doctor
      variorum doctor --json
    """
    wrong = False
    for finding in findings(asked):
        wrong = wrong or not finding.ok
        if asked.as_json:
            output.record({"name": finding.name, "ok": finding.ok, "found": finding.found, "advice": finding.advice})
            continue
        mark = "ok" if finding.ok and not finding.advice else "note" if finding.ok else "WRONG"
        if output.on_terminal():
            from tui.cli import page

            page.show((f"{mark:6}", "" if mark == "ok" else "warn"), (f"{finding.name:14}", "name"), finding.found)
            if finding.advice:
                page.show(" " * 20, (finding.advice, "strong"))
        else:
            output.row(mark, finding.name, finding.found, finding.advice)
    return leaving.NOTHING if wrong else leaving.FOUND
