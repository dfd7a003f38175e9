"""Networks like ours of any size: hubs among countries and objectives, many practices, few reports."""

from __future__ import annotations

import random
from itertools import accumulate

from gfmd_graph.namespaces import ACTOR, AREA, GCM, REPORT
from gfmd_graph.publish.contents import Contents, Report, Statement, Words
from gfmd_graph.publish.network import Edge, Network, Node
from gfmd_graph.publish.site import Site

SIZES = {1000: (80, 17, 15, 2236), 5000: (150, 400, 100, 14737), 20000: (190, 4000, 400, 60232)}
"""Countries, organisations, reports, and links to others than reports, of a network of so many nodes."""


def _zipf(chance: random.Random, names: list[str]) -> str:
    weights = list(accumulate(1 / (place + 1) for place in range(len(names))))
    return names[chance.choices(range(len(names)), cum_weights=weights)[0]]


def _targets(
    chance: random.Random,
    number: int,
    quota: int,
    countries: list[str],
    objectives: list[str],
    organisations: list[str],
) -> list[tuple[str, str]]:
    """A doer and an objective; for some an affected country or an organisation; then places, objectives."""
    wanted = [("implementedBy", countries), ("objective", objectives)]
    wanted += [("affects", countries)] if number % 3 == 0 else []
    wanted += [("mentions", organisations)] if number % 4 == 0 else []
    found = {(relation, _zipf(chance, names)): None for relation, names in wanted[:quota]}
    while len(found) < quota:
        relation, names = ("takesPlaceIn", countries) if chance.random() < 0.5 else ("objective", objectives)
        found[relation, _zipf(chance, names)] = None
    return list(found)


def made(size: int) -> Site:
    """The same network every time: practices with a doer, an objective or two, and their words."""
    chance = random.Random(size)
    many, bodies, some, links = SIZES[size]
    countries = [f"{AREA}{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(many)]
    organisations = [f"{ACTOR}body-{n}" for n in range(bodies)]
    objectives = [f"{GCM}objective/{n}" for n in range(1, 24)]
    reports = [
        Report(f"{REPORT}r{n}", f"Report {n} on some question", "Meeting 2018", "2018", "en")
        for n in range(some)
    ]
    nodes = [
        Node(iri, "objective", f"{n} · Aim of objective {n}", (("number", str(n)),))
        for n, iri in enumerate(objectives, 1)
    ]
    nodes += [Node(iri, "country", f"Country {n}", (("code", iri[-3:]),)) for n, iri in enumerate(countries)]
    nodes += [Node(iri, "organisation", f"Forum of migrants {n}") for n, iri in enumerate(organisations)]
    practices: list[Node] = []
    edges: list[Edge] = []
    total = size - len(nodes) - len(reports)
    for number in range(total):
        report = reports[number % some]
        iri = f"{report.iri}/practice/{number:08x}"
        text = f"In place {number} the words {number} tell of a practice that opened a school or a clinic."
        said = Statement(
            report,
            number,
            iri.replace("/practice/", "/statement/"),
            "practice",
            text,
            "en",
            1 + number % 9,
            "A2",
            practice=iri,
        )
        kind = "counterproductive" if number % 7 == 3 else "practice" if number % 3 else "initiative"
        practices.append(Node(iri, kind, text, (("kind", "Practice"), ("status", "existing")), said))
        quota = links * (number + 1) // total - links * number // total
        for relation, target in _targets(chance, number, quota, countries, objectives, organisations):
            basis = "suggested" if relation == "objective" else "stated"
            edges.append(Edge(iri, target, relation, (Words(f"words {number}", said, basis, 0.8),)))
        edges.append(Edge(iri, report.iri, "inReport", (Words("", said, "stated"),)))
    nodes += practices
    nodes += [Node(report.iri, "report", report.title) for report in reports]
    statements = tuple(node.statement for node in practices if node.statement)
    return Site(Contents(statements, tuple(reports), ()), Network(tuple(nodes), tuple(edges)))
