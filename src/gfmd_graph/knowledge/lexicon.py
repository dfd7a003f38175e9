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

from gfmd_graph.knowledge.languages import Languages, load_languages
from gfmd_graph.knowledge.naming import name_rules
from gfmd_graph.knowledge.spelling import exact_spellings, lead, loose_spellings
from gfmd_graph.knowledge.vocabulary import Label, Vocabulary, load_vocabulary
from gfmd_graph.words import plain

_CAPITALS = re.compile(r"(?<!\w)[A-Z]{5,}(?!\w)")
_CAPITALISED = re.compile(r"(?<![\w'-])[A-Z][a-z]{7,}(?![\w-])")
_WORD_AND_MORE = 40
_ADDRESS = re.compile(r"(?<!\S)(\S*(?:://|www\.|\w@\w|\.(?:org|com|net|int|info)\b)(?:\S*\w)?)")
_ADDRESS_MARK = re.compile(r"://|www\.|@|\.(?:org|com|net|int|info)\b")


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
    """Matches as written, with accents and typographic marks folded; the longest name wins.

    `rules` are the words that tell how a name is meant.
    """

    def __init__(self, vocabulary: Vocabulary, languages: Languages) -> None:
        self.rules = name_rules(languages)
        self._exact: dict[str, list[Label]] = defaultdict(list)
        self._loose: dict[str, list[Label]] = defaultdict(list)
        self._lead: dict[str, int] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        for label in vocabulary.labels:
            self._add(label)
        self._blocked = {plain(phrase) for phrase, _ in vocabulary.blocked}
        self._exact_keys = sorted(self._exact.keys() | self._blocked)
        self._loose_keys = sorted(self._loose.keys() | {p.lower() for p in self._blocked if " " in p})
        self._automaton = AhoCorasick(self._exact_keys)
        self._loose_automaton = AhoCorasick(self._loose_keys)
        acronyms = (label for label in vocabulary.labels if label.kind in ("acronym", "weak"))
        self._acronyms = sorted({plain(a.text) for a in acronyms if _CAPITALS.fullmatch(plain(a.text))})
        self._states: dict[str, list[tuple[str, Label]]] = defaultdict(list)
        for label in vocabulary.labels:
            word = plain(label.text)
            if label.concept.type == "Country" and label.kind == "name" and _CAPITALISED.fullmatch(word):
                self._states[word[0]].append((word, label))

    def _add(self, label: Label) -> None:
        start = lead(label, self.rules.lead)
        for spelling in sorted(exact_spellings(label, self.rules.common)):
            self._exact[spelling].append(label)
            self._lead[spelling] = start
        for spelling in sorted(loose_spellings(label, self.rules.common)):
            self._loose[spelling].append(label)
            self._lead[spelling] = start
        if label.kind == "name":
            self._names[label.concept.iri].append(plain(label.text).lower())

    def find(self, text: str) -> list[Name]:
        """The names in `text`, from left to right, none inside another."""
        folded = plain(text)
        found = [*self._found(folded), *self._found_loosely(folded), *self._slips(folded)]
        return _apart(_outside_addresses([*found, *self._misspelt(folded)], folded))

    def inside(self, name: str) -> list[Name]:
        """The shorter names that stand in a name."""
        return _apart([found for found in self._found(plain(name)) if found.end - found.start < len(name)])

    def knows(self, words: str) -> bool:
        """Whether `words` are a name of the vocabularies, or hold one that no person bears.

        People are called Israel or Georgia: a State's name with other words beside it says nothing.
        """
        return any(
            name.end - name.start == len(words.strip())
            or any(label.kind == "demonym" or label.concept.type != "Country" for label in name.strong)
            for name in self.find(words)
            if not name.typo
        )

    def called(self, iri: str) -> list[str]:
        """The long names of a concept, in lower case and without accents."""
        return self._names.get(iri, [])

    def _found(self, text: str) -> Iterator[Name]:
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            spelling = self._exact_keys[index]
            if _whole(text, start, end):
                labels = tuple(self._exact.get(spelling, ()))
                last = end - spelling.endswith("-") if labels else start + _until_place(spelling)
                yield Name(start + self._lead.get(spelling, 0), last, labels)

    def _found_loosely(self, text: str) -> Iterator[Name]:
        lower = text.lower()
        if len(lower) != len(text):
            return
        for index, start, end in self._loose_automaton.find_matches_as_indexes(lower, overlapping=True):
            spelling = self._loose_keys[index]
            labels = self._loose.get(spelling, [])
            fitting = tuple(x for x in labels if x.concept.type != "Organisation" or text[start].isupper())
            if (fitting or not labels) and _whole(text, start, end):
                last = end if labels else start + _until_place(spelling)
                yield Name(start + self._lead.get(spelling, 0), last, fitting)

    def _slips(self, text: str) -> Iterator[Name]:
        """Capitals that are one slip away from one acronym alone."""
        for match in _CAPITALS.finditer(text):
            if match.group() in self._exact:
                continue
            near = [word for word in self._acronyms if OSA.distance(word, match.group(), score_cutoff=1) == 1]
            iris = {label.concept.iri for word in near for label in self._exact[word]}
            if len(iris) == 1:
                yield Name(match.start(), match.end(), tuple(self._exact[near[0]]), typo=True)

    def _misspelt(self, text: str) -> Iterator[Name]:
        """Long capitalised words, no capital beside them, one slip away from one country alone."""
        for match in _CAPITALISED.finditer(text):
            word = match.group()
            if word in self._exact or word.lower() in self.rules.not_slips or _has_company(text, match):
                continue
            near = [x for name, x in self._states[word[0]] if OSA.distance(name, word, score_cutoff=1) == 1]
            if len({label.concept.iri for label in near}) == 1:
                yield Name(match.start(), match.end(), (near[0],), typo=True)


def _has_company(text: str, match: re.Match[str]) -> bool:
    """Another capitalised word right beside it: a person's name, or an organisation's."""
    start = max(0, match.start() - _WORD_AND_MORE)
    before = re.search(r"(\w+)['.]? $", text[start : match.start()])
    opens = before is not None and start == 0 and not text[: before.start()].strip(" -\"'(")
    capital = before is not None and before[1][0].isupper() and not opens
    return capital or re.match(r" [A-Z]", text[match.end() : match.end() + 2]) is not None


def _outside_addresses(found: list[Name], text: str) -> list[Name]:
    """Without the names that are a part of an address: "www.kenya-desk.org" is no Kenya."""
    if not _ADDRESS_MARK.search(text):
        return found
    addresses = [(match.start(), match.end(1)) for match in _ADDRESS.finditer(text)]
    parts = [(start, end) for start, end in addresses if end > start]
    return [
        name
        for name in found
        if not any(a <= name.start and name.end <= b and name.end - name.start < b - a for a, b in parts)
    ]


def _apart(found: Iterable[Name]) -> list[Name]:
    """The longest of names that overlap; a blocking phrase takes its place and is no name."""
    places: dict[tuple[int, int, bool], dict[Label, None]] = {}
    for name in found:
        places.setdefault((name.start, name.end, name.typo), {}).update(dict.fromkeys(name.labels))
    names: list[Name] = []
    for start, end, typo in sorted(places, key=lambda place: (place[0], -place[1], place[2])):
        if not names or start >= names[-1].end:
            names.append(Name(start, end, tuple(places[start, end, typo]), typo))
    return [name for name in names if name.labels]


def _until_place(phrase: str) -> int:
    """A blocking phrase such as "Georgia (USA)" blocks its first name alone, up to the mark."""
    mark = re.search(r",|\(", phrase)
    return mark.end() if mark else len(phrase)


def _whole(text: str, start: int, end: int) -> bool:
    """Words as wholes; a label that ends with a hyphen ("franco-") is the first part of one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opened = not (before.isalnum() or before == "_")
    if text[end - 1] == "-":
        return opened and after.isalpha()
    return opened and not (after.isalnum() or after == "_")


@lru_cache
def load_lexicon(ontology: Path) -> Lexicon:
    """The lexicon of an ontology folder. Raises `Problem`."""
    return Lexicon(load_vocabulary(ontology), load_languages(ontology))
