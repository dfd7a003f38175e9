"""The output folder: written beside, then put in place; an interrupted build leaves the last good one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gfmd_graph.errors import Problem

MADE = ("graph.nq", "graph.ttl", "vocabulary.ttl", "review", "pages", "build.json")
"""What a build makes, in the order in which it is put in place; build.json last: then all is there."""


@contextlib.contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder to write into; when the block ends well, its files take the place of those in `folder`.

    Files of others in `folder` stay. Raises `Problem` when it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    except OSError as error:
        raise Problem(
            f"cannot be written ({error.strerror})", str(folder), "choose another with --into"
        ) from error
    try:
        with _sentence(folder):
            yield stage
            with _uninterrupted():
                _put_in_place(stage, folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def replaced_file(path: Path, mend: str) -> Iterator[BinaryIO]:
    """A file beside `path` to write into; when the block ends well, it takes the place of `path`.

    Raises `Problem` with `mend` when it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise Problem(f"cannot be written ({error.strerror})", str(path), mend) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


@contextlib.contextmanager
def _sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(
            f"could not be written ({reason})", str(folder), "free space or choose another with --into"
        ) from error


def _put_in_place(stage: Path, folder: Path) -> None:
    old = stage / ".old"
    old.mkdir()
    for name in MADE:
        if not (stage / name).exists():
            continue
        if (folder / name).is_dir():
            (folder / name).replace(old / name)
        (stage / name).replace(folder / name)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C and a polite end wait for the few renames; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before = {
        sig: signal.signal(sig, lambda number, frame: waiting.append(number))
        for sig in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for caught, handler in before.items():
            signal.signal(caught, handler)
        for number in waiting:
            signal.raise_signal(number)
