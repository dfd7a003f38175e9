"""`[names]` of the languages, compiled: the words that tell how a name in a text is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gfmd_graph.knowledge.languages import Language, Languages, WordList, word_list
from gfmd_graph.words import key, plain

HEAD_WORD = re.compile(r"[A-ZÀ-Þ]\w+")
_BEARERS = ("people", "state", "agreements", "parts", "measures", "nonstate")
"""The lists of `[roles]` whose words a State's adjective stands beside: "French authorities"."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What one language writes beside an adjective of a country."""

    adjective_follows: bool
    bearers: WordList
    state: WordList
    tongue: WordList
    """Nouns that make the adjective a language: "French lessons", "cours de français"."""
    speaking: WordList
    """Words that a language follows whatever comes next: "speak French"."""
    tongues: WordList
    """The adjectives that name a language; "Mexican" names none."""
    within: frozenset[str]
    """Words that a language follows if no noun comes next: "in French"."""


@dataclass(frozen=True, slots=True)
class NameRules:
    """The lists of all languages together; single words without accents and in lower case, unless said."""

    beside: dict[str, Beside]
    small: frozenset[str]
    lead: frozenset[str]
    common: frozenset[str]
    """Words that are names only with their capital: turkey, chile, china."""
    adjectives: frozenset[str]
    """English weak labels that are adjectives, as written."""
    not_slips: frozenset[str]
    places: frozenset[str]
    """Words before a place, and before no organisation."""
    before: frozenset[str]
    not_surnames: frozenset[str]
    titles: frozenset[str]
    heads: frozenset[str]
    head_words: frozenset[str]
    """The first words of heads: where none stands there is no head."""
    heads_before: frozenset[str]
    """Heads of French and Spanish names, which go on in lower case: "Réseau des femmes"."""
    introducers: frozenset[str]
    """Small words before a name that has no head: "the association Bright Steps"."""
    not_names: frozenset[str]
    not_acronyms: frozenset[str]
    verbs: WordList


def name_rules(languages: Languages) -> NameRules:
    small = frozenset(plain(word) for language in languages.all for word in language.stop_words)
    before = _keys(languages, "before")
    heads = languages.words("names", "heads")
    return NameRules(
        beside={language.code: _beside(language) for language in languages.all},
        small=small | before,
        lead=_keys(languages, "lead"),
        common=_keys(languages, "common"),
        adjectives=languages.words("names", "adjectives"),
        not_slips=_keys(languages, "not_slips"),
        places=languages.words("names", "within") | _keys(languages, "places"),
        before=before,
        not_surnames=frozenset(map(key, languages.words("private", "not_in_names"))) | before | small,
        titles=frozenset(map(key, languages.words("private", "titles"))) | _keys(languages, "titles"),
        heads=heads,
        head_words=frozenset(word for head in heads for word in HEAD_WORD.findall(head)[:1]),
        heads_before=frozenset(
            head for one in languages.all if _adjective_follows(one) for head in one.words("names", "heads")
        ),
        introducers=_keys(languages, "introducers"),
        not_names=_keys(languages, "not_names"),
        not_acronyms=languages.words("names", "not_acronyms"),
        verbs=word_list([word for one in languages.all for word in one.words("roles", "verbs")]),
    )


def _keys(languages: Languages, name: str) -> frozenset[str]:
    return frozenset(map(key, languages.words("names", name)))


def _adjective_follows(language: Language) -> bool:
    return bool(language.data.get("roles", {}).get("adjective_follows", False))


def _beside(language: Language) -> Beside:
    bearers = [word for name in _BEARERS for word in language.words("roles", name)]
    return Beside(
        adjective_follows=_adjective_follows(language),
        bearers=word_list([*bearers, *language.words("names", "bearers")]),
        state=word_list(language.words("roles", "state")),
        tongue=word_list(language.words("names", "tongue")),
        speaking=word_list(language.words("names", "speaking")),
        tongues=word_list(language.words("names", "languages")),
        within=frozenset(language.words("names", "within")),
    )
