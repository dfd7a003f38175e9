"""The documents say what is true today: their sessions are run, their links lead somewhere.

`GFMD_GRAPH_BLESS=1` writes the sessions anew instead of comparing them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gfmd_graph.cli.main import COMMANDS
from gfmd_graph.journey import Summary
from places import DATA, ROOT

SESSION = re.compile(r"```console\n(.*?)```", re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "README.md"])


@pytest.fixture(scope="module")
def place(examples: tuple[Path, Summary], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout after `make demo`."""
    folder = tmp_path_factory.mktemp("session")
    shutil.copytree(DATA.parent, folder / "data")
    shutil.copytree(examples[0], folder / "output")
    return folder


def _run(command: str, place: Path) -> str:
    program = Path(shutil.which("gfmd-graph") or ROOT / ".venv" / "bin" / "gfmd-graph")
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), str(program.parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "100"}
    done = subprocess.run(  # noqa: S602 - a session is what a person types into a shell
        command,
        shell=True,
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    shown = done.stdout + done.stderr
    return re.sub(r"(seconds\s+)\d+\.\d", r"\g<1>…", shown)  # which differs from run to run


def test_sessions_of_the_readme_are_true(place: Path) -> None:
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    sessions = [body for body in SESSION.findall(text) if "make demo" not in body]
    assert len(sessions) >= 6
    for body in sessions:
        command = body.splitlines()[0].removeprefix("$ ")
        fresh = f"$ {command}\n{_run(command, place)}"
        if os.environ.get("GFMD_GRAPH_BLESS"):
            text = text.replace(body, fresh)
        else:
            assert fresh == body
    if os.environ.get("GFMD_GRAPH_BLESS"):
        readme.write_text(text, "utf-8")


def test_python_of_the_readme_runs(place: Path) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert code
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code[1]], cwd=place, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_every_command_is_documented() -> None:
    text = (ROOT / "README.md").read_text("utf-8") + "".join(
        p.read_text("utf-8") for p in ROOT.glob("docs/*.md")
    )
    for command in COMMANDS:
        assert re.search(rf"gfmd-graph {command}\b|`{command}`", text), command


def test_nothing_names_this_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix in {
            ".py",
            ".md",
            ".toml",
            ".ttl",
            ".rq",
            ".csv",
            ".js",
            ".css",
            ".j2",
            "",
        }:
            text = path.read_text("utf-8", "ignore")
            assert "/wor" + "k/" not in text, name
            assert ".libr" + "ary" not in text, name


def test_figures_are_those_of_today() -> None:
    """The tables of the documents are what `benchmarks/accuracy.py` prints; --write renews them."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks" / "accuracy.py")
    assert spec
    assert spec.loader
    accuracy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(accuracy)
    made = accuracy.tables()
    for document in (ROOT / "README.md", ROOT / "docs" / "accuracy.md"):
        text = document.read_text("utf-8")
        assert accuracy.written(text, made) == text, document.name
