"""Cue phrases: words by which an objective, a population or a status is recognised without being named.

`return*` matches any ending, `a|b` either word, `...` up to four words between; see docs/ontology.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gfmd_graph.knowledge.patterns import Pattern, pattern, pattern_end
from gfmd_graph.knowledge.vocabulary import Cue, CueKind, Vocabulary, load_vocabulary
from gfmd_graph.model import Concept
from gfmd_graph.words import Token


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found in `tokens[first:last + 1]`."""

    concept: Concept
    kind: CueKind
    phrase: str
    language: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    cue: Cue
    words: Pattern


class CueBook:
    """All cues of a vocabulary, found in one pass over a statement's words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_form: dict[str, list[_Pattern]] = defaultdict(list)
        self._by_stem: dict[str, list[_Pattern]] = defaultdict(list)
        for cue in vocabulary.cues:
            known = _Pattern(cue, pattern(cue.phrase))
            if not known.words:
                continue
            for form in known.words[0].forms:
                self._by_form[form].append(known)
            for stem in known.words[0].stems:
                self._by_stem[stem].append(known)

    def find(self, words: Sequence[Token], types: Iterable[str]) -> list[CueHit]:
        """The cues of concepts of these types; without what a counter-cue of the same concept covers."""
        wanted = frozenset(types)
        hits: set[CueHit] = set()
        for index, token in enumerate(words):
            for known in self._starting(token.word):
                concept = known.cue.concept
                last = pattern_end(known.words, words, index) if concept.type in wanted else None
                if last is not None:
                    cue = known.cue
                    hits.add(CueHit(concept, cue.kind, cue.phrase, cue.language, index, last))
        ordered = sorted(hits, key=_place)
        return _without_countered(ordered)

    def _starting(self, word: str) -> list[_Pattern]:
        found = list(self._by_form.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._by_stem.get(word[:length], ())
        return found


def _place(hit: CueHit) -> tuple[int, int, str, str, str, str]:
    return hit.first, hit.last, hit.concept.iri, hit.kind, hit.phrase, hit.language


def _without_countered(hits: list[CueHit]) -> list[CueHit]:
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in hits:
        if hit.kind == "counterCue":
            covered[hit.concept.iri].append((hit.first, hit.last))
    return [
        hit
        for hit in hits
        if hit.kind != "counterCue"
        and not any(first <= hit.last and hit.first <= last for first, last in covered[hit.concept.iri])
    ]


@lru_cache
def load_cues(ontology: Path) -> CueBook:
    """The cues of an ontology folder. Raises `Problem`."""
    return CueBook(load_vocabulary(ontology))
