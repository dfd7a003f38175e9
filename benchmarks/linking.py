"""What we link and how fast, beside other programs: `python benchmarks/linking.py [--write]`.

Gold: tests/golden/statements/held.jsonl and the part `held` of tests/golden/names.jsonl, which are only
scored; nothing of them is printed but figures. Peers: `pip install -r benchmarks/requirements.txt`; one that
is not installed is skipped and named. benchmarks/linking_peers.py says how each is used.

* countries: codes. spaCy's GPE and NORP are mapped through our labels, babel's names are in en, fr, es.
* organisations: found when a name, an acronym or the words are what the gold calls it; names that stand in no
  gazetteer count neither way.
* roles: of countries in practices, English rows alone (the rules read an English parse).
* objectives: the nearest one, from the threshold with the best F1 on dev.jsonl; ours as the graph takes them.
  Numbers that stand in the words are read by us alone, so rows without any are scored a second time.
* characters/s: of the statements of held.jsonl, by the CPU time of this process on one thread, warm, the
  median of five rounds. Ours is the whole of the extraction; each peer does its own tasks.

`--write` puts the tables into docs/linking.md.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"
os.environ |= {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}

import argparse  # noqa: E402
import platform  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from importlib import metadata  # noqa: E402
from pathlib import Path  # noqa: E402
from statistics import median  # noqa: E402
from typing import Any  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.linking_peers import LANGUAGES, PEERS, Found, Runner, Text, Tool  # noqa: E402

from gfmd_graph.extraction.extract import THRESHOLD, extract_all  # noqa: E402
from gfmd_graph.extraction.world import load_world  # noqa: E402
from gfmd_graph.knowledge.vocabulary import load_vocabulary  # noqa: E402
from gfmd_graph.lines import statement_line  # noqa: E402
from gfmd_graph.model import Extraction  # noqa: E402
from gfmd_graph.resources import default_ontology  # noqa: E402
from gfmd_graph.score import ROLES, Item, Row, Score, read_gold, report_of  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
PAGE = ROOT / "docs" / "linking.md"
BEGIN, END = "<!-- made by benchmarks/linking.py -->\n", "<!-- end -->"
ROUNDS = 5
OURS = "gfmd-graph"


@dataclass(frozen=True)
class Task:
    """A table: which rows of which gold, what is wanted and what counts neither way."""

    title: str
    kind: str
    gold: str
    wanted: Callable[[Row], set[Item]]
    optional: Callable[[Row], set[Item]]
    takes: Callable[[Row], bool] = lambda row: True
    languages: tuple[str, ...] = LANGUAGES


def _spare(row: Row) -> set[Item]:
    """What a row says may be found or not."""
    return {*row.get("may", ()), *row.get("unknown", ()), *row.get("unknown_organisations", ())}


def _codes(row: Row) -> set[Item]:
    return {one if isinstance(one, str) else one["iso3"] for one in row["countries"]}


def _roles(row: Row) -> set[Item]:
    return {f"{one['iso3']} {ROLES[one['role']]}" for one in row["countries"] if one["role"]}


def _unclear(row: Row) -> set[Item]:
    unclear = [one["iso3"] for one in row["countries"] if not one["role"]]
    return {f"{code} {role}" for code in unclear for role in ROLES.values()}


def _practice(row: Row) -> bool:
    return row["kind"] in ("practice", "initiative") and row["language"] == "en"


def _objectives(name: str) -> Callable[[Row], set[Item]]:
    return lambda row: set(row["objectives"][name])


def _no_number(row: Row) -> bool:
    return not row["objectives"]["explicit"]


def _bodies(row: Row) -> set[Item]:
    return set(row["organisations"])


MUST, MAY = _objectives("must"), _objectives("may")
TASKS = (
    Task("Countries, statements", "countries", "statements", _codes, _spare),
    Task("Countries, misleading names", "countries", "names", _codes, _spare),
    Task("Organisations, statements", "organisations", "statements", _bodies, _spare),
    Task("Organisations, misleading names", "organisations", "names", _bodies, _spare),
    Task("Roles of countries in practices", "roles", "statements", _roles, _unclear, _practice, ("en",)),
    Task("Objectives", "objectives", "statements", MUST, MAY),
    Task("Objectives, where no number stands", "objectives", "statements", MUST, MAY, _no_number),
)


def ours() -> Runner:
    world = load_world(default_ontology())
    names = {iri: one.name for iri, one in load_vocabulary(default_ontology()).concepts.items()}

    def found(result: Sequence[Extraction]) -> Found:
        line = statement_line(result[0], names)
        mentions, practice = line["mentions"], line["practice"] or {}
        codes = {one["code"] for one in mentions if one["type"] == "country"}
        bodies = [one for one in mentions if one["type"] == "organisation"]
        return Found(
            codes,
            [{one["name"], one.get("acronym") or one["name"], one["text"]} for one in bodies],
            {f"{code} {r}" for r in ROLES.values() for code in practice.get(r, ()) if code in codes},
            {one["number"]: one["confidence"] for one in line["objectives"]},
        )

    return Runner(
        lambda reports: [extract_all(report, world, THRESHOLD) for report in reports],
        found,
        lambda texts: [report_of(_row(text)) for text in texts],
    )


def _row(text: Text) -> Row:
    question = {"kind": text.kind, "assessment_context": text.assessment}
    return {"text": text.words, "language": text.language} | question


def _text(row: Row) -> Text:
    return Text(row["text"], row["language"], row.get("kind", "message"), row.get("assessment_context"))


def _items(found: Found, kind: str, row: Row, known: set[Item], threshold: float) -> set[Item]:
    if kind == "countries":
        return set(found.countries)
    if kind == "roles":
        return set(found.roles)
    if kind == "objectives":
        return {number for number, confidence in found.objectives.items() if confidence >= threshold}
    spare = [str(one) for one in _spare(row)]
    bodies = [
        names
        for names in found.organisations
        if names & known or not any(name in one for name in names for one in spare)
    ]
    return {next(iter(sorted(names & known, key=str)), min(names)) for names in bodies}


def scored(pairs: Sequence[tuple[Row, Found]], task: Task, threshold: float) -> Score:
    score = Score()
    for row, found in pairs:
        wanted, optional = task.wanted(row), task.optional(row)
        score.compare(_items(found, task.kind, row, wanted | optional, threshold), wanted, optional, "")
    return score


@dataclass
class Result:
    """What a program found in each gold, its threshold, and its characters a second."""

    tool: Tool
    pairs: dict[str, list[tuple[Row, Found]]]
    threshold: float
    speed: float

    def row(self, task: Task) -> str:
        pairs = [pair for pair in self.pairs[task.gold] if task.takes(pair[0])]
        whole = scored(pairs, task, self.threshold)
        cells = [f"{value:.3f}" for value in (whole.precision, whole.recall, whole.f1)]
        for language in task.languages if len(task.languages) > 1 else ():
            own = [pair for pair in pairs if pair[0]["language"] == language]
            cells.append(f"{scored(own, task, self.threshold).f1:.2f}")
        return f"| {' | '.join([self.tool.name, *cells])} |"


def run(tool: Tool, golds: dict[str, list[Row]]) -> Result:
    """Raises ImportError when the program is not installed."""
    runner = tool.make()
    pairs = {name: list(zip(rows, _read(runner, rows), strict=True)) for name, rows in golds.items()}
    threshold = _best_threshold(pairs["dev"]) if tool.tuned else THRESHOLD
    return Result(tool, pairs, threshold, _speed(runner, golds["statements"]))


def _read(runner: Runner, rows: Sequence[Row]) -> list[Found]:
    return [runner.found(one) for one in runner.work(runner.prepare([_text(row) for row in rows]))]


def _best_threshold(pairs: Sequence[tuple[Row, Found]]) -> float:
    task = next(task for task in TASKS if task.kind == "objectives")
    steps = [step / 50 for step in range(50)]
    return max(steps, key=lambda step: (scored(pairs, task, step).f1, -step))


def _speed(runner: Runner, rows: Sequence[Row]) -> float:
    texts = [_text(row) for row in rows]
    prepared: list[Any] = runner.prepare(texts)
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        runner.work(prepared)
        spent.append(time.process_time() - start)
    return sum(len(text.words) for text in texts) / median(spent)


def table(task: Task, results: Sequence[Result]) -> str:
    """Markdown: one program a row."""
    able = [one for one in results if task.kind in one.tool.tasks]
    each = list(task.languages) if len(task.languages) > 1 else []
    head = ["program", "precision", "recall", "F1", *each]
    rows = [f"### {task.title}", "", f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return "\n".join([*rows, *(one.row(task) for one in able)])


def speeds(results: Sequence[Result]) -> str:
    rows = ["### Speed", "", "| program | does | characters/s | ours is faster |", "|---|---|---|---|"]
    for one in results:
        times = f"{results[0].speed / one.speed:.3g} times" if one.tool.name != OURS else ""
        rows.append(f"| {one.tool.name} | {one.tool.does} | {_round(one.speed):,} | {times} |")
    return "\n".join(rows)


def _round(value: float) -> int:
    """Two digits: more are noise."""
    return int(float(f"{value:.2g}"))


def note(results: Sequence[Result], missing: Sequence[str]) -> str:
    packages = sorted({package for one in results for package in one.tool.packages})
    versions = ", ".join(f"{package} {metadata.version(package)}" for package in packages)
    tuned = ", ".join(f"{one.tool.name} {one.threshold:.2f}" for one in results if one.tool.tuned)
    lines = [f"Python {platform.python_version()}, {versions}. Thresholds chosen on dev.jsonl: {tuned}."]
    return "\n".join([*lines, *([f"Not installed, skipped: {', '.join(missing)}."] if missing else [])])


def tables() -> str:
    names = read_gold(GOLDEN / "names.jsonl")
    golds = {
        "statements": read_gold(GOLDEN / "statements" / "held.jsonl"),
        "dev": read_gold(GOLDEN / "statements" / "dev.jsonl"),
        "names": [row for row in names if row["part"] == "held"],
    }
    mine = Tool(OURS, (), ("countries", "organisations", "roles", "objectives"), ours, "all of extraction")
    results, missing = [], []
    for tool in (mine, *PEERS):
        try:
            results.append(run(tool, golds))
        except ImportError:
            missing.append(tool.name)
    return "\n\n".join([*(table(task, results) for task in TASKS), speeds(results), note(results, missing)])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the tables into docs/linking.md")
    write = parser.parse_args().write
    made = tables()
    if not write:
        print(made)
        return
    text = PAGE.read_text("utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}{made}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
