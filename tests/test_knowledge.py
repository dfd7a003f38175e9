"""Cues, languages and templates as data, and what is said when the data are wrong."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.cues import CueBook
from gfmd_graph.knowledge.languages import load_languages
from gfmd_graph.knowledge.templates import load_templates
from gfmd_graph.knowledge.vocabulary import Label, compile_vocabulary, load_vocabulary
from gfmd_graph.namespaces import GFMD, RDF, SKOS, TOPIC
from gfmd_graph.words import plain, split
from places import ONTOLOGY


def book(**cues: list[str]) -> CueBook:
    """Cues of one concept, `cue`, `weakCue` or `counterCue`."""
    node = rdf.Iri(TOPIC + "test")
    quads = [
        rdf.Quad(node, rdf.Iri(RDF + "type"), rdf.Iri(GFMD + "Population")),
        rdf.Quad(node, rdf.Iri(SKOS + "prefLabel"), rdf.Literal("test", language="en")),
    ]
    for kind, phrases in cues.items():
        quads += [rdf.Quad(node, rdf.Iri(GFMD + kind), rdf.Literal(p, language="en")) for p in phrases]
    return CueBook(compile_vocabulary(quads, "test"))


def hits(text: str, **cues: list[str]) -> list[str]:
    words = split(text)
    found = book(**cues).find(words.words, ["Population"])
    return [text[words.starts[hit.first] : words.ends[hit.last]] for hit in found]


@pytest.mark.parametrize(
    ("cue", "text", "wanted"),
    [
        ("return*", "Returnees returned", ["Returnees", "returned"]),
        ("access ... justice", "access of all migrants to justice", ["access of all migrants to justice"]),
        ("access ... justice", "access for one two three four five justice", []),
        ("force*|compel* return*", "compelled return", ["compelled return"]),
        ("acces", "l'accès", ["accès"]),
        ("counter-productive", "counter productive", ["counter productive"]),
        ("return", "returns", []),
    ],
)
def test_cue_syntax(cue: str, text: str, wanted: list[str]) -> None:
    assert hits(text, cue=[cue]) == wanted


def test_counter_cues_take_words_away() -> None:
    assert hits(
        "return on investment and return home", cue=["return"], counterCue=["return on investment"]
    ) == ["return"]


def claimed_twice(labels: Iterable[Label]) -> list[tuple[str, list[str]]]:
    """Strong labels that more than one concept claims: (label, IRIs)."""
    claims: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        if label.kind != "weak":
            claims[plain(label.text)].add(label.concept.iri)
    return sorted((text, sorted(iris)) for text, iris in claims.items() if len(iris) > 1)


def test_no_two_concepts_claim_one_label() -> None:
    assert claimed_twice(load_vocabulary(ONTOLOGY).labels) == []


def test_templates_agree_over_languages() -> None:
    by_code: dict[str, set[tuple[object, ...]]] = {}
    for template in load_templates(ONTOLOGY):
        shape = tuple(
            (e.id, e.code, e.kind, e.assessment, e.status, e.year, e.horizon) for e in template.questions
        )
        by_code.setdefault(template.code, set()).add(shape)
    assert set(by_code) == {"csd-2017", "csd-2018"}
    assert all(len(shapes) == 1 for shapes in by_code.values())


def test_languages_have_the_same_lists() -> None:
    first, *others = load_languages(ONTOLOGY).all
    for language in others:
        assert set(language.data["roles"]) - {"in_may_mean_to", "adjective_follows"} == set(
            first.data["roles"]
        )


def test_wrong_data_are_named_by_file(tmp_path: Path) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(ONTOLOGY, ontology)
    (ontology / "languages" / "xx.toml").write_text("code = \n")
    with pytest.raises(Problem, match=r"xx\.toml"):
        load_languages(ontology)
    (ontology / "vocabularies" / "broken.ttl").write_text("@prefix a: <b> .\n a: a")
    with pytest.raises(Problem, match=r"broken\.ttl"):
        load_vocabulary(ontology)


def test_an_added_name_is_known_at_once(tmp_path: Path) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(ONTOLOGY, ontology)
    block = """@prefix gfmd: <https://w3id.org/gfmd/ont/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/gfmd/actor/harbour-lights> a gfmd:Organisation ; skos:prefLabel "Harbour Lights"@en .
"""
    (ontology / "vocabularies" / "mine.ttl").write_text(block)
    from gfmd_graph.knowledge.lexicon import load_lexicon

    assert [n.labels[0].concept.code for n in load_lexicon(ontology).find("with Harbour Lights")] == [
        "harbour-lights"
    ]
