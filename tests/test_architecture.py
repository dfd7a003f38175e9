"""The house: imports fall one way, and each foreign library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "gfmd_graph"

FLOORS = (
    ("errors", "namespaces", "model", "spreadsheet"),
    ("words", "rdf", "resources", "web"),
    ("read", "knowledge"),
    ("form",),
    ("register", "extraction"),
    ("reading", "lines"),
    ("graph",),
    ("review", "publish", "output"),
    ("engine", "score", "chat"),
    ("journey",),
    ("serve",),
    ("cli", "__init__"),
    ("__main__",),
)
"""From the ground up. A module imports from floors below its own, or from its own room."""

DOORS = {
    "click": ("cli/",),
    "pyoxigraph": ("rdf.py", "graph/store.py", "serve/dataset.py", "serve/writing.py"),
    "oxrdflib": ("graph/store.py",),
    "pyshacl": ("graph/validate.py",),
    "pyvis": ("publish/",),
    "networkx": ("publish/",),
    "numpy": ("publish/",),
    "jinja2": ("publish/",),
    "docx": ("read/docx.py",),
    "pypdfium2": ("read/",),
    "lxml": ("read/",),
    "rich": ("cli/",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/server.py",),
    "tomllib": ("knowledge/",),
    "urllib.request": ("web.py",),
    "urllib.error": ("web.py",),
    "http": ("web.py",),
    "socket": ("serve/server.py",),
    "ssl": (),
}

MODULES = sorted(SOURCE.rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(dotted: str) -> str | None:
    """The first name below our package, None for other packages and for names of the package itself."""
    parts = dotted.split(".")
    if parts[0] != "gfmd_graph" or len(parts) == 1:
        return None
    return parts[1] if any(parts[1] in rooms for rooms in FLOORS) else None


def _floor(room: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_fall_one_way(path: Path) -> None:
    relative = path.relative_to(SOURCE)
    room = relative.parts[0].removesuffix(".py")
    for dotted in _imports(path):
        other = _room(dotted)
        if other is not None and other != room:
            assert _floor(other) < _floor(room), f"{relative} imports upwards from {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_foreign_libraries_have_one_door(path: Path) -> None:
    relative = path.relative_to(SOURCE).as_posix()
    for dotted in _imports(path):
        for library, allowed in DOORS.items():
            inside = dotted == library or dotted.startswith(f"{library}.")
            assert not inside or relative.startswith(allowed), f"{relative} imports {dotted}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_rooms_stay_small(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno > 60]
    assert not long
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_packages_are_empty_rooms() -> None:
    """A module never imports its own package's `__init__`, so there is nothing in it."""
    for path in SOURCE.rglob("*/__init__.py"):
        assert path.read_text("utf-8").strip() == ""


def test_every_public_thing_says_what_it_is() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        if path.name != "__init__.py":
            assert ast.get_docstring(tree), f"{path} says nothing about itself"


def test_nothing_is_swallowed() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
                reraised = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                assert not broad or reraised, f"{path}:{node.lineno} swallows everything"
