"""The commands ask, query and export as a person meets them: answers, streams, exit codes, mistakes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gfmd_graph.cli.ask import PARAMETERS, ask
from gfmd_graph.cli.export import export
from gfmd_graph.cli.query import query
from gfmd_graph.cli.tables import FORMATS, as_json, readable
from gfmd_graph.errors import Problem
from gfmd_graph.graph import questions
from gfmd_graph.graph.store import Table

FIXTURES = Path(__file__).parent / "fixtures"
RUN = "from gfmd_graph.cli.main import main; main()"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CHAMPIONS = ["country", "objective", "status", "evidence", "basis", "confidence", "words", "report", "page"]


@cache
def _world() -> bytes:
    return b"".join((FIXTURES / name).read_bytes() for name in ("example.trig", "asking.trig"))


@pytest.fixture
def graph(tmp_path: Path) -> str:
    path = tmp_path / "world.trig"
    path.write_bytes(_world())
    return str(path)


def run(command: object, *words: str, text: bytes | None = None) -> Result:
    return CliRunner().invoke(command, list(words), input=text)  # type: ignore[arg-type]


def test_the_list_of_questions() -> None:
    result = run(ask)
    assert result.exit_code == 0 and result.stderr == ""
    for question in questions.load():
        assert f" {question.name} " in result.stdout and question.title in result.stdout


def test_every_parameter_is_an_option() -> None:
    taken = {parameter.name for question in questions.load() for parameter in question.parameters}
    assert taken == set(PARAMETERS) | {"language"}


def test_formats_of_an_answer(graph: str) -> None:
    words = ["champions", "--country", "Brasil", "--from", graph, "--format"]
    assert run(ask, *words, "markdown").stdout.splitlines()[0] == f"| {' | '.join(CHAMPIONS)} |"
    rows = list(csv.reader(io.StringIO(run(ask, *words, "csv").stdout)))
    assert rows[0] == [*CHAMPIONS, "statement"] and rows[1][:3] == ["Brazil", "15", "existing"]
    document = json.loads(run(ask, *words, "json").stdout)
    assert document["head"]["vars"] == rows[0]
    assert document["results"]["bindings"][0]["statement"]["type"] == "uri"
    assert "Brazil" in run(ask, *words, "table").stdout and len(FORMATS) == 4


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_a_table_fits_the_terminal(graph: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for name in (question.name for question in questions.load()):
        lines = run(ask, name, "--from", graph).stdout.splitlines()
        assert max(map(len, lines), default=0) <= int(columns)


def test_nothing_of_the_data_reaches_the_terminal(graph: str) -> None:
    for form in FORMATS:
        for result in (
            run(ask, "actions", "--from", graph, "--format", form),
            run(query, "SELECT ?t { ?s gfmd:text ?t }", "--graph", graph, "--format", form),
            run(query, "CONSTRUCT { ?s ?p ?t } { ?s ?p ?t }", "--graph", graph),
        ):
            assert result.exit_code == 0 and "documents" in result.stdout
            assert all(ch.isprintable() or ch in "\n\t" for ch in result.stdout)
    assert "\\|" in run(ask, "actions", "--from", graph, "--format", "markdown").stdout
    assert readable("a\x1b[31m\u202eb\nc") == "a\ufffd[31m\ufffdb c"


def test_a_formula_is_guarded_in_csv(graph: str) -> None:
    assert (
        "'=How will Brazil" in run(ask, "questions-to-governments", "--from", graph, "--format", "csv").stdout
    )


def test_explain_can_be_asked_again(graph: str) -> None:
    text = run(ask, "champions", "--country", "SEN", "--from", graph, "--explain").stdout
    assert "VALUES ?theCountry { <https://w3id.org/gfmd/area/SEN> }" in text
    result = run(query, "-", "--graph", graph, "--format", "csv", text=text.encode())
    assert (
        result.stdout == run(ask, "champions", "--country", "SEN", "--from", graph, "--format", "csv").stdout
    )


def test_an_empty_answer_is_said(graph: str) -> None:
    result = run(ask, "organisation-profile", "--organisation", "WHO", "--from", graph)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing was found.\n")


def test_query_forms(graph: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?c { ?c a gfmd:Country } ORDER BY ?c", encoding="utf-8")
    assert "area:AFG" in run(query, "-f", str(file), "--graph", graph).stdout
    assert (
        "https://w3id.org/gfmd/area/AFG\n"
        in run(query, "-f", str(file), "--graph", graph, "--format", "csv").stdout
    )
    assert run(query, "ASK { area:BRA a gfmd:Country }", "--graph", graph).stdout == "true\n"
    assert json.loads(run(query, "ASK {}", "--graph", graph, "--format", "json").stdout)["boolean"] is True
    turtle = run(query, "DESCRIBE area:BRA", "--graph", graph).stdout
    assert turtle.startswith("@prefix area:") and "area:BRA a skos:Concept , gfmd:Country" in turtle


def test_a_misspelt_term_is_noted_on_the_error_stream(graph: str) -> None:
    result = run(query, "ASK { ?s gfmd:implementdBy ?o }", "--graph", graph)
    assert result.stdout == "false\n" and "perhaps you meant gfmd:implementedBy" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["SELECT * { SERVICE <http://e/> {} }"], "SERVICE would call another machine"),
        (["SELECT * {"], "not correct SPARQL"),
        ([], "the query is given once"),
        (["ASK {}", "-f", "x"], "the query is given once"),
        (["-f", "missing.rq"], "missing.rq: cannot be read"),
        ([RUNAWAY, "--timeout", "0.3"], "the query was stopped after 0.3 seconds"),
    ],
)  # fmt: skip
def test_what_query_refuses(words: list[str], message: str, graph: str) -> None:
    result = run(query, *words, "--graph", graph)
    assert isinstance(result.exception, Problem) and message in str(result.exception)
    assert result.stdout == ""


@pytest.mark.parametrize(
    "form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "gexf"]
)
def test_export_to_file_and_stream(form: str, graph: str, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file"
    assert run(export, form, "--from", graph, "--to", str(target)).stdout == ""
    assert run(export, form, "--from", graph).stdout_bytes == target.read_bytes()
    assert list(target.parent.iterdir()) == [target]


def test_export_of_tables(graph: str, tmp_path: Path) -> None:
    assert run(export, "csv", "--from", graph, "--to", str(tmp_path / "tables")).exit_code == 0
    assert sorted(file.name for file in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]
    assert isinstance(run(export, "csv", "--from", graph).exception, Problem)
    (tmp_path / "taken").write_text("")
    refused = run(export, "csv", "--from", graph, "--to", str(tmp_path / "taken"))
    assert isinstance(refused.exception, Problem) and "cannot be written" in str(refused.exception)


def test_a_table_of_ours_as_json() -> None:
    table = Table(("a", "b"), ((1, None), (0.5, "x\x9b"), (True, "=")))
    bindings = json.loads(as_json(table))["results"]["bindings"]
    assert [row["a"]["value"] for row in bindings] == ["1", "0.5", "true"]
    assert "b" not in bindings[0] and "\x9b" not in as_json(table)


def process(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", RUN, *words]
    return subprocess.run(command, env=environment, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_problems_are_one_sentence_and_exit_two(graph: str, tmp_path: Path) -> None:
    for words, message in (
        (
            ["ask", "champion", "--from", graph],
            "there is no question 'champion'; perhaps you meant champions",
        ),
        (["ask", "country-profile", "--country", "Brasilia", "--from", graph], "perhaps you meant Brazil."),
        (["export", "turtle", "--from", str(tmp_path / "none")], "run `gfmd-graph build` first."),
    ):
        done = process(*words)
        assert done.returncode == 2 and done.stdout == b""
        assert message in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_error(graph: str) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", RUN, "export", "nquads", "--from", graph]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b"" and child.wait(60) == 0
