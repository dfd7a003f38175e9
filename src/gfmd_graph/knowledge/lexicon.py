"""Names in running text: every label of countries, areas and organisations, found by their first words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gfmd_graph.knowledge.languages import Languages, load_languages
from gfmd_graph.knowledge.naming import name_rules
from gfmd_graph.knowledge.slips import Labels, Slips
from gfmd_graph.knowledge.spelling import exact_spellings, is_area, lead, loose_spellings
from gfmd_graph.knowledge.vocabulary import Label, Vocabulary, load_vocabulary
from gfmd_graph.words import Split, plain, split

_ADDRESS = re.compile(r"(?<!\S)(\S*(?:://|www\.|\w@\w|\.(?:org|com|net|int|info)\b)(?:\S*\w)?)")
_ADDRESS_MARK = re.compile(r"://|www\.|@|\.(?:org|com|net|int|info)\b")


class Name(NamedTuple):
    """A name found at `text[start:end]`: all labels that are written so, and the strong ones of them."""

    start: int
    end: int
    labels: Labels
    strong: Labels
    typo: bool = False


class _Spelling(NamedTuple):
    """One way to write labels. The name is its part from `start` to `end`; a blocking phrase has no label."""

    start: int
    end: int
    labels: Labels
    strong: Labels


class _Shape(NamedTuple):
    """How far a spelling goes from its first word: so many characters before, words, characters behind."""

    before: int
    words: int
    behind: int


class Lexicon:
    """Matches as written, with accents and typographic marks folded; the longest name wins.

    `rules` are the words that tell how a name is meant.
    """

    def __init__(self, vocabulary: Vocabulary, languages: Languages) -> None:
        self.rules = name_rules(languages)
        exact: dict[str, list[Label]] = defaultdict(list)
        loose: dict[str, list[Label]] = defaultdict(list)
        leads: dict[str, int] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        for label in vocabulary.labels:
            for table, spellings in ((exact, exact_spellings), (loose, loose_spellings)):
                for form in spellings(label, self.rules.common):
                    table[form].append(label)
                    leads[form] = lead(label, self.rules.lead)
            if label.kind == "name":
                self._names[label.concept.iri].append(plain(label.text).lower())
        blocked: dict[str, list[Label]] = {plain(phrase): [] for phrase, _ in vocabulary.blocked}
        small = {form: areas for form, labels in loose.items() if (areas := list(filter(is_area, labels)))}
        phrases = {phrase.lower(): none for phrase, none in blocked.items() if " " in phrase}
        self._exact = _table(blocked | exact, leads)
        self._loose = _table(phrases | loose, leads)
        self._small = _table({form: phrases[form] for form in phrases.keys() - loose.keys()} | small, leads)
        self._opening = _opening([*self._exact, *self._loose])
        written = {form: one.labels for form, one in self._exact.items() if one.labels}
        self._slips = Slips(vocabulary.labels, written, self.rules.not_slips)

    def find(self, text: str) -> list[Name]:
        """The names in `text`, from left to right, none inside another."""
        folded = plain(text)
        return self.names(folded, split(folded))

    def names(self, text: str, own: Split) -> list[Name]:
        """The same for a plain text that is split already."""
        found = list(self._found(text, own))
        for start, end, labels in self._slips.find(text):
            found.append(Name(start, end, labels, _strong(labels), typo=True))
        return _apart(_outside_addresses(found, text)) if found else found

    def inside(self, name: str) -> list[Name]:
        """The shorter names that stand in a name, written as they are."""
        text = plain(name)
        written = self._found(text, split(text), loosely=False)
        return _apart([found for found in written if found.end - found.start < len(name)])

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

    def _found(self, text: str, own: Split, loosely: bool = True) -> Iterator[Name]:
        lower = text.lower()
        for start, end in self._places(own):
            if start < 0 or end > len(text):
                continue
            tables = [(self._exact, text)]
            if loosely:
                tables.append((self._loose if text[start].isupper() else self._small, lower))
            for table, letters in tables:
                written = table.get(letters[start:end])
                if written and _whole(text, start, end):
                    yield Name(start + written.start, start + written.end, written.labels, written.strong)

    def _places(self, own: Split) -> list[tuple[int, int]]:
        """Where a spelling may stand, by its first two words and its length."""
        words, starts, ends, _ = own
        places = []
        for index, word in enumerate(words):
            seconds = self._opening.get(word)
            if seconds is None:
                continue
            shapes = seconds.get("", ())
            if index + 1 < len(words):
                shapes += seconds.get(words[index + 1], ())
            for before, more, behind in shapes:
                if index + more < len(words):
                    places.append((starts[index] - before, ends[index + more] + behind))
        return places


def _table(forms: dict[str, list[Label]], leads: dict[str, int]) -> dict[str, _Spelling]:
    return {form: _spelling(form, labels, leads.get(form, 0)) for form, labels in forms.items()}


def _spelling(form: str, labels: Sequence[Label], start: int) -> _Spelling:
    """A label that ends with a hyphen is named without it."""
    every = tuple(dict.fromkeys(labels))
    end = len(form) - form.endswith("-") if every else _until_place(form)
    return _Spelling(start, end, every, _strong(every))


def _strong(labels: Labels) -> Labels:
    return tuple(label for label in labels if label.kind != "weak")


def _opening(forms: Iterable[str]) -> dict[str, dict[str, tuple[_Shape, ...]]]:
    """First word -> second word, empty for none -> the shapes of the spellings that begin so."""
    shapes: dict[str, dict[str, set[_Shape]]] = defaultdict(lambda: defaultdict(set))
    for form in forms:
        words, starts, _, gaps = split(form)
        if words:
            second = words[1] if len(words) > 1 else ""
            shapes[words[0]][second].add(_Shape(starts[0], len(words) - 1, len(gaps[-1])))
    return {
        first: {second: tuple(sorted(those)) for second, those in seconds.items()}
        for first, seconds in shapes.items()
    }


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
    places: dict[tuple[int, int, bool], Name] = {}
    for name in found:
        place = (name.start, -name.end, name.typo)
        places[place] = _united(places[place], name) if place in places else name
    names: list[Name] = []
    end = 0
    for place in sorted(places):
        if place[0] >= end:
            names.append(places[place])
            end = -place[1]
    return [name for name in names if name.labels]


def _united(one: Name, other: Name) -> Name:
    """One name of two findings at the same place."""
    if one.labels == other.labels:
        return one
    labels = tuple(dict.fromkeys((*one.labels, *other.labels)))
    return Name(one.start, one.end, labels, _strong(labels), one.typo)


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
