"""`keys`: every action of the reader with its keys, as they are after the changes in `keys.yaml`."""

from __future__ import annotations

from tui.cli import leaving, output
from tui.cli.verb import Asked, verb


@verb("keys", short_help="Every key of the reader.")
def command(asked: Asked) -> int:
    """List the actions of the reader: keys, name, what it does, where it works. Changes in keys.yaml are included.

    \b
    Example:
      variorum keys
      variorum keys --json
    """
    from index.paths import config_dir
    from tui.actions import ACTIONS, CHAINS, PANES
    from tui.keymap import load_keymap

    keymap = load_keymap(config_dir() / "keys.yaml")
    for problem in keymap.problems:
        output.note(problem)
    rows = []
    for action in ACTIONS:
        panes = [PANES[pane] for pane, chain in CHAINS.items() if any(group in chain for group in action.contexts)]
        keys = keymap.all_shown(action.id)
        if asked.as_json:
            where = [pane for pane, chain in CHAINS.items() if any(group in chain for group in action.contexts)]
            output.record(
                {"id": action.id, "keys": list(keys), "label": action.label, "help": action.help, "panes": where}
            )
        rows.append(("  ".join(keys), action.label, action.help, action.id, ", ".join(panes)))
    if asked.as_json:
        return leaving.FOUND
    if output.on_terminal():
        from tui.cli import page

        page.table([row[:4] for row in rows], ("keys", "does", "", "action"), flexible=2, spare=[3, 1])
    else:
        for row in rows:
            output.row(*row)
    return leaving.FOUND
