"""What is installed is what runs: the wheel holds the ontology, the pages' templates and the type marker."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from places import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=180, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_is_whole(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "ontology").rglob("*"):
        if path.is_file():
            assert f"gfmd_graph/ontology/{path.relative_to(ROOT / 'ontology').as_posix()}" in inside
    for path in (ROOT / "src").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT / "src").as_posix() in inside


def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    report = ROOT / "data" / "reports" / "example-2018-detention-alternatives.txt"
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r})\n"
        "import gfmd_graph, gfmd_graph.resources as r; print(r.default_ontology())\n"
        f"print(len(gfmd_graph.read_report({str(report)!r}).statements))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120
    )
    place, number = done.stdout.split()
    assert Path(place) == tmp_path / "installed" / "gfmd_graph" / "ontology"
    assert int(number) == 31
