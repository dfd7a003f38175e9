"""What a careful reader finds in the reports is what the program finds: in the real ones, and in our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import gold
import pytest
from conftest import DATA, ROOT

from gfmd_graph.journey import extract, read_report

REAL = {
    "csd-2017-special-session-2.txt": "2017.jsonl",
    "csd-2018-transit-entry-reception-return.txt": "2018.jsonl",
}
OWN = sorted(path for path in DATA.iterdir() if path.suffix != ".csv")
GOLDEN = ROOT / "tests" / "golden" / "reports"


@cache
def found(path: Path) -> list[gold.Row]:
    return gold.lines(extract(read_report(path)))


def test_both_real_reports_are_whole(shared: Path) -> None:
    number = {"statements": 0, "unanswered": 0}
    for report, wanted in REAL.items():
        lines, rows = found(shared / "reports" / report), gold.rows(shared / "gold" / wanted)
        score = gold.statements(lines, rows)
        assert not score.wrong
        assert not score.missed
        number["statements"] += sum(line["kind"] != "unanswered" for line in lines)
        number["unanswered"] += sum(line["kind"] == "unanswered" for line in lines)
    assert number == {"statements": 71, "unanswered": 3}


@pytest.mark.parametrize(
    "task", ["countries", "roles", "regions", "organisations", "stated objectives", "assessment", "year"]
)
def test_real_links_are_right(shared: Path, task: str) -> None:
    for report, wanted in REAL.items():
        lines, rows = found(shared / "reports" / report), gold.rows(shared / "gold" / wanted)
        score = gold.report(lines, rows)[task]
        assert not score.wrong
        assert not score.missed


def test_real_objectives(shared: Path) -> None:
    report, wanted = list(REAL.items())[1]
    score = gold.objectives(found(shared / "reports" / report), gold.rows(shared / "gold" / wanted))
    assert score.f1 >= 0.9, (score.wrong, score.missed)


def test_every_own_report_has_its_golden_rows() -> None:
    assert {path.stem for path in OWN} == {path.name for path in GOLDEN.iterdir()}
    assert len(OWN) == 12


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_statements_are_whole(path: Path) -> None:
    score = gold.statements(found(path), gold.rows(GOLDEN / path.stem / "expected.jsonl"))
    assert not score.wrong
    assert not score.missed


def _own(task: str) -> gold.Score:
    total = gold.Score()
    for path in OWN:
        score = gold.report(found(path), gold.rows(GOLDEN / path.stem / "expected.jsonl"))[task]
        total.right += score.right
        total.wrong += score.wrong
        total.missed += score.missed
    return total


@pytest.mark.parametrize(
    ("task", "precision", "recall"),
    [
        ("countries", 0.98, 0.98),
        ("roles", 0.90, 0.90),
        ("organisations", 0.95, 0.80),
        ("stated objectives", 1.0, 1.0),
        ("assessment", 0.97, 0.97),
        ("status", 0.85, 0.85),
        ("year", 0.97, 0.97),
        ("objectives", 0.90, 0.85),
    ],
)
def test_own_links(task: str, precision: float, recall: float) -> None:
    score = _own(task)
    assert score.precision >= precision, score.wrong
    assert score.recall >= recall, score.missed
