"""The labels of lists in OpenDocument texts (OpenDocument 1.3, 5.3 and 16.30)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gfmd_graph.read.assemble import symbol
from gfmd_graph.read.numbering import FORMATS
from gfmd_graph.read.odt_package import attributes, child, name, whole
from gfmd_graph.read.odt_styles import OdtStyles
from gfmd_graph.read.package import Element

DEPTH = 10
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BULLET = "text:list-level-style-bullet"
_IMAGE = "text:list-level-style-image"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style. `pattern`: the label with %1 ... %9 for the numbers of the levels."""

    pattern: str
    format: str = ""
    start: int = 1
    synchronous: bool = False


class Count:
    """Where one list stands; lists that continue each other share it."""

    def __init__(self) -> None:
        self.now: list[int | None] = [None] * DEPTH
        self.before: list[int | None] = [None] * DEPTH
        """What a deeper level had counted when the level above it went on."""

    def step(self, level: int, start: int, forced: int | None) -> None:
        now = self.now[level]
        self.now[level] = forced if forced is not None else start if now is None else now + 1
        for deeper in range(level + 1, DEPTH):
            self.before[deeper] = self.now[deeper] or self.before[deeper]
            self.now[deeper] = None

    def resume(self, level: int) -> None:
        """A nested list says that it continues the one before."""
        if self.now[level] is None:
            self.now[level] = self.before[level]


class OdtLists:
    """The list styles of one document."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, Level]] = {}

    def levels(self, style: str) -> Mapping[int, Level]:
        """The levels of a list style, counted from 0; none for an unknown style."""
        if style not in self._levels:
            self._levels[style] = self._read(self._styles.lists.get(style))
        return self._levels[style]

    def outline(self) -> Mapping[int, Level]:
        """The levels of the chapter numbering."""
        return self._read(self._styles.outline)

    def _read(self, element: Element | None) -> dict[int, Level]:
        found: dict[int, Level] = {}
        for each in () if element is None else element:
            said = attributes(each)
            index = whole(said.get("text:level"), 0) - 1
            if 0 <= index < DEPTH:
                found[index] = self._level(each, said, index)
        return found

    def _level(self, element: Element, said: Mapping[str, str], index: int) -> Level:
        before, after = said.get("style:num-prefix", ""), said.get("style:num-suffix", "")
        if name(element) in (_BULLET, _IMAGE):
            font = self._styles.font(attributes(child(element, "style:text-properties")))
            char = symbol(said.get("text:bullet-char", "•" if name(element) == _IMAGE else ""), font)
            # LibreOffice writes the sign of a list from Word a second time as what follows it.
            return Level(char)
        pattern = said.get("loext:num-list-format")
        form = said.get("style:num-format", "")
        if pattern is None:
            shown = min(whole(said.get("text:display-levels"), 1), index + 1)
            numbers = (f"%{level + 1}%" for level in range(index + 1 - shown, index + 1))
            pattern = f"{before}{'.'.join(numbers)}{after}" if form else before + after
        elif not form:
            pattern = before + after
        synchronous = said.get("style:num-letter-sync") == "true"
        return Level(pattern, form, whole(said.get("text:start-value"), 1), synchronous)


def label(levels: Mapping[int, Level], count: Count, index: int) -> str:
    """The label of the paragraph that was just counted at level `index`."""

    def number(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        said = levels.get(level, Level("", "1"))
        value = count.now[level] if 0 <= level < DEPTH else None
        return _number(said, said.start if value is None else value)

    own = levels.get(index)
    return re.sub(r"%(\d{1,2})%", number, own.pattern).strip() if own else ""


def _number(level: Level, value: int) -> str:
    form = _FORMATS.get(level.format, "decimal" if level.format else "none")
    if form.endswith("Letter") and not level.synchronous:
        letters = _letters(value)
        return letters.upper() if form == "upperLetter" else letters
    return FORMATS[form](value)


def _letters(value: int) -> str:
    """a ... z, aa, ab ..."""
    if value < 1:
        return str(value)
    found = ""
    while value:
        value, letter = divmod(value - 1, 26)
        found = chr(ord("a") + letter) + found
    return found
