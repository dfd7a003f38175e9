"""Cue phrases: words by which an objective, a population or a status is recognised without being named.

`return*` matches any ending, `a|b` either word, `...` up to four words between; see docs/ontology.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gfmd_graph.knowledge.patterns import GAP, Pattern, PatternWord, pattern, pattern_end
from gfmd_graph.knowledge.vocabulary import Cue, CueKind, Vocabulary, load_vocabulary
from gfmd_graph.model import Concept


class CueHit(NamedTuple):
    """A cue found in `words[first:last + 1]`."""

    first: int
    last: int
    rank: int
    """Of equal places: the cue's place in the order of the vocabulary."""
    cue: Cue

    @property
    def concept(self) -> Concept:
        return self.cue.concept

    @property
    def kind(self) -> CueKind:
        return self.cue.kind

    @property
    def phrase(self) -> str:
        return self.cue.phrase

    @property
    def language(self) -> str:
        return self.cue.language


class _Pattern(NamedTuple):
    rank: int
    cue: Cue
    words: Pattern


class CueBook:
    """The cues of a vocabulary, found in one pass over a statement's words.

    With a `language`, those of objectives and their actions in that language alone: their words are many,
    and in another language they often mean something else.
    """

    def __init__(self, vocabulary: Vocabulary, language: str | None = None) -> None:
        self._patterns: list[_Pattern] = []
        cues = {cue for cue in vocabulary.cues if _is_read_in(cue, language)}
        ordered = sorted(cues, key=lambda c: (c.concept.iri, c.kind, c.phrase, c.language))
        for cue in ordered:
            words = pattern(cue.phrase)
            if words:
                self._patterns.append(_Pattern(len(self._patterns), cue, words))
        longer = [one for one in self._patterns if len(one.words) > 1]
        self._alone = _Index((one.rank, one.words[0]) for one in self._patterns if len(one.words) == 1)
        self._first = _Index((one.rank, one.words[0]) for one in longer)
        self._far = _Index((one.rank, one.words[0]) for one in longer if one.words[1].gap)
        self._second = _Index((one.rank, one.words[1]) for one in longer)
        self._known: dict[str, _Word] = {}

    def find(self, words: Sequence[str], types: Iterable[str]) -> list[CueHit]:
        """The cues of concepts of these types, in the order of the text."""
        return of_types(self.by_type(words), *types)

    def by_type(self, words: Sequence[str], stops: Sequence[int] = ()) -> Hits:
        """The cues by the type of their concept; without what a counter-cue of the same concept covers.

        `stops` are indexes of words over which no cue goes on.
        """
        get, learn = self._known.get, self._learn
        known = [get(word) or learn(word) for word in words]
        seconds = [word.second for word in known]
        seconds.append(_NONE)
        hits: list[CueHit] = []
        for index, (alone, opens, far, _) in enumerate(known):
            for rank, cue in alone:
                hits.append(CueHit(index, index, rank, cue))
            if not opens:
                continue
            near = likely = opens & seconds[index + 1]
            if far:
                for second in seconds[index + 2 : index + 2 + GAP]:
                    if not far.isdisjoint(second):
                        likely |= far & second
            if likely:
                hits += self._longer(likely, near, words, index, stops)
        found: Hits = defaultdict(list)
        for hit in _without_countered(hits):
            found[hit.cue.concept.type].append(hit)
        return found

    def _longer(
        self,
        likely: Collection[int],
        near: Collection[int],
        words: Sequence[str],
        first: int,
        stops: Sequence[int],
    ) -> list[CueHit]:
        """The likely cues of several words that do stand there; of `near` ones the second word does."""
        hits = []
        for rank in likely:
            _, cue, parts = self._patterns[rank]
            last = first + 1 if len(parts) == 2 and rank in near else pattern_end(parts, words, first)
            if last is not None and not (stops and bisect_left(stops, first) < bisect_left(stops, last)):
                hits.append(CueHit(first, last, rank, cue))
        hits.sort()
        return hits

    def _learn(self, word: str) -> _Word:
        """What a word can open or go on with; a word that came once comes again."""
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        alone = tuple((rank, self._patterns[rank].cue) for rank in sorted(self._alone.fitting(word)))
        learnt = _Word(alone, *(index.fitting(word) for index in (self._first, self._far, self._second)))
        self._known[word] = learnt
        return learnt


class _Word(NamedTuple):
    """The cues that a word is; the ranks of those it opens, opens with words between, and goes on with."""

    alone: tuple[tuple[int, Cue], ...]
    opens: frozenset[int]
    opens_far: frozenset[int]
    second: frozenset[int]


class _Index:
    """Words of cues -> the ranks of these."""

    def __init__(self, parts: Iterable[tuple[int, PatternWord]]) -> None:
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for rank, part in parts:
            for form in part.forms:
                self._by_form[form].append(rank)
            for stem in part.stems:
                self._by_stem[stem].append(rank)

    def fitting(self, word: str) -> frozenset[int]:
        found = set(self._by_form.get(word, ()))
        for length in range(1, len(word) + 1):
            found.update(self._by_stem.get(word[:length], ()))
        return frozenset(found)


_NONE: frozenset[int] = frozenset()
_IN_THEIR_LANGUAGE = frozenset({"Objective", "Action"})
_MOST_WORDS = 20_000
Hits = dict[str, list[CueHit]]


def of_types(found: Hits, *types: str) -> list[CueHit]:
    """The cues of concepts of these types, in the order of the text."""
    lists = [found[type] for type in types if type in found]
    if len(lists) > 1:
        return sorted(hit for hits in lists for hit in hits)
    return lists[0] if lists else []


def _without_countered(hits: list[CueHit]) -> list[CueHit]:
    counters = [hit for hit in hits if hit.cue.kind == "counterCue"]
    if not counters:
        return hits
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in counters:
        covered[hit.cue.concept.iri].append((hit.first, hit.last))
    return [
        hit
        for hit in hits
        if hit.cue.kind != "counterCue"
        and not any(f <= hit.last and hit.first <= last for f, last in covered.get(hit.cue.concept.iri, ()))
    ]


def _is_read_in(cue: Cue, language: str | None) -> bool:
    return language in (None, cue.language) or cue.concept.type not in _IN_THEIR_LANGUAGE


@lru_cache
def load_cues(ontology: Path, language: str) -> CueBook:
    """The cues of an ontology folder for statements of a language. Raises `Problem`."""
    return CueBook(load_vocabulary(ontology), language)
