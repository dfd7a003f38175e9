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

ROLES = ("implementedBy", "takesPlaceIn", "affects")
"""Roles of an entity in a practice: each has a section of its own on the entity's page."""
ORDER = (*(relation.key for relation in RELATIONS), "population")


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Another entity of an entry, and the words that say it, where they are not its very name.

    `guess` where the program concluded it from the words; `basis` is empty where the words name it.
    """

    label: str
    page: str
    type: str
    words: tuple[str, ...] = ()
    basis: str = ""
    guess: bool = False


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
    for edge in site.about.get(node.iri) or site.edges_to.get(node.iri, ()):
        groups[_place(site, edge)].append(edge)
    return tuple(_section(site, node, groups[key]) for key in sorted(groups))


def report_entries(site: Site, statements: Iterable[Statement]) -> tuple[Entry, ...]:
    """Entries for all `statements`, also for those that link nothing."""
    return tuple(entry(site, statement, "", ()) for statement in statements)


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
    rank = ORDER.index(edge.relation)
    if edge.relation in ROLES:
        return rank, 0
    kind = _said(site, edge).kind
    place = KINDS.index(kind) if kind in KINDS else len(KINDS)
    return rank, 2 * place + _harmful(site, edge)


def _section(site: Site, node: Node, edges: list[Edge]) -> Section:
    say, relation = site.say, edges[0].relation
    kind = _said(site, edges[0]).kind
    if relation in ROLES:
        key, title = relation, say(f"sections.{relation}.title")
        note = say(f"sections.{relation}.note", name=node.label)
    else:
        harmful = _harmful(site, edges[0])
        known = "counterproductive" if harmful else kind if kind in KINDS else "other"
        title = say(f"types.{known}.many" if harmful else f"kinds.{known}.many")
        key = f"{relation}-{known}"
        note = say("sections.mentions.note") if relation == "mentions" else ""
        title = say("sections.mentions.title", kind=title) if relation == "mentions" else title
    entries = [entry(site, _said(site, edge), node.iri, edge.evidence) for edge in edges]
    entries.sort(key=lambda each: each.statement)
    return Section(key, title, note, tuple(entries))


def _said(site: Site, edge: Edge) -> Statement:
    source = site.nodes.get(edge.source)
    return (source.statement if source else None) or edge.evidence[0].statement


def _harmful(site: Site, edge: Edge) -> bool:
    source = site.nodes.get(edge.source)
    return source is not None and source.type == "counterproductive"


def entry(site: Site, statement: Statement, but: str, evidence: tuple[Words, ...]) -> Entry:
    """`but` is the entity whose page it is: it needs no chip. The words of `evidence` are marked."""
    node = site.nodes.get(statement.practice) or site.nodes.get(statement.iri)
    parts, outside = marked(statement.text, (words.exact for words in evidence))
    basis = {
        basis_name(words.basis, words.confidence, site.say): site.say.get(f"bases.{words.basis}.meaning")
        for words in evidence
    }
    carrier = statement.practice or statement.iri
    edges = [
        edge
        for edge in (*site.edges_from.get(carrier, ()), *site.for_people.get(carrier, ()))
        if edge.relation != "inReport" and edge.target != but
    ]
    left_out = ("kind", "assessment", "population")
    return Entry(
        statement=statement,
        type=node.type if node else "statement",
        kind=kind_name(statement.kind, site.contents.names, site.say),
        parts=parts,
        outside=outside,
        basis=tuple(basis.items()),
        place=site.place(statement),
        anchor=anchor(statement.iri),
        facts=tuple(fact for fact in node.facts if fact[0] not in left_out) if node else (),
        chips=_chips(site, edges),
    )


def _chips(site: Site, edges: list[Edge]) -> Ties:
    """All that the entry links besides."""
    found: defaultdict[str, list[Chip]] = defaultdict(list)
    for edge in edges:
        found[edge.relation].append(_chip(site, edge))
    return tuple((key, site.says(key), tuple(found[key])) for key in ORDER if key in found)


def _chip(site: Site, edge: Edge) -> Chip:
    target, best = site.entity(edge.target), edge.evidence[0]
    said = dict.fromkeys(each.exact for each in edge.evidence if each.exact)
    words = tuple(word for word in said if word.casefold() != target.label.casefold())
    basis = "" if best.basis == "stated" else basis_name(best.basis, best.confidence, site.say)
    return Chip(target.label, site.page(target), target.type, words, basis, best.basis == "suggested")
