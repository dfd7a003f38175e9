"""The store: what is kept on disk and when it is thrown away, and the rules."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph import kept
from gfmd_graph.graph.rules import INFERRED_GRAPH
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import SKOS

FIXTURES = Path(__file__).parent / "fixtures"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a graph, from which on everything is kept."""
    monkeypatch.setenv("GFMD_GRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "LEAST", 0)
    quads = [
        quad for name in ("example", "asking", "editions") for quad in rdf.read(FIXTURES / f"{name}.trig")
    ]
    rdf.write(quads, tmp_path / "graph.nq", rdf.SUFFIXES[".nq"])
    return tmp_path


def stores(built: Path) -> list[str]:
    return sorted(path.name for path in (built / "cache" / "stores").iterdir())


def test_a_kept_store_answers_like_one_in_memory(built: Path) -> None:
    first, again = Graph.open(built), Graph.open(built)
    assert len(stores(built)) == 1
    memory = Graph(rdf.read(built / "graph.nq"))
    assert set(first.quads()) == set(again.quads()) == set(memory.quads())
    assert first.select(COUNT) == memory.select(COUNT) and first.names() == memory.names()


def test_readers_cannot_write_and_do_not_lock_each_other_out(built: Path) -> None:
    readers = [Graph.open(built) for _ in range(3)]
    assert len({reader.select(COUNT) for reader in readers}) == 1
    with pytest.raises(Problem, match="open it with its rules"):
        readers[0].infer()


def test_another_file_has_another_store(built: Path) -> None:
    before = len(Graph.open(built))
    lines = (built / "graph.nq").read_bytes().splitlines(keepends=True)
    (built / "graph.nq").write_bytes(b"".join(lines[1:]))
    assert len(Graph.open(built)) == before - 1 and len(stores(built)) == 2


def test_small_files_are_read_anew(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", 2**20)
    assert len(Graph.open(built)) > 0 and not (built / "cache").exists()


def test_without_a_place_to_write_memory_serves(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GFMD_GRAPH_CACHE", str(built / "graph.nq"))  # a file: no folder can be made in it
    graph = Graph.open(built, rules=True)
    assert len(graph) > 0 and INFERRED_GRAPH in graph.names()


def test_a_wrong_file_leaves_nothing_behind(built: Path) -> None:
    (built / "graph.nq").write_text("this is no RDF\n")
    with pytest.raises(Problem, match="is not correct N-Quads"):
        Graph.open(built)
    assert stores(built) == []


def test_old_stores_are_cleaned_up(built: Path) -> None:
    Graph.open(built)
    mine = stores(built)
    for number in range(6):
        old = built / "cache" / "stores" / f"{'.' if number == 5 else ''}old{number}"
        old.mkdir()
        os.utime(old, (time.time() - (number + 2) * 86400,) * 2)
    (built / "cache" / "stores" / "today").mkdir()
    Graph.open(built, rules=True)
    left = stores(built)
    assert len(left) == 3 and set(mine) < set(left) and "today" in left


def test_the_rules_stand_in_a_graph_of_their_own(built: Path) -> None:
    graph = Graph(rdf.read(built / "graph.nq"))
    before = set(graph.quads())
    number = graph.infer()
    added = set(graph.quads()) - before
    assert {str(quad.graph_name) for quad in added} == {f"<{INFERRED_GRAPH}>"} and len(added) == number
    for asked in (
        "area:BRA skos:broaderTransitive area:419",
        "area:419 gfmd:hasMember area:BRA",
        "<https://w3id.org/gfmd/report/example-one/practice/aaaa> schema:agent area:BRA",
        'actor:iom skos:altLabel "OIM"@fr',
    ):
        assert b"true" in graph.answer(f"ASK {{ {asked} }}").content, asked
    assert graph.infer() == number
    graph.forget_inferred()
    assert set(graph.quads()) == before


def test_rules_are_kept_apart(built: Path) -> None:
    asked = "ASK { ?a skos:broaderTransitive ?b }"
    assert b"false" in Graph.open(built).answer(asked).content
    assert b"true" in Graph.open(built, rules=True).answer(asked).content
    assert b"false" in Graph.open(built).answer(asked).content and len(stores(built)) == 2
    assert SKOS + "broaderTransitive" not in (built / "graph.nq").read_text("utf-8")


def test_a_missing_graph_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="run `gfmd-graph build` first"):
        Graph.open(tmp_path)
