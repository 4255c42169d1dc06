"""The command palette (`:`): every action and every verb of the command line, by any word one might use for it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from tui.actions import ACTIONS, CHAINS, PANES, PROMPTS, Action
from tui.screens.chooser import Choice, Chooser
from tui.screens.keyed import Keyed
from tui.screens.matching import matching
from tui.screens.report import Report, run_verb
from tui.session import Session
from tui.widgets.line_list import Item, LineList

_ALSO = {
    "list": "documents files library sources",
    "show": "text print lines passages",
    "quote": "fact check who said misheard",
    "check": "fact check verify article publish",
    "quotations": "who said quotes people speakers",
    "plot": "chart graph timeline frequency statistics trend concordance",
    "topics": "subjects themes word cloud",
    "excerpt": "highlights notes clippings print bibliography archive",
    "cite": "reference bibliography footnote",
    "keys": "shortcuts bindings",
    "themes": "colours appearance",
    "config": "settings preferences options configure measure width wrap margin",
    "doctor": "version about problems diagnose",
    "completion": "shell tab",
}
"""What a person might call a verb, beside its name and its help."""


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the palette: an action, or a verb of the command line with its arguments."""

    name: str
    help: str
    keys: str = ""
    action: Action | None = None
    where: str = ""  # the panes an action belongs to when it is not one of this pane
    words: str = ""
    arguments: tuple[str, ...] = ()


class CommandList(LineList[Command]):
    """Key, name and help of commands."""

    EMPTY = "no command of that name"

    def item_of(self, value: Command) -> Item:
        where = f" ({value.where})" if value.where else ""
        return Item(
            value.name,
            ((f"{value.keys:>9}  ", "name"), (f"{value.name:<18}", "strong"), (f" {value.help}", ""), (where, "dim")),
        )


def palette(session: Session, below: Keyed) -> Chooser[Command]:
    """The palette over the screen `below`, whose actions come first."""
    commands = [*_actions(session, below), *_verbs(session)]

    def rows(typed: str) -> Sequence[Command]:
        found = matching(
            typed, commands, lambda command: (command.name, f"{command.help} {command.words} {command.keys}")
        )
        verb, _, rest = typed.strip().partition(" ")
        known = next((command for command in commands if command.action is None and command.name == verb), None)
        if known is not None and rest:
            found.insert(0, Command(f"run {typed.strip()}", known.help, arguments=_split(typed)))
        return found

    async def chosen(command: Command) -> None:
        if command.action is not None:
            await below.run_action_id(command.action.id)
        elif command.arguments[0] == "check" and "check.open" in below.doers and len(command.arguments) < 3:
            # Its report leads to the sources, which printed lines cannot.
            await below.run_action_id("check.open")
            if len(command.arguments) == 2:
                await below.answer(command.arguments[1])
        else:
            await below.app.push_screen(
                Report(session, " ".join(command.arguments), run_verb(session, command.arguments))
            )

    def completed(command: Command) -> str:
        return f"{command.name} " if command.action is None and len(command.arguments) == 1 else ""

    return Chooser(session, Choice("palette", ": ", CommandList(), rows, chosen, complete=completed))


def _actions(session: Session, below: Keyed) -> list[Command]:
    chain = CHAINS[below.place]
    here, elsewhere = [], []
    for action in ACTIONS:
        if all(pane in PROMPTS for pane in _panes(action)):
            continue
        keys = " ".join(session.keymap.all_shown(action.id))
        if any(group in chain for group in action.contexts):
            here.append(Command(action.label, action.help, keys, action, words=f"{action.id} {action.words}"))
        else:
            where = f"in {PANES[_panes(action)[0]]}"
            elsewhere.append(Command(action.label, action.help, keys, action, where, action.words))
    return [*here, *elsewhere]


def _panes(action: Action) -> list[str]:
    """The panes in which an action works."""
    return [pane for pane, groups in CHAINS.items() if any(group in groups for group in action.contexts)]


def _verbs(session: Session) -> list[Command]:
    return [
        Command(name, text, "variorum", words=f"{_ALSO.get(name, '')} command line verb", arguments=(name,))
        for name, text in session.verbs()
    ]


def _split(line: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(line))
    except ValueError:
        return tuple(line.split())
