"""What waits for a person: names in no vocabulary, and links of which the program is least sure."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from gfmd_graph.model import Extraction, Report
from gfmd_graph.words import key

Read = tuple[Report, Sequence[Extraction]]

NAME_COLUMNS = ("name", "times", "reports", "words")
LINK_COLUMNS = ("confidence", "property", "value", "evidence", "words", "report", "statement")
UNSURE = 0.85
"""Concluded links up to this confidence are put before a person, the weakest first."""


def waiting_names(read: Iterable[Read]) -> list[tuple[str, str, str, str]]:
    """Each unknown name with how often and where it stands, the most frequent first."""
    places: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for report, extractions in read:
        for extraction in extractions:
            for mention in extraction.mentions:
                if mention.concept is None:
                    name = " ".join(mention.text.split())
                    places[key(name)].append((name, report.iri, extraction.statement.text))
    rows = []
    for found in places.values():
        name, _, words = min(found)
        reports = sorted({iri.rpartition("/")[2] for _, iri, _ in found})
        rows.append((name, str(len(found)), " ".join(reports), words))
    return sorted(rows, key=lambda row: (-int(row[1]), row[0]))


def unsure_links(read: Iterable[Read]) -> list[tuple[str, ...]]:
    """Each concluded link that is not beyond doubt, with its words, the weakest first."""
    rows: set[tuple[str, ...]] = set()
    for report, extractions in read:
        for extraction in extractions:
            for link in extraction.links:
                best = max(proof.confidence for proof in link.evidence)
                basis = {proof.basis for proof in link.evidence}
                if best > UNSURE or link.predicate == "mentions" or "inherited" in basis:
                    continue
                exact = " … ".join(" ".join(proof.exact.split()) for proof in link.evidence)
                statement = extraction.statement
                about = (link.predicate, link.object, exact, statement.text, report.iri, statement.iri)
                rows.add((f"{best:.2f}", *about))
    return sorted(rows)


def write_lists(folder: Path, read: Sequence[Read]) -> int:
    """`names.csv` and `links.csv` in `folder`; gives the number of names that wait."""
    folder.mkdir(parents=True, exist_ok=True)
    names = waiting_names(read)
    _write(folder / "names.csv", NAME_COLUMNS, names)
    _write(folder / "links.csv", LINK_COLUMNS, unsure_links(read))
    return len(names)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before a sign that would start one."""
    return "'" + cell if cell[:1] in "=+-@\t\r" and cell[:1] else cell


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8"))
