"""Names become mentions: of countries, areas and organisations that a vocabulary holds, and of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gfmd_graph.extraction.candidates import candidates
from gfmd_graph.extraction.readings import Readings, Verdict, preferred
from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.extraction.world import World
from gfmd_graph.knowledge.lexicon import Lexicon, Name
from gfmd_graph.knowledge.vocabulary import Label
from gfmd_graph.model import Concept, Mention

METHOD = "labels/1"
TYPO_METHOD = "labels-one-slip/1"
CANDIDATE_METHOD = "unknown-names/1"


class Names(NamedTuple):
    """What one statement names. `waiting` are mentions of which nobody can be sure: they go to review."""

    mentions: tuple[Mention, ...]
    waiting: tuple[Mention, ...]


def company(found: Iterable[Sequence[Name]]) -> frozenset[str]:
    """IRIs of the concepts that a report names by a strong label: weak labels count in their company."""
    strong: set[str] = set()
    for one in found:
        for name in one:
            strong |= {label.concept.iri for label in name.strong}
    return frozenset(strong)


def names(sentence: Sentence, found: Sequence[Name], world: World, in_company: frozenset[str]) -> Names:
    """The mentions of one statement, sorted by place."""
    mentions: list[Mention] = []
    waiting: list[Mention] = []
    for name, verdict in _read(sentence, found, world, in_company):
        if verdict.label is not None:
            mentions.append(_mention(sentence, name, verdict.label))
            if world.vocabulary.actors.get(verdict.label.concept.iri) == "government-body":
                mentions += _states_inside(sentence, name, world.lexicon)
        elif verdict.ask:
            waiting.append(_unresolved(sentence, name.start, name.end, METHOD))
    for start, end in candidates(sentence.text, sentence.words, found, world.lexicon.rules):
        waiting.append(_unresolved(sentence, start, end, CANDIDATE_METHOD))
    return Names(tuple(mentions), tuple(waiting))


def _read(
    sentence: Sentence, found: Sequence[Name], world: World, in_company: frozenset[str]
) -> list[tuple[Name, Verdict]]:
    """What each name stands for."""
    if not found:
        return []
    readings = Readings(sentence, found, world.lexicon, world.vocabulary)
    return [(name, readings.verdict(index, in_company)) for index, name in enumerate(found)]


def _states_inside(sentence: Sentence, name: Name, lexicon: Lexicon) -> Iterator[Mention]:
    """The State that the name of its own body names: "Sri Lanka Bureau of Foreign Employment"."""
    words = sentence.text[name.start : name.end]
    for inner in lexicon.inside(words):
        if len({label.concept.iri for label in inner.strong}) != 1:
            continue
        label = preferred(inner.strong)
        if label.concept.type == "Country":
            start, end = name.start + inner.start, name.start + inner.end
            yield _mention(sentence, inner._replace(start=start, end=end), label)


def _mention(sentence: Sentence, name: Name, label: Label) -> Mention:
    span = sentence.folded.span(name.start, name.end)
    confidence = 0.9 if name.typo or label.kind == "weak" else 1.0
    return Mention(
        span=span,
        text=sentence.report.text[span.start : span.end],
        type=label.concept.type.lower(),
        concept=label.concept,
        basis="stated",
        confidence=confidence,
        method=TYPO_METHOD if name.typo else METHOD,
        label=label.kind,
    )


def topic_mention(sentence: Sentence, concept: Concept, start: int, end: int, method: str) -> Mention:
    """Words that name a population or a contested term."""
    span = sentence.folded.span(start, end)
    words = sentence.report.text[span.start : span.end]
    return Mention(span, words, concept.type.lower(), concept, "stated", 0.9, method)


def _unresolved(sentence: Sentence, start: int, end: int, method: str) -> Mention:
    span = sentence.folded.span(start, end)
    words = sentence.report.text[span.start : span.end]
    return Mention(span, words, "unresolved", None, "suggested", 0.5, method)
