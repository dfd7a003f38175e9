"""The cover of a report, its agenda and its page numbers are no statements; what only looks so is one."""

from __future__ import annotations

import pytest

from form_knowledge import read, said

BODY = "Good practices\n\n- Peru gives cards to all.\n- Mali opened a desk.\n"
FOUND = [("practice", "Peru gives cards to all."), ("practice", "Mali opened a desk.")]


@pytest.mark.parametrize(
    "cover",
    [
        "Notes from the table on ports and the people who\nwait in them, taken by two of us",
        "Dakar, 14 November 2023",
        "New York / online, 11 May 2022. Led by two of us.",
        "Journées de la société civile, Genève, 23 janvier 2024 (salle 14)",
    ],
)
def test_what_only_names_a_report_is_no_statement(cover: str) -> None:
    assert said(read(f"SHEET OF THE TABLE\n\n{cover}\n\n{BODY}")) == FOUND


@pytest.mark.parametrize(
    "words",
    [
        "Geneva, 18 December 2020 - Unions asked the port to open its gates.",
        "On 3 May 2018 the port closed its gates to the boats.",
        "The table met three times and agreed on every point.",
    ],
)
def test_a_sentence_above_the_first_question_stays(words: str) -> None:
    assert said(read(f"SHEET OF THE TABLE\n\n{words}\n\n{BODY}")) == [(None, words), *FOUND]


def test_items_without_a_full_stop_stay_below_a_heading_that_tells_no_kind() -> None:
    report = read(f"SHEET OF THE TABLE\n\nTour de table\n\n- Families wait\n- Children too\n\n{BODY}")
    assert said(report) == [(None, "Families wait"), (None, "Children too"), *FOUND]


def test_an_agenda_is_left_out_with_its_title() -> None:
    agenda = "Agenda\n  1. Good practices\n  2. Red lines\n  3. Next steps ..... 4\n\n"
    body = "1. Good practices\n\n- One.\n\n2. Red lines\n\n- Two.\n\n3. Next steps\n\n- Three.\n"
    report = read(agenda + body)
    assert said(report) == [("practice", "One."), ("redline", "Two."), ("action", "Three.")]


def test_what_is_said_twice_is_no_agenda() -> None:
    report = read("Good practices\n\n- One.\n- Two.\n- One.\n- Two.\n")
    assert said(report) == [("practice", words) for words in ("One.", "Two.", "One.", "Two.")]


@pytest.mark.parametrize(
    "foot", ["Page 1 of 1", "Página 1 de 1", "- 2 -", "Sheet of the table - page 1/1", "Days · 2/2"]
)
def test_a_page_number_at_the_foot_is_no_item(foot: str) -> None:
    assert said(read(f"{BODY}\n{foot}\n")) == FOUND


def test_a_page_in_a_sentence_is_no_foot() -> None:
    assert said(read("Red lines\n\nNobody may be held, as it says on\npage 3 of 12.\n\nNo fees.\n"))[0] == (
        "redline",
        "Nobody may be held, as it says on page 3 of 12.",
    )


def test_who_spoke_is_no_quote() -> None:
    report = read("Quotes\n\nThe sea has no door.\n\n— a sailor, Ghana\n\nGood practices\n\n- One.\n")
    assert said(report) == [("quote", "The sea has no door."), ("practice", "One.")]
