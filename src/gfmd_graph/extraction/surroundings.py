"""The words around the names of a statement: what joins them, what their adjectives belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.lexicon import Name
from gfmd_graph.knowledge.naming import Beside, NameRules
from gfmd_graph.knowledge.vocabulary import Label
from gfmd_graph.words import key

_JOINT = re.compile(
    r"[\s,;/&-]*(?:(?:and|or|et|ou|y|e|o|u)\b\s*(?:(?:de|du|del|en)\s+|d')?)?(?:(?:the|la|le|les|el|los|las)\s+|l')?"
)


class Surroundings:
    """One statement, its words, and the names found in it, by their index."""

    def __init__(self, sentence: Sentence, found: Sequence[Name], rules: NameRules) -> None:
        self.text = sentence.plain
        self.words = sentence.words
        self.starts = sentence.split.starts
        self.ends = sentence.split.ends
        self.found = found
        self.rules = rules
        self.first = [sentence.word_at(name.start) for name in found]
        self.last = [sentence.word_at(name.end - 1) for name in found]

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

    def joined_to_state(self, index: int) -> bool:
        low, high = self._chain(index)
        others = (self.found[at] for at in range(low, high + 1) if at != index)
        return any(label.concept.type == "Country" for other in others for label in other.strong)

    def among_bodies(self, index: int) -> bool:
        """A name in a list of organisations: "IOM, UNHCR and WHO"."""
        if not self.text[self.found[index].start].isupper():
            return False
        low, high = self._chain(index)
        at = self.first[low] - 1
        while at >= 0 and self.words[at] in self.rules.lead:
            at -= 1
        if at >= 0 and self.words[at] in self.rules.places:
            return False
        others = [self.found[at] for at in range(low, high + 1) if at != index]
        kinds = {label.concept.type for other in others if not is_contested(other) for label in other.strong}
        return "Organisation" in kinds and "Country" not in kinds

    def is_tongue(self, index: int, label: Label) -> bool:
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
            spoken = [] if after else before[-1:] if small("".join(before[-1:])) else before[-2:]
            near += [word for word in before if word.startswith("language")]
        if any(word in beside.tongue for word in near) or any(word in beside.speaking for word in spoken):
            return True
        alone = beside.adjective_follows or not after
        return alone and bool(before) and before[-1] in beside.within

    def has_bearer(self, index: int, label: Label) -> bool:
        low, high = self._chain(index)
        beside = self.rules.beside[label.language]
        name = self.found[index]
        if not beside.adjective_follows:
            plural = label.text.endswith("s")
            return plural or self._bears_after(high, beside)
        people = self.text[name.start].isupper() and name.start > 0 and label.language == "fr"
        return people or self._bears_before(low, beside)

    def _bears_after(self, high: int, beside: Beside) -> bool:
        """A capitalised word goes on with a proper name, except that of a body or an act of the State."""
        proper = False
        for at, word in enumerate(self._phrase_after(high, 3), self.last[high] + 1):
            if self.text[self.starts[at]].isupper():
                if word in beside.state or word == "states":
                    return True
                proper = True
            elif proper:
                return False
            elif word in beside.bearers:
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
            word = self.words[at]
            small = word in self.rules.small and not (over_and and word in ("and", "or"))
            if self.text[start : self.starts[at]].strip(" -'") or small:
                break
            words.append(word)
            start = self.ends[at]
        return words


def is_contested(name: Name) -> bool:
    """A State's short form that is an organisation's too: DRC."""
    if len(name.strong) == len(name.labels):
        return False
    state = any(label.concept.type == "Country" for label in name.strong)
    return state and any(x.kind == "weak" and x.concept.type == "Organisation" for x in name.labels)
