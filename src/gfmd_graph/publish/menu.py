"""The menu of all pages, and the list of the questions that have one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gfmd_graph.publish.answers import Answered


@dataclass(frozen=True, slots=True)
class Item:
    word: str
    title: str
    description: str
    page: str
    draw: str


def menu(answered: Iterable[Answered]) -> tuple[Item, ...]:
    """One item a question, in the order of the menu; `word` is empty for those that only the list holds."""
    return tuple(Item(a.menu, a.title, a.description, a.page, a.question.draw) for a in answered)
