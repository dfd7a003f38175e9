"""What a statement says besides names: populations, levels, terms; a practice's assessment and status.

Where the statement's own words do not tell, the question under which it stands does: basis `inherited`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gfmd_graph.extraction.objectives import outermost
from gfmd_graph.extraction.sentence import Sentence, evidence
from gfmd_graph.extraction.years import METHOD as YEAR_METHOD
from gfmd_graph.extraction.years import year
from gfmd_graph.knowledge.cues import CueHit, Hits, of_types
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Concept, Evidence, Link, Mention, Span, Subject
from gfmd_graph.namespaces import TOPIC

CUE_METHOD = "topic-cues/1"
QUESTION_METHOD = "question/1"

_FROM_WORDS = 0.9
_FROM_QUESTION = 0.9
_STATUSES = ("past", "proposed")
"""Statuses that words can give against the question's default, the first one found wins."""

Found = dict[Concept, list[tuple[int, int]]]


def topics(sentence: Sentence, cues: Hits, *types: str, names: Sequence[Mention] = ()) -> Found:
    """Concepts of these types with the offsets of the words that tell each; weak cues only in pairs.

    Words inside one of `names` tell nothing: "Save the Children" is an organisation.
    """
    hits: dict[Concept, list[CueHit]] = defaultdict(list)
    for hit in of_types(cues, *types):
        if not names or not sentence.inside(hit, names):
            hits[hit.concept].append(hit)
    found: Found = {}
    for concept, own in hits.items():
        strong = [hit for hit in own if hit.kind == "cue"]
        if strong or len({hit.phrase for hit in own}) > 1:
            places = outermost({(hit.first, hit.last) for hit in strong or own})
            found[concept] = [sentence.place(first, last) for first, last in places]
    return found


def topic_links(
    sentence: Sentence, found: Found, predicate: str, subjects: Iterable[Subject]
) -> Iterator[Link]:
    """One link a concept and subject, with all its places as evidence."""
    for concept, places in found.items():
        proofs = tuple(sentence.evidence(a, b, "stated", _FROM_WORDS, CUE_METHOD) for a, b in places)
        for subject in subjects:
            yield Link(subject, predicate, concept.iri, proofs)


def question_links(sentence: Sentence, own: Found, practice: bool) -> Iterator[Link]:
    """Assessment, status and horizon: from the question; status and horizon rather from the own words."""
    question = sentence.statement.question
    horizons = {concept: places for concept, places in own.items() if concept.type == "Horizon"}
    yield from topic_links(sentence, horizons, "horizon", ["statement"])
    if question is None:
        return
    if question.horizon and not horizons:
        yield Link("statement", "horizon", TOPIC + question.horizon, (_inherited(sentence),))
    for level in question.levels:
        yield Link("statement", "level", TOPIC + level, (_inherited(sentence),))
    if practice and question.assessment:
        yield _assessment(sentence, own, question.assessment)
    if practice and question.status:
        yield _status(sentence, own, question.status, question.assessment == "counterproductive")


def _assessment(sentence: Sentence, own: Found, default: str) -> Link:
    """The question's, unless the words turn it round: "a bad example" among the good practices."""
    for concept, places in own.items():
        if concept.type == "Assessment" and concept.code != default:
            proofs = tuple(sentence.evidence(a, b, "stated", _FROM_WORDS, CUE_METHOD) for a, b in places)
            return Link("practice", "assessment", concept.iri, proofs)
    return Link("practice", "assessment", TOPIC + default, (_inherited(sentence),))


def _status(sentence: Sentence, own: Found, default: str, harmful: bool) -> Link:
    """A harmful practice exists: "should be stopped" is the repair, no proposal of the practice."""
    for code in _STATUSES:
        places = [place for concept, found in own.items() if concept.code == code for place in found]
        early = [
            place
            for place in places
            if place[1] <= sentence.first_end() or (code == "past" and _opens(sentence, place[0]))
        ]
        if early and not (harmful and code == "proposed"):
            proofs = tuple(sentence.evidence(a, b, "stated", _FROM_WORDS, CUE_METHOD) for a, b in early)
            return Link("practice", "status", TOPIC + code, proofs)
    return Link("practice", "status", TOPIC + default, (_inherited(sentence),))


def _opens(sentence: Sentence, start: int) -> bool:
    """Whether words open a sentence of their own: "No longer used since." after what was done."""
    return sentence.text[:start].rstrip("¡¿\"'( ").endswith((".", "!", ";"))


def year_links(sentence: Sentence, languages: Languages, practice: bool) -> Iterator[Link]:
    """The statement's own year, else the year that its question names."""
    own = year(sentence, languages[sentence.statement.language])
    question = sentence.statement.question
    if own:
        value, start, end = own
        proof = sentence.evidence(start, end, "stated", 1.0, YEAR_METHOD)
    elif question is not None and question.year:
        value, proof = question.year, _inherited(sentence, rf"\b{question.year}\b")
    else:
        return
    yield Link("statement", "year", str(value), (proof,))
    if practice:
        yield Link("practice", "year", str(value), (proof,))


def _inherited(sentence: Sentence, pattern: str = "") -> Evidence:
    """The question's words, or the part of them that matches, as evidence for what stands below it."""
    question = sentence.statement.question
    assert question is not None  # noqa: S101 - callers have looked
    words = sentence.report.text[question.span.start : question.span.end]
    part = re.search(pattern, words) if pattern else None
    start, end = part.span() if part else (0, len(words))
    span = Span(question.span.start + start, question.span.start + end)
    return evidence(sentence.report, span, "inherited", _FROM_QUESTION, QUESTION_METHOD)
