"""`themes`: the colour themes there are, the reader's own included."""

from __future__ import annotations

from tui.cli import leaving, output
from tui.cli.verb import Asked, verb


@verb("themes", short_help="The colour themes.")
def command(asked: Asked) -> int:
    """List the themes that ship with variorum and those in your own themes folder; say which files are refused and why.

    \b
    Example:
      variorum themes
      variorum themes --json
    """
    from tui.theming import load_themes, names

    loaded, failed = load_themes()
    for problem in failed:
        output.note(problem)
    rows = []
    for name in names(loaded.values()):
        theme = loaded[name]
        if asked.as_json:
            output.record(
                {
                    "name": theme.name,
                    "description": theme.description,
                    "dark": theme.dark,
                    "contrast": theme.contrast,
                    "colours": dict(theme.roles),
                    "path": theme.path,
                }
            )
        rows.append((theme.name, "dark" if theme.dark else "light", theme.description))
    if asked.as_json:
        return leaving.FOUND
    if output.on_terminal():
        from tui.cli import page

        page.table(rows, ("theme", "for", ""), flexible=2)
    else:
        for row in rows:
            output.row(*row)
    return leaving.FOUND
