"""Requests a second of `gfmd-graph serve` and rdflib-endpoint: `python benchmarks/asking_servers.py`.

Both serve the same file of 100,000 quads over HTTP, at the same time; clients that keep their connections
ask one server after the other, in rounds. `pip install -r benchmarks/requirements.txt` for the peer.
"""

from __future__ import annotations

import contextlib
import http.client
import importlib
import itertools
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

CLIENTS = 4
ROUNDS = 3
SECONDS = 4.0
SIZE = 100_000
_NUMBERS = itertools.count()
OURS: set[int] = set()
"""Ports of our servers, whose queries go to /sparql and not to /."""
REPORT = "https://w3id.org/gfmd/report/made-00003"
LOOK_UPS = (
    "SELECT ?name { <https://w3id.org/gfmd/area/BRA>"
    " <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY STR(?name)",
    f"SELECT ?p ?o {{ <{REPORT}/statement/04> ?p ?o }} ORDER BY ?p STR(?o)",
    f"SELECT ?s {{ ?s <https://w3id.org/gfmd/ont/inReport> <{REPORT}> }} ORDER BY ?s",
)
NAMED: tuple[tuple[str, dict[str, str]], ...] = (
    ("unanswered", {}),
    ("statements-of-report", {"report": "made-00003"}),
    ("who-works-on-what", {"objective": "5"}),
    ("questions-to-governments", {"objective": "5"}),
)
"""Questions that rdflib answers within a fifth of a second."""


def servers(file: Path) -> dict[str, list[str]]:
    """What is compared, and the commands that start it, with PORT in place of a port."""
    ours = [sys.executable, "-m", "gfmd_graph", "serve", "--from", str(file), "--port", "PORT"]
    peer = shutil.which("rdflib-endpoint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if peer is None:
        raise SystemExit("rdflib-endpoint is missing: pip install -r benchmarks/requirements.txt")
    theirs = [peer, "serve", "--port", "PORT"]
    return {
        "gfmd-graph, one worker": [*ours, "--workers", "1"],
        "gfmd-graph, as it comes (two workers)": ours,
        "rdflib-endpoint, as it comes (one process, rdflib)": [*theirs, str(file)],
        "rdflib-endpoint, one process, Oxigraph store": [*theirs, "--store", "oxigraph", str(file)],
    }


def compared() -> str:
    """The figures as Markdown."""
    write = importlib.import_module("domain").write
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        file = Path(folder) / "graph.nq"
        quads = write(file, SIZE)
        work = {
            "look-ups": list(LOOK_UPS),
            "named questions": _questions(file),
        }
        ports = {name: stack.enter_context(_running(command)) for name, command in servers(file).items()}
        answers = {name: [_answer(port, query) for each in work.values() for query in each]
                   for name, port in ports.items()}  # fmt: skip
        rates = {
            f"{kind}, {how}": _rates(ports, queries, how == "new each time")
            for kind, queries in work.items()
            for how in ("new each time", "again and again")
        }
    return "\n".join(_table(quads, rates, answers))


def _questions(file: Path) -> list[str]:
    from gfmd_graph.graph import questions
    from gfmd_graph.graph.store import Graph

    graph, known = Graph.open(file), questions.load()
    return [questions.prepare(graph, questions.find(known, name), words) for name, words in NAMED]


def _rates(ports: Mapping[str, int], queries: Sequence[str], new: bool) -> dict[str, list[float]]:
    """Requests a second of each server in each round, one server after the other."""
    rates: dict[str, list[float]] = {name: [] for name in ports}
    for _ in range(ROUNDS):
        for name, port in ports.items():
            rates[name].append(_rate(port, queries, new))
    return rates


def _rate(port: int, queries: Sequence[str], new: bool) -> float:
    """Requests a second. Both servers keep something of a text that they have met: a comment makes it new."""
    counts, begun = [0] * CLIENTS, time.monotonic()

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() - begun < SECONDS:
            mark = f"# {next(_NUMBERS)}\n" if new else ""
            _ask(connection, mark + queries[(number + counts[number]) % len(queries)])
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def _ask(connection: http.client.HTTPConnection, query: str) -> bytes:
    target = "/sparql?" if connection.port in OURS else "/?"
    fields = urllib.parse.urlencode({"query": query})
    connection.request("GET", target + fields, headers={"Accept": "application/sparql-results+json"})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise SystemExit(f"port {connection.port} answered {answer.status}: {content[:300]!r}")
    return content


def _answer(port: int, query: str) -> list[dict[str, str]]:
    """The rows of the answer: what its terms say, since servers write "plain" literals in two ways."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    rows = json.loads(_ask(connection, query))["results"]["bindings"]
    connection.close()
    return [{name: term["value"] for name, term in sorted(row.items())} for row in rows]


@contextlib.contextmanager
def _running(command: Sequence[str]) -> Iterator[int]:
    """The port of a server that answers; it is stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    if "gfmd_graph" in command:
        OURS.add(port)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    silent = subprocess.DEVNULL
    words = [word.replace("PORT", str(port)) for word in command]
    with subprocess.Popen(words, stdout=silent, stderr=silent, env=environment) as process:
        try:
            _wait(process, port)
            yield port
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(1200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            raise SystemExit(f"a server has ended: {process.args!r}")
        time.sleep(0.1)
    raise SystemExit(f"a server does not start: {process.args!r}")


def _table(
    quads: int, rates: Mapping[str, Mapping[str, Sequence[float]]], answers: Mapping[str, object]
) -> Iterator[str]:
    yield f"## Over HTTP, {quads:,} quads\n"
    yield f"Requests a second of {CLIENTS} clients at once, by the median of {ROUNDS} rounds of"
    yield f'{SECONDS:g} seconds; "times": the slower one of our two by this server in the same round, by'
    yield "the median. rdflib-endpoint keeps parsed queries, `gfmd-graph serve` keeps answers: a query"
    yield "that is new each time has a number in a comment.\n"
    yield "| server | " + " | ".join(rates) + " | same answers |"
    yield "| --- |" + " ---: |" * len(rates) + " --- |"
    expected = next(iter(answers.values()))
    for name in answers:
        cells = [_cell(rates[kind], name) for kind in rates]
        yield f"| {name} | {' | '.join(cells)} | {'yes' if answers[name] == expected else 'NO'} |"


def _cell(rates: Mapping[str, Sequence[float]], name: str) -> str:
    middle = f"{statistics.median(rates[name]):.0f}"
    if name.startswith("gfmd-graph"):
        return middle
    own = [it for key, it in rates.items() if key.startswith("gfmd-graph")]
    ours = [min(each) for each in zip(*own, strict=True)]
    times = statistics.median(a / b for a, b in zip(ours, rates[name], strict=True))
    return f"{middle} ({times:.1f} times)"


if __name__ == "__main__":
    print(compared())
