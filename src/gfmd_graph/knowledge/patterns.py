"""The syntax of cue phrases: `return*` any ending, `a|b` either word, `...` up to four words between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gfmd_graph.words import plain, spelt_out

GAP = 4


class PatternWord(NamedTuple):
    """One word of a cue: exact forms, stems, and whether other words may stand before it."""

    forms: frozenset[str]
    stems: tuple[str, ...]
    gap: bool

    def fits(self, word: str) -> bool:
        return word in self.forms or word.startswith(self.stems)


Pattern = tuple[PatternWord, ...]


def pattern(phrase: str) -> Pattern:
    """A cue phrase as its words; empty when there is none in it."""
    words: list[PatternWord] = []
    gap = False
    for part in re.sub(r"[-'’]", " ", phrase).split():
        if part == "...":
            gap = True
            continue
        either = spelt_out(plain(part).lower()).split("|")
        forms = frozenset(word for word in either if not word.endswith("*"))
        stems = tuple(word[:-1] for word in either if word.endswith("*"))
        words.append(PatternWord(forms, stems, gap))
        gap = False
    return tuple(words)


def pattern_end(pattern: Pattern, words: Sequence[str], start: int) -> int | None:
    """Where the pattern whose first word is `words[start]` ends, with the fewest words between, or None."""
    position, end = start, len(words)
    for forms, stems, gap in pattern[1:]:
        position += 1
        last = min(position + GAP + 1, end) if gap else min(position + 1, end)
        while position < last:
            word = words[position]
            if word in forms or word.startswith(stems):
                break
            position += 1
        else:
            return None
    return position


def places(pattern: Pattern, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last word of every place where the pattern stands."""
    for index, word in enumerate(words):
        if pattern and pattern[0].fits(word):
            end = pattern_end(pattern, words, index)
            if end is not None:
                yield index, end
