"""Names in running text: every label of countries, areas and organisations, found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick
from rapidfuzz.distance import OSA

from gfmd_graph.knowledge.vocabulary import Label, Vocabulary, load_vocabulary
from gfmd_graph.words import plain

_CAPITALS = re.compile(r"(?<!\w)[A-Z]{5,}(?!\w)")
_LONG = 10
"""Names of several words and at least so many letters are found whatever their case."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name found at `text[start:end]`: all labels that are written so, strong ones and weak ones."""

    start: int
    end: int
    labels: tuple[Label, ...]
    typo: bool = False

    @property
    def strong(self) -> tuple[Label, ...]:
        return tuple(label for label in self.labels if label.kind != "weak")


class Lexicon:
    """Matches as written, with accents and typographic marks folded; the longest name wins."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._exact: dict[str, list[Label]] = defaultdict(list)
        self._loose: dict[str, list[Label]] = defaultdict(list)
        for label in vocabulary.labels:
            for spelling in sorted(_spellings(label)):
                self._exact[spelling].append(label)
            if _is_long(label):
                self._loose[plain(label.text).lower()].append(label)
        self._blocked = {plain(phrase): iri for phrase, iri in vocabulary.blocked}
        self._exact_keys = sorted(self._exact.keys() | self._blocked.keys())
        self._loose_keys = sorted(self._loose)
        self._automaton = AhoCorasick(self._exact_keys)
        self._loose_automaton = AhoCorasick(self._loose_keys)
        acronyms = (label for label in vocabulary.labels if label.kind in ("acronym", "weak"))
        self._acronyms = sorted({plain(a.text) for a in acronyms if _CAPITALS.fullmatch(plain(a.text))})

    def find(self, text: str) -> list[Name]:
        """The names in `text`, from left to right, none inside another."""
        folded = plain(text)
        return _apart([*self._found(folded), *self._found_loosely(folded), *self._typos(folded)])

    def inside(self, name: str) -> list[Name]:
        """The shorter names that stand in a name."""
        return _apart([found for found in self._found(plain(name)) if found.end - found.start < len(name)])

    def knows(self, words: str) -> bool:
        """Whether `words` are, or hold, a name of the vocabularies."""
        return bool(self.find(words))

    def _found(self, text: str) -> Iterator[Name]:
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if _whole(text, start, end):
                spelling = self._exact_keys[index]
                yield Name(start, end, tuple(self._exact.get(spelling, ())))

    def _found_loosely(self, text: str) -> Iterator[Name]:
        lower = text.lower()
        if len(lower) != len(text):
            return
        for index, start, end in self._loose_automaton.find_matches_as_indexes(lower, overlapping=True):
            labels = self._loose[self._loose_keys[index]]
            fitting = tuple(x for x in labels if x.concept.type != "Organisation" or text[start].isupper())
            if fitting and _whole(text, start, end):
                yield Name(start, end, fitting)

    def _typos(self, text: str) -> Iterator[Name]:
        """Capitals that are one slip away from one acronym alone."""
        for match in _CAPITALS.finditer(text):
            if match.group() in self._exact:
                continue
            near = [word for word in self._acronyms if OSA.distance(word, match.group(), score_cutoff=1) == 1]
            iris = {label.concept.iri for word in near for label in self._exact[word]}
            if len(iris) == 1:
                yield Name(match.start(), match.end(), tuple(self._exact[near[0]]), typo=True)


def _apart(found: Iterable[Name]) -> list[Name]:
    """The longest of names that overlap; a blocking phrase takes its place and is no name."""
    names: list[Name] = []
    for name in sorted(found, key=lambda name: (name.start, -name.end, name.typo)):
        if not names or name.start >= names[-1].end:
            names.append(name)
    return [name for name in names if name.labels]


def _spellings(label: Label) -> set[str]:
    text = plain(label.text)
    spellings = {text}
    if label.kind == "demonym" and label.language != "en":
        spellings |= {text[0].upper() + text[1:], text[0].lower() + text[1:]}
    if label.kind in ("name", "demonym") and len(text) >= 4 and label.concept.type != "Organisation":
        spellings.add(text.upper())
    return spellings


def _is_long(label: Label) -> bool:
    words = len(label.text.split())
    if label.kind not in ("name", "demonym") or len(label.text) < _LONG:
        return False
    return words >= 3 if label.concept.type == "Organisation" else words >= 2


def _whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


@lru_cache
def load_lexicon(ontology: Path) -> Lexicon:
    """The lexicon of an ontology folder. Raises `Problem`."""
    return Lexicon(load_vocabulary(ontology))


def claimed_twice(labels: Iterable[Label]) -> list[tuple[str, list[str]]]:
    """Strong labels that more than one concept claims: (label, IRIs)."""
    claims: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        if label.kind != "weak":
            claims[plain(label.text)].add(label.concept.iri)
    return sorted((text, sorted(iris)) for text, iris in claims.items() if len(iris) > 1)
