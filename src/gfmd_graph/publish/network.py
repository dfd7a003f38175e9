"""The network: who and what stands in the reports, and every link between them with its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gfmd_graph.graph.store import Graph
from gfmd_graph.knowledge.interface import Interface, interface
from gfmd_graph.namespaces import ACTOR, AREA, GCM
from gfmd_graph.publish.contents import (
    DESCRIBED,
    LINKED,
    Contents,
    Link,
    Report,
    Statement,
    Words,
    contents,
    distinct,
)
from gfmd_graph.publish.drawing import TYPES, kind_name

OBJECTIVES = 23
"""The Global Compact has 23 objectives (A/RES/73/195); all are shown, so that the gaps show."""

STRONGER = ("implementedBy", "takesPlaceIn", "affects", "objective")


Facts = tuple[tuple[str, str], ...]
"""(name, value) pairs, short enough for a line."""


@dataclass(frozen=True, slots=True)
class Node:
    """`type` is a key of `drawing.TYPES`; `facts` are (name, value) pairs; `label` is never trusted."""

    iri: str
    type: str
    label: str
    facts: Facts = ()
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """`relation` is a key of `drawing.RELATIONS`; `evidence` is never empty."""

    source: str
    target: str
    relation: str
    evidence: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by type and natural order of label, edges by source, relation and target."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(graph: Graph) -> Network:
    """The network of a built graph. Raises `Problem`."""
    return network_of(contents(graph))


def network_of(what: Contents, say: Interface | None = None) -> Network:
    """The network of what was read: only what occurs in reports, and all objectives."""
    say = say or interface(what.language)
    carriers = {s.iri: s.practice or s.iri for s in what.statements}
    speakers = {carrier: s for s in reversed(what.statements) for carrier in {s.iri, carriers[s.iri]}}
    edges = _edges(what, carriers, speakers)
    linked = {edge.source for edge in edges} | set(filter(None, (s.practice for s in what.statements)))
    edges += [_in_report(iri, speakers[iri]) for iri in linked]
    facts = _facts(what, carriers)
    harmful = {link.subject for link in what.links if link.target.endswith("/counterproductive")}
    nodes = [_spoken(what, say, iri, facts[iri], speakers[iri], iri in harmful) for iri in linked]
    entities = {e.target for e in edges if e.relation != "inReport"}
    entities |= {f"{GCM}objective/{n}" for n in range(1, OBJECTIVES + 1)}
    nodes += [_entity(what, iri, say) for iri in entities]
    said = Counter(s.report for s in what.statements if s.kind != "unanswered")
    nodes += [_report(what, report, said[report], say) for report in what.reports]
    return ordered(nodes, edges)


def ordered(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network:
    """A network in the one order that its nodes and edges have everywhere."""
    order = {kind.key: place for place, kind in enumerate(TYPES)}
    return Network(
        tuple(sorted(nodes, key=lambda n: (order[n.type], natural(n.label), n.iri))),
        tuple(sorted(edges, key=lambda e: (e.source, e.relation, natural(e.target)))),
    )


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts 2 before 10 and both before letters."""
    parts = re.findall(r"([0-9]{1,18})|([^0-9]+)", text.casefold())
    return tuple((1, 0, other) if other else (0, int(digits), "") for digits, other in parts)


def type_of(iri: str) -> str:
    """The type of an entity, told by its IRI; empty for what has no place in the network."""
    if iri.startswith(AREA):
        return "country" if re.fullmatch(r"[A-Z]{3}", iri[len(AREA) :]) else "region"
    if re.fullmatch(re.escape(GCM) + r"objective/\d{1,2}", iri):
        return "objective"
    return "organisation" if iri.startswith(ACTOR) else ""


def _edges(what: Contents, carriers: dict[str, str], speakers: dict[str, Statement]) -> list[Edge]:
    """Links between entities; a statement's own are folded into the practice that it describes."""
    words: defaultdict[Link, list[Words]] = defaultdict(list)
    for link in what.links:
        if link.relation in LINKED and type_of(link.target) and link.subject in speakers:
            folded = Link(carriers.get(link.subject, link.subject), link.relation, link.target)
            words[folded] += what.evidence.get(link, ())
    stronger = {(link.subject, link.target) for link in words if link.relation in STRONGER}
    return [
        Edge(link.subject, link.target, link.relation, distinct(found) or _itself(speakers[link.subject], ""))
        for link, found in words.items()
        if link.relation in STRONGER or (link.subject, link.target) not in stronger
    ]


def _itself(statement: Statement, basis: str) -> tuple[Words, ...]:
    return (Words("", statement, basis),)


def _in_report(iri: str, statement: Statement) -> Edge:
    return Edge(iri, statement.report.iri, "inReport", _itself(statement, "stated"))


def _facts(what: Contents, carriers: dict[str, str]) -> dict[str, Facts]:
    """For each statement or practice its short facts, in the order of `DESCRIBED`."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link in what.links:
        if link.relation in DESCRIBED:
            value = link.target if link.relation == "year" else what.name(link.target)
            found[carriers.get(link.subject, link.subject), link.relation].add(value)
    facts: defaultdict[str, Facts] = defaultdict(tuple)
    for (iri, name), values in sorted(found.items(), key=lambda item: DESCRIBED.index(item[0][1])):
        facts[iri] += ((name, ", ".join(sorted(values, key=natural))),)
    return facts


def _spoken(
    what: Contents, say: Interface, iri: str, facts: Facts, statement: Statement, harmful: bool
) -> Node:
    kind = ("kind", kind_name(statement.kind, what.names, say))
    drawn = "statement"
    if statement.practice:
        drawn = "counterproductive" if harmful else "practice"
        drawn = "initiative" if statement.kind == "initiative" else drawn
    return Node(iri, drawn, statement.text or say("site.no_text"), (kind, *facts), statement)


def _entity(what: Contents, iri: str, say: Interface) -> Node:
    kind, code, name = type_of(iri), iri.rpartition("/")[2], what.name(iri)
    if kind == "objective":
        short = what.short_names.get(iri, name)
        label = f"{code} · {short}" if short != code else f"{say('types.objective.one')} {code}"
        return Node(iri, kind, label, (("number", code), *((("title", name),) if short != name else ())))
    facts = [("code", code)] if kind in ("country", "region") else []
    facts += [("acronym", what.acronyms[iri])] if iri in what.acronyms else []
    facts += [("type", what.name(what.categories[iri]))] if iri in what.categories else []
    return Node(iri, kind, name, tuple(facts))


def _report(what: Contents, report: Report, statements: int, say: Interface) -> Node:
    meeting = what.names.get(report.held, report.meeting)
    year = "" if report.year in meeting else report.year
    language = say.get(f"languages.{report.language}", report.language)
    facts = (("meeting", meeting), ("year", year), ("language", language), ("statements", str(statements)))
    return Node(report.iri, "report", report.title, tuple(fact for fact in facts if fact[1]))
