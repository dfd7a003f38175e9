"""Where each node of a network is drawn: whole pixels, no overlap, the same on every run.

Each connected piece is laid out on its own and the pieces are packed in rows. A big piece gets a force
layout whose repulsion is summed on a grid by FFT, so that 20,000 nodes take seconds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from gfmd_graph.publish.overlap import Pairs, Points, spread

SMALL = 12
"""Pieces up to this size are drawn as a wheel: the busiest node in the middle, the others around it."""
AREA_PER_NODE = 3600.0
ROUNDS = 200
GRAVITY = 0.02
HOLD, KEEP = 3.0, 0.3
"""How strongly an anchored node is drawn to its place, and any other to where it began, for its mass."""
GAP = 70.0
CELL, ROW = 190.0, 96.0
"""Least width and height of a piece, so that lonely nodes have room for their labels."""


@dataclass(frozen=True)
class Given:
    """What a layout may start from: a chance (two numbers) for each node, and fixed places for some.

    With chances that belong to the nodes and not to their order, one node more moves the others little.
    """

    chances: Points
    anchors: Mapping[int, tuple[float, float]]

    @classmethod
    def none(cls, count: int, seed: int = 1) -> Given:
        return cls(np.random.default_rng(seed).random(size=(count, 2)), {})

    def of(self, members: Sequence[int]) -> Given:
        """The same for some of the nodes, numbered anew."""
        number = {node: place for place, node in enumerate(members)}
        anchors = {number[node]: at for node, at in self.anchors.items() if node in number}
        return Given(self.chances[list(members)], anchors)


def positions(
    count: int, edges: Sequence[tuple[int, int]], radii: Sequence[float], given: Given | None = None
) -> list[tuple[int, int]]:
    """A place for each of `count` nodes; `edges` are pairs of their numbers, `radii` in pixels."""
    given = given or Given.none(count)
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    size = np.asarray(radii, dtype=float)
    pieces = _pieces(graph, given)
    drawn = [_piece(graph, piece, size[piece], given.of(piece)) for piece in pieces]
    found = np.zeros((count, 2))
    for piece, points in zip(pieces, pack(drawn), strict=True):
        found[piece] = points
    return [(int(x), int(y)) for x, y in np.rint(found)]


def _pieces(graph: nx.Graph, given: Given) -> list[list[int]]:
    """The connected pieces, biggest first; those that hold an anchored node are one."""
    pieces = [sorted(piece) for piece in nx.connected_components(graph)]
    held = [piece for piece in pieces if any(node in given.anchors for node in piece)]
    free = [piece for piece in pieces if not any(node in given.anchors for node in piece)]
    together = [sorted(node for piece in held for node in piece)] if held else []
    return together + sorted(free, key=lambda piece: (-len(piece), piece[0]))


def _piece(graph: nx.Graph, members: list[int], radii: Points, given: Given) -> Points:
    if len(members) <= SMALL and not given.anchors:
        return _wheel(graph, members, radii)
    number = {node: place for place, node in enumerate(members)}
    pairs = np.array(sorted((number[a], number[b]) for a, b in graph.subgraph(members).edges), dtype=np.int64)
    points = force_layout(len(members), pairs.reshape(-1, 2), given)
    low, high = np.percentile(points, [1, 99], axis=0)
    points = points * math.sqrt(AREA_PER_NODE * len(members) / max(float(np.prod(high - low)), 1e-9))
    return spread(points if given.anchors else _lie_down(points), radii + 9)


def _lie_down(points: Points) -> Points:
    """Turn the longer side to the horizontal: screens are wider than high."""
    wide, high = np.ptp(points, axis=0)
    return points if wide >= high else points[:, ::-1].copy()


def _wheel(graph: nx.Graph, members: list[int], radii: Points) -> Points:
    hub = max(members, key=lambda node: (graph.degree(node), -node))
    others = [place for place, node in enumerate(members) if node != hub]
    reach = max(75.0, len(others) * (2 * float(radii.max()) + 24) / math.tau)
    points = np.zeros((len(members), 2))
    for turn, place in enumerate(others):
        angle = math.tau * turn / len(others) - math.pi / (2 if len(others) > 2 else 1)
        points[place] = reach * math.cos(angle), reach * math.sin(angle)
    return points


def pack(pieces: Sequence[Points]) -> list[Points]:
    """The pieces moved beside each other, in rows as wide as the widest, biggest first."""
    if not pieces:
        return []
    sizes = [np.maximum(np.ptp(points, axis=0) + GAP, (CELL, ROW)) for points in pieces]
    area = sum(float(size[0] * size[1]) for size in sizes)
    width = max(max(float(size[0]) for size in sizes), math.sqrt(area * 1.1))
    moved, x, y, height = [], 0.0, 0.0, 0.0
    for points, size in zip(pieces, sizes, strict=True):
        if x > 0 and x + size[0] > width + 1:
            x, y, height = 0.0, y + height, 0.0
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        moved.append(points - middle + (x + size[0] / 2, y + size[1] / 2))
        x, height = x + float(size[0]), max(height, float(size[1]))
    return moved


@dataclass(frozen=True)
class Mesh:
    """The grid on which repulsion is summed: `size` cells a side, padded to twice that against wrapping."""

    size: int
    kernels: tuple[NDArray[np.complex128], NDArray[np.complex128]]

    @classmethod
    def of(cls, size: int) -> Mesh:
        axis = np.arange(2 * size)
        axis = np.where(axis < size, axis, axis - 2 * size).astype(float)
        dx, dy = np.meshgrid(axis, axis, indexing="ij")
        distance = dx * dx + dy * dy + 0.25
        return cls(size, (np.fft.rfft2(dx / distance), np.fft.rfft2(dy / distance)))

    def repulsion(self, points: Points, mass: Points) -> Points:
        """The push on each point by all others, falling with distance."""
        side = 2 * self.size
        low = points.min(axis=0)
        cell = (float(np.ptp(points, axis=0).max()) * 1.02 + 1e-9) / (self.size - 2)
        at = (points - low) / cell
        whole = at.astype(np.int64)
        part = at - whole
        shares = [
            (
                (whole[:, 0] + p) * side + whole[:, 1] + q,
                np.abs(1 - p - part[:, 0]) * np.abs(1 - q - part[:, 1]),
            )
            for p in (0, 1)
            for q in (0, 1)
        ]
        laid = sum(np.bincount(where, share * mass, side * side) for where, share in shares)
        spectrum = np.fft.rfft2(np.reshape(laid, (side, side)))
        fields = [np.fft.irfft2(spectrum * k, s=(side, side)).ravel() / cell for k in self.kernels]
        push = np.stack([sum(share * field[where] for where, share in shares) for field in fields], axis=1)
        return np.asarray(mass[:, None] * push)


class Pace:
    """The step length of ForceAtlas2: fast while all pull one way, slow where nodes swing."""

    def __init__(self, count: int) -> None:
        self.root = math.sqrt(count)
        self.count = count
        self.speed = self.efficiency = 1.0

    def adapt(self, swinging: float, traction: float) -> float:
        """The speed of this round, from the total swing and traction of all nodes."""
        low, high = 0.05 * self.root, 0.05 * self.root * traction / self.count**2
        jitter = max(math.sqrt(low), min(10.0, high))
        if swinging > 2 * traction:
            self.efficiency = max(self.efficiency * 0.5, 0.05)
            jitter = max(jitter, 1.0)
        target = jitter * self.efficiency * traction / max(swinging, 1e-9)
        if swinging > jitter * traction:
            self.efficiency = max(self.efficiency * 0.7, 0.05)
        elif self.speed < 1000:
            self.efficiency *= 1.3
        self.speed += min(target - self.speed, 0.5 * self.speed)
        return self.speed


def force_layout(count: int, edges: Pairs, given: Given | None = None, rounds: int = ROUNDS) -> Points:
    """ForceAtlas2 for one connected piece, or for several that anchors hold; the unit of length is free."""
    given = given or Given.none(count)
    degree = np.bincount(edges.ravel(), minlength=count).astype(float)
    mass = degree + 1
    points = _anchored_start(edges, degree, given) if given.anchors else _start(edges, degree, mass, given)
    size = 64 if count < 300 else 128 if count < 3000 else 256
    coarse, fine = Mesh.of(size // 2), Mesh.of(size)
    pace, before = Pace(count), np.zeros((count, 2))
    homes, hold = _homes(points, given)
    for number in range(rounds):
        # what is far counts first: two thirds of the rounds need no fine mesh
        mesh = coarse if 3 * number < 2 * rounds else fine
        force = 10 * mesh.repulsion(points, mass) + _pull(points, edges) - GRAVITY * mass[:, None] * points
        if given.anchors:
            wide = np.sqrt((points**2).sum(axis=1).mean())
            force += hold[:, None] * mass[:, None] * (homes * wide - points)
        swing, traction = np.hypot(*(force - before).T), np.hypot(*(force + before).T) / 2
        speed = pace.adapt(float((mass * swing).sum()), float((mass * traction).sum()))
        step = force * (speed / (1 + np.sqrt(speed * mass * swing)))[:, None]
        longest = float(np.ptp(points, axis=0).max()) * 0.1
        step *= np.minimum(1, longest / np.maximum(np.hypot(*step.T), 1e-9))[:, None]
        # Rounded, so that the last bit in which processors differ does not grow into another picture.
        points, before = np.round(points + step, 6), force
    return points


def _homes(start: Points, given: Given) -> tuple[Points, Points]:
    """Where each node is drawn to, in units of the picture's size, and how strongly.

    Nodes without an anchor are drawn a little to where they began: else two good pictures of nearly the
    same network could differ everywhere.
    """
    held, places = _anchors(given)
    homes = start / (np.sqrt((start**2).sum(axis=1).mean()) + 1e-12)
    hold = np.full(len(start), KEEP)
    homes[held], hold[held] = places, HOLD
    return homes, hold


def _anchors(given: Given) -> tuple[NDArray[np.int64], Points]:
    """The anchored nodes and where they are held, around the middle and of middle distance 1."""
    held = np.array(sorted(given.anchors), dtype=np.int64)
    places = np.array([given.anchors[int(node)] for node in held], dtype=float).reshape(-1, 2)
    if len(held):
        places = places - places.mean(axis=0)
        places = places / (np.sqrt((places**2).sum(axis=1).mean()) + 1e-12)
    return held, places


def _pull(points: Points, edges: Pairs) -> Points:
    """For each point the sum of the ways to its neighbours."""
    first, second = edges.T
    way, count = points[second] - points[first], len(points)
    return np.stack(
        [np.bincount(first, way[:, k], count) - np.bincount(second, way[:, k], count) for k in (0, 1)], axis=1
    )


def _chances(given: Given) -> Points:
    """The chances of the nodes as a normal distribution (Box and Muller)."""
    far = np.sqrt(-2 * np.log(1 - given.chances[:, 0] * 0.999999))
    angle = math.tau * given.chances[:, 1]
    return np.stack([far * np.cos(angle), far * np.sin(angle)], axis=1)


def _anchored_start(edges: Pairs, degree: Points, given: Given) -> Points:
    """Each node between its neighbours, as far as those lead to anchors."""
    held, places = _anchors(given)
    points = _chances(given) * 0.3
    for _ in range(30):
        points = points + 0.5 * _pull(points, edges) / np.maximum(degree, 1)[:, None]
        points[held] = places
    return np.asarray((points + _chances(given) * 0.05) * math.sqrt(len(points)) * 2)


def _start(edges: Pairs, degree: Points, mass: Points, given: Given) -> Points:
    """A smooth start: a lazy random walk, its two coordinates kept centred, scaled and independent."""
    points = _chances(given)
    for _ in range(30):
        points = points + 0.5 * _pull(points, edges) / np.maximum(degree, 1)[:, None]
        points -= np.average(points, axis=0, weights=mass)
        points /= points.std(axis=0) + 1e-12
        across, down = points.T
        shared = np.average(across * down, weights=mass) / np.average(across**2, weights=mass)
        points[:, 1] -= shared * across
        points /= points.std(axis=0) + 1e-12
    return np.asarray((points + _chances(given) * 0.05) * math.sqrt(len(points)) * 2)
