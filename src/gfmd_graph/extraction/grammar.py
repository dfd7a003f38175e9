"""The word lists by which the grammar around a name is read: `[roles]` of each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gfmd_graph.knowledge.languages import Languages, WordList, word_list


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists of one language, by their names in `[roles]`."""

    lists: dict[str, WordList]
    in_may_mean_to: bool
    """French "en" and Spanish "en" also stand where a movement ends."""
    adjective_follows: bool
    """As in "loi brésilienne", "ley brasileña": the noun stands before its adjective."""

    def __getitem__(self, name: str) -> WordList:
        return self.lists[name]


@lru_cache
def grammar(languages: Languages, code: str) -> Grammar:
    table = languages[code].data["roles"]
    lists = {name: word_list(words) for name, words in table.items() if isinstance(words, list)}
    flags = ("in_may_mean_to", "adjective_follows")
    return Grammar(lists, *(bool(table.get(flag, False)) for flag in flags))
