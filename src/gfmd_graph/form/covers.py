"""What stands on the cover of a report: names, dates and places, and the list of what follows below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from gfmd_graph.form.labels import label_marker, marker
from gfmd_graph.form.lines import Line
from gfmd_graph.form.sections import Section
from gfmd_graph.words import key

_FEWEST = 3
"""So many lines in a row that all come again below are a table of contents."""
_LONGEST = 150
_TITLE = 10
_NO_SENTENCE = 40
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*$")
_DATED = re.compile(
    r"(?=.{0,70}\b(?:19|20)\d\d\b(?:[.;)]|\s*$|\s*[|·(]))(?=.{0,60}\b\d{1,2}\b).{0,160}$", re.S
)
"""A day and a year among the first words, and no sentence that goes on behind them."""
_LEADERS = re.compile(r"[\s.…·_]*\d{0,3}$")


def without_contents(lines: Sequence[Line], item_words: frozenset[str]) -> list[Line]:
    """The lines without an agenda: a run of them that come again below, one after the other, as headings."""
    keys = [_bare(line, item_words) for line in lines]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(keys):
        places[words].append(index)
    index = 0
    while index < len(lines):
        end = _contents_end(keys, places, index)
        if end - index >= _FEWEST:
            start = index - (index > 0 and _leads(lines[index - 1], keys[index - 1], places))
            return [*lines[:start], *lines[end:]]
        index = max(end, index + 1)
    return list(lines)


def _contents_end(keys: Sequence[str], places: dict[str, list[int]], index: int) -> int:
    """The end of the run from `index` on of lines that come again, in the same order, behind the run."""
    first = again = -1
    end = index
    while end < len(keys) and keys[end] and not index < end >= first:
        same = places[keys[end]]
        place = bisect_right(same, max(again, end))
        if place == len(same):
            break
        again = same[place]
        first = again if end == index else first
        end += 1
    return end if first >= end else index + 1


def _leads(line: Line, words: str, places: dict[str, list[int]]) -> bool:
    """Whether this is the list's own title: "Agenda"."""
    return len(places[words]) == 1 and not line.ended and len(words.split()) <= _TITLE


def _bare(line: Line, item_words: frozenset[str]) -> str:
    """A line's words without marker and page number; none of one that is too long for a heading."""
    if len(line.text) > _LONGEST:
        return ""
    mark = label_marker(line.block.label, item_words) if line.block.label else None
    length = len(line.block.label) if mark else 0
    typed = marker(line.text, item_words) if not mark else None
    return key(_LEADERS.sub("", line.text[typed.length if typed else length :]))


def without_heads(sections: Sequence[Section], text: str) -> list[Section]:
    """The sections without what only names the report, above the first question."""
    first = next((n for n, one in enumerate(sections) if _asks(one, text)), None)
    above = sections[: first if first is not None else 1]
    kept = [
        replace(section, lines=tuple(_said(section.lines, names=_names if at == 0 else _is_dated)))
        for at, section in enumerate(above)
    ]
    below = sections[len(above) :]
    if not below and not any(section.lines for section in kept):
        return list(sections)
    return [*(section for section in kept if section.lines), *below]


def _asks(section: Section, text: str) -> bool:
    question = section.question
    if question is None:
        return False
    return question.kind is not None or text[question.span.start : question.span.end].endswith("?")


def _said(lines: Sequence[Line], names: Callable[[Sequence[Line]], bool]) -> list[Line]:
    """The lines of those paragraphs that are more than `names`."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if not paragraphs or line.after_blank or line.block.certain or line.block.label:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return [line for own in paragraphs if not names(own) for line in own]


def _names(lines: Sequence[Line]) -> bool:
    """Whether a paragraph at the very top is no sentence: a title, names of people, a place."""
    words = _short(lines)
    return bool(words) and (not _SENTENCE.search(words) or _is_dated(lines))


def _is_dated(lines: Sequence[Line]) -> bool:
    """Whether a paragraph only says when it was, and perhaps where: "Dakar, 14 November 2023"."""
    return bool(_DATED.match(_short(lines)))


def _short(lines: Sequence[Line]) -> str:
    """The words of a short paragraph that is no item of a list; none of another."""
    first = lines[0]
    if first.block.label or first.block.cell or marker(first.text, frozenset()):
        return ""
    words = " ".join(line.text for line in lines)
    return words if len(words.split()) <= _NO_SENTENCE else ""
