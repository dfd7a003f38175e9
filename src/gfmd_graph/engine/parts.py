"""The work on a few reports: a pure function of their files, so that any process may do it, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.form.recognise import Entered
from gfmd_graph.graph.store import Graph
from gfmd_graph.graph.triples import report_quads, template_quads, vocabulary_quads
from gfmd_graph.graph.validate import Finding, findings
from gfmd_graph.knowledge import vocabulary
from gfmd_graph.knowledge.templates import load_templates
from gfmd_graph.model import Extraction, Report, Suggestion
from gfmd_graph.reading import extract, read_report
from gfmd_graph.review.lists import NamePlace, UnsureLink, unsure_links, waiting_names

Task = tuple[Path, Entered]

Suggestions = Mapping[str, tuple[Suggestion, ...]]
"""What others propose, by the IRI of the report."""
NO_SUGGESTIONS: Suggestions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """What one report gave: its graph as sorted N-Quads, its rows for review, and what a summary counts."""

    report: str
    source: str
    template: str | None
    digest: str
    statements: int
    without_kind: int
    links: dict[str, int]
    quads: bytes
    names: tuple[NamePlace, ...]
    unsure: tuple[UnsureLink, ...]

    def without_quads(self) -> Part:
        """The same, once its graph has been written."""
        return replace(self, quads=b"")


@dataclass(frozen=True, slots=True)
class Done:
    """What a chunk of reports gave; `problems` are those that could not be read."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


@lru_cache
def known_quads(ontology: Path) -> tuple[rdf.Quad, ...]:
    """The graph of the vocabularies: the ontology, its concepts and the questions of its templates."""
    quads = [*rdf.read(ontology / "gfmd.ttl"), *vocabulary.vocabulary_quads(ontology)]
    return (*vocabulary_quads(quads), *template_quads(load_templates(ontology)))


def work(tasks: Sequence[Task], ontology: Path, suggestions: Suggestions = NO_SUGGESTIONS) -> Done:
    """Read, extract and check a chunk of reports; `suggestions` of others are data like any."""
    parts: list[Part] = []
    problems: list[Problem] = []
    quads: list[rdf.Quad] = []
    texts: dict[str, str] = {}
    for path, entered in tasks:
        try:
            report = read_report(path, ontology, entered)
        except Problem as problem:
            problems.append(problem)
            continue
        extractions = extract(report, ontology, suggestions=suggestions.get(report.iri, ()))
        own = report_quads(report, extractions)
        parts.append(_part(report, extractions, own))
        quads += own
        texts[report.iri] = report.text
    found = findings(Graph([*quads, *known_quads(ontology)]), ontology, texts) if parts else []
    return Done(tuple(parts), tuple(problems), tuple(found))


def _part(report: Report, extractions: Sequence[Extraction], quads: Sequence[rdf.Quad]) -> Part:
    basis: Counter[str] = Counter(
        max(link.evidence, key=lambda proof: proof.confidence).basis
        for extraction in extractions
        for link in extraction.links
    )
    return Part(
        report=report.iri,
        source=report.source,
        template=report.template,
        digest=report.digest,
        statements=len(report.statements),
        without_kind=sum(statement.kind is None for statement in report.statements),
        links=dict(basis),
        quads=rdf.dump(quads, rdf.SUFFIXES[".nq"]),
        names=waiting_names(report, extractions),
        unsure=unsure_links(report, extractions),
    )
