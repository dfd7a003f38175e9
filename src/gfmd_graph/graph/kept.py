"""Large graphs, kept on disk as a store, so that a question need not read the file again.

The files are the truth: a kept store has the name of its file's digest, so that another file never finds
it, and it may be thrown away at any time. It lives in the cache folder of the user and not in `output/`,
where every file must have the same bytes after every build, which those of a database have not.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LEAST = 64 * 2**20
"""Bytes of a file from which its store is kept. Measured: 1,000,000 quads (188 MB) take 3 s to read each
time, 10 s to keep once and then 0.3 s to open; but questions are 2 to 5 times slower on disk, so that
below a third of that size reading anew is the quicker way to an answer."""

MOST = 3
"""Stores that are kept; the one that was used last stays longest."""

_DAY = 86400.0


def cache_folder() -> Path:
    """`GFMD_GRAPH_CACHE`, else the user's cache folder."""
    chosen = os.environ.get("GFMD_GRAPH_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gfmd-graph"


def kept(file: Path, made_by: str, make: Callable[[Path], None]) -> Path | None:
    """The folder of the kept store of `file`, which `make` fills when there is none.

    `made_by` names everything else that the store depends on. None where the store would not pay, or
    where the cache folder cannot be written.
    """
    try:
        if file.stat().st_size < LEAST:
            return None
        stores = cache_folder() / "stores"
        folder = stores / _name(file, made_by)
        if not folder.is_dir():
            stores.mkdir(parents=True, exist_ok=True)
            _fill(folder, make)
            _clean(stores, folder)
        os.utime(folder)
    except OSError:
        return None
    return folder if folder.is_dir() else None


def _name(file: Path, made_by: str) -> str:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    digest.update(made_by.encode())
    return digest.hexdigest()[:32]


def _fill(folder: Path, make: Callable[[Path], None]) -> None:
    """Make it beside and rename it: two processes at once do no harm, the first one's stays."""
    beside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        make(beside)
        if not folder.is_dir():
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clean(stores: Path, new: Path) -> None:
    """Remove the oldest stores, and what an interrupted process left; never what was used today."""
    found = sorted((path for path in stores.iterdir() if path != new), key=lambda path: -path.stat().st_mtime)
    whole = [path for path in found if not path.name.startswith(".")]
    left = [path for path in found if path.name.startswith(".")]
    for path in [*left, *whole[MOST - 1 :]]:
        if time.time() - path.stat().st_mtime > _DAY:
            shutil.rmtree(path, ignore_errors=True)
