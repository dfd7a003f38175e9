"""Graphs of any size in the shape that the program writes: the real vocabularies and invented reports.

The same size and seed give the same quads. A report has about 1,800 of them: 20 statements of all kinds,
six practices, and one evidence for each link.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from gfmd_graph import rdf
from gfmd_graph.engine.parts import known_quads
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import DCTERMS, GFMD, KIND, OA, RDF, REPORT, TOPIC, XSD
from gfmd_graph.resources import default_ontology

KINDS = ("practice",) * 6 + ("action",) * 4 + ("question",) * 3 + ("priority",) * 3 + ("message", "lesson")
TEXT = """municipal office opens a register so that families who return find school places and papers in
their own language before winter while unions ask for permits that allow people to change employers freely"""
WORDS = TEXT.split()


class Maker:
    """Draws what reports say, common things more often than rare ones."""

    def __init__(self, known: Sequence[rdf.Quad], seed: int) -> None:
        graph = Graph(known)
        self.random = random.Random(seed)
        self.pools = {
            name: [
                str(row[0]) for row in graph.select(f"SELECT ?it {{ ?it a gfmd:{name} }} ORDER BY ?it").rows
            ]
            for name in (
                "Country",
                "Organisation",
                "Objective",
                "Population",
                "PracticeType",
                "Term",
                "Meeting",
            )
        }

    def draw(self, pool: str) -> str:
        """One of a pool: the n-th about n times rarer than the first."""
        names = self.pools[pool]
        return names[int(len(names) ** self.random.random()) - 1]

    def report(self, number: int) -> Iterator[str]:
        """The lines of one report's named graph."""
        iri = f"{REPORT}made-{number:05d}"
        facts = [
            (RDF + "type", _iri(GFMD + "Report")),
            (DCTERMS + "title", _text(f"Report {number:05d} (made up)")),
            (DCTERMS + "language", _text("en")),
            (GFMD + "atMeeting", _iri(self.draw("Meeting"))),
            (GFMD + "textLength", _number(9000)),
        ]
        yield from _lines(iri, iri, facts)
        for at in range(20):
            yield from self._statement(iri, at)

    def _statement(self, report: str, at: int) -> Iterator[str]:
        iri, kind = f"{report}/statement/{at:02d}", self.random.choice(KINDS)
        practice = f"{report}/practice/{at:02d}" if kind == "practice" else None
        objectives = {self.draw("Objective") for _ in range(self.random.choice((1, 1, 2)))}
        mentions = {self.draw("Country") for _ in range(2)} | {self.draw("Organisation")}
        if self.random.random() < 0.1:
            mentions.add(self.draw("Term"))
        facts = [
            (RDF + "type", _iri(GFMD + "Statement")),
            (GFMD + "inReport", _iri(report)),
            (GFMD + "start", _number(at * 400)),
            (GFMD + "end", _number(at * 400 + 90)),
            (GFMD + "page", _number(at // 6 + 1)),
            (GFMD + "kind", _iri(KIND + kind)),
            (GFMD + "text", _text(" ".join(self.random.choices(WORDS, k=14)), "@en")),
        ]
        links = [("mentions", one) for one in mentions] + [("objective", one) for one in objectives]
        if self.random.random() < 0.4:
            links.append(("population", self.draw("Population")))
        if practice:
            facts.append((GFMD + "describes", _iri(practice)))
            yield from self._practice(report, iri, practice, sorted(objectives))
        yield from _lines(report, iri, facts)
        yield from self._linked(report, iri, iri, sorted(links))

    def _practice(self, report: str, statement: str, iri: str, objectives: Sequence[str]) -> Iterator[str]:
        chance = self.random
        links = [("objective", one) for one in objectives]
        links.append(("implementedBy", self.draw("Organisation" if chance.random() < 0.4 else "Country")))
        if chance.random() < 0.5:
            links.append(("takesPlaceIn", self.draw("Country")))
        if chance.random() < 0.3:
            links.append(("affects", self.draw("Country")))
        links += [
            ("population", self.draw("Population")),
            ("instrument", self.draw("PracticeType")),
            ("assessment", TOPIC + chance.choice(("good", "good", "counterproductive"))),
            ("status", TOPIC + chance.choice(("existing", "existing", "proposed"))),
        ]
        yield from _lines(report, iri, [(RDF + "type", _iri(GFMD + "Practice"))])
        yield from self._linked(report, statement, iri, sorted(set(links)))

    def _linked(
        self, report: str, statement: str, subject: str, links: Sequence[tuple[str, str]]
    ) -> Iterator[str]:
        yield from _lines(report, subject, [(GFMD + name, _iri(value)) for name, value in links])
        for at, (name, value) in enumerate(links):
            tail = subject.removeprefix(report).replace("/", "-")
            sure = self.random.choice(("0.55", "0.7", "0.8", "0.9", "0.95", "1"))
            facts = [
                (RDF + "type", _iri(GFMD + "Evidence")),
                (RDF + "subject", _iri(subject)),
                (RDF + "predicate", _iri(GFMD + name)),
                (RDF + "object", _iri(value)),
                (GFMD + "inStatement", _iri(statement)),
                (OA + "exact", _text(self.random.choice(WORDS))),
                (GFMD + "start", _number(at * 9)),
                (GFMD + "end", _number(at * 9 + 6)),
                (GFMD + "basis", _iri(TOPIC + self.random.choice(("stated", "inherited", "suggested")))),
                (GFMD + "confidence", f'"{sure}"^^<{XSD}decimal>'),
                (GFMD + "method", _text("labels/1")),
            ]
            yield from _lines(report, f"{report}/evidence{tail}-{at}", facts)


def write(path: Path, quads: int, seed: int = 7) -> int:
    """Write N-Quads of about `quads` lines; gives their number."""
    known = known_quads(default_ontology())
    maker, done, number = Maker(known, seed), len(known), 0
    with path.open("w", encoding="utf-8") as file:
        file.write(rdf.dump(known, rdf.SUFFIXES[".nq"]).decode())
        while done < quads:
            number += 1
            lines = list(maker.report(number))
            file.writelines(lines)
            done += len(lines)
    return done


def _lines(graph: str, subject: str, facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    for predicate, value in facts:
        yield f"<{subject}> <{predicate}> {value} <{graph}> .\n"


def _iri(value: str) -> str:
    return f"<{value}>"


def _text(value: str, tag: str = "") -> str:
    return f'"{value}"{tag}'


def _number(value: int) -> str:
    return f'"{value}"^^<{XSD}integer>'
