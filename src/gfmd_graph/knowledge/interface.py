"""`ontology/interface/*.toml` as Python: every word that the pages say of themselves, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.languages import read_toml
from gfmd_graph.resources import default_ontology, ontology_files

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Interface:
    """The words of one language. A key is the path to a word in its file: "types.country.one"."""

    code: str
    name: str
    singular: frozenset[int]
    words: dict[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The word or sentence, with `values` in its gaps; what is put in is never read as a gap."""
        return _GAP.sub(lambda gap: str(values[gap[1]]), self.words[key])

    def count(self, key: str, number: int, **values: object) -> str:
        """A number and what is counted: "1 report", "3 reports"; the file holds `key.one` and `key.many`."""
        return self(f"{key}.{'one' if number in self.singular else 'many'}", n=number, **values)

    def get(self, key: str, default: str = "") -> str:
        """The word, or `default` where the file has none."""
        return self.words.get(key, default)

    def section(self, name: str) -> dict[str, str]:
        """All words below `name`, for a script; their keys without that part."""
        start = name + "."
        return {key[len(start) :]: word for key, word in self.words.items() if key.startswith(start)}


@lru_cache(maxsize=4)
def interfaces(ontology: Path | None = None) -> dict[str, Interface]:
    """The interface in every language, by its code. Raises `Problem`."""
    files = ontology_files(ontology or default_ontology(), "interface", ".toml")
    return {each.code: each for each in map(_read, files)}


def interface(code: str = "en", ontology: Path | None = None) -> Interface:
    """The interface in the language `code`. Raises `Problem` for a language that has no file."""
    known = interfaces(ontology)
    if code not in known:
        raise Problem(f"the pages do not speak '{code}'", "", f"choose one of {', '.join(known)}")
    return known[code]


def _read(file: Path) -> Interface:
    data = read_toml(file)
    try:
        code, name, singular = data.pop("code"), data.pop("name"), data.pop("singular")
        return Interface(str(code), str(name), frozenset(singular), dict(_flat(data)))
    except (KeyError, TypeError) as error:
        raise Problem(
            f"is not written as it should be ({error})", str(file), "compare it with en.toml"
        ) from error


def _flat(data: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        elif isinstance(value, str):
            yield before + key, value
        else:
            raise TypeError(f"{before}{key} is no text")
