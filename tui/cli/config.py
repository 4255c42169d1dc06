"""`config`: the settings in force, and a file to change them in."""

from __future__ import annotations

import json

import click

from tui.cli import leaving, output
from tui.cli.verb import Asked, verb


@verb("config", short_help="Your settings.")
@click.option(
    "--init", "begin", is_flag=True, help="Write a config.yaml with every setting explained; never overwrites."
)
def command(asked: Asked, begin: bool) -> int:
    """List the settings with their values. What is wrong with config.yaml is said with file and line (exit 2).

    \b
    Example:
      variorum config
      variorum config --init
    """
    from index import settings as rooms

    if begin:
        path = str(rooms.initialise())
        if asked.as_json:
            output.record({"path": path})
        else:
            output.line(path)
        return leaving.FOUND
    settings = rooms.load()
    for problem in settings.problems:
        output.note(problem)
    values = rooms.shown(settings)
    rows = []
    for setting in rooms.SETTINGS:
        value = values[setting.name]
        if asked.as_json:
            output.record({"name": setting.name, "value": value, "default": setting.written, "help": setting.help})
        rows.append((setting.name, _written(value), setting.help))
    if not asked.as_json:
        if output.on_terminal():
            from tui.cli import page

            page.table(rows, ("setting", "value", ""), flexible=2)
        else:
            for row in rows:
                output.row(*row)
    return leaving.WRONG if settings.problems else leaving.FOUND


def _written(value: object) -> str:
    """A value as the file would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        json.dumps(value, ensure_ascii=False) if isinstance(value, dict | tuple | list) or value == "" else str(value)
    )
