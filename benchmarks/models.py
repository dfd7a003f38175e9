"""Objectives by our rules alone, and with what a language model suggests, on the statements of our gold.

    python benchmarks/models.py --model-url http://localhost:11434/v1 --model llama3.1

Answers are kept in --model-answers; run again, it asks nothing. --limit takes the first rows only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gfmd_graph.chat.asking import CONFIDENCE, METHOD
from gfmd_graph.chat.kept import Answers
from gfmd_graph.chat.wire import KEY, Address, Chat
from gfmd_graph.errors import Problem
from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.world import load_world
from gfmd_graph.knowledge.prompts import load_prompt
from gfmd_graph.model import Extraction, Suggestion
from gfmd_graph.resources import default_ontology
from gfmd_graph.score import Item, Row, Score, report_of

GOLD = Path(__file__).resolve().parent.parent / "tests" / "golden" / "statements"


class Compared(NamedTuple):
    """The same statements twice, and how many answers were of no use."""

    rules: Score
    both: Score
    useless: int


def compared(rows: Sequence[Row], chat: Chat, name: str, answers: Answers) -> Compared:
    """Ask about every row that names no objective itself."""
    world = load_world(default_ontology())
    rules, both, useless = Score(), Score(), 0
    for done, row in enumerate(rows, 1):
        report = report_of(row)
        (statement,) = report.statements
        (alone,) = extract_all(report, world, THRESHOLD)
        question = chat.question(statement.text)
        if not answers.knows(question):
            answers.add(name, question, chat.ask(question))
        answer = answers.of(question)
        useless += answer is None
        said = [Suggestion(statement.iri, *claim, CONFIDENCE, f"{METHOD}:{name}") for claim in answer or ()]
        (more,) = extract_all(report, world, THRESHOLD, said)
        for score, found in ((rules, alone), (both, more)):
            _count(score, row, found)
        print(f"\r{done} of {len(rows)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return Compared(rules, both, useless)


def _count(score: Score, row: Row, found: Extraction) -> None:
    numbers: set[Item] = {one.number for one in found.objectives if one.confidence >= THRESHOLD}
    score.compare(numbers, set(row["objectives"]["must"]), set(row["objectives"]["may"]), row["text"])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model-url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--model-answers", type=Path, default=Path("model-answers.jsonl"))
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    address = Address(given.model_url, given.model, os.environ.get(KEY, "").strip())
    chat, answers = Chat(address, load_prompt(default_ontology())), Answers(given.model_answers)
    print("| statements | program | precision | recall | F1 | answers of no use |\n|---|---|---|---|---|---|")
    try:
        for part in ("dev", "held"):
            lines = (GOLD / f"{part}.jsonl").read_text("utf-8").splitlines()[: given.limit]
            rows = [row for row in map(json.loads, lines) if row.get("kind") != "unanswered"]
            found = compared(rows, chat, given.model, answers)
            for name, score in (("rules alone", found.rules), (f"with {given.model}", found.both)):
                figures = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f}"
                useless = "" if score is found.rules else found.useless
                print(f"| {part}, {len(rows)} | {name} | {figures} | {useless} |")
    finally:
        answers.write()


if __name__ == "__main__":
    try:
        main()
    except Problem as problem:
        sys.exit(str(problem))
