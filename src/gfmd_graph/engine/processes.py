"""Chunks of reports over the cores of this machine, or one after another where that is faster."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from gfmd_graph.engine.parts import NO_SUGGESTIONS, Done, Suggestions, Task, work

CHUNK = 10
FEW = 20
"""Up to so many reports one process is as fast: another one has to load the vocabularies first."""


def run(
    tasks: Sequence[Task],
    ontology: Path,
    processes: int | None = None,
    suggestions: Suggestions = NO_SUGGESTIONS,
) -> Iterator[tuple[int, Done]]:
    """(number of reports in the chunk, what it gave) for each chunk, in the order of the reports.

    A process that is lost, for want of memory say, costs nothing: its chunks are done in this one.
    """
    workers = processes or os.cpu_count() or 1
    if len(tasks) <= FEW or workers == 1:
        for task in tasks:
            yield 1, work([task], ontology, suggestions)
        return
    chunks = [tasks[first : first + CHUNK] for first in range(0, len(tasks), CHUNK)]
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, len(chunks)), mp_context=context, initializer=_obey_the_parent)
    try:
        yield from _in_order(pool, chunks, ontology, suggestions, 2 * workers)
    except BaseException:
        # Ctrl-C must not wait for the chunks that are under way.
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    chunks: Sequence[Sequence[Task]],
    ontology: Path,
    suggestions: Suggestions,
    ahead: int,
) -> Iterator[tuple[int, Done]]:
    """Only a few chunks wait at a time, so that memory does not grow with the number of reports."""
    waiting: dict[int, Future[Done]] = {}
    for number, chunk in enumerate(chunks):
        for later in range(number, min(number + ahead, len(chunks))):
            if later not in waiting:
                waiting[later] = _submit(pool, chunks[later], ontology, _own(chunks[later], suggestions))
        try:
            yield len(chunk), waiting.pop(number).result()
        except BrokenProcessPool:
            yield len(chunk), work(chunk, ontology, suggestions)


def _own(chunk: Sequence[Task], suggestions: Suggestions) -> Suggestions:
    """The suggestions for a chunk alone: another process gets nothing that it does not need."""
    iris = [entered.iri for _, entered in chunk]
    return {iri: suggestions[iri] for iri in iris if iri in suggestions}


def _submit(
    pool: ProcessPoolExecutor, chunk: Sequence[Task], ontology: Path, suggestions: Suggestions
) -> Future[Done]:
    try:
        return pool.submit(work, chunk, ontology, suggestions)
    except BrokenProcessPool as broken:
        lost: Future[Done] = Future()
        lost.set_exception(broken)
        return lost


def _obey_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; only the first one decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
