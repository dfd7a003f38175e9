"""What a card can be found by: objective, place, people, judgement, basis, edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gfmd_graph.namespaces import AREA, TOPIC
from gfmd_graph.publish.contents import Statement
from gfmd_graph.publish.network import Edge, natural
from gfmd_graph.publish.site import Site, file_name

ORDER = (
    "objective", "country", "region", "organisation", "population", "assessment", "status", "basis",
    "level", "horizon", "edition",
)  # fmt: skip
PLACES = ("implementedBy", "takesPlaceIn", "affects", "mentions")

Facts = frozenset[tuple[str, str, str]]
"""(facet, code, label)"""


@dataclass(frozen=True, slots=True)
class Facet:
    """One list to choose from: (code, label, number of cards)."""

    key: str
    title: str
    choices: tuple[tuple[str, str, int], ...]


def facts(site: Site, statement: Statement) -> Facts:
    """All that the statement, or the practice that it describes, can be found by."""
    carrier = statement.practice or statement.iri
    edges = site.edges_from.get(carrier, ())
    found = {each for edge in edges if edge.relation != "inReport" for each in _linked(site, edge)}
    for edge in site.for_people.get(carrier, ()):
        for iri in (edge.target, *site.contents.wider.get(edge.target, ())):
            found.add(("population", file_name(iri), site.contents.name(iri)))
    for name in ("assessment", "status", "level", "horizon"):
        for value in site.topics.get((carrier, name), ()) + site.topics.get((statement.iri, name), ()):
            found.add((name, value.removeprefix(TOPIC), site.contents.name(value)))
    year = statement.report.year
    return frozenset(found | ({("edition", year, year)} if year else set()))


def facets(site: Site, cards: Iterable[Facts]) -> tuple[Facet, ...]:
    """The lists that tell at least one card from another, in the order of `ORDER`."""
    cards = list(cards)
    count = Counter(each for card in cards for each in card)
    found = []
    for key in ORDER:
        choices = [(code, label, number) for (facet, code, label), number in count.items() if facet == key]
        if len(choices) > 1 or (choices and choices[0][2] < len(cards)):
            choices.sort(key=lambda choice: (natural(choice[1]), choice[0]))
            found.append(Facet(key, site.say(f"filter.{key}"), tuple(choices)))
    return tuple(found)


def _linked(site: Site, edge: Edge) -> Iterable[tuple[str, str, str]]:
    node = site.nodes[edge.target]
    yield node.type, file_name(node.iri), node.label
    if edge.relation in ("implementedBy", "takesPlaceIn"):
        for iri in site.contents.wider.get(node.iri, ()):
            if iri.startswith(AREA):
                yield "region", file_name(iri), site.contents.name(iri)
    for words in edge.evidence:
        if words.basis:
            yield "basis", words.basis, site.say.get(f"bases.{words.basis}.name", words.basis)
