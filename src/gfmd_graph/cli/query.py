"""`gfmd-graph query`: any SPARQL 1.1 query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.drawings import write_drawing
from gfmd_graph.cli.options import draw_option, from_option
from gfmd_graph.cli.servers import endpoint as server
from gfmd_graph.cli.servers import endpoint_option, user_option
from gfmd_graph.cli.tables import emit, escaped, format_option, from_json, write
from gfmd_graph.errors import Problem, visible

if TYPE_CHECKING:
    from gfmd_graph.graph.store import Answer, Answering


@click.command(
    name="query",
    epilog="Example: gfmd-graph query 'SELECT ?s ?text { ?s gfmd:mentions area:BRA ; gfmd:text ?text }'",
)
@click.argument("sparql", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option("--graph", type=click.Path(path_type=Path), help="Ask an RDF file instead of the built graph.")
@from_option
@click.option(
    "--timeout", type=click.FloatRange(min=0.01), default=30.0, show_default=True,
    help="Stop the query after so many seconds.",
)  # fmt: skip
@endpoint_option
@user_option
@click.option("--rules/--no-rules", default=False, help="Ask also what follows: broader concepts, members of"
              " regions, links in the words of public vocabularies.")  # fmt: skip
@format_option
@draw_option
def query(
    sparql: str | None, file: Path | None, graph: Path | None, store: Path, timeout: float,
    endpoint: str | None, user: str | None, rules: bool, form: str, draw: Path | None,
) -> None:  # fmt: skip
    """Ask the built graph in SPARQL 1.1; SPARQL may be - for standard input.

    SELECT gives a table, ASK true or false, CONSTRUCT and DESCRIBE Turtle. The prefixes of the ontology are
    known. The default graph is the union of all graphs.
    """
    from gfmd_graph.graph.store import Graph

    text = _text(sparql, file)
    elsewhere = server(endpoint, user, timeout) if endpoint else None
    answer = elsewhere.answer(text) if elsewhere else _here(graph or store, text, timeout, rules)
    if draw:
        _draw(draw, answer, elsewhere or Graph.open(graph or store))
    elif answer.kind == "graph":
        emit(escaped(answer.content.decode()))
    elif form == "json":
        emit(escaped(answer.content.decode()) + "\n")
    elif answer.kind == "boolean":
        emit("true\n" if b"true" in answer.content else "false\n")
    else:
        write(from_json(answer.content, short=form != "csv"), form)


def _draw(target: Path, answer: Answer, graph: Answering) -> None:
    """The answer as a page. Raises `Problem` for true and false."""
    from gfmd_graph.graph.store import Graph

    if answer.kind == "boolean":
        raise Problem("true and false cannot be drawn", "", "ask with SELECT or CONSTRUCT")
    if answer.kind == "graph":
        write_drawing(target, graph, Graph.from_turtle(answer.content, "the answer").quads(), "SPARQL")
    else:
        write_drawing(target, graph, from_json(answer.content, short=False), "SPARQL")


def _here(graph: Path, sparql: str, timeout: float, rules: bool) -> Answer:
    """The answer of a graph on this machine; what was probably mistyped goes to standard error."""
    from gfmd_graph.graph.limited import answer_within

    limited = answer_within(graph, sparql, timeout, rules)
    for hint in limited.hints:
        click.echo(visible(f"Note: {hint}."), err=True)
    return limited.answer


def _text(sparql: str | None, file: Path | None) -> str:
    """The query, wherever it stands."""
    if (sparql is None) == (file is None):
        raise Problem("the query is given once", "", "write it after the command, or -f and its file")
    try:
        if file is not None:
            return file.read_text(encoding="utf-8")
        if sparql == "-":
            return sys.stdin.buffer.read().decode("utf-8")
    except OSError as error:
        raise Problem(f"cannot be read ({error.strerror})", str(file), "check the path") from error
    except UnicodeDecodeError as error:
        raise Problem("is not UTF-8", str(file or "standard input"), "save the query as UTF-8") from error
    return sparql or ""
