"""What a report says of itself: theme, session, date, place. Fields of the form, no statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gfmd_graph.form.lines import Layout, Line
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Span
from gfmd_graph.words import key, plain

_LABEL = 70
_WORDS = 14
_BRACKETS = re.compile(r"\(.*?\)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its name, the lines it fills (by index), and where its value stands."""

    name: str
    lines: tuple[int, ...]
    value: Span


class Fields:
    """Finds the fields that the languages' tables `fields` name, and lines that are nobody's words."""

    def __init__(self, languages: Languages) -> None:
        self._names = {
            label: name
            for language in languages.all
            for name, labels in language.data.get("fields", {}).items()
            for label in labels
        }
        starts = sorted(languages.words("furniture", "starts"))
        self._starts = re.compile(rf"(?:{'|'.join(map(re.escape, starts))})\b") if starts else None
        self._whole = languages.words("furniture", "whole")

    def is_furniture(self, line: Line) -> bool:
        """Whether a line belongs to the form or to the file, and says nothing of the session."""
        words = key(line.text[:_LABEL])
        bare = words.rstrip("0123456789 ")
        return bool(self._starts and self._starts.match(words)) or words in self._whole or bare in self._whole

    def name_of(self, label: str) -> str | None:
        """The field that a label such as "Session theme" stands for."""
        if not 0 < len(label) <= _LABEL:
            return None
        return self._names.get(key(_BRACKETS.sub("", label))) or self._names.get(key(label))

    def best_title(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """The first title that says more than "Report of the session"; none where there is no title."""
        generic = tuple(f"{words} " for words in self._whole)
        telling = [span for span in spans if not f"{key(text[span.start : span.end])} ".startswith(generic)]
        return (telling or list(spans))[:1]

    def find(self, lines: dict[int, Line], layout: Layout, within: Iterable[int]) -> list[Field]:
        """The fields among the lines `within`, in their order."""
        order = list(within)
        found: list[Field] = []
        taken: set[int] = set()
        for place, index in enumerate(order):
            if index in taken:
                continue
            field = self._field(lines, layout, order[place : place + 4])
            if field:
                found.append(field)
                taken.update(field.lines)
        return found

    def _field(self, lines: dict[int, Line], layout: Layout, ahead: Sequence[int]) -> Field | None:
        line = lines[ahead[0]]
        label, colon, value = line.text[: _LABEL + 1].partition(":")
        name = self.name_of(label) if colon or line.block.cell else None
        if name is None:
            return None
        start = line.span.start + len(label) + 1
        if not value.strip():
            return self._value_below(lines, ahead, name, line)
        start += len(value) - len(value.lstrip())
        last = self._last(lines, layout, ahead)
        return Field(name, tuple(ahead[: last + 1]), Span(start, lines[ahead[last]].span.end))

    def _value_below(
        self, lines: dict[int, Line], ahead: Sequence[int], name: str, line: Line
    ) -> Field | None:
        """A bare label's value: the cell beside it, or the line below it."""
        following = lines[ahead[1]] if len(ahead) > 1 else None
        if following is None or self._is_label(following) or len(following.text) > 300:
            return Field(name, (ahead[0],), Span(line.span.end, line.span.end)) if ":" in line.text else None
        cell, other = line.block.cell, following.block.cell
        if cell and (other is None or other[:2] != cell[:2]):
            return None
        return Field(name, tuple(ahead[:2]), following.span)

    def _last(self, lines: dict[int, Line], layout: Layout, ahead: Sequence[int]) -> int:
        """How many of the lines ahead the value fills: a full line goes on in the next one."""
        last = 0
        while last + 1 < len(ahead):
            line, following = lines[ahead[last]], lines[ahead[last + 1]]
            word = following.text.split(maxsplit=1)[0]
            fits = len(line.text) + 1 + len(word) <= layout.width * 0.95
            if line.block.certain or following.after_blank or fits or self._is_label(following):
                break
            last += 1
        return last

    def _is_label(self, line: Line) -> bool:
        label, colon, _ = line.text[: _LABEL + 1].partition(":")
        return bool(colon) and self.name_of(label) is not None


def year_in(words: str) -> int | None:
    """The one year that a date or title names."""
    years = {int(year) for year in _YEAR.findall(plain(words))}
    return years.pop() if len(years) == 1 else None
