"""Which objectives of the Compact a statement is about: named by number, or told by its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.cues import CueBook, CueHit
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Evidence, ObjectiveReading
from gfmd_graph.words import plain

NUMBER_METHOD = "objective-numbers/1"
CUE_METHOD = "objective-cues/1"
LAST = 23

_STRONG = 0.85
_WEAK_PAIR = 0.6
_WEAK_ALONE = 0.35
_MORE = 0.05
"""What each further cue adds."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An objective named by number; `start`, `end` are the offsets of the words that name it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Grammar:
    noun: re.Pattern[str]
    number: re.Pattern[str]
    joint: re.Pattern[str]
    values: dict[str, int]
    ranges: frozenset[str]
    not_before: frozenset[str]


def references(text: str, languages: Languages) -> list[Reference]:
    """Objectives named by number: "Objective 5", "objectives (5, 11 and 13)", "obj. 5-7", "objetivos 5 y 6"."""
    grammar = _grammar(languages)
    words = plain(text)
    found: list[Reference] = []
    for noun in grammar.noun.finditer(words):
        if not _of_another_list(words, noun.start(), grammar):
            found += _numbers(words, noun, grammar)
    return found


def _of_another_list(words: str, start: int, grammar: _Grammar) -> bool:
    """ "SDG objective 8", "sustainable development objective 8": another list counts here."""
    before = re.findall(r"\w+", words[:start].lower())[-2:]
    return any(word in grammar.not_before for word in before)


def _numbers(words: str, noun: re.Match[str], grammar: _Grammar) -> Iterator[Reference]:
    """The numbers that follow the noun, one after another as long as something joins them."""
    position = noun.end()
    start = noun.start()
    previous: int | None = None
    joint = ""
    while (match := grammar.number.match(words, position)) is not None:
        value = grammar.values.get(match[1].lower()) or int(match[1] if match[1].isdigit() else 0)
        if not 1 <= value <= LAST:
            return
        first = (
            previous + 1 if previous is not None and joint in grammar.ranges and value > previous else value
        )
        for number in range(first, value + 1):
            yield Reference(number, start, match.end(1))
        previous, start = value, match.end()
        joining = grammar.joint.match(words, match.end())
        if joining is None:
            return
        joint, position = joining[1].strip().lower(), joining.end()
        following = grammar.number.match(words, position)
        start = following.start(1) if following else position


@lru_cache
def _grammar_of(
    nouns: frozenset[str],
    joining: frozenset[str],
    values: tuple[tuple[str, int], ...],
    not_before: frozenset[str],
) -> _Grammar:
    noun = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(nouns, key=lambda w: (-len(w), w))
    )
    spelled = "|".join(
        re.escape(word) for word, _ in sorted(values, key=lambda item: (-len(item[0]), item[0]))
    )
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(joining, key=lambda w: (-len(w), w))
    )
    return _Grammar(
        noun=re.compile(
            rf"(?<![\w.])#?(?:{noun})(?![^\W\d])\.?(?:\s*(?:n[o°º]s?\.?|nos?\.?|num\.?|numbers?|#))?[\s:(\[]*",
            re.I,
        ),
        number=re.compile(rf"#?(\d{{1,2}}|(?:{spelled}))(?![\w%]|[.,]\d)", re.I),
        joint=re.compile(
            rf"\s*((?:[,;/&+-]|\b(?:{words})\b)(?:\s*\b(?:{words})\b)?)\s*(?:(?:{noun})\.?\s+)?[(#]?", re.I
        ),
        values=dict(values),
        ranges=frozenset({"-", "to", "through", "a", "al", "au", "jusqu'a"}),
        not_before=not_before,
    )


def _grammar(languages: Languages) -> _Grammar:
    values = {
        word: int(number) for language in languages.all for word, number in language.data["numbers"].items()
    }
    return _grammar_of(
        languages.words("objectives", "nouns"),
        languages.words("objectives", "joining"),
        tuple(sorted(values.items())),
        languages.words("objectives", "not_before"),
    )


def objectives(sentence: Sentence, cues: CueBook, languages: Languages) -> tuple[ObjectiveReading, ...]:
    """Every objective of the statement with its evidence, by number; also those below the graph's threshold."""
    readings = {
        reading.number: reading for reading in _suggested(sentence, cues.find(sentence.tokens, ["Objective"]))
    }
    readings |= {reading.number: reading for reading in _stated(sentence, languages)}
    return tuple(readings[number] for number in sorted(readings))


def _stated(sentence: Sentence, languages: Languages) -> Iterator[ObjectiveReading]:
    places: dict[int, list[Evidence]] = defaultdict(list)
    for found in references(sentence.text, languages):
        words = sentence.evidence(found.start, found.end, "stated", 1.0, NUMBER_METHOD)
        places[found.number].append(words)
    for number, evidence in places.items():
        yield ObjectiveReading(number, "stated", 1.0, tuple(evidence))


def _suggested(sentence: Sentence, hits: Iterable[CueHit]) -> Iterator[ObjectiveReading]:
    by_number: dict[int, list[CueHit]] = defaultdict(list)
    for hit in hits:
        by_number[int(hit.concept.code)].append(hit)
    for number, own in by_number.items():
        confidence = _confidence(own)
        places = sorted({(hit.first, hit.last) for hit in _counted(own)})
        outer = [place for place in places if not any(_inside(place, other) for other in places)]
        spans = [sentence.words(first, last) for first, last in outer]
        evidence = tuple(
            sentence.evidence(start, end, "suggested", confidence, CUE_METHOD) for start, end in spans
        )
        yield ObjectiveReading(number, "suggested", confidence, evidence)


def _counted(hits: list[CueHit]) -> list[CueHit]:
    strong = [hit for hit in hits if hit.kind == "cue"]
    return strong or hits


def _confidence(hits: list[CueHit]) -> float:
    strong = len({hit.phrase for hit in hits if hit.kind == "cue"})
    weak = len({(hit.first, hit.last) for hit in hits if hit.kind == "weakCue"})
    if strong:
        return min(0.95, round(_STRONG + _MORE * (strong - 1), 2))
    return min(0.75, round(_WEAK_PAIR + _MORE * (weak - 2), 2)) if weak > 1 else _WEAK_ALONE


def _inside(place: tuple[int, int], other: tuple[int, int]) -> bool:
    return place != other and other[0] <= place[0] and place[1] <= other[1]
