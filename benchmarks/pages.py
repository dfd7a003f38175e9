"""How long the pages take, how big they are and how they move: `python benchmarks/pages.py [PART]...`

Parts are `site` (our pages of graphs of growing size), `layout` (ours beside Graphviz sfdp) and `browser`
(our network page beside stock pyvis, Cytoscape.js and sigma.js); all of them without PART. The last needs
Chromium, playwright, and the peers: `npm install --prefix FOLDER cytoscape@3 sigma@3 graphology` with
GFMD_GRAPH_PEERS=FOLDER. Compare ratios of one run: other work on the machine slows all.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tests")]

from benchmarks.pages_browser import SLOWER, Seen, address, look  # noqa: E402
from benchmarks.pages_graphs import SIZES, made  # noqa: E402
from benchmarks.pages_peers import write_peers, write_stock  # noqa: E402

from gfmd_graph.knowledge.interface import interfaces  # noqa: E402
from gfmd_graph.publish.drawing import TYPE  # noqa: E402
from gfmd_graph.publish.overlap import Points, close  # noqa: E402
from gfmd_graph.publish.page import KnowledgeGraphPage  # noqa: E402
from gfmd_graph.publish.places import Places, places, web  # noqa: E402
from gfmd_graph.publish.site import Site  # noqa: E402

ALL = "#view=web&show=practice,counterproductive,initiative"
"""Every node drawn, and every line: what the peers draw."""

OURS = "ours"
WAYS = ("begun", "frames", "slower", "uncapped")
PATIENCE = 240
"""Seconds that a page may take to its first picture."""

T = TypeVar("T")


def timed(work: Callable[[], T], clock: Callable[[], float] = time.perf_counter) -> tuple[T, float]:
    start = clock()
    result = work()
    return result, clock() - start


def cpu() -> float:
    """Processor seconds of this process and of the programs that it ran."""
    return sum(os.times()[:4])


def site_part() -> None:
    """Graphs made by `tests/test_publish_sample.py`, from RDF to the last page."""
    from gfmd_graph.publish.pages import write_pages

    sample = importlib.import_module("test_publish_sample").sample
    print(
        "| practices | nodes | links | pages | network page, KB | median entity page, KB | site, MB | CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for practices in (25, 300, 1600):
        graph = sample(practices, practices * 2, max(2, practices // 20))
        found = importlib.import_module("gfmd_graph.publish.network").network(graph)
        with tempfile.TemporaryDirectory() as folder:
            into = Path(folder)
            pages, spent = timed(lambda g=graph, f=into: write_pages(g, f), time.process_time)  # type: ignore[misc]
            sizes = {path: path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()}
        entity = sorted(size for path, size in sizes.items() if path.parent.name in ("country", "objective"))
        network = next(size for path, size in sizes.items() if path.name == "network.html")
        row = (practices, len(found.nodes), len(found.edges), pages, f"{network / 1000:.0f}")
        rest = (f"{entity[len(entity) // 2] / 1000:.1f}", f"{sum(sizes.values()) / 1e6:.1f}", f"{spent:.1f}")
        print("|", " | ".join(map(str, (*row, *rest))), "|")


def layout_part() -> None:
    """Our layout by links beside sfdp, with and without its own removal of overlaps."""
    print("| nodes | ours, CPU s | overlaps | sfdp, CPU s | overlaps | sfdp with overlaps, CPU s | ratios |")
    print("|---|---|---|---|---|---|---|")
    for size in SIZES:
        site = made(size)
        found, ours = timed(lambda site=site: web(site.network, {}), cpu)  # type: ignore[misc]
        radii = np.array([float(TYPE[node.type].radius) for node in site.network.nodes])
        mine = np.array([found[node.iri] for node in site.network.nodes], dtype=float)
        cells = [str(size), f"{ours:.1f}", str(overlapping(mine, radii))]
        if shutil.which("sfdp"):
            theirs, spent = timed(lambda site=site: sfdp(site, "prism"), cpu)  # type: ignore[misc]
            plain = timed(lambda site=site: sfdp(site, "true"), cpu)[1]  # type: ignore[misc]
            cells += [f"{spent:.1f}", str(overlapping(scaled(theirs, mine), radii)), f"{plain:.1f}"]
            cells.append(f"{spent / ours:.1f} ({plain / ours:.1f})")
        print("|", " | ".join(cells), "|")


def sfdp(site: Site, overlap: str) -> Points:
    """The places that Graphviz gives the same network, its nodes as large as ours."""
    number = {node.iri: at for at, node in enumerate(site.network.nodes)}
    sizes = [TYPE[node.type].radius * 2 / 72 for node in site.network.nodes]
    lines = [f"{at} [width={size:.3f},height={size:.3f}]" for at, size in enumerate(sizes)]
    lines += [
        f"{number[e.source]} -- {number[e.target]}" for e in site.network.edges if e.relation != "inReport"
    ]
    text = (
        f'graph {{ overlap={overlap}; node [shape=circle,fixedsize=true,label=""];\n' + "\n".join(lines) + "}"
    )
    run = subprocess.run(["sfdp", "-Tplain"], input=text, capture_output=True, text=True, check=True)
    found = np.zeros((len(number), 2))
    for line in run.stdout.splitlines():
        if line.startswith("node "):
            _, name, x, y, *_ = line.split()
            found[int(name)] = float(x) * 72, float(y) * 72
    return found


def scaled(points: Points, like: Points) -> Points:
    """`points` on the same area as `like`, else any layout could avoid overlaps by being large."""
    areas = [np.prod(np.ptp(each, axis=0)) for each in (like, points)]
    return np.asarray(points * np.sqrt(areas[0] / areas[1]))


def overlapping(points: Points, radii: Points) -> int:
    """Pairs of discs that lie on one another by more than a pixel."""
    first, second = close(points, 2 * float(radii.max()))
    apart = np.hypot(*(points[first] - points[second]).T)
    return int((apart < radii[first] + radii[second] - 1).sum())


def browser_part() -> None:
    """First picture and redrawn frames while panning, of the pages in turns; medians of three; ratios."""
    modules = Path(os.environ.get("GFMD_GRAPH_PEERS", ".")) / "node_modules"
    print(
        "| nodes | page | KB | first picture, s | first drag | later drags "
        f"| processor {SLOWER} times slower | without the cap |"
    )
    print("|---|---|---|---|---|---|---|---|")
    ratios = []
    for size in SIZES:
        site = made(size)
        others = tuple(
            Site(site.contents, site.network, say) for say in interfaces().values() if say.code != "en"
        )
        found = places(site.network)
        with tempfile.TemporaryDirectory() as folder:
            pages = write_ours(site, others, found, Path(folder))
            pages |= {
                name: (path, "") for name, path in write_peers(site, found, modules, Path(folder)).items()
            }
            asked = {name: address(path) + part for name, (path, part) in pages.items()}
            seen = look(asked, 100, PATIENCE, 3)
            if size == 1000:
                stock = Path(folder) / "stock.html"
                write_stock(site, stock)
                pages["pyvis as it comes"] = (stock, "")
                seen |= look({"pyvis as it comes": address(stock)}, 100, PATIENCE)
            for name, (path, _) in pages.items():
                print(shown(size, name, path.stat().st_size, seen[name]), flush=True)
            ratios += [
                f"| {size} | {name} | {ahead(seen, name)} |" for name in pages if name.startswith(OURS)
            ]
    print(f"\nLoad at the end: {os.getloadavg()[0]:.1f}. Frames of ours by those of the best peer:\n")
    print(f"| nodes | page | first drag | later drags | processor {SLOWER} times slower | without the cap |")
    print("|---|---|---|---|---|---|", *ratios, sep="\n")


def ahead(seen: dict[str, Seen], name: str) -> str:
    """How many times as many frames as the best peer `name` redraws, each way."""
    cells = []
    for way in WAYS:
        best = max(getattr(one, way) or 0.0 for peer, one in seen.items() if not peer.startswith(OURS))
        cells.append(f"{(getattr(seen[name], way) or 0.0) / best:.1f}" if best else "–")
    return " | ".join(cells)


def write_ours(
    site: Site, others: tuple[Site, ...], found: Places, folder: Path
) -> dict[str, tuple[Path, str]]:
    """Our page as it opens, and with everything drawn by links; by vis-network too where that is chosen."""
    pages = {}
    for engine in ("canvas", "vis") if len(site.network.nodes) <= 1000 else ("canvas",):
        page = KnowledgeGraphPage(site, others, engine)
        page.fill(found)
        path = folder / f"{engine}.html"
        page.write_html(str(path))
        pages[f"{OURS}, {engine}, as it opens"] = (path, "")
        pages[f"{OURS}, {engine}, everything by links"] = (path, ALL)
    return pages


def shown(size: int, name: str, length: int, seen: Seen) -> str:
    first = f"none in {PATIENCE}" if seen.first is None else f"{seen.first:.2f}"
    found = [getattr(seen, way) for way in WAYS]
    frames = ["–" if each is None else f"{each:.1f}" for each in found]
    return f"| {size} | {name} | {length / 1000:.0f} | {first} | {' | '.join(frames)} |"


PARTS = {"site": site_part, "layout": layout_part, "browser": browser_part}


def main(arguments: list[str]) -> None:
    for name in arguments or list(PARTS):
        print(f"\n### {name}\n", flush=True)
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
