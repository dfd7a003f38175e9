"""The templates: the editions in three languages say the same, and the command that lists them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from gfmd_graph.cli.templates import templates
from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.languages import load_languages
from gfmd_graph.knowledge.templates import Template, load_templates
from gfmd_graph.resources import default_ontology

FORMS = Path(__file__).resolve().parent / "golden" / "forms"
ALL = load_templates(default_ontology())


def _facts(template: Template) -> list[tuple[object, ...]]:
    return [
        (e.role, e.id, e.code, e.name, e.session, e.kind, e.assessment, e.status, e.horizon, e.year, e.levels)
        for e in template.entries
    ]


@pytest.mark.parametrize("template", ALL, ids=lambda t: f"{t.code}.{t.language}")
def test_every_language_of_an_edition_asks_the_same(template: Template) -> None:
    english = next(t for t in ALL if (t.code, t.language) == (template.code, "en"))
    assert _facts(template) == _facts(english)
    assert (template.year, template.meeting) == (english.year, english.meeting)


def test_both_editions_exist_in_three_languages() -> None:
    found = defaultdict(set)
    for template in ALL:
        found[template.code].add(template.language)
    assert found == {"csd-2017": {"en", "fr", "es"}, "csd-2018": {"en", "fr", "es"}}


def test_questions_know_the_session_of_their_section() -> None:
    for template in ALL:
        sessions = {entry.id: entry.session for entry in template.questions}
        assert all(sessions.values()), (template.code, template.language)
    english = next(t for t in ALL if (t.code, t.language) == ("csd-2018", "en"))
    days = {entry.id: entry.session for entry in english.questions}
    days_of_2018 = ("csd-2018/recommendations-day", "csd-2018/commitments-day")
    assert (days["A4"], days["B1"]) == days_of_2018


def test_every_kind_of_a_heading_is_one_of_the_templates() -> None:
    kinds = {entry.kind for template in ALL for entry in template.questions}
    for language in load_languages(default_ontology()).all:
        tables = language.data["kinds"]
        assert {table["kind"] for table in tables.values()} == kinds, language.code


def _run(*arguments: str) -> list[str]:
    result = CliRunner().invoke(templates, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.splitlines()


def test_lists_the_templates() -> None:
    text = "\n".join(_run())
    assert "csd-2017" in text and "csd-2018" in text and "questions" in text


def test_says_which_template_matched_and_what_is_missing() -> None:
    lines = _run(str(FORMS / "form-2018-fr" / "input.txt"))
    assert lines[0].startswith("template: csd-2018 (fr)")
    assert "questions found: 8 of 11" in lines
    assert any(line.startswith("mean likeness: 0.9") for line in lines)
    missing = lines[lines.index("questions missing: 3") + 1 :][:3]
    assert [line.split(":")[0].strip() for line in missing] == ["A3", "B3", "B-quotes"]
    assert "lines left over: 0" in lines


def test_says_that_no_template_matched() -> None:
    lines = _run(str(FORMS / "unseen-en-questions" / "input.txt"))
    assert lines[0] == "template: none matches; read by its headings"
    assert any("What gets in the way?" in line for line in lines)


def test_left_over_lines_are_told_without_names(tmp_path: Path) -> None:
    text = (FORMS / "form-2018-es" / "input.txt").read_text("utf-8")
    report = tmp_path / "report.txt"
    report.write_text("Nota de Ana Modelo <ana@example.org>\nRelatora: Ana Modelo\n\n" + text, "utf-8")
    lines = _run(str(report))
    assert "lines left over: 1" in lines
    assert not any("Modelo" in line or "ana@" in line for line in lines)


def test_a_file_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(Problem, match="does not exist"):
        CliRunner().invoke(templates, ["no-such-file.txt"], catch_exceptions=False, standalone_mode=False)
