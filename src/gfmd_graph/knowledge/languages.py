"""`ontology/languages/*.toml` as Python: the words by which the program finds its way in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gfmd_graph.errors import Problem
from gfmd_graph.resources import ontology_files
from gfmd_graph.words import plain, spelt_out


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words: `word` itself, `word*` any ending, `*word` any beginning, `!word` none of the list."""

    forms: frozenset[str]
    stems: dict[str, tuple[str, ...]]
    """By their first letter"""
    endings: tuple[str, ...] = ()
    barred: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        if word in self.forms or word.startswith(self.stems.get(word[:1], ())):
            return word not in self.barred
        return bool(self.endings) and word.endswith(self.endings) and word not in self.barred


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Word lists of one language; all lower case, without accents. `data` holds the file's other tables."""

    code: str
    name: str
    not_answered: frozenset[str]
    item_words: frozenset[str]
    stop_words: frozenset[str]
    data: dict[str, Any]

    def words(self, table: str, key: str) -> tuple[str, ...]:
        return tuple(self.data.get(table, {}).get(key, ()))


@dataclass(frozen=True, slots=True, eq=False)
class Languages:
    """All languages, and what they say together."""

    all: tuple[Language, ...]

    def __getitem__(self, code: str) -> Language:
        return next(language for language in self.all if language.code == code)

    def words(self, table: str, key: str) -> frozenset[str]:
        return frozenset(word for language in self.all for word in language.words(table, key))

    @property
    def not_answered(self) -> frozenset[str]:
        return frozenset(word for language in self.all for word in language.not_answered)

    @property
    def item_words(self) -> frozenset[str]:
        return frozenset(word for language in self.all for word in language.item_words)

    def guess(self, words: Iterable[str], default: str) -> str:
        """The language whose own stop words are clearly the most frequent among `words`, else `default`."""
        counts = {language.code: 0 for language in self.all}
        for word in words:
            claiming = [language.code for language in self.all if word in language.stop_words]
            if len(claiming) == 1:
                counts[claiming[0]] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0] != default, item[0]))
        (best, most), (_, next_most) = ranked[0], ranked[1]
        return best if most > next_most + 1 or (most and best == default) else default


@lru_cache
def load_languages(ontology: Path) -> Languages:
    """Every language of the ontology, by code. Raises `Problem` that names file and fault."""
    return Languages(tuple(_language(path) for path in ontology_files(ontology, "languages", ".toml")))


def _language(path: Path) -> Language:
    data = read_toml(path)
    try:
        return Language(
            code=data["code"],
            name=data["name"],
            not_answered=frozenset(data["not_answered"]),
            item_words=frozenset(data["item_words"]),
            stop_words=frozenset(data["stop_words"]),
            data={name: table for name, table in data.items() if isinstance(table, dict)},
        )
    except KeyError as error:
        raise Problem(f"has no {error}", str(path), "add it as in the other languages") from error


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises `Problem` that names the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(f"is not correct TOML ({error})", str(path), "mend the file there") from error


def word_list(words: Sequence[str]) -> WordList:
    forms, stems, endings, barred = set(), set(), set(), set()
    for word in (spelt_out(plain(one).lower()) for one in words):
        if word.endswith("*"):
            stems.add(word[:-1])
        elif word.startswith("*"):
            endings.add(word[1:])
        elif word.startswith("!"):
            barred.add(word[1:])
        else:
            forms.add(word)
    ordered = sorted(stems)
    by_letter = {
        letter: tuple(stem for stem in ordered if stem[:1] == letter) for letter in {*"".join(ordered)}
    }
    return WordList(frozenset(forms), by_letter, tuple(sorted(endings)), frozenset(barred))
