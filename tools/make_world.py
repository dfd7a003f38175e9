"""Make the shapes of the map: `python tools/make_world.py WORLD_ATLAS_FOLDER`.

The folder is the npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`, ISC), which holds the shapes of
Natural Earth 4.1 (public domain) as TopoJSON. Shapes come from the coarse file (1:110m), centre points of
countries that are too small for it from the finer one (1:50m). Both are projected to
Equal Earth and rounded to whole units.
"""

from __future__ import annotations

import json
import math
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "gfmd_graph" / "publish" / "html" / "world.json"
WIDTH = 1000
SCALE = WIDTH / (2 * 2.7066)  # Equal Earth is 2.7066 radii from its middle to its side

Point = tuple[float, float]

SMALL: dict[str, Point] = {
    "BES": (-68.3, 12.2), "BVT": (3.4, -54.4), "CCK": (96.8, -12.2), "CXR": (105.6, -10.5),
    "GIB": (-5.4, 36.1), "GLP": (-61.6, 16.2), "GUF": (-53.0, 4.0), "MTQ": (-61.0, 14.7),
    "MYT": (45.2, -12.8), "REU": (55.5, -21.1), "SJM": (16.0, 78.0),
    "TKL": (-171.8, -9.2), "TUV": (177.6, -7.1), "UMI": (166.6, 19.3),
}  # fmt: skip
"""Longitude and latitude of territories that the files hold under another country or not at all."""


def projected(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson, Jenny 2018): areas are true, so that no country is made big."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    divisor = 3 * (9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / divisor
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    return (x + 2.7066) * SCALE, (1.3173 - y) * SCALE


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def ring(numbers: list[int], known: list[list[Point]]) -> list[Point]:
    """The points of a ring; an arc with a negative number is walked backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = known[number] if number >= 0 else known[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(points: list[Point]) -> list[list[Point]]:
    """Rings that cross the antimeridian (Russia, Fiji) are cut there, or lines would cross the page."""
    pieces: list[list[Point]] = [[points[0]]]
    for before, point in pairwise(points):
        if abs(before[0] - point[0]) > 180:
            pieces.append([])
        pieces[-1].append(point)
    if len(pieces) == 1:
        return pieces
    east = [p for piece in pieces for p in piece if p[0] > 0]
    west = [p for piece in pieces for p in piece if p[0] <= 0]
    return [side for side in (east, west) if len(side) > 2]


def rings(geometry: dict[str, Any], known: list[list[Point]]) -> list[list[Point]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    flat = [ring(numbers, known) for polygon in polygons for numbers in polygon]
    return [[projected(*p) for p in piece] for points in flat for piece in unwrapped(points)]


def path(found: list[list[Point]]) -> str:
    drawn = []
    for points in found:
        whole = [(round(x), round(y)) for x, y in points]
        kept = [p for before, p in zip([None, *whole], whole, strict=False) if p != before]
        if len(set(kept)) > 2:
            (x, y), rest = kept[0], kept[1:]
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(kept, rest, strict=False)]
            drawn.append(f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-") + "z")
    return "".join(drawn)


def area_and_centre(points: list[Point]) -> tuple[float, Point]:
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (abs(area) / 2, (x / (3 * area), y / (3 * area))) if area else (0.0, points[0])


def main(folder: Path) -> None:
    known = (ROOT / "ontology" / "vocabularies" / "countries.ttl").read_text(encoding="utf-8")
    pattern = r'skos:notation "([A-Z]{3})"(?:(?!skos:notation).)*?gfmd:m49 "(\d{3})"'
    names = {number: code for code, number in re.findall(pattern, known, re.S)}
    shapes: dict[str, str] = {}
    centres = {code: (round(x), round(y)) for code, (x, y) in ((c, projected(*p)) for c, p in SMALL.items())}
    for file in ("countries-50m.json", "countries-110m.json"):
        topology = json.loads((folder / file).read_text(encoding="utf-8"))
        points = arcs(topology)
        for geometry in topology["objects"]["countries"]["geometries"]:
            code = names.get(geometry.get("id", ""), "")
            found = rings(geometry, points)
            if code:
                _, (x, y) = max(map(area_and_centre, found))
                centres[code] = (round(x), round(y))
            if "110m" in file and code != "ATA":
                shapes[code] = shapes.get(code, "") + path(found)
    drawn = {
        "source": "Natural Earth 4.1 (public domain) from world-atlas 2.0.2 (ISC); Equal Earth",
        "box": [-12, 0, WIDTH + 24, 452],
        "shapes": dict(sorted(shapes.items())),
        "centres": dict(sorted(centres.items())),
    }
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text.replace('],"', '],\n"').replace('z","', 'z",\n"') + "\n", encoding="utf-8")
    print(f"{len(shapes)} shapes, {len(centres)} centres, {len(text)} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
