"""`gfmd-graph ask`: named questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.drawings import write_drawing
from gfmd_graph.cli.options import draw_option, from_option
from gfmd_graph.cli.servers import endpoint as server
from gfmd_graph.cli.servers import endpoint_option, user_option
from gfmd_graph.cli.tables import FORMATS, emit, emit_bytes, escaped, text, write
from gfmd_graph.errors import Problem
from gfmd_graph.output import replaced_file

if TYPE_CHECKING:
    from gfmd_graph.graph.questions import Question
    from gfmd_graph.graph.store import Answering, Table

PARAMETERS = {
    "objective": "An objective of the Global Compact: its number, or words of its title.",
    "country": "A country: its name in English, French or Spanish, or its code.",
    "organisation": "An organisation: its name or acronym.",
    "region": "A region or community of States: its name or code.",
    "report": "A report: its code, or words of its title.",
    "year": "A year.",
    "level": "local, national, regional or global.",
    "kind": "A kind of statement: priority, practice, question, action ...",
    "status": "existing, past or proposed.",
    "link": "A kind of link: implementedBy, takesPlaceIn, affects, objective ...",
    "population": "A group of people: children, refugees ...",
}
"""What a question may be narrowed to; each may be given more than once, which means: one of them."""


def _with_parameters(command: click.Command) -> click.Command:
    for name, said in PARAMETERS.items():
        command.params.append(click.Option([f"--{name}"], multiple=True, help=said))
    return command


@_with_parameters
@click.command(name="ask", epilog="Example: gfmd-graph ask champions --objective 5 --country Brazil")
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice([*FORMATS, "xlsx"]), default="table", show_default=True,
    help="How to write the answer. JSON is SPARQL 1.1 Query Results JSON; in CSV, text that a spreadsheet"
    " would run as a formula begins with an apostrophe; xlsx needs --to or a pipe.",
)  # fmt: skip
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the answer to this file; .csv, .json, .md and .xlsx tell the format.")  # fmt: skip
@draw_option
@click.option("--language", help="The language of names: en, fr or es; English where a name has no other.")
@click.option("--words", "behind", is_flag=True, help="Where rows count things, show the words behind them.")
@click.option("--explain", is_flag=True, help="Write the SPARQL that would be run, instead of its answer.")
@from_option
@endpoint_option
@user_option
@click.option("--timeout", type=click.FloatRange(min=0.01), default=60.0, show_default=True,
              help="Seconds that a server elsewhere may take.")  # fmt: skip
@click.option("--ontology", type=click.Path(path_type=Path), help="The folder with questions/*.rq.")
def ask(
    name: str | None, form: str, target: Path | None, draw: Path | None, language: str | None,
    behind: bool, explain: bool,
    store: Path, endpoint: str | None, user: str | None, timeout: float, ontology: Path | None,
    **words: tuple[str, ...],
) -> None:  # fmt: skip
    """Ask a named question; without NAME, list them.

    In a terminal and in Markdown the answer leaves out the identifiers that CSV and JSON hold.
    """
    from gfmd_graph.graph import questions
    from gfmd_graph.graph.store import Graph

    known = questions.load(ontology)
    if name is None:
        _list(known, form)
        return
    question = questions.find(known, name)
    given = {key: values for key, values in words.items() if values}
    if language:
        given["language"] = (language,)
    for key in given:
        question.parameter(key)  # before a large graph is read
    form = _form(form, target)
    graph: Answering = server(endpoint, user, timeout) if endpoint else Graph.open(store)
    sparql = questions.prepare(graph, question, given)
    if explain:
        emit(sparql)
    elif draw:
        write_drawing(draw, graph, graph.select(sparql), question.title, language or "en")
    elif form == "json" and not behind and target is None:
        emit(escaped(graph.answer(sparql).content.decode()) + "\n")
    else:
        table = graph.select(sparql)
        if behind:
            table, question = questions.behind(graph, known, question, table, language)
        _give(table, form, target, question)


def _form(form: str, target: Path | None) -> str:
    """The format that the file's name tells, where none was asked for. Raises `Problem`."""
    told = {".csv": "csv", ".json": "json", ".md": "markdown", ".xlsx": "xlsx"}
    if target is not None and form == "table":
        form = told.get(target.suffix.lower(), form)
    if form == "xlsx" and target is None and sys.stdout.isatty():
        raise Problem("a workbook is no text for a terminal", "", "name a file with --to")
    return form


def _give(table: Table, form: str, target: Path | None, question: Question) -> None:
    """The answer on standard output or in the file."""
    from gfmd_graph.cli.sheets import xlsx

    if target is None:
        if form == "xlsx":
            emit_bytes(xlsx(table, question.name))
        else:
            write(table, form, question.shown)
        return
    content = xlsx(table, question.name) if form == "xlsx" else text(table, form, question.shown).encode()
    with replaced_file(target, "choose another with --to") as file:
        file.write(content)


def _list(known: tuple[Question, ...], form: str) -> None:
    from gfmd_graph.graph.store import Table

    rows = tuple(
        (one.name, one.title, " ".join(f"--{takes.name}" for takes in one.parameters)) for one in known
    )
    write(
        Table(("question", "title", "takes"), rows),
        "table" if form == "xlsx" else form,
        ("question", "title"),
    )
