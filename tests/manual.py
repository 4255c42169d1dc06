"""The man page, made from the same tables as the help: one page for all verbs, so that one search finds everything.

A page a command, as the libraries for click write it, would be thirty files for one program; and none of them takes a
group whose verbs are loaded when they are called. What roff needs here is forty lines.
"""

from __future__ import annotations

import inspect
import re

import click
from guide_parts import commands, groups, heading

from index.settings import SETTINGS
from tui.actions import ACTIONS
from tui.cli import group

FILES = (
    ("~/.config/variorum/", "config.yaml, keys.yaml, themes/*.yaml, topics/*.yaml, lexicons/*.yaml: your own."),
    ("~/.local/share/variorum/", "excerpts.jsonl, the log of saved excerpts: keep it."),
    ("~/.local/state/variorum/", "Reading positions, marks, history, the last copy, a log of errors."),
    ("~/.cache/variorum/", "Search indexes; may be deleted at any time."),
    ("library.yaml", "In a folder of sources: what is known of them, and what is none."),
)
ENVIRONMENT = (
    ("VARIORUM_LIBRARY", "The library when none is named; several folders are parted by colons."),
    ("VARIORUM_PLAIN", "Set to 1: plain lines on a terminal too, and no reader; for a screen reader."),
    ("NO_COLOR", "No colours, in the reader and in what the verbs print."),
    (
        "TERM, COLORTERM, LANG, LC_ALL",
        "What the terminal can show. With TERM=dumb there is plain text instead of the reader.",
    ),
)
STATUS = (
    ("0", "Found, or exact, or done."),
    ("1", "Nothing found."),
    ("2", "A usage error, or something that could not be done; one line on standard error says what."),
    ("3", "A quotation or an excerpt differs from its source."),
)


def plain(text: str) -> str:
    """Text that roff prints as it stands."""
    escaped = (
        text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("~", "\\(ti")
        .replace("^", "\\(ha")
        .replace("`", "\\(ga")
        .replace("'", "\\(aq")
    )
    return re.sub(r"(?m)^([.'])", r"\\&\1", escaped)


def _item(term: str, text: str) -> list[str]:
    return [".TP", f"\\fB{plain(term)}\\fR", plain(text)]


def _prose(text: str) -> list[str]:
    """Paragraphs; a block that click is told to leave alone (an example) stays line by line."""
    lines: list[str] = []
    for block in inspect.cleandoc(text).split("\n\n"):
        if block.startswith("\b"):
            shown = inspect.cleandoc(block.removeprefix("\b").strip("\n")).split("\n")
            lines += [
                ".PP",
                plain(shown[0]),
                ".RS 4",
                ".nf",
                *(plain(line.strip()) for line in shown[1:]),
                ".fi",
                ".RE",
            ]
        else:
            lines += [".PP", plain(" ".join(block.split()))]
    return lines


def _options(context: click.Context, here: click.Command, shared: set[str]) -> list[str]:
    lines = []
    for parameter in here.get_params(context):
        record = None if isinstance(parameter, click.Argument) else parameter.get_help_record(context)
        if record is not None and parameter.name not in shared and "--help" not in parameter.opts:
            lines += _item(*record)
    return lines


def manual() -> str:
    """variorum(1), in the macros of man(7)."""
    top = click.Context(group.variorum, info_name="variorum")
    lines = [
        '.\\" Made by `make docs` from the commands themselves; do not edit.',
        ".TH VARIORUM 1",
        ".SH NAME",
        "variorum \\- find, compare and keep what your sources say",
        ".SH SYNOPSIS",
        ".B variorum",
        "[\\fIPATH\\fR]...",
        ".br",
        ".B variorum",
        "\\fIVERB\\fR [\\fIARGUMENT\\fR]...",
        ".SH DESCRIPTION",
        *_prose(group.variorum.help or ""),
        ".PP",
        plain(group.variorum.epilog or ""),
        ".SH OPTIONS",
        "These stand before or after every verb.",
        *_options(top, group.variorum, set()),
        ".SH VERBS",
    ]
    for name, context, here in commands():
        usage = " ".join(here.collect_usage_pieces(context))
        lines += [f".SS {plain(f'variorum {name} {usage}').rstrip()}", *_prose(here.help or "")]
        lines += _options(context, here, {"roots", "as_json"})
    lines += [".SH KEYS", "What is written with two keys is typed one after the other; ^d is Ctrl and d."]
    for part in groups():
        lines += [f".SS {plain(heading(part))}"]
        for action in (action for action in ACTIONS if part in action.contexts):
            lines += _item("  ".join(action.keys), f"{action.label}: {action.help}")
    lines += [".SH SETTINGS", "In config.yaml:"]
    for setting in SETTINGS:
        lines += _item(f"{setting.name}: {setting.written}", setting.help)
    for title, rows in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", STATUS)):
        lines += [f".SH {title}"]
        for row in rows:
            lines += _item(*row)
    return "\n".join(line for line in lines if line) + "\n"
