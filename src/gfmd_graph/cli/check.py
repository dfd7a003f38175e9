"""`gfmd-graph check`: findings in words."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gfmd_graph.cli.options import from_option, ontology_option


@click.command()
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path))
@from_option
@ontology_option
@click.pass_context
def check(ctx: click.Context, reports: tuple[Path, ...], store: Path, ontology: Path | None) -> None:
    """Check the built graph: its shapes, its evidence, its privacy, its vocabularies.

    REPORTS are the files or folders it was built from (data/reports if there are any): every piece of
    evidence is then looked up at its place in them. Exit code 1 if there are errors.

    \b
    Example:
      gfmd-graph check data/reports
    """
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.graph.validate import findings, vocabulary_findings
    from gfmd_graph.resources import default_ontology

    folder = ontology or default_ontology()
    graph = Graph.open(store)
    default = Path("data/reports")
    texts = _texts(store, reports or ((default,) if default.is_dir() else ()), folder)
    found = [*findings(graph, folder, texts), *vocabulary_findings(graph, folder)]
    for finding in found:
        click.echo(str(finding))
    looked = f"evidence of {len(texts)} reports looked up in their texts"
    click.echo(f"{len(found)} findings; {looked}.", err=True)
    ctx.exit(1 if any(finding.severity == "error" for finding in found) else 0)


def _texts(store: Path, reports: tuple[Path, ...], ontology: Path) -> dict[str, str]:
    """The texts of the reports that the graph was built from, by IRI; only those that are still the same."""
    from gfmd_graph.errors import Problem
    from gfmd_graph.reading import read_report
    from gfmd_graph.register import entries

    made = store / "build.json"
    digests = {}
    if made.is_file():
        digests = {
            row["report"]: row["text_sha256"] for row in json.loads(made.read_text("utf-8"))["reports"]
        }
    texts = {}
    for path, entered in entries(reports)[0]:
        if entered.iri not in digests:
            continue
        try:
            report = read_report(path, ontology, entered)
        except Problem as problem:
            click.echo(f"gfmd-graph: {problem}", err=True)
            continue
        if report.digest == digests[entered.iri]:
            texts[report.iri] = report.text
        else:
            click.echo(
                f"gfmd-graph: {path}: has changed since the build; build again to check its evidence.",
                err=True,
            )
    return texts
