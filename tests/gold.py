"""Comparison of what the program found with what a careful reader found, per task, as readable differences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gfmd_graph.cli.show import concept_names, statement_line
from gfmd_graph.extraction.extract import THRESHOLD
from gfmd_graph.model import Extraction

Row = dict[str, Any]
ROLES = {
    "implements": "implementedBy",
    "located": "takesPlaceIn",
    "destination": "affects",
    "origin": "affects",
}


@dataclass
class Score:
    """Counts and differences of one task."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def compare(self, found: set[Any], wanted: set[Any], optional: set[Any], words: str) -> None:
        self.right += len(found & wanted)
        self.wrong += [f"{item}: {words}" for item in sorted(found - wanted - optional, key=str)]
        self.missed += [f"{item}: {words}" for item in sorted(wanted - found, key=str)]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def fold(text: str) -> str:
    return " ".join(text.split())


def lines(found: Sequence[Extraction]) -> list[Row]:
    names = concept_names()
    return [statement_line(one, names) for one in found]


def statements(found: Sequence[Row], gold: Sequence[Row]) -> Score:
    """Whole, under their question, with their kind; both ways."""
    score = Score()
    have = [(line["question"], line["kind"], line["text"]) for line in found]
    want = [(row["question"], row["kind"], fold(row["text"])) for row in gold]
    score.compare(set(have), set(want), set(), "")
    score.wrong += [f"twice: {item}" for item in have if have.count(item) > want.count(item) and item in want]
    return score


def pairs(found: Sequence[Row], gold: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    by_words = {(line["kind"], line["text"]): line for line in found}
    for row in gold:
        line = by_words.get((row["kind"], fold(row["text"])))
        if line is not None and row["kind"] != "unanswered":
            yield line, row


def countries(found: Sequence[Row], gold: Sequence[Row]) -> Score:
    score = Score()
    for line, row in pairs(found, gold):
        have = {m["code"] for m in line["mentions"] if m["type"] == "country"}
        score.compare(have, {c["iso3"] for c in row["countries"]}, set(), line["text"])
    return score


def roles(found: Sequence[Row], gold: Sequence[Row]) -> Score:
    """Countries of practices with their role."""
    score = Score()
    for line, row in pairs(found, gold):
        practice = line["practice"] or {}
        have = {
            (c, role) for role in ("implementedBy", "takesPlaceIn", "affects") for c in practice.get(role, [])
        }
        have = {pair for pair in have if len(pair[0]) == 3 and pair[0].isalpha() and pair[0].isupper()}
        want = {(c["iso3"], ROLES[c["role"]]) for c in row["countries"] if c["role"] in ROLES}
        if line["practice"] is not None:
            score.compare(have, want, set(), line["text"])
    return score


def regions(found: Sequence[Row], gold: Sequence[Row]) -> Score:
    score = Score()
    for line, row in pairs(found, gold):
        have = {m["code"] for m in line["mentions"] if m["type"] == "region"}
        score.compare(have, set(row["regions"]), set(), line["text"])
    return score


def organisations(found: Sequence[Row], gold: Sequence[Row]) -> Score:
    """An organisation is found when its name or its acronym is what the gold calls it."""
    score = Score()
    for line, row in pairs(found, gold):
        named = [
            {m["name"], m.get("acronym", m["name"]), m["text"]}
            for m in line["mentions"]
            if m["type"] == "organisation"
        ]
        wanted = set(row["organisations"])
        have = {next(iter(sorted(names & wanted)), sorted(names)[0]) for names in named}
        score.compare(have, wanted, set(), line["text"])
    return score


def objectives(found: Sequence[Row], gold: Sequence[Row], stated: bool = False) -> Score:
    """Objectives at the graph's threshold; only those named by number when `stated`."""
    score = Score()
    for line, row in pairs(found, gold):
        if "objectives" not in row:
            continue
        taken = [o for o in line["objectives"] if o["confidence"] >= THRESHOLD]
        if stated:
            have = {o["number"] for o in taken if o["basis"] == "stated"}
            score.compare(have, set(row["objectives"]["explicit"]), set(), line["text"])
        else:
            have = {o["number"] for o in taken}
            score.compare(have, set(row["objectives"]["must"]), set(row["objectives"]["may"]), line["text"])
    return score


def attribute(found: Sequence[Row], gold: Sequence[Row], name: str, of_practice: str = "") -> Score:
    """A single value (status, polarity, year, horizon) or a list (populations, levels)."""
    score = Score()
    for line, row in pairs(found, gold):
        if name not in row:
            continue
        holder = (line["practice"] or {}) if of_practice else line
        value = holder.get(of_practice or name)
        have = set(value) if isinstance(value, list) else {value} - {None}
        want = set(row[name]) if isinstance(row[name], list) else {row[name]} - {None}
        score.compare(have, want, set(), line["text"])
    return score


def report(found: Sequence[Row], gold: Sequence[Row]) -> dict[str, Score]:
    return {
        "statements": statements(found, gold),
        "countries": countries(found, gold),
        "roles": roles(found, gold),
        "regions": regions(found, gold),
        "organisations": organisations(found, gold),
        "stated objectives": objectives(found, gold, stated=True),
        "objectives": objectives(found, gold),
        "status": attribute(found, gold, "status", "status"),
        "assessment": attribute(found, gold, "polarity", "assessment"),
        "year": attribute(found, gold, "year"),
        "populations": attribute(found, gold, "populations"),
        "levels": attribute(found, gold, "levels"),
        "horizon": attribute(found, gold, "horizon"),
    }
