"""Replays the HTTP tests of the W3C manifests (SPARQL Protocol, Graph Store Protocol) against a server."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from rdflib import RDF, Namespace
from rdflib.compare import isomorphic
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
HTS = Namespace("http://www.w3.org/2011/http-statusCodes#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
NAMED = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
TABULAR = ("json", "xml", "csv", "tab-separated")
SOURCE = Path(__file__).resolve().parent.parent / "src"
TOKEN = "a token for tests"  # noqa: S105


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Running:
    """A server that was started for a test, and what it said on standard error."""

    process: subprocess.Popen[str]
    host: str = "127.0.0.1"
    port: int = 0
    said: list[str] = field(default_factory=list)

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = 60,
    ) -> Answer:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        fields = urllib.parse.urlencode({"query": sparql, **more})
        return self.ask(f"/sparql?{fields}", headers={"accept": accept})

    def children(self) -> list[int]:
        """The processes that it has started and that are still there."""
        found = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = status.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(words[1]) == self.process.pid:
                found.append(int(status.parent.name))
        return found

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)


def alive(pid: int) -> bool:
    """Is there such a process? One that has ended and that nobody has asked after is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def serving(source: Path, *options: str) -> Iterator[Running]:
    """`gfmd-graph serve` on a free port of this machine, gone with all its processes afterwards."""
    command = [sys.executable, "-m", "gfmd_graph", "serve", "--from", str(source), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "GFMD_GRAPH_SERVE_TOKEN": TOKEN}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    running = Running(process)
    ready = threading.Event()
    thread = threading.Thread(target=_listen, args=(running, ready), daemon=True)
    thread.start()
    try:
        assert ready.wait(60) and running.port, "".join(running.said)
        yield running
    finally:
        children = running.children()
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        thread.join(5)
        assert process.stderr
        process.stderr.close()
        left = [pid for pid in children if alive(pid)]
        assert not left, f"left over: {left}"


def _listen(running: Running, ready: threading.Event) -> None:
    assert running.process.stderr
    for line in running.process.stderr:
        running.said.append(line)
        if match := re.search(r"Serving at http://[^:]+:(\d+)/", line):
            running.port = int(match[1])
            ready.set()
    ready.set()


@dataclass(frozen=True)
class Case:
    """One test of a manifest. `writes` are those that need a writable server."""

    name: str
    entry: Node
    graph: rdflib.Graph
    writes: bool


def cases(manifest: Path) -> list[Case]:
    """The tests of a manifest, in its order."""
    graph = rdflib.Graph().parse(manifest, format="turtle")
    head = graph.value(predicate=RDF.type, object=MF.Manifest)
    found = []
    for entry in _each(graph, graph.value(head, MF.entries)):
        name = re.split("[#/]", str(entry))[-1]
        found.append(Case(name, entry, graph, "update" in name))
    return found


def data_of(folder: Path) -> str:
    """The data that the protocol's query tests expect, as N-Quads."""
    quads = []
    for number in (1, 2, 3):
        name = f"<http://kasei.us/2009/09/sparql/data/data{number}.rdf>"
        triples = rdflib.Graph().parse(folder / f"data{number}.nt", format="nt")
        quads += [f"{s.n3()} {p.n3()} {o.n3()} {name} .\n" for s, p, o in triples]
    return "".join(sorted(quads))


def _each(graph: rdflib.Graph, start: Node | None) -> Iterator[Node]:
    assert start is not None
    yield from graph.items(start)


def replay(case: Case, server: Running, token: str = "") -> list[str]:
    """Send the requests of a test in order; what was not as expected, in words."""
    graph, location, faults = case.graph, "", []
    connection = graph.value(case.entry, MF.action)
    for request in _each(graph, graph.value(connection, HT.requests)):
        method = str(graph.value(request, HT.methodName))
        path = str(graph.value(request, HT.absolutePath)).replace("$LOCATION$", location)
        path = path.replace("/sparql/", "/sparql", 1) if path.startswith("/sparql/") else path
        path = path.replace("/gsp", "/store", 1) if path.startswith("/gsp") else path
        headers = _headers(graph, request)
        if token:
            headers["authorization"] = f"Bearer {token}"
        answer = server.ask(path, method, _body(graph, request), headers)
        expected = graph.value(request, HT.resp)
        assert expected is not None
        faults += [f"{method} {path}: {fault}" for fault in _faults(graph, expected, answer, method)]
        location = answer.headers.get("location", location)
    return faults


def _headers(graph: rdflib.Graph, node: Node) -> dict[str, str]:
    listed = graph.value(node, HT.headers)
    if listed is None:
        return {}
    return {
        str(graph.value(each, HT.fieldName)).lower(): str(graph.value(each, HT.fieldValue))
        for each in _each(graph, listed)
    }


def _body(graph: rdflib.Graph, node: Node) -> bytes | None:
    body = graph.value(node, HT.body)
    if body is None:
        return None
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding) or "UTF-8"))


def _faults(graph: rdflib.Graph, expected: Node, answer: Answer, method: str) -> Iterator[str]:
    wanted = [_statuses(str(status)) for status in graph.objects(expected, MF.expectedStatus)]
    if not any(answer.status in each for each in wanted):
        yield f"status {answer.status}: {answer.body[:200]!r}"
        return
    boolean = graph.value(expected, MF.expectedBoolean)
    if boolean is not None and json.loads(answer.body).get("boolean") != boolean.toPython():  # type: ignore[attr-defined]
        yield f"not {boolean}: {answer.body[:200]!r}"
    form = str(graph.value(expected, MF.expectedFormat) or "")
    if form in ("boolean", "tabular") and not any(word in answer.type for word in TABULAR):
        yield f"no table: {answer.type}"
    if form == "RDF" and answer.type not in ("text/turtle", "application/rdf+xml", "application/n-triples"):
        yield f"no RDF: {answer.type}"
    if graph.value(expected, MF.expectedLocation) is not None and "location" not in answer.headers:
        yield "no Location"
    for name, value in _headers(graph, expected).items():
        if answer.headers.get(name, "").replace(" ", "") != value.replace(" ", ""):
            yield f"{name}: {answer.headers.get(name)}"
    text = _body(graph, expected)
    if text is not None and method == "GET":
        have, want = (rdflib.Graph().parse(data=data, format="turtle") for data in (answer.body, text))
        if not isomorphic(have, want):
            yield f"another graph: {answer.text}"


def _statuses(name: str) -> range:
    code = name.rpartition("#")[2]
    if match := re.fullmatch(r"StatusCode(\d)xx", code):
        return range(int(match[1]) * 100, int(match[1]) * 100 + 100)
    return range(NAMED[code], NAMED[code] + 1)
