"""The store: named graphs that answer SPARQL 1.1. Over them all is one default graph, their union."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import pyoxigraph as ox

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph import guard
from gfmd_graph.graph.kept import kept
from gfmd_graph.graph.rules import INFERRED_GRAPH, RULES
from gfmd_graph.namespaces import BASE, PREFIXES

if TYPE_CHECKING:
    import rdflib

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer. `pandas.DataFrame(table.rows, columns=table.columns)` takes it as it is."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def dicts(self) -> list[dict[str, Cell]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: SPARQL 1.1 Query Results JSON for "rows" and "boolean", Turtle for "graph"."""

    kind: Literal["rows", "boolean", "graph"]
    content: bytes


class Answering(Protocol):
    """What can be asked: a graph here, or a server elsewhere."""

    def select(self, sparql: str) -> Table: ...

    def answer(self, sparql: str) -> Answer: ...


class Graph:
    """What was built: one named graph a report, one for the vocabularies, one for decisions."""

    def __init__(self, quads: Iterable[rdf.Quad] = ()) -> None:
        self._store = ox.Store()
        self._store.bulk_extend(quads)

    @classmethod
    def open(cls, path: Path | str, rules: bool = False) -> Graph:
        """The graph of an `output` folder or of one RDF file, with what follows from it if `rules`.

        A large file is read once and kept as a store on disk (see `kept`), which is opened for reading
        only. Raises `Problem`.
        """
        path = Path(path)
        file = path / "graph.nq" if path.is_dir() else path
        if not file.is_file():
            raise Problem("holds no built graph", str(path), "run `gfmd-graph build` first")

        def make(folder: Path) -> None:
            store = ox.Store(str(folder))
            store.bulk_extend(rdf.read(file))
            if rules:
                _infer(store)
            store.flush()

        folder = kept(file, f"{ox.__version__} {BASE} {[rule.update for rule in RULES if rules]}", make)
        graph = cls() if folder else cls(rdf.read(file))
        if folder:
            graph._store = ox.Store.read_only(str(folder))
        elif rules:
            graph.infer()
        return graph

    @classmethod
    def from_turtle(cls, content: bytes, where: str) -> Graph:
        """The triples of a Turtle document. Raises `Problem`, with `where` it came from."""
        try:
            return cls(ox.parse(content, format=ox.RdfFormat.TURTLE))
        except (SyntaxError, ValueError) as error:
            raise Problem(f"is not correct Turtle ({error})", where, "is this a graph store?") from error

    def infer(self) -> int:
        """Add what follows from the graph, in a graph of its own; gives the number of triples there.

        Raises `Problem` for a store that is kept on disk: open that with `rules`.
        """
        try:
            _infer(self._store)
        except RuntimeError as error:
            raise Problem("a kept store cannot be changed", "", "open it with its rules") from error
        return sum(1 for _ in self.quads(INFERRED_GRAPH))

    def forget_inferred(self) -> None:
        """Take away what `infer` has added."""
        self._store.remove_graph(rdf.Iri(INFERRED_GRAPH))

    def names(self) -> list[str]:
        """The named graphs, sorted."""
        return sorted(str(name.value) for name in self._store.named_graphs())

    def __len__(self) -> int:
        return len(self._store)

    def quads(self, graph: str | None = None) -> Iterator[rdf.Quad]:
        """All quads, or those of the named graph."""
        name = rdf.Iri(graph) if graph else None
        return iter(self._store.quads_for_pattern(None, None, None, name))

    def run(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The raw answer to any SPARQL 1.1 query; our prefixes are known. Raises `Problem`."""
        guard.refuse_remote(sparql)
        try:
            # the union would win over FROM
            union = not guard.names_its_dataset(sparql)
            return self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise guard.explain(sparql, error) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise _unanswered(error) from error

    def select(self, sparql: str) -> Table:
        """The answer to a SELECT query as a table of plain values. Raises `Problem`."""
        answer = self.run(sparql)
        if not isinstance(answer, ox.QuerySolutions):
            raise Problem("the query is no SELECT", "", "ask for columns with SELECT")
        columns = tuple(variable.value for variable in answer.variables)
        try:
            rows = tuple(tuple(plain(solution[name]) for name in columns) for solution in answer)
        except (ValueError, OSError, RuntimeError) as error:
            raise _unanswered(error) from error
        return Table(columns, rows)

    def answer(self, sparql: str) -> Answer:
        """The answer to any query as bytes. Raises `Problem`."""
        found = self.run(sparql)
        try:
            if isinstance(found, ox.QueryTriples):
                triples = (rdf.Quad(t.subject, t.predicate, t.object) for t in found)
                return Answer("graph", rdf.dump(triples, ox.RdfFormat.TURTLE))
            kind: Literal["boolean", "rows"] = "boolean" if isinstance(found, ox.QueryBoolean) else "rows"
            return Answer(kind, found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
        except (ValueError, OSError, RuntimeError) as error:
            raise _unanswered(error) from error

    def rdflib(self) -> rdflib.Dataset:
        """The same graph for those who know rdflib: a `Dataset` on the same store."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)


def _infer(store: ox.Store) -> None:
    for rule in RULES:
        store.update(rule.update, prefixes=PREFIXES)


def _unanswered(error: Exception) -> Problem:
    return Problem(f"the query could not be answered ({error})", "", "simplify it and try again")


def plain(term: rdf.Term | None) -> Cell:
    """A term as the value that a table shows: an IRI in full, a number as a number."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        name = term.datatype.value.rpartition("#")[2]
        if name == "integer":
            return int(term.value)
        if name in ("decimal", "double", "float"):
            return float(term.value)
        return term.value == "true" if name == "boolean" else term.value
    return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
