"""What the program found against what a careful reader found: precision, recall and F1 per task.

A gold row is one statement (see tests/golden/statements/README.md): its words, and what they say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gfmd_graph.errors import Problem
from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.world import load_world
from gfmd_graph.knowledge.vocabulary import load_vocabulary
from gfmd_graph.lines import Line, statement_line
from gfmd_graph.model import Question, Report, Span, Statement
from gfmd_graph.namespaces import report_iri, statement_iri

Row = dict[str, Any]
Item = str | int

ROLES = {
    "implements": "implementedBy",
    "located": "takesPlaceIn",
    "destination": "affects",
    "origin": "affects",
}
_BINS = ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 1.01))
CONTEXT_STATUS = {"practice": "existing", "initiative": "existing"}


@dataclass
class Score:
    """Counts of one task; `wrong` and `missed` say what and in which words."""

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

    def compare(self, found: set[Item], wanted: set[Item], optional: set[Item], words: str) -> None:
        """Count one statement: `optional` items are neither right nor wrong."""
        self.right += len(found & wanted)
        self.wrong += [f"{item}: {words}" for item in sorted(map(str, found - wanted - optional))]
        self.missed += [f"{item}: {words}" for item in sorted(map(str, wanted - found))]

    def add(self, other: Score) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


Compare = Callable[[Line, Row, Score], None]


def _named(type: str) -> Callable[[Line], set[Item]]:
    return lambda line: {m["code"] for m in line["mentions"] if m["type"] == type}


def _countries(line: Line, row: Row, score: Score) -> None:
    score.compare(_named("country")(line), {c["iso3"] for c in row["countries"]}, set(), line["text"])


def _regions(line: Line, row: Row, score: Score) -> None:
    score.compare(_named("region")(line), set(row["regions"]), set(), line["text"])


def _organisations(line: Line, row: Row, score: Score) -> None:
    """An organisation is found when its name, its acronym or its words are what the gold calls it."""
    wanted = set(row["organisations"])
    mentions = [m for m in line["mentions"] if m["type"] == "organisation"]
    called = [{m["name"], m.get("acronym", m["name"]), m["text"]} for m in mentions]
    found = {next(iter(sorted(names & wanted)), sorted(names)[0]) for names in called}
    score.compare(found, wanted, set(row.get("unknown_organisations", ())), line["text"])


def _unknown_names(line: Line, row: Row, score: Score) -> None:
    """Recall alone counts: half of the names that no vocabulary holds should wait for a person."""
    waiting = " | ".join(m["text"] for m in line["mentions"] if m["type"] == "unresolved")
    wanted = set(row.get("unknown_organisations", ()))
    score.compare({name for name in wanted if name in waiting}, wanted, set(), line["text"])


def _roles(line: Line, row: Row, score: Score) -> None:
    """Countries of practices with their role; one whose role no reader can tell is optional."""
    if line["practice"] is None:
        return
    countries = _named("country")(line)
    found: set[Item] = {
        f"{code} {role}"
        for role in set(ROLES.values())
        for code in line["practice"][role]
        if code in countries
    }
    wanted: set[Item] = {f"{c['iso3']} {ROLES[c['role']]}" for c in row["countries"] if c["role"]}
    unclear = {c["iso3"] for c in row["countries"] if not c["role"]}
    optional: set[Item] = {f"{code} {role}" for code in unclear for role in ROLES.values()}
    score.compare(found, wanted, optional, line["text"])


def _taken(line: Line) -> list[Line]:
    return [objective for objective in line["objectives"] if objective["confidence"] >= THRESHOLD]


def _objectives(line: Line, row: Row, score: Score) -> None:
    found: set[Item] = {objective["number"] for objective in _taken(line)}
    wanted, optional = set(row["objectives"]["must"]), set(row["objectives"]["may"])
    score.compare(found, wanted, optional, line["text"])


def _stated(line: Line, row: Row, score: Score) -> None:
    found: set[Item] = {one["number"] for one in _taken(line) if one["basis"] == "stated"}
    score.compare(found, set(row["objectives"]["explicit"]), set(), line["text"])


def _value(name: str, of_practice: str = "") -> Compare:
    """A single value or a list, of the statement or of its practice."""

    def compare(line: Line, row: Row, score: Score) -> None:
        holder = (line["practice"] or {}) if of_practice else line
        found, wanted = holder.get(of_practice or name), row[name]
        score.compare(_set(found), _set(wanted), set(), line["text"])

    return _where(name, compare)


def _where(key: str, compare: Compare) -> Compare:
    """A row that lacks a key of the gold says nothing about it: it is not scored on what the key tells."""

    def where(line: Line, row: Row, score: Score) -> None:
        if key in row:
            compare(line, row, score)

    return where


def _set(value: Any) -> set[Item]:
    return set(value) if isinstance(value, list) else {value} - {None}


TASKS: dict[str, Compare] = {
    "countries": _where("countries", _countries),
    "regions": _where("regions", _regions),
    "organisations": _where("organisations", _organisations),
    "unknown names": _unknown_names,
    "roles": _where("countries", _roles),
    "assessment": _value("polarity", "assessment"),
    "status": _value("status", "status"),
    "stated objectives": _where("objectives", _stated),
    "objectives": _where("objectives", _objectives),
    "year": _value("year"),
    "populations": _value("populations"),
    "levels": _value("levels"),
    "horizon": _value("horizon"),
}


def read_gold(path: Path) -> list[Row]:
    """The rows of a gold file. Raises `Problem` that names the line."""
    rows = []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if text.strip():
            try:
                rows.append(json.loads(text))
            except json.JSONDecodeError as error:
                raise Problem(
                    f"is no JSON ({error.msg})", f"{path}, line {number}", "mend that line"
                ) from error
    return rows


def score(pairs: Iterable[tuple[Line, Row]]) -> dict[str, Score]:
    """The score of each task over statements and their gold rows."""
    scores = {task: Score() for task in TASKS}
    for line, row in pairs:
        for task, compare in TASKS.items():
            compare(line, row, scores[task])
    return scores


def by_objective(pairs: Iterable[tuple[Line, Row]]) -> dict[int, Score]:
    """The score of each of the 23 objectives, for the macro average."""
    scores = {number: Score() for number in range(1, 24)}
    for line, row in pairs:
        found = {objective["number"] for objective in _taken(line)}
        for number, one in scores.items():
            if number not in row["objectives"]["may"] or number in row["objectives"]["must"]:
                own: set[Item] = {number}
                one.compare(found & own, own & set(row["objectives"]["must"]), set(), line["text"])
    return scores


def calibration(pairs: Iterable[tuple[Line, Row]]) -> list[tuple[float, float, float, int]]:
    """Whether confidences of concluded objectives mean what they say: (from, to, share right, number)."""
    bins: dict[tuple[float, float], list[bool]] = {low_high: [] for low_high in _BINS}
    for line, row in pairs:
        right = {*row["objectives"]["must"], *row["objectives"]["may"]}
        for one in line["objectives"]:
            if one["basis"] == "suggested":
                low_high = next(b for b in _BINS if b[0] <= one["confidence"] < b[1])
                bins[low_high].append(one["number"] in right)
    return [(low, high, sum(own) / len(own), len(own)) for (low, high), own in bins.items() if own]


def statements(found: Sequence[Line], gold: Sequence[Row]) -> Score:
    """Statements whole, under their question (where the gold names one), with their kind; both ways."""
    have = [_place(line, line, gold) for line in found]
    want = [_place(row, row, gold) for row in gold]
    result = Score()
    result.compare(set(have), set(want), set(), "")
    result.wrong += [f"twice: {item}" for item in have if have.count(item) > want.count(item) > 0]
    return result


def _place(row: Mapping[str, Any], of: Mapping[str, Any], gold: Sequence[Row]) -> str:
    asked = any(other.get("question") for other in gold)
    question = of.get("question") if asked else None
    return f"{question} [{row['kind']}] {fold(row['text'])}"


def fold(text: str) -> str:
    return " ".join(text.split())


def matched(found: Iterable[Line], gold: Iterable[Row]) -> Iterator[tuple[Line, Row]]:
    """The statements of a report with their rows; blank questions are no statements to score."""
    by_words = {(line["kind"], line["text"]): line for line in found}
    for row in gold:
        line = by_words.get((row["kind"], fold(row["text"])))
        if line is not None and row["kind"] != "unanswered":
            yield line, row


def alone(rows: Iterable[Row], ontology: Path) -> Iterator[tuple[Line, Row]]:
    """Each row's text as a statement of its own, under a question of the row's kind and assessment."""
    world = load_world(ontology)
    names = {iri: concept.name for iri, concept in load_vocabulary(ontology).concepts.items()}
    for row in rows:
        yield statement_line(extract_all(report_of(row), world, THRESHOLD)[0], names), row


def report_of(row: Row) -> Report:
    """A report whose one statement is the text of a gold row."""
    text, kind = row["text"], row.get("kind")
    iri = report_iri("gold")
    question = Question(
        id="gold",
        code="gold",
        span=Span(0, len(text)),
        kind=kind,
        assessment=row.get("assessment_context") or ("good" if kind == "initiative" else None),
        status=CONTEXT_STATUS.get(kind or ""),
    )
    one = Statement(
        iri=statement_iri(iri, "gold", text),
        question=question,
        kind=kind,
        text=fold(text),
        span=Span(0, len(text)),
        page=None,
        language=row.get("language", "en"),
    )
    return Report(iri, "gold", text, (one,), None, None, "", one.language, "", "gold")
