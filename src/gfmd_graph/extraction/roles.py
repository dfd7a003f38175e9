"""How a country stands in a practice: who does it, where it is done, who is only affected.

A country people are sent back to is no champion of return, so a role is given only where the grammar
around the name tells it; elsewhere the name stays a mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gfmd_graph.extraction.bodies import BODIES, Place, Role
from gfmd_graph.extraction.circumstances import Circumstances
from gfmd_graph.extraction.clause import Clause
from gfmd_graph.extraction.communities import Communities, standing
from gfmd_graph.extraction.doers import Doers
from gfmd_graph.extraction.governed import Governed
from gfmd_graph.extraction.grammar import Grammar
from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.vocabulary import Vocabulary
from gfmd_graph.model import Evidence, Link, Mention

METHOD = "roles/1"

_STANDING = frozenset({"country", "region", "organisation", "unresolved"})
"""Types of mentions that may stand in a role; an unresolved name gets none, but may be the doer."""
_FUNCTION_WORDS = ("skip", "in", "of_or_from", "to", "by", "with", "between", "small")


def roles(
    sentence: Sentence, mentions: Sequence[Mention], rules: Grammar, vocabulary: Vocabulary
) -> list[Link]:
    """The role of each country, area and organisation that a practice names, where the words tell it."""
    named = [mention for mention in mentions if mention.type in _STANDING]
    as_they_stand = standing(sentence, named, rules, vocabulary.areas)
    reader = _Reader(Clause(sentence, as_they_stand, rules), vocabulary)
    links = [link for index, one in enumerate(named) if (link := reader.link(index, one)) is not None]
    doers = {link.object for link in links if link.predicate == "implementedBy"}
    return [link for link in links if link.predicate != "affects" or link.object not in doers]


class _Reader:
    """Decides the role of each name of one statement."""

    def __init__(self, clause: Clause, vocabulary: Vocabulary) -> None:
        self.clause = clause
        self.areas = vocabulary.areas
        self.rules = clause.rules
        self.named = clause.named
        self.words = clause.words
        self.doers = Doers(clause, vocabulary.actors)
        self.initiative = clause.sentence.statement.kind == "initiative"
        self.raw: list[Role | Place | None] = []
        self.governed = Governed(clause, self.doers, self.raw)
        self.communities = Communities(clause)
        for index in range(len(self.named)):
            self.raw.append(self._role(index))
        circumstances = Circumstances(clause)
        occasions = [index for index in range(len(self.named)) if circumstances.occasions(index)]
        for index in occasions:
            if self.named[index].type in BODIES or self._done_by_others(occasions):
                self.raw[index] = None

    def link(self, index: int, mention: Mention) -> Link | None:
        """The role of the name at `index`, with the words of its mention."""
        role = self.raw[index]
        if role is None or mention.concept is None:
            return None
        settled = self._settled(self.named[index], role, index)
        who = mention.concept.iri
        if mention.type == "organisation" and settled != "implementedBy":
            if who not in self.areas or not self.communities.is_place(index, settled):
                return None
            who = self.areas[who]
        confidence = min(mention.confidence, 0.85 if role == "place" else 0.95)
        proof = Evidence(mention.span, mention.text, "stated", confidence, METHOD)
        return Link("practice", settled, who, (proof,))

    def _settled(self, mention: Mention, role: Role | Place, index: int) -> Role:
        """A practice that stands in a country is that country's, unless another State or no State does it."""
        if role == "place":
            doer = mention.type == "country" and self._state_does_it(index)
            return "implementedBy" if doer else "takesPlaceIn"
        return "takesPlaceIn" if role == "implementedBy" and mention.type == "region" else role

    def _state_does_it(self, index: int) -> bool:
        if self.initiative or self.doers.others(index):
            return False
        others = (other for other in range(len(self.named)) if self.raw[other] == "implementedBy")
        return not any(
            self.clause.same_clause(self.clause.first[other], self.clause.first[index])
            and self.named[other].type != "unresolved"
            for other in others
        )

    def _done_by_others(self, occasions: Sequence[int]) -> bool:
        others = (other for other in range(len(self.named)) if other not in occasions)
        return any(self.raw[other] == "implementedBy" for other in others)

    # One name

    def _role(self, index: int) -> Role | Place | None:
        if self.clause.joined(index) or self.clause.renamed(index):
            return self.raw[index - 1]
        if self.clause.behind_hyphen(index) in self.rules["supported"]:
            return None
        if self.clause.is_adjective(index):
            return self._of_adjective(index)
        if self.clause.possessive(index):
            owned = self.clause.phrase_after(index)[-1:]
            return "takesPlaceIn" if self.doers.has(owned, "nonstate") else "implementedBy"
        if self.clause.bracketed(index):
            return "affects" if self.doers.has(self._before(index), "people") else "place"
        if self.clause.based(index):
            return "takesPlaceIn"
        if self.clause.locates(index):
            return self.governed.of_town(index)
        return self.governed.role(index)

    def _of_adjective(self, index: int) -> Role | Place | None:
        """Afghan refugees are affected; a Brazilian law is Brazil's; Italian journalists act in Italy."""
        if self.clause.bracketed(index) and self.doers.has(self._before(index), "people"):
            return "affects"
        if self._is_people(index):
            return "affects"
        following = index + 1 < len(self.named) and self.clause.joined(index + 1)
        if following and not self.rules.adjective_follows and self.clause.is_adjective(index + 1):
            return self._of_adjective(index + 1)
        country = self.named[index].type == "country"
        described = self._phrase_of(self._described(index))
        if not self.rules.adjective_follows and self._is_body_of_state(described):
            return "implementedBy" if country else "place"
        if not self.rules.adjective_follows and self._are_many(described):
            return "affects"
        for word in described:
            if self.doers.has([word], "state", "agreements", "measures"):
                return "implementedBy" if country else "place"
            if self.doers.has([word], "nonstate", "private", "vessels"):
                return "affects" if self._is_elsewhere(index) else "takesPlaceIn"
            if word in self.rules["people"]:
                return "affects"
            if word in self.rules["parts"]:
                return "affects" if self._moved_towards(index) else "place"
        if not country or self.initiative:
            return "place"
        if self.rules.adjective_follows and re.search(r"(?<![ao]i)s$", self.named[index].text):
            return "affects"
        if self.rules.adjective_follows and described[:1] and described[0].endswith("s"):
            return None
        taken = {"implementedBy", "place"} & set(self.raw)
        return None if taken else "implementedBy"

    def _is_body_of_state(self, described: Sequence[str]) -> bool:
        """As in "Croatian police beat people": behind a body of the State stands what it does to them."""
        return (
            len(described) > 2
            and self.doers.has(described[-1:], "state")
            and described[-2]
            not in (
                word for kind in ("state", "people") for word in described[-2:-1] if word in self.rules[kind]
            )
        )

    def _phrase_of(self, described: Sequence[str]) -> Sequence[str]:
        """As in "Swiss courts hear children": bodies of the State in the plural end the noun phrase."""
        if self.rules.adjective_follows:
            return described
        ends = (at for at, word in enumerate(described) if at and self._are_bodies(word, described[at - 1]))
        return described[next(ends, 0) :]

    def _are_bodies(self, word: str, after: str) -> bool:
        several = word.endswith("s") and self.doers.has([word], "state", "measures")
        return several and not self.doers.has([after], "state", "measures", "people")

    def _are_many(self, described: Sequence[str]) -> bool:
        """As in "Haitian women learn": a plural for people ends the noun phrase, whatever follows."""
        after = described[-2:-1]
        return (
            self.doers.has(described[-1:], "many")
            and after != ["s"]
            and not self.doers.has(after, "nonstate")
        )

    def _is_elsewhere(self, index: int) -> bool:
        """As in "Syrian volunteers in Jordan": they come from the one and act in the other."""
        following = index + 1
        if following >= len(self.named) or self.clause.is_adjective(following):
            return False
        at = self.clause.preposition(following)
        return (
            at > self.clause.last[index]
            and at - self.clause.last[index] <= 3
            and self.words[at] in self.rules["in"]
        )

    def _moved_towards(self, index: int) -> bool:
        """As in "chased towards the Libyan border"."""
        at = self.clause.first[index]
        towards = self.doers.has(self.words[max(0, at - 4) : at], "to")
        return towards and self.clause.near(at, "movement", len(self.words))

    def _before(self, index: int) -> list[str]:
        at = self.clause.first[index]
        return self.words[max(0, at - 1) : at]

    def _described(self, index: int) -> list[str]:
        """The nouns that the adjective may describe, the likeliest first."""
        if self.rules.adjective_follows:
            return self.clause.phrase_before(index)[::-1]
        return self.clause.phrase_after(index)[::-1]

    def _is_people(self, index: int) -> bool:
        """As in "150,000 Ethiopians", "les Syriens", "a las cubanas": a plural alone names people."""
        text = self.named[index].text
        if not self.rules.adjective_follows:
            described = self.clause.phrase_after(index)
            alone = text.endswith("ese") and (
                not described or self.doers.has(described[:1], "movement", "deeds")
            )
            return alone or (text.endswith("s") and not text.endswith("ss"))
        if not text.endswith("s"):
            return text[0].isupper() and self.clause.sentence.statement.language == "fr"
        before = self.words[self.clause.first[index] - 1] if self.clause.first[index] else ""
        return text[0].isupper() or not before or any(before in self.rules[kind] for kind in _FUNCTION_WORDS)
