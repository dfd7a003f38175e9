"""What all tests share. `GFMD_GRAPH_NO_SKIPS=1` turns every skip into a failure, as `.ci/run` wants it."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from gfmd_graph.journey import Summary, build
from places import DATA, SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("GFMD_GRAPH_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped although skips are forbidden: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The two real reports and their gold, which stay outside the repository."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """The output of our own example reports, built once."""
    folder = tmp_path_factory.mktemp("examples") / "output"
    return folder, build([DATA], folder)
