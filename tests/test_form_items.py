"""Markers and items: labels of every habit, sub-items, lines that only lead to a list."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from form_knowledge import LANGUAGES, read, said, typed
from gfmd_graph.form.items import items, parents
from gfmd_graph.form.labels import marker
from gfmd_graph.form.lines import layout_of, lines_of
from gfmd_graph.form.statements import LONGEST, parts
from gfmd_graph.model import Span
from gfmd_graph.reading import read_report

WORDS = LANGUAGES.item_words
SMALL = frozenset(word for language in LANGUAGES.all for word in language.stop_words)


def _items(text: str) -> list[str]:
    document = typed(text)
    lines = lines_of(document)
    found = items(list(lines.values()), WORDS, layout_of(lines), SMALL)
    return [" ".join(text[item.span.start : item.span.end].split()) for item in found]


def _parents(text: str) -> list[int | None]:
    lines = lines_of(typed(text))
    return parents(items(list(lines.values()), WORDS, layout_of(lines), SMALL))


@pytest.mark.parametrize(
    "label",
    [
        "a- ",
        "a) ",
        "(a) ",
        "1. ",
        "1) ",
        "(1) ",
        "[1] ",
        "1/ ",
        "1° ",
        "1°) ",
        "1 - ",
        "i) ",
        "(i) ",
        "I. ",
        "A. ",
        "A) ",
        "- ",
        "– ",
        "* ",
        "• ",
        "\uf0b7 ",
        "o ",
        "● ",
        "➢ ",
        "Question 1: ",
        "Pregunta 1: ",
        "1.1 ",
    ],
)
def test_a_label_is_no_part_of_the_words(label: str) -> None:
    found = marker(f"{label}Open the doors.", WORDS)
    assert found is not None
    assert f"{label}Open the doors."[found.length :] == "Open the doors."


@pytest.mark.parametrize(
    "words",
    [
        "e.g. schools",
        "i.e. all of them",
        "12-year plan",
        "2018 was a good year",
        "1.5 million",
        "a door",
        "Practice makes perfect",
        "-5 degrees",
        "o",
        "A",
        "3",
    ],
)
def test_words_are_no_label(words: str) -> None:
    found = marker(words, WORDS)
    assert found is None or found.path


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a- One.\nb- Two.\nc- Three.", ["One.", "Two.", "Three."]),
        ("(i) One\n(ii) Two\n(iii) Three", ["One", "Two", "Three"]),
        ("4. Four.\n5. Five.", ["Four.", "Five."]),
        ("1.Four doors.\n2.Five doors.", ["Four doors.", "Five doors."]),
        ("- One, which goes on\n  here.\n- Two.", ["One, which goes on here.", "Two."]),
        ("o One.\no Two.", ["One.", "Two."]),
        ("* Hay que abrir puertas\no ventanas.\n* Dos.", ["Hay que abrir puertas o ventanas.", "Dos."]),
        (
            "1. It costs more than\n2.1 million euros.\n2. Two.",
            ["It costs more than 2.1 million euros.", "Two."],
        ),
        ("Question 1: Who?\nQuestion 2: When?", ["Who?", "When?"]),
        (
            "One paragraph here.\n\nAnother paragraph here.",
            ["One paragraph here.", "Another paragraph here."],
        ),
        (
            "Night schools in Lima\nMobile clinics in Tema",
            ["Night schools in Lima", "Mobile clinics in Tema"],
        ),
        ("States should:\n- Pay.\n- Listen.", ["Pay.", "Listen."]),
        (
            "Brazil passed a law in 2017 that gives the same rights to all, in three steps:\n- Pay.",
            ["Brazil passed a law in 2017 that gives the same rights to all, in three steps:", "Pay."],
        ),
    ],
)
def test_lines_become_items(text: str, wanted: list[str]) -> None:
    assert _items(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. One\n   a) in Peru\n   b) in Chile\n2. Two", [None, 0, 0, None]),
        ("1. One:\n- in Peru\n- in Chile\n2. Two", [None, 0, 0, None]),
        ("1. One.\n1.1 Pay.\n1.2 Time.\n2. Two.\n2.1 Law.", [None, 0, 0, None, 3]),
        ("• One\n  o Deep\n    - Deeper\n• Two", [None, 0, 1, None]),
        ("a- One.\nb- Two.\n- Three.", [None, None, None]),
        ("- One.\n- Two.", [None, None]),
    ],
)
def test_sub_items_know_their_parent(text: str, wanted: list[int | None]) -> None:
    assert _parents(text) == wanted


def test_parents_are_statements_of_the_report() -> None:
    report = read(
        "GOOD PRACTICES\n\n1. Peru gives permits:\n   - to nurses\n   - to teachers\n2. Chile waits.\n"
    )
    by_iri = {statement.iri: statement.text for statement in report.statements}
    above = [by_iri.get(statement.parent or "") for statement in report.statements]
    assert above == [None, "Peru gives permits:", "Peru gives permits:", None]


def test_running_headers_and_page_numbers_are_no_words() -> None:
    pages = (
        "Forum report page 1\n\nGood practices\n\n- Peru gives\nForum report page 2\n\n  permits.\n- Two.\n"
    )
    assert said(read(pages)) == [("practice", "Peru gives permits."), ("practice", "Two.")]


def test_a_long_line_at_the_edge_of_a_page_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Practices:\n\n- Kenya gives permits.\n\f" + "-" * 200_000 + "\nLast words.\n")
    start = time.process_time()
    assert "Kenya gives permits." in [statement.text for statement in read_report(path).statements]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "ends"),
    [("Peru helps. ", ". "), ("papers ", "s "), ("Jane ", " "), ("x", "x"), ("papers Jane ", "e ")],
)
def test_what_is_too_long_for_an_item_is_cut_where_it_does_no_harm(text: str, ends: str) -> None:
    text *= 3 * LONGEST // len(text)
    whole = Span(7, len(text))
    pieces = parts(text, whole)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text[7:]
    assert len(pieces) in (3, 4) and max(piece.end - piece.start for piece in pieces) <= LONGEST
    assert all(text[: piece.end].endswith(ends) for piece in pieces[:-1])


def test_a_long_item_is_several_statements_and_its_sub_items_hang_on_the_first() -> None:
    found = read("1. Which practices work?\na) " + "Peru helps. " * 2_000 + "\n   - in ports\nb) Mali too.\n")
    assert len(found.statements) == 5
    assert found.statements[3].parent == found.statements[0].iri
    assert {statement.kind for statement in found.statements} == {"practice"}


@pytest.mark.parametrize("below", ["   Nor fees.", "      Nor fees."])
def test_a_paragraph_set_in_below_an_item_is_a_further_one_of_it(below: str) -> None:
    text = f"1) No cells.\n\n{below}\n\n2) No walls.\n\nNobody spoke of boats.\n"
    assert _items(text) == ["No cells. Nor fees.", "No walls.", "Nobody spoke of boats."]


def test_boxes_to_tick_are_no_words() -> None:
    assert _items("[x] Desks in Peru\n[ ] Cards in Mali\n☐ Maps\n") == [
        "Desks in Peru",
        "Cards in Mali",
        "Maps",
    ]


def test_an_outline_goes_three_deep() -> None:
    text = "2.1 Ports:\n    2.1.1 desks;\n    2.1.2 cards.\n2.2 Roads.\n"
    assert _items(text) == ["Ports:", "desks;", "cards.", "Roads."]
    assert _parents(text) == [None, 0, 0, None]
