"""SPARQL 1.1 Protocol at `/sparql`: query, update and, without either, the description of the service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from gfmd_graph.serve import http
from gfmd_graph.serve.descriptions import service
from gfmd_graph.serve.http import Refused
from gfmd_graph.serve.negotiation import ROWS, TRIPLES, choose
from gfmd_graph.serve.wire import Job

PATH = "/sparql"
QUERY_MIB = 1
UPDATE_MIB = 16
_DATASET = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request wants: `kind` is "query", "update" or "description"."""

    kind: str
    text: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def sparql(request: Request) -> Response:
    """Answer one request of the protocol."""
    wanted = await operation(request)
    if wanted.kind == "description":
        return await service(request)
    request.state.query = wanted.text
    accept, state = request.headers.get("accept", ""), http.state(request)
    job = Job(
        wanted.kind,
        wanted.text,
        http.origin(request) + PATH,
        wanted.default,
        wanted.named,
        choose(accept, ROWS),
        choose(accept, TRIPLES),
    )
    if wanted.kind == "update":
        return http.response(await http.worked(request, state.write(job)))
    if not job.rows and not job.triples:
        raise Refused(406, f"Accept one of {', '.join((*ROWS, *TRIPLES))}.")
    return http.response(await http.worked(request, state.read(job)), {"vary": "accept"})


async def operation(request: Request) -> Operation:
    """What `request` asks for. Raises `Refused`."""
    given = http.url_fields(request)
    if request.method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in given):
            raise Refused(400, "An update is sent with POST.")
        if not any(name == "query" for name, _ in given):
            if given:
                raise Refused(400, "The parameter query is missing.")
            return Operation("description")
        return _operation(given)
    type, kind = request.headers.get("content-type", ""), http.media_type(request)
    if kind == "application/x-www-form-urlencoded":
        known = "authorization" in request.headers and http.state(request).settings.store
        data = await http.body(request, UPDATE_MIB if known else QUERY_MIB)
        http.text(b"", type)
        wanted = _operation([*given, *http.fields(data)])
        if wanted.kind == "update":
            http.may_write(request)
        return wanted
    if kind not in ("application/sparql-query", "application/sparql-update"):
        raise Refused(415, "Send a form, application/sparql-query or application/sparql-update.")
    name = kind.removeprefix("application/sparql-")
    if any(field in ("query", "update") for field, _ in given):
        raise Refused(400, "There is one query in the body and another one in the address.")
    if name == "update":
        http.may_write(request)
    data = await http.body(request, UPDATE_MIB if name == "update" else QUERY_MIB)
    return _operation([*given, (name, http.text(data, type))])


def _operation(given: list[tuple[str, str]]) -> Operation:
    texts = [(name, value) for name, value in given if name in _DATASET]
    if len(texts) != 1:
        count = "none" if not texts else "several"
        raise Refused(400, f"A request has one query or one update; this one has {count}.")
    kind, text = texts[0]
    other = _DATASET["update" if kind == "query" else "query"]
    if any(name in other for name, _ in given):
        raise Refused(400, f"The parameters {' and '.join(other)} do not go with a {kind}.")
    default, named = (_values(given, name) for name in _DATASET[kind])
    return Operation(kind, text, default, named)


def _values(given: Iterable[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in given if name == wanted)
