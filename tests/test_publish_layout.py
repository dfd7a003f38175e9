"""Positions: whole pixels, no overlap, the same on every run."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys

import numpy as np
import pytest

from gfmd_graph.publish.islands import chart
from gfmd_graph.publish.layout import SMALL, Given, pack, positions
from gfmd_graph.publish.network import Network, network
from gfmd_graph.publish.overlap import spread
from gfmd_graph.publish.places import Places, places
from test_publish_sample import sample


def overlaps(points: list[tuple[int, int]], radii: list[float]) -> int:
    pairs = itertools.combinations(range(len(points)), 2)
    return sum(math.dist(points[a], points[b]) < radii[a] + radii[b] for a, b in pairs)


def ring(count: int) -> list[tuple[int, int]]:
    return [(a, (a + 1) % count) for a in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, SMALL, SMALL + 1, 60])
@pytest.mark.parametrize("linked", [True, False])
def test_any_size_with_or_without_links(count: int, linked: bool) -> None:
    radii = [8.0 + a % 3 * 4 for a in range(count)]
    points = positions(count, ring(count) if linked and count else [], radii)
    assert len(points) == count
    assert all(type(x) is int and type(y) is int for x, y in points)
    assert overlaps(points, radii) == 0


def test_a_link_to_itself_and_a_double_link_do_no_harm() -> None:
    assert len(positions(3, [(0, 0), (0, 1), (1, 0)], [5, 5, 5])) == 3


def test_a_star_and_a_dense_network_do_not_overlap() -> None:
    for edges in ([(0, a) for a in range(1, 90)], [(a, b) for a in range(40) for b in range(a)]):
        count = 1 + max(max(edge) for edge in edges)
        assert overlaps(positions(count, edges, [10.0] * count), [10.0] * count) == 0


@pytest.mark.parametrize("size", [(200, 100), (5, 0), (0, 3)])
@pytest.mark.parametrize("view", ["chart", "web"])
def test_the_sample_does_not_overlap(size: tuple[int, int], view: str) -> None:
    found = network(sample(*size))
    points = list(getattr(places(found), view).values())
    assert len(points) == len(found.nodes)
    assert overlaps(points, [8.0] * len(points)) == 0


def test_without_statements_there_are_no_islands() -> None:
    found = network(sample(0, 0))
    alone = places(Network(found.nodes[:3], ()))
    assert alone.islands == () and alone.chart == alone.web and len(set(alone.web.values())) == 3
    assert places(Network((), ())) == Places({}, {}, ())


def test_objectives_stand_in_the_order_of_their_numbers_in_both_views() -> None:
    found = network(sample(120, 60))
    both = places(found)
    objectives = [node.iri for node in found.nodes if node.type == "objective"]
    rows = [objectives[at : at + 6] for at in range(0, 24, 6)]
    for row in rows:
        assert len({both.chart[iri][1] for iri in row}) == 1
        across = [both.chart[iri][0] for iri in row]
        assert across == sorted(across)
    linked = [iri for iri in objectives if any(iri in (e.source, e.target) for e in found.edges)]
    one, two = (np.array([view[iri][0] for iri in linked]) for view in (both.chart, both.web))
    assert np.corrcoef(one, two)[0, 1] > 0.8


def test_a_practice_stands_on_the_island_that_it_is_most_surely_about() -> None:
    found = network(sample(120, 60))
    drawn = chart(found)
    islands = {island.hub: island for island in drawn.islands}
    for node in found.nodes:
        mine = [edge for edge in found.edges if edge.source == node.iri and edge.relation == "objective"]
        stated = [edge.target for edge in mine if edge.evidence[0].basis == "stated"]
        for target in stated[:1] if len(stated) == 1 else []:
            island = islands[target]
            assert math.dist(drawn.places[node.iri], (island.x, island.y)) <= island.radius + 12
    assert sum(island.members for island in drawn.islands) == sum(1 for n in found.nodes if n.statement)


def moved(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> float:
    """How far the nodes of the first picture move in the second, on average, as a share of the picture."""

    def share(places: dict[str, tuple[int, int]]) -> dict[str, tuple[float, float]]:
        points = np.array(list(places.values()), dtype=float)
        low, size = points.min(axis=0), np.ptp(points, axis=0)
        return {iri: tuple((np.array(at) - low) / size) for iri, at in places.items()}

    one, two = share(before), share(after)
    return float(np.mean([math.dist(one[iri], two[iri]) for iri in one]))


@pytest.mark.parametrize("size", [(60, 60), (240, 160)])
def test_one_report_more_moves_nothing_far(size: tuple[int, int]) -> None:
    after = network(sample(*size, reports=8))
    gone = {node.iri for node in after.nodes if "/sample-5" in node.iri}
    left = tuple(node for node in after.nodes if node.iri not in gone)
    kept = tuple(edge for edge in after.edges if not {edge.source, edge.target} & gone)
    before = places(Network(left, kept))
    assert len(gone) > 10
    for view in ("chart", "web"):
        assert moved(getattr(before, view), getattr(places(after), view)) <= 0.05, view


def test_chances_belong_to_nodes_and_not_to_their_order() -> None:
    chances = np.random.default_rng(3).random(size=(40, 2))
    edges = ring(40)
    back = [39 - at for at in range(40)]
    forth = positions(40, edges, [8.0] * 40, Given(chances, {}))
    again = positions(40, [(39 - a, 39 - b) for a, b in edges], [8.0] * 40, Given(chances[back], {}))
    middle = np.mean([math.dist(forth[at], again[39 - at]) for at in range(40)])
    assert middle < 0.2 * np.ptp(np.array(forth), axis=0).max()


def test_linked_nodes_are_nearer_than_others() -> None:
    edges = ring(80)
    points = positions(80, edges, [8.0] * 80)
    linked = np.mean([math.dist(points[a], points[b]) for a, b in edges])
    anybody = np.mean([math.dist(points[a], points[(a + 40) % 80]) for a in range(80)])
    assert linked < anybody / 3


def test_pieces_are_packed_beside_each_other() -> None:
    pieces = [np.array([[0.0, 0.0], [400.0, 300.0]]), np.zeros((1, 2)), np.array([[0.0, 0.0], [50.0, 90.0]])]
    boxes = [(p.min(axis=0), p.max(axis=0)) for p in pack(pieces)]
    for (low, high), (other_low, other_high) in itertools.combinations(boxes, 2):
        assert (high < other_low).any() or (other_high < low).any()


def test_spread_parts_what_lies_on_one_point() -> None:
    points = spread(np.zeros((30, 2)), np.full(30, 6.0))
    assert overlaps([(float(x), float(y)) for x, y in points], [5.9] * 30) == 0  # type: ignore[misc]


def test_same_positions_whatever_the_hash_seed() -> None:
    code = (
        "from test_publish_sample import sample; from gfmd_graph.publish.network import network;"
        "from gfmd_graph.publish.places import places; print(places(network(sample(50, 30))))"
    )
    printed = set()
    for seed in ("0", "1"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        printed.add(run.stdout)
    assert len(printed) == 1
