"""`gfmd-graph score`: precision, recall and F1 against what a careful reader found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.options import ontology_option
from gfmd_graph.errors import visible

if TYPE_CHECKING:
    from gfmd_graph.lines import Line
    from gfmd_graph.score import Row


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("report", required=False, type=click.Path(path_type=Path))
@click.option("--errors", multiple=True, metavar="TASK", help="List the errors of a task with their words.")
@ontology_option
def score(gold: Path, report: Path | None, errors: tuple[str, ...], ontology: Path | None) -> None:
    """Score the program against GOLD, a JSON Lines file with one statement a line.

    With REPORT, its statements are compared with the rows; without, the text of each row is read as a
    statement of its own. tests/golden/statements/README.md says what a row holds.

    \b
    Example:
      gfmd-graph score tests/golden/statements/held.jsonl
    """
    from gfmd_graph.resources import default_ontology
    from gfmd_graph.score import alone, by_objective, calibration, read_gold, statements
    from gfmd_graph.score import score as scores_of

    folder = ontology or default_ontology()
    rows = read_gold(gold)
    lines = _lines(report, folder) if report else []
    pairs = _matched(lines, rows) if report else list(alone(rows, folder))
    found = ({"statements": statements(lines, rows)} if report else {}) | scores_of(pairs)
    click.echo(f"{'task':<18} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'wrong':>6} {'missed':>6}")
    for task, one in found.items():
        counts = f"{one.right:>6} {len(one.wrong):>6} {len(one.missed):>6}"
        click.echo(f"{task:<18} {one.precision:>6.3f} {one.recall:>6.3f} {one.f1:>6.3f} {counts}")
    if all("objectives" in row for row in rows):
        each = by_objective(pairs)
        click.echo(f"objectives, mean F1 over the 23: {sum(one.f1 for one in each.values()) / len(each):.3f}")
        for low, high, share, number in calibration(pairs):
            click.echo(f"confidence {low:.2f} to {high:.2f}: right in {share:.2f} of {number}")
    for task in errors:
        if task not in found:
            raise click.BadParameter(f"there is no task '{task}'; name one of {', '.join(found)}")
        for kind, listed in (("wrong", found[task].wrong), ("missed", found[task].missed)):
            for words in listed:
                click.echo(visible(f"{task} {kind}: {words}"))


def _lines(report: Path, ontology: Path) -> list[Line]:
    from gfmd_graph.knowledge.vocabulary import load_vocabulary
    from gfmd_graph.lines import statement_line
    from gfmd_graph.reading import extract, read_report

    names = {iri: concept.name for iri, concept in load_vocabulary(ontology).concepts.items()}
    return [statement_line(one, names) for one in extract(read_report(report, ontology), ontology)]


def _matched(lines: list[Line], rows: list[Row]) -> list[tuple[Line, Row]]:
    from gfmd_graph.score import matched

    return list(matched(lines, rows))
