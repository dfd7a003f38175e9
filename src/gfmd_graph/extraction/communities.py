"""Regional communities where they stand for their States: "in EU countries", "citizens of ECOWAS".

A community is named as an organisation and acts as one. Where it is a place, or people come from it or go
to it, what is meant is its area, the region that its member States are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gfmd_graph.extraction.clause import Clause
from gfmd_graph.extraction.grammar import Grammar
from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.model import Mention

_WORDS = 3
"""So many words for its States may stand on one side of a name: "associated member States of"."""
_NEAR = 4
"""So many words before a preposition hold the people it belongs to: "people deported by plane from"."""


def standing(
    sentence: Sentence, named: Sequence[Mention], rules: Grammar, areas: Mapping[str, str]
) -> list[Mention]:
    """The mentions as they stand in the grammar: a community beside a word for its States is a region."""
    return [
        _as_region(sentence, mention, rules)
        if mention.concept is not None and mention.concept.iri in areas
        else mention
        for mention in named
    ]


def _as_region(sentence: Sentence, mention: Mention, rules: Grammar) -> Mention:
    start, end = sentence.offsets(mention)
    first, last = sentence.word_at(start), sentence.word_at(end)
    words = sentence.words
    begin, finish = _words_before(sentence, words, first, rules), _words_after(sentence, words, last, rules)
    if (begin, finish) != (first, last):
        span = sentence.folded.span(*sentence.place(begin, finish))
        return mention._replace(span=span, type="region", label="name")
    people = _are_people(sentence, words, last, rules)
    return mention._replace(type="region", label="demonym") if people else mention


def _are_people(sentence: Sentence, words: Sequence[str], last: int, rules: Grammar) -> bool:
    """As in "EU citizens", "ECOWAS migrant workers"."""
    if rules.adjective_follows or not _adjoins(sentence, last):
        return False
    after = words[last + 1]
    further = after not in rules["small"] and _adjoins(sentence, last + 1)
    return after in rules["many"] or (further and words[last + 2] in rules["many"])


def _words_before(sentence: Sentence, words: Sequence[str], first: int, rules: Grammar) -> int:
    """Where "the member States of" a community, "l'espace" of one begins; else `first`."""
    at = first - 1
    while at >= 0 and words[at] in rules["article"] and _adjoins(sentence, at):
        at -= 1
    if at >= 0 and words[at] in rules["of_or_from"] and _adjoins(sentence, at):
        at -= 1
    elif not rules.adjective_follows:
        return first
    begin = first
    while at >= 0 and words[at] in rules["territory"] and _adjoins(sentence, at) and first - at <= 2 + _WORDS:
        begin, at = at, at - 1
    return begin


def _words_after(sentence: Sentence, words: Sequence[str], last: int, rules: Grammar) -> int:
    """Where "ECOWAS member States" ends; French and Spanish put no noun behind a name."""
    at = last
    while (
        not rules.adjective_follows
        and at + 1 < len(words)
        and at - last < _WORDS
        and words[at + 1] in rules["territory"]
        and _adjoins(sentence, at)
    ):
        at += 1
    return at


def _adjoins(sentence: Sentence, at: int) -> bool:
    """Nothing but a blank, an apostrophe or a hyphen stands between a word and the next."""
    if at + 1 >= len(sentence.words):
        return False
    return not sentence.split.gaps[at].strip(" '-")


class Communities:
    """Tells whether a community that has the role of a place is meant as one."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.rules = clause.rules
        self.words = clause.words

    def is_place(self, index: int, role: str) -> bool:
        region = self.clause.named[index].type == "region"
        while self.clause.joined(index):
            index -= 1
        at = self.clause.preposition(index)
        if at >= 0 and self.words[at] in self.rules["spread"] and self.clause.near(at, "offends"):
            return False
        if region or self.clause.based(index):
            return True
        if at < 0:
            return self.clause.bracketed(index)
        return self._is_of_people(at) if role == "affects" else self._is_there(at)

    def _is_there(self, at: int) -> bool:
        """Done in it, and not adopted there, which is the community's own deed."""
        if self.words[at] in self.rules["spread"]:
            return not self.clause.near(at, "adopted", 2)
        if self.words[at] in self.rules["of_or_from"]:
            return self.clause.near(at, "parts", 1)
        return self.words[at] in self.rules["to"] and self._is_of_people(at)

    def _is_of_people(self, at: int) -> bool:
        """People come from it, go to it or pass through it: a letter may be sent to a community too."""
        if self._in_range(at):
            return False
        return any(self.clause.near(at, kind, _NEAR) for kind in ("people", "back", "sending", "leaving"))

    def _in_range(self, at: int) -> bool:
        """As in "each community, from IGAD to ECOWAS": two names for many."""
        if self.words[at] in self.rules["to"] and at - 1 in self.clause.last:
            at = self.clause.preposition(self.clause.last.index(at - 1))
        return at > 0 and "," in self.clause.text_between(at - 1, at)
