"""The markers that a web page shows before the items of a list."""

from __future__ import annotations

import re

from gfmd_graph.read.furniture import Element
from gfmd_graph.read.numbering import FORMATS

_MOST = 1_000_000
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_BY_DEPTH = ("•", "◦", "▪")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.I)

SUFFIX = "data-suffix"
"""Attribute of a list: what stands behind its numbers, where it is not a full stop."""


class Listing:
    """One list; `label` counts, so it is asked once for each item, in order."""

    def __init__(self, element: Element, depth: int) -> None:
        self._ordered = element.tag == "ol"
        self._suffix = element.get(SUFFIX) or "."
        self._depth = depth
        self._style = _style(element) or _type(element)
        self._step = -1 if "reversed" in element.attrib else 1
        first = sum(each.tag == "li" for each in element) if self._step < 0 else 1
        self._next = _number(element.get("start"), first)

    def label(self, item: Element) -> str:
        """What is shown before `item`; "" where the page shows nothing."""
        style = _style(item) or _type(item) or self._style
        number = _number(item.get("value"), self._next)
        if self._ordered:
            self._next = number + self._step
        if style == "none":
            return ""
        if style in _BULLETS:
            return _BULLETS[style]
        if style in FORMATS:
            return FORMATS[style](number) + self._suffix
        if self._ordered:
            return f"{number}{self._suffix}"
        return _BY_DEPTH[min(self._depth, len(_BY_DEPTH)) - 1]


def _style(element: Element) -> str:
    found = _STYLE.search(element.get("style") or "")
    words = found[1].lower().split() if found else []
    for word in words:
        if word in _STYLES:
            return _STYLES[word]
        if word in _BULLETS or word == "none":
            return word
    return ""


def _type(element: Element) -> str:
    value = (element.get("type") or "").strip()
    return _TYPES.get(value) or (value.lower() if value.lower() in (*_BULLETS, "none") else "")


def _number(value: str | None, default: int) -> int:
    if value is None or not re.fullmatch(r"\s*-?\d{1,7}\s*", value, re.ASCII):
        return default
    return max(-_MOST, min(_MOST, int(value)))
