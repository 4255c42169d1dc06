"""The command `variorum`: finds the verb, loads its file and no other, and takes anything else for a path to read.

`variorum list` must not pay for importing what compares texts (a third of its start), so the table of verbs holds names
and each verb's module is imported when the verb is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

import click

from tui.cli import VERBS, leaving
from tui.cli.verb import plain_option

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class LazyGroup(click.Group):
    """A group whose verbs are imported when they are called. `modules` maps a verb to the module with its `command`.

    `elsewhere` maps what other programs call a verb to its name here, for the hint to whoever tries it.
    """

    def __init__(
        self, *args: Any, modules: dict[str, str], elsewhere: Mapping[str, str] = MappingProxyType({}), **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.modules = modules
        self.elsewhere = elsewhere

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        command = import_module(self.modules[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.modules and not ctx.resilient_parsing:
            from difflib import get_close_matches

            meant = self.elsewhere.get(args[0]) or next(iter(get_close_matches(args[0], self.modules, 1)), "")
            hint = f"did you mean {meant}?" if meant else f"there are {', '.join(self.modules)}"
            raise click.UsageError(f"no verb {args[0]!r} here; {hint}", ctx)
        return super().resolve_command(ctx, args)


class Variorum(LazyGroup):
    """The top of the command line: what is not a verb is a path to read."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = _first_word(args)
        asks_group = at < len(args) and args[at] in ("-h", "--help", "--version")
        if not asks_group and not (at < len(args) and args[at] in self.modules) and not ctx.resilient_parsing:
            args = [*args[:at], "read", *args[at:]]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        found = super().shell_complete(ctx, incomplete)
        if not found:
            from click.shell_completion import CompletionItem

            found = [CompletionItem(incomplete, type="file")]
        return found

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with the exit status of the contract; see `tui.cli.leaving`."""

        def run() -> object:
            return super(Variorum, self).main(
                args, "variorum", complete_var, standalone_mode=False, windows_expand_args=windows_expand_args, **extra
            )

        status = leaving.run(run)
        if standalone_mode:
            leaving.leave(status)
        return status

    def invoke(self, ctx: click.Context) -> Any:
        # click answers a closed pipe with status 1, which means "nothing found" here.
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise leaving.ClosedPipeError from error


def _first_word(args: list[str]) -> int:
    """The position of the first argument that is none of -L PATH, --json and --plain: the verb, if there is one."""
    at = 0
    while at < len(args):
        if args[at] in ("-L", "--library"):
            at += 2
        elif (
            args[at] in ("--json", "--plain")
            or args[at].startswith("--library=")
            or (args[at][:2] == "-L" and args[at] != "-L")
        ):
            at += 1
        else:
            break
    return min(at, len(args))


def _print_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import version  # 25 ms that only this option needs

        click.echo(f"variorum {version('variorum')}")
        ctx.exit()


@click.group(
    cls=Variorum,
    modules=VERBS,
    context_settings=HELP_NAMES,
    options_metavar="",
    subcommand_metavar="[PATH]... | VERB [ARGS]...",
    epilog="A PATH that is named like a verb is written ./list. Every verb answers --help with an example.",
)
@click.option("-L", "--library", "roots", multiple=True, metavar="PATH", help="A folder or file of the library.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@plain_option
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="The version."
)
@click.pass_context
def variorum(ctx: click.Context, roots: tuple[str, ...], as_json: bool) -> None:
    """Find, compare and keep what your sources say.

    With a PATH, or with nothing, opens the reader: on that folder or file, else on the last library, and the first
    time on the sample library. With a VERB, answers on standard output.

    \b
    Example:
      variorum ~/sources
      variorum -L ~/sources search "state of the art"
    """
    ctx.obj = (roots, as_json)
