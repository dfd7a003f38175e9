"""What the styles of an OpenDocument text say: bold, hidden, headings, lists (OpenDocument 1.3, 16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gfmd_graph.read.odt_package import attributes, child, children, name, whole
from gfmd_graph.read.package import Element

_CONTAINERS = ("office:styles", "office:automatic-styles")
# LibreOffice allows more; the bound is for files that were not made by it.
_DEEPEST = 30
_TITLES = ("title", "subtitle")
_HEAVY = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    weight: str
    hidden: bool | None
    list_style: str | None
    outline: str | None


class OdtStyles:
    """The style sheets of content.xml and styles.xml; a style says what it or its parents say."""

    def __init__(self, *roots: Element | None) -> None:
        self._sheet: dict[tuple[str, str], _Style] = {}
        self._fonts: dict[str, str] = {}
        self.lists: dict[str, Element] = {}
        self.outline: Element | None = None
        for root in roots:
            for face in children(child(root, "office:font-face-decls"), "style:font-face"):
                said = attributes(face)
                self._fonts[said.get("style:name", "")] = said.get("svg:font-family", "").strip("'\"")
            for container in children(root, *_CONTAINERS):
                for each in container:
                    self._add(each)

    def _add(self, element: Element) -> None:
        said = attributes(element)
        identifier = said.get("style:name", "")
        if name(element) == "text:list-style":
            self.lists[identifier] = element
        elif name(element) == "text:outline-style":
            self.outline = element
        elif name(element) == "style:style":
            family = said.get("style:family", "")
            # The automatic styles of styles.xml are those of headers and footers: content.xml comes first.
            self._sheet.setdefault((family, identifier), _style(element))

    def font(self, properties: dict[str, str]) -> str:
        """The font family that text properties name."""
        face = properties.get("style:font-name", "")
        return self._fonts.get(face) or properties.get("fo:font-family", "").strip("'\"") or face

    def _chain(self, family: str, identifier: str | None) -> Iterator[_Style]:
        seen = 0
        while identifier and seen < _DEEPEST:
            style = self._sheet.get((family, identifier))
            if style is None:
                return
            yield style
            identifier = style.parent
            seen += 1

    def is_bold(self, family: str, identifier: str | None) -> bool | None:
        """Whether text in that style is bold; None when the style does not say."""
        weight = next((style.weight for style in self._chain(family, identifier) if style.weight), "")
        return weight in _HEAVY if weight else None

    def is_hidden(self, family: str, identifier: str | None) -> bool:
        said = (style.hidden for style in self._chain(family, identifier))
        return next((each for each in said if each is not None), False)

    def is_heading(self, identifier: str | None) -> bool:
        chain = list(self._chain("paragraph", identifier))
        outline = next((style.outline for style in chain if style.outline is not None), "")
        return bool(outline) or any(style.name.lower() in _TITLES for style in chain)

    def list_style(self, identifier: str | None) -> str:
        """The list style that a paragraph style names."""
        said = (style.list_style for style in self._chain("paragraph", identifier))
        return next((each for each in said if each is not None), "")


def _style(element: Element) -> _Style:
    said = attributes(element)
    looks = attributes(child(element, "style:text-properties"))
    display = looks.get("text:display")
    outline = said.get("style:default-outline-level")
    return _Style(
        name=said.get("style:display-name") or said.get("style:name", ""),
        parent=said.get("style:parent-style-name", ""),
        weight=looks.get("fo:font-weight", ""),
        hidden=None if display is None else display == "none",
        list_style=said.get("style:list-style-name"),
        outline=outline if outline is None or whole(outline, 0) else "",
    )
