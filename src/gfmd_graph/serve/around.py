"""Around every request: security headers, who may read from other pages, the log and the counts."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gfmd_graph.errors import visible
from gfmd_graph.serve.monitor import Counts
from gfmd_graph.serve.state import Settings

LOG = logging.getLogger("gfmd_graph.serve")

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
}
STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For everything that brings no policy of its own: it is data, and nothing in it may run."""

METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS"


class Around:
    """The outermost room of the application."""

    def __init__(self, app: ASGIApp, settings: Settings, counts: Counts) -> None:
        self._app = app
        self._settings = settings
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, said = time.monotonic(), {"status": 500, "bytes": 0}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                said["status"] = message["status"]
                self._add_headers(MutableHeaders(scope=message))
            elif message["type"] == "http.response.body":
                said["bytes"] += len(message.get("body", b""))
            await send(message)

        scope.setdefault("state", {})
        self._counts.running += 1
        try:
            if scope["method"] == "OPTIONS":
                await _options(sending)
            else:
                await self._app(scope, receive, sending)
        finally:
            self._counts.running -= 1
            seconds = time.monotonic() - begun
            self._counts.add(scope["path"], said["status"], seconds)
            self._log(scope, said, seconds)

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("content-security-policy", STRICT)
        if self._settings.cors:
            headers["access-control-allow-origin"] = self._settings.cors
            headers["access-control-allow-methods"] = METHODS
            headers["access-control-allow-headers"] = "accept, authorization, content-type"
            headers["access-control-expose-headers"] = "location, retry-after"
            headers["access-control-max-age"] = "86400"

    def _log(self, scope: Scope, said: dict[str, int], seconds: float) -> None:
        """One line a request. What was asked is nobody's business, unless the owner of the server says so."""
        client = (scope.get("client") or ("-",))[0]
        line = f"{client} {scope['method']} {scope['path']} {said['status']} {said['bytes']}"
        line += f" {seconds * 1000:.0f} ms"
        if self._settings.log_queries:
            line += " " + str(scope["state"].get("query", ""))
        LOG.info("%s", visible(line))


async def _options(send: Send) -> None:
    headers = [(b"allow", METHODS.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
