"""A hint for a person where no cue tells the objective: the one that shares the most telling words."""

from __future__ import annotations

from collections.abc import Sequence

from gfmd_graph.extraction.objectives import LIKELY
from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.similarity import Similarity
from gfmd_graph.model import ObjectiveReading

METHOD = "objective-similarity/1"

_LEAST = 0.08
"""Below this likeness the best objective is one of chance."""
_CONFIDENCE = 0.3
"""About three in ten such hints are right: never enough for the graph, enough for a person to look."""


def with_likest(
    sentence: Sentence, readings: tuple[ObjectiveReading, ...], similarity: Similarity
) -> tuple[ObjectiveReading, ...]:
    """The readings, and where none of them is likely the objective of the likest words."""
    if sentence.statement.kind == "unanswered":
        return readings
    for one in readings:
        if one.confidence >= LIKELY:
            return readings
    likest = similarity.likest(sentence.words, sentence.statement.language)
    if likest is None or likest.score < _LEAST:
        return readings
    hint = _reading(sentence, int(likest.number), likest.words)
    others = [one for one in readings if one.number != hint.number]
    return tuple(sorted([*others, hint], key=lambda one: one.number))


def _reading(sentence: Sentence, number: int, words: Sequence[int]) -> ObjectiveReading:
    proofs = tuple(sentence.said(at, at, "suggested", _CONFIDENCE, METHOD) for at in words)
    return ObjectiveReading(number, "suggested", _CONFIDENCE, proofs)
