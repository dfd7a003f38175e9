"""What the wording of a heading asks for: the kind of its answers, and what they inherit from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.knowledge.patterns import Pattern, pattern, places
from gfmd_graph.model import Question, Span
from gfmd_graph.namespaces import slug
from gfmd_graph.words import tokens

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CODE = 60
_WORDS = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What a heading tells of the items below it."""

    kind: str
    assessment: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The cues of all languages, in the order in which they are asked."""

    kinds: tuple[tuple[Asked, tuple[Pattern, ...]], ...]
    horizons: tuple[tuple[str, tuple[Pattern, ...]], ...]
    levels: tuple[tuple[str, tuple[Pattern, ...]], ...]

    def asked(self, heading: str) -> Asked | None:
        """What `heading` asks for; None when its words do not tell."""
        words = tokens(heading)[:_WORDS]
        for asked, patterns in self.kinds:
            if any(next(places(each, words), None) for each in patterns):
                return asked
        return None

    def question(self, heading: str, span: Span) -> Question:
        """The heading as a question of a form that has no template; its code is made of its own words."""
        asked = self.asked(heading)
        words = tokens(heading)[:_WORDS]
        horizon: str | None = None
        levels: tuple[str, ...] = ()
        if asked and asked.kind in ("action", "practice"):
            horizon = next(iter(_named(self.horizons, words)), None)
            levels = tuple(_named(self.levels, words)) if asked.kind == "action" else ()
        years = {int(year) for year in _YEAR.findall(heading)}
        code = slug(heading)[:_CODE].strip("-")
        return Question(
            id=code,
            code=code,
            span=span,
            kind=asked.kind if asked else None,
            assessment=asked.assessment if asked else None,
            status=asked.status if asked else None,
            horizon=horizon,
            year=years.pop() if asked and asked.kind == "action" and len(years) == 1 else None,
            levels=levels if len(levels) == 1 else (),
        )


def _named(table: tuple[tuple[str, tuple[Pattern, ...]], ...], words: list[Any]) -> list[str]:
    return [code for code, patterns in table if any(next(places(each, words), None) for each in patterns)]


def wording(languages: Languages) -> Wording:
    """The cues of every language's tables `kinds`, `horizons` and `levels`.

    A table of kinds stands where the first language that has it puts it, so that "counterproductive
    practices" are asked for before "practices" in all of them.
    """
    kinds: dict[str, tuple[Asked, list[Pattern]]] = {}
    named: dict[str, dict[str, list[Pattern]]] = {"horizons": {}, "levels": {}}
    for language in languages.all:
        for name, table in language.data.get("kinds", {}).items():
            asked = Asked(table["kind"], table.get("assessment"), table.get("status"))
            kinds.setdefault(name, (asked, []))[1].extend(map(pattern, table["cues"]))
        for name, found in named.items():
            for code, cues in language.data.get(name, {}).items():
                found.setdefault(code, []).extend(map(pattern, cues))
    return Wording(
        tuple((asked, tuple(patterns)) for asked, patterns in kinds.values()),
        *(tuple((code, tuple(p)) for code, p in named[name].items()) for name in ("horizons", "levels")),
    )
