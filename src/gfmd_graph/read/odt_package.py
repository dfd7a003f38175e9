"""The parts of an OpenDocument file, opened with the same care as those of Word."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.read.package import Element, Package

# NotImplementedError, an unknown compression, is a RuntimeError.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
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

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        if b"encryption-data" in self._bytes(_MANIFEST):
            raise self._locked()
        kind = self._bytes("mimetype").strip()
        if kind and not kind.startswith(_KIND):
            raise self._other()

    def _bytes(self, part: str) -> bytes:
        entry = self._entries.get(part)
        if entry is None or entry.file_size > _MOST_MANIFEST or entry.flag_bits & 1:
            return b""
        try:
            return self._zip.read(entry)
        except _FAULTS as fault:
            raise self.broken() from fault

    def _refuse_other_formats(self, data: bytes) -> None:
        if not data.startswith(b"PK\x03\x04"):
            raise self._other()

    def _other(self) -> Problem:
        return Problem(
            "is not an OpenDocument text", self.where, "save it again as .odt, or correct its name"
        )

    def body(self) -> Element:
        """The element that holds the text."""
        root = self.part("content.xml")
        text = child(child(root, "office:body"), "office:text")
        if text is None:
            raise self._other()
        return text

    def broken(self) -> Problem:
        return Problem(
            "is damaged or cut off", self.where, "fetch it again, or open it in LibreOffice and save it anew"
        )

    def _bomb(self) -> Problem:
        return Problem(
            "looks like a zip bomb", self.where, "open it in LibreOffice and save it anew, without pictures"
        )

    def _declares(self) -> Problem:
        return Problem(
            "declares XML entities, which no OpenDocument text does", self.where, "do not trust it"
        )
