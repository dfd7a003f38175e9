"""How a name is meant: the State, its language, a person, a shouted word, or nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.lexicon import Lexicon, Name
from gfmd_graph.knowledge.naming import Beside, NameRules
from gfmd_graph.knowledge.vocabulary import Label, Vocabulary
from gfmd_graph.words import key, plain

_JOINT = re.compile(r"[\s,;/&-]*(?:(?:and|or|et|ou|y|e|o|u)\b\s*)?")
_IMPERATIVE = re.compile(r"\s(?:the|a|an|your|our|this|these|it)\b")
_BRACKETED = re.compile(r"\s*\)")
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
        self.text = plain(sentence.text)
        self.language = sentence.statement.language
        self.key = f" {key(sentence.text)} "
        self.words = [token.word for token in sentence.tokens]
        self.tokens = sentence.tokens
        self.found = found
        self.lexicon = lexicon
        self.rules: NameRules = lexicon.rules
        self.vocabulary = vocabulary
        self.first = [sentence.token_at(name.start) for name in found]
        self.last = [sentence.token_at(name.end - 1) for name in found]

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
        if not fitting and self._among_bodies(index):
            fitting = [label for label in name.labels if label.concept.type == "Organisation"]
        if not fitting and self._joined_to_state(index):
            fitting = [label for label in name.labels if label.concept.type == "Country"]
        if len({label.concept.iri for label in fitting}) == 1:
            return Verdict(preferred(fitting))
        if self._is_person(name) or all(label.concept.type == "Region" for label in name.labels):
            return _NOTHING
        return _UNSURE

    def _strong(self, index: int, name: Name) -> Verdict:
        label = preferred(name.strong, self.language)
        if len({label.concept.iri for label in name.strong}) != 1:
            return _UNSURE
        iri = label.concept.iri
        if label.kind == "demonym" and (self._is_tongue(index, label) or self._is_verb(name, label)):
            return _NOTHING
        if label.kind == "demonym" and self._is_part(name, label):
            return _NOTHING
        if label.kind == "name" and iri in self.vocabulary.personal and self._is_person(name):
            return _NOTHING
        if any(f" {word} " in self.key for word in self.vocabulary.not_with.get(iri, ())):
            return _UNSURE
        bodies = any(x.kind == "weak" and x.concept.type == "Organisation" for x in name.labels)
        if label.concept.type == "Country" and bodies and self._among_bodies(index):
            return _UNSURE
        return Verdict(label)

    def _adjective(self, index: int, name: Name, in_company: Collection[str]) -> Verdict:
        """ "French authorities" names France; "French lessons" and "an African sky" name no State."""
        label = preferred(name.labels, self.language)
        joined = self._joined_to_state(index)
        if self._is_tongue(index, label) or not (joined or self._has_bearer(index, label)):
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

    def _chain(self, index: int) -> tuple[int, int]:
        """The first and the last of the names that are joined to this one by commas, hyphens and "and"."""
        low = high = index
        while low > 0 and self._joins(low - 1):
            low -= 1
        while high + 1 < len(self.found) and self._joins(high):
            high += 1
        return low, high

    def _joins(self, index: int) -> bool:
        between = self.text[self.found[index].end : self.found[index + 1].start].lower()
        return _JOINT.fullmatch(between) is not None

    def _joined_to_state(self, index: int) -> bool:
        low, high = self._chain(index)
        others = (self.found[at] for at in range(low, high + 1) if at != index)
        return any(label.concept.type == "Country" for other in others for label in other.strong)

    def _among_bodies(self, index: int) -> bool:
        """Capitals in a list of organisations: "IOM, UNHCR and WHO"."""
        if not self.text[self.found[index].start : self.found[index].end].isupper():
            return False
        low, high = self._chain(index)
        others = [self.found[at] for at in range(low, high + 1) if at != index]
        kinds = {label.concept.type for other in others for label in other.strong}
        return "Organisation" in kinds and "Country" not in kinds

    def _is_tongue(self, index: int, label: Label) -> bool:
        """The adjective is the name of a language here."""
        if key(label.text) not in self.rules.beside[label.language].tongues:
            return False
        low, high = self._chain(index)
        beside = self.rules.beside[label.language]
        before = self.words[max(0, self.first[low] - 3) : self.first[low]]
        after = self._phrase_after(high, 2)
        small = self.rules.small.__contains__
        if beside.adjective_follows:
            near = [word for word in before if not small(word) or word in beside.tongue][-1:]
            spoken = [word for word in before if word not in ("le", "l", "el", "la")][-1:]
        else:
            near = [*after, *self._phrase_after(index, 2), *self._phrase_after(high, 3, over_and=True)]
            spoken = [] if after else [*before[-1:], *(word for word in before[-2:-1] if not small(before[-1]))]
            near += [word for word in before if word.startswith("language")]
        if any(word in beside.tongue for word in near) or any(word in beside.speaking for word in spoken):
            return True
        alone = beside.adjective_follows or not after
        return alone and bool(before) and before[-1] in beside.within

    def _has_bearer(self, index: int, label: Label) -> bool:
        low, high = self._chain(index)
        beside = self.rules.beside[label.language]
        name = self.found[index]
        if not beside.adjective_follows:
            plural = label.text.endswith("s")
            return plural or self._bears_after(high, beside)
        people = self.text[name.start].isupper() and name.start > 0 and label.language == "fr"
        return people or self._bears_before(low, beside)

    def _bears_after(self, high: int, beside: Beside) -> bool:
        """A capitalised word goes on with a proper name, except that of a body of the State."""
        for at, word in enumerate(self._phrase_after(high, 3), self.last[high] + 1):
            if self.text[self.tokens[at].start].isupper():
                return word in beside.state or word == "states"
            if word in beside.bearers:
                return True
        return False

    def _bears_before(self, low: int, beside: Beside) -> bool:
        words = self.words[max(0, self.first[low] - 2) : self.first[low]]
        return any(word in beside.bearers for word in words)

    def _phrase_after(self, index: int, most: int, over_and: bool = False) -> list[str]:
        """The words that follow a name, up to a mark or a small word; on demand an "and" is none."""
        words: list[str] = []
        start = self.found[index].end
        for at in range(self.last[index] + 1, min(self.last[index] + 1 + most, len(self.words))):
            token = self.tokens[at]
            small = token.word in self.rules.small and not (over_and and token.word in ("and", "or"))
            if self.text[start : token.start].strip(" -'") or small:
                break
            words.append(token.word)
            start = token.end
        return words

    def _is_part(self, name: Name, label: Label) -> bool:
        """A French or Spanish adjective with a capital is part of a proper name: "Conferencia Suramericana"."""
        if label.concept.type != "Region" or label.language == "en" or not self.text[name.start].isupper():
            return False
        return re.search(r"[A-Z]\w+ $", self.text[: name.start]) is not None

    def _is_verb(self, name: Name, label: Label) -> bool:
        """As in "Polish the text"."""
        return label.language == "en" and _IMPERATIVE.match(self.text[name.end :]) is not None

    def _is_person(self, name: Name) -> bool:
        """A first or family name: another capitalised word stands right beside it, and is no common noun."""
        if " " in self.text[name.start : name.end]:
            return False
        before = re.search(r"([A-Za-z]+)\.?\s$", self.text[: name.start])
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
        before = re.search(r"(\w+) $", self.text[: name.start])
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
