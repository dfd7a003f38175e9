"""`gfmd-graph`: one command a module, loaded when it is called, so that --help answers at once."""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module

import click

from gfmd_graph.errors import Problem

COMMANDS: dict[str, str] = {
    "build": "Build the graph, the review lists and the pages from reports.",
    "show": "Show one report as the program understood it.",
    "templates": "List the forms that are known; with a report, say which one it is on.",
    "ask": "Ask a named question; without a name, list the questions.",
    "query": "Ask any SPARQL 1.1 query.",
    "check": "Check shapes, evidence and privacy of the graph.",
    "pages": "Make the interactive pages again.",
    "export": "Export the graph for other systems.",
    "push": "Write the graph to a server elsewhere.",
    "review": "Show names and links that wait for a person.",
    "score": "Score the program against what a careful reader found.",
    "serve": "Serve the pages, SPARQL and the named questions over HTTP.",
}
"""Command -> its one line of help. Its module has the command's name."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"gfmd_graph.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"auto_envvar_prefix": "GFMD_GRAPH", "help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="gfmd-graph", prog_name="gfmd-graph")
def cli() -> None:
    """Turn civil-society reports on migration governance into a knowledge graph.

    Links countries, practices, the 23 objectives of the Global Compact for Migration and organisations,
    each link with the words that say it. Works offline; the same input gives the same bytes.

    \b
    Example:
      gfmd-graph build data/reports
      gfmd-graph ask practices-of-objective --objective 5
    """


_OBJECTS_BETWEEN = 100_000
"""A build makes millions of small things that live to its end: they need not be collected so often."""


def _interrupt(number: int, frame: object) -> None:
    """A polite end is like Ctrl-C: what is half done is cleaned away."""
    raise KeyboardInterrupt


def main() -> None:
    """Run a command. Exit 0 done, 1 findings, 2 could not; an error is one or two sentences."""
    signal.signal(signal.SIGTERM, _interrupt)
    gc.set_threshold(_OBJECTS_BETWEEN, 50, 50)
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as finished:
        code = finished.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except Problem as problem:
        click.echo(f"gfmd-graph: {problem}", err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("gfmd-graph: stopped; the last good output is as it was.", err=True)
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone, as with `| head`; Python must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
