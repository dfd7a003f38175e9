"""Notes of questions and answers: the first are headings, the second items."""

from __future__ import annotations

from pathlib import Path

import pytest

from form_knowledge import read, said
from gfmd_graph.read.reader import read_document


@pytest.mark.parametrize(
    ("ask", "answer", "good", "bad"),
    [
        ("Q", "A", "What good practices are there?", "What are the red lines?"),
        ("P", "R", "¿Qué buenas prácticas hay?", "¿Cuáles son las líneas rojas?"),
        ("Q", "R", "Quelles bonnes pratiques y a-t-il ?", "Quelles sont les lignes rouges ?"),
        ("Question", "Answer", "What good practices are there?", "What are the red lines?"),
    ],
)
def test_each_answer_is_an_item_of_its_question(ask: str, answer: str, good: str, bad: str) -> None:
    report = read(
        f"{ask}: {good}\n{answer}: Peru gives cards\nto all.\n{answer}: Mali opened a desk.\n\n"
        f"{ask}: {bad}\n{answer}:\n> no cells\n> no fees\n"
    )
    assert said(report) == [
        ("practice", "Peru gives cards to all."),
        ("practice", "Mali opened a desk."),
        ("redline", "no cells"),
        ("redline", "no fees"),
    ]


def test_a_dialogue_of_paragraphs_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(
        "**Q.** What good practices are there?\\\n**A.** Peru gives cards.\n\nMali opened a desk.\n\n"
        "**Q.** What are the red lines?\\\n**A.** No cells.\n",
        "utf-8",
    )
    assert said(read(read_document(path))) == [
        ("practice", "Peru gives cards."),
        ("practice", "Mali opened a desk."),
        ("redline", "No cells."),
    ]


def test_one_question_with_an_answer_is_no_dialogue() -> None:
    report = read("Questions to governments\n\nQuestion: Who pays?\nQuestion: Who decides?\n")
    assert said(report) == [("question", "Who pays?"), ("question", "Who decides?")]
