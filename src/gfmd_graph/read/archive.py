"""Zip archives of reports, opened with care: nothing is unpacked but the one file that is asked for."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read.assemble import MEGABYTE

MOST_FILES = 2_000
MOST_BYTES = 500 * MEGABYTE
MOST_FILE_BYTES = 100 * MEGABYTE
MOST_RATIO = 200
_SMALL = 20 * MEGABYTE
_MOST_DIRECTORY = 2 * MEGABYTE
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_SIZE = 22
_UTF8_NAME = 0x800
_ENCRYPTED = 1
# NotImplementedError, an unknown compression, is a RuntimeError.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


def read(path: Path) -> Document:
    """The document of an archive that holds a single report; Problem when there are more or none."""
    from gfmd_graph.read.containers import only_report

    return only_report(path)


def names(path: Path) -> list[str]:
    """The files in the archive, sorted, without hidden ones; Problem when it is none or breaks the bounds."""
    with _opened(path) as archive:
        files = _files(archive)
        encrypted = [entry for entry in files.values() if entry.flag_bits & _ENCRYPTED]
        if files and len(encrypted) == len(files):
            raise _locked(str(path))
        return sorted(files)


def content(path: Path, name: str) -> bytes:
    """The bytes of one file in the archive; Problem when it cannot be had."""
    with _opened(path) as archive:
        entry = _files(archive).get(name)
        where = f"{path}/{name}"
        if entry is None:
            raise Problem("does not exist", where, "check the name")
        if entry.flag_bits & _ENCRYPTED:
            raise _locked(where)
        if entry.file_size > MOST_FILE_BYTES:
            raise Problem(f"is larger than {MOST_FILE_BYTES // MEGABYTE} MB", where, "split it")
        try:
            return archive.read(entry)
        except _FAULTS as fault:
            raise _broken(where) from fault


def safe_name(name: str) -> str:
    """`name` as it may stand behind a path: no way up or out, no control characters; it may be ""."""
    shown = "".join("\N{REPLACEMENT CHARACTER}" if _is_control(char) else char for char in name)
    parts = shown.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part.strip() not in ("", ".", ".."))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        if not path.is_file():
            raise Problem("is no file", str(path), "give the name of one archive")
        size = path.stat().st_size
        _refuse_large_directory(path, size)
        archive = zipfile.ZipFile(path)
    except (*_FAULTS, UnicodeError) as error:
        if isinstance(error, OSError) and error.strerror:
            raise Problem(f"cannot be read ({error.strerror})", str(path), "check its rights") from error
        raise _broken(str(path)) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > MOST_BYTES:
        archive.close()
        raise _too_large(path)
    if total > _SMALL and total > MOST_RATIO * size:
        archive.close()
        raise Problem("looks like a zip bomb", str(path), "unpack it and give the folder")
    return archive


def _refuse_large_directory(path: Path, size: int) -> None:
    """Before `zipfile` makes an object of each of millions of entries."""
    with path.open("rb") as stream:
        stream.seek(max(0, size - 65_536 - _END_SIZE))
        tail = stream.read()
    end = tail.rfind(_END)
    if size == 0:
        raise Problem("is empty", str(path), "give an archive that holds reports")
    if end < 0 or len(tail) - end < _END_SIZE:
        raise _broken(str(path))
    # Archives within our bounds need no 64-bit directory.
    is_wide = tail[max(0, end - 20) : end].startswith(_END_64)
    if is_wide or int.from_bytes(tail[end + 12 : end + 16], "little") > _MOST_DIRECTORY:
        raise _too_large(path)


def _files(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = safe_name(_decoded(entry))
        parts = name.split("/")
        hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)
        if name and not hidden and not entry.is_dir() and not stat.S_ISLNK(entry.external_attr >> 16):
            found[name] = entry
    return found


def _decoded(entry: zipfile.ZipInfo) -> str:
    """Many programs write UTF-8 without saying so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _broken(where: str) -> Problem:
    return Problem("is damaged, cut off or no zip archive", where, "fetch it again, or pack it anew")


def _locked(where: str) -> Problem:
    return Problem("is protected by a password", where, "unpack it and give the folder")


def _too_large(path: Path) -> Problem:
    return Problem(
        f"holds more than {MOST_FILES:,} files or {MOST_BYTES // MEGABYTE} MB", str(path), "split it"
    )
