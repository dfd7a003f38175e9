"""Which template a report was written on, how well it fits, and questions that somebody reworded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from gfmd_graph.form.anchors import Anchor, Anchors, words_of
from gfmd_graph.form.labels import marker
from gfmd_graph.form.lines import Line
from gfmd_graph.knowledge.templates import Entry, Template
from gfmd_graph.model import Document, Span
from gfmd_graph.words import key

_REWORDED = 72.0
_MARGIN = 6.0
_LONGEST = 6
_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class Match:
    """A template and its fixed texts in a report, from top to bottom."""

    template: Template
    anchors: tuple[Anchor, ...]

    @property
    def found(self) -> tuple[Entry, ...]:
        """The questions that stand in the report, in the order of the form."""
        ids = {anchor.entry.id for anchor in self.anchors if anchor.entry.role == "question"}
        return tuple(entry for entry in self.template.questions if entry.id in ids)

    @property
    def missing(self) -> tuple[Entry, ...]:
        found = set(self.found)
        return tuple(entry for entry in self.template.questions if entry not in found)

    @property
    def likeness(self) -> float:
        """How alike the questions found are to the form's, from 0 to 1, in the mean."""
        scores = [anchor.score for anchor in self.anchors if anchor.entry.role == "question"]
        return sum(scores) / len(scores) / 100 if scores else 0.0


def best_match(
    document: Document, lines: dict[int, Line], templates: Sequence[Template], item_words: frozenset[str]
) -> Match | None:
    """The template of which the most questions are found, None when it is fewer than two or a quarter."""
    words = words_of(document, item_words)
    matches = [Match(template, tuple(Anchors(document, words, template).found())) for template in templates]
    matches.sort(
        key=lambda match: (-len(match.found), -match.likeness, match.template.code, match.template.language)
    )
    if not matches:
        return None
    best = matches[0]
    if len(best.found) < max(2, len(best.template.questions) / 4):
        return None
    return Match(best.template, _with_reworded(document, lines, best, item_words))


def _with_reworded(
    document: Document, lines: dict[int, Line], match: Match, item_words: frozenset[str]
) -> tuple[Anchor, ...]:
    """The anchors, and missing questions that a sentence between their neighbours says in other words."""
    order = {entry.id: place for place, entry in enumerate(match.template.questions)}
    anchors = sorted(match.anchors, key=lambda anchor: anchor.first)
    taken = {index for anchor in anchors for index in range(anchor.first, anchor.last + 1)}
    asked = [anchor for anchor in anchors if anchor.entry.role == "question"]
    free = match.missing
    added: dict[str, Anchor] = {}
    if not free:
        return match.anchors
    after = 0
    for first, last, span in _questions(document, lines, taken, item_words):
        while after < len(asked) and asked[after].first < first:
            after += 1
        low = order[asked[after - 1].entry.id] if after else -1
        high = order[asked[after].entry.id] if after < len(asked) else len(order)
        fitting = [entry for entry in free if low < order[entry.id] < high]
        entry, score = _most_alike(key(document.text[span.start : span.end]), fitting)
        if entry and (entry.id not in added or added[entry.id].score < score):
            added[entry.id] = Anchor(entry, first, last, span, document.blocks[last].span.end, score)
    return tuple(sorted([*anchors, *added.values()], key=lambda anchor: anchor.first))


def _most_alike(words: str, entries: Sequence[Entry]) -> tuple[Entry | None, float]:
    scores = sorted(
        ((fuzz.token_sort_ratio(words, entry.key), -place) for place, entry in enumerate(entries)),
        reverse=True,
    )
    if not scores or scores[0][0] < _REWORDED:
        return None, 0.0
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN:
        return None, 0.0
    return entries[-scores[0][1]], scores[0][0]


def _questions(
    document: Document, lines: dict[int, Line], taken: set[int], item_words: frozenset[str]
) -> list[tuple[int, int, Span]]:
    """Sentences that end with a question mark or a colon and begin with a line, of at most six lines."""
    found: list[tuple[int, int, Span]] = []
    order = list(lines)
    for place in range(len(order)):
        reach = _sentence(lines, order, place, taken)
        if reach:
            first, last = lines[order[place]], lines[order[place + reach - 1]]
            mark = marker(first.text, item_words)
            start = first.span.start + (mark.length if mark else 0)
            found.append((order[place], order[place + reach - 1], Span(start, last.span.end)))
    return found


def _sentence(lines: dict[int, Line], order: Sequence[int], place: int, taken: set[int]) -> int:
    """How many lines a question fills that begins here; 0 where none does."""
    length = 0
    for count, index in enumerate(order[place : place + _LONGEST], start=1):
        line = lines[index]
        length += len(line.text)
        if index in taken or length > _CHARACTERS or (count > 1 and line.block.certain):
            return 0
        if line.text.rstrip(' "”»)').endswith(("?", ":")) or (line.block.heading and line.block.certain):
            return count
        if line.block.certain or line.text.endswith("."):
            return 0
    return 0
