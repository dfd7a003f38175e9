"""The named questions as a plain API, its OpenAPI description, and what the query page completes with."""

from __future__ import annotations

import json
from collections import defaultdict

from starlette.requests import Request
from starlette.responses import Response

from gfmd_graph.errors import Problem, visible
from gfmd_graph.graph import questions
from gfmd_graph.serve import http
from gfmd_graph.serve.http import Refused
from gfmd_graph.serve.negotiation import choose
from gfmd_graph.serve.openapi import description
from gfmd_graph.serve.wire import Job

FORMATS = {"json": "application/json", "csv": "text/csv", "sparql": "application/sparql-query"}
"""The values of the parameter `format`; "sparql" gives the query that would be run."""

VALUES = 50


async def listed(request: Request) -> Response:
    """All named questions."""
    found = [
        {
            "name": one.name,
            "title": one.title,
            "description": one.description,
            "parameters": [parameter.name for parameter in one.parameters],
            "url": f"{http.origin(request)}/ask/{one.name}",
        }
        for one in http.state(request).questions
    ]
    return _json(found)


async def ask(request: Request) -> Response:
    """The answer to one named question."""
    state = http.state(request)
    try:
        question = questions.find(state.questions, request.path_params["name"])
    except Problem as problem:
        meant = f"; {problem.mend}" if problem.mend.startswith("perhaps") else ""
        raise Refused(404, f"{visible(problem.what)}{meant}; GET /ask lists them all.") from problem
    given, form = _given(request, question)
    if len(form) > 1 or any(one not in FORMATS for one in form):
        raise Refused(400, f"The parameter format is one of {', '.join(FORMATS)}.")
    type = FORMATS[form[0]] if form else choose(request.headers.get("accept", ""), tuple(FORMATS.values()))
    if not type:
        raise Refused(406, f"Accept one of {', '.join(FORMATS.values())}.")
    job = Job("ask", question.name, words=tuple(sorted(given.items())), type=type)
    reply = await http.worked(request, state.read(job))
    return http.response(reply, {"vary": "accept"})


def _given(request: Request, question: questions.Question) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The parameters of the question as they were given, and the wanted form."""
    known = [parameter.name for parameter in question.parameters]
    given, form = defaultdict[str, tuple[str, ...]](tuple), []
    for name, value in http.url_fields(request):
        if name == "format":
            form.append(value)
        elif name not in known:
            takes = ", ".join((*known, "format"))
            raise Refused(400, f"The question {question.name} takes the parameters {takes}.")
        else:
            given[name] += (value,)
        if len(given[name]) > VALUES:
            raise Refused(400, f"A parameter is given {VALUES} times at most.")
    return {name: values for name, values in given.items() if values}, form


async def openapi(request: Request) -> Response:
    """The API in OpenAPI 3.1."""
    return _json(description(http.state(request).questions, http.origin(request)))


async def words(request: Request) -> Response:
    """Prefixes and terms for completion."""
    return http.response(await http.worked(request, http.state(request).read(Job("words"))))


async def examples(request: Request) -> Response:
    """The named questions as SPARQL, to begin with."""
    shown = http.state(request).questions
    return _json([{"name": one.name, "title": one.title, "sparql": one.sparql} for one in shown])


def _json(document: object) -> Response:
    return Response(json.dumps(document, ensure_ascii=False).encode(), media_type="application/json")
