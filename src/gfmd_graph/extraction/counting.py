"""The grammar of numbered objectives, compiled from three tables of all languages.

`[objectives]`, `[numbers]` and `[ordinals]` in `ontology/languages/` hold every word of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from gfmd_graph.knowledge.languages import Languages

LAST = 23

_TENS = ("", "X", "XX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
ROMAN = {_TENS[n // 10] + _ONES[n % 10]: n for n in range(1, LAST + 1)}
_NO_ROMAN = frozenset({"I"})
"""The pronoun."""

_COUNT = (
    r"(?:(?:n\.?\s?[o°º]\.?s|n\.?\s?[o°º]|no\.s|nos|no|nrs?|nros?|numeros?|numbers?|nums?)\b\.?|n[.]?[°º]|\#)"
)
_MARKS = r"[\s:()\[\]\"'_-]*+"
"""Possessive, like every run of marks here: three of them side by side would take cubic time."""
_LETTER = r"(?:\.?[a-l](?!\w)|\s?\([a-l]\)|\s[a-l]\))(?:\s?[-,&]\s?\([a-l]\))*"
_SUFFIX = r"(?:st|nd|rd|th|er|e|eme|\.?[oaºª°])(?!\w)"

_RANK = re.compile(rf"\d\s?{_SUFFIX}", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Counting:
    """Compiled patterns, and the words that decide where a pattern cannot."""

    noun: re.Pattern[str]
    """`objective`, `goal`, `acronym` or `letter` is what stands there; `compact`, `of` name the Compact."""
    number: re.Pattern[str]
    joint: re.Pattern[str]
    blank: re.Pattern[str]
    """Nothing but a blank between two numbers"""
    gloss: re.Pattern[str]
    """What an objective is about, between its number and the next: "5 on pathways, 7 on ..." """
    glossed: re.Pattern[str]
    opening: re.Pattern[str]
    """What may stand between a plural noun and its numbers: "are", "namely", "concerned:" """
    far_opening: re.Pattern[str]
    """The same where the Compact is named: "objectives of the GCM that matter most:" """
    bracketed: re.Pattern[str]
    """One theme with its number behind it: "on return (21)" """
    ordinals: re.Pattern[str]
    ordinals_after: re.Pattern[str]
    ordinal: re.Pattern[str]
    of: re.Pattern[str]
    values: dict[str, int]
    order: dict[str, int]
    order_words: frozenset[str]
    """The first words of ordinals"""
    ranges: frozenset[str]
    topic: frozenset[str]
    unit: re.Pattern[str]
    counted: frozenset[str]
    possessives: frozenset[str]
    other_lists: frozenset[str]
    compact: frozenset[str]
    other_compacts: frozenset[str]
    owners: frozenset[str]
    signs: tuple[str, ...]
    """Letters without one of which nothing is named: most statements need no closer look"""

    def value(self, token: str) -> int:
        """What a number is worth; 0 for what is none."""
        if token.isdigit():
            return int(token)
        return ROMAN.get(token, 0) or self.values.get(_one_blank(token.lower()), 0)

    def may_rank(self, text: str) -> bool:
        """Whether an ordinal can stand in `text`: most texts need no closer look."""
        return _RANK.search(text) is not None or not self.order_words.isdisjoint(
            _LETTERS.findall(text.lower())
        )

    def rank(self, token: str) -> int:
        digits = re.match(r"\d+", token)
        return int(digits.group()) if digits else self.order.get(_one_blank(token.lower()), 0)


@lru_cache
def counting(languages: Languages) -> Counting:
    def words(name: str) -> frozenset[str]:
        return languages.words("objectives", name)

    values, order = _table(languages, "numbers"), _table(languages, "ordinals")
    ordinal = rf"(?:\d{{1,2}}\s?{_SUFFIX}|(?:{_either(order)})\b)"
    link = rf"\s*(?:[,&]|\b(?:{_either(words('joining'))})\b)+\s*(?:(?:{_either(words('articles'))})\s+)?"
    ordinals = rf"(?P<ranks>{ordinal}(?:(?:{link}){{1,2}}{ordinal}){{0,5}})"
    nouns, compact = _either(words("nouns")), _either(words("compact"))
    joining = rf"(?:[,;/&|+·•]|\b(?:{_either(words('joining'))})\b)"
    ranging = rf"(?:-|\b(?:{_either(w for w in words('ranges') if w != '-')})\b)"
    return Counting(
        noun=_noun(nouns, _either(words("goals")), compact, _either(words("acronyms")), words("of")),
        number=_number(values, words("from"), words("articles"), nouns),
        joint=re.compile(
            rf"[\s\"'\])]*+(?P<gloss>\((?!\s*{joining})[^()]{{1,80}}\)(?!\w))?[\s\"'\]()]*+"
            rf"(?P<joint>-?\s*{joining}(?:\s*{joining})*|{ranging})"
            rf"(?:\s*,?\s*(?:{_either(words('adverbs'))})\b,?)?",
            re.I,
        ),
        blank=re.compile(r"(?P<joint>\s)\s*(?=\d{1,2}(?:\s+\d|\s*$|[,;.:)]))"),
        gloss=re.compile(
            rf"\s*(?:[:=-]\s|(?:{_either(words('topic'))})\s)[^\d.;!?()]{{1,60}}?(?P<joint>\s*[,;]|\s(?={joining}))"
            rf"\s*(?:{joining}\s*)?(?={_MARKS}(?:(?:{_either(words('articles'))})\s+)?\d)",
            re.I,
        ),
        glossed=re.compile(rf"\s*(?:[:=(-]\s?|(?:{_either(words('topic'))})\s)", re.I),
        opening=_opening(words("namely"), words("being"), 1),
        far_opening=_opening(words("namely"), words("being"), 5),
        bracketed=re.compile(
            rf"(?:\s+(?:{_either(words('topic'))})\s|\s*(?:,|{joining}\s))[^\d.;:!?()]{{2,60}}?"
            rf"(?:\(\s*(?:{_COUNT}\s*)?(?P<value>\d{{1,2}})\s*\)"
            rf"|,\s*{_COUNT}\s*(?P<told>\d{{1,2}}|(?:{_either(values)})\b))",
            re.I,
        ),
        ordinals=re.compile(
            rf"(?P<before>\b(?:{compact})(?:'s)?\s+)?(?<![\w.]){ordinals}\s+"
            rf"(?P<inner>(?:{compact})\s+)?(?:{nouns})\b",
            re.I,
        ),
        ordinals_after=re.compile(rf"(?<![\w.])(?:{nouns})\s+{ordinals}", re.I),
        ordinal=re.compile(ordinal, re.I),
        of=re.compile(rf"[\s\"')\]]*(?:{_either(words('of'))})\s+(?:(?:un|onu)\s+)?(?:{compact})\b", re.I),
        values=values,
        order=order,
        order_words=frozenset(_LETTERS.findall(word)[0] for word in order),
        ranges=words("ranges"),
        topic=words("topic"),
        unit=re.compile(rf"\s(?:{_either(words('units'))})\b", re.I),
        counted=words("counted"),
        possessives=words("possessives"),
        other_lists=words("other_lists"),
        compact=words("compact"),
        other_compacts=words("other_compacts"),
        owners=words("owners"),
        signs=_shortest(words("nouns") | words("acronyms") | words("compact")),
    )


def _noun(nouns: str, goals: str, compact: str, acronyms: str, of: frozenset[str]) -> re.Pattern[str]:
    named = rf"(?P<compact>(?:{compact})(?:'s)?[\s_-]*)?"
    after = rf"(?P<of>\s+(?:{_either(of)})\s+(?:{compact})\b)?"
    return re.compile(
        rf"(?<![\w.])\#?(?:{named}(?:(?P<objective>{nouns})|(?P<goal>{goals}|(?!no\s){_COUNT}))"
        rf"(?![^\W\d_])(?:\(s\)|'s)?{after}"
        rf"|(?:(?:{acronyms})[\s-])?(?-i:(?P<letter>O(?=\d)))"
        rf"|(?P<acronym>{acronyms})(?![^\W\d_])(?:'s)?)\.?",
        re.I,
    )


def _opening(namely: frozenset[str], being: frozenset[str], most: int) -> re.Pattern[str]:
    between = rf"(?P<between>(?-i:(?:\s+[a-z]+){{0,{most}}}))"
    return re.compile(
        rf",?\s+(?:{_either(namely)})[\s,.:]|{between}(?:\s+(?P<being>{_either(being)})\b|\s*[:(])", re.I
    )


def _number(
    values: dict[str, int], froms: frozenset[str], articles: frozenset[str], nouns: str
) -> re.Pattern[str]:
    either, roman = _either(values), _either(set(ROMAN) - _NO_ROMAN)
    again = rf"(?:(?:{nouns})\b\.?|(?-i:O)(?=\d))"
    return re.compile(
        rf"(?P<lead>{_MARKS}(?:(?P<from>{_either(froms)})\s+)?(?:(?:{_either(articles)})\s*\b)?(?:{again}{_MARKS})?"
        rf"(?:{_COUNT}[\s:]*+)?{_MARKS}\#?)"
        rf"(?P<value>\d{{1,2}}|(?:{either})\b|(?-i:(?:{roman}))\b)"
        rf"(?:{_SUFFIX}|{_LETTER})?(?!\w|\s?%|[.,]\d{{3}}(?!\d)|\.\d|\s\d{{3}}(?!\d))",
        re.I,
    )


def _table(languages: Languages, name: str) -> dict[str, int]:
    return {_one_blank(word): int(n) for one in languages.all for word, n in one.data.get(name, {}).items()}


def _one_blank(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words)


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that have no other one of them inside."""
    ordered = sorted(set(words), key=lambda word: (len(word), word))
    return tuple(one for at, one in enumerate(ordered) if not any(other in one for other in ordered[:at]))


def _either(words: Iterable[str]) -> str:
    """The longest first, so that "twenty-one" is not read as "twenty"; a hyphen may be a blank."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.sub(r"(?:\\ |\\-)+", r"[\\s_-]+", re.escape(word)) for word in ordered)
