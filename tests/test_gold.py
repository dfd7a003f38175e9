"""What a careful reader finds in the reports is what the program finds: in the real ones, and in our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gfmd_graph.knowledge.vocabulary import load_vocabulary
from gfmd_graph.lines import Line, statement_line
from gfmd_graph.reading import extract, read_report
from gfmd_graph.score import Score, matched, read_gold, score, statements
from places import DATA, ONTOLOGY, ROOT

REAL = {
    "csd-2017-special-session-2.txt": "2017.jsonl",
    "csd-2018-transit-entry-reception-return.txt": "2018.jsonl",
}
OWN = sorted(path for path in DATA.iterdir() if path.suffix != ".csv")
GOLDEN = ROOT / "tests" / "golden" / "reports"


@cache
def found(path: Path) -> list[Line]:
    names = {iri: concept.name for iri, concept in load_vocabulary(ONTOLOGY).concepts.items()}
    return [statement_line(one, names) for one in extract(read_report(path))]


def test_both_real_reports_are_whole(shared: Path) -> None:
    number = {"statements": 0, "unanswered": 0}
    for report, wanted in REAL.items():
        lines, rows = found(shared / "reports" / report), read_gold(shared / "gold" / wanted)
        whole = statements(lines, rows)
        assert not whole.wrong
        assert not whole.missed
        number["statements"] += sum(line["kind"] != "unanswered" for line in lines)
        number["unanswered"] += sum(line["kind"] == "unanswered" for line in lines)
    assert number == {"statements": 71, "unanswered": 3}


@pytest.mark.parametrize(
    "task", ["countries", "roles", "regions", "organisations", "stated objectives", "assessment", "year"]
)
def test_real_links_are_right(shared: Path, task: str) -> None:
    for report, wanted in REAL.items():
        lines, rows = found(shared / "reports" / report), read_gold(shared / "gold" / wanted)
        one = score(matched(lines, rows))[task]
        assert not one.wrong
        assert not one.missed


def test_real_objectives(shared: Path) -> None:
    report, wanted = list(REAL.items())[1]
    lines, rows = found(shared / "reports" / report), read_gold(shared / "gold" / wanted)
    one = score(matched(lines, rows))["objectives"]
    assert one.f1 >= 0.9, (one.wrong, one.missed)


def test_every_own_report_has_its_golden_rows() -> None:
    assert {path.stem for path in OWN} == {path.name for path in GOLDEN.iterdir()}
    assert len(OWN) == 12


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_statements_are_whole(path: Path) -> None:
    whole = statements(found(path), read_gold(GOLDEN / path.stem / "expected.jsonl"))
    assert not whole.wrong
    assert not whole.missed


def _own(task: str) -> Score:
    total = Score()
    for path in OWN:
        rows = read_gold(GOLDEN / path.stem / "expected.jsonl")
        total.add(score(matched(found(path), rows))[task])
    return total


@pytest.mark.parametrize(
    ("task", "precision", "recall"),
    [
        ("countries", 1.0, 1.0),
        ("roles", 1.0, 1.0),
        ("organisations", 0.95, 0.80),
        ("stated objectives", 1.0, 1.0),
        ("assessment", 0.97, 0.97),
        ("status", 0.80, 0.80),
        ("year", 0.97, 0.97),
        ("objectives", 0.90, 0.85),
    ],
)
def test_own_links(task: str, precision: float, recall: float) -> None:
    own = _own(task)
    assert own.precision >= precision, own.wrong
    assert own.recall >= recall, own.missed
