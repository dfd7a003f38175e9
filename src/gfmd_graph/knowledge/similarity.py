"""Objectives whose own words are the most like those of a statement: TF-IDF over titles, actions and cues.

Only a hint for a person where no cue stands: likeness alone cannot tell "no objective" from "some objective".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gfmd_graph.knowledge.languages import Languages, load_languages
from gfmd_graph.knowledge.vocabulary import Vocabulary, load_vocabulary
from gfmd_graph.words import plain_words

_STEM = 6
"""Words are compared by so many letters: a stem good enough for three languages."""
_SHORTEST = 3
_STRANGE = 2.0
"""The weight of a word that no objective has: a statement full of them is about something else."""


class Likeness(NamedTuple):
    number: str
    score: float
    words: tuple[int, ...]
    """The indexes of the words that make the likeness, in the order of the text."""


class Similarity:
    """For each language the weights of words in each objective, as one inverted index."""

    def __init__(self, vocabulary: Vocabulary, languages: Languages) -> None:
        self._stop = {one.code: one.stop_words for one in languages.all}
        counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for number, language, text in _texts(vocabulary):
            counts[language][number].update(self._terms(plain_words(text), language))
        self._weights = {language: _weights(own) for language, own in counts.items()}

    def _terms(self, words: Sequence[str], language: str) -> list[str]:
        stop = self._stop.get(language, frozenset())
        return [word[:_STEM] if len(word) >= _SHORTEST and word not in stop else "" for word in words]

    def likest(self, words: Sequence[str], language: str) -> Likeness | None:
        """The objective that the words are most like; None where they share none with any."""
        index = self._weights.get(language, {})
        terms = self._terms(words, language)
        scores: dict[str, float] = defaultdict(float)
        length = 0.0
        for term, count in sorted(Counter(term for term in terms if term).items()):
            rarity, objectives = index.get(term, (_STRANGE, {}))
            length += (count * rarity) ** 2
            for number, weight in objectives.items():
                scores[number] += count * rarity * weight
        if not scores:
            return None
        number = min(scores, key=lambda one: (-scores[one], int(one)))
        shared = [at for at, term in enumerate(terms) if term and number in index.get(term, (0.0, {}))[1]]
        return Likeness(number, scores[number] / math.sqrt(length), tuple(shared))


def _texts(vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    """(number, language, words) of each title and cue of an objective, and of the titles of its actions."""
    cues = (
        (cue.concept.code, cue.language, cue.phrase.replace("*", " ").replace("|", " "))
        for cue in vocabulary.cues
        if cue.concept.type == "Objective" and cue.kind != "counterCue"
    )
    return [*vocabulary.titles, *cues]


def _weights(counts: dict[str, Counter[str]]) -> dict[str, tuple[float, dict[str, float]]]:
    """Term -> (how rare it is among the objectives, its weight in each), vectors of length one."""
    spread = Counter(term for own in counts.values() for term in own if term)
    rarity = {term: math.log((len(counts) + 1) / (1 + number)) for term, number in spread.items()}
    index: dict[str, tuple[float, dict[str, float]]] = {term: (rarity[term], {}) for term in rarity}
    for number in sorted(counts):
        own = {t: (1 + math.log(n)) * rarity[t] for t, n in sorted(counts[number].items()) if t}
        length = math.sqrt(sum(weight**2 for weight in own.values())) or 1.0
        for term, weight in own.items():
            index[term][1][number] = weight / length
    return index


@lru_cache
def load_similarity(ontology: Path) -> Similarity:
    """The index of an ontology folder, made when it is first asked for. Raises `Problem`."""
    return Similarity(load_vocabulary(ontology), load_languages(ontology))
