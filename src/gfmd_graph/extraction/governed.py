"""The role of a name by the word that governs it: a preposition, the noun before that, or none."""

from __future__ import annotations

from collections.abc import Sequence

from gfmd_graph.extraction.bodies import BODIES, Bodies, Place, Role
from gfmd_graph.extraction.circumstances import Circumstances
from gfmd_graph.extraction.clause import Clause
from gfmd_graph.extraction.doers import Doers
from gfmd_graph.extraction.heads import Heads


class Governed:
    """Reads names that are no adjectives; `raw` holds the roles of the names before."""

    def __init__(self, clause: Clause, doers: Doers, raw: Sequence[Role | Place | None]) -> None:
        self.clause = clause
        self.rules = clause.rules
        self.named = clause.named
        self.words = clause.words
        self.doers = doers
        self.raw = raw
        self.bodies = Bodies(clause, raw)
        self.heads = Heads(clause, doers, self.bodies)
        self.circumstances = Circumstances(clause)

    def role(self, index: int) -> Role | Place | None:
        """What governs the name decides; an announced name ("Look at Peru: ...") is at least the place."""
        role = self._by_relation(index)
        announced = self.clause.first[index] <= 3 and self.clause.announces(index)
        return "place" if role is None and announced else role

    def _by_relation(self, index: int) -> Role | Place | None:
        at = self.clause.preposition(self.bodies.first_of_two(index))
        word = self.words[at] if at >= 0 else ""
        rules = self.rules
        if at >= 0 and self.doers.has(self.words[max(0, at - 1) : at + 1], "unlike"):
            return None
        if word in rules["like"]:
            return None if self.circumstances.reports(index) else self._of_example(at)
        if word in rules["in"] or (word in rules["on"] and self.clause.near(at, "hold")):
            return self._of_place(at, index)
        if word in rules["between"]:
            return self._of_two(at)
        if word in rules["with"]:
            both = self.clause.near(at, "agreements") or self.clause.near(at, "together", 1)
            return "implementedBy" if both else None
        if word in rules["by"]:
            return self._of_agent(at)
        if word in rules["to"]:
            helped = self.clause.near(at, "helps", 1) and self._goes_on_to_act(index)
            return "implementedBy" if helped else self._of_destination(at, index)
        if word in rules["leaving"]:
            return "affects"
        if word in rules["via"]:
            return "affects" if self.clause.near(at, "movement", len(self.words)) else None
        if word in rules["of_or_from"]:
            role = self.heads.role(at, index)
            return None if role == "implementedBy" and self.bodies.mark(at, index) else role
        if word in rules["other"]:
            return None
        return self._of_subject(index)

    def of_town(self, index: int) -> Role | Place:
        """As in "in Tripoli, Libya": the State behind a town of its own."""
        at = self.clause.before_capitals(self.clause.first[index] - 1)
        while at > 0 and self.words[at] in self.rules["skip"]:
            at -= 1
        word = self.words[at] if at >= 0 else ""
        if (at <= 0 or self.clause.ends_clause(at)) and self.clause.last[index] + 1 < len(self.words):
            return "takesPlaceIn"
        if word in self.rules["to"]:
            return self._of_destination(at, index) or "place"
        return self._of_place(at, index) if word in self.rules["in"] else "place"

    def _of_place(self, at: int, index: int) -> Role | Place:
        if self._moved_into(at) or self._fetched_from(at) or self._works_there(at):
            return "affects"
        return "takesPlaceIn" if self.doers.people_there(at, index) else "place"

    def _of_agent(self, at: int) -> Role | None:
        """Who pays for a practice does not do it, and who is passed by neither."""
        if self.clause.near(at, "supported", 2):
            return None
        return "affects" if self.clause.near(at, "passing", 4) else "implementedBy"

    def _of_subject(self, index: int) -> Role | Place | None:
        if self.named[index].type in BODIES:
            return "implementedBy" if self.bodies.act(index) else None
        if self.clause.is_subject(index) or self._stands_behind_its_verb(index):
            if self.clause.announces(index) and self.doers.announced(index):
                return "takesPlaceIn"
            return "place" if self._is_topic(index) else "implementedBy"
        at = self.clause.preposition(index)
        before = self.words[max(0, at) : at + 1]
        helped = self.doers.has(before, "helps") and self._goes_on_to_act(index)
        if helped or self.doers.has(before, "agreements"):
            return "implementedBy"
        if self.clause.paired(index):
            return self._of_pair(index)
        compound = self.clause.phrase_after(index)
        return "implementedBy" if self.doers.has(compound, "agreements", "measures") else None

    def _of_pair(self, index: int) -> Role | None:
        """As in "joint control Chile-Peru": both do it; a border, a route or a corridor of two is no deed."""
        head = self.clause.phrase_before(index)
        return None if self.doers.has(head, "movement", "parts", "people") or not head else "implementedBy"

    def _stands_behind_its_verb(self, index: int) -> bool:
        """As in "lo que hizo Portugal", "comme l'a fait le Portugal", "as did Chile"."""
        at = self.clause.preposition(index)
        return at >= 0 and self.words[at] in self.rules["did"]

    def _is_topic(self, index: int) -> bool:
        """As in "Uganda: free clinics" of an association, "..., Senegal." at the end of any practice."""
        if self.clause.last[index] + 1 == len(self.words) and self.clause.first[index]:
            return not self.clause.joined(index)
        if not self.clause.announces(index) or self.clause.sentence.statement.kind != "initiative":
            return False
        return not self.doers.has(self.clause.behind(index, 3), "government")

    def _goes_on_to_act(self, index: int) -> bool:
        """As in "pays X to stop boats", "helped X and Y to train judges": what X then does."""
        while index + 1 < len(self.named) and self.clause.joined(index + 1):
            index += 1
        return self.doers.has(self.clause.behind(index, 1), "infinitive")

    def _of_two(self, at: int) -> Role | Place | None:
        """What stands between two States is done by both, but a route or a border is no deed."""
        if self.clause.near(at, "agreements", len(self.words)) or self.clause.near(at, "measures"):
            return "implementedBy"
        return None if self.clause.near(at, "movement") or self.clause.near(at, "parts") else "place"

    def _of_destination(self, at: int, index: int) -> Role | Place | None:
        """People go or are sent there: affected. Resettled or sent there for something: it is done there."""
        if index and at and self.words[at - 1] in self.rules["so"]:
            return self.raw[index - 1]
        after = self.words[self.clause.last[index] + 1 : self.clause.last[index] + 5]
        purpose = (
            after[:1] and after[0] in self.rules["for"] and any(w in self.rules["measures"] for w in after)
        )
        if purpose or self.clause.near(at, "welcome"):
            return "place"
        moved = self.clause.near(at, "movement", len(self.words)) or self.clause.near(at, "back", 3)
        return "affects" if moved else None

    def _moved_into(self, at: int) -> bool:
        """As in "back to detention in Libya", "expulsions en Libye": people are sent there."""
        before = self.words[max(0, at - 5) : at]
        backs = [place for place, word in enumerate(before) if word in self.rules["back"]]
        if backs and any(word in self.rules["to"] for word in before[backs[0] :]):
            return True
        if not self.rules.in_may_mean_to:
            return False
        while at > 0 and not self.clause.near(at, "back", 1):
            people = self.doers.has(self.words[at - 1 : at], "people")
            if not people and not self.clause.names_only(at - 1, at):
                break
            at -= 1
        return self.clause.near(at, "back", 2) or self.clause.near(at, "going", 2)

    def _works_there(self, at: int) -> bool:
        """As in "X pays the fare of those it sends to work in Y": where people go, not where it is done."""
        return "implementedBy" in self.raw and self.clause.near(at, "jobs", 1)

    def _fetched_from(self, at: int) -> bool:
        """As in "humanitarian corridors for refugees in Lebanon": people are brought away from there."""
        return at > 0 and self.words[at - 1] in self.rules["people"] and self.clause.near(at, "welcome")

    def _of_example(self, at: int) -> Role | Place | None:
        """As in "in countries such as X": what stands before the example decides."""
        while at >= 0 and (self.words[at] in self.rules["like"] or self.words[at] in self.rules["skip"]):
            at -= 1
        if at >= 0 and self.words[at] in self.rules["for"] and self.words[at + 1] in self.rules["like"]:
            at -= 1
        if at < 0:
            return "implementedBy"
        word = self.words[at]
        if word in self.rules["in"]:
            return "place"
        if word in self.rules["to"] or word in self.rules["of_or_from"]:
            moved = self.clause.near(at, "movement") or self.clause.near(at, "people")
            return "affects" if moved else "place"
        return "implementedBy"
