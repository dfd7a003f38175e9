"""A file that is a zip of XML parts, opened with care: bounded, and without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

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

# NotImplementedError, an unknown compression, is a RuntimeError.
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_ZIP = b"PK\x03\x04"


class Package:
    """The XML parts of one file; every fault is a Problem."""

    kind: ClassVar[str]
    """What such a file is, as a sentence says it: "Word document"."""
    suffix: ClassVar[str]
    program: ClassVar[str]
    """With what people open it."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        data = load(path, LIMIT)
        self._refuse_other_formats(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise self.broken() from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._refuse_bombs(len(data))

    def _refuse_other_formats(self, data: bytes) -> None:
        if not data.startswith(_ZIP):
            raise self.other()

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
        return self._parse(self._bytes(entry))

    def _bytes(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(entry)
        except _ZIP_FAULTS as fault:
            raise self.broken() from fault

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

    def broken(self) -> Problem:
        mend = f"fetch it again, or open it in {self.program} and save it anew"
        return Problem("is damaged or cut off", self.where, mend)

    def other(self) -> Problem:
        mend = f"save it again as {self.suffix}, or correct its name"
        return Problem(f"is not {self.kind}", self.where, mend)

    def _bomb(self) -> Problem:
        mend = f"open it in {self.program} and save it anew, without its pictures"
        return Problem("looks like a zip bomb", self.where, mend)

    def _locked(self) -> Problem:
        return Problem("is protected by a password", self.where, "save it without the password")

    def _declares(self) -> Problem:
        kind = self.kind.partition(" ")[2]
        return Problem(f"declares XML entities, which no {kind} does", self.where, "do not trust it")
