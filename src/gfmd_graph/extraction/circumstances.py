"""Names that only say when or why a practice came, or who tells of it: nobody who does it.

"Until a ruling of the Court of Justice, Hungary held families": Hungary did.
"""

from __future__ import annotations

from gfmd_graph.extraction.clause import Clause

_NOUNS = 3
"""So many words may make up the noun before "of" with its adjectives: "a landmark recent ruling of"."""


class Circumstances:
    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.rules = clause.rules
        self.words = clause.words

    def occasions(self, index: int) -> bool:
        """As in "until a ruling of X", "after X's ruling", "tras una sentencia de X"."""
        at = self._over(self.clause.first[index] - 1, "skip")
        if self.clause.possessive(index):
            return self._is_occasion(at)
        if at < 0 or not any(self.words[at] in self.rules[kind] for kind in ("of_or_from", "by")):
            return False
        noun = at - 1
        while noun > max(-1, at - 1 - _NOUNS) and self._is_noun(noun):
            noun -= 1
        if noun == at - 1 or self._breaks(noun):
            return False
        before = self._over(noun, "skip")
        relation = before >= 0 and any(
            self.words[before] in self.rules[kind] for kind in ("of_or_from", "to", "in")
        )
        return self._is_occasion(before) or (relation and self._is_occasion(before - 1))

    def reports(self, index: int) -> bool:
        """As in "as X has documented": X tells of the practice."""
        behind = self.clause.behind(index, 3)
        return any(word in self.rules["reports"] for word in behind)

    def _is_noun(self, at: int) -> bool:
        return not (self._breaks(at) or self.words[at].isdigit() or self.clause.parts_phrase(at)) and not any(
            self.words[at] in self.rules[kind] for kind in ("occasions", "skip")
        )

    def _is_occasion(self, at: int) -> bool:
        return at >= 0 and not self._breaks(at) and self.words[at] in self.rules["occasions"]

    def _over(self, at: int, kind: str) -> int:
        while at >= 0 and self.words[at] in self.rules[kind] and not self._breaks(at):
            at -= 1
        return at

    def _breaks(self, at: int) -> bool:
        """A mark stands behind the word."""
        return at >= 0 and (self.clause.ends_clause(at) or "," in self.clause.text_between(at, at + 1))
