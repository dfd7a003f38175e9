"""Which objectives of the Compact a statement is about: named by number, or told by its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from gfmd_graph.extraction.numbers import references
from gfmd_graph.extraction.sentence import Sentence, evidence
from gfmd_graph.knowledge.cues import CueHit
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Evidence, ObjectiveReading, Span

NUMBER_METHOD = "objective-numbers/1"
CUE_METHOD = "objective-cues/1"

LIKELY = 0.5
"""From here on a reading is more likely right than wrong: the graph takes it, and nobody need be asked."""
_STRONG = 0.85
"""One cue, and no other objective has any."""
_BESIDE = (0.4, 0.55, 0.65, 0.75, 0.85)
"""One cue where another objective has one as well, by the further and weak cues that agree: without any it is
an aside."""
_FIRST = 0.1
"""What it adds that no other objective's cue stands before: what is named first is seldom an aside."""
_CROWD = 0.15
"""What it takes that three objectives or more have cues: then most of them are circumstances."""
_COVERED = 0.4
"""Words that are a part of another objective's longer cue speak for that one."""
_WEAK = (0.1, 0.3, 0.7)
"""One, two, three weak cues: a word or two may be chance, three speak for one theme."""
_WEAK_BESIDE = 0.3
"""The most that weak cues are worth where another objective has a strong cue: that one explains them."""
_FROM_ABOVE = 0.55
"""An objective named for the whole theme: a statement without one of its own is likely about it."""
_NOT_OF_THE_THEME = frozenset({"quote", "unanswered"})
_MORE = 0.05
"""What each further cue adds."""
_MOST = 0.95
_MOST_WEAK = 0.8


def objectives(
    sentence: Sentence, hits: Sequence[CueHit], languages: Languages
) -> tuple[ObjectiveReading, ...]:
    """Every objective of the statement with its evidence, by number; also those of little confidence."""
    readings = {reading.number: reading for reading in _suggested(sentence, hits)}
    readings |= {reading.number: reading for reading in _stated(sentence, languages)}
    if max((one.confidence for one in readings.values()), default=0.0) < _FROM_ABOVE:
        readings |= {reading.number: reading for reading in _inherited(sentence, languages)}
    return tuple([readings[number] for number in sorted(readings)])


def _inherited(sentence: Sentence, languages: Languages) -> Iterator[ObjectiveReading]:
    """What a statement without an objective of its own has from its heading, else from the theme."""
    question, report = sentence.statement.question, sentence.report
    if sentence.statement.kind in _NOT_OF_THE_THEME:
        return
    for above in (question.span if question else None, report.theme):
        words = report.text[above.start : above.end] if above else ""
        named = references(words, languages)
        for one in named:
            span = Span(above.start + one.start, above.start + one.end) if above else Span(0, 0)
            proof = evidence(report, span, "inherited", _FROM_ABOVE, NUMBER_METHOD)
            yield ObjectiveReading(one.number, "inherited", _FROM_ABOVE, (proof,))
        if named:
            return


def _stated(sentence: Sentence, languages: Languages) -> Iterator[ObjectiveReading]:
    places: dict[int, list[Evidence]] = defaultdict(list)
    for found in references(sentence.text, languages):
        words = sentence.evidence(found.start, found.end, "stated", 1.0, NUMBER_METHOD)
        places[found.number].append(words)
    for number, proofs in places.items():
        yield ObjectiveReading(number, "stated", 1.0, tuple(proofs))


def _suggested(sentence: Sentence, hits: Sequence[CueHit]) -> Iterator[ObjectiveReading]:
    strong: dict[str, list[CueHit]] = defaultdict(list)
    weak: dict[str, list[CueHit]] = defaultdict(list)
    for hit in hits:
        number = hit.cue.concept.code.partition("(")[0]
        (strong if hit.cue.kind == "cue" else weak)[number].append(hit)
    most = _WEAK_BESIDE if strong else _MOST_WEAK
    counts = {number: _different(own) for number, own in strong.items()}
    first = min((own[0].first for own in strong.values()), default=0)
    for number, own in strong.items():
        others = [hit for other, theirs in strong.items() if other != number for hit in theirs]
        confidence = min(_MOST, round(_STRONG + _MORE * (counts[number] - 1), 2))
        if others and counts[number] == 1:
            support = len(own) - 1 + _different(weak.get(number, []))
            confidence = _beside(support, own[0].first == first, len(strong))
        yield _reading(sentence, number, own, _COVERED if _covered(own, others) else confidence)
    for number, own in weak.items():
        if number not in strong:
            yield _reading(sentence, number, own, min(most, _of_weak(_different(own))))


def _of_weak(count: int) -> float:
    few = min(count, len(_WEAK))
    return round(_WEAK[few - 1] + _MORE * (count - few), 2)


def _covered(own: Sequence[CueHit], others: Sequence[CueHit]) -> bool:
    """Whether each cue is a part of another objective's longer one: "consular" of "consular card"."""
    places = {(hit.first, hit.last) for hit in others if hit.first < hit.last}
    return bool(places) and all(any(_inside(hit[:2], place) for place in places) for hit in own)


def _beside(support: int, first: bool, objectives: int) -> float:
    """The confidence of an objective that has one cue, beside others."""
    confidence = _BESIDE[min(support, len(_BESIDE) - 1)]
    return min(_MOST, round(confidence + _FIRST * first - _CROWD * (objectives > 2), 2))


def _reading(sentence: Sentence, number: str, hits: list[CueHit], confidence: float) -> ObjectiveReading:
    if len(hits) == 1:
        proofs = [sentence.said(hits[0].first, hits[0].last, "suggested", confidence, CUE_METHOD)]
    else:
        outer = outermost({(hit.first, hit.last) for hit in hits})
        proofs = [sentence.said(first, last, "suggested", confidence, CUE_METHOD) for first, last in outer]
    return ObjectiveReading(int(number), "suggested", confidence, tuple(proofs))


def _different(hits: list[CueHit]) -> int:
    """How many different cues there are: the same word again, or the same cue, says nothing more."""
    if len(hits) == 1:
        return 1
    taken: set[str] = set()
    end = -1
    for hit in hits:
        if hit.first > end and hit.cue.phrase not in taken:
            taken.add(hit.cue.phrase)
            end = max(end, hit.last)
    return len(taken)


def outermost(places: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that are in none of the others, in order."""
    long = [(first, last) for first, last in places if first < last]
    if long:
        places = [place for place in places if not any(_inside(place, other) for other in long)]
    return sorted(places)


def _inside(place: tuple[int, int], other: tuple[int, int]) -> bool:
    return place != other and other[0] <= place[0] and place[1] <= other[1]
