"""What the wording of a heading asks for: the kind of its answers, and what they inherit from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.knowledge.patterns import Pattern, pattern, pattern_end, places
from gfmd_graph.model import Question, Span
from gfmd_graph.namespaces import slug
from gfmd_graph.words import plain_words

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CODE = 60
_WORDS = 80
_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a heading tells of the items below it."""

    kind: str
    assessment: str | None = None
    status: str | None = None


Cues = tuple[tuple[str, tuple[Pattern, ...]], ...]


class Wording:
    """The cues of all languages, in the order in which they are asked."""

    def __init__(
        self,
        kinds: Sequence[tuple[Asked, Sequence[Pattern]]],
        horizons: Cues,
        levels: Cues,
        no_answers: frozenset[str],
    ) -> None:
        self.no_answers = no_answers
        """How a rapporteur says that there is no answer."""
        self.horizons = horizons
        self.levels = levels
        self._kinds = [asked for asked, _ in kinds]
        self._cues = [(place, each) for place, (_, cues) in enumerate(kinds) for each in cues if each]
        self._stems = tuple(sorted({stem for _, each in self._cues for stem in each[0].stems}))
        self._forms = frozenset(form for _, each in self._cues for form in each[0].forms)
        self._starting: dict[str, list[tuple[int, Pattern]]] = {}

    def asked(self, heading: str) -> Asked | None:
        """What `heading` asks for; None when its words do not tell."""
        words = plain_words(heading[:_CHARACTERS])[:_WORDS]
        found = (
            place
            for index, word in enumerate(words)
            for place, each in self._cues_from(word)
            if pattern_end(each, words, index) is not None
        )
        best = min(found, default=None)
        return None if best is None else self._kinds[best]

    def kind(self, heading: str) -> str | None:
        """The kind of the answers that `heading` asks for; None when its words do not tell."""
        asked = self.asked(heading)
        return asked.kind if asked else None

    def _cues_from(self, word: str) -> list[tuple[int, Pattern]]:
        """The cues that can begin with a word, and the place of their kind; looked up once a word."""
        if word not in self._forms and not word.startswith(self._stems):
            return []
        if word not in self._starting:
            self._starting[word] = [(place, each) for place, each in self._cues if each[0].fits(word)]
        return self._starting[word]

    def question(self, heading: str, span: Span) -> Question:
        """The heading as a question of a form that has no template; its code is made of its own words."""
        asked = self.asked(heading)
        words = plain_words(heading)[:_WORDS]
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


def _named(table: Cues, words: list[str]) -> list[str]:
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
    horizons, levels = (
        tuple((code, tuple(patterns)) for code, patterns in named[name].items())
        for name in ("horizons", "levels")
    )
    return Wording(list(kinds.values()), horizons, levels, languages.not_answered)
