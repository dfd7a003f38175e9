"""`ask` beyond the terminal: workbooks, files, and the words behind rows that count."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gfmd_graph import rdf
from gfmd_graph.cli.ask import ask
from gfmd_graph.cli.sheets import xlsx
from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Table
from test_questions import wide_quads


@pytest.fixture
def built(tmp_path: Path) -> Path:
    rdf.write(wide_quads(), tmp_path / "graph.nq", rdf.SUFFIXES[".nq"])
    return tmp_path


def run(built: Path, *words: str) -> Result:
    return CliRunner().invoke(ask, [*words, "--from", str(built)])


def test_a_workbook(built: Path) -> None:
    from openpyxl import load_workbook

    file = built / "deep" / "answer.xlsx"
    assert run(built, "questions-to-governments", "--to", str(file)).exit_code == 0
    sheet = load_workbook(file).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["words", "report", "year", "page", "statement"] and rows[1][3] == 2
    assert rows[1][0].startswith("=How will Brazil") and sheet["A2"].data_type == "s"
    again = built / "again.xlsx"
    run(built, "questions-to-governments", "--to", str(again))
    assert file.read_bytes() == again.read_bytes()
    piped = run(built, "questions-to-governments", "--format", "xlsx")
    assert load_workbook(io.BytesIO(piped.stdout_bytes)).active.title == "questions-to-governments"


def test_a_workbook_of_anything() -> None:
    assert xlsx(Table(("a",), (("\x00\x1b\ud800 b",), (None,), (True,), (0.5,))), "a/b:c" * 20)[:2] == b"PK"


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Problem, match=r"pip install 'gfmd-graph\[xlsx\]'"):
        xlsx(Table(("a",), ()), "a")


def test_the_name_of_a_file_tells_its_format(built: Path) -> None:
    for suffix, start in ((".csv", "country,"), (".json", '{"head"'), (".md", "| country |")):
        file = built / f"answer{suffix}"
        assert run(built, "champions", "--to", str(file)).stdout == ""
        assert file.read_text("utf-8").startswith(start)
    blocked = run(built, "champions", "--to", str(built / "answer.csv" / "x.csv"))
    assert "choose another with --to" in str(blocked.exception)


def test_the_words_behind_a_count(built: Path) -> None:
    result = run(built, "overlaps", "--words", "--format", "csv")
    assert "IOM receives Afghans who come back to Senegal." in result.stdout
    own = run(built, "champions", "--words", "--format", "csv")
    assert own.stdout == run(built, "champions", "--format", "csv").stdout
