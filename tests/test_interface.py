"""The words of the pages: every language says everything, and the same gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.interface import interface, interfaces

GAP = re.compile(r"\{\w*\}")


def test_there_are_three_languages() -> None:
    assert set(interfaces()) == {"en", "fr", "es"}


@pytest.mark.parametrize("code", ["fr", "es"])
def test_every_language_has_the_same_keys_and_gaps(code: str) -> None:
    english, other = interface("en").words, interface(code).words
    assert set(other) == set(english)
    odd = [key for key in english if set(GAP.findall(english[key])) != set(GAP.findall(other[key]))]
    assert odd == []


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_a_count_has_both_forms_and_its_number(code: str) -> None:
    words = interface(code).words
    forms = [key for key, word in words.items() if "{n}" in word and key.endswith((".one", ".many"))]
    assert forms
    for key in {form.rpartition(".")[0] for form in forms}:
        assert {f"{key}.one", f"{key}.many"} <= set(words)


def test_gaps_are_filled_and_what_fills_them_is_left_alone() -> None:
    assert interface("es")("site.page", number="{number} {0.__class__}") == "página {number} {0.__class__}"


def test_a_language_without_a_file_is_a_problem() -> None:
    with pytest.raises(Problem, match="en"):
        interface("xx")


@pytest.mark.parametrize("text", ["name = 'x'", "code = 'x'\nname = 'x'\nsingular = [1]\n[site]\npage = 3"])
def test_a_file_that_is_not_as_it_should_be_is_a_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "interface").mkdir()
    (tmp_path / "interface" / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=r"en\.toml"):
        interfaces(tmp_path)
