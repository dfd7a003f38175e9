"""`gfmd-graph ask`: named questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.tables import emit, escaped, format_option, write

if TYPE_CHECKING:
    from gfmd_graph.graph.questions import Question

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
    for name, text in PARAMETERS.items():
        command.params.append(click.Option([f"--{name}"], multiple=True, help=text))
    return command


@_with_parameters
@click.command(name="ask", epilog="Example: gfmd-graph ask champions --objective 5 --country Brazil")
@click.argument("name", required=False)
@format_option
@click.option("--language", help="The language of names: en, fr or es; English where a name has no other.")
@click.option("--explain", is_flag=True, help="Write the SPARQL that would be run, instead of its answer.")
@click.option(
    "--from", "store", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="The folder that `gfmd-graph build` wrote, or an RDF file.",
)  # fmt: skip
@click.option("--ontology", type=click.Path(path_type=Path), help="The folder with questions/*.rq.")
def ask(
    name: str | None, form: str, language: str | None, explain: bool, store: Path, ontology: Path | None,
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
    graph = Graph.open(store)
    sparql = questions.prepare(graph, question, given)
    if explain:
        emit(sparql)
    elif form == "json":
        emit(escaped(graph.answer(sparql).content.decode()) + "\n")
    else:
        write(graph.select(sparql), form, question.shown)


def _list(known: tuple[Question, ...], form: str) -> None:
    from gfmd_graph.graph.store import Table

    rows = tuple(
        (one.name, one.title, " ".join(f"--{takes.name}" for takes in one.parameters)) for one in known
    )
    write(Table(("question", "title", "takes"), rows), form, ("question", "title"))
