"""Start and stop: one process that listens, its workers beside it, and nothing left over at the end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator

import h11
import uvicorn

from gfmd_graph.errors import Problem
from gfmd_graph.graph import questions
from gfmd_graph.serve.app import application
from gfmd_graph.serve.around import LOG
from gfmd_graph.serve.state import Settings, State

HEADER_BYTES = 64 * 1024
CONNECTIONS = 512
GRACE = 3
"""Seconds that running requests have to end when the server is stopped."""


class _Server(uvicorn.Server):
    """Ends well on SIGINT and SIGTERM: with what was running finished, and exit code 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {sig: signal.signal(sig, self.handle_exit) for sig in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for caught, handler in before.items():
                signal.signal(caught, handler)


def serve(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until a signal ends it; `ready` is told the address. Raises `Problem`."""
    state = State(settings, questions.load(settings.ontology))
    _check(state)
    _log()
    with _listening(host, port) as listening:
        config = uvicorn.Config(
            application(state),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=2 * GRACE + 4,
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=HEADER_BYTES,
        )
        asyncio.run(_run(_Server(config), state, listening, ready))


async def _run(server: _Server, state: State, listening: socket.socket, ready: Callable[[str], None]) -> None:
    try:
        await state.start()
        running = asyncio.ensure_future(server.serve(sockets=[listening]))
        ending = asyncio.ensure_future(_ending(server, state))
        while not server.started and not running.done():
            await asyncio.sleep(0.02)
        if server.started:
            address, number = listening.getsockname()[:2]
            ready(f"http://{f'[{address}]' if ':' in address else address}:{number}/")
        await running
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)
    finally:
        await state.stop()


async def _ending(server: _Server, state: State) -> None:
    """Some time after the signal, end the queries that still run: their clients are told so."""
    while not server.should_exit:
        await asyncio.sleep(0.1)
    await asyncio.sleep(GRACE)
    await state.stop()


def _check(state: State) -> None:
    """Raise `Problem` where the server could never answer."""
    from gfmd_graph.serve.writing import is_built

    settings = state.settings
    if settings.store is None and not is_built(settings.source):
        raise Problem("holds no built graph", str(settings.source), "run `gfmd-graph build` first")
    if settings.store is not None and len(settings.token) < 8:
        mend = "give one of at least 8 characters with --token-file or GFMD_GRAPH_SERVE_TOKEN"
        raise Problem("--writable needs a token", "", mend)


def _listening(host: str, port: int) -> socket.socket:
    """A socket on `host`; port 0 takes any free one. Raises `Problem`."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # the protocol is named because asyncio turns off Nagle's delays only where it is
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(256)
        return listening
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem(
            f"cannot listen at {host}:{port} ({reason})", "", "choose another --port or --host"
        ) from error


def _log() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    LOG.handlers, LOG.propagate = [handler], False
    LOG.setLevel(logging.INFO)
    for name in ("uvicorn.error", "asyncio"):
        errors = logging.getLogger(name)
        errors.handlers, errors.propagate = [handler], False
        errors.setLevel(logging.ERROR)
        errors.addFilter(_heard)


def _heard(record: logging.LogRecord) -> bool:
    """False where a client broke off or broke the protocol after its answer: nobody could be told more."""
    return not (record.exc_info and isinstance(record.exc_info[1], h11.LocalProtocolError))
