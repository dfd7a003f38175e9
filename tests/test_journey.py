"""The journey as a whole: what is built, what is left out, what stays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gfmd_graph import Graph, build, extract, read_report
from gfmd_graph.errors import Problem
from gfmd_graph.graph.validate import findings
from gfmd_graph.journey import Summary
from places import DATA, ONTOLOGY

EXAMPLE = DATA / "example-2018-detention-alternatives.txt"
EVIDENCE = """SELECT ?report ?exact ?start ?end WHERE {
  ?evidence a gfmd:Evidence ; oa:exact ?exact ; gfmd:start ?start ; gfmd:end ?end ;
    gfmd:inStatement/gfmd:inReport ?report }"""


def test_own_examples_are_rich(examples: tuple[Path, Summary]) -> None:
    folder, summary = examples
    graph = Graph.open(folder)

    def number(kind: str) -> int:
        rows = graph.select(
            f"SELECT DISTINCT ?x WHERE {{ ?s gfmd:mentions|gfmd:objective ?x . ?x a gfmd:{kind} }}"
        )
        return len(rows.rows)

    assert not summary.problems
    assert summary.reports == 12
    assert number("Country") >= 15
    assert number("Objective") >= 15
    assert number("Organisation") >= 20
    kinds = graph.select("SELECT DISTINCT ?k WHERE { ?s gfmd:kind ?k . ?s a gfmd:Statement }")
    assert len(kinds.rows) == 10


def test_nothing_is_found_wrong(examples: tuple[Path, Summary]) -> None:
    errors = [finding for finding in examples[1].findings if finding.severity == "error"]
    assert not errors, [str(finding) for finding in errors]


def test_every_evidence_stands_at_its_offsets(examples: tuple[Path, Summary]) -> None:
    graph = Graph.open(examples[0])
    texts = {report.iri: report.text for report in map(read_report, _reports())}
    rows = graph.select(EVIDENCE).rows
    assert len(rows) > 500
    for report, exact, start, end in rows:
        assert texts[str(report)][int(start or 0) : int(end or 0)] == exact


def _reports() -> list[Path]:
    return sorted(path for path in DATA.iterdir() if path.suffix != ".csv")


def test_there_are_no_blank_nodes(examples: tuple[Path, Summary]) -> None:
    assert "_:" not in "".join(
        line[:2] for line in (examples[0] / "graph.nq").read_text("utf-8").splitlines()
    )
    assert (
        not Graph.open(examples[0])
        .select("SELECT ?s WHERE { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
        .rows
    )


def test_each_report_has_its_graph(examples: tuple[Path, Summary]) -> None:
    graph = Graph.open(examples[0])
    rows = graph.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?r a gfmd:Report } }").rows
    assert len(rows) == 12


def _build(folder: Path, seed: str, inputs: Path) -> dict[str, bytes]:
    code = f"from gfmd_graph import build; build([{str(inputs)!r}], {str(folder)!r})"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=120)
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_same_input_same_bytes(tmp_path: Path) -> None:
    first = _build(tmp_path / "a", "1", DATA)
    second = _build(tmp_path / "elsewhere" / "b", "2", DATA)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 50


def test_an_inserted_item_changes_no_other_iri(tmp_path: Path) -> None:
    before = read_report(EXAMPLE)
    path = tmp_path / EXAMPLE.name
    text = EXAMPLE.read_bytes().decode()
    first = next(s for s in before.statements if s.kind == "priority")
    start = text.rindex("\n", 0, first.span.start) + 1
    path.write_bytes((text[:start] + "a- A wholly new item stands first.\n\n" + text[start:]).encode())
    after = {statement.iri for statement in read_report(path).statements}
    missing = {s.iri for s in before.statements} - after
    assert not missing
    assert len(after) == len(before.statements) + 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t", "is empty"),
        ("noise.txt", bytes(range(256)) * 40, "no text"),
        ("broken.docx", b"PK\x03\x04 this is no archive", ""),
        ("broken.pdf", b"%PDF-1.7 and nothing behind", ""),
        ("picture.png", b"\x89PNG\r\n", "in no format that is read"),
    ],
)
def test_bad_input_is_left_out(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / name).write_bytes(content)
    summary = build([EXAMPLE, inputs / name], tmp_path / "out")
    assert summary.reports == 1
    (problem,) = summary.problems
    assert name in str(problem)
    assert says in str(problem)
    assert "\n" not in str(problem)


def test_nothing_readable_leaves_the_last_good_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([EXAMPLE], out)
    before = {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(Problem, match="empty"):
        build([tmp_path / "empty.txt"], out)
    with pytest.raises(Problem, match="does not exist"):
        build([tmp_path / "nowhere"], out)
    assert {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} == before


def test_an_interrupted_build_leaves_the_last_good_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build([EXAMPLE], out)
    (out / "mine.txt").write_text("a file of the user")
    before = {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("gfmd_graph.publish.pages.write_pages", stopped)
    with pytest.raises(KeyboardInterrupt):
        build([DATA], out)
    assert {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} == before


def test_files_of_others_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("a file of the user")
    build([EXAMPLE], out)
    build([EXAMPLE], out)
    assert (out / "mine.txt").read_text() == "a file of the user"
    assert sorted(p.name for p in out.iterdir()) == sorted(
        ["mine.txt", "build.json", "graph.nq", "graph.ttl", "vocabulary.ttl", "review", "pages"]
    )


@pytest.mark.parametrize("beside", [False, True])
def test_the_register_overrides_the_form(tmp_path: Path, beside: bool) -> None:
    """It stands in the folder of the reports, or beside it as in `data/`."""
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(EXAMPLE, reports / "r.txt")
    register = (tmp_path if beside else reports) / "reports.csv"
    register.write_text("file,id,year,title\nr.txt,my-code,2019,A title of our own\n", "utf-8")
    build([reports], tmp_path / "out")
    (report,) = json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))["reports"]
    assert report["report"] == "https://w3id.org/gfmd/report/my-code"
    rows = Graph.open(tmp_path / "out").select(
        "SELECT ?t ?y WHERE { ?r dcterms:title ?t ; a gfmd:Report ; gfmd:year ?y }"
    )
    assert rows.rows == (("A title of our own", "2019"),)


def test_reports_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "a" / "r.txt")
    shutil.copy(EXAMPLE, tmp_path / "r.txt")
    assert build([tmp_path], tmp_path / "out").reports == 2


def test_private_words_reach_nothing(examples: tuple[Path, Summary]) -> None:
    """No name, address or number that our examples invent for people is in any file that was made."""
    private = ["Rashid Sample", "Awa Exemple", "@example.org", "Jane Example"]
    for path in sorted(examples[0].rglob("*")):
        if path.is_file():
            text = path.read_text("utf-8")
            assert [words for words in private if words in text] == [], path.name


def test_library_is_a_few_lines() -> None:
    report = read_report(EXAMPLE)
    found = extract(report)
    assert len(found) == len(report.statements)
    for one in found:
        for link in one.links:
            assert link.evidence


def test_findings_need_no_texts(examples: tuple[Path, Summary]) -> None:
    graph = Graph.open(examples[0])
    assert [f for f in findings(graph, ONTOLOGY) if f.severity == "error"] == []


def test_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes from one process and from several, and when one of them is lost."""
    monkeypatch.setattr("gfmd_graph.engine.processes.FEW", 2)
    monkeypatch.setattr("gfmd_graph.engine.processes.CHUNK", 2)
    texts = [path for path in _reports() if path.suffix == ".txt"]
    build(texts, tmp_path / "one", processes=1)
    build(texts, tmp_path / "two", processes=2)
    for path in sorted((tmp_path / "one").rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_a_lost_process_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    from gfmd_graph.engine import processes
    from gfmd_graph.engine.parts import Done
    from gfmd_graph.register import entries

    def lost(*_: object) -> Future[Done]:
        future: Future[Done] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future

    monkeypatch.setattr(processes, "FEW", 0)
    monkeypatch.setattr(processes, "_submit", lost)
    tasks, _ = entries([EXAMPLE])
    ((number, done),) = processes.run(tasks, ONTOLOGY, 2)
    assert (number, len(done.parts)) == (1, 1)


def test_what_is_no_report_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_text("a b c\n" * 30_000)
    (tmp_path / "line.txt").write_text("word " * 1_000_000)
    for name, says in (("lines.txt", "lines or paragraphs"), ("line.txt", "characters")):
        with pytest.raises(Problem, match=says):
            read_report(tmp_path / name)
