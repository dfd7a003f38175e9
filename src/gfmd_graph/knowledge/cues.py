"""Cue phrases: words by which an objective, a population or a status is recognised without being named.

`return*` matches any ending, `a|b` either word, `...` up to four words between; see docs/ontology.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
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
    """All cues of a vocabulary, found in one pass over a statement's words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._patterns: list[_Pattern] = []
        ordered = sorted(set(vocabulary.cues), key=lambda c: (c.concept.iri, c.kind, c.phrase, c.language))
        for cue in ordered:
            words = pattern(cue.phrase)
            if words:
                self._patterns.append(_Pattern(len(self._patterns), cue, words))
        self._first = _Index((one.rank, one.words[0]) for one in self._patterns)
        self._second = _Index((one.rank, one.words[1]) for one in self._patterns if len(one.words) > 1)
        self._longer = [one for one in self._patterns if len(one.words) > 1]
        bits = {one.rank: 1 << place for place, one in enumerate(self._longer)}
        self._bits = bits
        self._far = sum(bits[one.rank] for one in self._longer if one.words[1].gap)
        self._known: dict[str, _Word] = {}

    def find(self, words: Sequence[str], types: Iterable[str]) -> list[CueHit]:
        """The cues of concepts of these types, in the order of the text."""
        found = self.by_type(words)
        return sorted(hit for type in types for hit in found.get(type, ()))

    def by_type(self, words: Sequence[str], stops: Sequence[int] = ()) -> Hits:
        """The cues by the type of their concept; without what a counter-cue of the same concept covers.

        `stops` are indexes of words over which no cue goes on.
        """
        longer, hits = self._longer, []
        get, learn = self._known.get, self._learn
        known = [get(word) or learn(word) for word in words]
        seconds = [word.second for word in known]
        seconds.append(0)
        for index, (alone, opens, opens_far, _) in enumerate(known):
            for rank, cue in alone:
                hits.append(CueHit(index, index, rank, cue))
            if not opens:
                continue
            likely = opens & seconds[index + 1]
            if opens_far:
                for second in seconds[index + 2 : index + 2 + GAP]:
                    if second:
                        likely |= opens_far & second
            while likely:
                bit = likely & -likely
                likely ^= bit
                rank, cue, parts = longer[bit.bit_length() - 1]
                last = pattern_end(parts, words, index)
                if last is not None:
                    hits.append(CueHit(index, last, rank, cue))
        if stops:
            hits = [hit for hit in hits if bisect_left(stops, hit.first) == bisect_left(stops, hit.last)]
        hits.sort(key=_PLACE)
        found: Hits = {}
        for hit in _without_countered(hits):
            found.setdefault(hit.cue.concept.type, []).append(hit)
        return found

    def _learn(self, word: str) -> _Word:
        """What a word can open or go on with; a word that came once comes again."""
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        bits, patterns = self._bits, self._patterns
        first = sorted(self._first.fitting(word))
        alone = tuple((rank, patterns[rank].cue) for rank in first if rank not in bits)
        opens = sum(bits.get(rank, 0) for rank in first)
        second = sum(bits[rank] for rank in self._second.fitting(word))
        self._known[word] = _Word(alone, opens, opens & self._far, second)
        return self._known[word]


class _Word(NamedTuple):
    """The cues that a word is, and as bits those it opens, opens with words between, and goes on with."""

    alone: tuple[tuple[int, Cue], ...]
    opens: int
    opens_far: int
    second: int


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


_PLACE = itemgetter(0, 1, 2)
_MOST_WORDS = 20_000
Hits = dict[str, list[CueHit]]


def _without_countered(hits: list[CueHit]) -> list[CueHit]:
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in hits:
        if hit.cue.kind == "counterCue":
            covered[hit.cue.concept.iri].append((hit.first, hit.last))
    if not covered:
        return hits
    return [
        hit
        for hit in hits
        if hit.cue.kind != "counterCue"
        and not any(f <= hit.last and hit.first <= last for f, last in covered.get(hit.cue.concept.iri, ()))
    ]


@lru_cache
def load_cues(ontology: Path) -> CueBook:
    """The cues of an ontology folder. Raises `Problem`."""
    return CueBook(load_vocabulary(ontology))
