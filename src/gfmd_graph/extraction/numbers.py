"""Objectives named by number: "Objective 5", "objectives (5, 11 and 13)", "obj. 5-7", "objetivos 5 y 6"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.words import plain

LAST = 23


@dataclass(frozen=True, slots=True)
class Reference:
    """An objective named by number; `start`, `end` are the offsets of the words that name it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Grammar:
    noun: re.Pattern[str]
    number: re.Pattern[str]
    joint: re.Pattern[str]
    values: dict[str, int]
    ranges: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]


_OF = re.compile(r"\s*(?:of|de|des|du|del)\s+\w+(?:[\s']+\w+){0,2}", re.I)
_SHORT = re.compile(r"(?<![\w.&/-])O(\d{1,2})(?![\w%-]|\.\d)")
"""As in "O5 and O21", the short form of those who work with the Compact every day."""


def references(text: str, languages: Languages) -> list[Reference]:
    """The objectives that `text` names by number, in the order of the text."""
    grammar = _known(languages)
    words = plain(text)
    found: list[Reference] = []
    for noun in grammar.noun.finditer(words):
        if not _of_another_list(words, noun.start(), grammar):
            own = list(_numbers(words, noun, grammar))
            found += own if own and not _lists_another(words, own[-1].end, grammar) else []
    short = (Reference(int(match[1]), match.start(), match.end()) for match in _SHORT.finditer(words))
    return sorted([*found, *(one for one in short if 1 <= one.number <= LAST)], key=lambda one: one.start)


@lru_cache
def _known(languages: Languages) -> _Grammar:
    return _grammar(
        languages.words("objectives", "nouns"),
        languages.words("objectives", "joining"),
        languages.words("objectives", "ranges"),
        tuple(sorted((word, int(n)) for one in languages.all for word, n in one.data["numbers"].items())),
        languages.words("objectives", "not_before"),
        languages.words("objectives", "not_after"),
    )


def _of_another_list(words: str, start: int, grammar: _Grammar) -> bool:
    """As in "SDG objective 8", "sustainable development objective 8": another list counts here."""
    before = re.findall(r"\w+", words[:start].lower())[-2:]
    return any(word in grammar.not_before for word in before)


def _lists_another(words: str, end: int, grammar: _Grammar) -> bool:
    """As in "objetivo 5 de los ODS", "objective 5 of the SDGs", "objective 3 of our strategic plan"."""
    after = _OF.match(words, end)
    following = re.findall(r"\w+", after.group().lower()) if after else []
    return any(word in grammar.not_before or word in grammar.not_after for word in following)


def _numbers(words: str, noun: re.Match[str], grammar: _Grammar) -> Iterator[Reference]:
    """The numbers that follow the noun, one after another as long as something joins them."""
    start, position = noun.start(), noun.end()
    previous, joint = 0, ""
    while match := grammar.number.match(words, position):
        token = match[1].lower()
        value = int(token) if token.isdigit() else grammar.values[token]
        if not 1 <= value <= LAST or (joint == "," and _counts_things(words, match.end(), noun, grammar)):
            return
        first = previous + 1 if joint in grammar.ranges and previous < value else value
        for number in range(first, value + 1):
            yield Reference(number, start, match.end(1))
        joining = grammar.joint.match(words, match.end())
        if joining is None:
            return
        previous, joint = value, joining[1].strip().lower()
        start = position = joining.end()


def _counts_things(words: str, end: int, noun: re.Match[str], grammar: _Grammar) -> bool:
    """As in "Objective 5, 12 countries agreed": a number before a noun counts other things."""
    one = not re.search(r"s\.?\W*$", noun.group().lower())
    return one and bool(re.match(r"\s+[a-z]", words[end:])) and grammar.joint.match(words, end) is None


def _grammar(
    nouns: frozenset[str],
    joining: frozenset[str],
    ranges: frozenset[str],
    values: tuple[tuple[str, int], ...],
    not_before: frozenset[str],
    not_after: frozenset[str],
) -> _Grammar:
    noun, spelled = _either(nouns), _either(word for word, _ in values)
    word = rf"\b(?:{_either(joining | {r for r in ranges if r.isalpha()})})\b"
    initials = re.escape("".join(sorted({one[0] for one in nouns})))
    count = r"(?:\s*(?:n\.?[o°º]s?\.?|nos?\.?|numeros?|numbers?|num\.?|#))?"
    return _Grammar(
        noun=re.compile(
            rf"(?<![\w.])#?(?=[{initials}])(?:{noun})(?![^\W\d])(?:\(s\))?\.?{count}[\s:(\[-]*", re.I
        ),
        number=re.compile(
            rf"(?:(?:the|el|la|le|l'|also)\s+)?(?:n\.?[o°º]s?\.?\s?|#)?(\d{{1,2}}|(?:{spelled}))(?![\w%]|\.\d)",
            re.I,
        ),
        joint=re.compile(
            rf"(?:\s*\([^()\d]{{1,80}}\))?\s*\(?((?:[,;/&+-]|{word})(?:\s*{word})?)\s*[(#]?", re.I
        ),
        values=dict(values),
        ranges=ranges,
        not_before=not_before,
        not_after=not_after,
    )


def _either(words: Iterable[str]) -> str:
    """The longest alternative first, so that "twenty-one" is not read as "twenty"."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
