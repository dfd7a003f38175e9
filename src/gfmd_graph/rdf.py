"""RDF terms and syntaxes: the one door to the parser and the serialiser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from gfmd_graph.errors import Problem
from gfmd_graph.namespaces import BASE, PREFIXES, PUBLISHED_BASE, RDF, XSD, compact

Iri = ox.NamedNode
Literal = ox.Literal
Quad = ox.Quad
Triple = ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Default = ox.DefaultGraph

TYPE = RDF + "type"

SUFFIXES: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def value(term: Term) -> str:
    """The IRI of a node, the characters of a literal."""
    return str(term) if isinstance(term, ox.Triple) else str(term.value)


def decimal(value: float) -> Literal:
    """`value` with two decimals at most, in the canonical form of XSD 1.1, which stores give back unchanged.

    One is "1": a store that keeps numbers by value gives that back for "1.0".
    """
    text = f"{value:.2f}".rstrip("0").removesuffix(".")
    return Literal("0" if text == "-0" else text, datatype=Iri(XSD + "decimal"))


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
        raise Problem(
            f"cannot be read ({error.strerror})", str(path), "check the path and its permissions"
        ) from error
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}, line {line}" if line else str(path)
        raise Problem(
            f"is not correct {syntax.name} ({error})", where, "mend the file at that line"
        ) from error


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
    if syntax == ox.RdfFormat.JSON_LD:
        return _json_ld(ordered)
    if syntax == ox.RdfFormat.N_QUADS or syntax == ox.RdfFormat.N_TRIPLES:
        return ox.serialize(ordered, format=syntax) or b""
    if syntax == ox.RdfFormat.RDF_XML:
        return ox.serialize(map(_for_xml, ordered), format=syntax, prefixes=PREFIXES) or b""
    return _with_used_prefixes(ox.serialize(ordered, format=syntax, prefixes=PREFIXES) or b"")


def _with_used_prefixes(turtle: bytes) -> bytes:
    """The prefixes that are used, in the order of their names: the serialiser keeps them in a hash map."""
    head = re.match(rb"(?:@prefix [^\n]*\n)*", turtle)
    end = head.end() if head else 0
    body = turtle[end:]
    lines = sorted(turtle[:end].splitlines(keepends=True))
    used = [line for line in lines if line.split(b" ")[1] in body]
    return b"".join([*used, b"\n" if used else b"", body])


def without_illegal(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _for_xml(quad: Quad) -> Quad:
    value = quad.object
    if not isinstance(value, ox.Literal) or without_illegal(value.value) == value.value:
        return quad
    text = without_illegal(value.value)
    if value.language:
        return Quad(quad.subject, quad.predicate, Literal(text, language=value.language))
    return Quad(quad.subject, quad.predicate, Literal(text, datatype=value.datatype))


def _json_ld(ordered: list[Quad]) -> bytes:
    """JSON-LD 1.1 that a person can read: our prefixes as context, one object a named graph."""
    links: dict[str, bool] = {}
    names: set[str] = set()
    for quad in ordered:
        link = not isinstance(quad.object, ox.Literal)
        links[quad.predicate.value] = links.get(quad.predicate.value, True) and link
        names |= {term.value for term in _iris(quad)}
    context: dict[str, object] = {p: iri for p, iri in PREFIXES.items() if _usable(p, iri, names)}
    short = {name: _short(name, context) for name in names}
    graphs: dict[str, dict[str, dict[str, list[object]]]] = {}
    for quad in ordered:
        graph = "" if isinstance(quad.graph_name, Default) else _node(quad.graph_name, short)
        node = graphs.setdefault(graph, {}).setdefault(_node(quad.subject, short), {})
        if quad.predicate.value == TYPE and links[TYPE]:
            node.setdefault("@type", []).append(_node(quad.object, short))
            continue
        coerced = links[quad.predicate.value]
        value = _node(quad.object, short) if coerced else _value(quad.object, short)
        node.setdefault(short[quad.predicate.value], []).append(value)
    coerced_terms = sorted(short[name] for name, link in links.items() if link and name != TYPE)
    context |= {name: {"@type": "@id"} for name in coerced_terms}
    content = _nodes(graphs.pop("", {}))
    content += [{"@id": graph, "@graph": _nodes(nodes)} for graph, nodes in graphs.items()]
    document = {"@context": {"@version": 1.1, **context}, "@graph": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _iris(quad: Quad) -> Iterator[Iri]:
    """Every IRI of a quad, that of a literal's datatype included."""
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(term, ox.Literal):
            yield term.datatype
        elif isinstance(term, ox.NamedNode):
            yield term


def _usable(prefix: str, base: str, names: set[str]) -> bool:
    """Is the prefix used, and no scheme of an IRI?"""
    return any(name.startswith(base) for name in names) and not any(n.startswith(f"{prefix}:") for n in names)


def _short(iri: str, context: dict[str, object]) -> str:
    name = compact(iri)
    prefix, _, local = name.partition(":")
    return name if prefix in context and not local.startswith("//") else iri


def _node(term: Term | Default, short: dict[str, str]) -> str:
    return short[term.value] if isinstance(term, ox.NamedNode) else str(term)


def _value(term: Term, short: dict[str, str]) -> object:
    """A literal, or a link where the property has literals too; text and whole numbers in JSON's own way."""
    if not isinstance(term, ox.Literal):
        return {"@id": _node(term, short)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value.removeprefix(XSD)
    if kind == "string":
        return term.value
    if kind == "integer" and re.fullmatch(r"0|-?[1-9][0-9]{0,14}", term.value):
        return int(term.value)
    return {"@value": term.value, "@type": short[term.datatype.value]}


def _nodes(nodes: dict[str, dict[str, list[object]]]) -> list[dict[str, object]]:
    return [
        {"@id": name} | {key: values[0] if len(values) == 1 else values for key, values in node.items()}
        for name, node in nodes.items()
    ]
