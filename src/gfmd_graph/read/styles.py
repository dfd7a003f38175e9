"""What the styles of a Word document say: bold, headings, numbering (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from gfmd_graph.read.docx_package import attribute, child, children, number
from gfmd_graph.read.package import Element

T = TypeVar("T")

_OFF = ("0", "false", "off")
_BODY_OUTLINE = 9
# Word allows some ten; the bound is for files that were not made by Word.
_DEEPEST = 30


def switch(element: Element | None) -> bool:
    """A toggle such as `<w:b/>`: on when it is there and not switched off."""
    return element is not None and attribute(element, "val") not in _OFF


class Styles:
    """The style sheet; a style says what it says itself or what the styles it is based on say."""

    def __init__(self, root: Element | None) -> None:
        self._sheet: dict[str, Element] = {}
        self._default = ""
        self._bold: dict[str | None, bool | None] = {}
        self._heads: dict[str, bool] = {}
        self._lists: dict[str, tuple[str | None, int | None]] = {}
        for each in children(root, "w:style"):
            identifier = attribute(each, "styleId") or ""
            self._sheet[identifier] = each
            if attribute(each, "type") == "paragraph" and attribute(each, "default") not in (None, *_OFF):
                self._default = identifier

    def paragraph(self, identifier: str | None) -> str:
        """The paragraph style that counts: the named one, else the default."""
        return identifier if identifier in self._sheet and identifier else self._default

    def _chain(self, identifier: str | None) -> Iterator[tuple[str, Element]]:
        seen: set[str] = set()
        while identifier in self._sheet and identifier not in seen and len(seen) < _DEEPEST:
            seen.add(identifier)
            style = self._sheet[identifier]
            yield identifier, style
            identifier = attribute(child(style, "w:basedOn"), "val")

    def _first(self, identifier: str | None, say: Callable[[Element], T | None]) -> T | None:
        said = (say(style) for _, style in self._chain(identifier))
        return next((each for each in said if each is not None), None)

    def is_bold(self, style: str, run: Element | None) -> bool:
        """Is a run with the properties `run` bold in a paragraph of that style?"""
        own = child(run, "w:b")
        if own is not None:
            return switch(own)
        character = attribute(child(run, "w:rStyle"), "val")
        return bool(self._is_bold(character) or self._is_bold(style))

    def _is_bold(self, style: str | None) -> bool | None:
        if style not in self._bold:
            self._bold[style] = self._first(style, _bold)
        return self._bold[style]

    def is_heading(self, style: str, properties: Element | None) -> bool:
        outline = number(child(properties, "w:outlineLvl"))
        if outline is not None:
            return 0 <= outline < _BODY_OUTLINE
        if style not in self._heads:
            self._heads[style] = self._is_head(style)
        return self._heads[style]

    def _is_head(self, style: str) -> bool:
        outline = self._first(style, lambda each: number(child(each, "w:pPr", "w:outlineLvl")))
        if outline is not None:
            return 0 <= outline < _BODY_OUTLINE
        names = ((attribute(child(each, "w:name"), "val") or "").lower() for _, each in self._chain(style))
        return any(each in ("title", "subtitle") or each.startswith("heading ") for each in names)

    def indent(self, style: str, properties: Element | None) -> int:
        """How far a paragraph is set in, in twentieths of a point."""
        own = _indent(properties)
        if own is None:
            own = self._first(style, lambda each: _indent(child(each, "w:pPr")))
        return own or 0

    def numbering(self, style: str) -> tuple[str | None, int | None]:
        """The list (and level) to which a paragraph style belongs."""
        if style not in self._lists:
            own = self._first(style, lambda each: child(each, "w:pPr", "w:numPr", "w:numId"))
            level = self._first(style, lambda each: number(child(each, "w:pPr", "w:numPr", "w:ilvl")))
            self._lists[style] = attribute(own, "val"), level
        return self._lists[style]

    def level_in(self, style: str, level_of_style: Callable[[str], int | None]) -> int | None:
        """The level whose definition names the style, or a style on which it is based."""
        levels = (level_of_style(identifier) for identifier, _ in self._chain(style))
        return next((each for each in levels if each is not None), None)

    def list_of(self, style: str) -> str | None:
        """The list behind a numbering style."""
        return self.numbering(style)[0]


def _indent(properties: Element | None) -> int | None:
    own = child(properties, "w:ind")
    return next((n for n in (number(own, "left"), number(own, "start")) if n is not None), None)


def _bold(style: Element) -> bool | None:
    bold = child(style, "w:rPr", "w:b")
    return None if bold is None else switch(bold)
