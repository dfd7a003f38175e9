"""The parts of a Word file (a zip of XML parts), opened with care: bounded, and without entities."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from gfmd_graph.errors import Problem
from gfmd_graph.read.assemble import MEGABYTE, load

LIMIT = 50 * MEGABYTE
MOST_ENTRIES = 5_000
MOST_BYTES = 300 * MEGABYTE
MOST_PART_BYTES = 20 * MEGABYTE
MOST_RATIO = 200

# lxml has no types of its own.
Element: TypeAlias = Any

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
# NotImplementedError, an unknown compression, is a RuntimeError.
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_ZIP = b"PK\x03\x04"


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


class Package:
    """The XML parts of one file; every fault is a Problem."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        data = load(path, LIMIT)
        self._refuse_other_formats(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise self.broken() from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._relations: dict[str, Element | None] = {}
        self._refuse_bombs(len(data))

    def _refuse_other_formats(self, data: bytes) -> None:
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise self._locked()
            raise Problem(
                "is in the old format of Word 97 to 2003", self.where, "open it in Word and save it as .docx"
            )
        if not data.startswith(_ZIP):
            raise Problem("is not a Word document", self.where, "save it again as .docx, or correct its name")

    def _refuse_bombs(self, size: int) -> None:
        total = sum(entry.file_size for entry in self._entries.values())
        bomb = len(self._zip.infolist()) > MOST_ENTRIES or total > MOST_BYTES
        if bomb or (total > MOST_PART_BYTES and total > MOST_RATIO * size):
            raise self._bomb()

    def part(self, part: str) -> Element | None:
        """The root of the XML part of that name; None when the file has no such part."""
        entry = self._entries.get(part)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise self._locked()
        if entry.file_size > MOST_PART_BYTES:
            raise self._bomb()
        try:
            data = self._zip.read(entry)
        except _ZIP_FAULTS as fault:
            raise self.broken() from fault
        return self._parse(data)

    def _parse(self, data: bytes) -> Element:
        # Without the NULs a declaration in UTF-16 is seen too.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self._declares()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise self.broken() from error
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self._declares()
        return root

    def main(self) -> str:
        """The name of the part that holds the document's body."""
        return self.related("", "officeDocument") or "word/document.xml"

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

    def broken(self) -> Problem:
        return Problem(
            "is damaged or cut off", self.where, "fetch it again, or open it in Word and save it anew"
        )

    def _bomb(self) -> Problem:
        return Problem(
            "looks like a zip bomb", self.where, "open it in Word and save it anew, without its pictures"
        )

    def _locked(self) -> Problem:
        return Problem("is protected by a password", self.where, "save it without the password")

    def _declares(self) -> Problem:
        return Problem("declares XML entities, which no Word document does", self.where, "do not trust it")
