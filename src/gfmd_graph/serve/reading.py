"""What a worker answers beside plain SPARQL: named questions, our words, and counts of what there is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from gfmd_graph.graph import questions
from gfmd_graph.graph.store import Cell, Graph, Table
from gfmd_graph.namespaces import BASE, PREFIXES, VOCABULARY_GRAPH, compact
from gfmd_graph.serve.wire import Job, Reply
from gfmd_graph.spreadsheet import csv_text

Given = tuple[tuple[str, tuple[str, ...]], ...]
_TERMS = f"""
SELECT ?it (MIN(STR(?name)) AS ?label) (MIN(STR(?meant)) AS ?text) WHERE {{
  GRAPH <{VOCABULARY_GRAPH}> {{
    ?it rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) IN ("en", ""))
    OPTIONAL {{ ?it rdfs:comment|skos:definition ?meant FILTER(LANG(?meant) IN ("en", "")) }}
  }}
}} GROUP BY ?it ORDER BY ?it LIMIT 20000
"""
_PROPERTIES = "SELECT DISTINCT ?it WHERE { ?s ?it ?o } ORDER BY ?it"
_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }",
    "graphs": "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
}
_CLASSES = "SELECT ?it (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?it } GROUP BY ?it ORDER BY ?it"
_USES = "SELECT ?it (COUNT(*) AS ?n) WHERE { ?s ?it ?o } GROUP BY ?it ORDER BY ?it"


def ask(graph: Graph, job: Job, ontology: Path | None) -> Reply:
    """The answer to the named question `job.text`, as JSON, CSV or the query itself. Raises `Problem`."""
    question = questions.find(_known(ontology), job.text)
    sparql = prepared(graph, question, job.words)
    if job.type == "application/sparql-query":
        return Reply(200, job.type, sparql.encode())
    table = graph.select(sparql)
    if job.type == "text/csv":
        return Reply(200, job.type, csv_text(table.columns, table.rows).encode("utf-8", "replace"))
    document = {
        "question": question.name,
        "title": question.title,
        "columns": table.columns,
        "rows": table.dicts(),
    }
    return Reply(200, "application/json", _json(document))


def words(graph: Graph, job: Job, ontology: Path | None) -> Reply:
    """Prefixes and the terms of the vocabularies, for completion."""
    terms = {str(it): (_text(label), _text(text)) for it, label, text in graph.select(_TERMS).rows}
    for (it,) in graph.select(_PROPERTIES).rows:
        terms.setdefault(str(it), ("", ""))
    named = ((compact(it), *said) for it, said in sorted(terms.items()))
    listed = [term for term in named if not term[0].startswith(("http:", "https:"))]
    return Reply(200, "application/json", _json({"base": BASE, "prefixes": PREFIXES, "terms": listed}))


def counts(graph: Graph, job: Job, ontology: Path | None) -> Reply:
    """How much there is of what, for the description of the data set."""
    found: dict[str, object] = {name: _number(graph.select(text)) for name, text in _COUNTS.items()}
    found["classes"] = graph.select(_CLASSES).rows
    found["properties"] = graph.select(_USES).rows
    return Reply(200, "application/json", _json(found))


@lru_cache(maxsize=512)
def prepared(graph: Graph, question: questions.Question, words: Given) -> str:
    """The query of a question. To look up what is meant takes longer than most answers. Raises `Problem`."""
    return questions.prepare(graph, question, dict(words))


@cache
def _known(ontology: Path | None) -> tuple[questions.Question, ...]:
    return questions.load(ontology)


def _number(table: Table) -> int:
    return int(table.rows[0][0] or 0)


def _text(value: Cell) -> str:
    return str(value or "")[:300]


def _json(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
