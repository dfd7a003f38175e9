"""Graphs for the tests of the pages: in the shape of `fixtures/example.trig`, any size, same on every run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gfmd_graph import rdf
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import (
    ACTOR,
    AREA,
    DCTERMS,
    GCM,
    GFMD,
    KIND,
    MEETING,
    OA,
    RDF,
    REPORT,
    SKOS,
    TOPIC,
    VOCABULARY_GRAPH,
    digest,
    question_iri,
)

EXAMPLE = Path(__file__).parent / "fixtures" / "example.trig"

COUNTRIES = {
    "BRA": "Brazil", "AFG": "Afghanistan", "MLI": "Mali", "NPL": "Nepal", "PER": "Peru",
    "CIV": "Côte d’Ivoire", "ESP": "Spain", "KEN": "Kenya", "LKA": "Sri Lanka", "MAR": "Morocco",
    "MEX": "Mexico", "NER": "Niger",
    "PHL": "Philippines", "TUR": "Türkiye", "UGA": "Uganda", "JOR": "Jordan",
    "LBN": "Lebanon", "GHA": "Ghana",
}  # fmt: skip
LATIN = ("BRA", "MEX", "PER")
GAPS = (4, 9, 14, 22)
"""Objectives that no statement of a sample is about."""

HOSTILE = (
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=2>",
    '"><img src=x onerror=window.ran=3>',
    "</select><img src=x onerror=window.ran=4>",
    "'\" onmouseover=window.ran=5 x='",
    "<a href='javascript:window.ran=6'>href</a>",
    "<a href=#><img src=x onerror=window.ran=7></a>",
    "{{ 7 * 7 }}<!-- </style></textarea></title><svg onload=window.ran=8>",
)
"""The strings of the design's section 1.6, and one that tries the template and other closing tags."""


class Maker:
    """Collects quads; `graph` is the named graph that the next ones go to."""

    def __init__(self) -> None:
        self.quads: list[rdf.Quad] = []
        self.graph = VOCABULARY_GRAPH

    def add(self, subject: str, predicate: str, value: str | rdf.Literal) -> None:
        term = rdf.Iri(value) if isinstance(value, str) else value
        self.quads.append(rdf.Quad(rdf.Iri(subject), rdf.Iri(predicate), term, rdf.Iri(self.graph)))

    def label(self, iri: str, text: str) -> None:
        self.add(iri, SKOS + "prefLabel", rdf.Literal(text, language="en"))


def sample(practices: int = 60, others: int = 60, reports: int = 2, hostile: bool = False) -> Graph:
    """A graph of so many practices and other statements. `hostile` makes all its words attacks."""
    return Graph(sample_quads(practices, others, reports, hostile))


def sample_quads(practices: int, others: int, reports: int, hostile: bool = False) -> list[rdf.Quad]:
    maker, words = Maker(), _words(hostile)
    _vocabulary(maker, words)
    for number in range(reports):
        _report(maker, words, number)
    kinds = ("question", "action", "redline", "priority", "message", "lesson", "quote")
    for number in range(practices):
        kind = "initiative" if number % 11 == 5 else "practice"
        statement = _statement(maker, words, number, kind, number % reports)
        _practice(maker, statement, number)
    for number in range(practices, practices + others):
        _statement(maker, words, number, kinds[number % len(kinds)], number % reports)
    return maker.quads


def _words(hostile: bool) -> Iterator[str]:
    number = 0
    while True:
        attack = f"{HOSTILE[number % len(HOSTILE)]} {number}"
        yield attack if hostile else ""
        number += 1


def _vocabulary(maker: Maker, words: Iterator[str]) -> None:
    for code, name in COUNTRIES.items():
        maker.label(AREA + code, next(words) or name)
        maker.add(AREA + code, RDF + "type", GFMD + "Country")
        maker.add(AREA + code, RDF + "type", SKOS + "Concept")
        if code in LATIN:
            maker.add(AREA + code, SKOS + "broader", AREA + "419")
    maker.label(AREA + "sahel", next(words) or "Sahel")
    maker.label(AREA + "419", next(words) or "Latin America and the Caribbean")
    for region in ("sahel", "419"):
        maker.add(AREA + region, RDF + "type", GFMD + "Region")
    for number in range(1, 24):
        maker.label(f"{GCM}objective/{number}", next(words) or f"The aim of objective {number} in words")
        maker.add(f"{GCM}objective/{number}", RDF + "type", GFMD + "Objective")
    for number in range(12):
        body, acronym = f"{ACTOR}body-{number}", next(words) or f"MF{number}"
        maker.label(body, next(words) or f"Migrant Forum {number}")
        maker.add(body, RDF + "type", GFMD + "Organisation")
        maker.add(body, GFMD + "acronym", rdf.Literal(acronym, language="en"))
    for topic in ("good", "counterproductive", "existing", "children", "pushback", "two-years"):
        maker.label(TOPIC + topic, next(words) or topic)
    maker.add(TOPIC + "children", RDF + "type", GFMD + "Population")
    maker.add(TOPIC + "pushback", RDF + "type", GFMD + "Term")
    meaning = next(words) or "Sending back at the border."
    maker.add(TOPIC + "pushback", SKOS + "definition", rdf.Literal(meaning, language="en"))
    maker.label(MEETING + "csd-2018", next(words) or "Civil Society Days 2018")
    maker.add(MEETING + "csd-2018", GFMD + "year", rdf.year(2018))
    question, asked = question_iri("csd-2018.en", "A2"), next(words) or "What practices do you know?"
    maker.add(question, SKOS + "notation", rdf.Literal("A2"))
    maker.add(question, GFMD + "text", rdf.Literal(asked, language="en"))


def _report(maker: Maker, words: Iterator[str], number: int) -> None:
    report = f"{REPORT}sample-{number}"
    maker.graph = report
    maker.add(report, RDF + "type", GFMD + "Report")
    maker.add(report, DCTERMS + "title", rdf.Literal(next(words) or f"Sample report {number}"))
    maker.add(report, DCTERMS + "language", rdf.Literal("en"))
    maker.add(report, GFMD + "atMeeting", MEETING + "csd-2018")


def _statement(maker: Maker, words: Iterator[str], number: int, kind: str, report: int) -> str:
    iri = f"{REPORT}sample-{report}"
    maker.graph = iri
    statement = f"{iri}/statement/{digest(str(number))}"
    exact = next(words) or f"words {number}"
    text = f"Here stand the {exact} of one statement, long enough to fill a row or two of a page."
    maker.add(statement, RDF + "type", GFMD + "Statement")
    maker.add(statement, GFMD + "inReport", iri)
    maker.add(statement, GFMD + "kind", KIND + kind)
    maker.add(statement, GFMD + "answers", question_iri("csd-2018.en", "A2"))
    maker.add(statement, GFMD + "text", rdf.Literal(text, language="en"))
    maker.add(statement, GFMD + "start", rdf.integer(number * 100))
    maker.add(statement, GFMD + "page", rdf.integer(1 + number // 20))
    aims = [n for n in range(1, 24) if n not in GAPS]
    for shift in range(1 + number % 2):
        aim = aims[(number * 5 + shift * 7) % len(aims)]
        basis = "suggested" if number % 3 else "stated"
        _link(maker, statement, statement, "objective", f"{GCM}objective/{aim}", exact, basis)
    if number % 4 == 0:
        _link(maker, statement, statement, "mentions", f"{ACTOR}body-{number % 12}", exact, "stated")
    if number % 6 == 1:
        _link(maker, statement, statement, "mentions", TOPIC + "pushback", exact, "stated")
    if kind == "action":
        maker.add(statement, GFMD + "year", rdf.year(2019))
        maker.add(statement, GFMD + "horizon", TOPIC + "two-years")
    return statement


def _practice(maker: Maker, statement: str, number: int) -> None:
    practice = statement.replace("/statement/", "/practice/")
    maker.add(statement, GFMD + "describes", practice)
    maker.add(practice, RDF + "type", GFMD + "Practice")
    maker.add(practice, GFMD + "assessment", TOPIC + ("counterproductive" if number % 7 == 3 else "good"))
    maker.add(practice, GFMD + "status", TOPIC + "existing")
    maker.add(practice, GFMD + "year", rdf.year(2000 + number % 19))
    for shift in range(1 + number % 2):
        aims = [n for n in range(1, 24) if n not in GAPS]
        maker.add(
            practice, GFMD + "objective", f"{GCM}objective/{aims[(number * 5 + shift * 7) % len(aims)]}"
        )
    if number % 5 == 0:
        _link(maker, statement, practice, "population", TOPIC + "children", f"child {number}", "stated")
    if number % 8 == 0:
        _link(maker, statement, practice, "implementedBy", f"{ACTOR}body-{number % 12}", "body", "stated")
    codes = list(COUNTRIES)
    country = AREA + codes[number * 5 % len(codes)]
    role = ("implementedBy", "implementedBy", "takesPlaceIn", "affects")[number % 4]
    _link(maker, statement, statement, "mentions", country, f"land {number}", "stated")
    _link(maker, statement, practice, role, country, f"land {number}", "stated")
    if number % 6 == 0:
        _link(maker, statement, practice, "affects", country, f"people {number}", "inherited")
    if number % 9 == 0:
        _link(maker, statement, practice, "takesPlaceIn", AREA + "sahel", "Sahel", "inherited")


def _link(
    maker: Maker, statement: str, subject: str, relation: str, target: str, exact: str, basis: str
) -> None:
    maker.add(subject, GFMD + relation, target)
    report = statement.split("/statement/")[0]
    evidence = f"{report}/evidence/{digest(statement, subject, relation, target, exact)}"
    maker.add(evidence, RDF + "type", GFMD + "Evidence")
    maker.add(evidence, RDF + "subject", subject)
    maker.add(evidence, RDF + "predicate", GFMD + relation)
    maker.add(evidence, RDF + "object", target)
    maker.add(evidence, GFMD + "inStatement", statement)
    maker.add(evidence, OA + "exact", rdf.Literal(exact))
    maker.add(evidence, GFMD + "start", rdf.integer(16))
    maker.add(evidence, GFMD + "basis", TOPIC + basis)
    maker.add(evidence, GFMD + "confidence", rdf.decimal(0.82 if basis == "suggested" else 1.0))


def test_sample_says_nothing_that_the_example_does_not_say() -> None:
    known = {quad.predicate.value for quad in rdf.read(EXAMPLE)}
    known |= {
        GFMD + "acronym",
        GFMD + "takesPlaceIn",
        GFMD + "horizon",
        SKOS + "broader",
        SKOS + "definition",
    }
    assert {quad.predicate.value for quad in sample_quads(40, 20, 2)} <= known


def test_sample_is_the_same_every_time() -> None:
    assert sample_quads(20, 10, 2) == sample_quads(20, 10, 2)
