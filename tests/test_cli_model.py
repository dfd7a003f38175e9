"""`gfmd-graph build --model-url`: the sentences that a person reads, and what stays as it was."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from gfmd_graph.cli.models import named_model
from model_server import Said, claims, playing
from servers import free_port
from test_cli import PROGRAM
from test_journey import EXAMPLE

NOTES = (
    "Notes\n\nGood practices\n\n- Grandmothers knit scarves each winter.\n- Bus drivers bring newspapers.\n"
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text(NOTES, "utf-8")
    return path


def run(
    *arguments: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "build", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
    )


def knits(words: str) -> Said:
    if "knit" in words:
        return claims((16, "knit scarves"), (15, "a house"))
    return Said(b'{"choices": [{"message": {"content": "no idea"}}]}')


def test_the_summary_says_what_became_of_the_answers(notes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with playing(knits) as model:
        named = ("--model-url", model.url, "--model", "llama3.1", "--into", out)
        first = run(notes, *named, environment={"GFMD_GRAPH_MODEL_KEY": " sk-1\n"})
        again = run(notes, *named)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    line = (
        "           model  llama3.1: 2 statements, 2 asked now; suggestions: 1 kept, 0 found already,"
        " 1 left out, their words do not stand there; answers of no use: 1\n"
    )
    assert line in first.stderr
    assert line.replace("2 asked now", "0 asked now") in again.stderr
    assert len(model.requests) == 2 and model.headers[0]["authorization"] == "Bearer sk-1"
    assert (out / "model-answers.jsonl").is_file()
    assert "sk-1" not in first.stderr + "".join(
        path.read_text("utf-8", "ignore") for path in out.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--model", "m"), "a model needs an address and a name; give --model-url, the address"),
        (
            ("--model-url", "http://localhost/v1"),
            "a model needs an address and a name; give --model, its name",
        ),
        (("--model-answers", "x"), "no model is named; give --model-url and --model too"),
        (("--model-despite-chatham-house",), "no model is named; give --model-url and --model too"),
        (("--model-url", "localhost/v1", "--model", "m"), "this is no address of a server; write it like"),
        (("--model-url", "http://u:hidden@localhost/v1", "--model", "m"), "this is no address of a server"),
        (("--model-url", "http://localhost/v1?a=b", "--model", "m"), "goes on after its path"),
        (("--model-url", "http://localhost/v1", "--model", "a\tb"), "the name of the model is empty or odd"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    notes: Path, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    done = run(notes, "--into", tmp_path / "out", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr and done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_server_that_does_not_run_leaves_the_last_good_output(notes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(notes, "--into", out, "-q").returncode == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    url = f"http://127.0.0.1:{free_port()}/v1"
    done = run(notes, "--into", out, "--model-url", url, "--model", "m")
    assert (done.returncode, done.stdout) == (2, "")
    said = f"{url}/chat/completions: the server does not answer (Connection refused); check that it runs."
    assert done.stderr == f"gfmd-graph: {said}\n"
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_report_under_the_rule_needs_a_word_of_its_own(tmp_path: Path) -> None:
    """On the command line, each time: a forgotten environment variable insists on nothing."""
    forgotten = {
        "GFMD_GRAPH_BUILD_MODEL_DESPITE_CHATHAM_HOUSE": "1",
        "GFMD_GRAPH_MODEL_DESPITE_CHATHAM_HOUSE": "1",
    }
    with playing(lambda words: claims()) as model:
        named = ("--into", tmp_path / "out", "--model-url", model.url, "--model", "m")
        refused = run(EXAMPLE, *named, environment=forgotten)
        assert refused.returncode == 2
        assert refused.stderr == (
            "gfmd-graph: example-2018-detention-alternatives.txt: is under the Chatham House Rule, so no"
            " model was asked; build without --model-url, or add --model-despite-chatham-house if all who"
            " spoke there agree.\n"
        )
        assert not model.requests and not (tmp_path / "out").exists()
        assert run(EXAMPLE, *named, "--model-despite-chatham-house").returncode == 0
        assert len(model.requests) > 20


@pytest.mark.parametrize(
    ("url", "noted"),
    [
        ("http://model.invalid/v1", True),
        ("https://model.invalid/v1", False),
        ("http://localhost:1/v1", False),
        ("http://[::1]:1/v1", False),
    ],
)
def test_who_listens_on_the_way_is_said(url: str, noted: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert named_model(Path("out"), url, "m", None, 1.0, False)
    note = "Note: http without s to another machine; others on the way can read this.\n"
    assert capsys.readouterr().err == (note if noted else "")
