"""Objectives that others propose, such as a language model: taken where their words stand, beside ours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from gfmd_graph.extraction.objectives import LIKELY
from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Evidence, ObjectiveReading, Span, Statement, Suggestion
from gfmd_graph.words import fold, plain, tokens

_OBJECTIVES = range(1, 24)
_LONGEST = 30
"""Who quotes more words points at none of them."""


def with_suggested(
    sentence: Sentence,
    readings: tuple[ObjectiveReading, ...],
    suggestions: Sequence[Suggestion],
    languages: Languages,
) -> tuple[ObjectiveReading, ...]:
    """The readings, and what `suggestions` add to them: nothing where an objective is named by number."""
    if not is_open(sentence.statement, readings):
        return readings
    ours = {reading.number: reading for reading in readings}
    proofs: dict[int, dict[Span, Evidence]] = defaultdict(dict)
    for one in suggestions:
        place = placed(sentence, one, languages)
        known = ours.get(one.number)
        if place and not (known and known.confidence >= LIKELY):
            proof = sentence.evidence(*place, "suggested", one.confidence, one.method)
            proofs[one.number].setdefault(proof.span, proof)
    ours |= {number: _united(number, ours.get(number), own) for number, own in proofs.items()}
    return tuple(ours[number] for number in sorted(ours))


def is_open(statement: Statement, readings: Sequence[ObjectiveReading]) -> bool:
    """Whether a suggestion could add anything: the statement has words and states no objective itself."""
    stated = any(reading.basis == "stated" for reading in readings)
    return bool(statement.text) and statement.kind != "unanswered" and not stated


def placed(sentence: Sentence, suggestion: Suggestion, languages: Languages) -> tuple[int, int] | None:
    """Where the quoted words stand in the statement's folded text; None where the suggestion is none.

    White space, accents and the form of quotation marks make no difference, letters and their case do. The
    words must be whole, one of them must say something, and nothing withheld may be among them.
    """
    quote = plain(fold(suggestion.quote, Span(0, len(suggestion.quote))).text)
    words = [token.word for token in tokens(quote)]
    empty = languages[sentence.statement.language].stop_words
    if suggestion.number not in _OBJECTIVES or not 0 < len(words) <= _LONGEST:
        return None
    if all(word in empty or word.isdigit() for word in words):
        return None
    for found in re.finditer(rf"(?<!\w){re.escape(quote.strip())}(?!\w)", sentence.plain):
        span = sentence.folded.span(*found.span())
        if not any(private.meets(span) for private in sentence.statement.withheld):
            return found.span()
    return None


def _united(number: int, ours: ObjectiveReading | None, proofs: dict[Span, Evidence]) -> ObjectiveReading:
    """One reading of a number: what is suggested, beside our own words that were too weak alone."""
    every = {proof.span: proof for proof in ours.evidence} | proofs if ours else proofs
    evidence = tuple(every[span] for span in sorted(every))
    return ObjectiveReading(number, "suggested", max(proof.confidence for proof in evidence), evidence)
