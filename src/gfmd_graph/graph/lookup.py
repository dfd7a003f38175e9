"""From the words of a person to what they name in the graph: "Brasil", "BR" and "brazil" to `area:BRA`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Answering
from gfmd_graph.words import key

TYPES: dict[str, str] = {
    "country": "?it a gfmd:Country .",
    "kind": "{ ?it a gfmd:Kind } UNION { ?any gfmd:kind ?it }",
    "link": "?it a owl:ObjectProperty .",
    "level": "{ ?it a gfmd:Level } UNION { ?any gfmd:level ?it }",
    "objective": "?it a gfmd:Objective .",
    "organisation": "?it a gfmd:Organisation .",
    "population": "?it a gfmd:Population .",
    "region": "{ ?it a gfmd:Region } UNION { ?it gfmd:hasMember ?any MINUS { ?area gfmd:areaOf ?it } }",
    "report": "?it a gfmd:Report .",
    "status": "{ ?it a gfmd:Status } UNION { ?any gfmd:status ?it }",
}
"""What a parameter may name, and the pattern that finds all of it as `?it`."""

LONGEST = 200
_STRONG = (
    "skos:prefLabel|skos:altLabel|skos:notation|dcterms:title"
    "|gfmd:acronym|gfmd:alpha2|gfmd:m49|gfmd:shortLabel"
)
_WEAK = "skos:hiddenLabel|gfmd:demonym"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be meant. `strong` and `weak` are folded labels, `name` is shown to people."""

    iri: str
    name: str
    strong: frozenset[str]
    weak: frozenset[str]


def term(graph: Answering, type: str, words: str) -> rdf.Iri | rdf.Literal:
    """What `words` name, as a term for a query. Raises `Problem`, with what may have been meant."""
    words = words.strip()
    if not words or len(words) > LONGEST:
        raise Problem(f"a {type} has between 1 and {LONGEST} characters", "", "shorten it")
    if type == "year":
        if not re.fullmatch(r"[0-9]{4}", words):
            raise Problem(f"'{words}' is no year", "", "write four digits, such as 2017")
        return rdf.year(int(words))
    if type == "language":
        if not re.fullmatch(r"[a-zA-Z]{2,3}", words):
            raise Problem(f"'{words}' is no language", "", "write its code: en, fr or es")
        return rdf.Literal(words.lower())
    return rdf.Iri(_meant(type, words, candidates(graph, type)).iri)


def candidates(graph: Answering, type: str) -> list[Candidate]:
    """All that a parameter of this type may name, sorted by IRI."""
    found = TYPES[type]
    strong, weak, names = _labels(graph, found, _STRONG), _labels(graph, found, _WEAK), dict[str, str]()
    english = graph.select(
        f'SELECT ?it ?name WHERE {{ {found} ?it skos:prefLabel ?name FILTER(LANG(?name) = "en") }}'
    )
    names |= {str(iri): str(name) for iri, name in english.rows}
    titles = graph.select(f"SELECT ?it ?name WHERE {{ {found} ?it dcterms:title ?name }}")
    names |= {str(iri): str(name) for iri, name in titles.rows}
    result = []
    for (iri,) in graph.select(f"SELECT DISTINCT ?it WHERE {{ {found} }} ORDER BY STR(?it)").rows:
        code = str(iri).rpartition("/")[2]
        labels = frozenset(strong[str(iri)] | {key(code)})
        result.append(Candidate(str(iri), names.get(str(iri), code), labels, frozenset(weak[str(iri)])))
    return result


def _labels(graph: Answering, found: str, properties: str) -> dict[str, set[str]]:
    """Folded labels by IRI; the area of a community answers to the community's too."""
    labels = defaultdict[str, set[str]](set)
    own, lent = f"?it {properties} ?label", f"?it gfmd:areaOf ?community . ?community {properties} ?label"
    query = f"SELECT ?it ?label WHERE {{ {found} {{ {own} }} UNION {{ {lent} }} }}"
    for iri, label in graph.select(query).rows:
        labels[str(iri)].add(key(str(label)))
    return labels


def _meant(type: str, words: str, known: list[Candidate]) -> Candidate:
    """The one candidate: by a whole label or code, else by a weak label, else by words of a label."""
    wanted = key(words)
    tries = (
        [one for one in known if wanted in one.strong],
        [one for one in known if wanted in one.weak],
        [one for one in known if any(_holds(label, wanted.split()) for label in one.strong)],
    )
    for fitting in tries:
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            what = f"'{words}' is the name of {len(fitting)} things of the type {type}"
            raise Problem(what, "", f"say which: {either(_show(type, one) for one in fitting[:3])}")
    meant = nearest(wanted, {label: _show(type, one) for one in known for label in one.strong})
    mend = (
        f"perhaps you meant {either(meant)}"
        if meant
        else f"the graph knows {len(known) or 'none'} of this type"
    )
    raise Problem(f"there is no {type} '{words}'", "", mend)


def _holds(label: str, wanted: list[str]) -> bool:
    """Has the label a word that begins with each of the wanted ones? Short ones must be whole words."""
    held = label.split()
    return bool(wanted) and all(
        any(word == one or (len(one) > 3 and word.startswith(one)) for word in held) for one in wanted
    )


def _show(type: str, one: Candidate) -> str:
    """A name that can be asked with: the code too, where the name is a whole sentence."""
    code = one.iri.rpartition("/")[2]
    if type in ("country", "organisation", "region"):
        return one.name
    return code if key(code) == key(one.name) else f"{code} ({one.name})"


def nearest(wanted: str, names: dict[str, str], best: int = 3, least: float = 70) -> list[str]:
    """Up to `best` values whose keys are most like `wanted`, the most alike first."""
    scored = process.extract(wanted, sorted(names), scorer=fuzz.WRatio, limit=None, score_cutoff=least)
    close = sorted((-fuzz.ratio(wanted, label), label) for label, _, _ in scored)
    alike = [names[label] for score, label in close if score <= 0.7 * close[0][0]]
    return list(dict.fromkeys(alike))[:best]


def either(names: Iterable[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
