"""How a name is meant: the State, its language, a person, a shouted word, or nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.extraction.surroundings import Surroundings, is_contested
from gfmd_graph.knowledge.lexicon import Lexicon, Name
from gfmd_graph.knowledge.naming import NameRules
from gfmd_graph.knowledge.vocabulary import Label, Vocabulary
from gfmd_graph.words import WORD_BEFORE, key, plain, right_before

_IMPERATIVE = re.compile(r"\s(?:the|a|an|your|our|this|these|it)\b")
_BRACKETED = re.compile(r"\s*\)")
_CAPITALISED_BEFORE = re.compile(r"[A-Z]\w+ $")
_NAMED_BEFORE = re.compile(r"([A-Za-z]+)\.?\s$")
_SAME_NAME = 75
"""A long form that is so near to one of ours, in per cent, is ours with a slip."""

_PREFERRED = ("name", "acronym", "demonym", "weak")
"""What a word is read as first: Spanish "indonesia" is an adjective too, "Indonesia" is the country."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The label that a name stands for; without one, `ask` says whether a person should look at it."""

    label: Label | None
    ask: bool = False


_NOTHING, _UNSURE = Verdict(None), Verdict(None, ask=True)


class Readings:
    """One statement and the names in it."""

    def __init__(
        self, sentence: Sentence, found: Sequence[Name], lexicon: Lexicon, vocabulary: Vocabulary
    ) -> None:
        self.sentence = sentence
        self.text = sentence.plain
        self.language = sentence.statement.language
        self.found = found
        self.lexicon = lexicon
        self.rules: NameRules = lexicon.rules
        self.vocabulary = vocabulary
        self.around = Surroundings(sentence, found, lexicon.rules)

    def verdict(self, index: int, in_company: Collection[str]) -> Verdict:
        """What the name at `index` stands for, in a report that names the concepts `in_company` in full."""
        name = self.found[index]
        if self._shouted(index):
            return _NOTHING
        if self._in_brackets(index):
            spelt = self._spelt_out(index)
            if spelt is not None:
                return spelt
        if name.strong:
            return self._strong(index, name)
        if all(self._is_adjective(label) for label in name.labels):
            return self._adjective(index, name, in_company)
        fitting = [label for label in name.labels if label.concept.iri in in_company]
        if not fitting and self.around.among_bodies(index):
            fitting = [label for label in name.labels if label.concept.type == "Organisation"]
        if not fitting and self.around.joined_to_state(index):
            fitting = [label for label in name.labels if label.concept.type == "Country"]
        if len({label.concept.iri for label in fitting}) == 1:
            return Verdict(preferred(fitting))
        if self._is_person(name) or all(label.concept.type == "Region" for label in name.labels):
            return _NOTHING
        return _UNSURE

    def _strong(self, index: int, name: Name) -> Verdict:
        label = preferred(self._as_written(name), self.language)
        if len({label.concept.iri for label in name.strong}) != 1:
            return _UNSURE
        iri = label.concept.iri
        if label.kind == "demonym" and (self.around.is_tongue(index, label) or self._is_verb(name, label)):
            return _NOTHING
        if label.kind == "demonym" and self._is_part(name, label):
            return _NOTHING
        if label.kind == "name" and iri in self.vocabulary.personal and self._is_person(name):
            return _NOTHING
        if iri in self.vocabulary.not_with and self._stands_with(self.vocabulary.not_with[iri]):
            return _UNSURE
        if is_contested(name) and self.around.among_bodies(index):
            return _UNSURE
        return Verdict(label)

    def _stands_with(self, words: Sequence[str]) -> bool:
        text = f" {key(self.sentence.text)} "
        return any(f" {word} " in text for word in words)

    def _as_written(self, name: Name) -> Sequence[Label]:
        """Small "filipinas" is the adjective even where the country has the same letters."""
        demonyms = [label for label in name.strong if label.kind == "demonym"]
        return demonyms if demonyms and self.text[name.start].islower() else name.strong

    def _adjective(self, index: int, name: Name, in_company: Collection[str]) -> Verdict:
        """ "French authorities" names France; "French lessons" and "an African sky" name no State."""
        label = preferred(name.labels, self.language)
        joined = self.around.joined_to_state(index)
        if self.around.is_tongue(index, label) or not (joined or self.around.has_bearer(index, label)):
            return _NOTHING
        near = [label for label in name.labels if label.concept.iri in in_company]
        fitting = near or name.labels
        return Verdict(preferred(fitting)) if len({x.concept.iri for x in fitting}) == 1 else _UNSURE

    def _is_adjective(self, label: Label) -> bool:
        if label.concept.type == "Organisation":
            return False
        return (
            label.text in self.rules.adjectives
            or (label.language != "en" and label.text.islower())
            or (label.language == "fr" and label.text.istitle() and plain(label.text).endswith(_PEOPLE))
        )

    def _is_part(self, name: Name, label: Label) -> bool:
        """As in "Conferencia Suramericana", "Ibero-American Multilateral Convention"; not "Asian States"."""
        if label.concept.type != "Region" or not self.text[name.start].isupper():
            return False
        if label.language == "en":
            after = re.match(r" ([A-Z]\w+)", self.text[name.end :])
            beside = self.rules.beside["en"].bearers
            return after is not None and key(after[1]) not in beside
        return right_before(_CAPITALISED_BEFORE, self.text, name.start) is not None

    def _is_verb(self, name: Name, label: Label) -> bool:
        """As in "Polish the text"."""
        opens = (
            not self.text[: name.start].rstrip(" \"'(-") or self.text[: name.start].rstrip()[-1] in ".:;!?"
        )
        return opens and label.language == "en" and _IMPERATIVE.match(self.text[name.end :]) is not None

    def _is_person(self, name: Name) -> bool:
        """A first or family name: another capitalised word stands right beside it, and is no common noun."""
        if " " in self.text[name.start : name.end]:
            return False
        before = right_before(_NAMED_BEFORE, self.text, name.start)
        after = re.match(r"\s([A-Z][a-z]+)\b", self.text[name.end :])
        if before and key(before[1]) in self.rules.titles:
            return True
        before = before if before and before[1].istitle() else None
        opens = before is not None and not self.text[: before.start()].strip(" .!?:;\"'(-")
        beside = [match[1] for match in (None if opens else before, after) if match]
        return any(key(word) not in self.rules.not_surnames for word in beside)

    def _shouted(self, index: int) -> bool:
        """A common word in capitals among words in capitals: "CONTACT US", "UN ABRI"."""
        name = self.found[index]
        word = self.text[name.start : name.end]
        if not (
            word.isupper() and (word.lower() in self.rules.small or word.lower() in self.rules.verbs.forms)
        ):
            return False
        before = right_before(WORD_BEFORE, self.text, name.start)
        after = re.match(r" (\w+)", self.text[name.end :])
        places = [(before.start(1), before[1])] if before else []
        places += [(name.end + 1, after[1])] if after else []
        return any(self._in_capitals(start, word) for start, word in places)

    def _in_capitals(self, start: int, word: str) -> bool:
        """A word of two capitals or more that is no name of ours."""
        known = any(name.strong and name.start <= start < name.end for name in self.found)
        return len(word) > 1 and word.isalpha() and word.isupper() and not known

    def _in_brackets(self, index: int) -> bool:
        name = self.found[index]
        opened = self.text[: name.start].endswith("(") and _BRACKETED.match(self.text, name.end)
        return bool(opened) and self.text[name.start : name.end].isupper()

    def _spelt_out(self, index: int) -> Verdict | None:
        """What the words before "(IOM)" make of it: ours, or the short form of something else."""
        name = self.found[index]
        previous = self.found[index - 1] if index else None
        if previous and not self.text[previous.end : name.start].strip(" ("):
            iris = {label.concept.iri for label in previous.strong}
            same = [label for label in name.labels if label.concept.iri in iris]
            return Verdict(preferred(same)) if same else None
        short = self.text[name.start : name.end].lower()
        words = re.findall(r"[^\W_]+", self.text[: name.start])
        long = [at for at, word in enumerate(words) if word.lower() not in self.rules.small][-len(short) :]
        if len(long) < 2 or "".join(words[at][0] for at in long).lower() != short:
            return None
        spelt = " ".join(words[long[0] :]).lower()
        ours = (full for label in name.labels for full in self.lexicon.called(label.concept.iri))
        return None if any(ratio(spelt, full) >= _SAME_NAME for full in ours) else _NOTHING


_PEOPLE = (
    "ais",
    "aise",
    "aises",
    "ois",
    "oise",
    "oises",
    "ien",
    "ienne",
    "ain",
    "aine",
    "ol",
    "ole",
    "and",
    "ande",
    "usse",
)
"""Endings of French weak labels that are peoples when they have a capital: "les Espagnols"."""


def preferred(labels: Sequence[Label], language: str = "") -> Label:
    """The best reading of a word; of equal ones, that of the text's own language."""
    return min(labels, key=lambda label: (_PREFERRED.index(label.kind), label.language != language))
