"""A process that answers jobs one after the other; whoever waits too long for it ends it.

The store cannot be stopped while it answers, so its process is what has an end: by the server when the
time is over, by the system when the memory is.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Graph
from gfmd_graph.serve import reading, wire
from gfmd_graph.serve.dataset import Dataset, TooLarge, store_at
from gfmd_graph.serve.wire import Job, Reply, sentence
from gfmd_graph.serve.writing import Writer

MIB = 2**20
_EXTRA = {"ask": reading.ask, "counts": reading.counts, "words": reading.words}


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is for. `store` is the folder to write to, "" for readers; sizes are in MiB."""

    source: str
    store: str = ""
    ontology: str = ""
    memory: int = 1024
    answer: int = 64
    rules: bool = False

    def command(self) -> list[str]:
        """The command that starts the worker."""
        return [sys.executable, "-P", "-m", "gfmd_graph.serve.worker", json.dumps(asdict(self))]


class Reader:
    """Answers from the data that a job names; opens them anew when they have changed."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._opened: tuple[str, str] | None = None
        self._dataset = Dataset(Graph()._store, task.answer * MIB)

    def open(self, job: Job) -> Reply:
        """Make sure that the data of `job` are open. Raises `Problem`."""
        if self._opened != (job.source, job.stamp):
            self._dataset = Dataset(store_at(Path(job.source), self._task.rules), self._task.answer * MIB)
            self._opened = (job.source, job.stamp)
            reading.prepared.cache_clear()
            _limit_memory(self._task.memory)
        return Reply(200)

    def answer(self, job: Job) -> Reply:
        """The answer to `job`. Raises `Problem`, `TooLarge`."""
        self.open(job)
        if job.do in _EXTRA:
            reply = _EXTRA[job.do](
                self._dataset.graph, job, Path(self._task.ontology) if self._task.ontology else None
            )
            if len(reply.content) > self._task.answer * MIB:
                raise TooLarge
            return reply
        steps = {
            "open": self.open,
            "query": self._dataset.query,
            "read": self._dataset.read,
            "describe": self._dataset.describe,
        }
        return steps[job.do](job)


def _writer(task: Task) -> Callable[[Job], Reply]:
    writer = Writer(Path(task.store), Path(task.source))
    _limit_memory(task.memory)
    steps = {
        "open": lambda job: Reply(200),
        "snapshot": writer.snapshot,
        "update": writer.update,
        "put": writer.put,
        "post": writer.post,
        "delete": writer.delete,
    }
    return lambda job: steps[job.do](job)


def main() -> int:
    """Answer the jobs that come on standard input until it is closed."""
    _end_with_parent()
    task = Task(**json.loads(sys.argv[1]))
    jobs, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but replies may go where the server reads them
    try:
        answer = _writer(task) if task.store else Reader(task).answer
    except Problem as problem:
        replies.write(wire.frame(sentence(400, str(problem))))
        replies.flush()
        return 2
    least = 0
    while (job := wire.read_job(jobs.read)) is not None:
        replies.write(wire.frame(_answered(answer, job, task)))
        replies.flush()
        least = least or _resident()
        if _resident() - least > task.memory * MIB // 2:
            return 0  # what a large answer took goes back to the system
    return 0


def _answered(answer: Callable[[Job], Reply], job: Job, task: Task) -> Reply:
    try:
        return answer(job)
    except Problem as problem:
        return sentence(400, str(problem))
    except TooLarge:
        return sentence(422, f"The answer is larger than {task.answer} MiB; ask for less, or add LIMIT.")
    except (MemoryError, RecursionError):
        return sentence(503, f"The answer needs more than {task.memory} MiB of memory; ask for less.")


def _resident() -> int:
    """The bytes of memory in use; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit_memory(mebibytes: int) -> None:
    """No more than so much beyond what is in use now. Where the system has no such limit, there is none."""
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, OSError):
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + mebibytes * MIB
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent() -> None:
    """On Linux the system ends this process with the server, however that ends."""
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
