"""The worker processes: a request has one for a limited time; one that overstays is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from gfmd_graph.errors import Problem
from gfmd_graph.resources import PACKAGE
from gfmd_graph.serve import wire
from gfmd_graph.serve.wire import Job, Reply, sentence
from gfmd_graph.serve.worker import Task

PATIENCE = 10.0
"""Seconds that a request waits for a free worker."""

START = 120.0
"""Seconds in which a worker must have opened its data."""


class Busy(Exception):
    """All workers are taken, and enough requests wait already."""


class _Gone(Exception):
    """The worker has ended."""


@dataclass(eq=False)
class _Worker:
    process: asyncio.subprocess.Process

    async def ask(self, job: Job) -> Reply:
        """Send `job`, wait for its reply. Raises `_Gone`."""
        taken, given = self.process.stdout, self.process.stdin
        assert taken is not None and given is not None  # noqa: S101 - both are pipes, see `_started`
        try:
            given.write(wire.frame(job))
            await given.drain()
            head, content = wire.SIZES.unpack(await taken.readexactly(wire.SIZES.size))
            return wire.reply(await taken.readexactly(head), await taken.readexactly(content))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise _Gone from error

    async def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@dataclass
class Pool:
    """`size` processes for `task`, each of which does the job `first` gives before any other.

    At most `queue` requests wait for one of them. `spare` more are ready to take the place of one that has
    been ended, since to start takes half a second.
    """

    task: Task
    first: Callable[[], Job]
    size: int
    seconds: float
    spare: int = 0
    queue: int = 64
    ended: Counter[str] = field(default_factory=Counter)
    busy: int = 0
    _idle: asyncio.Queue[_Worker | None] = field(default_factory=asyncio.Queue)
    _all: set[_Worker] = field(default_factory=set)
    _waiting: int = 0
    _starting: set[asyncio.Task[None]] = field(default_factory=set)
    _stopped: bool = False

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.size)

    async def start(self) -> None:
        """Start all workers. Raises `Problem`."""
        await asyncio.gather(*(self._add() for _ in range(self.size + self.spare)))

    async def stop(self) -> None:
        """End all workers; none is left when this returns."""
        self._stopped = True
        for _ in range(self._waiting):
            self._idle.put_nowait(None)
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in list(self._all)))
        self._all.clear()

    def alive(self) -> int:
        """How many workers there are."""
        return len(self._all)

    async def run(self, job: Job, seconds: float | None = None) -> Reply:
        """The reply to `job`, within the time limit. Raises `Busy`."""
        worker = await self._free()
        self.busy += 1
        limit = self.seconds if seconds is None else seconds
        well = False
        try:
            async with asyncio.timeout(limit):
                reply = await worker.ask(job)
                well = True
                return reply
        except TimeoutError:
            self.ended["time"] += 1
            return sentence(503, f"The answer took longer than {limit:g} s and was stopped; ask for less.")
        except _Gone:
            if self._stopped:
                return sentence(503, "The server has been stopped.")
            self.ended["memory"] += 1
            text = f"more memory than {self.task.memory} MiB, or is nested too deeply; ask for less."
            return sentence(503, f"The process that answered has ended: this needs {text}")
        finally:
            self.busy -= 1
            self._slots.release()
            if well and worker.process.returncode is None:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _free(self) -> _Worker:
        """A worker that does nothing, and the right to use it. Raises `Busy`."""
        if self._slots.locked() and self._waiting >= self.queue:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._slots.acquire()
                try:
                    return await self._idler()
                except BaseException:
                    self._slots.release()
                    raise
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    async def _idler(self) -> _Worker:
        while not self._stopped:
            worker = await self._idle.get()
            if worker is None:
                break
            if worker.process.returncode is None:
                return worker
            self._replace(worker)
        raise Busy

    def _replace(self, worker: _Worker) -> None:
        if worker.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                worker.process.kill()
        if self._stopped:
            return
        task = asyncio.get_running_loop().create_task(self._restart(worker))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _restart(self, worker: _Worker) -> None:
        await worker.end()
        self._all.discard(worker)
        pause = 0.1
        while True:
            try:
                return await self._add()
            except Problem:
                # the data may be in the middle of being replaced: until they are back, /health tells
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10.0)

    async def _add(self) -> None:
        worker = _Worker(await _started(self.task))
        self._all.add(worker)
        try:
            async with asyncio.timeout(START):
                reply = await worker.ask(self.first())
            if reply.status != 200:
                raise Problem(reply.content.decode().strip().rstrip("."))
        except BaseException as error:
            self._all.discard(worker)
            await worker.end()
            if isinstance(error, TimeoutError | _Gone):
                raise Problem("a worker process could not start", self.task.source, "see above") from error
            raise
        self._idle.put_nowait(worker)


async def _started(task: Task) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    paths = [str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    # of its own session: Ctrl-C reaches the server alone, which then ends its workers
    return await asyncio.create_subprocess_exec(
        *task.command(), stdin=pipe, stdout=pipe, env=environment, start_new_session=True, limit=2**20
    )
