"""How big a whole site is and how long it takes: `python benchmarks/site.py [NODES]` (5000 if none).

A made-up graph in the shape of ours: 23 objectives, 205 countries, 869 organisations, a report for every 50
statements, and practices and statements for the rest; hubs among the entities as in real reports.
"""

from __future__ import annotations

import importlib
import random
import re
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

ORGANISATIONS = 869
TEXT = "In {place} the {name} runs a service for people on the move since {year}, with {words} and a hotline."


def made(nodes: int) -> tuple[object, int]:
    """The graph, and how many entities it names."""
    from gfmd_graph import rdf
    from gfmd_graph.engine.parts import known_quads
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.namespaces import ACTOR, AREA, DCTERMS, GCM, GFMD, KIND, MEETING, RDF, REPORT, TOPIC
    from gfmd_graph.resources import default_ontology

    sample = importlib.import_module("test_publish_sample")
    ontology = default_ontology()
    text = (ontology / "vocabularies" / "countries.ttl").read_text(encoding="utf-8")
    countries = re.findall(r"^area:([A-Z]{3}) ", text, re.MULTILINE)[:205]
    entities = 23 + len(countries) + ORGANISATIONS
    maker, chance = sample.Maker(), random.Random(7)
    for number in range(ORGANISATIONS):
        maker.label(f"{ACTOR}made-{number}", f"Migrant Network {number}")
        maker.add(f"{ACTOR}made-{number}", RDF + "type", GFMD + "Organisation")
    said = nodes - entities - nodes // 50
    for number in range(said):
        report = f"{REPORT}made-{number // 50}"
        maker.graph = report
        if number % 50 == 0:
            maker.add(report, RDF + "type", GFMD + "Report")
            maker.add(report, DCTERMS + "title", rdf.Literal(f"Made report {number // 50}"))
            maker.add(report, DCTERMS + "language", rdf.Literal("en"))
            maker.add(report, GFMD + "atMeeting", MEETING + ("csd-2017", "csd-2018")[number // 50 % 2])
        kind = ("practice", "practice", "practice", "action", "question", "priority")[number % 6]
        place = countries[number % len(countries) if number % 3 else chance.randrange(1, 40)]
        body = number * 7 % ORGANISATIONS
        statement, practice = f"{report}/statement/{number:06x}", f"{report}/practice/{number:06x}"
        year = 1990 + number % 30
        words = TEXT.format(place=place, name=f"network {body}", year=year, words=f"words {number}")
        for predicate, value in (
            (RDF + "type", GFMD + "Statement"), (GFMD + "inReport", report), (GFMD + "kind", KIND + kind),
            (GFMD + "text", rdf.Literal(words, language="en")), (GFMD + "start", rdf.integer(number * 100)),
        ):  # fmt: skip
            maker.add(statement, predicate, value)
        carrier = statement
        if kind == "practice":
            carrier = practice
            maker.add(statement, GFMD + "describes", practice)
            maker.add(practice, RDF + "type", GFMD + "Practice")
            maker.add(practice, GFMD + "assessment", TOPIC + ("good", "counterproductive")[number % 9 == 0])
            maker.add(practice, GFMD + "status", TOPIC + "existing")
            maker.add(practice, GFMD + "year", rdf.year(year))
            role = ("implementedBy", "takesPlaceIn", "affects")[number % 3]
            sample._link(maker, statement, practice, role, AREA + place, place, "stated")
            doer = f"{ACTOR}made-{body}"
            sample._link(maker, statement, practice, "implementedBy", doer, "network", "stated")
        aim = f"{GCM}objective/{1 + min(chance.randrange(23), chance.randrange(23))}"
        sample._link(maker, statement, carrier, "objective", aim, "service", "suggested")
        sample._link(maker, statement, statement, "mentions", AREA + place, place, "stated")
    return Graph([*known_quads(ontology), *maker.quads]), entities


def main(arguments: list[str]) -> None:
    from gfmd_graph.publish.pages import write_pages

    graph, entities = made(int(arguments[0]) if arguments else 5000)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        pages = write_pages(graph, Path(folder))  # type: ignore[arg-type]
        seconds = time.process_time() - start
        sizes = {path: path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()}
    kinds = ("objective", "country", "region", "organisation", "population")
    of_entities = sorted(size for path, size in sizes.items() if path.parent.name in kinds)
    tables = sum(size for path, size in sizes.items() if path.suffix == ".csv")
    print(f"{pages} pages, {len(of_entities)} of them of {entities} entities, {seconds:.1f} s of CPU")
    print(f"{sum(sizes.values()) / 1e6:.1f} MB in all, {tables / 1e6:.1f} MB of them tables as CSV")
    for kind in sorted({path.parent.name for path in sizes if path.parent != Path(folder)}):
        each = [size for path, size in sizes.items() if path.parent.name == kind and path.suffix == ".html"]
        print(f"{len(each):6} {kind:14}{sum(each) / 1e6:6.1f} MB")
    for part in (0.5, 0.9, 0.95, 1.0):
        at = min(len(of_entities) - 1, int(len(of_entities) * part))
        print(f"{part:4.0%} of the entity pages are at most {of_entities[at] / 1000:.1f} kB")
    print(f"{sum(size <= 30_000 for size in of_entities)} entity pages are at most 30 kB")
    for path, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]:
        print(f"{size / 1e6:8.2f} MB  {path.relative_to(folder).as_posix()}")


if __name__ == "__main__":
    main(sys.argv[1:])
