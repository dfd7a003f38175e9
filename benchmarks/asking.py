"""How fast the named questions are answered: `python benchmarks/asking.py [QUADS]... [--write]`.

Makes a graph of each size (100000 if none is given), loads it and asks every named question with one
parameter, in a process of its own for each engine, one after the other: our store in memory, our store on
disk, and, up to 200,000 quads, plain rdflib; then asks our server and rdflib-endpoint over HTTP (see
asking_servers.py). `--write` puts the tables into docs/asking.md.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

WORDS = {
    "country": "Brazil", "kind": "practice", "link": "implementedBy", "objective": "5", "organisation": "IOM",
    "population": "children", "region": "419", "report": "made-00003", "year": "2018",
}  # fmt: skip
"""What a question is asked with: its first parameter."""

REPEAT = 20
LIMIT = 60
"""Seconds that rdflib may take for one question."""


def main() -> None:
    if sys.argv[1] == "--engine":
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
        return
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [100_000]
    pages = [table(size) for size in sizes] + [importlib.import_module("asking_servers").compared()]
    print("\n".join(pages))
    if "--write" in sys.argv:
        write(pages)


def table(size: int) -> str:
    """The figures of one size as Markdown."""
    write_graph = importlib.import_module("domain").write
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        quads = write_graph(file, size)
        engines = ["memory", "disk"] + (["rdflib"] if size <= 200_000 else [])
        found = {engine: _run(engine, file) for engine in engines}
    return "\n".join([f"## {quads:,} quads", "", *_loading(found, quads), "", *_asking(found), ""])


def _run(engine: str, file: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--engine", engine, str(file)]
    environment = os.environ | {"GFMD_GRAPH_CACHE": str(file.parent / "cache")}
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return dict(json.loads(result.stdout))


def _loading(found: dict[str, dict[str, Any]], quads: int) -> Iterator[str]:
    yield "| engine | CPU seconds to open | memory, bytes a quad |"
    yield "| --- | ---: | ---: |"
    for engine, figures in found.items():
        yield f"| {engine} | {figures['load']:.2f} | {figures['memory'] / quads:.0f} |"
    if "rdflib" in found:
        loading = found["rdflib"]["load"] / found["memory"]["load"]
        memory = found["memory"]["memory"] / found["rdflib"]["memory"]
        yield f"\nLoading is {loading:.1f} times as fast as rdflib, with {memory:.2f} of its memory."


def _asking(found: dict[str, dict[str, Any]]) -> Iterator[str]:
    oracle = found.get("rdflib")
    yield "| question | asked with | rows | memory p50 ms | p95 ms | CPU | disk p95 ms | CPU |" + (
        " rdflib ms | times | same |" if oracle else ""
    )
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |" + (
        " ---: | ---: | --- |" if oracle else ""
    )
    for name, ours in found["memory"]["asked"].items():
        disk = found["disk"]["asked"][name]
        row = f"| {name} | {ours['with']} | {ours['rows']} | {ours['p50']:.1f} | {ours['p95']:.1f} |"
        row += f" {ours['cpu']:.1f} | {disk['p95']:.1f} | {disk['cpu']:.1f} |"
        if oracle:
            theirs = oracle["asked"][name]
            over = ">" if theirs["answer"] is None else ""
            same = "not ended" if over else "yes" if theirs["answer"] == ours["answer"] else "NO"
            row += f" {over}{theirs['p50']:.0f} | {over}{theirs['p50'] / ours['p50']:.0f} | {same} |"
        yield row


def measure(engine: str, file: Path) -> dict[str, Any]:
    """Load and ask everything, in this process alone."""
    from gfmd_graph.graph import questions
    from gfmd_graph.graph.store import Graph

    before, started = _resident(), time.process_time()
    if engine == "rdflib":
        ask, graph = _rdflib(file)
    else:
        if engine == "disk":
            from gfmd_graph.graph import kept

            kept.LEAST = 0
            Graph.open(file)  # makes it, the first time
            before, started = _resident(), time.process_time()
        graph = Graph.open(file)
        ask = _rows(graph)
    load, memory = time.process_time() - started, _resident() - before
    graph = graph or Graph.open(file)
    asked, large = {}, file.stat().st_size > 2**26
    for question in questions.load():
        name = question.parameters[0].name
        sparql = questions.prepare(graph, question, {name: WORDS[name]})
        asked[question.name] = {"with": f"{name} {WORDS[name]}"} | _timed(ask, sparql, engine, large)
    return {"load": load, "memory": memory, "asked": asked}


def _rows(graph: Any) -> Callable[[str], list[tuple[object, ...]]]:
    return lambda sparql: [tuple(map(_plain, row)) for row in graph.select(sparql).rows]


def _rdflib(file: Path) -> tuple[Callable[[str], list[tuple[object, ...]]], Any]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(file, format="nquads")

    def ask(sparql: str) -> list[tuple[object, ...]]:
        return [tuple(map(_term, row)) for row in dataset.query(sparql)]  # type: ignore[arg-type]

    return ask, None


def _timed(
    ask: Callable[[str], list[tuple[object, ...]]], sparql: str, engine: str, large: bool
) -> dict[str, Any]:
    repeats = 1 if engine == "rdflib" else 7 if large else REPEAT
    times, used = list[float](), list[float]()
    rows: list[tuple[object, ...]] = []
    try:
        with _limited(LIMIT if engine == "rdflib" else 0):
            for _ in range(repeats):
                started, before = time.perf_counter(), time.process_time()
                rows = ask(sparql)
                times.append((time.perf_counter() - started) * 1000)
                used.append((time.process_time() - before) * 1000)
    except TimeoutError:
        return {"rows": 0, "p50": LIMIT * 1000, "p95": LIMIT * 1000, "cpu": LIMIT * 1000, "answer": None}
    answer = hashlib.sha256(repr(rows).encode()).hexdigest()
    return {
        "rows": len(rows),
        "p50": statistics.median(times),
        "p95": _p95(times),
        "cpu": _p95(used),
        "answer": answer,
    }


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _plain(value: object) -> object:
    if isinstance(value, int | float | Decimal):
        return float(value)
    return None if value is None else str(value)


def _term(value: Any) -> object:
    return _plain(value.toPython() if type(value).__name__ == "Literal" and value.datatype else value)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def write(pages: list[str]) -> None:
    """Put the tables at the end of docs/asking.md, in place of those of the last run."""
    file = ROOT / "docs" / "asking.md"
    mark = "<!-- figures -->"
    head = file.read_text("utf-8").partition(mark)[0]
    file.write_text(head + mark + "\n\n" + "\n".join(pages), encoding="utf-8")


if __name__ == "__main__":
    main()
