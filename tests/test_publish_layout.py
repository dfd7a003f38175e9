"""Positions: whole pixels, no overlap, the same on every run."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys

import numpy as np
import pytest

from gfmd_graph.publish.layout import SMALL, pack, positions, spread
from gfmd_graph.publish.network import network
from gfmd_graph.publish.page import place
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


def test_the_sample_does_not_overlap() -> None:
    found = network(sample(200, 100))
    points = list(place(found).values())
    assert overlaps(points, [8.0] * len(points)) == 0


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
        "from gfmd_graph.publish.page import place; print(place(network(sample(50, 30))))"
    )
    printed = set()
    for seed in ("0", "1"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        printed.add(run.stdout)
    assert len(printed) == 1
