"""What an entity's page says: sections of entries, each with its words, basis, report and other links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gfmd_graph.publish.contents import Statement, Words
from gfmd_graph.publish.drawing import KINDS, RELATIONS, basis_name, kind_name
from gfmd_graph.publish.network import Edge, Node
from gfmd_graph.publish.site import Site, anchor

ROLES = {
    "implementedBy": (
        "Implements",
        "Practices of which the reports say that {name} does them, alone or with others.",
    ),
    "takesPlaceIn": ("Takes place here", "Done in {name}, by others or by nobody named."),
    "affects": (
        "Affected: no credit",
        "People come from {name}, pass through it or are sent back there. "
        "Somebody else does this; it is never a credit to {name}.",
    ),
}
"""For each role of an entity in a practice the heading over it and what it means."""


SUMMARY = {
    True: {
        "implementedBy": "Practices on it are implemented by",
        "takesPlaceIn": "They take place in",
        "affects": "They affect people of or in (no credit to the state)",
    },
    False: {"objective": "Its practices are about"},
}


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Another entity of an entry. `basis` is words for a person; `guess` where the program concluded it."""

    label: str
    page: str
    type: str
    basis: str
    guess: bool


Ties = tuple[tuple[str, str, tuple[Chip, ...]], ...]
"""(relation, its name, entities), in the order of the relations."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. `outside` are words of its evidence that stand elsewhere, say in a heading."""

    statement: Statement
    type: str
    kind: str
    parts: tuple[Part, ...]
    outside: tuple[str, ...]
    basis: tuple[tuple[str, str], ...]
    place: str
    anchor: str
    facts: tuple[tuple[str, str], ...]
    chips: Ties

    @property
    def tied(self) -> bool:
        return bool(self.chips or self.facts)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    note: str
    entries: tuple[Entry, ...]


def sections(site: Site, node: Node) -> tuple[Section, ...]:
    """What the reports say about `node`: its roles first, then by kind of statement."""
    groups: defaultdict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in site.edges_to.get(node.iri, ()):
        groups[_place(site, edge)].append(edge)
    return tuple(_section(site, node, groups[key]) for key in sorted(groups))


def summary(site: Site, node: Node) -> Ties:
    """Who does what about an objective; on which objectives a doer works."""
    own = ("objective",) if node.type == "objective" else ("implementedBy", "takesPlaceIn")
    practices = [
        edge.source
        for edge in site.edges_to.get(node.iri, ())
        if edge.relation in own and site.nodes[edge.source].type in ("practice", "initiative")
    ]
    wanted = tuple(ROLES) if node.type == "objective" else ("objective",)
    names = SUMMARY[node.type == "objective"]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in (edge for practice in practices for edge in site.edges_from[practice]):
        found[edge.relation].add(edge.target)
    return tuple((key, names[key], _plain_chips(site, found[key])) for key in wanted if found[key])


def report_entries(site: Site, statements: Iterable[Statement]) -> tuple[Entry, ...]:
    """Entries for all `statements`, also for those that link nothing."""
    return tuple(_entry(site, statement, "", ()) for statement in statements)


def marked(text: str, words: Iterable[str]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """`text` in parts, those of `words` marked; and the words that are not in it."""
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    inside = [word for word in wanted if word in text]
    outside = tuple(word for word in wanted if word not in text)
    if not inside:
        return (Part(text, False),), outside
    pieces = re.split("(" + "|".join(map(re.escape, inside)) + ")", text)
    return tuple(Part(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece), outside


def _place(site: Site, edge: Edge) -> tuple[int, int]:
    """Where an edge's section stands: roles by relation alone, the rest by relation and kind."""
    rank = [relation.key for relation in RELATIONS].index(edge.relation)
    if edge.relation in ROLES:
        return rank, 0
    source = site.nodes[edge.source]
    kind = source.statement.kind if source.statement else ""
    place = KINDS.index(kind) if kind in KINDS else len(KINDS)
    return rank, 2 * place + (source.type == "counterproductive")


def _section(site: Site, node: Node, edges: list[Edge]) -> Section:
    relation, source = edges[0].relation, site.nodes[edges[0].source]
    kind = source.statement.kind if source.statement else ""
    if relation in ROLES:
        key, title, note = relation, ROLES[relation][0], ROLES[relation][1].format(name=node.label)
    else:
        harmful = source.type == "counterproductive"
        known = "counterproductive" if harmful else kind if kind in KINDS else "other"
        title = site.say(f"types.{known}.many" if harmful else f"kinds.{known}.many")
        key = f"{relation}-{known}"
        note = "Only named here, without a role." if relation == "mentions" else ""
        title = f"{title} that name it" if relation == "mentions" else title
    entries = [_entry(site, _said(site, edge), node.iri, edge.evidence) for edge in edges]
    entries.sort(key=lambda entry: entry.statement)
    return Section(key, title, note, tuple(entries))


def _said(site: Site, edge: Edge) -> Statement:
    return site.nodes[edge.source].statement or edge.evidence[0].statement


def _entry(site: Site, statement: Statement, but: str, evidence: tuple[Words, ...]) -> Entry:
    """`but` is the entity whose page it is: it needs no chip."""
    node = site.nodes.get(statement.practice) or site.nodes.get(statement.iri)
    parts, outside = marked(statement.text, (words.exact for words in evidence))
    basis = {
        basis_name(words.basis, words.confidence, site.say): site.say.get(f"bases.{words.basis}.meaning")
        for words in evidence
    }
    return Entry(
        statement=statement,
        type=node.type if node else "statement",
        kind=kind_name(statement.kind, site.contents.names, site.say),
        parts=parts,
        outside=outside,
        basis=tuple(basis.items()),
        place=site.place(statement),
        anchor=anchor(statement.iri),
        facts=tuple(fact for fact in node.facts if fact[0] not in ("kind", "assessment")) if node else (),
        chips=_chips(site, node, but) if node else (),
    )


def _chips(site: Site, node: Node, but: str) -> Ties:
    """All that the entry links besides."""
    found: defaultdict[str, list[Chip]] = defaultdict(list)
    for edge in site.edges_from.get(node.iri, ()):
        if edge.relation != "inReport" and edge.target != but:
            found[edge.relation].append(_chip(site, edge))
    return tuple(
        (relation.key, site.says(relation.key), tuple(found[relation.key]))
        for relation in RELATIONS
        if relation.key in found
    )


def _plain_chips(site: Site, found: set[str]) -> tuple[Chip, ...]:
    nodes = (site.nodes[iri] for iri in sorted(found, key=site.order.__getitem__))
    return tuple(Chip(node.label, site.page(node), node.type, "", False) for node in nodes)


def _chip(site: Site, edge: Edge) -> Chip:
    target, best = site.nodes[edge.target], edge.evidence[0]
    says = f"{site.says(edge.relation)}: {basis_name(best.basis, best.confidence, site.say)}"
    says += f", “{best.exact}”" if best.exact else ""
    return Chip(target.label, site.page(target), target.type, says, best.basis == "suggested")
