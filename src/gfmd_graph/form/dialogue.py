"""Notes taken as questions and answers, "Q:" and "A:": the first are headings, the second items."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from gfmd_graph.form.lines import Line
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Span
from gfmd_graph.words import plain

_FEWEST = 2
"""So many questions with an answer below them make a dialogue."""
_AHEAD = 20
_MARK = re.compile(r"([^\W\d_]{1,12})\s?\d{0,2}\s?[:.)]\s*")


def parted(lines: dict[int, Line], languages: Languages) -> dict[int, Line]:
    """The same lines; in a dialogue, questions as headings and answers with their mark as a label."""
    asks, answers = languages.words("dialogue", "asks"), languages.words("dialogue", "answers")
    marks = [_mark(line, asks | answers) for line in lines.values()]
    said = [word for word, _ in marks]
    turns = sum(before in asks and after in answers for before, after in pairwise(said))
    if turns < _FEWEST:
        return lines
    found: dict[int, Line] = {}
    for (index, line), (word, length) in zip(lines.items(), marks, strict=True):
        if word in asks:
            found[index] = _question(line, length)
        elif word not in answers:
            found[index] = line
        elif length < len(line.text):
            found[index] = replace(line, block=replace(line.block, label=line.text[:length].rstrip()))
    return found


def _mark(line: Line, words: frozenset[str]) -> tuple[str, int]:
    """The word of the mark with which a line begins, and its length with what parts it from the rest."""
    match = None if line.block.cell else _MARK.match(plain(line.text[:_AHEAD]))
    word = match[1].lower() if match else ""
    return (word, match.end()) if match and word in words else ("", 0)


def _question(line: Line, length: int) -> Line:
    """The heading behind a mark; a mark alone stays."""
    text = line.text[length:].lstrip() or line.text
    start = len(line.text) - len(text)
    return replace(
        line,
        text=text,
        span=Span(line.span.start + start, line.span.end),
        block=replace(line.block, label="", heading=True),
        after_blank=True,
    )
