"""What is found and what is missed, per task: writes the tables of docs/accuracy.md and README.md anew.

.venv/bin/python benchmarks/accuracy.py          # print
.venv/bin/python benchmarks/accuracy.py --write  # write into the documents
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gfmd_graph.lines import Line
from gfmd_graph.resources import default_ontology
from gfmd_graph.score import Row, Score, alone, by_objective, calibration, read_gold, score

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT / "tests" / "golden" / "statements"
OTHERS = ROOT / "tests" / "golden" / "others"
SHORT = (
    *("countries", "regions", "organisations", "roles"),
    *("assessment", "status", "stated objectives", "objectives"),
)

Pairs = Sequence[tuple[Line, Row]]


def pairs_of(gold: Path) -> list[tuple[Line, Row]]:
    return list(alone(read_gold(gold), default_ontology()))


def table(pairs: Pairs, tasks: Sequence[str]) -> str:
    """Markdown: precision, recall, F1 and the number of things to find, and F1 by language."""
    whole = score(pairs)
    languages = ("en", "fr", "es")
    parts = {one: score([pair for pair in pairs if pair[1]["language"] == one]) for one in languages}
    heads = ("task", "to find", "precision", "recall", "F1", *languages)
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for task in tasks:
        each = " | ".join(f"{parts[one][task].f1:.2f}" for one in languages)
        rows.append(f"| {task} | {_row(whole[task])} | {each} |")
    return "\n".join(rows)


def _row(one: Score) -> str:
    return f"{one.right + len(one.missed)} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f}"


def macro(pairs: Pairs) -> float:
    each = by_objective(pairs)
    return sum(one.f1 for one in each.values()) / len(each)


def trust(pairs: Pairs) -> str:
    """Markdown: whether a confidence means what it says."""
    rows = ["| confidence | right | of |", "|---|---|---|"]
    for low, high, share, number in calibration(pairs):
        rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {share:.2f} | {number} |")
    return "\n".join(rows)


def tables() -> dict[str, str]:
    """The generated parts of the documents, by the name of their marker."""
    held, dev = pairs_of(STATEMENTS / "held.jsonl"), pairs_of(STATEMENTS / "dev.jsonl")
    fresh = pairs_of(OTHERS / "fresh.jsonl")
    tasks = [task for task in score(held) if task != "horizon"]
    note = f"Mean F1 of objectives over the 23: {macro(held):.3f}."
    return {
        "accuracy": table(held, SHORT) + f"\n\n{note}",
        "fresh": table(fresh, SHORT) + f"\n\nMean F1 of objectives over the 23: {macro(fresh):.3f}.",
        "held": table(held, tasks) + f"\n\n{note}",
        "dev": table(dev, tasks) + f"\n\nMean F1 of objectives over the 23: {macro(dev):.3f}.",
        "calibration": trust(held),
    }


def written(text: str, made: dict[str, str]) -> str:
    """A document with its generated parts replaced."""
    for name, content in made.items():
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if opening in text:
            before, _, rest = text.partition(opening)
            text = f"{before}{opening}{content}\n{closing}{rest.partition(closing)[2]}"
    return text


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the tables into the documents")
    made = tables()
    if not parser.parse_args().write:
        for name, content in made.items():
            print(f"## {name}\n\n{content}\n")
        return
    for document in (ROOT / "README.md", ROOT / "docs" / "accuracy.md"):
        document.write_text(written(document.read_text("utf-8"), made), "utf-8")


if __name__ == "__main__":
    main()
