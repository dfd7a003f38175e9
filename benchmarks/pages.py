"""How long the pages take and how big they are: `python benchmarks/pages.py [PRACTICES]...`

CPU seconds of this process, without the start of Python; graphs are made by `tests/test_publish_sample.py`.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def measure(practices: int) -> str:
    from gfmd_graph.publish.network import network
    from gfmd_graph.publish.page import place
    from gfmd_graph.publish.pages import write_pages

    sample = importlib.import_module("test_publish_sample").sample
    graph = sample(practices, practices * 2, max(2, practices // 20))
    found, reading = timed(lambda: network(graph))
    _, laying = timed(lambda: place(found))
    with tempfile.TemporaryDirectory() as folder:
        pages, writing = timed(lambda: write_pages(graph, Path(folder)))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.html"))
        network_size = (Path(folder) / "network.html").stat().st_size
    numbers = (practices, len(found.nodes), len(found.edges), pages)
    return (
        "{:>9}{:>8}{:>8}{:>8}".format(*numbers)
        + f"{reading:>9.2f}{laying:>9.2f}{writing:>9.2f}"
        + f"{network_size / 1000:>10.0f}{size / 1e6:>8.1f}"
    )


def main(arguments: list[str]) -> None:
    measure(2)  # imports and caches
    print("practices   nodes   links   pages  read, s  lay, s   all, s  net, kB   MB")
    for practices in map(int, arguments or ["25", "300", "1600"]):
        print(measure(practices))


if __name__ == "__main__":
    main(sys.argv[1:])
