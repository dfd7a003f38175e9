"""The seam: text on one side, RDF on the other. Here alone what was found in a report becomes quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gfmd_graph import rdf
from gfmd_graph.knowledge.templates import Template
from gfmd_graph.model import Evidence, Extraction, Link, Report, Statement
from gfmd_graph.namespaces import (
    DCTERMS,
    GFMD,
    KIND,
    MEETING,
    OA,
    RDF,
    SKOS,
    TOPIC,
    VOCABULARY_GRAPH,
    evidence_iri,
    practice_iri,
    question_iri,
)

Pair = tuple[str, rdf.Iri | rdf.Literal]

_YEARS = frozenset({"year"})
"""Properties whose value is a year, not a concept."""


def report_quads(report: Report, extractions: Sequence[Extraction]) -> list[rdf.Quad]:
    """Everything a report says, in its own named graph. Names no file, no person and no clock."""
    graph = rdf.Iri(report.iri)
    quads = _about(report.iri, _report_facts(report), graph)
    for extraction in extractions:
        quads += _about(extraction.statement.iri, _statement_facts(report, extraction), graph)
        if extraction.describes_practice:
            quads += _about(practice_iri(extraction.statement.iri), _practice_facts(extraction), graph)
        for link in extraction.links:
            for proof in link.evidence:
                quads += _evidence(report, extraction.statement, link, proof, graph)
    return quads


def template_quads(templates: Iterable[Template]) -> list[rdf.Quad]:
    """The questions of the templates, as concepts that statements answer."""
    graph = rdf.Iri(VOCABULARY_GRAPH)
    quads: list[rdf.Quad] = []
    for template in templates:
        for entry in template.questions:
            facts: list[Pair] = [
                (RDF + "type", _term("Question")),
                (SKOS + "notation", rdf.Literal(entry.code)),
                (GFMD + "ofTemplate", rdf.Literal(template.code)),
                (GFMD + "text", rdf.Literal(entry.text, language=template.language)),
            ]
            if entry.session:
                facts.append((GFMD + "atSession", rdf.Iri(MEETING + entry.session)))
            if entry.kind:
                facts.append((GFMD + "kind", rdf.Iri(KIND + entry.kind)))
            quads += _about(question_iri(template.code, entry.id), facts, graph)
    return quads


def vocabulary_quads(quads: Iterable[rdf.Quad]) -> list[rdf.Quad]:
    """The triples of the vocabulary files, in the named graph of the vocabularies."""
    graph = rdf.Iri(VOCABULARY_GRAPH)
    return [rdf.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]


def _term(name: str) -> rdf.Iri:
    return rdf.Iri(GFMD + name)


def _about(subject: str, facts: Iterable[Pair], graph: rdf.Iri) -> list[rdf.Quad]:
    node = rdf.Iri(subject)
    return [rdf.Quad(node, rdf.Iri(predicate), value, graph) for predicate, value in facts]


def _report_facts(report: Report) -> Iterator[Pair]:
    yield RDF + "type", _term("Report")
    yield DCTERMS + "title", rdf.Literal(report.title)
    yield DCTERMS + "language", rdf.Literal(report.language)
    yield GFMD + "digest", rdf.Literal(report.digest)
    yield GFMD + "textLength", rdf.integer(len(report.text))
    if report.template:
        yield GFMD + "template", rdf.Literal(report.template)
    if report.meeting:
        yield GFMD + "atMeeting", rdf.Iri(MEETING + report.meeting)
    if report.year:
        yield GFMD + "year", rdf.year(report.year)
    for name, words in _session_facts(report):
        if words:
            yield GFMD + name, rdf.Literal(words)


def _session_facts(report: Report) -> Iterator[tuple[str, str]]:
    """What the report itself says of its session, in its own words."""
    yield "sessionTitle", report.session
    yield "sessionDate", report.date
    yield "sessionPlace", report.place
    yield "commonSpaceSession", report.common_space


def _statement_facts(report: Report, extraction: Extraction) -> Iterator[Pair]:
    statement = extraction.statement
    yield RDF + "type", _term("Statement")
    yield GFMD + "inReport", rdf.Iri(report.iri)
    yield GFMD + "start", rdf.integer(statement.span.start)
    yield GFMD + "end", rdf.integer(statement.span.end)
    if statement.text:
        yield GFMD + "text", rdf.Literal(statement.text, language=statement.language)
    if statement.kind:
        yield GFMD + "kind", rdf.Iri(KIND + statement.kind)
    if statement.parent:
        yield GFMD + "subItemOf", rdf.Iri(statement.parent)
    if statement.question and report.template and statement.question.of_template:
        yield GFMD + "answers", rdf.Iri(question_iri(report.template, statement.question.id))
    if statement.page:
        yield GFMD + "page", rdf.integer(statement.page)
    if extraction.describes_practice:
        yield GFMD + "describes", rdf.Iri(practice_iri(statement.iri))
    yield from _linked(extraction, "statement")


def _practice_facts(extraction: Extraction) -> Iterator[Pair]:
    yield RDF + "type", _term("Practice")
    yield from _linked(extraction, "practice")


def _linked(extraction: Extraction, subject: str) -> Iterator[Pair]:
    for link in extraction.links:
        if link.subject == subject:
            yield GFMD + link.predicate, _object(link)


def _object(link: Link) -> rdf.Iri | rdf.Literal:
    return rdf.year(int(link.object)) if link.predicate in _YEARS else rdf.Iri(link.object)


def _evidence(
    report: Report, statement: Statement, link: Link, proof: Evidence, graph: rdf.Iri
) -> list[rdf.Quad]:
    subject = practice_iri(statement.iri) if link.subject == "practice" else statement.iri
    offset = proof.span.start - statement.span.start if proof.basis != "inherited" else 0
    iri = evidence_iri(statement.iri, subject, link.predicate, link.object, proof.exact, offset)
    facts: list[Pair] = [
        (RDF + "type", _term("Evidence")),
        (RDF + "subject", rdf.Iri(subject)),
        (RDF + "predicate", _term(link.predicate)),
        (RDF + "object", _object(link)),
        (GFMD + "inStatement", rdf.Iri(statement.iri)),
        (OA + "exact", rdf.Literal(proof.exact)),
        (GFMD + "start", rdf.integer(proof.span.start)),
        (GFMD + "end", rdf.integer(proof.span.end)),
        (GFMD + "basis", rdf.Iri(TOPIC + proof.basis)),
        (GFMD + "confidence", rdf.decimal(proof.confidence)),
        (GFMD + "method", rdf.Literal(proof.method)),
    ]
    return _about(iri, facts, graph)
