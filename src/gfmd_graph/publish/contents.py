"""What the pages show, read from a built graph with a handful of queries; knows no page and no drawing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gfmd_graph.graph.store import Answering, Cell
from gfmd_graph.namespaces import GFMD, KIND, OA, RDF, SKOS, TOPIC

LINKED = ("implementedBy", "takesPlaceIn", "affects", "objective", "mentions")
"""Properties whose values are entities with a place in the network."""
DESCRIBED = ("assessment", "status", "year", "population", "level", "horizon")
"""Properties whose values are short facts about a statement or a practice."""


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """`held` is the IRI of its meeting, `meeting` that meeting's name."""

    iri: str
    title: str
    meeting: str = ""
    year: str = ""
    language: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One item of a report. `practice` is the IRI of what it describes, empty where it describes nothing."""

    report: Report
    start: int
    iri: str
    kind: str = ""
    text: str = ""
    language: str = ""
    page: int | None = None
    question: str = ""
    asked: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that say a link, and the statement they were read in."""

    exact: str
    statement: Statement
    basis: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A claim: `relation` is the local name of a property, `target` an IRI or a year's digits."""

    subject: str
    relation: str
    target: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Statements are in reading order; `names` holds a label for every IRI that has one, in `language`."""

    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]
    evidence: dict[Link, tuple[Words, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)
    inverses: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    other_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"
    wider: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For a country its regions, for a group of people the groups that it is part of."""
    definitions: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """The label of `iri`, else the last part of its IRI as words."""
        return self.names.get(iri) or tidy(re.split(r"[/#]", iri.rstrip("/#"))[-1].replace("-", " "))


def contents(graph: Answering, language: str = "en") -> Contents:
    """All that the pages show of `graph`, its names in `language` where it has them. Raises `Problem`."""
    reports = _reports(graph)
    statements = _statements(graph, reports)
    links = _links(graph)
    found = Contents(
        statements=tuple(sorted(statements.values())),
        reports=tuple(sorted(reports.values())),
        links=tuple(sorted(links)),
        evidence=_evidence(graph, statements),
        categories=_best(graph, "gfmd:organisationType", language),
        other_names=_other_names(graph, {link.target for link in links}),
        wider=_wider(graph),
        sources=_best(graph, "dcterms:source", "en"),
    )
    return named_in(graph, found, language)


def named_in(graph: Answering, what: Contents, language: str) -> Contents:
    """The same with its names in another language."""
    about_us = f'FILTER(STRSTARTS(STR(?iri), "{GFMD}"))'
    return replace(
        what,
        names=_best(graph, f"<{SKOS}prefLabel>", language) | _best(graph, "rdfs:label", language, about_us),
        short_names=_best(graph, "gfmd:shortLabel", language),
        inverses=_best(graph, "gfmd:inverseLabel", language),
        acronyms=_best(graph, "gfmd:acronym", language),
        definitions=_best(graph, f"<{SKOS}definition>", language),
        language=language,
    )


def tidy(value: Cell) -> str:
    """`value` as text on one line, without control characters; the text itself is not trusted."""
    folded = " ".join(str("" if value is None else value).split())
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(ch) == "Cc" else ch for ch in folded)


def _reports(graph: Answering) -> dict[str, Report]:
    table = graph.select("""
        SELECT ?iri ?title ?language ?meeting ?name ?year ?meetingYear WHERE {
          { ?iri a gfmd:Report } UNION { ?s gfmd:inReport ?iri }
          OPTIONAL { ?iri dcterms:title ?title } OPTIONAL { ?iri dcterms:language ?language }
          OPTIONAL { ?iri gfmd:year ?year }
          OPTIONAL { ?iri gfmd:atMeeting ?meeting OPTIONAL { ?meeting gfmd:year ?meetingYear }
                     OPTIONAL { ?meeting skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "en")) } }
        } ORDER BY ?iri ?title ?name""")
    found: dict[str, Report] = {}
    for iri, title, language, meeting, name, year, meeting_year in table.rows:
        label = tidy(title) or str(iri).rpartition("/")[2]
        at = tidy(name) or str(meeting or "").rpartition("/")[2]
        when = tidy(year or meeting_year)
        report = Report(str(iri), label, at, when, tidy(language), str(meeting or ""))
        found.setdefault(report.iri, report)
    return found


def _statements(graph: Answering, reports: dict[str, Report]) -> dict[str, Statement]:
    table = graph.select("""
        SELECT ?iri ?report ?kind ?text (LANG(?text) AS ?language) ?page ?start ?code ?asked ?practice WHERE {
          ?iri gfmd:inReport ?report
          OPTIONAL { ?iri gfmd:kind ?kind } OPTIONAL { ?iri gfmd:text ?text }
          OPTIONAL { ?iri gfmd:page ?page } OPTIONAL { ?iri gfmd:start ?start }
          OPTIONAL { ?iri gfmd:describes ?practice }
          OPTIONAL { ?iri gfmd:answers ?q
                     OPTIONAL { ?q skos:notation ?code } OPTIONAL { ?q gfmd:text ?asked } }
        } ORDER BY ?iri ?practice ?code ?asked ?kind ?text""")
    found: dict[str, Statement] = {}
    for iri, report, kind, text, language, page, start, code, asked, practice in table.rows:
        found.setdefault(
            str(iri),
            Statement(
                report=reports[str(report)],
                start=start if isinstance(start, int) else 0,
                iri=str(iri),
                kind=str(kind or "").removeprefix(KIND),
                text=tidy(text),
                language=tidy(language),
                page=page if isinstance(page, int) else None,
                question=tidy(code),
                asked=tidy(asked),
                practice=str(practice or ""),
            ),
        )
    return found


def _links(graph: Answering) -> set[Link]:
    wanted = " ".join(f"gfmd:{name}" for name in LINKED + DESCRIBED)
    table = graph.select(f"""
        SELECT ?subject ?relation ?target WHERE {{
          {{ ?subject gfmd:inReport ?report }} UNION {{ ?statement gfmd:describes ?subject }}
          VALUES ?relation {{ {wanted} }} ?subject ?relation ?target }}""")
    return {Link(str(s), str(r).removeprefix(GFMD), str(t)) for s, r, t in table.rows}


def _evidence(graph: Answering, statements: dict[str, Statement]) -> dict[Link, tuple[Words, ...]]:
    table = graph.select(f"""
        SELECT ?s ?p ?o ?statement ?exact ?start ?basis ?confidence WHERE {{
          ?e <{RDF}subject> ?s ; <{RDF}predicate> ?p ; <{RDF}object> ?o ; gfmd:inStatement ?statement .
          OPTIONAL {{ ?e <{OA}exact> ?exact }} OPTIONAL {{ ?e gfmd:start ?start }}
          OPTIONAL {{ ?e gfmd:basis ?basis }} OPTIONAL {{ ?e gfmd:confidence ?confidence }}
        }} ORDER BY ?statement ?start ?exact ?e""")
    found: defaultdict[Link, list[Words]] = defaultdict(list)
    for s, p, o, statement, exact, _start, basis, confidence in table.rows:
        if str(statement) not in statements:
            continue
        sure = float(confidence) if isinstance(confidence, (int, float)) else None
        words = Words(tidy(exact), statements[str(statement)], str(basis or "").removeprefix(TOPIC), sure)
        found[Link(str(s), str(p).removeprefix(GFMD), str(o))].append(words)
    return {link: distinct(found[link]) for link in found}


def distinct(words: Iterable[Words]) -> tuple[Words, ...]:
    """`words` in their order, each once."""
    return tuple(dict.fromkeys(words))


def _other_names(graph: Answering, wanted: set[str]) -> dict[str, tuple[str, ...]]:
    """All names of those of `wanted` that have several, in every language: a search finds them by each."""
    table = graph.select("SELECT ?iri ?name WHERE { ?iri skos:prefLabel|skos:altLabel|gfmd:acronym ?name }")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri, name in table.rows:
        if iri in wanted:
            found[str(iri)].add(tidy(name))
    return {iri: tuple(sorted(found[iri])) for iri in sorted(found)}


def _wider(graph: Answering) -> dict[str, tuple[str, ...]]:
    table = graph.select("""
        SELECT ?it ?wider WHERE {
          { ?it a gfmd:Country } UNION { ?it a gfmd:Region } UNION { ?area gfmd:areaOf ?it }
          UNION { ?it a gfmd:Population }
          ?it (skos:broader|^gfmd:hasMember|^gfmd:areaOf)+ ?wider } ORDER BY ?it ?wider""")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for it, wider in table.rows:
        found[str(it)].append(str(wider))
    return {it: tuple(dict.fromkeys(each)) for it, each in found.items()}


def _best(graph: Answering, predicate: str, language: str, condition: str = "") -> dict[str, str]:
    """One value of `predicate` for each IRI: in `language`, else in English, else the first of all."""
    table = graph.select(
        f"SELECT ?iri ?value (LANG(?value) AS ?language) WHERE {{ ?iri {predicate} ?value {condition} }}"
    )
    order = {"en": 1, "": 2, "None": 2} | {language: 0}
    rows = sorted((order.get(str(tag), 3), str(tag), str(value), str(iri)) for iri, value, tag in table.rows)
    best: dict[str, str] = {}
    for _, _, value, iri in rows:
        best.setdefault(iri, tidy(value))
    return best
