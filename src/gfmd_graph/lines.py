"""What was found as plain data: the lines of `show --format jsonl`, the contract for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gfmd_graph.model import Extraction, Link, Mention, Report

Line = dict[str, Any]


def report_line(report: Report) -> Line:
    """The first line: the report."""
    return {
        "report": report.iri,
        "title": report.title,
        "meeting": report.meeting or None,
        "year": report.year,
        "language": report.language,
        "template": report.template,
        "text_length": len(report.text),
    }


def statement_line(found: Extraction, names: Mapping[str, str]) -> Line:
    """One line a statement, with all that was found in it. `names` gives the English name of an IRI."""
    statement = found.statement
    links = _Links(found, names)
    return {
        "id": statement.iri,
        "question": statement.question.code if statement.question else None,
        "kind": statement.kind,
        "text": statement.text,
        "start": statement.span.start,
        "end": statement.span.end,
        "page": statement.page,
        "language": statement.language,
        "mentions": [_mention(mention) for mention in found.mentions] + links.stated_years(),
        "objectives": [
            {
                "number": reading.number,
                "basis": reading.basis,
                "confidence": reading.confidence,
                "words": [" ".join(proof.exact.split()) for proof in reading.evidence],
            }
            for reading in found.objectives
        ],
        "practice": links.practice() if found.describes_practice else None,
        "populations": links.named("population"),
        "levels": links.named("level"),
        "horizon": next(iter(links.named("horizon")), None),
        "year": links.year("statement"),
    }


class _Links:
    """The links of one statement as codes and names, in the order of the text."""

    def __init__(self, found: Extraction, names: Mapping[str, str]) -> None:
        self.found = found
        self.names = names
        self.codes = {m.concept.iri: m.concept.code for m in found.mentions if m.concept}

    def of(self, subject: str, predicate: str) -> list[Link]:
        links = [link for link in self.found.links if (link.subject, link.predicate) == (subject, predicate)]
        return sorted(links, key=lambda link: link.evidence[0].span)

    def named(self, predicate: str) -> list[str]:
        return [self.names[link.object] for link in self.of("statement", predicate)]

    def year(self, subject: str) -> int | None:
        return next((int(link.object) for link in self.of(subject, "year")), None)

    def stated_years(self) -> list[Line]:
        """Years that the statement itself names, as mentions."""
        return [
            {
                "start": proof.span.start,
                "end": proof.span.end,
                "text": proof.exact,
                "type": "year",
                "code": link.object,
                "basis": proof.basis,
                "confidence": proof.confidence,
            }
            for link in self.of("statement", "year")
            for proof in link.evidence
            if proof.basis == "stated"
        ]

    def practice(self) -> Line:
        return {
            **{role: self._codes(role) for role in ("implementedBy", "takesPlaceIn", "affects")},
            "assessment": self._topic("assessment"),
            "status": self._topic("status"),
            "year": self.year("practice"),
        }

    def _codes(self, role: str) -> list[str]:
        """The area of a community is named by the community: its code is in no mention, but in its IRI."""
        links = self.of("practice", role)
        return [self.codes.get(link.object) or link.object.rpartition("/")[2] for link in links]

    def _topic(self, predicate: str) -> str | None:
        return next((link.object.rpartition("/")[2] for link in self.of("practice", predicate)), None)


def _mention(mention: Mention) -> Line:
    line: Line = {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "type": mention.type,
    }
    if mention.concept is not None:
        line |= {"code": mention.concept.code, "iri": mention.concept.iri}
    if mention.type == "organisation" and mention.concept is not None:
        line["name"] = mention.concept.name
        if mention.concept.acronym:
            line["acronym"] = mention.concept.acronym
    return line | {"basis": mention.basis, "confidence": mention.confidence}
