"""A report's parts: each question with the lines that answer it."""

from __future__ import annotations

from dataclasses import dataclass

from gfmd_graph.form.lines import Line
from gfmd_graph.model import Question


@dataclass(frozen=True, slots=True)
class Section:
    """A question and its answer. `expects`: where nothing stands below it, it was left unanswered."""

    question: Question | None
    lines: tuple[Line, ...]
    expects: bool
    page: int | None = None
