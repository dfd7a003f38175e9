"""`gfmd-graph templates`: the forms that are known, and which of them a report was written on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.options import ontology_option
from gfmd_graph.errors import Problem, visible

if TYPE_CHECKING:
    from gfmd_graph.form.recognise import Recognised
    from gfmd_graph.graph.store import Table
    from gfmd_graph.knowledge.templates import Template

_SHOWN = 160


@click.command()
@click.argument("report", type=click.Path(path_type=Path), required=False)
@ontology_option
def templates(report: Path | None, ontology: Path | None) -> None:
    """List the templates; with REPORT, say which one it was written on, how well, and what is left over.

    \b
    Example:
      gfmd-graph templates
      gfmd-graph templates data/reports/example-2018-detention-alternatives.txt
    """
    from gfmd_graph.cli.tables import write
    from gfmd_graph.knowledge.templates import load_templates
    from gfmd_graph.resources import default_ontology

    if report is None:
        write(_listed(load_templates(ontology or default_ontology())), "table")
        return
    for line in _told(_recognised(report, ontology or default_ontology())):
        click.echo("  " * line.startswith(" ") + visible(line))


def _recognised(report: Path, ontology: Path) -> Recognised:
    from gfmd_graph.form.recognise import recognised
    from gfmd_graph.read.reader import read_document
    from gfmd_graph.reading import knowledge_of
    from gfmd_graph.register import entries

    found, problems = entries([report])
    if problems:
        raise problems[0]
    if len(found) > 1:
        raise Problem(f"holds {len(found)} reports", str(report), f'name one, as in "{found[0][0]}"')
    path, entered = found[0]
    return recognised(read_document(path), entered, knowledge_of(ontology))


def _listed(known: tuple[Template, ...]) -> Table:
    from gfmd_graph.graph.store import Table

    rows = tuple((one.code, one.language, one.year, len(one.questions), one.title) for one in known)
    return Table(("template", "language", "year", "questions", "title"), rows)


def _told(found: Recognised) -> Iterator[str]:
    match, report = found.match, found.report
    if match is None:
        headings = {one.question.span: one for one in report.statements if one.question}
        yield "template: none matches; read by its headings"
        yield f"headings: {len(headings)}"
        for one in headings.values():
            words = report.text[one.question.span.start : one.question.span.end] if one.question else ""
            yield f"  {one.kind or 'kind not told'}: {_short(words)}"
    else:
        template = match.template
        yield f"template: {template.code} ({template.language}), {template.title}"
        yield f"questions found: {len(match.found)} of {len(template.questions)}"
        yield f"mean likeness: {match.likeness:.2f}"
        yield f"questions missing: {len(match.missing)}"
        for entry in match.missing:
            yield f"  {entry.id}: {_short(entry.text)}"
    yield f"statements: {sum(one.kind != 'unanswered' for one in report.statements)}"
    yield f"lines left over: {len(found.left_over)}"
    for line in found.left_over:
        yield f"  {_short(line)}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
