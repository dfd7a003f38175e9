"""The routes, and what holds for every request: limits, headers, the log and the counts."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gfmd_graph.errors import Problem
from gfmd_graph.serve import answers, descriptions, graphs, monitor, pages, sparql
from gfmd_graph.serve.around import Around
from gfmd_graph.serve.http import Refused, plain
from gfmd_graph.serve.state import State

ANY = ["GET", "POST", "PUT", "DELETE", "PATCH"]


def application(state: State) -> Starlette:
    """The server for `state`, whose workers are started and stopped by the caller."""
    app = Starlette(
        routes=_routes(),
        exception_handlers={Refused: _refused, Problem: _problem, HTTPException: _http},
    )
    app.router.redirect_slashes = False
    app.state.served = state
    app.state.counts = monitor.Counts()
    app.add_middleware(Around, settings=state.settings, counts=app.state.counts)
    return app


def _routes() -> list[Route]:
    return [
        Route("/", pages.first, methods=["GET"]),
        Route("/pages", pages.first, methods=["GET"]),
        Route("/pages/{path:path}", pages.static, methods=["GET"]),
        Route("/files/{name}", pages.file, methods=["GET"]),
        Route("/query", pages.query_page, methods=["GET"]),
        Route("/query/words.json", answers.words, methods=["GET"]),
        Route("/query/examples.json", answers.examples, methods=["GET"]),
        Route("/query/{name}", pages.query_asset, methods=["GET"]),
        Route("/sparql", sparql.sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql.sparql, methods=["GET", "POST"]),
        Route("/store", graphs.graphs, methods=ANY),
        Route("/store/{path:path}", graphs.graphs, methods=ANY),
        Route("/ask", answers.listed, methods=["GET"]),
        Route("/ask/{name}", answers.ask, methods=["GET"]),
        Route("/openapi.json", answers.openapi, methods=["GET"]),
        Route("/id/{path:path}", pages.thing, methods=["GET"]),
        Route("/data/{path:path}", pages.data, methods=["GET"]),
        Route("/.well-known/void", descriptions.void, methods=["GET"]),
        Route("/health", monitor.health, methods=["GET"]),
        Route("/metrics", monitor.metrics, methods=["GET"]),
    ]


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - registered for it alone
    return plain(error.status, error.sentence, error.headers)


async def _problem(request: Request, error: Exception) -> Response:
    return plain(400, str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    sentences = {404: "There is nothing at this address.", 405: "This address does not take that method."}
    return plain(error.status_code, sentences.get(error.status_code, error.detail), error.headers)
