"""Exports: read back equal by other parsers, and the same bytes whatever the hash seed or input order."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

import gfmd_graph
from gfmd_graph import rdf
from gfmd_graph.cli.export import NAMES
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import XSD
from gfmd_graph.publish import exports
from gfmd_graph.spreadsheet import csv_text

FIXTURES = Path(__file__).parent / "fixtures"
WRITERS = exports.FORMATS | exports.FOLDERS["csv"]
DIGESTS = """
import hashlib, io, random, sys
from pathlib import Path
from gfmd_graph import rdf
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import XSD
from gfmd_graph.publish import exports
quads = [q for file in sys.argv[2:] for q in rdf.read(Path(file))]
random.Random(sys.argv[1]).shuffle(quads)
graph = Graph(quads)
for name, writer in (exports.FORMATS | exports.FOLDERS["csv"]).items():
    content = io.BytesIO()
    writer(graph, content)
    print(name, hashlib.sha256(content.getvalue()).hexdigest())
"""


def quads() -> list[rdf.Quad]:
    """Both fixtures, their numbers as the store gives them back."""
    files = (FIXTURES / "example.trig", FIXTURES / "asking.trig")
    return list(Graph(quad for file in files for quad in rdf.read(file)).quads())


@cache
def exported(name: str) -> bytes:
    return written(name, quads())


def written(name: str, content: list[rdf.Quad]) -> bytes:
    file = io.BytesIO()
    WRITERS[name](Graph(content), file)
    return file.getvalue()


def union(content: list[rdf.Quad]) -> set[rdf.Quad]:
    return {rdf.Quad(q.subject, q.predicate, q.object) for q in content}


def test_the_command_knows_every_format() -> None:
    assert set(NAMES) == set(exports.FORMATS) | set(exports.FOLDERS)


@pytest.mark.parametrize(("name", "suffix"), [("trig", ".trig"), ("nquads", ".nq"), ("jsonld", ".jsonld")])
def test_named_graphs_come_back(name: str, suffix: str) -> None:
    assert set(ox.parse(exported(name), format=rdf.SUFFIXES[suffix])) == set(quads())


@pytest.mark.parametrize(("name", "suffix"), [("turtle", ".ttl"), ("ntriples", ".nt")])
def test_the_union_comes_back(name: str, suffix: str) -> None:
    assert set(ox.parse(exported(name), format=rdf.SUFFIXES[suffix])) == union(quads())


def printable(content: list[rdf.Quad]) -> list[rdf.Quad]:
    """Without the statement whose control character XML cannot hold."""
    return [quad for quad in content if "\x1b" not in rdf.value(quad.object)]


@pytest.mark.parametrize(("name", "format"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_rdflib_reads_the_union(name: str, format: str) -> None:
    read = rdflib.Graph().parse(data=written(name, printable(quads())), format=format)
    wanted = rdflib.Graph().parse(data=rdf.dump(union(printable(quads())), rdf.SUFFIXES[".nt"]), format="nt")
    assert len(read) == len(wanted) and isomorphic(read, wanted)


@pytest.mark.parametrize(("name", "format"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_rdflib_reads_named_graphs(name: str, format: str) -> None:
    read, wanted = rdflib.Dataset(), rdflib.Dataset()
    read.parse(data=exported(name), format=format)
    wanted.parse(data=rdf.dump(quads(), rdf.SUFFIXES[".nq"]), format="nquads")
    assert set(read.quads()) == set(wanted.quads())


def test_rdf_xml_leaves_out_what_xml_cannot_hold() -> None:
    read = rdflib.Graph().parse(data=exported("rdfxml"), format="xml")
    assert len(read) == len(union(quads()))
    assert any("documents [31m" in str(value) for value in read.objects())


def test_json_ld_by_another_processor() -> None:
    document = json.loads(exported("jsonld"))
    assert document["@graph"][0].keys() == {"@id", "@graph"}
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == set(quads())


def test_json_ld_of_odd_terms() -> None:
    iri, text = rdf.Iri, rdf.Literal
    odd = [
        rdf.Quad(iri("area:strange"), iri("http://e/p"), text('a\x00\u0085"\\')),
        rdf.Quad(iri("http://e/s"), iri("http://e/p"), iri("kind:x")),
        rdf.Quad(iri("http://e/s"), iri(rdf.TYPE), text("odd")),
        rdf.Quad(iri("http://e/s"), iri("http://e/p"), text("true", datatype=iri(XSD + "boolean"))),
        rdf.Quad(iri("https://w3id.org/gfmd/report///x"), iri("http://e/p"), rdf.integer(10**20)),
        rdf.Quad(iri("http://e/s"), iri("http://e/p"), rdf.integer(-7)),
    ]
    content = rdf.dump(odd + quads(), rdf.SUFFIXES[".jsonld"])
    assert set(ox.parse(content, format=ox.RdfFormat.JSON_LD)) == set(odd + quads())
    lines = jsonld.to_rdf(json.loads(content), {"format": "application/n-quads"})
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == set(odd + quads())


@pytest.mark.parametrize("name", ["turtle", "trig"])
def test_prefixes_are_sorted_and_only_those_in_use(name: str) -> None:
    lines = exported(name).decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert lines[: len(prefixes)] == prefixes == sorted(prefixes) and len(prefixes) > 5
    assert not any(" sh: " in line or " wd: " in line for line in prefixes)


def network_of(name: str) -> Any:
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    return read(io.BytesIO(exported(name)))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_network(name: str) -> None:
    network, wanted = network_of(name), exports.network(Graph(quads()))
    assert set(network.nodes) == {node.id for node in wanted.nodes}
    seen = Counter((s, t, d["relation"], d.get("words")) for s, t, d in network.edges(data=True))
    assert seen == Counter((edge.source, edge.target, edge.relation, edge.words) for edge in wanted.edges)
    labels = {data["label"] for _, data in network.nodes(data=True)}
    assert {
        "Brazil",
        "International Organization for Migration",
        "Return with dignity (example report)",
    } <= labels


def test_notebooks_get_the_network_with_its_evidence_and_places() -> None:
    found = gfmd_graph.network(Graph(quads()))
    assert set(found.nodes) == {node.id for node in exports.network(Graph(quads())).nodes}
    for _, data in found.nodes(data=True):
        assert {"type", "label", "x", "y", "color", "shape", "size"} <= set(data)
    places = {(data["x"], data["y"]) for _, data in found.nodes(data=True)}
    assert len(places) == len(found)
    said = [data for *_, data in found.edges(data=True) if data["relation"] == "affects"]
    assert said and all(data["words"] and data["basis"] and data["report"] for data in said)


def test_graphml_and_gexf_keep_places_and_colours() -> None:
    wanted = gfmd_graph.network(Graph(quads()))
    graphml, gexf = network_of("graphml"), network_of("gexf")
    for node, data in wanted.nodes(data=True):
        assert {key: graphml.nodes[node][key] for key in ("x", "y", "color")} == {
            key: data[key] for key in ("x", "y", "color")
        }
    text = exported("gexf").decode()
    assert text.count("<viz:position") == len(gexf) == text.count("<viz:size")
    assert 'r="213" g="94" b="0"' in text


def test_the_network_holds_the_evidence() -> None:
    found = exports.network(Graph(quads()))
    assert Counter(node.type for node in found.nodes) == {
        "Country": 4, "Objective": 3, "Organisation": 1, "Practice": 4, "Report": 3
    }  # fmt: skip
    edge = next(e for e in found.edges if e.id.endswith("example-two/evidence/02"))
    assert (edge.relation, edge.basis, edge.confidence, edge.words) == ("affects", "stated", 0.9, "Afghans")
    assert edge.source.endswith("example-two/practice/a") and edge.target.endswith("area/AFG")
    names = {node.id for node in found.nodes}
    assert all(edge.source in names and edge.target in names for edge in found.edges)


def test_tables_cannot_run_as_formulas() -> None:
    texts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "plain", "a=b", "x\x1b[31m"]
    text = csv_text(["words", "number"], [[text, -1] for text in texts])
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert all(words[0] in "'pax" and number == "-1" for words, number in rows)
    assert not any(ord(ch) < 32 for ch in text.replace("\n", ""))


def test_csv_holds_every_node_and_edge() -> None:
    found = exports.network(Graph(quads()))
    nodes = list(csv.DictReader(io.StringIO(exported("nodes.csv").decode())))
    edges = list(csv.DictReader(io.StringIO(exported("edges.csv").decode())))
    assert [row["id"] for row in nodes] == [node.id for node in found.nodes]
    assert [row["words"] for row in edges] == [edge.words or "" for edge in found.edges]


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_the_same_bytes_with_any_seed_and_order(seed: str) -> None:
    files = [str(FIXTURES / "asking.trig"), str(FIXTURES / "example.trig")]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", DIGESTS, seed, *files],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    here = {name: hashlib.sha256(exported(name)).hexdigest() for name in WRITERS}
    assert dict(line.split() for line in ran.stdout.splitlines()) == here


@pytest.mark.parametrize("number", [0, 0.5, 0.95, 1, 10, -0.001, 20.25])
def test_numbers_come_back_as_written(number: float) -> None:
    quad = rdf.Quad(rdf.Iri("http://e/s"), rdf.Iri("http://e/p"), rdf.decimal(number))
    assert list(Graph([quad]).quads()) == [quad]


def test_the_same_bytes_from_shuffled_quads() -> None:
    shuffled = quads()
    random.Random(7).shuffle(shuffled)
    assert all(written(name, shuffled) == exported(name) for name in WRITERS)
