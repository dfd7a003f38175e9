"""Files that hold reports: zip archives and mails. A report in one is named as if that were a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read.reader import READERS, read_file

CONTAINERS: dict[str, str] = {".zip": "archive", ".eml": "mail"}
"""Suffix -> module of this package with `names` and `content`."""

MOST_REPORTS = 2_000
_DEEPEST = 3
"""A mail in an archive in an archive; what is deeper is not looked for."""


class _Container(Protocol):
    def names(self, path: Path) -> list[str]:
        """The names of all files inside, with "/", safe to put behind a path. Raises `Problem`."""

    def content(self, path: Path, name: str) -> bytes:
        """The bytes of one of them, bounded. Raises `Problem`."""


def reports(path: Path) -> tuple[list[Path], list[Problem]]:
    """The reports in a file (of a file that is no container: itself), and what in it cannot be read."""
    problems: list[Problem] = []
    found: list[Path] = []
    if path.suffix.lower() not in CONTAINERS:
        return [path], []
    try:
        with opened(path) as file:
            for each in _reports(file, path, 0, problems):
                if len(found) == MOST_REPORTS:
                    raise Problem(f"holds more than {MOST_REPORTS:,} reports", str(path), "split it")
                found.append(each)
    except Problem as problem:
        return [], [problem]
    if not found and not problems:
        problems.append(Problem("holds no report", str(path), f"put files ending in {_suffixes()} there"))
    return found, problems


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """A file with the content of `path`, which may be a report in a container; Problems name `path`."""
    outer = holder(path)
    if outer is None:
        yield path
        return
    with TemporaryDirectory(prefix="gfmd-graph-") as folder:
        parts = path.relative_to(outer).parts
        file = shown = outer
        while parts:
            file, used = _take(file, shown, parts, Path(folder))
            shown = shown.joinpath(*parts[:used])
            parts = parts[used:]
        with _named(path, file):
            yield file


def holder(path: Path) -> Path | None:
    """The container on disk that `path` leads into; None when there is none."""
    for parent in path.parents:
        if parent.suffix.lower() in CONTAINERS and parent.is_file():
            return parent
    return None


def holds(path: Path, name: str) -> bool:
    """Whether a file is a container with a file of that name in it. Raises `Problem`."""
    module = _module(path)
    return module is not None and path.is_file() and name in module.names(path)


def only_report(path: Path) -> Document:
    """The document of a container that holds a single report; Problem when there are more or none."""
    found, problems = reports(path)
    if problems:
        raise problems[0]
    if len(found) > 1:
        raise Problem(f"holds {len(found)} reports", str(path), f'name one of them, as in "{found[0]}"')
    with opened(found[0]) as file:
        return read_file(file)


def _reports(path: Path, shown: Path, depth: int, problems: list[Problem]) -> Iterator[Path]:
    """`path` is the file to look into, `shown` what it is called."""
    module = _module(path)
    if module is None:
        yield shown
        return
    with _named(shown, path):
        names = [name for name in module.names(path) if Path(name).suffix.lower() in READERS]
    if not names and path.suffix.lower() == ".eml":
        yield shown
    for name in names:
        if Path(name).suffix.lower() not in CONTAINERS:
            yield shown / name
            continue
        try:
            yield from _inner(module, path, shown, name, depth, problems)
        except Problem as problem:
            problems.append(problem)


def _inner(
    module: _Container, path: Path, shown: Path, name: str, depth: int, problems: list[Problem]
) -> Iterator[Path]:
    """The reports in a container in a container; only one archive may be inside another."""
    zips = sum(Path(part).suffix.lower() == ".zip" for part in (*shown.parts[-depth - 1 :], name))
    if depth + 1 >= _DEEPEST or zips > 2:
        raise Problem("is packed too deeply", str(shown / name), "unpack it")
    with TemporaryDirectory(prefix="gfmd-graph-") as folder:
        file = Path(folder) / f"inner{Path(name).suffix.lower()}"
        with _named(shown / name, path):
            file.write_bytes(module.content(path, name))
        yield from _reports(file, shown / name, depth + 1, problems)


def _take(file: Path, shown: Path, parts: tuple[str, ...], folder: Path) -> tuple[Path, int]:
    """The longest name within `parts` that `file` holds, put into `folder`, and how many parts it has."""
    module = _module(file)
    if module is not None:
        with _named(shown, file):
            names = set(module.names(file))
            for used in range(len(parts), 0, -1):
                name = "/".join(parts[:used])
                if name in names:
                    taken = folder / f"{len(parts)}{Path(name).suffix.lower()}"
                    taken.write_bytes(module.content(file, name))
                    return taken, used
    raise Problem("does not exist", str(shown.joinpath(*parts)), "check the name")


@contextmanager
def _named(shown: Path, real: Path) -> Iterator[None]:
    """A Problem with `real` is told of `shown`."""
    try:
        yield
    except Problem as problem:
        if shown == real:
            raise
        raise Problem(problem.what, problem.where.replace(str(real), str(shown)), problem.mend) from problem


def _module(path: Path) -> _Container | None:
    name = CONTAINERS.get(path.suffix.lower())
    return cast(_Container, import_module(f"gfmd_graph.read.{name}")) if name else None


def _suffixes() -> str:
    return ", ".join(suffix for suffix in READERS if suffix not in CONTAINERS)
