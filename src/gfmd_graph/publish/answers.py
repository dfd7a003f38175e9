"""The answers that have a page: each named question, asked once for everything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gfmd_graph.graph import questions
from gfmd_graph.graph.questions import NO_PAGE, Question
from gfmd_graph.graph.store import Cell, Graph, Table


@dataclass(frozen=True)
class Answered:
    """A question and its answer. `opened` are the rows of the question that its cells open."""

    question: Question
    table: Table
    opened: tuple[dict[str, Cell], ...]
    language: str = "en"

    @cached_property
    def rows(self) -> tuple[dict[str, Cell], ...]:
        return tuple(self.table.dicts())

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def title(self) -> str:
        return self.question.says("title", self.language)

    @property
    def description(self) -> str:
        return self.question.says("description", self.language)

    @property
    def menu(self) -> str:
        """Its word in the menu; empty where it stands only in the list of all questions."""
        return re.sub(r"^\d+ ", "", self.question.says("page", self.language))

    @property
    def page(self) -> str:
        return f"question/{self.name}.html"


def answers(graph: Graph, language: str = "en", ontology: Path | None = None) -> tuple[Answered, ...]:
    """Every question that has a page, in the order of the menu, with its answer. Raises `Problem`."""
    known = questions.load(ontology)
    paged = [question for question in known if question.page != NO_PAGE]
    paged.sort(key=lambda question: (_place(question), question.name))
    return tuple(_answered(graph, known, question, language) for question in paged)


def _place(question: Question) -> int:
    number = re.match(r"\d+", question.page)
    return int(number[0]) if number else 1000


def _answered(graph: Graph, known: tuple[Question, ...], question: Question, language: str) -> Answered:
    opened = questions.find(known, question.opens) if question.opens else None
    rows = tuple(_ask(graph, opened, language).dicts()) if opened else ()
    return Answered(question, _ask(graph, question, language), rows, language)


def _ask(graph: Graph, question: Question, language: str) -> Table:
    takes = {parameter.name for parameter in question.parameters}
    words = {"language": language} if "language" in takes and language != "en" else {}
    return graph.select(questions.prepare(graph, question, words))
