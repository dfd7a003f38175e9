"""The server beside the protocols: questions, descriptions, pages, names of things, headers and the log."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner

from gfmd_graph.cli.main import cli
from gfmd_graph.errors import Problem
from gfmd_graph.graph import questions
from gfmd_graph.graph.guard import names_its_dataset
from gfmd_graph.graph.store import Graph
from gfmd_graph.journey import Summary
from gfmd_graph.namespaces import BASE
from gfmd_graph.serve.negotiation import ROWS, TRIPLES, choose
from gfmd_graph.serve.updates import refuse_load, with_dataset
from protocol_harness import TOKEN, Running, serving

pytest.importorskip("starlette")

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
WITH_TOKEN = {"authorization": f"Bearer {TOKEN}"}
BRAZIL = f"{BASE}area/BRA"


@pytest.fixture(scope="module")
def server(examples: tuple[Path, Summary]) -> Iterator[Running]:
    with serving(examples[0]) as running:
        yield running


@pytest.fixture(scope="module")
def writable(examples: tuple[Path, Summary], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("store")
    with serving(examples[0], "--writable", "--store", str(store), "--log-queries") as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", ROWS[0]),
        ("*/*", ROWS[0]),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/xml;q=0.6", "application/xml"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("application/json;q=0, application/*", ROWS[0]),
        ("text/html", ""),
        ("*/*;q=0", ""),
        ("text/csv; charset=utf-8; q=1", "text/csv"),
        ("nonsense", ""),
    ],
)
def test_negotiation(accept: str, best: str) -> None:
    assert choose(accept, ROWS) == best


@pytest.mark.parametrize("type", ROWS)
def test_forms_of_tables(server: Running, type: str) -> None:
    for query in ("SELECT ?s { ?s a gfmd:Country } LIMIT 2", "ASK {}"):
        answer = server.query(query, type)
        assert (answer.status, answer.type) == (200, type)
    assert server.query("SELECT * {}", TRIPLES[0]).status == 406


@pytest.mark.parametrize("type", TRIPLES)
def test_forms_of_graphs(server: Running, type: str) -> None:
    for query in (f"DESCRIBE <{BRAZIL}>", f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o FILTER(?s = <{BRAZIL}>) }}"):
        answer = server.query(query, type)
        assert (answer.status, answer.type) == (200, type)
        form = {"application/n-triples": "nt", "application/rdf+xml": "xml", "application/ld+json": "json-ld"}
        graph = rdflib.Graph().parse(data=answer.body, format=form.get(type, "turtle"))
        assert rdflib.URIRef(BRAZIL) in set(graph.subjects())
    assert server.query(f"DESCRIBE <{BRAZIL}>", "text/csv").status == 406


def test_from_is_heeded(server: Running) -> None:
    """A query that names its dataset is not answered from the union of all graphs."""
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    of = {
        name: server.query(count.format(name), "text/csv").text for name in ("", f"FROM <{BASE}graph/none>")
    }
    assert of[f"FROM <{BASE}graph/none>"].split() == ["n", "0"]
    assert int(of[""].split()[1]) > 1000


def test_questions_answer_as_the_library_does(server: Running, examples: tuple[Path, Summary]) -> None:
    listed = json.loads(server.ask("/ask").body)
    known = questions.load()
    assert [one["name"] for one in listed] == [one.name for one in known]
    graph = Graph.open(examples[0])
    for question in known:
        answer = json.loads(server.ask(f"/ask/{question.name}").body)
        table = questions.ask(graph, question.name)
        assert answer["columns"] == list(table.columns)
        assert answer["rows"] == table.dicts()
    rows = list(csv.reader(io.StringIO(server.ask("/ask/champions?country=Brasil&format=csv").text)))
    assert rows[0][0] == "country"
    assert {row[0] for row in rows[1:]} == {"Brazil"}
    assert "BRA" in server.ask("/ask/champions?country=Brasil&format=sparql").text


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/ask/champions?country=Brazill", 400, "perhaps you meant Brazil"),
        ("/ask/champoins", 404, "perhaps you meant champions"),
        ("/ask/champions?land=Brazil", 400, "takes the parameters objective, country"),
        ("/ask/champions?format=pdf", 400, "one of json, csv, sparql"),
        ("/ask/champions?country=%ff", 400, "not UTF-8"),
        ("/sparql?query=SELECT%20*%20%7B?s%20ex:p%20?o%7D", 400, "prefix 'ex:'"),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=x", 400, "no absolute IRI"),
        ("/sparql?query=ASK%7B%7D&using-graph-uri=http://a", 400, "do not go with a query"),
        ("/sparql?query=SELECT*%7BSERVICE%3Chttp://a%3E%7B%7D%7D", 400, "SERVICE would call another machine"),
        ("/store", 400, "Name a graph"),
        ("/store?graph=http://nowhere/", 404, "no graph of this name"),
        ("/nothing", 404, "nothing at this address"),
    ],
)
def test_errors_are_one_sentence(server: Running, path: str, status: int, says: str) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.type) == (status, "text/plain")
    assert says in answer.text
    assert answer.text.count("\n") == 1


def test_reading_servers_take_no_changes(server: Running) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert server.ask("/sparql", "POST", b"update=CLEAR+ALL", form | WITH_TOKEN).status == 403
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        answer = server.ask("/store?default", method, b"", {"content-type": "text/turtle"} | WITH_TOKEN)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_writing_needs_the_token(writable: Running) -> None:
    turtle = {"content-type": "text/turtle"}
    data = b"<http://a/s> <http://a/p> 1 ."
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}):
        answer = writable.ask("/store?graph=http://a/g", "PUT", data, turtle | headers)
        assert (answer.status, answer.headers["www-authenticate"][:6]) == (401, "Bearer")
    for status in (201, 204):
        assert writable.ask("/store?graph=http://a/g", "PUT", data, turtle | WITH_TOKEN).status == status
    assert writable.query("SELECT ?o { <http://a/s> <http://a/p> ?o }", "text/csv").text.split() == ["o", "1"]
    for body in (
        b"LOAD <file:///etc/hostname>",
        b"INSERT { ?s ?p ?o } WHERE { SERVICE <http://a> { ?s ?p ?o } }",
    ):
        answer = writable.ask(
            "/sparql", "POST", body, {"content-type": "application/sparql-update"} | WITH_TOKEN
        )
        assert (answer.status, "would" in answer.text) == (400, True)
    assert writable.ask("/store?graph=http://a/g", "DELETE", headers=WITH_TOKEN).status == 204
    assert writable.ask("/store?graph=http://a/g").status == 404


def test_what_was_written_is_kept(tmp_path: Path) -> None:
    """Also when the server and its writer are killed right after the answer."""
    update = {"content-type": "application/sparql-update"} | WITH_TOKEN
    with serving(tmp_path, "--writable") as server:
        data = b"INSERT DATA { GRAPH <http://a/g> { <http://a/s> <http://a/p> <http://a/o> } }"
        assert server.ask("/sparql", "POST", data, update).status == 204
        server.stop(9)
    with serving(tmp_path, "--writable") as server:
        assert json.loads(server.query("ASK { <http://a/s> ?p ?o }").body)["boolean"] is True
    assert [path.name for path in (tmp_path / "written").iterdir()] == ["live"]


def test_a_new_build_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\n")
    with serving(tmp_path) as server:
        assert json.loads(server.query("ASK { ?s <http://a/q> ?o }").body)["boolean"] is False
        (tmp_path / "new").write_text("<http://a/s> <http://a/q> <http://a/o> <http://a/g> .\n")
        (tmp_path / "new").replace(tmp_path / "graph.nq")
        assert json.loads(server.query("ASK { ?s <http://a/q> ?o }").body)["boolean"] is True


def test_rules(examples: tuple[Path, Summary], server: Running) -> None:
    query = "ASK { ?a skos:broaderTransitive ?b }"
    assert json.loads(server.query(query).body)["boolean"] is False
    with serving(examples[0], "--rules", "--workers", "1") as running:
        assert json.loads(running.query(query).body)["boolean"] is True


def test_descriptions(server: Running) -> None:
    graph = rdflib.Graph().parse(data=server.ask("/sparql").body, format="turtle")
    (service,) = graph.subjects(rdflib.RDF.type, SD.Service)
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Update) not in graph
    assert str(service) == f"http://127.0.0.1:{server.port}/sparql"
    held = rdflib.Graph().parse(data=server.ask("/.well-known/void").body, format="turtle")
    (data,) = held.subjects(rdflib.RDF.type, VOID.Dataset)
    count = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").text.split()[1]
    assert str(held.value(data, VOID.triples)) == count
    json_ld = server.ask("/sparql", headers={"accept": "application/ld+json"})
    assert json_ld.type == "application/ld+json"
    assert server.ask("/sparql", headers={"accept": "image/png"}).status == 406


def test_openapi(server: Running) -> None:
    document = json.loads(server.ask("/openapi.json").body)
    assert document["openapi"].startswith("3.1.")
    for question in questions.load():
        operation = document["paths"][f"/ask/{question.name}"]["get"]
        names = [parameter["name"] for parameter in operation["parameters"]]
        assert names == [*(parameter.name for parameter in question.parameters), "format"]


def test_names_lead_to_pages_and_data(server: Running, examples: tuple[Path, Summary]) -> None:
    html, turtle = {"accept": "text/html,*/*;q=0.8"}, {"accept": "text/turtle"}
    page = server.ask("/id/area/BRA", headers=html)
    assert (page.status, page.headers["location"]) == (303, "/pages/country/BRA.html")
    assert server.ask("/id/gcm/objective/5", headers=html).headers["location"] == "/pages/objective/5.html"
    rows = Graph.open(examples[0]).select("SELECT ?s { ?s a gfmd:Statement } ORDER BY ?s LIMIT 1").rows
    statement = str(rows[0][0]).removeprefix(BASE)
    place = server.ask(f"/id/{statement}", headers=html).headers["location"]
    path, _, name = place.partition("#")
    assert f'id="{name}"' in server.ask(path).text
    data = server.ask("/id/area/BRA", headers=turtle)
    assert (data.status, data.headers["location"]) == (303, "/data/area/BRA")
    graph = rdflib.Graph().parse(data=server.ask("/data/area/BRA", headers=turtle).body, format="turtle")
    assert set(graph.subjects()) == {rdflib.URIRef(BRAZIL)}
    assert server.ask("/data/area/nowhere").status == 404
    assert server.ask("/data/a%20b%3E").status == 400


@pytest.mark.parametrize(
    "path", ["../graph.nq", "%2e%2e/graph.nq", "..%2fgraph.nq", "/etc/passwd", "%00", "country", "x" * 5000]
)
def test_pages_stay_in_their_folder(server: Running, path: str) -> None:
    assert server.ask("/").headers["location"] == "/pages/index.html"
    assert "<title>" in server.ask("/pages/index.html").text
    answer = server.ask(f"/pages/{path}")
    assert answer.status == 404
    assert "root:" not in answer.text
    assert server.ask("/files/build.json").status == 404
    assert server.ask("/files/graph.ttl").body.startswith(b"@prefix")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("")
    (tmp_path / "pages").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "pages" / "link").symlink_to(tmp_path / "secret")
    with serving(tmp_path) as server:
        assert server.ask("/pages/link").status == 404
        assert server.ask("/", headers={"accept": "text/html"}).headers["location"] == "/query"


def test_headers(server: Running) -> None:
    for path in ("/query", "/ask", "/nothing", "/pages/index.html", "/sparql"):
        headers = server.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_other_sites_read_only_when_they_may(examples: tuple[Path, Summary]) -> None:
    with serving(examples[0], "--cors", "*") as open_server:
        assert open_server.ask("/sparql").headers["access-control-allow-origin"] == "*"
    with serving(examples[0], "--cors", "http://a") as server:
        _preflight(server)


def _preflight(server: Running) -> None:
    preflight = server.ask(
        "/sparql", "OPTIONS", headers={"origin": "http://a", "access-control-request-method": "POST"}
    )
    assert (preflight.status, "POST" in preflight.headers["access-control-allow-methods"]) == (204, True)


def test_requests_have_limits(server: Running) -> None:
    direct = {"content-type": "application/sparql-query"}
    assert server.ask("/sparql", "POST", b"#" * (2**20 + 1), direct).status == 413
    assert server.ask("/sparql?query=" + "a" * 70_000).status in (400, 431)
    assert server.ask("/sparql?" + "a=1&" * 500).status == 400
    assert server.ask("/sparql", headers={"host": "a b"}).status == 400
    long = "SELECT * { VALUES ?s { " + '"x" ' * 100_000 + "} } LIMIT 1"
    assert server.ask("/sparql", "POST", long.encode(), direct).status == 200


def test_health_and_metrics(server: Running) -> None:
    health = json.loads(server.ask("/health").body)
    assert (health["status"], health["workers"], health["at_once"]) == ("ok", 3, 2)
    before = _metric(server, 'requests_total{room="sparql",status="200"}')
    server.query("ASK {}")
    assert _metric(server, 'requests_total{room="sparql",status="200"}') == before + 1
    assert _metric(server, 'workers{state="alive"}') == 3


def _metric(server: Running, name: str) -> float:
    lines = server.ask("/metrics").text.splitlines()
    found = [line.rpartition(" ")[2] for line in lines if line.startswith(f"gfmd_graph_{name} ")]
    return float(found[0]) if found else 0.0


def test_the_log_holds_no_questions(server: Running, writable: Running) -> None:
    for running in (server, writable):
        running.query('ASK { ?s ?p "a very private word" }')
        running.ask("/ask/champions?country=Brazil")
        running.ask("/health")
    assert "private word" not in "".join(server.said)
    assert "country=Brazil" not in "".join(server.said)
    assert "GET /ask/champions 200" in "".join(server.said)
    assert "private word" in "".join(writable.said)


def test_updates_get_the_dataset_of_the_request() -> None:
    update = (
        "DELETE WHERE { ?s ?p 'WHERE }' } ; INSERT { ?a ?b ?c } WHERE { { SELECT * WHERE { ?a ?b ?c } } }"
    )
    expected = (
        "DELETE { ?s ?p 'WHERE }' } USING <http://g> WHERE { ?s ?p 'WHERE }' } ;"
        " INSERT { ?a ?b ?c }  USING <http://g> WHERE { { SELECT * WHERE { ?a ?b ?c } } }"
    )
    assert with_dataset(update, ["http://g"], []) == expected
    assert with_dataset(update, [], []) == update
    for own in ("WITH <http://a> DELETE { ?s ?p ?o } WHERE {}", "DELETE {} USING <http://a> WHERE {}"):
        with pytest.raises(Problem):
            with_dataset(own, ["http://g"], [])


def test_words_outside_strings() -> None:
    assert names_its_dataset("SELECT * from <http://a> {}")
    assert not names_its_dataset("SELECT ?from { ?from ex:from 'FROM' } # FROM")
    refuse_load("INSERT DATA { <http://load/> <http://a> 'LOAD', ex:load }")
    for hostile in ("LOAD <http://a>", "loadSILENT<file:///a>", "CLEAR ALL;LOAD<a>", "\\u004cOAD <http://a>"):
        with pytest.raises(Problem):
            refuse_load(hostile)


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    runner = CliRunner()
    for options, says in (
        (["--from", str(tmp_path)], "holds no built graph"),
        (["--from", str(tmp_path), "--writable"], "needs a token"),
        (["--from", str(tmp_path), "--writable", "--rules"], "does not go with"),
        (["--from", str(tmp_path), "--writable", "--token-file", str(tmp_path / "no")], "cannot be read"),
        (
            ["--from", str(tmp_path), "--writable", "--token", "12345678", "--host", "256.1.1.1"],
            "cannot listen",
        ),
    ):
        result = runner.invoke(cli, ["serve", "--port", "0", *options])
        assert isinstance(result.exception, Problem)
        assert says in str(result.exception)


def test_broken_data_are_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("this is no graph")
    with pytest.raises(AssertionError, match="is not correct N-Quads") as told, serving(tmp_path):
        pass
    assert "Traceback" not in str(told.value)
