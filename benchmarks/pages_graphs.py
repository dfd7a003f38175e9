"""Networks like ours of any size: hubs among countries and objectives, many practices, few reports."""

from __future__ import annotations

import random
from itertools import accumulate

from gfmd_graph.namespaces import ACTOR, AREA, GCM, REPORT
from gfmd_graph.publish.contents import Contents, Report, Statement, Words
from gfmd_graph.publish.network import Edge, Network, Node
from gfmd_graph.publish.site import Site

SIZES = {1000: (80, 17, 15), 5000: (150, 400, 100), 20000: (190, 4000, 400)}
"""Countries, organisations and reports of a network of so many nodes."""


def _zipf(chance: random.Random, names: list[str]) -> str:
    weights = list(accumulate(1 / (place + 1) for place in range(len(names))))
    return names[chance.choices(range(len(names)), cum_weights=weights)[0]]


def made(size: int) -> Site:
    """The same network every time: practices with a doer, an objective or two, and their words."""
    chance = random.Random(size)
    many, bodies, some = SIZES[size]
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
    practices, edges = [], []
    for number in range(size - len(nodes) - len(reports)):
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
        targets = [("implementedBy", _zipf(chance, countries)), ("objective", _zipf(chance, objectives))]
        targets += [("affects", _zipf(chance, countries))] if number % 3 == 0 else []
        targets += [("mentions", _zipf(chance, organisations))] if number % 4 == 0 else []
        for relation, target in targets:
            basis = "suggested" if relation == "objective" else "stated"
            edges.append(Edge(iri, target, relation, (Words(f"words {number}", said, basis, 0.8),)))
        edges.append(Edge(iri, report.iri, "inReport", (Words("", said, "stated"),)))
    nodes += practices
    nodes += [Node(report.iri, "report", report.title) for report in reports]
    unique = {(edge.source, edge.relation, edge.target): edge for edge in edges}
    statements = tuple(node.statement for node in practices if node.statement)
    return Site(Contents(statements, tuple(reports), ()), Network(tuple(nodes), tuple(unique.values())))
