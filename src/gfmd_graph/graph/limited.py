"""A query of a stranger, answered within a time limit.

The store cannot be stopped while it answers, so the query runs in a process of its own that is killed
when its time is over. That process opens no file and no connection after it has read the graph.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.graph import guard, lookup
from gfmd_graph.graph.store import Answer, Graph
from gfmd_graph.namespaces import GFMD, VOCABULARY_GRAPH, compact
from gfmd_graph.resources import PACKAGE


@dataclass(frozen=True, slots=True)
class Limited:
    """An answer, and what its author may have mistyped."""

    answer: Answer
    hints: tuple[str, ...]


def answer_within(graph: Path, sparql: str, seconds: float, rules: bool = False) -> Limited:
    """The answer to `sparql` over a folder or file, `seconds` after the graph is read. Raises `Problem`."""
    guard.refuse_remote(sparql)
    command = [sys.executable, "-P", "-m", "gfmd_graph.graph.limited", str(graph.absolute())]
    command += ["rules"] if rules else []
    with tempfile.TemporaryDirectory(prefix="gfmd-graph-") as folder:
        question, result = Path(folder, "query"), Path(folder, "result")
        question.write_text(sparql, encoding="utf-8", errors="replace")
        with question.open("rb") as given, result.open("wb") as taken:
            child = subprocess.Popen(
                command, stdin=given, stdout=taken, stderr=subprocess.PIPE, env=_environment()
            )
            report = _report(child, seconds)
        return _limited(report, result.read_bytes())


def _environment() -> dict[str, str]:
    """Ours, with this very package found first."""
    paths = [str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _report(child: subprocess.Popen[bytes], seconds: float) -> dict[str, object]:
    """What the process says at its end, killed when its time is over."""
    with child:
        said = child.stderr or io.BytesIO()
        try:
            text = said.readline()
            if text == b"ready\n":
                child.wait(seconds)
                text = b""
            text += said.read()
        except subprocess.TimeoutExpired:
            what = f"the query was stopped after {seconds:g} seconds"
            raise Problem(what, "", "ask for less, or give it more time with --timeout") from None
        finally:
            child.kill()
    try:
        report = json.loads(text)
    except ValueError:
        what = f"the query ended without an answer (exit code {child.returncode})"
        raise Problem(what, "", "it may need more memory than there is: ask for less") from None
    return dict(report)


def _limited(report: dict[str, object], content: bytes) -> Limited:
    problem, hints = report.get("problem"), report.get("hints")
    if isinstance(problem, list):
        raise Problem(*map(str, problem))
    kind = report.get("kind")
    told = tuple(map(str, hints)) if isinstance(hints, list) else ()
    if kind == "rows" or kind == "boolean" or kind == "graph":
        return Limited(Answer(kind, content), told)
    raise Problem("the query ended without an answer", "", "ask again")


def unknown_terms(graph: Graph, sparql: str) -> list[str]:
    """A sentence for each `gfmd:` name of the query that the graph does not use, with the nearest one."""
    used = [name for name in dict.fromkeys(guard.names(sparql)) if name.startswith(GFMD) and name != GFMD]
    if not used:
        return []
    rows = graph.select(
        f"SELECT DISTINCT ?it WHERE {{ {{ GRAPH <{VOCABULARY_GRAPH}> {{ ?it ?p ?o }} }}"
        " UNION { ?s ?it ?o } UNION { ?s a ?it } }"
    ).rows
    known = {str(name)[len(GFMD) :].casefold(): str(name) for (name,) in rows if str(name).startswith(GFMD)}
    sentences = []
    for name in used:
        if name in known.values():
            continue
        close = lookup.nearest(name[len(GFMD) :].casefold(), {k: compact(v) for k, v in known.items()})
        meant = f"; perhaps you meant {lookup.either(close)}" if close else ""
        sentences.append(f"{compact(name)} does not occur in the graph{meant}")
    return sentences


def main() -> int:
    """The process: the query on standard input, its answer on standard output, all else as JSON."""
    try:
        graph = Graph.open(Path(sys.argv[1]), "rules" in sys.argv[2:])
        sparql = sys.stdin.buffer.read().decode("utf-8", "replace")
        sys.stderr.write("ready\n")
        sys.stderr.flush()
        _open_no_more()
        answer = graph.answer(sparql)
        hints = unknown_terms(graph, sparql)
        sys.stdout.buffer.write(answer.content)
        sys.stdout.buffer.flush()
        sys.stderr.write(json.dumps({"kind": answer.kind, "hints": hints}))
    except Problem as problem:
        sys.stderr.write(json.dumps({"problem": [problem.what, problem.where, problem.mend]}))
        return 2
    return 0


def _open_no_more() -> None:
    """A second lock on the door that `guard` keeps: no new file or socket can be opened from here on."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


if __name__ == "__main__":
    sys.exit(main())
