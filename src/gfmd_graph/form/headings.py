"""Which lines are headings where no template tells: capitals, bold, a colon, a question, a short line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from gfmd_graph.form.labels import Marker, label_marker, marker, words_at
from gfmd_graph.form.lines import Layout, Line
from gfmd_graph.form.wording import Wording
from gfmd_graph.model import Span
from gfmd_graph.words import key

_QUESTION = re.compile(r"\?[\"'”’»)\s]*$")
_ENDED = re.compile(r"[.!…;,][\"'”’»)\s]*$")
_TITLE = re.compile(r"[(¿¡]*\w")
_MOST_WORDS = 60
_MOST_LINES = 7
_SHORT = 12
_LONGEST = 1000
_SENTENCE = 45
_SIGNS = "#=_*- \t"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that fills `lines` lines. `rank`: 1 a chapter, 2 a question or a title, 3 a lead."""

    lines: int
    span: Span
    words: str
    rank: int
    kind: str | None
    """Of what kind its answers are, where its words tell."""
    numbers: frozenset[int] = frozenset()
    """What its marker can count: "V." is the fifth, or the letter V."""

    @property
    def told(self) -> bool:
        """Whether its words tell what is asked for."""
        return self.kind is not None

    @property
    def asks(self) -> bool:
        return bool(_QUESTION.search(self.words))


@dataclass(frozen=True, slots=True)
class Place:
    """What stands above: the kind asked for, the last numbered heading's number, whether items are marked."""

    kind: str | None = None
    numbers: frozenset[int] = frozenset()
    listed: bool = False


class Headings:
    """The headings among the lines of one document."""

    def __init__(
        self, lines: Sequence[Line], text: str, layout: Layout, words: Wording, item_words: frozenset[str]
    ) -> None:
        self.lines = lines
        self.text = text
        self.layout = layout
        self.wording = words
        self.item_words = item_words
        free = [line for line in lines if not line.block.label and line.block.cell is None]
        bold = sum(line.block.heading for line in free)
        self.bold_tells = bold * 10 <= len(free) * 7 or len(free) < 4

    def at(self, index: int, place: Place) -> Heading | None:
        """The heading that begins with this line, if there is one."""
        line = self.lines[index]
        mark = self._mark(line)
        if mark and not mark.counts and not (mark.style == "word" and mark.path) and not line.block.heading:
            return None
        if line.joins or len(line.text) > _LONGEST or key(line.text[:_SENTENCE]) in self.wording.no_answers:
            return None
        count = self._reach(index)
        end = self.lines[index + count - 1].text
        if _ENDED.search(end[-8:]) and not line.block.heading and not end.isupper():
            return None
        heading = self._heading(index, count, mark)
        if heading is None:
            return None
        return heading if self._stands(index, heading, mark, place) else None

    def added(self, index: int, place: Place) -> Heading | None:
        """A question that a known form does not have: in bold, numbered, or asking for something else."""
        line = self.lines[index]
        bold = line.block.heading and line.block.certain and line.block.cell is None
        if not bold and not line.text[:1].isdecimal() and not line.after_blank:
            return None
        heading = self.at(index, place)
        if heading is None or not heading.told:
            return None
        other = line.after_blank and heading.kind != place.kind
        if heading.asks:
            next_one = _counts_on(heading.numbers, place.numbers) and place.kind != "question"
            return heading if bold or next_one or (other and self._mark(line) is None) else None
        titled = other and bool(heading.numbers) and not place.listed
        return heading if bold or titled else None

    def listed(self, lines: Sequence[Line]) -> bool:
        """Whether the items of an answer are marked: then a line without a marker may be a heading."""
        return bool(lines) and self._mark(lines[0]) is not None

    def _mark(self, line: Line) -> Marker | None:
        if line.block.label:
            label = label_marker(line.block.label, self.item_words)
            length = words_at(line.text, line.block.label)
            return replace(label, length=length) if label else Marker(length, "bullet")
        return marker(line.text, self.item_words)

    def _heading(self, index: int, count: int, mark: Marker | None) -> Heading | None:
        first, last = self.lines[index], self.lines[index + count - 1]
        start = first.span.start + (mark.length if mark else 0)
        raw = self.text[start : last.span.end]
        begin = len(raw) - len(raw.lstrip(_SIGNS))
        words = " ".join(raw.strip(_SIGNS).split())
        if not 0 < len(words.split()) <= _MOST_WORDS:
            return None
        numbers = _numbers(mark) if mark else frozenset()
        span = Span(start + begin, last.span.end)
        return Heading(count, span, words, self._rank(first, words), self.wording.kind(words), numbers)

    def _rank(self, line: Line, words: str) -> int:
        if words.isupper() or line.block.heading or line.text.startswith("#"):
            return 1
        return 3 if words.endswith(":") else 2

    def _reach(self, index: int) -> int:
        """How many lines the sentence or the capitals fill that begin here."""
        line = self.lines[index]
        if line.block.certain:
            return 1
        count = 1
        while count < _MOST_LINES and index + count < len(self.lines):
            before, following = self.lines[index + count - 1], self.lines[index + count]
            if following.block.certain or not self._goes_on(line, before, following):
                break
            count += 1
        return count

    def _goes_on(self, first: Line, before: Line, following: Line) -> bool:
        if before.text.endswith(("?", ":", ".", "!")) or self._mark(following):
            return False
        if first.text.isupper() or following.text.isupper():
            return first.text.isupper() and following.text.isupper() and not following.after_blank
        if following.after_blank and (self.layout.blank_breaks or not following.lower):
            return False
        word = following.text.split(maxsplit=1)[0]
        return following.lower or len(before.text) + 1 + len(word) > self.layout.width * 0.85

    def _stands(self, index: int, heading: Heading, mark: Marker | None, place: Place) -> bool:
        line = self.lines[index]
        following = self.lines[index + heading.lines] if index + heading.lines < len(self.lines) else None
        if line.block.heading and self.bold_tells:
            return not (mark and not mark.counts) or heading.told
        if following is None:
            asks = heading.asks and heading.told and line.after_blank and place.kind != "question"
            return asks or (heading.words.isupper() and len(heading.words) > 3)
        if heading.words.isupper() and sum(char.isalpha() for char in heading.words) > 3:
            return True
        if line.text.startswith("#") or self._underlined(heading):
            return True
        if heading.asks:
            return self._asks(heading, following, mark, place)
        if _ENDED.search(heading.words) or not _TITLE.match(heading.words):
            return False
        return self._titles(index, heading, following, mark, place)

    def _underlined(self, heading: Heading) -> bool:
        below = self.text[heading.span.end : heading.span.end + 40].lstrip("\r ").partition("\n")[2][:30]
        return bool(re.match(r"\s{0,3}(?:={4,}|-{4,}|_{4,}|~{4,})", below))

    def _asks(self, heading: Heading, following: Line, mark: Marker | None, place: Place) -> bool:
        """A question of the form, or one that civil society puts to governments."""
        next_one = _counts_on(heading.numbers, place.numbers)
        if place.kind == "question":
            return heading.told and (next_one or (place.listed and mark is None))
        if _QUESTION.search(following.text) and not heading.told:
            return False
        return mark is None or next_one or (not place.numbers and (heading.told or place.kind is None))

    def _titles(
        self, index: int, heading: Heading, following: Line, mark: Marker | None, place: Place
    ) -> bool:
        """A short line that ends no sentence, above something that is longer or listed."""
        line = self.lines[index]
        count = len(heading.words.split())
        colon = heading.words.endswith(":")
        if count > (_SHORT + 4 if colon else _SHORT) or not (line.opens or colon):
            return False
        apart = line.after_blank or line.block.certain or not index
        listed = self._mark(following)
        if mark:
            return apart and self._next_heading(heading, following, mark, place)
        if colon:
            return heading.told or (apart and listed is None)
        if heading.told and apart and following.after_blank:
            return self._bears(following, listed) or heading.kind != place.kind
        trusted = line.block.certain or (self.layout.blank_breaks and line.indent <= self.layout.indent)
        return apart and self._bears(following, listed) and (heading.told or (trusted and count < _SHORT))

    def _next_heading(self, heading: Heading, following: Line, mark: Marker, place: Place) -> bool:
        """A numbered line that goes on with the numbers of the headings, not with those of a list."""
        listed = self._mark(following)
        same = listed is not None and listed.style == mark.style
        if listed and same and _counts_on(_numbers(listed), heading.numbers):
            return False
        if not heading.told and (same or not self._bears(following, listed)):
            return False
        if not place.numbers:
            return place.kind is None or (heading.told and 1 not in heading.numbers)
        return _counts_on(heading.numbers, place.numbers)

    def _bears(self, line: Line, listed: Marker | None) -> bool:
        """Whether a line can be the first one below a heading."""
        text = line.text
        return bool(
            listed
            or line.block.cell
            or line.block.heading
            or text.isupper()
            or len(text) > _SENTENCE
            or line.ended
            or text[:1] in '“"«„¿'
        )


def _numbers(mark: Marker) -> frozenset[int]:
    """What a marker can count; "2.3" is no third heading but comes after "2.2"."""
    if len(mark.path) > 1:
        return frozenset([reduce(lambda above, number: above * 100 + number, mark.path)])
    return frozenset([*(value for _, value in mark.values), *mark.path])


def _counts_on(numbers: frozenset[int], before: frozenset[int]) -> bool:
    return any(number + 1 in numbers for number in before)
