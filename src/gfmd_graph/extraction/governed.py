"""The role of a name by the word that governs it: a preposition, the noun before that, or none."""

from __future__ import annotations

from collections.abc import Sequence

from gfmd_graph.extraction.bodies import BODIES, Bodies, Place, Role
from gfmd_graph.extraction.circumstances import Circumstances
from gfmd_graph.extraction.clause import REACH, Clause
from gfmd_graph.extraction.doers import Doers


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
            role = self._of_head(at, index)
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

    def _of_head(self, at: int, index: int) -> Role | Place | None:
        """As in "migrants from X", "government of X", "the south of X": the nearest such noun decides."""
        parted = self.words[at] not in self.rules["origin"] and self.clause.near(at, "parts", 1)
        if parted and not self.clause.near(at, "people", 1) and not self.clause.near(at, "state", 2):
            return "affects" if self.clause.near(at, "back", len(self.words)) else "place"
        if at and self.words[at - 1] in self.rules["obtained"]:
            return "implementedBy"
        if self._of_helper(at):
            return None
        if index and self.clause.last[index - 1] == at - 1 and self.named[index - 1].type in BODIES:
            return "place"
        leads_on = self.words[at] in self.rules["out_of"] or self.doers.has(
            self.clause.behind(index, 1), "to"
        )
        if leads_on and self.clause.near(at, "welcome"):
            return "affects"
        if self._of_sender(at, index):
            return "affects" if self.bodies.come_second(index) else "implementedBy"
        return self._of_nearest(at)

    def _of_nearest(self, at: int) -> Role | None:
        before = self.words[max(0, at - REACH) : at]
        for place in range(len(before) - 1, -1, -1):
            word = before[place]
            if self.doers.has([word], "state", "measures", "agreements"):
                return "implementedBy"
            if word in self.rules["private"]:
                return "takesPlaceIn"
            if self.doers.has([word], "people", "movement"):
                if self._names_a_body(at - len(before) + place):
                    return "implementedBy"
                described = before[max(0, place - 1) : place] if self.rules.adjective_follows else []
                return "implementedBy" if self.doers.has(described, "measures") else "affects"
            if word in self.rules["nonstate"]:
                both = self.doers.has(before[max(0, place - 4) : place], "state")
                return "implementedBy" if both else "takesPlaceIn"
            if self.words[at] in self.rules["origin"] and word.endswith("s"):
                return "affects"
        if self.doers.has(before, "wrongs"):
            return "takesPlaceIn"
        start = self.clause.start(at)
        if self.words[at] in self.rules["origin"] and self.words[start] in self.rules["single"]:
            return "affects"
        opens = at > start and self._is_one_phrase(start, at)
        owned = self.words[at] in self.rules["of"] or (opens and self.words[at] in self.rules["of_opening"])
        return "implementedBy" if owned else None

    def _names_a_body(self, at: int) -> bool:
        """As in "the Ministry for Migrants of X": people in the name of a body of the State."""
        before = self.words[max(0, at - 3) : at]
        return self.clause.capital(at) and self.doers.has(before, "state")

    def _is_one_phrase(self, start: int, end: int) -> bool:
        """As in "the institute of statistics of X": nothing but nouns that "of" joins."""
        joining = self.rules["of_or_from"]
        return all(
            at == start or word in joining or word in self.rules["skip"] or not self.clause.parts_phrase(at)
            for at, word in enumerate(self.words[start:end], start)
        )

    def _of_sender(self, at: int, index: int) -> bool:
        """As in "expulsions from X", "deportation of families from X to": only the State there can do it."""
        if self.clause.near(at, "sending", 1):
            return not self.clause.near(at, "people", 1) or self._describes_people(at - 1)
        if self.words[at] in self.rules["out_of"] and self._of_people_sent(at):
            return not self.doers.has(self.clause.behind(index, 3), "by")
        kinds = ("to", "in") if self.rules.in_may_mean_to else ("to",)
        onwards = self.doers.has(self.clause.behind(index, 1), *kinds)
        return onwards and self.clause.near(at, "sending") and not self.clause.near(at, "by")

    def _describes_people(self, at: int) -> bool:
        """As in "haitianos expulsados", where "los expulsados" alone are people."""
        return at > 0 and (at - 1 in self.clause.last or self.words[at - 1] in self.rules["people"])

    def _of_people_sent(self, at: int) -> bool:
        """As in "deportation of Haitians from X": nothing but people stands before the preposition."""
        before = range(max(0, at - 4), at)
        sent = next((place for place in reversed(before) if self.words[place] in self.rules["sending"]), -1)
        if sent < 0:
            return False
        return not any(self.doers.has([word], "in", "to", "by", "with") for word in self.words[sent + 1 : at])

    def _of_helper(self, at: int) -> bool:
        """As in "with the help of X", "funding from X"."""
        if not self.doers.has(self.words[max(0, at - 2) : at], "support"):
            return False
        return self.words[at] in self.rules["origin"] or self.clause.near(at, "thanks", 5)

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
