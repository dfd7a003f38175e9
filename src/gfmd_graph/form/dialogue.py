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
_MARK = re.compile(r"([^\W\d_]{1,12})\s?\d{0,2}\s?[:.)]\s*")


def parted(lines: dict[int, Line], languages: Languages) -> dict[int, Line]:
    """The same lines; in a dialogue, questions as headings and answers with their mark as a label."""
    asks, answers = languages.words("dialogue", "asks"), languages.words("dialogue", "answers")
    marks = {index: _mark(line, asks | answers) for index, line in lines.items()}
    said = [marks[index] for index in lines]
    turns = sum(before in asks and after in answers for before, after in pairwise(said))
    if turns < _FEWEST:
        return lines
    found: dict[int, Line] = {}
    for index, line in lines.items():
        if marks[index] in asks:
            found[index] = _question(line)
        elif marks[index] not in answers:
            found[index] = line
        elif not _bare(line):
            found[index] = replace(line, block=replace(line.block, label=_sign(line)))
    return found


def _mark(line: Line, words: frozenset[str]) -> str:
    match = _MARK.match(plain(line.text[:20]))
    word = match[1].lower() if match and not line.block.cell else ""
    return word if word in words else ""


def _sign(line: Line) -> str:
    match = _MARK.match(line.text)
    return match.group().rstrip() if match else ""


def _bare(line: Line) -> bool:
    return _sign(line) == line.text


def _question(line: Line) -> Line:
    match = _MARK.match(line.text)
    start = line.span.start + (match.end() if match and match.end() < len(line.text) else 0)
    text = line.text[start - line.span.start :]
    block = replace(line.block, label="", heading=True)
    return replace(line, text=text, span=Span(start, line.span.end), block=block, after_blank=True)
