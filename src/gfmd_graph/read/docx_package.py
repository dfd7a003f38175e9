"""The parts of a Word file, and the names of their elements."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.read.package import Element, Package

# The "transitional" and the "strict" flavour of ISO/IEC 29500 differ in their namespaces only.
_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
_WORD = [f"{{{uri}}}" for uri, prefix in _NAMESPACES.items() if prefix == "w:"]
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def name(element: Element) -> str:
    """`w:p` and the like; "" for comments and for names of other namespaces."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].partition("}")
    prefix = _NAMESPACES.get(namespace)
    return prefix + local if prefix else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along `path` ("w:pPr", "w:numPr"), each a direct child."""
    for step in path:
        if element is None:
            return None
        for each in element:
            if name(each) == step:
                element = each
                break
        else:
            return None
    return element


def children(element: Element | None, tag: str) -> Iterator[Element]:
    return (each for each in (() if element is None else element) if name(each) == tag)


def attribute(element: Element | None, key: str) -> str | None:
    """A Word attribute of `element`, None when there is none."""
    if element is None:
        return None
    return next((element.get(space + key) for space in _WORD if space + key in element.attrib), None)


def number(element: Element | None, key: str = "val") -> int | None:
    value = attribute(element, key)
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,9}", value, re.ASCII) else None


class WordPackage(Package):
    """The XML parts of one .docx file; every fault is a Problem."""

    kind, suffix, program = "a Word document", ".docx", "Word"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._relations: dict[str, Element | None] = {}

    def _refuse_other_formats(self, data: bytes) -> None:
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise self._locked()
            raise Problem(
                "is in the old format of Word 97 to 2003", self.where, "open it in Word and save it as .docx"
            )
        super()._refuse_other_formats(data)

    def main(self) -> str:
        """The name of the part that holds the document's body."""
        return self.related("", "officeDocument") or "word/document.xml"

    def body(self) -> Element:
        """The element that holds the text."""
        body = child(self.part(self.main()), "w:body")
        if body is None:
            raise self.other()
        return body

    def related(self, part: str, kind: str) -> str | None:
        """The part that `part` ("" for the file) points to as its "numbering", "styles" and so on."""
        folder, base = posixpath.split(part)
        if part not in self._relations:
            self._relations[part] = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations = self._relations[part]
        for relation in () if relations is None else relations:
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None
