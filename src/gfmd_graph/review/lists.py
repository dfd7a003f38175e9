"""What waits for a person: names in no vocabulary, and links of which the program is least sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from gfmd_graph.extraction.extract import THRESHOLD
from gfmd_graph.extraction.similar import METHOD as HINT
from gfmd_graph.model import Evidence, Extraction, ObjectiveReading, Report
from gfmd_graph.namespaces import GCM
from gfmd_graph.spreadsheet import csv_text
from gfmd_graph.words import key

NamePlace = tuple[str, str, str]
"""A name, the code of the report and the words of the statement that it stands in."""
UnsureLink = tuple[str, str, str, str, str, str, str]
"""The columns of links.csv."""

NAME_COLUMNS = ("name", "times", "reports", "words")
LINK_COLUMNS = ("confidence", "property", "value", "evidence", "words", "report", "statement")
_ASIDE = 0.4
"""Below the threshold of the graph, objectives from this confidence are worth a look."""
UNSURE = 0.85
"""Concluded links up to this confidence are put before a person, the weakest first."""


def waiting_names(report: Report, extractions: Sequence[Extraction]) -> tuple[NamePlace, ...]:
    """Each unknown name of a report with the words around it."""
    return tuple(
        (" ".join(mention.text.split()), report.iri.rpartition("/")[2], extraction.statement.text)
        for extraction in extractions
        for mention in extraction.mentions
        if mention.concept is None
    )


def unsure_links(report: Report, extractions: Sequence[Extraction]) -> tuple[UnsureLink, ...]:
    """Each concluded link of a report that is not beyond doubt, and each mere hint, with its words."""
    rows: set[UnsureLink] = set()
    for extraction in extractions:
        rows |= {_hint(report, extraction, one) for one in extraction.objectives if _is_hint(one)}
        for link in extraction.links:
            best = max(proof.confidence for proof in link.evidence)
            basis = {proof.basis for proof in link.evidence}
            if best > UNSURE or link.predicate == "mentions" or "inherited" in basis:
                continue
            exact = _exact(link.evidence)
            words, iri = extraction.statement.text, extraction.statement.iri
            rows.add((f"{best:.2f}", link.predicate, link.object, exact, words, report.iri, iri))
    return tuple(sorted(rows))


def _is_hint(reading: ObjectiveReading) -> bool:
    """An objective by likeness, or one of which the statement speaks as an aside."""
    if reading.confidence >= THRESHOLD:
        return False
    return reading.confidence >= _ASIDE or any(proof.method == HINT for proof in reading.evidence)


def _hint(report: Report, extraction: Extraction, reading: ObjectiveReading) -> UnsureLink:
    """An objective that is in no graph, as a person could decide that it belongs there."""
    confidence, exact = f"{reading.confidence:.2f}", _exact(reading.evidence)
    objective, statement = f"{GCM}objective/{reading.number}", extraction.statement
    return (confidence, "objective", objective, exact, statement.text, report.iri, statement.iri)


def _exact(evidence: Sequence[Evidence]) -> str:
    return " … ".join(" ".join(proof.exact.split()) for proof in evidence)


def write_lists(folder: Path, names: Iterable[NamePlace], links: Iterable[UnsureLink]) -> int:
    """`names.csv` and `links.csv` in `folder`; gives the number of names that wait."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = _by_frequency(names)
    _write(folder / "names.csv", NAME_COLUMNS, rows)
    _write(folder / "links.csv", LINK_COLUMNS, sorted(links))
    return len(rows)


def _by_frequency(names: Iterable[NamePlace]) -> list[tuple[str, str, str, str]]:
    """The most frequent name first."""
    places: dict[str, list[NamePlace]] = defaultdict(list)
    for place in names:
        places[key(place[0])].append(place)
    rows = []
    for found in places.values():
        name, _, words = min(found)
        reports = " ".join(sorted({code for _, code, _ in found}))
        rows.append((name, str(len(found)), reports, words))
    return sorted(rows, key=lambda row: (-int(row[1]), row[0]))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.write_bytes(csv_text(columns, rows).encode("utf-8"))
