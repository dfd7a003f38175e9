"""RDF terms and syntaxes: the one door to the parser and the serialiser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from gfmd_graph.errors import Problem
from gfmd_graph.namespaces import BASE, PREFIXES, PUBLISHED_BASE, XSD

Iri = ox.NamedNode
Literal = ox.Literal
Quad = ox.Quad
Triple = ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Default = ox.DefaultGraph

SUFFIXES: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def decimal(value: float) -> Literal:
    """`value` with two decimals at most, in the canonical form that every store gives back unchanged."""
    text = f"{value:.2f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=Iri(XSD + "decimal"))


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=Iri(XSD + "integer"))


def year(value: int) -> Literal:
    return Literal(f"{value:04d}", datatype=Iri(XSD + "gYear"))


def read(path: Path) -> Iterator[Quad]:
    """The quads of an RDF file, its format told by its suffix. Raises `Problem`."""
    syntax = SUFFIXES.get(path.suffix.lower())
    if syntax is None:
        raise Problem("is no RDF file that can be read", str(path), f"use one of {', '.join(SUFFIXES)}")
    try:
        data = path.read_bytes()
        if BASE != PUBLISHED_BASE:
            data = data.replace(PUBLISHED_BASE.encode(), BASE.encode())
        yield from ox.parse(data, format=syntax)
    except OSError as error:
        raise Problem(f"cannot be read ({error.strerror})", str(path), "check the path and its permissions") from error
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}, line {line}" if line else str(path)
        raise Problem(f"is not correct {syntax.name} ({error})", where, "mend the file at that line") from error


def sort_key(quad: Quad) -> tuple[str, str, str, str]:
    """Reading order: by graph, then subject, with types first, then predicate and value."""
    predicate = quad.predicate.value
    rank = "" if predicate.endswith("#type") else predicate
    return (str(quad.graph_name), str(quad.subject), rank, str(quad.object))


def write(quads: Iterable[Quad], path: Path, syntax: ox.RdfFormat) -> None:
    """Write `quads` sorted, so that the same set gives the same bytes."""
    path.write_bytes(dump(quads, syntax))


def dump(quads: Iterable[Quad], syntax: ox.RdfFormat) -> bytes:
    """`quads` in `syntax`, sorted; a syntax without named graphs gives their union."""
    if not syntax.supports_datasets:
        quads = {Quad(q.subject, q.predicate, q.object) for q in quads}
    ordered = sorted(quads, key=sort_key)
    if syntax == ox.RdfFormat.N_QUADS or syntax == ox.RdfFormat.N_TRIPLES or syntax == ox.RdfFormat.JSON_LD:
        return ox.serialize(ordered, format=syntax) or b""
    return ox.serialize(ordered, format=syntax, prefixes=PREFIXES) or b""
