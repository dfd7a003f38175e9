"""What the named questions answer over our example reports: read by a person, and the same on every engine.

`tests/golden/answers/calls.jsonl` says what is asked, `NAME.csv` what a person sees then, `NAME.all.csv` with
every parameter set. They follow from the reports, the vocabularies and the rules of extraction: after a
change of these, `GFMD_GRAPH_BLESS=1 pytest tests/test_answers.py` writes them anew, to be read as a diff.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import rdflib

import servers
from gfmd_graph import rdf
from gfmd_graph.graph import questions
from gfmd_graph.graph.remote import Endpoint, GraphStore, push
from gfmd_graph.graph.store import Graph
from gfmd_graph.journey import Summary
from gfmd_graph.namespaces import GFMD, PREFIXES, RDF, VOCABULARY_GRAPH
from gfmd_graph.web import Web
from places import ROOT
from test_questions import _number

ANSWERS = ROOT / "tests" / "golden" / "answers"
KNOWN = {question.name: question for question in questions.load()}
SERVERS = {"oxigraph": ("oxigraph", servers.oxigraph), "virtuoso": ("virtuoso-t", servers.virtuoso)}
MEMBER = GFMD + "hasMember"
Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Call:
    """A question, what it is asked with, and the file that has its answer."""

    name: str
    words: dict[str, str]
    file: str


def calls() -> list[Call]:
    found = []
    for line in (ANSWERS / "calls.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found.append(Call(row["question"], row["with"], row["question"] + ".csv"))
        found.append(Call(row["question"], row["all"], row["question"] + ".all.csv"))
    return found


@pytest.fixture(scope="module")
def built(examples: tuple[Path, Summary]) -> Graph:
    return Graph.open(examples[0])


@pytest.fixture(scope="module", params=["rdflib", *SERVERS])
def engine(
    request: pytest.FixtureRequest, built: Graph, examples: tuple[Path, Summary],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], Rows]]:  # fmt: skip
    """What answers a query, other than our own store."""
    if request.param == "rdflib":
        union = rdflib.Graph().parse(data=spoken_of(built), format="nt")
        yield lambda sparql: [tuple(map(_number, row)) for row in union.query(sparql)]  # type: ignore[arg-type]
        return
    program, start = SERVERS[request.param]
    if not servers.found(program):
        pytest.skip(f"{program} is not installed")
    with ExitStack() as stack:
        server = stack.enter_context(start(tmp_path_factory.mktemp(request.param)))
        push(built, GraphStore(Web(server.store, server.credentials)))
        endpoint = Endpoint(Web(server.query))
        yield lambda sparql: [tuple(map(_number, row)) for row in endpoint.select(sparql).rows]


def spoken_of(graph: Graph) -> bytes:
    """N-Triples of the reports and of what questions can say of them: rdflib takes hours for all the rest."""
    named = re.findall(r"\b(\w+):(\w+)", "\n".join(question.sparql for question in KNOWN.values()))
    asked = {PREFIXES[prefix] + name for prefix, name in named if prefix in PREFIXES} | {RDF + "type"}
    reports = [quad for name in graph.names() if name != VOCABULARY_GRAPH for quad in graph.quads(name)]
    said = {rdf.value(quad.object) for quad in reports}
    rows = graph.select(
        "SELECT DISTINCT ?it { VALUES ?class { gfmd:Region gfmd:Objective gfmd:Population gfmd:PracticeType"
        " gfmd:Term gfmd:Meeting gfmd:Question } { ?it a ?class } UNION { ?it gfmd:hasMember ?any } }"
    ).rows
    kept = said | {str(iri) for (iri,) in rows}
    known = [
        quad
        for quad in graph.quads(VOCABULARY_GRAPH)
        if rdf.value(quad.subject) in kept
        and (rdf.value(quad.predicate) != MEMBER or rdf.value(quad.object) in said)
    ]
    lines = [quad for quad in [*reports, *known] if rdf.value(quad.predicate) in asked]
    return rdf.dump(lines, rdf.SUFFIXES[".nt"])


@cache
def answer(graph: Graph, name: str, words: tuple[tuple[str, str], ...]) -> tuple[str, Rows, str]:
    """The query, its rows, and the columns for a person as CSV."""
    question = KNOWN[name]
    sparql = questions.prepare(graph, question, dict(words))
    table = graph.select(sparql)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(question.shown)
    writer.writerows([row[column] for column in question.shown] for row in table.dicts())
    return sparql, [tuple(map(_number, row)) for row in table.rows], written.getvalue()


@pytest.mark.parametrize("call", calls(), ids=lambda call: call.file)
def test_the_answer_is_the_one_that_was_read(call: Call, built: Graph) -> None:
    _, _, found = answer(built, call.name, tuple(call.words.items()))
    file = ANSWERS / call.file
    if os.environ.get("GFMD_GRAPH_BLESS"):
        file.write_text(found, encoding="utf-8")
    assert found.splitlines() == file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("call", calls(), ids=lambda call: call.file)
def test_every_engine_answers_the_same(call: Call, built: Graph, engine: Callable[[str], Rows]) -> None:
    sparql, rows, _ = answer(built, call.name, tuple(call.words.items()))
    assert engine(sparql) == rows


def test_every_question_is_asked_plainly_and_with_every_parameter() -> None:
    asked = calls()
    assert {call.name for call in asked} == set(KNOWN)
    assert {path.name for path in ANSWERS.glob("*.csv")} == {call.file for call in asked}
    for call in asked[1::2]:
        assert set(call.words) == {parameter.name for parameter in KNOWN[call.name].parameters}
