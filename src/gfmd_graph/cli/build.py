"""`gfmd-graph build`: the main job."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gfmd_graph.cli.models import model_options, named_model, said
from gfmd_graph.cli.options import into_option, language_option, ontology_option
from gfmd_graph.errors import visible

if TYPE_CHECKING:
    from gfmd_graph.journey import Progress, Summary


@click.command()
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path))
@into_option
@ontology_option
@language_option
@model_options
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.option("--verbose", "-v", is_flag=True, help="List every finding.")
@click.pass_context
def build(
    ctx: click.Context,
    /,
    reports: tuple[Path, ...],
    into: Path,
    ontology: Path | None,
    language: str,
    quiet: bool,
    verbose: bool,
    **model: Any,
) -> None:
    """Build the graph, the review lists and the pages from REPORTS (files or folders; data/reports if none).

    A report that cannot be read is left out with a sentence that says why, and the others are built.
    Exit code 0: all is built. 1: there are findings, or files of a folder were left out. 2: an input
    that you named could not be read; when none can be read, the last good output stays as it is.

    Nothing leaves this machine, unless you name the address of a model.

    \b
    Example:
      gfmd-graph build data/reports --into output
    """
    from gfmd_graph.journey import build as build_graph

    named = named_model(into, **model)
    started = time.perf_counter()
    with _Bar(shown=not quiet and sys.stderr.isatty()) as progress:
        inputs = reports or (Path("data/reports"),)
        summary = build_graph(inputs, into, ontology, progress, language=language, model=named)
    for problem in summary.problems:
        click.echo(f"gfmd-graph: {problem}", err=True)
    if not quiet:
        _say(summary, into, time.perf_counter() - started)
    if verbose or (not quiet and len(summary.findings) <= 3):
        for finding in summary.findings:
            click.echo(f"  {finding}", err=True)
    wrong = any(finding.severity == "error" for finding in summary.findings)
    ctx.exit(2 if summary.in_vain else 1 if wrong or summary.problems else 0)


def _say(summary: Summary, into: Path, seconds: float) -> None:
    """The summary, and which page to open."""
    links = ", ".join(f"{number} {basis}" for basis, number in summary.links.items()) or "none"
    rows = [
        ("reports", str(summary.reports) + _aside(summary.without_template, "in no known form")),
        ("left out", str(len(summary.problems))),
        (
            "statements",
            str(summary.statements) + _aside(summary.without_kind, "of a kind that could not be told"),
        ),
        ("links", links),
        *([("model", visible(said(summary.heard)))] if summary.heard else []),
        ("findings", str(len(summary.findings)) + ("" if not summary.findings else ", see gfmd-graph check")),
        ("names to review", f"{summary.names_to_review}, see {into / 'review' / 'names.csv'}"),
        ("pages", str(summary.pages)),
        ("seconds", f"{seconds:.1f}"),
    ]
    for name, value in rows:
        click.echo(f"{name:>16}  {value}", err=True)
    click.echo(f"Open {into / 'pages' / 'index.html'} in a browser.", err=True)


def _aside(number: int, words: str) -> str:
    return f" ({number} {words})" if number else ""


class _Bar:
    """A progress bar on standard error, or nothing where nobody looks."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def __enter__(self) -> Progress:
        if not self.shown:
            self._bar = None
            return lambda step, done, of: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description:>8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.start()
        tasks: dict[str, object] = {}

        def step(name: str, done: int, of: int) -> None:
            assert self._bar is not None  # noqa: S101
            if name not in tasks:
                tasks[name] = self._bar.add_task(name, total=of)
            self._bar.update(tasks[name], completed=done, total=of)  # type: ignore[arg-type]

        return step

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
