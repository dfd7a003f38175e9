"""Golden cases: whole reports, each item under its kind, and what holds for every text."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from form_knowledge import ENTERED, KNOWLEDGE, read, typed
from gfmd_graph.errors import Problem
from gfmd_graph.form.recognise import recognise
from gfmd_graph.model import Report
from gfmd_graph.read.reader import read_document
from gfmd_graph.words import fold

FORMS = Path(__file__).resolve().parent / "golden" / "forms"
CASES = sorted(FORMS.iterdir())
INHERITED = ("assessment", "status", "horizon", "year")


def found_rows(report: Report) -> list[dict[str, Any]]:
    places = {statement.iri: place for place, statement in enumerate(report.statements)}
    rows: list[dict[str, Any]] = []
    for statement in report.statements:
        question = statement.question
        row: dict[str, Any] = {"kind": statement.kind, "text": statement.text}
        if report.template and question:
            row["question"] = question.code
        row |= {name: getattr(question, name) for name in INHERITED if question and getattr(question, name)}
        if statement.parent:
            row["parent"] = places[statement.parent]
        rows.append(row)
    return rows


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 21


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    report = recognise(read_document(next(case.glob("input.*"))), ENTERED, KNOWLEDGE)
    wanted = [json.loads(line) for line in (case / "expected.jsonl").read_text("utf-8").splitlines()]
    assert found_rows(report) == wanted
    _holds(report)


def _holds(report: Report) -> None:
    """The words point into the report, and no words are said twice."""
    end = 0
    for statement in report.statements:
        span = statement.span
        assert 0 <= span.start <= span.end <= len(report.text)
        if statement.kind == "unanswered":
            continue
        assert span.start >= end
        end = span.end
        assert fold(report.text, span, statement.withheld, statement.gaps).text == statement.text
        if not statement.withheld and not statement.gaps:
            assert fold(report.text, span).text == statement.text


PIECES = st.sampled_from(
    [
        "GOOD PRACTICES",
        "Key messages",
        "1. What gets in the way?",
        "- Peru opens a door.",
        "a) In Chile:",
        "  b) in",
        "  - deep",
        "o Or not",
        "and it goes on here",
        "Ends here.",
        "",
        "",
        "Theme: Work",
        "Rapporteur: Jane Example",
        "“One road.” – Jane Example",
        "What | Who | By when",
        "Meet | Us | 2020",
        "Not answered",
        "1.1 Sub.",
        "\uf0b7 Dot",
        "Inspiring quotes",
        "Additional messages for governments:",
        "Session theme: Ships",
        "page 1",
        "page 2",
        "é́ ﬁ\u00ad x",
        "What are civil society’s key priorities and concerns related to this theme?",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=30))
def test_every_statement_is_words_of_its_report(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        report = read(text)
    except Problem as problem:
        assert "no statement" in str(problem)
        return
    _holds(report)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 400_000,
        "a." * 200_000,
        "“ab " * 100_000,
        "00 1(" * 80_000,
        "a" + " " * 400_000 + "b",
        "| a " * 100_000,
        "(a" * 200_000,
        "Jane Example, " * 30_000,
        "- a b c\n" * 20_000,
        "Theme: a\n" * 20_000,
        "Which practices?\n" * 8_000,
        "What are civil society’s key priorities\n" * 8_000,
        "AAA BBB\n\n" * 20_000,
        "x@" * 200_000,
    ],
    ids=range(14),
)
def test_time_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    begin = time.process_time()
    with suppress(Problem):
        recognise(typed(text), ENTERED, KNOWLEDGE)
    assert time.process_time() - begin < 8
