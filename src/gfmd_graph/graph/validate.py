"""What is wrong with a graph, in sentences: its shapes, its evidence, its privacy, its vocabularies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from gfmd_graph import rdf
from gfmd_graph.errors import visible
from gfmd_graph.graph.store import Cell, Graph
from gfmd_graph.model import Span
from gfmd_graph.namespaces import GFMD, RDF, SKOS, TOPIC, VOCABULARY_GRAPH, XSD, compact
from gfmd_graph.resources import default_ontology
from gfmd_graph.words import WITHHELD, fold, plain

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

BATCH = 50
"""Reports that are handed to pyshacl at once: memory stays the same, however many reports there are."""

TYPE = RDF + "type"
STRONG = (SKOS + "prefLabel", SKOS + "altLabel", GFMD + "acronym", GFMD + "demonym")
_CODES = (SKOS + "inScheme", SKOS + "notation", GFMD + "alpha2", GFMD + "m49")
SHAPED = (TYPE, STRONG[0], *_CODES, GFMD + "hasMember", GFMD + "areaOf")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`what` is a sentence without a full stop, `where` an IRI or a file, `mend` what to do about it."""

    severity: Literal["error", "warning"]
    what: str
    where: str
    mend: str = "build the report again"

    def __str__(self) -> str:
        return visible(f"{self.where}: {self.what}; {self.mend}") + "."


def findings(graph: Graph, ontology: Path, texts: Mapping[str, str] | None = None) -> list[Finding]:
    """All findings on the reports; on their words only when `texts` (report IRI to text) is given."""
    words = [] if texts is None else evidence_findings(graph, texts)
    return sorted({*shape_findings(graph, ontology), *privacy_findings(graph), *words})


def shape_findings(graph: Graph, ontology: Path) -> list[Finding]:
    """Where the graphs of the reports break `shapes/graph.ttl`. Raises `Problem` when that cannot be read."""
    shapes = Graph(rdf.read(ontology / "shapes" / "graph.ttl"))
    above = [quad for quad in rdf.read(ontology / "gfmd.ttl") if quad.predicate.value.endswith("#subClassOf")]
    vocabulary = list(graph.quads(VOCABULARY_GRAPH))
    types = [quad for quad in vocabulary if quad.predicate.value == TYPE]
    asked = {quad.subject for quad in types if quad.object == rdf.Iri(GFMD + "Question")}
    found = set(_by_query(graph, shapes))
    questions = [quad for quad in vocabulary if quad.subject in asked]
    names = _report_graphs(graph)
    for first in range(0, max(len(names), 1), BATCH):
        quads = [quad for name in names[first : first + BATCH] for quad in graph.quads(name)]
        named = {quad.object for quad in quads}
        known = [quad for quad in types if quad.subject in named]
        found |= set(_by_pyshacl([*quads, *known, *questions, *above], shapes))
    return sorted(found)


def evidence_findings(graph: Graph, texts: Mapping[str, str]) -> list[Finding]:
    """Where offsets do not lead to the words. `texts` gives the text of each report by its IRI."""
    found: set[Finding] = set()
    sound: dict[str, str] = {}
    for report, length in graph.select("SELECT ?r ?n { ?r a gfmd:Report ; gfmd:textLength ?n }").rows:
        text = texts.get(str(report))
        if text is None:
            what = "the words of this report could not be compared, because its text is not at hand"
            found.add(Finding("warning", what, str(report), "give the report's file"))
        elif len(text) != length:
            what = f"the text of this report has {len(text)} characters, the graph was built from {length}"
            found.add(Finding("error", what, str(report)))
        else:
            sound[str(report)] = text
    return sorted({*found, *_misquoted_statements(graph, sound), *_misquoted_evidence(graph, sound)})


def privacy_findings(graph: Graph) -> list[Finding]:
    """Literals of report graphs that hold what is private. The findings do not repeat it."""
    found: set[Finding] = set()
    for quad in (quad for name in _report_graphs(graph) for quad in graph.quads(name)):
        if isinstance(quad.object, rdf.Literal) and quad.predicate.value != GFMD + "digest":
            for what in private(quad.object.value):
                said = f"{what} (in {compact(quad.predicate.value)})"
                found.add(Finding("error", said, _name(quad.subject), "withhold it in the report's text"))
    return sorted(found)


def vocabulary_findings(graph: Graph, ontology: Path | None = None) -> list[Finding]:
    """Where the vocabularies break `shapes/vocabulary.ttl`, and strong labels that two concepts claim.

    A graph without the named graph of the vocabularies is taken as vocabularies throughout.
    """
    shapes = Graph(rdf.read((ontology or default_ontology()) / "shapes" / "vocabulary.ttl"))
    quads = list(graph.quads(VOCABULARY_GRAPH)) or list(graph.quads())
    shaped = [quad for quad in quads if quad.predicate.value in SHAPED]
    return sorted({*_by_query(graph, shapes), *_by_pyshacl(shaped, shapes), *_claimed_twice(quads)})


def _report_graphs(graph: Graph) -> list[str]:
    rows = graph.select("SELECT DISTINCT ?g { GRAPH ?g { ?s a gfmd:Report } }").rows
    return sorted(str(name) for (name,) in rows)


def _by_query(graph: Graph, shapes: Graph) -> Iterator[Finding]:
    """The rules of `shapes` in SPARQL, answered by the store: pyshacl would ask once for each node."""
    rules = "SELECT ?query ?what ?mend { ?rule sh:select ?query ; sh:message ?what ; sh:description ?mend }"
    for query, what, mend in shapes.select(rules).rows:
        for row in graph.select(str(query)).dicts():
            shown = [row[name] for name in ("path", "value") if row.get(name) is not None]
            yield Finding("error", _sentence(str(what), shown), str(row["this"]), str(mend))


def _by_pyshacl(quads: Iterable[rdf.Quad], shapes: Graph) -> Iterator[Finding]:
    """The other rules of `shapes`, applied to `quads`."""
    import pyshacl
    from rdflib import SH

    rules = _memory(quad for quad in shapes.quads() if quad.predicate.value != SH.sparql.toPython())
    answer = cast("rdflib.Graph", pyshacl.validate(_memory(quads), shacl_graph=rules, inplace=True)[1])
    for result in answer.objects(None, SH.result):
        shown = map(str, answer.objects(result, SH.value))
        what = _sentence(str(answer.value(result, SH.resultMessage)), shown)
        mend = rules.value(answer.value(result, SH.sourceShape), SH.description)
        warned = answer.value(result, SH.resultSeverity) == SH.Warning
        where = str(answer.value(result, SH.focusNode))
        yield Finding("warning" if warned else "error", what, where, str(mend))


def _sentence(message: str, shown: Iterable[Cell]) -> str:
    values = " ".join(compact(str(value)) for value in shown)
    return message.rstrip(".") + (f" ({values})" if values else "")


def _name(term: rdf.Term) -> str:
    return term.value if isinstance(term, rdf.Iri) else str(term)


def _memory(quads: Iterable[rdf.Quad]) -> rdflib.Graph:
    import rdflib

    @cache
    def node(term: rdf.Term) -> Node:
        if isinstance(term, rdf.Literal):
            plain_string = term.language or term.datatype.value == XSD + "string"
            datatype = None if plain_string else term.datatype.value
            return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
        return rdflib.URIRef(term.value) if isinstance(term, rdf.Iri) else rdflib.BNode(str(term)[2:])

    memory = rdflib.Graph()
    for quad in quads:
        memory.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return memory


def _misquoted_statements(graph: Graph, texts: Mapping[str, str]) -> Iterator[Finding]:
    query = "SELECT ?s ?r ?text ?b ?e { ?s gfmd:inReport ?r ; gfmd:text ?text ; gfmd:start ?b ; gfmd:end ?e }"
    for statement, report, text, start, end in graph.select(query).rows:
        source = texts.get(str(report))
        if source is not None and not _says(source, _span(start, end), str(text)):
            yield Finding("error", "the text of this statement does not stand at its offsets", str(statement))


def _says(source: str, span: Span, text: str) -> bool:
    """Whether `source` reads `text` at `span`; page furniture and what is withheld may be left out of it."""
    told = fold(source, Span(span.start, min(span.end, len(source)))).text.split()
    words, rest = text.split(), iter(told)
    in_order = all(WITHHELD in word or word in rest for word in words)
    ends = (
        all(WITHHELD in words[end] or words[end] == told[end] for end in (0, -1)) if words and told else False
    )
    return in_order and ends


def _misquoted_evidence(graph: Graph, texts: Mapping[str, str]) -> Iterator[Finding]:
    query = """SELECT ?e ?exact ?start ?end ?basis ?from ?to ?r {
      ?e oa:exact ?exact ; gfmd:start ?start ; gfmd:end ?end ; gfmd:basis ?basis ; gfmd:inStatement ?s .
      ?s gfmd:inReport ?r ; gfmd:start ?from ; gfmd:end ?to }"""
    above = (TOPIC + "inherited", TOPIC + "reviewed")
    for evidence, exact, start, end, basis, first, last, report in graph.select(query).rows:
        source = texts.get(str(report))
        span, statement = _span(start, end), _span(first, last)
        if source is None:
            continue
        if source[span.start : span.end] != exact:
            yield Finding("error", "the words of this evidence do not stand at its offsets", str(evidence))
        elif not statement.covers(span) and not (basis in above and span.end <= statement.start):
            what = "the words of this evidence stand neither in its statement nor in the question above it"
            yield Finding("error", what, str(evidence))


def _span(start: Cell, end: Cell) -> Span:
    return Span(int(start or 0), int(end or 0))


_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w/])(?:(?:\+|00)[1-9](?:[ ().\-/]{0,2}\d){6,13}"  # international
    r"|\(?0\d{1,4}\)?(?:[ .\-/]\d{2,4}){3,5}"  # national, in groups
    r"|\(\d{3}\) ?\d{3}[ .\-]\d{4}|\d{3}([.\-])\d{3}\1\d{4})(?![\w/])"  # North American
    r"|\b(?:t[eé]l|t[eé]l[eé](?:ph|f)on[eo]|phone|mobile|m[oó]vil|portable|fax|whatsapp)\b\.?\s?:?\s?"
    r"\+?\(?\d(?:[ ().\-/]{0,2}\d){6,13}",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?i:(?<!special )\b(?:rapporteu(?:r|se)|relatora?|mod[eé]rat(?:or|eur|rice)|moderadora?|note[ -]?taker"
    r"|facilita(?:tor|teur|trice|dora?)|chair(?:person)?|speaker|contact(?: person)?)(?:e?s|\(s\))?(?:['’]s)?"
    r"(?: name)?\s?[:=]\s?(?:(?:mr|mrs|ms|dr|prof|mme?|sra?)\b\.?\s)?)([^\W\d_]\S*)\s([^\W\d_]\S*)"
)


def private(text: str) -> Iterator[str]:
    """A sentence for each sort of private thing that `text` holds."""
    if _MAIL.search(text):
        yield "there is an e-mail address here"
    if _PHONE.search(text):
        yield "there is a phone number here"
    if any(match[1][0].isupper() and match[2][0].isupper() for match in _ROLE.finditer(text)):
        yield "there is a person's name here, after the name of a role"


def _claimed_twice(quads: Iterable[rdf.Quad]) -> Iterator[Finding]:
    """Accents, apostrophes and a first capital make no difference: the same spelling would name both."""
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value in STRONG and isinstance(quad.object, rdf.Literal):
            label = plain(" ".join(quad.object.value.split()))
            claims[label[:1].upper() + label[1:]].add(_name(quad.subject))
    for label, concepts in claims.items():
        if len(concepts) > 1:
            first, *others = sorted(concepts)
            what = f'the label "{label}" names this concept and also {", ".join(map(compact, others))}'
            yield Finding("error", what, first, "leave it with one of them, or hide it (skos:hiddenLabel)")
