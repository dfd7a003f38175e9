"""What a running server holds: its settings, its pools of workers, and which data are current."""

from __future__ import annotations

import asyncio
import shutil
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from gfmd_graph.graph.questions import Question
from gfmd_graph.serve.again import Again
from gfmd_graph.serve.pool import Pool
from gfmd_graph.serve.wire import Job, Reply
from gfmd_graph.serve.worker import Task

SPARE = 1
"""Readers that wait to take the place of one that has been ended."""

UPLOAD_SECONDS = 300.0
"""The least time that a whole graph may take to be written."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve. `store` is the folder to write to, None where nobody may write; sizes are in MiB."""

    source: Path
    store: Path | None = None
    ontology: Path | None = None
    timeout: float = 30.0
    memory: int = 1024
    answer: int = 64
    upload: int = 64
    workers: int = 2
    token: str = ""
    log_queries: bool = False
    cors: str = ""
    rules: bool = False

    def task(self, store: Path | None = None) -> Task:
        """What workers are started with."""
        ontology = str(self.ontology.absolute()) if self.ontology else ""
        written = str(store.absolute()) if store else ""
        # who may write is trusted, and a graph of 64 MiB is one transaction
        memory = 4 * self.memory if store else self.memory
        return Task(str(self.source.absolute()), written, ontology, memory, self.answer, self.rules)


@dataclass
class State:
    """The pools, and the data that answers come from."""

    settings: Settings
    questions: tuple[Question, ...]
    readers: Pool = field(init=False)
    writer: Pool | None = field(init=False, default=None)
    again: Again = field(default_factory=Again)
    _snapshot: Path | None = None
    _number: int = 0
    _changed: bool = False
    _stamp: str = ""
    _old: list[tuple[float, Path]] = field(default_factory=list)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        settings = self.settings
        self.readers = Pool(settings.task(), self._opening, settings.workers, settings.timeout, SPARE)
        if settings.store:
            self.writer = Pool(settings.task(settings.store), lambda: Job("open"), 1, settings.timeout)

    async def start(self) -> None:
        """Start all workers. Raises `Problem`."""
        if self.writer and self.settings.store:
            self._clear(self.settings.store)
            await self.writer.start()
            await self._take_snapshot()
        await self.readers.start()

    async def stop(self) -> None:
        """End all workers and take away the snapshots."""
        await self.readers.stop()
        if self.writer and self.settings.store:
            await self.writer.stop()
            self._clear(self.settings.store)

    async def read(self, job: Job) -> Reply:
        """The reply of a reader to `job`, from all that was written before. Raises `Busy`."""
        if self._changed:
            await asyncio.shield(self._take_snapshot())
        job = _about(job, self._opening())
        reply = self.again.get(job)
        if reply is None:
            reply = await self.readers.run(job)
            self.again.keep(job, reply, self._asked(job))
        return reply

    def _asked(self, job: Job) -> str:
        """The query behind `job`."""
        named = {question.name: question.sparql for question in self.questions}
        return named.get(job.text, job.text) if job.do == "ask" else job.text

    async def write(self, job: Job) -> Reply:
        """The reply of the writer to `job`. Raises `Busy`."""
        assert self.writer is not None  # noqa: S101 - nobody may write without one
        long = max(UPLOAD_SECONDS, self.settings.timeout) if job.do in ("put", "post") else None
        try:
            return await self.writer.run(job, long)
        finally:
            self._changed = True

    def _opening(self) -> Job:
        """The data that are current: a snapshot of what was written, else the files as they are now."""
        if self._snapshot:
            return Job("open", source=str(self._snapshot))
        source = self.settings.source.absolute()
        file = source / "graph.nq" if source.is_dir() else source
        if file.is_file():  # a build that replaces it takes a moment
            status = file.stat()
            self._stamp = f"{status.st_mtime_ns}-{status.st_ino}-{status.st_size}"
        return Job("open", source=str(source), stamp=self._stamp)

    async def _take_snapshot(self) -> None:
        async with self._lock:
            if self._snapshot and not self._changed:
                return
            assert self.writer is not None and self.settings.store  # noqa: S101
            self._number += 1
            folder = self.settings.store.absolute() / f"snapshot-{self._number}"
            self._changed = False  # a write while the snapshot is taken asks for another one
            reply: Reply | None = None
            try:
                reply = await self.writer.run(Job("snapshot", str(folder)), UPLOAD_SECONDS)
            finally:
                self._changed = self._changed or reply is None or reply.status != 200
            if reply.status != 200:
                return
            self._forget(self._snapshot)
            self._snapshot = folder

    def _forget(self, folder: Path | None) -> None:
        """Take away old snapshots that no query can be reading any more."""
        now = time.monotonic()
        if folder:
            self._old.append((now, folder))
        for since, each in list(self._old):
            if now - since > 2 * self.settings.timeout + 10:
                shutil.rmtree(each, ignore_errors=True)
                self._old.remove((since, each))

    @staticmethod
    def _clear(store: Path) -> None:
        for folder in store.glob("snapshot-*"):
            shutil.rmtree(folder, ignore_errors=True)


def _about(job: Job, opening: Job) -> Job:
    return replace(job, source=opening.source, stamp=opening.stamp)
