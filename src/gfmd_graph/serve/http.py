"""Requests as the handlers read them, within limits, and answers as they send them."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Awaitable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from gfmd_graph.serve.negotiation import content_type
from gfmd_graph.serve.pool import Busy
from gfmd_graph.serve.state import State
from gfmd_graph.serve.wire import Reply

BODY_SECONDS = 60.0
FIELDS = 200
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


class Refused(Exception):
    """A request that is not answered: its status and one sentence why, with more headers where needed."""

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})


def plain(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """A sentence as an answer."""
    content = f"{sentence}\n".encode("utf-8", "replace")
    return Response(content, status, dict(headers or {}), "text/plain")


def response(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """What a worker replied, as an answer."""
    body = reply.content if reply.status != 204 else b""
    answer = Response(body, reply.status, dict(headers or {}))
    if body or reply.status == 200:
        answer.headers["content-type"] = content_type(reply.type)
    return answer


def state(request: Request) -> State:
    """What the server holds."""
    found: State = request.app.state.served
    return found


def fields(data: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string or form. Raises `Refused` where they are no UTF-8, or too many."""
    try:
        text = data.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise Refused(400, "The parameters are not UTF-8.") from error
    except ValueError as error:
        raise Refused(400, f"There are more than {FIELDS} parameters.") from error


def url_fields(request: Request) -> list[tuple[str, str]]:
    """Names and values after the question mark of the address. Raises `Refused`."""
    return fields(request.scope["query_string"])


DRAINED = 4 * 2**20
"""So much over the limit is still taken off the line, so that the client reads why it was refused."""


async def body(request: Request, mebibytes: int) -> bytes:
    """The body of the request. Raises `Refused` where it is too large or takes too long."""
    limit, parts, size = mebibytes * 2**20, [], 0
    too_large = Refused(413, f"The request is larger than {mebibytes} MiB.", {"connection": "close"})
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > limit + DRAINED:
        raise too_large
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > limit + DRAINED:
                    raise too_large
                if size <= limit:
                    parts.append(part)
    except ClientDisconnect as error:
        raise Refused(499, "The client has gone away.") from error
    except TimeoutError as error:
        raise Refused(408, "The request took too long to arrive.", {"connection": "close"}) from error
    if size > limit:
        raise too_large
    return b"".join(parts)


def text(data: bytes, type: str) -> str:
    """`data` as text. Raises `Refused` where it is, or says that it is, no UTF-8."""
    charset = re.search(r";\s*charset\s*=\s*\"?([^\s;\"]+)", type, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, "The text is not in UTF-8; send it in UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "The text is not correct UTF-8.") from error


def media_type(request: Request) -> str:
    """The type of the body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def origin(request: Request) -> str:
    """`http://host:port` as the client calls this server. Raises `Refused`."""
    host = request.headers.get("host", "")
    if not host:
        server = request.scope.get("server") or ("localhost", None)
        host = f"{server[0]}:{server[1]}"
    if not _HOST.fullmatch(host):
        raise Refused(400, "The header Host names no host.")
    return f"{request.scope['scheme']}://{host}"


def may_write(request: Request) -> None:
    """Raise `Refused` unless the request carries the token of a server that may be written to."""
    settings = state(request).settings
    if settings.store is None:
        raise Refused(403, "This server takes no changes; start it with --writable to allow them.")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip().encode("utf-8", "replace")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given, settings.token.encode()):
        header = {"www-authenticate": 'Bearer realm="gfmd-graph"'}
        raise Refused(401, "Changes need the token of this server, as Authorization: Bearer.", header)


async def worked(request: Request, work: Awaitable[Reply]) -> Reply:
    """The reply of a worker; its work ends when the client goes away. Raises `Refused`."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Refused(499, "The client has gone away.")
        return task.result()
    except Busy as error:
        header = {"retry-after": "5"}
        raise Refused(503, "The server is busy; ask again in a few seconds.", header) from error
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    """Wait until the client has gone away. To be called when the whole body has been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
