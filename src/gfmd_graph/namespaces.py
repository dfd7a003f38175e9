"""Prefixes, and how every IRI is minted: from codes and content, never from a counter or a clock."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata

BASE = os.environ.get("GFMD_GRAPH_BASE", "https://w3id.org/gfmd/")
"""The one place where a user who publishes under an address of his own changes it."""

PUBLISHED_BASE = "https://w3id.org/gfmd/"
"""The base that the files of `ontology/` are written with; replaced by `BASE` when they are read."""

GFMD = BASE + "ont/"
GCM = BASE + "gcm/"
AREA = BASE + "area/"
ACTOR = BASE + "actor/"
TOPIC = BASE + "topic/"
KIND = BASE + "kind/"
REPORT = BASE + "report/"
MEETING = BASE + "meeting/"
TEMPLATE = BASE + "template/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
FOAF = "http://xmlns.com/foaf/0.1/"

VOCABULARY_GRAPH = BASE + "graph/vocabulary"
DECISIONS_GRAPH = BASE + "graph/decisions"

PREFIXES: dict[str, str] = {
    "actor": ACTOR,
    "area": AREA,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "gcm": GCM,
    "gfmd": GFMD,
    "kind": KIND,
    "meeting": MEETING,
    "oa": OA,
    "org": ORG,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "report": REPORT,
    "schema": SCHEMA,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "template": TEMPLATE,
    "topic": TOPIC,
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
}


def slug(name: str) -> str:
    """`name` as lower-case ASCII words joined by hyphens; a digest where nothing of it is ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words) or digest(name)


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that depend on `parts` alone."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def report_iri(code: str) -> str:
    return REPORT + code


def statement_iri(report: str, question: str, text: str, repeat: int = 0) -> str:
    """The IRI of an item: its question and words. `repeat` tells identical items of one question apart."""
    again = (str(repeat),) if repeat else ()
    return f"{report}/statement/{digest(question, text, *again)}"


def practice_iri(statement: str) -> str:
    return statement.replace("/statement/", "/practice/")


def evidence_iri(statement: str, subject: str, predicate: str, value: str, exact: str, offset: int) -> str:
    """`offset` counts from the start of the statement, so that an item inserted before it changes nothing."""
    report = statement.split("/statement/")[0]
    return f"{report}/evidence/{digest(statement, subject, predicate, value, exact, str(offset))}"


def question_iri(template: str, code: str) -> str:
    return f"{TEMPLATE}{template}/{code}"


def compact(iri: str) -> str:
    """`iri` as `prefix:name` where one of `PREFIXES` fits, else unchanged."""
    fitting = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def expand(name: str) -> str:
    """`prefix:name` as a full IRI; unchanged where the prefix is not ours."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
