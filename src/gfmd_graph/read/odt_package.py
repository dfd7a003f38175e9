"""The parts of an OpenDocument file, and the names of their elements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gfmd_graph.read.package import Element, Package

_MANIFEST = "META-INF/manifest.xml"
_MOST_MANIFEST = 1_000_000
_KIND = b"application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    f"{_OASIS}office:1.0": "office:",
    f"{_OASIS}text:1.0": "text:",
    f"{_OASIS}table:1.0": "table:",
    f"{_OASIS}drawing:1.0": "draw:",
    f"{_OASIS}style:1.0": "style:",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo:",
    f"{_OASIS}svg-compatible:1.0": "svg:",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}


def name(element: Element) -> str:
    """`text:p` and the like; "" for comments and for names of other namespaces."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attributes(element: Element | None) -> dict[str, str]:
    """The attributes of an element by their short names."""
    if element is None:
        return {}
    return {_short(key): value for key, value in element.attrib.items()}


def children(element: Element | None, *tags: str) -> Iterator[Element]:
    return (each for each in (() if element is None else element) if name(each) in tags)


def child(element: Element | None, tag: str) -> Element | None:
    return next(children(element, tag), None)


def whole(value: str | None, default: int, most: int = 1_000_000) -> int:
    """A number that an attribute gives, not below zero; `default` where it is none."""
    return min(int(value), most) if value and value.isascii() and value.isdecimal() else default


def _short(tag: str) -> str:
    uri, _, local = tag[1:].partition("}")
    prefix = _NAMESPACES.get(uri)
    return prefix + local if prefix else ""


class OdtPackage(Package):
    """The XML parts of one .odt file; every fault is a Problem."""

    kind, suffix, program = "an OpenDocument text", ".odt", "LibreOffice"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        if b"encryption-data" in self._small(_MANIFEST):
            raise self._locked()
        kind = self._small("mimetype").strip()
        if kind and not kind.startswith(_KIND):
            raise self.other()

    def _small(self, part: str) -> bytes:
        """What stands in a part that is no XML or need not be; nothing when it is missing or too large."""
        entry = self._entries.get(part)
        fit = entry is not None and entry.file_size <= _MOST_MANIFEST and not entry.flag_bits & 1
        return self._bytes(entry) if entry and fit else b""

    def body(self) -> Element:
        """The element that holds the text."""
        root = self.part("content.xml")
        text = child(child(root, "office:body"), "office:text")
        if text is None:
            raise self.other()
        return text
