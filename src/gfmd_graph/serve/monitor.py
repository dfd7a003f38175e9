"""Is the server well, and what has it done: `/health` and `/metrics` (Prometheus text)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from starlette.requests import Request
from starlette.responses import Response

from gfmd_graph.resources import version
from gfmd_graph.serve import http

BOUNDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)
ROOMS = (
    "ask",
    "data",
    "files",
    "health",
    "id",
    "metrics",
    "openapi.json",
    "pages",
    "query",
    "sparql",
    "store",
)


@dataclass
class Counts:
    """Requests by room and status, and how long they took. Rooms are ours: a client invents no series."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    slower: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    running: int = 0

    def add(self, path: str, status: int, seconds: float) -> None:
        """Count one request."""
        room = path.strip("/").partition("/")[0]
        self.requests[room if room in ROOMS else "other", status] += 1
        self.slower[sum(seconds > bound for bound in BOUNDS)] += 1
        self.seconds += seconds


async def health(request: Request) -> Response:
    """200 while workers can answer, else 503."""
    state = http.state(request)
    alive, wanted = state.readers.alive(), state.readers.size + state.readers.spare
    well = alive > 0
    document = {
        "status": "ok" if well else "no worker can answer",
        "version": version(),
        "workers": alive,
        "workers_wanted": wanted,
        "at_once": state.readers.size,
        "busy": state.readers.busy,
        "writable": state.settings.store is not None,
    }
    return Response(json.dumps(document) + "\n", 200 if well else 503, media_type="application/json")


async def metrics(request: Request) -> Response:
    """The counts since the start."""
    counts: Counts = request.app.state.counts
    pool = http.state(request).readers
    lines = ["# TYPE gfmd_graph_requests_total counter"]
    for (room, status), number in sorted(counts.requests.items()):
        lines.append(f'gfmd_graph_requests_total{{room="{room}",status="{status}"}} {number}')
    lines.append("# TYPE gfmd_graph_request_seconds histogram")
    sums = list(accumulate(counts.slower[at] for at in range(len(BOUNDS) + 1)))
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), sums, strict=True):
        lines.append(f'gfmd_graph_request_seconds_bucket{{le="{bound}"}} {number}')
    lines += [
        f"gfmd_graph_request_seconds_sum {counts.seconds:.6f}",
        f"gfmd_graph_request_seconds_count {sums[-1]}",
        "# TYPE gfmd_graph_requests_running gauge",
        f"gfmd_graph_requests_running {counts.running}",
        "# TYPE gfmd_graph_workers gauge",
        f'gfmd_graph_workers{{state="alive"}} {pool.alive()}',
        f'gfmd_graph_workers{{state="busy"}} {pool.busy}',
        "# TYPE gfmd_graph_workers_ended_total counter",
    ]
    for why in ("memory", "time"):
        lines.append(f'gfmd_graph_workers_ended_total{{why="{why}"}} {pool.ended[why]}')
    body = "\n".join(lines) + "\n"
    return Response(body, headers={"content-type": "text/plain; version=0.0.4; charset=utf-8"})
