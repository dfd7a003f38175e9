"""What the service can do (SPARQL 1.1 Service Description) and how much it holds (VoID)."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from gfmd_graph import rdf
from gfmd_graph.namespaces import DCTERMS, FOAF, PREFIXES, XSD, compact
from gfmd_graph.rdf import Iri, Literal, Quad
from gfmd_graph.serve import http
from gfmd_graph.serve.http import Refused
from gfmd_graph.serve.negotiation import TRIPLES, choose
from gfmd_graph.serve.wire import Job, Reply

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
_SYNTAX = {
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
    "application/ld+json": ".jsonld",
}
_NUMBERS = ("triples", "distinctSubjects", "distinctObjects")


async def service(request: Request) -> Response:
    """The description of the SPARQL service."""
    here = http.origin(request)
    quads = list(_service(here, http.state(request).settings.store is not None))
    return _described(request, quads)


async def void(request: Request) -> Response:
    """The description of the data set, with its counts."""
    reply = await http.worked(request, http.state(request).read(Job("counts")))
    if reply.status != 200:
        return http.response(reply)
    return _described(request, list(_void(http.origin(request), json.loads(reply.content))))


def _described(request: Request, quads: list[Quad]) -> Response:
    type = choose(request.headers.get("accept", ""), (*TRIPLES, "text/html"))
    if not type:
        raise Refused(406, f"Accept one of {', '.join(TRIPLES)}.")
    type = "text/turtle" if type == "text/html" else type
    return http.response(Reply(200, type, rdf.dump(quads, rdf.SUFFIXES[_SYNTAX[type]])), {"vary": "accept"})


def _service(here: str, writable: bool) -> Iterator[Quad]:
    endpoint, held = Iri(f"{here}/sparql"), Iri(f"{here}/sparql#dataset")
    union = Iri(f"{here}/sparql#union")
    yield Quad(endpoint, Iri(rdf.TYPE), Iri(SD + "Service"))
    yield Quad(endpoint, Iri(SD + "endpoint"), endpoint)
    yield Quad(endpoint, Iri(SD + "supportedLanguage"), Iri(SD + "SPARQL11Query"))
    if writable:
        yield Quad(endpoint, Iri(SD + "supportedLanguage"), Iri(SD + "SPARQL11Update"))
    yield Quad(endpoint, Iri(SD + "feature"), Iri(SD + "UnionDefaultGraph"))
    for name in _WRITTEN:
        yield Quad(endpoint, Iri(SD + "resultFormat"), Iri(FORMATS + name))
    for name in _WRITTEN[4:] if writable else ():
        yield Quad(endpoint, Iri(SD + "inputFormat"), Iri(FORMATS + name))
    yield Quad(endpoint, Iri(SD + "defaultDataset"), held)
    yield Quad(held, Iri(rdf.TYPE), Iri(SD + "Dataset"))
    yield Quad(held, Iri(SD + "defaultGraph"), union)
    yield Quad(held, Iri(f"{VOID}inDataset"), Iri(f"{here}/.well-known/void#dataset"))
    yield Quad(union, Iri(rdf.TYPE), Iri(SD + "Graph"))
    text = Literal("The union of all named graphs: one a report, one for the vocabularies.", language="en")
    yield Quad(union, Iri(DCTERMS + "description"), text)


def _void(here: str, counts: dict[str, object]) -> Iterator[Quad]:
    page, held = Iri(f"{here}/.well-known/void"), Iri(f"{here}/.well-known/void#dataset")
    yield Quad(page, Iri(rdf.TYPE), Iri(VOID + "DatasetDescription"))
    yield Quad(page, Iri(FOAF + "primaryTopic"), held)
    yield Quad(held, Iri(rdf.TYPE), Iri(VOID + "Dataset"))
    title = Literal("Migration governance in civil-society reports", language="en")
    yield Quad(held, Iri(DCTERMS + "title"), title)
    yield Quad(held, Iri(VOID + "sparqlEndpoint"), Iri(f"{here}/sparql"))
    yield Quad(held, Iri(FOAF + "homepage"), Iri(f"{here}/"))
    for name, iri in PREFIXES.items():
        if name in ("gfmd", "skos", "oa", "prov", "dcterms", "org"):
            yield Quad(held, Iri(VOID + "vocabulary"), Iri(iri))
    for name in _NUMBERS:
        yield Quad(held, Iri(VOID + name), rdf.integer(_whole(counts[name])))
    for kind, one, total in (("class", "classes", "entities"), ("property", "properties", "triples")):
        rows = counts[one]
        listed = rows if isinstance(rows, list) else []
        yield Quad(held, Iri(VOID + one), rdf.integer(len(listed)))
        for iri, number in listed:
            part = Iri(f"{here}/.well-known/void#{kind}-{urllib.parse.quote(compact(iri), safe='')}")
            yield Quad(held, Iri(f"{VOID}{kind}Partition"), part)
            yield Quad(part, Iri(VOID + kind), Iri(iri))
            yield Quad(part, Iri(VOID + total), Literal(str(number), datatype=Iri(XSD + "integer")))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
