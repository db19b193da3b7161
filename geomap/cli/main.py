"""The ``geomap`` command: finds the subcommand, maps errors to exit codes."""

from __future__ import annotations

import importlib
import sys
import traceback

import click

from geomap import __version__
from geomap.errors import ExitCode, GeomapError, visible

COMMANDS = {
    "build": "Build a map from articles: one HTML file that works offline.",
    "extract": "Write the documents with their mentions and claims.",
    "resolve": "Say which place a name means, and why.",
    "control": "Write who holds what on a day, as data.",
    "changes": "Say what changed between two days.",
    "explain": "Print the ledger behind one place on one day.",
    "figure": "Draw the same map for paper: PNG, SVG or PDF.",
    "embed": "Make the lines that put a finished map into a report.",
    "report": "Write the whole report: summary, map, tables, ledger.",
    "convert": "Turn claims, events or areas into another format.",
    "gazetteer": "Check, search and extend the gazetteer.",
    "demo": "Build the packaged sample map; needs no input.",
}
"""Command name -> first line of its help, so that ``geomap --help`` imports no command."""


class LazyGroup(click.Group):
    """Imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a user's work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command's object, out of the module of its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"geomap.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from `COMMANDS`."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geomap")
def cli() -> None:
    """Turn reporting into maps of who holds what.

    \b
    Example:
      geomap demo
      geomap build articles/ -o output/map.html --as-of 2014-06-22
    """


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code.

    0 done, 1 a bug, 2 wrong usage, 3 bad input, 4 network (`geomap.errors.ExitCode`).
    """
    try:
        result = cli.main(args=arguments, prog_name="geomap", standalone_mode=False)
        return result if isinstance(result, int) else int(ExitCode.DONE)
    except click.exceptions.Abort:
        click.echo("geomap: stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except GeomapError as error:
        click.echo(f"geomap: {error}", err=True)
        return int(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        return int(ExitCode.DONE)
    except Exception as error:
        click.echo(traceback.format_exc(), err=True)
        click.echo(f"geomap: this is a bug in geomap, not in your input: {visible(repr(error))}", err=True)
        click.echo("  Try: the same command on fewer inputs, and report the lines above", err=True)
        return int(ExitCode.BUG)


def entry() -> None:
    """Console-script entry point."""
    sys.exit(main())
