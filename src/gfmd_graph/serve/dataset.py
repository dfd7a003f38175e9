"""The store as the protocols see it: datasets by request, answers in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph import guard
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import PREFIXES
from gfmd_graph.serve.negotiation import ROWS, TRIPLES
from gfmd_graph.serve.wire import Job, Reply, sentence

RESULTS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
SYNTAXES: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_FAULTS = (ValueError, OSError, RuntimeError)


class TooLarge(Exception):
    """The answer is larger than the server gives."""


class _Sink:
    """A file that takes `limit` bytes and no more."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self._left = limit
        self.full = False

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            self.full = True
            raise OSError("full")
        self.parts.append(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def store_at(source: Path, rules: bool) -> ox.Store:
    """A snapshot of a store on disk, or all that `Graph.open` reads. Raises `Problem`."""
    if (source / "CURRENT").is_file():
        return ox.Store.read_only(str(source))
    return Graph.open(source, rules)._store


class Dataset:
    """Named graphs, read-only. `limit` is the most bytes that an answer may have."""

    def __init__(self, store: ox.Store, limit: int) -> None:
        self.store = store
        self.graph = Graph()
        self.graph._store = store
        self._limit = limit

    def query(self, job: Job) -> Reply:
        """The answer to `job.text` as SPARQL. Raises `Problem`, `TooLarge`."""
        guard.refuse_remote(job.text)
        try:
            return self._written(self._found(job), job)
        except SyntaxError as error:
            raise guard.explain(job.text, error) from error
        except _FAULTS as error:
            raise Problem(f"the query could not be answered ({error})", "", "mend it") from error

    def _found(self, job: Job) -> Results:
        given = bool(job.default or job.named)
        return self.store.query(
            job.text,
            base_iri=job.base or None,
            prefixes=PREFIXES,
            # the union would win over FROM
            use_default_graph_as_union=not given and not guard.names_its_dataset(job.text),
            default_graph=[iri(name) for name in job.default] if given else None,
            named_graphs=[iri(name) for name in job.named] if given else None,
        )

    def _written(self, found: Results, job: Job) -> Reply:
        if isinstance(found, ox.QueryTriples):
            if not job.triples:
                return sentence(406, f"The answer is a graph; accept one of {', '.join(TRIPLES)}.")
            return Reply(200, job.triples, self._dump(found, job.triples))
        if not job.rows:
            return sentence(406, f"The answer is a table; accept one of {', '.join(ROWS)}.")
        sink = _Sink(self._limit)
        try:
            found.serialize(output=sink, format=RESULTS[job.rows])  # type: ignore[arg-type]
        except OSError as error:
            if sink.full:
                raise TooLarge from error
            raise
        return Reply(200, job.rows, b"".join(sink.parts))

    def _dump(self, triples: Iterable[ox.Triple], type: str) -> bytes:
        found, left = [], self._limit
        for triple in triples:
            found.append(rdf.Quad(triple.subject, triple.predicate, triple.object))
            left -= 24 + len(rdf.value(triple.object))
            if left < 0:
                raise TooLarge
        content = rdf.dump(found, SYNTAXES[type])
        if len(content) > self._limit:
            raise TooLarge
        return content

    def read(self, job: Job) -> Reply:
        """The graph of the name `job.text`, the unnamed one for "". Raises `Problem`, `TooLarge`."""
        name = graph_name(job.text)
        if isinstance(name, ox.NamedNode) and not self.store.contains_named_graph(name):
            return sentence(404, "There is no graph of this name.")
        if not job.triples:
            return sentence(406, f"Accept one of {', '.join(TRIPLES)}.")
        quads = self.store.quads_for_pattern(None, None, None, name)
        return Reply(200, job.triples, self._dump((quad.triple for quad in quads), job.triples))

    def describe(self, job: Job) -> Reply:
        """What is said about the thing of the IRI `job.text`. Raises `Problem`, `TooLarge`."""
        thing = iri(job.text)
        found = {quad.triple for quad in self.store.quads_for_pattern(thing, None, None, None)}
        if not found:
            return sentence(404, "Nothing is known about a thing of this name.")
        if not job.triples:
            return sentence(406, f"Accept one of {', '.join(TRIPLES)}.")
        return Reply(200, job.triples, self._dump(found, job.triples))


def iri(name: str) -> rdf.Iri:
    """`name` as an IRI. Raises `Problem`."""
    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise Problem("the name of a graph or thing is no absolute IRI", "", "write it in full") from error


def graph_name(name: str) -> rdf.Iri | rdf.Default:
    """The graph of this name, the unnamed one for "". Raises `Problem`."""
    return iri(name) if name else ox.DefaultGraph()
