"""`gfmd-graph show`: one report as the program understood it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gfmd_graph.errors import visible

if TYPE_CHECKING:
    from gfmd_graph.model import Extraction, Mention, Report


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--raw", is_flag=True, help="Print the text that all offsets point into, and nothing else.")
@click.option(
    "--ontology", type=click.Path(path_type=Path), help="Another ontology folder than the one shipped."
)
def show(report: Path, form: str, raw: bool, ontology: Path | None) -> None:
    """Show REPORT as the program understood it, statement by statement, with what was found in each.

    \b
    Example:
      gfmd-graph show data/reports/example-2018-detention-alternatives.txt
    """
    from gfmd_graph.journey import extract, read_report

    read = read_report(report, ontology)
    if raw:
        sys.stdout.buffer.write(read.text.encode("utf-8", "replace"))
        return
    found = extract(read, ontology)
    names = concept_names(ontology)
    if form == "jsonl":
        for line in (report_line(read), *(statement_line(one, names) for one in found)):
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    for text in _for_people(read, found, names):
        click.echo(text)


def concept_names(ontology: Path | None = None) -> dict[str, str]:
    """The English name of every concept, by IRI."""
    from gfmd_graph.knowledge.vocabulary import load_vocabulary
    from gfmd_graph.resources import default_ontology

    return {iri: c.name for iri, c in load_vocabulary(ontology or default_ontology()).concepts.items()}


def report_line(report: Report) -> dict[str, Any]:
    """The first line of the JSON Lines: the report."""
    return {
        "report": report.iri,
        "title": report.title,
        "meeting": report.meeting or None,
        "year": report.year,
        "language": report.language,
        "template": report.template,
        "text_length": len(report.text),
    }


def statement_line(found: Extraction, concepts: Mapping[str, str]) -> dict[str, Any]:
    """One line of the JSON Lines: a statement with all that was found in it; `concepts` names them."""
    statement = found.statement
    names = _Names(found, concepts)
    return {
        "id": statement.iri,
        "question": statement.question.code if statement.question else None,
        "kind": statement.kind,
        "text": statement.text,
        "start": statement.span.start,
        "end": statement.span.end,
        "page": statement.page,
        "language": statement.language,
        "mentions": [_mention(mention) for mention in found.mentions] + names.years(),
        "objectives": [
            {
                "number": reading.number,
                "basis": reading.basis,
                "confidence": reading.confidence,
                "words": [" ".join(proof.exact.split()) for proof in reading.evidence],
            }
            for reading in found.objectives
        ],
        "practice": names.practice() if found.describes_practice else None,
        "populations": names.of("statement", "population"),
        "levels": names.of("statement", "level"),
        "horizon": next(iter(names.of("statement", "horizon")), None),
        "year": names.year("statement"),
    }


class _Names:
    """The links of one statement as codes and names."""

    def __init__(self, found: Extraction, names: Mapping[str, str]) -> None:
        self.found = found
        self.names = names
        self.concepts = {m.concept.iri: m.concept for m in found.mentions if m.concept}

    def of(self, subject: str, predicate: str) -> list[str]:
        """Names of topics, in the order of the text."""
        links = [link for link in self.found.links if (link.subject, link.predicate) == (subject, predicate)]
        links.sort(key=lambda link: link.evidence[0].span)
        return [self.names[link.object] for link in links]

    def codes(self, predicate: str) -> list[str]:
        links = [
            link for link in self.found.links if (link.subject, link.predicate) == ("practice", predicate)
        ]
        links.sort(key=lambda link: link.evidence[0].span)
        return [self.concepts[link.object].code for link in links]

    def topic(self, predicate: str) -> str | None:
        """The code of the practice's assessment or status."""
        found = [x for x in self.found.links if (x.subject, x.predicate) == ("practice", predicate)]
        return found[0].object.rpartition("/")[2] if found else None

    def year(self, subject: str) -> int | None:
        years = [link for link in self.found.links if (link.subject, link.predicate) == (subject, "year")]
        return int(years[0].object) if years else None

    def years(self) -> list[dict[str, Any]]:
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
            for link in self.found.links
            if (link.subject, link.predicate) == ("statement", "year")
            for proof in link.evidence
            if proof.basis == "stated"
        ]

    def practice(self) -> dict[str, Any]:
        return {
            "implementedBy": self.codes("implementedBy"),
            "takesPlaceIn": self.codes("takesPlaceIn"),
            "affects": self.codes("affects"),
            "assessment": self.topic("assessment"),
            "status": self.topic("status"),
            "year": self.year("practice"),
        }


def _mention(mention: Mention) -> dict[str, Any]:
    line: dict[str, Any] = {
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


def _for_people(
    report: Report, found: Sequence[Extraction], names: Mapping[str, str]
) -> Iterator[str]:
    form = f"form {report.template}" if report.template else "no known form"
    yield click.style(visible(report.title), bold=True)
    yield f"{form}, {report.language}, {len(found)} statements"
    question = None
    for extraction in found:
        statement = extraction.statement
        code = statement.question.code if statement.question else ""
        if code != question:
            question = code
            yield ""
            yield click.style(f"{code or 'text'}", bold=True)
        yield f"  [{statement.kind or 'kind not told'}] {visible(statement.text) or '(no answer)'}"
        yield from (click.style(f"      {line}", dim=True) for line in _details(statement_line(extraction, names)))


def _details(line: dict[str, Any]) -> Iterator[str]:
    named = [f"{m['text']} = {m.get('code', '?')}" for m in line["mentions"] if m["type"] != "year"]
    if named:
        yield visible("names: " + "; ".join(dict.fromkeys(named)))
    for one in line["objectives"]:
        words = ", ".join(f'"{word}"' for word in one["words"])
        yield visible(f"objective {one['number']}: {one['basis']} {one['confidence']:.2f}, from {words}")
    if line["practice"]:
        parts = [f"{key} {_plain(value)}" for key, value in line["practice"].items() if value]
        yield visible("practice: " + "; ".join(parts))
    for key in ("populations", "levels", "horizon"):
        if line[key]:
            yield visible(f"{key}: {_plain(line[key])}")


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
