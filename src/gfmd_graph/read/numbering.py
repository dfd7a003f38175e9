"""Word's automatic numbering: which label a paragraph shows (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from gfmd_graph.read.assemble import symbol
from gfmd_graph.read.docx_package import attribute, child, children, name, number
from gfmd_graph.read.package import Element

_DEPTH = 9
# Word itself stops lettering there (thirty times the alphabet).
_LAST_LETTER = 780
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _letters(value: int) -> str:
    if not 0 < value <= _LAST_LETTER:
        return str(value)
    turns, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    digits = []
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        digits.append(sign * count)
    return "".join(digits)


def _ordinal(value: int) -> str:
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


# Formats that are not named here (other scripts, numbers in words) are shown as decimal numbers.
FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "bullet": lambda value: "",
    "none": lambda value: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: the level restarts after one of the first `restart` levels."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    font: str = ""
    style: str | None = None


class Numbering:
    """The lists of one document; `label` counts, so it is asked once for each paragraph, in order."""

    def __init__(self, root: Element | None, list_of_style: Callable[[str], str | None]) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for each in () if root is None else root:
            identifier = attribute(each, "abstractNumId") or ""
            if name(each) == "w:abstractNum":
                self._abstract[identifier] = dict(_level(level) for level in children(each, "w:lvl"))
                link = attribute(child(each, "w:numStyleLink"), "val")
                if link:
                    self._linked[identifier] = link
        for each in children(root, "w:num"):
            self._lists[attribute(each, "numId") or ""] = self._list(each)
        self._follow_links(list_of_style)

    def _list(self, element: Element) -> tuple[str, dict[int, Level], dict[int, int]]:
        abstract = attribute(child(element, "w:abstractNumId"), "val") or ""
        levels = dict(self._abstract.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in children(element, "w:lvlOverride"):
            index = number(override, "ilvl") or 0
            levels.update(dict(_level(level) for level in children(override, "w:lvl")))
            start = number(child(override, "w:startOverride"))
            if start is not None:
                starts[index] = start
                levels[index] = replace(levels.get(index, Level()), start=start)
        return abstract, levels, starts

    def _follow_links(self, list_of_style: Callable[[str], str | None]) -> None:
        for identifier, (abstract, levels, starts) in list(self._lists.items()):
            link = self._linked.get(abstract)
            target = self._lists.get(list_of_style(link) or "") if link else None
            if target:
                self._lists[identifier] = (target[0], {**target[1], **levels}, starts)

    def level_of_style(self, identifier: str, style: str) -> int | None:
        """The level that a paragraph style is tied to in a list."""
        levels = self._lists.get(identifier, ("", {}, {}))[1]
        return next((index for index, level in levels.items() if level.style == style), None)

    def label(self, identifier: str, index: int) -> str:
        """Count one paragraph of list `identifier` at level `index` and give the label it shows."""
        abstract, levels, starts = self._lists.get(identifier, ("", {}, {}))
        level = levels.get(index)
        if level is None or not 0 <= index < _DEPTH:
            return ""
        # Lists that share a definition count on together, unless a list says that it starts afresh.
        counts = self._counts.setdefault(abstract, [None] * _DEPTH)
        if index in starts and (identifier, index) not in self._begun:
            counts[index] = None
        self._begun.add((identifier, index))
        before = counts[index]
        counts[index] = level.start if before is None else before + 1
        for deeper in range(index + 1, _DEPTH):
            restart = levels.get(deeper, level).restart
            if index < (deeper if restart is None else restart):
                counts[deeper] = None
        return self._shown(level, levels, counts)

    @staticmethod
    def _shown(level: Level, levels: Mapping[int, Level], counts: list[int | None]) -> str:
        if level.format == "bullet":
            return symbol(level.text, level.font).strip()

        def value(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            other = levels.get(index, Level())
            count = counts[index]
            form = "decimal" if level.legal and other.format != "none" else other.format
            return FORMATS.get(form, str)(other.start if count is None else count)

        return re.sub(r"%([1-9])", value, level.text).strip()


def _level(element: Element) -> tuple[int, Level]:
    form = attribute(child(element, "w:numFmt"), "val")
    if form is None:
        # A custom format stands in an alternative, with a plain one to fall back on.
        fallback = child(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
        form = attribute(fallback, "val") or "decimal"
    fonts = child(element, "w:rPr", "w:rFonts")
    start = number(child(element, "w:start"))
    picture = child(element, "w:lvlPicBulletId") is not None
    legal = child(element, "w:isLgl")
    return number(element, "ilvl") or 0, Level(
        start=0 if start is None else start,
        format="bullet" if picture else form,
        text="•" if picture else attribute(child(element, "w:lvlText"), "val") or "",
        restart=number(child(element, "w:lvlRestart")),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
        font=attribute(fonts, "ascii") or "",
        style=attribute(child(element, "w:pStyle"), "val"),
    )
