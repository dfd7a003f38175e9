"""A statement of its own, as tests need it."""

from __future__ import annotations

from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.world import load_world
from gfmd_graph.model import Extraction, Question, Report, Span, Statement
from places import ONTOLOGY

WORLD = load_world(ONTOLOGY)
REPORT = "https://w3id.org/gfmd/report/test"


def report_of(*texts: str, kind: str = "practice", language: str = "en", assessment: str = "good") -> Report:
    """A report whose statements are `texts`, each on its line below one question."""
    heading = "What good practices exist?"
    whole = "\n".join((heading, *texts))
    question = Question("A2", "A2", Span(0, len(heading)), kind, assessment, "existing")
    statements, start = [], len(heading) + 1
    for number, text in enumerate(texts):
        span = Span(start, start + len(text))
        words = " ".join(text.split())
        iri = f"{REPORT}/statement/{number:012d}"
        statements.append(Statement(iri, question, kind, words, span, None, language))
        start = span.end + 1
    return Report(
        REPORT, "test", whole, tuple(statements), "csd-2018", 2018, "csd-2018", language, "", "test"
    )


def found(text: str, **options: str) -> Extraction:
    return extract_all(report_of(text, **options), WORLD, THRESHOLD)[0]


def roles(text: str, **options: str) -> dict[str, str]:
    """Code of each country, area or organisation -> its role."""
    one = found(text, **options)
    concepts = WORLD.vocabulary.concepts
    wanted = ("implementedBy", "takesPlaceIn", "affects")
    return {concepts[link.object].code: link.predicate for link in one.links if link.predicate in wanted}


def codes(text: str, type: str = "country", **options: str) -> list[str]:
    return [m.concept.code for m in found(text, **options).mentions if m.concept and m.type == type]
