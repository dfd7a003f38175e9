"""Objectives named by number: "Objective 5", "objectives (5, 11 and 13)", "obj. 5-7", "the eighth"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gfmd_graph.extraction.counting import LAST, Counting, counting
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.words import plain, right_before


@dataclass(frozen=True, slots=True)
class Reference:
    """An objective named by number; `start`, `end` are the offsets of the words that name it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a list. `end` is where the number ends, `after` where its letter does ("5(b)")."""

    value: int
    start: int
    end: int
    after: int
    joint: str


@dataclass(frozen=True, slots=True)
class _Style:
    """How the numbers of a list are introduced: by a plural, by other words, by the Compact's name alone."""

    plural: bool
    announced: bool = False
    bare: bool = False


_OF = re.compile(r"[\s\"')\]]*\b(?:of|from|de|des|du|del|d)\b(?P<phrase>[\w\s'-]*)", re.I)
_LETTER = re.compile(r"O\d")
_REACH = 8
_NEAR = 4
"""So many words after "objective 3 of" may name the Compact, or another holder of objectives."""
_HIGH = 8
"""From "the eighth objective" on: few lists but the Compact's go so far."""
_BEFORE = re.compile(r"([^\W_]+)('s?)?[\s-]+$")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_PLURAL = re.compile(r"[a-z]{2,}s\b|\(s\)", re.I)


def references(text: str, languages: Languages) -> list[Reference]:
    """The objectives that `text` names by number, in the order of the text."""
    grammar, words = counting(languages), plain(text)
    lower = words.lower()
    if not any(map(lower.__contains__, grammar.signs)) and not _LETTER.search(words):
        return []
    found: list[Reference] = []
    position = 0
    while noun := grammar.noun.search(words, position):
        numbers = _numbers(words, noun, grammar)
        position = numbers[-1].end if numbers else noun.end()
        if numbers and _is_the_compacts(words, noun, numbers[-1].after, grammar):
            found += _references(numbers, noun.start(), grammar)
    return sorted([*found, *_ordinals(words, grammar)], key=lambda one: (one.start, one.number))


def _references(numbers: list[_Number], start: int, grammar: Counting) -> Iterator[Reference]:
    """Each number of a list, the first together with its noun; those between the ends of a range as well."""
    dashes = [one.joint == "-" for one in numbers]
    for at, one in enumerate(numbers):
        again = dashes[at] and (dashes[at - 1] or dashes[at + 1 : at + 2] == [True])
        previous = numbers[at - 1].value if one.joint in grammar.ranges and not again else one.value
        for value in range(previous + 1 if previous < one.value else one.value, one.value + 1):
            yield Reference(value, start if at == 0 else one.start, one.end)


# The numbers of one list


def _numbers(words: str, noun: re.Match[str], grammar: Counting) -> list[_Number]:
    """The numbers that follow the noun, at once or behind a few words that announce them."""
    plural = _PLURAL.search(noun["objective"] or noun["goal"] or "") is not None or "(s)" in noun.group()
    numbers = _listed(words, noun.end(), _Style(plural, bare=noun["acronym"] is not None), grammar)
    if numbers or not noun["objective"]:
        return numbers
    named = bool(noun["compact"] or noun["of"])
    opening = (grammar.far_opening if named else grammar.opening).match(words, noun.end())
    if opening and (plural or named) and _announces(opening, grammar):
        numbers = _listed(words, opening.end(), _Style(plural, announced=True), grammar)
    if opening and opening["being"] and numbers and not _told_in_full(words, numbers):
        numbers = []
    return numbers or _bracketed(words, noun.end(), grammar)


def _announces(opening: re.Match[str], grammar: Counting) -> bool:
    between = set((opening["between"] or "").split())
    return between.isdisjoint(grammar.other_lists | grammar.owners)


def _told_in_full(words: str, numbers: list[_Number]) -> bool:
    """Not as in "the objectives are three: ..."."""
    counted = len(numbers) == 1 and words[numbers[0].after :].lstrip().startswith(":")
    return words[numbers[0].start].isdigit() and not counted


def _listed(words: str, start: int, style: _Style, grammar: Counting) -> list[_Number]:
    """Numbers one after another, as long as something joins them."""
    numbers: list[_Number] = []
    position, joint, glossed, half = start, "", False, False
    while match := grammar.number.match(words, position):
        value = grammar.value(match["value"])
        if not 1 <= value <= LAST or (match["from"] and (numbers or not style.plural)):
            break
        if match["value"] == "X" and not (numbers or style.plural):
            break
        if numbers and glossed and not grammar.glossed.match(words, match.end()):
            break
        first = not numbers and (style.announced or _separated(match["lead"]))
        loose = first or (joint == "," and not style.plural)
        if _counts_things(words, match, loose, style.bare or joint == ",", grammar):
            return numbers[:-1] if joint in grammar.ranges else numbers
        numbers.append(_Number(value, match.start("value"), match.end("value"), match.end(), joint))
        half = (half or bool(match["from"])) and joint not in grammar.ranges
        joining = _joining(words, match.end(), style.plural, grammar)
        if joining is None:
            break
        glossed = joining.re is grammar.gloss
        position, joint = joining.end(), joining["joint"].strip().lower()
    return [] if half else numbers


def _separated(lead: str) -> bool:
    """A colon or an open bracket stands between the noun and its first number."""
    return any(mark in lead for mark in ":(") and ")" not in lead


def _joining(words: str, end: int, plural: bool, grammar: Counting) -> re.Match[str] | None:
    joint = grammar.joint.match(words, end)
    if joint and grammar.number.match(words, joint.end()):
        return joint
    return (grammar.blank.match(words, end) or grammar.gloss.match(words, end)) if plural else None


def _counts_things(words: str, match: re.Match[str], loose: bool, doubtful: bool, grammar: Counting) -> bool:
    """As in "Objective 5, 12 countries agreed", "Objective: 12 consulates": a number before a noun.

    A number close to its noun is an objective's whatever follows ("Objective 8 people met"). A `doubtful` one
    counts what it commonly counts, a `loose` one any noun that follows.
    """
    after = _NEXT.match(words, match.end())
    if after is None:
        return False
    word, spelled = after[1], not match["value"].isdigit()
    if grammar.unit.match(words, match.end()):
        return True
    if (loose or doubtful or spelled) and word.lower() in grammar.counted:
        return True
    if not word[0].islower() or word in grammar.topic or grammar.joint.match(words, match.end()):
        return False
    return loose or (spelled and grammar.value(match["value"]) == 1)


def _bracketed(words: str, end: int, grammar: Counting) -> list[_Number]:
    """As in "the objectives on return (21) and detention (13)": each number stands behind its theme."""
    numbers: list[_Number] = []
    while match := grammar.bracketed.match(words, end):
        group = "value" if match["value"] else "told"
        value = grammar.value(match[group])
        if not 1 <= value <= LAST or (not numbers and not grammar.glossed.match(words, end)):
            break
        numbers.append(_Number(value, match.start(group), match.end(group), match.end(), ","))
        end = match.end()
    return numbers


# Whose objectives they are


def _is_the_compacts(words: str, noun: re.Match[str], end: int, grammar: Counting) -> bool:
    """Not as in "SDG objective 8", "our objective 3", "objetivo 5 de los ODS"."""
    if noun["acronym"] or noun["letter"]:
        return True
    named = bool(noun["compact"] or noun["of"])
    if noun["goal"] and not named and not grammar.of.match(words, end):
        return False
    if not named and _of_another(words, noun.start(), grammar):
        return False
    after = _OF.match(words, noun.end("of") if noun["of"] else end)
    whose = re.findall(r"\w+", after["phrase"].lower())[:_REACH] if after else []
    return _names_no_other(whose, grammar)


def _of_another(words: str, place: int, grammar: Counting) -> bool:
    """Whether the word before the noun says that another list counts here."""
    last = right_before(_BEFORE, words, place)
    if last is None:
        return False
    word = last[1].lower()
    owner = word in grammar.owners and last[2] is not None
    return owner or word in grammar.other_lists or word in grammar.possessives


def _names_no_other(whose: list[str], grammar: Counting) -> bool:
    """Whether the words behind "of" name the Compact first, or nothing that has objectives of its own."""
    for at, word in enumerate(whose):
        if word in grammar.compact:
            return grammar.other_compacts.isdisjoint(whose[at + 1 :])
        if at < _NEAR and (word in grammar.other_lists or word in grammar.owners):
            return False
    return whose[:1] == [] or whose[0] not in grammar.possessives


# Ordinals


def _ordinals(words: str, grammar: Counting) -> Iterator[Reference]:
    """As in "the Compact's eighth objective"; a low one only where the Compact is named."""
    if not grammar.may_rank(words):
        return
    for match in grammar.ordinals.finditer(words):
        if match["before"] or match["inner"] or _of_the_compact(words, match.end(), grammar):
            yield from _ranks(match, grammar)
        elif _of_nobody(words, match, grammar):
            yield from (one for one in _ranks(match, grammar) if one.number >= _HIGH)
    for match in grammar.ordinals_after.finditer(words):
        if _of_the_compact(words, match.end(), grammar):
            yield from _ranks(match, grammar)


def _of_nobody(words: str, match: re.Match[str], grammar: Counting) -> bool:
    of = _OF.match(words, match.end())
    return of is None and not _of_another(words, match.start(), grammar)


def _of_the_compact(words: str, end: int, grammar: Counting) -> bool:
    of = _OF.match(words, end)
    whose = re.findall(r"\w+", of["phrase"].lower())[:_REACH] if of else []
    return grammar.of.match(words, end) is not None and _names_no_other(whose, grammar)


def _ranks(match: re.Match[str], grammar: Counting) -> Iterator[Reference]:
    for one in grammar.ordinal.finditer(match["ranks"]):
        value = grammar.rank(one.group())
        if 1 <= value <= LAST:
            yield Reference(value, match.start(), match.end())
