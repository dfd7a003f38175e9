"""Names with a slip of the pen: capitals near an acronym, a long word near a country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from gfmd_graph.knowledge.vocabulary import Label
from gfmd_graph.words import plain

_CAPITALS = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{4,}(?!\w)")
_CAPITALISED = re.compile(r"[A-Z](?<![\w'-][A-Z])[a-z]{7,}(?![\w-])")
"""Both begin with their letter and look back from there: so the engine leaps from capital to capital."""
_WORD_BEFORE = re.compile(r"(\w+)['.]? $")
_WORD_AND_MORE = 40

Labels = tuple[Label, ...]
Slip = tuple[int, int, Labels]
"""Where it stands, and what may be meant."""


class Slips:
    """Finds words that are no name as they stand, and one slip away from the names of one concept alone.

    `written` holds the labels of each spelling, `not_slips` the words that are right as they are.
    """

    def __init__(
        self, labels: Sequence[Label], written: Mapping[str, Labels], not_slips: Collection[str]
    ) -> None:
        self._written = written
        self._not_slips = not_slips
        acronyms = {plain(label.text) for label in labels if label.kind in ("acronym", "weak")}
        self._acronyms = sorted(word for word in acronyms if _CAPITALS.fullmatch(word))
        self._states: dict[tuple[str, int], list[tuple[str, Label]]] = defaultdict(list)
        for label in labels:
            word = plain(label.text)
            if label.concept.type == "Country" and label.kind == "name" and _CAPITALISED.fullmatch(word):
                for length in (len(word) - 1, len(word), len(word) + 1):
                    self._states[word[0], length].append((word, label))

    def find(self, text: str) -> Iterator[Slip]:
        for match in _CAPITALS.finditer(text):
            if match.group() not in self._written:
                yield from self._acronym(match)
        for match in _CAPITALISED.finditer(text):
            if match.group() not in self._written:
                yield from self._state(match)

    def _acronym(self, match: re.Match[str]) -> Iterator[Slip]:
        near = [word for word in self._acronyms if _one_slip(word, match.group())]
        if len({label.concept.iri for word in near for label in self._written[word]}) == 1:
            yield (*match.span(), self._written[near[0]])

    def _state(self, match: re.Match[str]) -> Iterator[Slip]:
        """No capital stands beside it: that were a person's name, or an organisation's."""
        word = match.group()
        likely = self._states.get((word[0], len(word)), ())
        near = [label for name, label in likely if _one_slip(name, word)]
        if len({label.concept.iri for label in near}) != 1 or word.lower() in self._not_slips:
            return
        if not _has_company(match):
            yield (*match.span(), (near[0],))


def _one_slip(name: str, word: str) -> bool:
    return OSA.distance(name, word, score_cutoff=1) == 1


def _has_company(match: re.Match[str]) -> bool:
    text = match.string
    start = max(0, match.start() - _WORD_AND_MORE)
    before = _WORD_BEFORE.search(text[start : match.start()])
    opens = before is not None and start == 0 and not text[: before.start()].strip(" -\"'(")
    capital = before is not None and before[1][0].isupper() and not opens
    return capital or re.match(r" [A-Z]", text[match.end() : match.end() + 2]) is not None
