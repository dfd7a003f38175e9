"""Queries that would never end, take all memory or answer without end; and servers that are killed."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gfmd_graph.journey import Summary
from protocol_harness import Answer, Running, alive, serving

pytest.importorskip("starlette")

LIMIT = 1.5
WORKERS = 3
"""Two that answer and one to spare."""

HEAD = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
ENDLESS = {
    "count": "SELECT (COUNT(*) AS ?c) { ?a ?b ?c1 . ?d ?e ?f . ?g ?h ?i }",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "path": "SELECT * { ?a (!gfmd:x|^!gfmd:y)* ?b . ?b (!gfmd:x|^!gfmd:y)* ?c . ?c (!gfmd:x|^!gfmd:y)* ?a }",
    "regex": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    " FILTER REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(a|a|b|.)*(a+)+.*(x+x+)+y$') }",
    "concat": "SELECT (GROUP_CONCAT(STR(?f)) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "construct": "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    " FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) < 0) }",
}


@pytest.fixture(scope="module")
def server(examples: tuple[Path, Summary]) -> Iterator[Running]:
    options = ("--timeout", str(LIMIT), "--memory", "256", "--answer", "4")
    with serving(examples[0], *options) as running:
        yield running


def post(server: Running, query: str) -> Answer:
    return server.ask("/sparql", "POST", query.encode(), {"content-type": "application/sparql-query"})


def settled(server: Running) -> list[int]:
    """The workers, once each of them is back."""
    before: list[int] = []
    for _ in range(50):
        now = server.children()
        if len(now) == WORKERS and now == before:
            break
        before = now
        time.sleep(0.1)
    return before


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_queries_end_while_others_are_answered(server: Running, name: str) -> None:
    taken: list[tuple[Answer, float]] = []

    def endless() -> None:
        begun = time.monotonic()
        taken.append((post(server, ENDLESS[name]), time.monotonic() - begun))

    thread = threading.Thread(target=endless)
    thread.start()
    slowest = 0.0
    while thread.is_alive():
        begun = time.monotonic()
        assert server.query("ASK {}").status == 200
        slowest = max(slowest, time.monotonic() - begun)
        time.sleep(0.02)
    thread.join()
    answer, seconds = taken[0]
    assert answer.status == 503
    assert answer.text.endswith("ask for less.\n")
    assert answer.type == "text/plain"
    assert seconds < LIMIT + 0.5
    assert slowest < 0.5
    assert len(settled(server)) == WORKERS


def test_large_answers_are_refused(server: Running) -> None:
    for query in ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"):
        answer = post(server, query)
        assert (answer.status, "larger than 4 MiB" in answer.text) == (422, True)
    assert post(server, "ASK {}").status == 200


def test_deeply_nested_queries_are_refused(server: Running) -> None:
    for query in (
        "ASK " + "{" * 50_000 + "}" * 50_000,
        "ASK { FILTER(" + "(" * 50_000,
        "ASK { FILTER(" + "-" * 90_000,
    ):
        assert post(server, query).status in (400, 503)
    assert post(server, "ASK {}").status == 200


def test_memory_goes_back(server: Running) -> None:
    for _ in range(3):
        post(
            server,
            "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?a ?f { ?a ?b ?c . ?d ?e ?f } LIMIT 400000 } }",
        )
    sizes = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for pid in settled(server)]
    assert max(sizes) < 300 * 2**20


def test_a_client_that_leaves_takes_its_query_along(server: Running) -> None:
    before = set(settled(server))
    query = ENDLESS["count"].encode()
    head = f"{HEAD}Content-Length: {len(query)}\r\n\r\n"
    with socket.create_connection((server.host, server.port), 5) as connection:
        connection.sendall(head.encode() + query)
        time.sleep(0.3)
    time.sleep(0.4)
    assert len(before & set(server.children())) == WORKERS - 1


def test_too_many_requests_are_told_to_come_back(examples: tuple[Path, Summary]) -> None:
    with serving(examples[0], "--timeout", "3", "--workers", "1") as server:
        answers: list[Answer] = []
        threads = [
            threading.Thread(target=lambda: answers.append(post(server, ENDLESS["count"]))) for _ in range(70)
        ]
        for thread in threads:
            thread.start()
        time.sleep(1)
        assert server.ask("/health").status == 200
        busy = post(server, "ASK {}")
        assert (busy.status, busy.headers["retry-after"]) == (503, "5")
        assert server.stop() == 0
        for thread in threads:
            thread.join()
        assert {answer.status for answer in answers} <= {503, 500}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_over(examples: tuple[Path, Summary], how: signal.Signals) -> None:
    with serving(examples[0], "--timeout", "60") as server:
        children = server.children()
        query = ENDLESS["count"].encode()
        head = f"{HEAD}Content-Length: {len(query)}\r\n\r\n"
        with socket.create_connection((server.host, server.port), 5) as connection:
            connection.sendall(head.encode() + query)
            time.sleep(0.3)
            begun = time.monotonic()
            code = server.stop(how)
            assert code == (-signal.SIGKILL if how == signal.SIGKILL else 0)
            assert time.monotonic() - begun < 7
        time.sleep(0.2)
        assert [pid for pid in children if alive(pid)] == []
        assert "Traceback" not in "".join(server.said)
