"""The year of a practice or an action."""

from __future__ import annotations

import re

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.languages import Language, word_list
from gfmd_graph.words import plain

METHOD = "years/1"

_YEAR = re.compile(r"(19[4-9]\d|20[0-5]\d)(?<![\w.,/-]\d{4})(?![\w%]|[.,]\d)")


def year(sentence: Sentence, language: Language) -> tuple[int, int, int] | None:
    """(year, start, end) of the one that counts; None where none is named or it is of something else."""
    if not _YEAR.search(sentence.text):
        return None
    blocked = word_list(language.words("years", "not_with"))
    near = frozenset(language.words("years", "near"))
    found = []
    for match in _YEAR.finditer(sentence.text):
        around = re.findall(
            r"\w+", plain(sentence.text[max(0, match.start() - 25) : match.end() + 25]).lower()
        )
        place = around.index(match[1])
        beside = around[max(0, place - 2) : place] + around[place + 1 : place + 2]
        if any(word in blocked for word in beside):
            continue
        rank = 0 if place and around[place - 1] in near else 1
        found.append((rank, match.start(), int(match[1])))
    if not found:
        return None
    _, start, value = min(found)
    return value, start, start + 4
