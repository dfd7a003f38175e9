"""Who does it where a practice stands in a country: the State, or somebody else who is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gfmd_graph.extraction.bodies import BODIES
from gfmd_graph.extraction.clause import Clause
from gfmd_graph.model import Mention
from gfmd_graph.words import plain_words

_CIVIL = frozenset(
    {"civil-society", "faith-based", "trade-union", "red-cross-red-crescent", "employers", "local-government"}
)
_BEHIND = 6
"""So many words behind a place may tell what becomes of the people there."""


class Doers:
    """Looks for doers other than the State around a place; `actors` gives each organisation's type."""

    def __init__(self, clause: Clause, actors: Mapping[str, str]) -> None:
        self.clause = clause
        self.rules = clause.rules
        self.words = clause.words
        self.actors = actors

    def others(self, index: int) -> bool:
        """A city, an association or a named organisation is the doer, before the name or behind a "by"."""
        clause = self.clause
        if any(self._acts_beside(other, index) for other in range(len(clause.named))):
            return True
        before = self.words[: clause.first[index]]
        if self._has_association(before) and not self.has(before, "government"):
            return True
        if self._is_private(index):
            return True
        if self._through_a_body() or self._acts_behind(index):
            return True
        words = self.words
        agents = [words[at + 1 : at + 4] for at, word in enumerate(words) if word in self.rules["by"]]
        return any(
            self.has(agent, "nonstate", "people", "private") and not self.has(agent, "state")
            for agent in agents
        )

    def announced(self, index: int) -> bool:
        """As in "Kenya: churches host families", "Togo: farms keep passports": who is named there acts."""
        start = self.clause.last[index] + 1
        words = self.clause.opening_phrase(start, min(start + 4, len(self.words)))
        harmed = self.has(words, "people") and self.has(words, "wrongs")
        others = self._has_association(words) or self.has(words, "private") or harmed
        return others and not self.has(words, "state", "measures")

    def _has_association(self, words: Sequence[str]) -> bool:
        """A word for a body that is no State; in "community sponsorship" it only tells of what kind."""
        return any(
            word in self.rules["nonstate"]
            and not self._is_where(words[:at])
            and (self.rules.adjective_follows or not self.has(words[at + 1 : at + 2], "measures"))
            for at, word in enumerate(words)
        )

    def _is_where(self, before: Sequence[str]) -> bool:
        """As in "in front of churches": a place, and nobody who acts."""
        ahead = [word for word in before[-4:] if word not in self.rules["skip"]]
        return self.has(ahead[-2:], "in_front")

    def has(self, words: Sequence[str], *kinds: str) -> bool:
        return any(any(map(self.rules[kind].__contains__, words)) for kind in kinds)

    def people_there(self, at: int, index: int) -> bool:
        """As in "Syrians in X work", "abused in X": the people act or suffer there, and no State is named."""
        clause = self.clause
        behind = clause.behind(index, _BEHIND)
        if self.has(behind, "by", "state"):
            return False
        if self._who_dwell(at):
            return True
        if self.has(behind[:1], "passive") and self.has(behind[1:3], "deeds"):
            return False
        start = clause.start(at)
        head = clause.opening_phrase(start, at)
        deed = next(
            (place for place, word in enumerate(head) if place and word in self.rules["acts"]), len(head)
        )
        head = head[:deed]
        between = self.words[start + len(head) : at]
        if self.has([*head, *between], "measures", "state", "custody"):
            return False
        people = self._are_people(start, head)
        if (
            self.has(between[-1:], "private")
            or self.has([*head, *between[-1:]], "wrongs")
            or (people and self.has(between, "wrongs"))
        ):
            return True
        near = clause.names_only(start + len(head), at) or self.has(between, "dwelling", "acts")
        served = self.has([*head, *between, *behind[:4]], "deeds") and not self.has(head[:3], "private")
        acts = bool(behind) and not served
        return people and acts and (near or self.has(head, "private"))

    def _who_dwell(self, at: int) -> bool:
        """As in "for women who work in X": they do so there, whatever is done for them elsewhere."""
        relative = self.has(self.words[max(0, at - 3) : at], "relative")
        return relative and self.words[at - 1] in self.rules["dwelling"] and self.clause.near(at, "people", 5)

    def _are_people(self, start: int, head: Sequence[str]) -> bool:
        """The phrase ends with people, or with their adjective."""
        last = start + len(head) - 1
        named = (i for i, end in enumerate(self.clause.last) if end == last)
        if any(self.clause.named[i].label == "demonym" for i in named):
            return self.has(head, "people", "private") or self.clause.names_only(start, last + 1)
        last_words = head[-2:] if self.rules.adjective_follows else head[-1:]
        return self.has(last_words, "people", "private") or self.has(head[:3], "private")

    def _is_private(self, index: int) -> bool:
        """As in "Employers in X keep passports": no State is named in the phrase that opens the clause."""
        start = self.clause.start(self.clause.first[index])
        head = self.clause.opening_phrase(start, self.clause.first[index])
        return self.has(head, "private") and not self.has(head, "state", "measures", "custody")

    def _through_a_body(self) -> bool:
        """As in "in Kenya through M-Pesa", "in Jordan by UNICEF": the body behind the word is the doer."""
        clause = self.clause
        bodies = (other for other, mention in enumerate(clause.named) if self._is_other_body(mention))
        governing = (clause.preposition(other) for other in bodies)
        return any(
            self.words[at] in self.rules[kind] for at in governing if at >= 0 for kind in ("by", "via")
        )

    def _acts_behind(self, index: int) -> bool:
        """As in "In X, churches open", "In X, Syrian women teach": the subject stands behind the comma."""
        behind = self.clause.behind_comma(index)
        behind = behind[1:] if self.has(behind[:1], "skip", "of_or_from") else behind
        for place, word in enumerate(behind[:4]):
            if word in self.rules["nonstate"] or word in self.rules["private"]:
                return not self.has(behind[:place], "state", "measures")
            if word in self.rules["people"]:
                return self.has(behind[place + 1 : place + 4], "acts")
            if self.has([word], "of_or_from", "in", "by", "to"):
                return False
        return False

    def _acts_beside(self, other: int, index: int) -> bool:
        """An association wherever it is named; another body, no part of the State, named before the place."""
        mention = self.clause.named[other]
        at = self.clause.preposition(other)
        if mention.concept is None and self.has(self.words[max(0, at) : at + 1], "measures"):
            return False
        members = at > 0 and self.words[at - 1] in self.rules["people"]
        if not self._is_other_body(mention) or (members and self.words[at] in self.rules["of_or_from"]):
            return False
        kind = self.actors.get(mention.concept.iri, "") if mention.concept else ""
        return kind in _CIVIL or (other < index and kind != "government-body")

    def _is_other_body(self, mention: Mention) -> bool:
        """A named body; but a ministry or an office that no vocabulary holds is the State itself."""
        if mention.type not in BODIES:
            return False
        return mention.concept is not None or not self.has(plain_words(mention.text), "state")
