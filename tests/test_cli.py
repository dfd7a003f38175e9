"""The command line as people and programs meet it."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gfmd_graph.cli.main import COMMANDS
from gfmd_graph.journey import Summary
from places import DATA

EXAMPLE = DATA / "example-2018-detention-alternatives.txt"
KEYS = {
    *("id", "question", "kind", "text", "start", "end", "page", "language"),
    *("mentions", "objectives", "practice", "populations", "levels", "horizon"),
}
PROGRAM = [sys.executable, "-m", "gfmd_graph"]


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=120,
        encoding="utf-8",
    )


def test_help_answers_at_once() -> None:
    fastest = 9.0
    for _ in range(5):
        started = time.perf_counter()
        shown = run("--help")
        fastest = min(fastest, time.perf_counter() - started)
    assert shown.returncode == 0
    assert fastest < 0.3
    assert all(name in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_has_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.returncode == 0
    assert re.search(rf"Example.*:\s+gfmd-graph {command}", shown.stdout, re.S)


def test_build_says_what_it_did(tmp_path: Path) -> None:
    done = run("build", EXAMPLE, "--into", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    for word in ("reports  1", "statements", "links", "findings", "names to review", "seconds", "index.html"):
        assert word in done.stderr
    assert (tmp_path / "out" / "pages" / "index.html").is_file()


def test_build_leaves_out_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", EXAMPLE, tmp_path / "empty.txt", tmp_path / "nowhere.txt", "--into", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "empty.txt: is empty" in done.stderr
    assert "nowhere.txt: does not exist" in done.stderr
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_a_bad_file_in_a_folder_is_a_finding(tmp_path: Path) -> None:
    """Who names a file wants that file; who names a folder wants what can be read of it."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_bytes(EXAMPLE.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    done = run("build", folder, "--into", tmp_path / "out")
    assert done.returncode == 1
    assert "empty.txt: is empty" in done.stderr
    assert "left out  1" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["build", "nowhere"], ["show", "nowhere.txt"], ["check"], ["pages"], ["ask", "x"], ["export", "turtle"]],
)
def test_errors_are_sentences(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith(".")
    assert not (tmp_path / "output").exists()


def test_show_is_the_contract() -> None:
    done = run("show", EXAMPLE, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    first, *rest = map(json.loads, done.stdout.splitlines())
    assert set(first) == {"report", "title", "meeting", "year", "language", "template", "text_length"}
    assert first["template"] == "csd-2018"
    assert first["year"] == 2018
    text = EXAMPLE.read_bytes().decode("utf-8")
    assert first["text_length"] == len(text)
    for line in rest:
        assert set(line) >= KEYS
        for mention in line["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
            assert mention["type"] in {
                "country",
                "region",
                "organisation",
                "objective",
                "year",
                "population",
                "term",
                "unresolved",
            }
            assert ("code" in mention) == (mention["type"] != "unresolved")
    practices = [line for line in rest if line["practice"]]
    assert set(practices[0]["practice"]) == {
        "implementedBy",
        "takesPlaceIn",
        "affects",
        "assessment",
        "status",
        "year",
    }


def test_raw_text_is_what_offsets_point_into() -> None:
    document = DATA / "example-2018-labour-mobility.docx"
    raw = run("show", document, "--raw").stdout
    lines = [json.loads(line) for line in run("show", document, "--format", "jsonl").stdout.splitlines()]
    assert len(raw) == lines[0]["text_length"]
    whole = [line for line in lines[1:] if line["text"] and "[withheld]" not in line["text"]]
    assert len(whole) > 20
    for line in whole:
        assert " ".join(raw[line["start"] : line["end"]].split()) == line["text"]


def test_show_for_people_has_no_control_characters(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_bytes(b"- A bell \x1b[31mred\x1b[0m and Brazil.\n- Another item with \x9b31m and Kenya.\n")
    done = run("show", hostile)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\x9b" not in done.stdout


def test_check_and_pages_on_a_built_graph(examples: tuple[Path, Summary], tmp_path: Path) -> None:
    checked = run("check", DATA, "--from", examples[0])
    assert "Traceback" not in checked.stderr
    assert "12 reports looked up" in checked.stderr
    made = run("pages", "--from", examples[0], "--into", tmp_path / "again")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "again" / "pages" / "index.html").read_bytes() == (
        examples[0] / "pages" / "index.html"
    ).read_bytes()


def test_real_reports_are_built_in_time(shared: Path, tmp_path: Path) -> None:
    """Under five seconds; counted in processor time, since a shared machine makes others wait."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run("build", shared / "reports", "--into", tmp_path / "out")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
