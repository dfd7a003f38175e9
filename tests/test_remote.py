"""Servers elsewhere: the same answers from each of them, and graphs that are pushed once and no more."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

import servers
from gfmd_graph import rdf
from gfmd_graph.cli.ask import ask
from gfmd_graph.cli.push import push as push_command
from gfmd_graph.cli.query import query
from gfmd_graph.errors import Problem
from gfmd_graph.graph.remote import PUSHED_GRAPH, Endpoint, GraphStore, push, table, with_prefixes
from gfmd_graph.graph.store import Graph
from gfmd_graph.web import Credentials, Web
from servers import Server
from test_questions import FIXTURES, NAMES, _number, prepared, wide, wide_quads

PROGRAMS = {"oxigraph": "oxigraph", "virtuoso": "virtuoso-t"}


@pytest.fixture(scope="module", params=list(PROGRAMS))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the graph of the fixtures in it."""
    if not servers.found(PROGRAMS[request.param]):
        pytest.skip(f"{PROGRAMS[request.param]} is not installed")
    start = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as running:
        pushed = push(wide(), store(running))
        assert list(pushed.sent) == wide().names() and not pushed.same
        yield running


def store(server: Server) -> GraphStore:
    return GraphStore(Web(server.store, server.credentials))


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_same_rows_in_the_same_order(name: str, server: Server) -> None:
    endpoint = Endpoint(Web(server.query))
    for sparql in prepared(name):
        ours = [tuple(_number(cell) for cell in row) for row in wide().select(sparql).rows]
        theirs = [tuple(_number(cell) for cell in row) for row in endpoint.select(sparql).rows]
        assert ours == theirs, sparql


def test_only_what_changed_is_sent(server: Server) -> None:
    place = store(server)
    again = push(wide(), place)
    assert not again.sent and list(again.same) == wide().names()
    fewer = [quad for quad in wide_quads() if "example-four" not in str(quad.graph_name)]
    words = rdf.Literal("\u00e9\u4e2d\n\"'\\", language="fr")
    three = "https://w3id.org/gfmd/report/example-three"
    added = rdf.Quad(rdf.Iri("http://e/s"), rdf.Iri("http://e/p"), words, rdf.Iri(three))
    changed = push(Graph([*fewer, added]), place)
    assert changed.sent == (three,) and changed.left == ("https://w3id.org/gfmd/report/example-four",)
    assert added.object in {quad.object for quad in place.get(three).quads()}
    pruned = push(Graph(fewer), place, prune=True)
    assert pruned.removed == changed.left and len(place.get(changed.left[0])) == 0
    assert push(wide(), place).sent == changed.left
    for name in wide().names():
        assert _by_value(place.get(name)) == _by_value(Graph(wide().quads(name)))


def _by_value(graph: Graph) -> set[tuple[object, ...]]:
    """Virtuoso gives the decimal 1 back as the integer 1."""
    rows = graph.select("SELECT ?s ?p ?o (LANG(?o) AS ?tongue) { ?s ?p ?o }").rows
    return {tuple(map(_number, row)) for row in rows}


def test_an_interrupted_push_goes_on(server: Server) -> None:
    class Stops(GraphStore):
        done = 0

        def put(self, graph: str, triples: bytes) -> None:
            self.done += graph != PUSHED_GRAPH
            if self.done > 2 and graph != PUSHED_GRAPH:
                raise Problem("the line is cut")
            super().put(graph, triples)

    place = store(server)
    with pytest.raises(Problem, match="the line is cut"):
        push(wide(), Stops(Web(server.store, server.credentials)), again=True)
    assert len(push(wide(), place).same) == len(wide().names())
    place.delete(PUSHED_GRAPH)
    with pytest.raises(Problem, match="the line is cut"):
        push(wide(), Stops(Web(server.store, server.credentials)))
    assert len(push(wide(), place).sent) == len(wide().names()) - 2


def test_graphs_of_others_stay(server: Server) -> None:
    place = store(server)
    place.put("http://other/graph", b'<http://e/s> <http://e/p> "theirs" .\n')
    push(wide(), place, again=True, prune=True)
    assert len(place.get("http://other/graph")) == 1
    place.delete("http://other/graph")
    place.delete("http://other/graph")


def test_the_commands(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rdf.write(wide_quads(), tmp_path / "graph.nq", rdf.SUFFIXES[".nq"])
    words = ["--to", server.store, "--from", str(tmp_path)]
    if server.credentials:
        monkeypatch.setenv("GFMD_GRAPH_PASSWORD", server.credentials.password)
        words += ["--user", server.credentials.user]
    result = CliRunner().invoke(push_command, words)
    assert result.exit_code == 0 and "0 graphs sent, 5 were there already." in result.stderr
    here = CliRunner().invoke(
        ask, ["champions", "--country", "Brasil", "--from", str(tmp_path), "--format", "csv"]
    )
    there = CliRunner().invoke(
        ask, ["champions", "--country", "Brasil", "--endpoint", server.query, "--format", "csv"]
    )
    assert here.stdout == there.stdout and "Brazil" in there.stdout
    wrong = CliRunner().invoke(ask, ["champions", "--country", "Brasilia", "--endpoint", server.query])
    assert "perhaps you meant Brazil" in str(wrong.exception)
    asked = ["ASK { area:BRA a gfmd:Country }", "--endpoint", server.query]
    assert CliRunner().invoke(query, asked).stdout == "true\n"
    turtle = ["CONSTRUCT { ?c a gfmd:Country } { ?c a gfmd:Country }", "--endpoint", server.query]
    assert "area/BRA" in CliRunner().invoke(query, turtle).stdout.replace("area:BRA", "area/BRA")
    broken = CliRunner().invoke(query, ["SELECT * {", "--endpoint", server.query])
    assert "the server refused the query" in str(broken.exception)


def test_wrong_credentials_are_said(server: Server) -> None:
    if server.credentials is None:
        return
    for credentials in (None, Credentials("dba", "wrong")):
        with pytest.raises(Problem, match="the server does not let you in") as raised:
            push(wide(), GraphStore(Web(server.store, credentials)))
        assert "wrong" not in str(raised.value)


class Scripted(BaseHTTPRequestHandler):
    """A server that answers as its path says, and remembers who asked how."""

    seen: ClassVar[list[tuple[str, str]]] = []

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        sent = self.headers.get("Authorization", "")
        self.seen.append((self.command, sent))
        kind = self.path.partition("?")[0].strip("/")
        status = int(kind) if kind.isdigit() else 200
        if kind == "basic" and not sent:
            status = 401
        if kind == "slow":
            threading.Event().wait(1.5)
        content = {"html": b"<html>", "part": b'{"head":{"vars":[]},"results":{"bindings":[]}}'}.get(
            kind, b"{}"
        )
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="here"')
        if status == 302:
            self.send_header("Location", "http://user:secret@elsewhere.invalid/x")
        if kind == "part":
            self.send_header("X-SQL-State", "S1TAT")
        html = kind == "html"
        self.send_header("Content-Type", "text/html" if html else "application/sparql-results+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def scripted() -> Iterator[str]:
    Scripted.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Scripted) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("500", "the server refused the query (status 500"),
        ("404", "check the query and that this is the address for queries"),
        ("401", "give --user, or a token"),
        ("302", "name that address yourself: http://elsewhere.invalid/x"),
        ("html", "the server answered with text/html"),
        ("part", "a part of the answer"),
        ("none", "the server's answer cannot be read"),
        ("slow", "did not answer within 0.5 seconds"),
    ],
)
def test_what_servers_do_wrong_is_said(path: str, message: str, scripted: str) -> None:
    with pytest.raises(Problem) as raised:
        Endpoint(Web(scripted + path, seconds=0.5)).select("SELECT * { ?s ?p ?o }")
    assert message in str(raised.value) and "secret" not in str(raised.value)


def test_a_password_is_sent_only_when_asked_for(scripted: str) -> None:
    with contextlib.suppress(Problem):
        Endpoint(Web(scripted + "basic", Credentials("me", "secret"))).select("SELECT * {}")
    assert [sent for _, sent in Scripted.seen][:2] == ["", "Basic bWU6c2VjcmV0"]
    Web(scripted + "any", Credentials("", "", "abc")).send("GET")
    assert Scripted.seen[-1] == ("GET", "Bearer abc")


def test_a_store_that_takes_no_graphs_is_said(scripted: str) -> None:
    place = GraphStore(Web(scripted + "405"))
    with pytest.raises(Problem, match="ends in /store"):
        place.get("http://g/")
    with pytest.raises(Problem, match="ends in /store"):
        place.put("http://g/", b"")
    with pytest.raises(Problem, match="ends in /store"):
        place.delete("http://g/")


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "ftp://e/", "127.0.0.1:80", "http://", "http://me:secret@e/", "http://e/ x"],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(Problem, match="no address of a server") as raised:
        Web(url)
    assert "secret" not in str(raised.value)


def test_nobody_there() -> None:
    with pytest.raises(Problem, match="the server does not answer"):
        Endpoint(Web(f"http://127.0.0.1:{servers.free_port()}/")).select("SELECT * {}")


def test_prefixes_are_declared_where_they_are_used() -> None:
    assert with_prefixes("ASK { ?s gfmd:text ?t }").startswith(
        "PREFIX gfmd: <https://w3id.org/gfmd/ont/>\nASK"
    )
    own = "prefix gfmd: <http://e/> ASK { ?s gfmd:text <http://e/area:x> }"
    assert with_prefixes(own) == own


def test_results_become_plain_values() -> None:
    content = b"""{"head": {"vars": ["a", "b", "c", "d", "e"]}, "results": {"bindings": [{
      "a": {"type": "uri", "value": "http://e/"}, "e": {"type": "literal", "value": "x", "xml:lang": "fr"},
      "b": {"type": "typed-literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
      "c": {"type": "literal", "value": "0.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}}]}}"""
    assert table(content).rows == (("http://e/", 3, 0.5, None, "x"),)
    assert FIXTURES.is_dir()
