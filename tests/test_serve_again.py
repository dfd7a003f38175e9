"""Kept answers: the same rows without work, and never those of other data or of a chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from gfmd_graph.journey import Summary
from gfmd_graph.serve.again import Again
from gfmd_graph.serve.wire import Job, Reply
from protocol_harness import serving

pytest.importorskip("starlette")

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def kept(again: Again, job: Job, query: str = COUNT, reply: Reply | None = None) -> bool:
    again.keep(job, reply or Reply(200, content=b"x"), query)
    return again.get(job) is not None


def test_a_reply_is_kept_for_its_job_and_data_alone() -> None:
    again = Again()
    assert kept(again, Job("query", COUNT, rows="text/csv", source="a", stamp="1"))
    for other in (
        Job("query", COUNT, rows="text/csv", source="a", stamp="2"),
        Job("query", COUNT, rows="application/json", source="a", stamp="1"),
        Job("query", COUNT, rows="text/csv", source="a", stamp="1", default=("http://e/",)),
    ):
        assert again.get(other) is None


@pytest.mark.parametrize("call", ["RAND()", "now()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_differs_each_time_is_not_kept(call: str) -> None:
    assert not kept(Again(), Job("query", "x"), f"SELECT ({call} AS ?it) {{}}")


def test_failures_are_not_kept() -> None:
    assert not kept(Again(), Job("query", "x"), reply=Reply(503))


def test_the_size_is_bounded_and_the_longest_unasked_goes_first() -> None:
    again, jobs = Again(most=64_000), [Job("query", str(number)) for number in range(40)]
    assert not kept(again, jobs[0], reply=Reply(200, content=b"x" * 4001))
    for job in jobs:
        assert kept(again, job, reply=Reply(200, content=b"x" * 1000))
        assert again.get(jobs[0])
    assert again.get(jobs[1]) is None
    assert sum(again.get(job) is not None for job in jobs) == 31


def test_a_server_answers_again_from_what_it_kept(examples: tuple[Path, Summary], tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_bytes(b'<http://e/s> <http://e/p> "1" <http://e/g> .\n')
    with serving(file) as server:
        first = server.query(COUNT, "text/csv")
        assert first.text == server.query(COUNT, "text/csv").text == "n\r\n1\r\n"
        assert (
            server.query("SELECT (STRUUID() AS ?u) {}").text
            != server.query("SELECT (STRUUID() AS ?u) {}").text
        )
        beside = tmp_path / "beside.nq"
        beside.write_bytes(file.read_bytes() + b'<http://e/s> <http://e/p> "2" <http://e/g> .\n')
        beside.rename(file)
        assert server.query(COUNT, "text/csv").text == "n\r\n2\r\n"
