"""The same reports in every format: each item whole, under its question, with its kind, and pointed into."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from format_cases import CASES
from gfmd_graph.model import Report, Statement
from gfmd_graph.read.reader import READERS
from gfmd_graph.reading import read_report
from gfmd_graph.words import fold, key
from places import ROOT

FILES = [path for case in CASES for path in sorted(case.glob("report.*"))]
Item = tuple[str, str]
"""A question, by its code or, on a form that nobody has seen, by its words; and the words of the item."""


@dataclass(frozen=True)
class Figures:
    """What was found in some files, counted in items."""

    wanted: int
    found: int
    kinds: int
    spurious: int
    faults: tuple[str, ...]

    def shown(self, name: str) -> str:
        return f"{name}: {self.found}/{self.wanted} items, {self.kinds} kinds, {self.spurious} spurious"


@cache
def report(path: Path) -> Report:
    return read_report(path)


def is_known(path: Path) -> bool:
    return path.parent.name.startswith("csd-")


def question_of(statement: Statement, read: Report) -> str:
    question = statement.question
    if question is None:
        return ""
    return question.code if read.template else key(read.text[question.span.start : question.span.end])


def compared(path: Path) -> Figures:
    lines = (path.parent / "expected.jsonl").read_text("utf-8").splitlines()
    known, read = is_known(path), report(path)
    rows = [json.loads(line) for line in lines]
    wanted: dict[Item, list[str | None]] = {}
    for row in rows:
        asked = row["question"] if known else key(row["question"])
        wanted.setdefault((asked, row["text"]), []).append(row["kind"])
    found = kinds = 0
    spurious: list[Item] = []
    for statement in read.statements:
        item = (_without_number(question_of(statement, read), known), statement.text)
        if wanted.get(item):
            found += 1
            kinds += wanted[item].pop(0) == statement.kind
        else:
            spurious.append(item)
    missing = [item for item, left in wanted.items() for _ in left]
    where = f"{path.parent.name}/{path.name}"
    faults = [f"{where} misses {item}" for item in missing] + [f"{where} invents {item}" for item in spurious]
    return Figures(len(rows), found, kinds, len(spurious), tuple(faults))


def _without_number(question: str, known: bool) -> str:
    return question if known else question.lstrip("0123456789 ")


def total(paths: list[Path]) -> Figures:
    each = [compared(path) for path in paths]
    faults = tuple(fault for figures in each for fault in figures.faults)
    sums = [
        sum(getattr(figures, name) for figures in each) for name in ("wanted", "found", "kinds", "spurious")
    ]
    return Figures(sums[0], sums[1], sums[2], sums[3], faults)


def test_the_set_covers_what_arrives() -> None:
    assert len(FILES) >= 30
    assert {path.suffix for path in FILES} == set(READERS) - {".text", ".htm", ".markdown"}
    templates = [case for case in CASES if case.name.startswith("csd-")]
    assert len(templates) == 6 and len(CASES) - len(templates) >= 2
    for case in CASES:
        suffixes = {path.suffix for path in case.glob("report.*")}
        assert suffixes >= {".docx", ".pdf", ".odt", ".txt"}, case.name
    for suffix, number in Counter(path.suffix for path in FILES).items():
        assert number >= 3, suffix


@pytest.mark.parametrize("suffix", sorted({path.suffix for path in FILES}))
@pytest.mark.parametrize("known", [True, False], ids=["known", "unseen"])
def test_every_item_is_whole_under_its_question_with_its_kind(suffix: str, known: bool) -> None:
    figures = total([path for path in FILES if path.suffix == suffix and is_known(path) == known])
    shown = "\n".join([figures.shown(suffix), *figures.faults])
    assert figures.found >= 0.99 * figures.wanted, shown
    assert not figures.spurious, shown
    assert figures.kinds >= (0.98 if known else 0.85) * figures.wanted, shown


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}{path.suffix}")
def test_a_known_form_is_recognised_and_the_words_are_pointed_into(path: Path) -> None:
    read = report(path)
    template, _, language = path.parent.name.rpartition("-")
    assert (read.template, read.language) == (template if is_known(path) else None, language)
    end = 0
    for statement in read.statements:
        span = statement.span
        assert 0 <= span.start <= span.end <= len(read.text)
        if statement.kind == "unanswered":
            assert not statement.text
            continue
        assert span.start >= end
        end = span.end
        assert fold(read.text, span, statement.withheld, statement.gaps).text == statement.text
        if not statement.withheld and not statement.gaps:
            assert fold(read.text, span).text == statement.text


def test_nobody_is_named() -> None:
    for path in FILES:
        words = key(" ".join(statement.text for statement in report(path).statements))
        assert not {"nora", "sample", "awa", "lise", "ana"} & set(words.split()), path


def test_the_benchmark_finds_all_of_ours() -> None:
    """That we are first in fidelity is measured with the others installed; that we lose nothing, here."""
    spec = importlib.util.spec_from_file_location("reading_benchmark", ROOT / "benchmarks" / "reading.py")
    assert spec and spec.loader
    reading = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = reading
    spec.loader.exec_module(reading)
    read = reading.ours()
    for suffix in reading.SUFFIXES:
        for path, pieces in reading.files(suffix).items():
            counts = reading.score(pieces, read(path), suffix in reading.WITH_TABLES)
            for name in ("items", "cells", "labels"):
                assert counts[name] == counts[f"{name} wanted"], (path, name)
