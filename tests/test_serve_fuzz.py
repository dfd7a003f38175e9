"""Nonsense from the network: no 500, no traceback, and the server goes on."""

from __future__ import annotations

import random
import socket
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gfmd_graph.graph.questions import load
from gfmd_graph.journey import Summary
from gfmd_graph.serve.openapi import description
from protocol_harness import TOKEN, Running, serving

pytest.importorskip("starlette")

REQUESTS = 2000
METHODS = (*["GET"] * 3, *["POST"] * 3, "PUT", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "FOO", "get")
PATHS = (*["/sparql"] * 3, "/store", "/store", "/store/x", "/ask/champions", "/ask", "/id/area/BRA",
         "/data/x", "/pages/", "/query", "/query/words.json", "/files/graph.ttl", "/health", "/metrics",
         "/.well-known/void", "/openapi.json", "/nothing")  # fmt: skip
TAILS = ("/", "/%00", "/..%2f..", "//x", "/%ff")
NAMES = ("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "graph", "default",
         "country", "objective", "format", "year", "x")  # fmt: skip
TYPES = ("application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded",
         "text/turtle", "application/ld+json", "application/rdf+xml", "multipart/form-data;boundary=a",
         "multipart/form-data", "application/sparql-query;charset=utf-16", "\xff", ";;;", "")  # fmt: skip
PIECES = ("SELECT", "ASK", "{", "}", "*", "?s ?p ?o", "<http://a>", "<", "'", '"', "\\u0053", "\0", "é",
          "\ud800", "FROM", "INSERT DATA", "DROP ALL", ";", "SERVICE", "LOAD", "WHERE", "USING", "(", ")",
          "..", "%2e%2e/", "%ff", "#", "&", "@prefix", "[", "_:b", "^^", "--a\r\n", "1e999", "FILTER",
          "REGEX(?s,'(')", ".")  # fmt: skip


@pytest.fixture(scope="module", params=[False, True], ids=["readable", "writable"])
def server(
    request: pytest.FixtureRequest, examples: tuple[Path, Summary], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("store")
    options = ("--writable", "--store", str(store)) if request.param else ()
    with serving(examples[0], "--timeout", "2", *options) as running:
        yield running


def nonsense(chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return chance.randbytes(chance.randrange(60))
    text = " ".join(chance.choice(PIECES) for _ in range(chance.randrange(12)))
    return text.encode("utf-8", "surrogatepass")


def a_request(chance: random.Random) -> bytes:
    """The bytes of a request that is wrong in some place."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(1, 200)) + b"\r\n\r\n"
    values = [urllib.parse.quote_from_bytes(nonsense(chance)) for _ in range(chance.randrange(3))]
    query = "&".join(f"{chance.choice(NAMES)}={value}" for value in values)
    body = nonsense(chance) if chance.random() < 0.5 else query.encode()
    path = chance.choice(PATHS) + (chance.choice(TAILS) if chance.random() < 0.2 else "")
    head = [
        f"{chance.choice(METHODS)} {path}{'?' + query if chance.random() < 0.6 else ''} HTTP/1.1",
        chance.choice(("Host: 127.0.0.1", "Host: a b", "Host: <x>", "Host: ")),
        f"Content-Type: {chance.choice(TYPES)}",
        "Accept: " + chance.choice(("*/*", "text/html", "a", ";q=", "text/csv;q=2", "x/y", "," * 60)),
        f"Authorization: {chance.choice(('Bearer ' + TOKEN, 'Bearer', 'Basic x', ''))}",
        f"Content-Length: {len(body)}" if chance.random() < 0.9 else "Transfer-Encoding: chunked",
        "Connection: close",
    ]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body


def sent(server: Running, data: bytes) -> bytes:
    try:
        with socket.create_connection((server.host, server.port), 10) as connection:
            connection.sendall(data)
            if b"Content-Length" not in data:  # the server would wait for more
                connection.shutdown(socket.SHUT_WR)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
            return b"".join(parts)
    except ConnectionError:
        return b""


def test_random_bytes(server: Running) -> None:
    chance = random.Random(7)
    answered = 0
    for number in range(REQUESTS // 2):
        data = a_request(chance)
        answer = sent(server, data)
        assert not answer.startswith(b"HTTP/1.1 500"), (number, data, answer)
        assert b"Traceback" not in answer
        answered += answer.startswith(b"HTTP/1.1")
    assert answered > REQUESTS // 4
    assert server.query("ASK {}").status == 200
    said = "".join(server.said)
    assert "Traceback" not in said, said[said.index("Traceback") :][:3000]


DOCUMENT: Any = description(load(), "")
OPERATIONS = [(path, item["get"]) for path, item in sorted(DOCUMENT["paths"].items())]
assert len(OPERATIONS) > 10


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An operation of the API with parameters that its description allows, or nearly."""
    path, operation = draw(st.sampled_from(OPERATIONS))
    fields: list[tuple[str, str]] = []
    for parameter in operation.get("parameters", []):
        if draw(st.booleans()):
            continue
        items = parameter["schema"].get("items", {})
        value = st.text(max_size=210)
        if "pattern" in items:
            value = st.from_regex(items["pattern"]) | value
        if "enum" in parameter["schema"]:
            value = st.sampled_from(parameter["schema"]["enum"])
        known = st.sampled_from(
            ["Brazil", "BRA", "5", "2017", "en", "existing", "practice", "children", "sahel", "json"]
        )
        fields.append((parameter["name"], draw(known | value)))
    query = urllib.parse.urlencode(fields, errors="replace")
    return f"{path}?{query}" if path.startswith("/ask/") else path, operation


@settings(
    max_examples=150, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(call=calls())
def test_the_api_keeps_to_its_description(server: Running, call: tuple[str, dict[str, Any]]) -> None:
    path, operation = call
    answer = server.ask(path)
    assert str(answer.status) in operation["responses"], (path, answer)
    assert answer.type in operation["responses"][str(answer.status)]["content"], (path, answer)
