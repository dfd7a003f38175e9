"""The W3C tests of the SPARQL 1.1 Protocol and the Graph Store Protocol, against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol_harness import TOKEN, Running, cases, data_of, replay, serving

pytest.importorskip("starlette")


@pytest.fixture(scope="module")
def tests(shared: Path) -> Path:
    folder = shared / "w3c-protocol-tests"
    if not folder.is_dir():
        pytest.skip("../shared/w3c-protocol-tests is not here")
    return folder


@pytest.fixture(scope="module")
def data(tests: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("protocol") / "graph.nq"
    file.write_text(data_of(tests / "protocol"))
    return file


@pytest.fixture(scope="module")
def writable(data: Path) -> Iterator[Running]:
    with serving(data, "--writable", "--workers", "1") as server:
        yield server


def test_reading(tests: Path, data: Path) -> None:
    wanted = [case for case in cases(tests / "protocol" / "manifest.ttl") if not case.writes]
    with serving(data) as server:
        faults = {case.name: replay(case, server) for case in wanted}
    assert {name: each for name, each in faults.items() if each} == {}
    assert len(wanted) == 20


def test_reading_and_writing(tests: Path, writable: Running) -> None:
    wanted = cases(tests / "protocol" / "manifest.ttl")
    faults = {case.name: replay(case, writable, TOKEN) for case in wanted}
    assert {name: each for name, each in faults.items() if each} == {}
    assert len(wanted) == 34


@pytest.mark.parametrize(("manifest", "number"), [("manifest-indirect", 9), ("manifest-direct", 4)])
def test_graph_store(tests: Path, writable: Running, manifest: str, number: int) -> None:
    wanted = cases(tests / "graph-store-protocol" / f"{manifest}.ttl")
    faults = {}
    for case in wanted:
        for name in ("http://www.example/gsp/person/1.ttl", ""):
            which = f"graph={name}" if name else "default"
            writable.ask(f"/store?{which}", "DELETE", headers={"authorization": f"Bearer {TOKEN}"})
        address = "/store/person/1.ttl"
        writable.ask(address, "DELETE", headers={"authorization": f"Bearer {TOKEN}"})
        faults[case.name] = replay(case, writable, TOKEN)
    assert {name: each for name, each in faults.items() if each} == {}
    assert len(wanted) == number
