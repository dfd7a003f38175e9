"""The role of a name behind "of" or "from": the noun before the preposition decides."""

from __future__ import annotations

from gfmd_graph.extraction.bodies import BODIES, Bodies, Place, Role
from gfmd_graph.extraction.clause import REACH, Clause
from gfmd_graph.extraction.doers import Doers


class Heads:
    """Reads names that "of" or "from" governs."""

    def __init__(self, clause: Clause, doers: Doers, bodies: Bodies) -> None:
        self.clause = clause
        self.rules = clause.rules
        self.named = clause.named
        self.words = clause.words
        self.doers = doers
        self.bodies = bodies

    def role(self, at: int, index: int) -> Role | Place | None:
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
