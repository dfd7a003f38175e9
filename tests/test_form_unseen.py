"""Forms that have no template: headings, tables and their wording."""

from __future__ import annotations

import time

import pytest

from form_knowledge import LANGUAGES, blocks, read, said, table
from gfmd_graph.form.fields import Fields
from gfmd_graph.form.lines import Line
from gfmd_graph.form.wording import wording
from gfmd_graph.model import Span

WORDING = wording(LANGUAGES)


@pytest.mark.parametrize(
    ("heading", "kind", "assessment"),
    [
        ("Which promising practices did you hear about?", "practice", "good"),
        ("What gets in the way?", "practice", "counterproductive"),
        ("Three asks to governments", "question", None),
        ("Bonnes pratiques", "practice", "good"),
        ("Pratiques à abandonner", "practice", "counterproductive"),
        ("BUENAS PRÁCTICAS", "practice", "good"),
        ("PRÁCTICAS CONTRAPRODUCENTES", "practice", "counterproductive"),
        ("PREGUNTAS A LOS GOBIERNOS", "question", None),
        ("Questions aux gouvernements", "question", None),
        ("Key messages", "message", None),
        ("Red lines", "redline", None),
        ("Lignes rouges", "redline", None),
        ("Líneas rojas", "redline", None),
        ("Quotes", "quote", None),
        ("Citations", "quote", None),
        ("Paroles entendues", "quote", None),
        ("FRASES", "quote", None),
        ("Commitments", "action", None),
        ("Engagements de la société civile", "action", None),
        ("COMPROMISOS", "action", None),
        ("Lessons learned", "lesson", None),
        ("Lecciones aprendidas", "lesson", None),
        ("Enseignements", "lesson", None),
        ("Existing networks", "initiative", "good"),
        ("Who works on it?", "initiative", "good"),
        ("Qui travaille déjà sur ce thème ?", "initiative", "good"),
        ("What works well", "practice", "good"),
        ("Obstacles and barriers", "practice", "counterproductive"),
        ("Recommandations aux États", "priority", None),
        ("Prioridades", "priority", None),
        ("Next steps", "action", None),
    ],
)
def test_a_heading_tells_its_kind(heading: str, kind: str, assessment: str | None) -> None:
    asked = WORDING.asked(heading)
    assert asked is not None
    assert (asked.kind, asked.assessment) == (kind, assessment)


@pytest.mark.parametrize(
    "heading", ["Context", "Constats", "PROPUESTAS", "Background", "In Europe", "Introduction"]
)
def test_a_heading_that_does_not_tell(heading: str) -> None:
    assert WORDING.asked(heading) is None


def test_a_heading_gives_status_year_and_level() -> None:
    report = read("COMMITMENTS FOR 2021 AT NATIONAL LEVEL\n\n- Meet.\n\nPROPOSED MECHANISMS\n\n- A fund.\n")
    first, second = (statement.question for statement in report.statements)
    assert first is not None and second is not None
    assert (first.year, first.levels) == (2021, ("national",))
    assert (second.kind, second.status) == ("practice", "proposed")
    assert report.text[first.span.start : first.span.end] == "COMMITMENTS FOR 2021 AT NATIONAL LEVEL"


def test_a_table_of_actions_gives_one_statement_a_row() -> None:
    rows = [
        ["What", "Who", "Where", "By when"],
        ["Map shelters", "IOM", "Morocco", "2020"],
        ["Meet", "Us", "", "2021"],
    ]
    report = read(blocks(("Follow-up", {"heading": True}), *table(0, rows)))
    assert said(report) == [("action", "Map shelters IOM Morocco 2020"), ("action", "Meet Us 2021")]
    span = report.statements[0].span
    assert report.text[span.start : span.end].split("\n") == ["Map shelters", "IOM", "Morocco", "2020"]


def test_a_table_whose_columns_tell_a_kind() -> None:
    rows = [["No.", "Good practice", "Country"], ["1", "A hotline", "Ghana"], ["2", "A desk", "Chile"]]
    assert said(read(blocks(*table(0, rows)))) == [
        ("practice", "A hotline Ghana"),
        ("practice", "A desk Chile"),
    ]


def test_a_table_of_questions_and_answers() -> None:
    rows = [
        ["Question", "Answer"],
        ["What works?", "Hotlines in Ghana."],
        ["What gets in the way?", "Fees in Chile."],
        ["Rapporteur", "Jane Example"],
    ]
    report = read(blocks(*table(0, rows)))
    assert said(report) == [("practice", "Hotlines in Ghana."), ("practice", "Fees in Chile.")]
    asked = [statement.question.assessment for statement in report.statements if statement.question]
    assert asked == ["good", "counterproductive"]


def test_bold_paragraphs_are_headings_and_plain_ones_items() -> None:
    bold = {"heading": True}
    document = blocks(
        ("Report", bold),
        ("Good practices", bold),
        "Ghana has a hotline.",
        "Chile has a desk.",
        ("Observations", bold),
        "Much was said.",
    )
    wanted = [
        ("practice", "Ghana has a hotline."),
        ("practice", "Chile has a desk."),
        (None, "Much was said."),
    ]
    assert said(read(document)) == wanted


def test_where_all_is_bold_bold_tells_nothing() -> None:
    document = blocks(
        *(
            (f"{words} has a hotline for all.", {"heading": True})
            for words in ("Peru", "Chile", "Cuba", "Fiji")
        )
    )
    assert len(read(document).statements) == 4


def test_fields_are_no_statements() -> None:
    report = read(
        "Theme: Work at sea\nSession: Workshop 3\nDate: 12 May 2020\nVenue: Accra\nLanguage: English\n\n"
        "KEY MESSAGES\n\n- Pay on time.\n"
    )
    assert said(report) == [("message", "Pay on time.")]
    assert (report.title, report.session, report.date, report.place, report.year) == (
        "Work at sea",
        "Workshop 3",
        "12 May 2020",
        "Accra",
        2020,
    )


def test_a_question_left_blank_is_unanswered() -> None:
    report = read(
        "1. Which good practices are there?\n\n- One.\n\n2. What gets in the way?\n\nNot answered\n"
    )
    assert said(report) == [("practice", "One."), ("unanswered", "")]


def test_questions_to_governments_are_statements() -> None:
    text = "QUESTIONS TO GOVERNMENTS\n\nWhich good practices will you follow?\n\nWho pays for the networks?\n"
    assert [kind for kind, _ in said(read(text))] == ["question", "question"]


def test_a_question_without_a_kind_that_is_left_blank_is_unanswered_too() -> None:
    report = read("1. Who came?\n\n- Many.\n\n2. Who sang?\n\nNone\n\n3. Good practices\n\n- One.\n")
    assert said(report) == [(None, "Many."), ("unanswered", ""), ("practice", "One.")]


def test_a_note_that_goes_on_in_the_next_line_is_no_statement() -> None:
    report = read(
        "Sheet of the table\n\nExample report written for gfmd-graph; no such\nsession took place.\n\n"
        "Theme: Ships\n\nRed lines\n\n- No fees.\n"
    )
    assert said(report) == [("redline", "No fees.")]


def test_a_text_whose_lines_are_paragraphs() -> None:
    long = (
        "Ghana opened a hotline in five languages, "
        + "and the port pays for it with the union " * 2
        + "alike"
    )
    text = f"Sheet of the table\nTheme: Ships\nKey messages\nPay on time.\nGood practices\n{long}\nA desk\n"
    assert said(read(text)) == [
        ("message", "Pay on time."),
        ("practice", long),
        ("practice", "A desk"),
    ]


def test_a_line_of_digits_is_told_from_a_page_number_at_once() -> None:
    digits = "1" * 60 + "x"
    line = Line(digits, Span(0, len(digits)), blocks(digits).blocks[0], 0, False)
    start = time.process_time()
    assert not Fields(LANGUAGES).is_furniture(line)
    assert time.process_time() - start < 1
