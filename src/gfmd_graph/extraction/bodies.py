"""Organisations as doers: which of them acts, and which only marks what another does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gfmd_graph.extraction.clause import Clause

Role = Literal["implementedBy", "takesPlaceIn", "affects"]
Place = Literal["place"]
"""Done there, and who does it is not yet decided."""

BODIES = frozenset({"organisation", "unresolved"})


class Bodies:
    """`raw` holds the roles of the names before."""

    def __init__(self, clause: Clause, raw: Sequence[Role | Place | None]) -> None:
        self.clause = clause
        self.rules = clause.rules
        self.words = clause.words
        self.raw = raw

    def act(self, index: int) -> bool:
        """The statement begins with the body, or it acts with the one before: "Italy and the EU train"."""
        before = self.words[: self.clause.first[index]]
        if all(word in self.rules["article"] for word in before):
            return True
        acts = index > 0 and self.raw[index - 1] == "implementedBy" and self.clause.is_subject(index - 1)
        return acts and self._follows(index)

    def first_of_two(self, index: int) -> int:
        """As in "between the EU and Turkey": the name with which the phrase begins."""
        at = self.clause.preposition(index - 1) if index and self._follows(index) else -1
        return index - 1 if at >= 0 and self.words[at] in self.rules["between"] else index

    def _follows(self, index: int) -> bool:
        """Nothing but "and" and an article stands between the name and the one before."""
        between = self.words[self.clause.last[index - 1] + 1 : self.clause.first[index]]
        return bool(between) and all(
            word in self.rules["article"] or word in self.rules["and"] for word in between
        )

    def mark(self, at: int, index: int) -> bool:
        """As in "Senegal issues the card of ECOWAS", "on the model of Mercosur": whose the thing is."""
        if self.clause.named[index].type not in BODIES:
            return False
        return self.clause.near(at, "pattern", 1) or self.come_second(index)

    def come_second(self, index: int) -> bool:
        """Somebody who is named before in the clause does it: X in "X takes in people deported from Y"."""
        start = self.clause.start(self.clause.first[index])
        before = (other for other in range(index) if self.clause.first[other] >= start)
        return any(self.raw[other] == "implementedBy" for other in before)
