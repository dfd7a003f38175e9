"""`ontology/vocabularies/*.ttl` as Python: concepts, and the labels by which each is recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.model import Concept
from gfmd_graph.namespaces import GFMD, RDF, SKOS, TOPIC
from gfmd_graph.resources import ontology_files
from gfmd_graph.words import key

LabelKind = Literal["name", "acronym", "demonym", "weak"]
CueKind = Literal["cue", "weakCue", "counterCue"]

_LABELS: dict[str, LabelKind] = {
    SKOS + "prefLabel": "name",
    SKOS + "altLabel": "name",
    GFMD + "acronym": "acronym",
    GFMD + "demonym": "demonym",
    SKOS + "hiddenLabel": "weak",
}
_CUES: dict[str, CueKind] = {
    GFMD + "cue": "cue",
    GFMD + "weakCue": "weakCue",
    GFMD + "counterCue": "counterCue",
}
_OF_THE_COMPACT = frozenset({"Objective", "Action"})
_TITLES = (SKOS + "prefLabel", SKOS + "definition", GFMD + "shortLabel")
_NAMED = frozenset({"Country", "Region", "Organisation"})
"""Classes whose labels are names in running text. The others are recognised by their cues alone."""


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    language: str
    kind: LabelKind
    concept: Concept


@dataclass(frozen=True, slots=True)
class Cue:
    phrase: str
    language: str
    kind: CueKind
    concept: Concept


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts by IRI, their labels and cues, each in a stable order."""

    concepts: dict[str, Concept]
    labels: tuple[Label, ...]
    cues: tuple[Cue, ...]
    blocked: tuple[tuple[str, str], ...]
    """(phrase, IRI of the concept whose labels are not read inside it)"""
    personal: frozenset[str]
    """IRIs of concepts whose name is also a name of people"""
    not_with: dict[str, tuple[str, ...]]
    """IRI -> words beside which its name means another place ("Atlanta" for the country Georgia)"""
    actors: dict[str, str]
    """IRI of an organisation -> the code of its type ("government-body")"""
    areas: dict[str, str]
    """IRI of a regional community -> that of the region that its member States are"""
    titles: tuple[tuple[str, str, str], ...]
    """(number of the objective, language, words) of what objectives and their actions are called"""

    def of_type(self, *types: str) -> list[Concept]:
        return [concept for concept in self.concepts.values() if concept.type in types]


def vocabulary_quads(ontology: Path) -> list[rdf.Quad]:
    """Every triple of the ontology's vocabularies, in the default graph. Raises `Problem`."""
    files = ontology_files(ontology, "vocabularies", ".ttl")
    return [quad for file in files for quad in rdf.read(file)]


@lru_cache
def load_vocabulary(ontology: Path) -> Vocabulary:
    """The ontology's vocabularies. Raises `Problem` for a file that is no Turtle or a nameless concept."""
    return compile_vocabulary(vocabulary_quads(ontology), str(ontology / "vocabularies"))


def compile_vocabulary(quads: Iterable[rdf.Quad], where: str) -> Vocabulary:
    facts: dict[str, dict[str, list[rdf.Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        facts[rdf.value(quad.subject)][quad.predicate.value].append(quad.object)
    concepts: dict[str, Concept] = {}
    labels: list[Label] = []
    cues: list[Cue] = []
    blocked: list[tuple[str, str]] = []
    personal: set[str] = set()
    not_with: dict[str, tuple[str, ...]] = {}
    actors: dict[str, str] = {}
    areas: dict[str, str] = {}
    titles: list[tuple[str, str, str]] = []
    for iri in sorted(facts):
        about = facts[iri]
        concept = _concept(iri, about, where)
        if concept is None:
            continue
        concepts[iri] = concept
        if concept.type in _NAMED:
            labels += [
                Label(t, lang, kind, concept) for p, kind in _LABELS.items() for t, lang in _words(about[p])
            ]
        if concept.type in _OF_THE_COMPACT:
            number = concept.code.partition("(")[0]
            titles += [(number, lang, text) for p in _TITLES for text, lang in _words(about[p])]
        cues += [Cue(t, lang, kind, concept) for p, kind in _CUES.items() for t, lang in _words(about[p])]
        blocked += [(text, iri) for text, _ in _words(about[GFMD + "blockedBy"])]
        if about[GFMD + "alsoPersonalName"]:
            personal.add(iri)
        if about[GFMD + "notWith"]:
            not_with[iri] = tuple(key(text) for text, _ in _words(about[GFMD + "notWith"]))
        for actor_type in sorted(map(rdf.value, about[GFMD + "organisationType"])):
            actors[iri] = actor_type[len(TOPIC) :]
        areas |= {rdf.value(community): iri for community in about[GFMD + "areaOf"]}
    return Vocabulary(
        concepts,
        tuple(labels),
        tuple(cues),
        tuple(sorted(blocked)),
        frozenset(personal),
        not_with,
        actors,
        areas,
        tuple(titles),
    )


def _concept(iri: str, about: dict[str, list[rdf.Term]], where: str) -> Concept | None:
    """The concept, None for a scheme or anything else that is none of ours."""
    classes = map(rdf.value, about[RDF + "type"])
    types = sorted(iri[len(GFMD) :] for iri in classes if iri.startswith(GFMD))
    if not types:
        return None
    names = {language: text for text, language in _words(about[SKOS + "prefLabel"])}
    name = names.get("en") or next(iter(names.values()), "")
    if not name:
        raise Problem(f"{iri} has no skos:prefLabel", where, "give it one")
    notation = sorted(text for text, _ in _words(about[SKOS + "notation"]))
    acronyms = _words(about[GFMD + "acronym"])
    english = sorted(text for text, lang in acronyms if lang == "en")
    acronym = next(iter(english or sorted(text for text, _ in acronyms)), "")
    code = notation[0] if notation else iri.rpartition("/")[2]
    return Concept(iri, types[0], code, name, acronym)


def _words(terms: list[rdf.Term]) -> list[tuple[str, str]]:
    found = [(term.value, term.language or "") for term in terms if isinstance(term, rdf.Literal)]
    return sorted(found)
