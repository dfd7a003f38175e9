"""`gfmd-graph show`: one report as the program understood it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gfmd_graph.cli.options import ontology_option
from gfmd_graph.errors import visible

if TYPE_CHECKING:
    from gfmd_graph.model import Extraction, Report


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--raw", is_flag=True, help="Print the text that all offsets point into, and nothing else.")
@ontology_option
def show(report: Path, form: str, raw: bool, ontology: Path | None) -> None:
    """Show REPORT as the program understood it, statement by statement, with what was found in each.

    \b
    Example:
      gfmd-graph show data/reports/example-2018-detention-alternatives.txt
    """
    from gfmd_graph.lines import report_line, statement_line
    from gfmd_graph.reading import extract, read_report

    read = read_report(report, ontology)
    if raw:
        sys.stdout.buffer.write(read.text.encode("utf-8", "replace"))
        return
    found = extract(read, ontology)
    names = concept_names(ontology)
    if form == "jsonl":
        for line in (report_line(read), *(statement_line(one, names) for one in found)):
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    for text in _for_people(read, found, names):
        click.echo(text)


def concept_names(ontology: Path | None = None) -> dict[str, str]:
    """The English name of every concept, by IRI."""
    from gfmd_graph.knowledge.vocabulary import load_vocabulary
    from gfmd_graph.resources import default_ontology

    return {iri: c.name for iri, c in load_vocabulary(ontology or default_ontology()).concepts.items()}


def _for_people(report: Report, found: Sequence[Extraction], names: Mapping[str, str]) -> Iterator[str]:
    from gfmd_graph.lines import statement_line

    form = f"form {report.template}" if report.template else "no known form"
    yield click.style(visible(report.title), bold=True)
    yield f"{form}, {report.language}, {len(found)} statements"
    question = None
    for extraction in found:
        statement = extraction.statement
        code = statement.question.code if statement.question else ""
        if code != question:
            question = code
            yield ""
            yield click.style(f"{code or 'text'}", bold=True)
        yield f"  [{statement.kind or 'kind not told'}] {visible(statement.text) or '(no answer)'}"
        yield from (
            click.style(f"      {line}", dim=True) for line in _details(statement_line(extraction, names))
        )


def _details(line: dict[str, Any]) -> Iterator[str]:
    from gfmd_graph.extraction.extract import THRESHOLD

    named = [f"{m['text']} = {m.get('code', '?')}" for m in line["mentions"] if m["type"] != "year"]
    if named:
        yield visible("names: " + "; ".join(dict.fromkeys(named)))
    for one in (one for one in line["objectives"] if one["confidence"] >= THRESHOLD):
        words = ", ".join(f'"{word}"' for word in one["words"])
        yield visible(f"objective {one['number']}: {one['basis']} {one['confidence']:.2f}, from {words}")
    if line["practice"]:
        parts = [f"{key} {_plain(value)}" for key, value in line["practice"].items() if value]
        yield visible("practice: " + "; ".join(parts))
    for key in ("populations", "levels", "horizon"):
        if line[key]:
            yield visible(f"{key}: {_plain(line[key])}")


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
