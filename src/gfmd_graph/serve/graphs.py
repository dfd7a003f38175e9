"""Graph Store HTTP Protocol at `/store`: whole graphs, by `?graph=`, `?default` or their own address here."""

from __future__ import annotations

import uuid

from starlette.requests import Request
from starlette.responses import Response

from gfmd_graph.serve import http
from gfmd_graph.serve.http import Refused
from gfmd_graph.serve.negotiation import TRIPLES, choose
from gfmd_graph.serve.wire import Job

PATH = "/store"
READING = ("GET", "HEAD")
WRITING = ("PUT", "POST", "DELETE")


async def graphs(request: Request) -> Response:
    """Answer one request of the protocol."""
    state = http.state(request)
    methods = READING + (WRITING if state.settings.store else ())
    if request.method not in methods:
        allowed = ", ".join((*methods, "OPTIONS"))
        raise Refused(405, f"Here one can use {allowed}.", {"allow": allowed})
    name, fresh = _name(request)
    if request.method in READING:
        job = Job("read", name, triples=choose(request.headers.get("accept", ""), TRIPLES))
        return http.response(await http.worked(request, state.read(job)), {"vary": "accept"})
    http.may_write(request)
    type = request.headers.get("content-type", "")
    if request.method == "DELETE":
        job = Job("delete", name)
    else:
        if http.media_type(request).startswith("text/"):
            http.text(b"", type)
        content = await http.body(request, state.settings.upload)
        job = Job(
            request.method.lower(), name, name or http.origin(request) + PATH, type=type, content=content
        )
    reply = await http.worked(request, state.write(job))
    return http.response(reply, {"location": name} if fresh and reply.status == 201 else {})


def _name(request: Request) -> tuple[str, bool]:
    """The IRI of the graph that is meant, "" for the unnamed one; and whether it is a new one."""
    given = http.url_fields(request)
    if {name for name, _ in given} - {"graph", "default"} or len(given) > 1:
        raise Refused(400, "Name one graph: with ?graph= and its IRI, or ?default.")
    local = request.scope["path"].removeprefix(PATH).strip("/")
    here = http.origin(request) + PATH
    if given:
        if local:
            raise Refused(400, "The address names one graph and the parameter another one.")
        name, value = given[0]
        if name == "graph" and not value:
            raise Refused(400, "The parameter graph has no value.")
        return (value, False) if name == "graph" else ("", False)
    if local:
        return here + request.scope["raw_path"].decode("ascii", "replace").removeprefix(PATH), False
    if request.method == "POST":
        return f"{here}/{uuid.uuid4()}", True
    raise Refused(400, "Name a graph: with ?graph= and its IRI, or ?default.")
