"""Servers elsewhere: the same questions asked of any SPARQL 1.1 endpoint, and graphs pushed to any store.

What a server must be able to do is little, so that old ones can: queries as a form, results as JSON
(SPARQL 1.1 Protocol 2.1.2), whole graphs by PUT (Graph Store HTTP Protocol 5.3).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Answer, Cell, Graph, Table
from gfmd_graph.namespaces import BASE, DCTERMS, PREFIXES, SCHEMA, XSD, digest
from gfmd_graph.web import Reply, Web

PUSHED_GRAPH = BASE + "graph/pushed"
"""The graph on the server that says which graphs were pushed, each with the digest of its triples."""

EACH = 50
"""Graphs after which the list of what was pushed is written: an interrupted push goes on from there."""

_RESULTS = "application/sparql-results+json"
_TURTLE = "text/turtle"


class Endpoint:
    """A SPARQL 1.1 endpoint that answers like a `Graph`; its default graph is the union of its graphs."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._graphs: list[tuple[str, str]] | None = None

    def answer(self, sparql: str) -> Answer:
        """The answer to any query. Raises `Problem`."""
        if self._graphs is None:
            self._graphs = []  # else the next question would ask for them too
            self._graphs = self._dataset()
        return self._ask(sparql)

    def select(self, sparql: str) -> Table:
        """The answer to a SELECT query as a table of plain values. Raises `Problem`."""
        answer = self.answer(sparql)
        if answer.kind != "rows":
            raise Problem("the query is no SELECT", "", "ask for columns with SELECT")
        return table(answer.content, self._web.url)

    def _dataset(self) -> list[tuple[str, str]]:
        """Nothing where the server unites its graphs itself, else the fields that tell it to."""
        if b"true" in self._ask("ASK { ?s ?p ?o }").content:
            return []
        listed = self._ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").content
        names = sorted(str(row[0]) for row in table(listed, self._web.url).rows)
        return [(f"{kind}-graph-uri", name) for kind in ("default", "named") for name in names]

    def _ask(self, sparql: str) -> Answer:
        form = urlencode([("query", with_prefixes(sparql)), *(self._graphs or [])]).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": f"{_RESULTS}, {_TURTLE};q=0.9, application/n-triples;q=0.8",
        }
        reply = self._web.send("POST", content=form, headers=headers)
        if reply.status != 200:
            said = f"the server refused the query (status {reply.status}{reply.said})"
            raise Problem(said, self._web.url, "check the query and that this is the address for queries")
        if "x-sql-state" in reply.headers:  # Virtuoso: its time was over, these are some of the rows
            raise Problem("the server gave a part of the answer", self._web.url, "ask for less")
        most = reply.headers.get("x-sparql-maxrows")
        type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if type not in (_RESULTS, "application/json"):
            if type in (_TURTLE, "application/n-triples", "text/plain", "application/x-turtle"):
                return Answer("graph", reply.content)
            raise Problem(
                f"the server answered with {type or 'nothing'}", self._web.url, "is it an endpoint?"
            )
        document = _json(reply.content, self._web.url)
        if "boolean" in document:
            return Answer("boolean", reply.content)
        # Virtuoso, where prefixes stand before ASK
        if document.get("head", {}).get("vars") == ["__ASK_RETVAL"]:
            yes = table(reply.content).rows[0][0] in (1, True, "1")
            return Answer("boolean", json.dumps({"head": {}, "boolean": yes}).encode())
        if most and most.isdigit() and len(document["results"]["bindings"]) >= int(most):
            raise Problem(f"the server gives no more than {most} rows", self._web.url, "ask for less")
        return Answer("rows", reply.content)


class GraphStore:
    """Whole graphs on a server, by the Graph Store HTTP Protocol."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def get(self, graph: str) -> Graph:
        """A graph, empty where the server has none. Raises `Problem`."""
        reply = self._web.send("GET", "graph=" + quote(graph, safe=""), headers={"Accept": _TURTLE})
        if reply.status == 404:
            return Graph()
        if reply.status != 200:
            raise self._refused(reply)
        return Graph.from_turtle(reply.content, self._web.url)

    def put(self, graph: str, triples: bytes) -> None:
        """Make `graph` hold these N-Triples and nothing else. Raises `Problem`."""
        # every N-Triples document is Turtle, and not every server knows the type of N-Triples
        headers = {"Content-Type": _TURTLE}
        reply = self._web.send("PUT", "graph=" + quote(graph, safe=""), triples, headers)
        if reply.status not in (200, 201, 204):
            raise self._refused(reply)

    def delete(self, graph: str) -> None:
        """Remove a graph. Raises `Problem`."""
        reply = self._web.send("DELETE", "graph=" + quote(graph, safe=""))
        if reply.status not in (200, 202, 204, 404):
            raise self._refused(reply)

    def _refused(self, reply: Reply) -> Problem:
        mend = (
            "name the address of its graph store: for Oxigraph and `gfmd-graph serve` it ends in /store,"
            " for Virtuoso in /sparql-graph-crud-auth, for Fuseki in /data"
        )
        return Problem(
            f"the server takes no graphs here (status {reply.status}{reply.said})", self._web.url, mend
        )


@dataclass(frozen=True, slots=True)
class Pushed:
    """Graphs by what became of them; `left` are those of an earlier push that this graph has not."""

    sent: tuple[str, ...]
    same: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[str, ...]


def push(
    graph: Graph,
    store: GraphStore,
    again: bool = False,
    prune: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Pushed:
    """Send the named graphs that the server has not yet, or all `again`. Raises `Problem`.

    Only graphs that a push has sent are ever removed, and only with `prune`.
    """
    there = _listed(store.get(PUSHED_GRAPH))
    known = {} if again else dict(there)
    names = graph.names()
    sent, same = list[str](), list[str]()
    try:
        for done, name in enumerate(names):
            progress(done, len(names))
            triples = _triples(graph.quads(name))
            found = hashlib.sha256(triples).hexdigest()
            if known.get(name) == found:
                same.append(name)
                continue
            store.put(name, triples)
            there[name] = found
            sent.append(name)
            if len(sent) % EACH == 0:
                store.put(PUSHED_GRAPH, _list(there))
        gone = sorted(there.keys() - set(names)) if prune else []
        for name in gone:
            store.delete(name)
            del there[name]
    finally:
        if sent or prune:
            store.put(PUSHED_GRAPH, _list(there))
    progress(len(names), len(names))
    return Pushed(tuple(sent), tuple(same), tuple(gone), tuple(sorted(there.keys() - set(names))))


def _triples(quads: Iterable[rdf.Quad]) -> bytes:
    """The triples as N-Triples, sorted: the same graph gives the same bytes."""
    return rdf.dump((rdf.Quad(q.subject, q.predicate, q.object) for q in quads), rdf.SUFFIXES[".nt"])


def _list(pushed: Mapping[str, str]) -> bytes:
    """What was pushed, as triples about a thing of its own: what is said of a graph's IRI is for reports."""
    quads = []
    for name, found in pushed.items():
        node = rdf.Iri(f"{PUSHED_GRAPH}/{digest(name)}")
        quads.append(rdf.Quad(node, rdf.Iri(DCTERMS + "references"), rdf.Iri(name)))
        quads.append(rdf.Quad(node, rdf.Iri(SCHEMA + "sha256"), rdf.Literal(found)))
    return _triples(quads)


def _listed(graph: Graph) -> dict[str, str]:
    rows = graph.select("SELECT ?name ?found { ?it dcterms:references ?name ; schema:sha256 ?found }").rows
    return {str(name): str(found) for name, found in rows}


def with_prefixes(sparql: str) -> str:
    """`sparql` with those of our prefixes declared that it uses and does not declare."""
    bare = re.sub(r"<[^<>\s]*>", "", sparql)
    used = {prefix for prefix in PREFIXES if re.search(rf"(?<![\w:?$]){prefix}:", bare)}
    own = set(re.findall(r"\bPREFIX\s+([\w-]*):", sparql, re.IGNORECASE))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in sorted(used - own)) + sparql


def table(content: bytes, where: str = "") -> Table:
    """SPARQL 1.1 Query Results JSON as a table of plain values. Raises `Problem`."""
    document = _json(content, where)
    try:
        columns = tuple(map(str, document["head"]["vars"]))
        found = document["results"]["bindings"]
        return Table(columns, tuple(tuple(_cell(row.get(name)) for name in columns) for row in found))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Problem("the server's answer cannot be read", where, "is this an endpoint?") from error


def _cell(term: Mapping[str, str] | None) -> Cell:
    if term is None:
        return None
    value, kind = str(term["value"]), str(term.get("datatype", "")).removeprefix(XSD)
    if kind == "integer":
        return int(value)
    if kind in ("decimal", "double", "float"):
        return float(value)
    return value in ("true", "1") if kind == "boolean" else value


def _json(content: bytes, where: str) -> dict[str, Any]:
    try:
        document = json.loads(content)
        return dict(document)
    except (ValueError, TypeError) as error:
        raise Problem("the server's answer is no JSON", where, "is this an endpoint?") from error
