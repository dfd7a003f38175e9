"""Discs that lie on one another, pushed apart with as little movement as possible."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]


def spread(points: Points, radii: Points, rounds: int = 200) -> Points:
    """Push discs of `radii` apart until none overlap, the smaller one moving more."""
    points = points.copy()
    for _ in range(rounds):
        first, second = close(points, 2 * float(radii.max()))
        way = points[first] - points[second]
        far = np.hypot(*way.T)
        lack = radii[first] + radii[second] - far
        clash = lack > 1e-3
        if not clash.any():
            break
        first, second, way, far, lack = first[clash], second[clash], way[clash], far[clash], lack[clash]
        same = far < 1e-6
        way[same], far[same] = (1.0, 0.0), 1.0
        share = radii[second] ** 2 / (radii[first] ** 2 + radii[second] ** 2)
        move = way / far[:, None] * lack[:, None]
        for k in (0, 1):
            points[:, k] += np.bincount(first, move[:, k] * share, len(points))
            points[:, k] -= np.bincount(second, move[:, k] * (1 - share), len(points))
    return points


def close(points: Points, reach: float) -> tuple[Pairs, Pairs]:
    """All pairs in the same or in neighbouring squares of side `reach`, each once."""
    square = np.floor(points / reach).astype(np.int64)
    square -= square.min(axis=0) - 1
    row = int(square[:, 1].max()) + 2
    key = square[:, 0] * row + square[:, 1]
    order = np.argsort(key, kind="stable")
    ordered, count = key[order], len(order)
    first, second = [], []
    for step in (0, 1, row - 1, row, row + 1):
        begin = np.searchsorted(ordered, ordered + step, "left") if step else np.arange(count) + 1
        end = np.searchsorted(ordered, ordered + step, "right")
        many = np.maximum(end - begin, 0)
        skipped = np.repeat(begin - np.concatenate(([0], np.cumsum(many)[:-1])), many)
        first.append(order[np.repeat(np.arange(count), many)])
        second.append(order[skipped + np.arange(int(many.sum()))])
    return np.concatenate(first), np.concatenate(second)
