"""Bytes of a text format as text: byte order mark, what the file itself declares, UTF-8, Windows-1252."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from gfmd_graph.errors import Problem

# The mark of UTF-32 begins with that of UTF-16, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python knows more names (punycode, unicode_escape ...): they are slow, or no character set at all.
_KNOWN = re.compile(
    r"utf-?(8|16|16le|16-le|16be|16-be)|(iso-?8859|latin)-?\d{1,2}|(windows-?|cp)\d{3,4}|us-ascii|ascii"
    r"|koi8-[ru]|mac(intosh|-?roman)|big5|gb2312|gbk|gb18030|euc-(jp|kr)|shift_jis|iso-2022-jp"
)
# What calls itself ASCII or Latin-1 is read as browsers read it.
_WESTERN = frozenset({"us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "macintosh"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_NOISE = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_NOISE_SHARE = 0.005


def decoded(data: bytes, path: Path, declared: str = "") -> str:
    """`data` as text without its byte order mark; Problem when it is no text in any way.

    `declared` is the character set that the format names, "" where it names none.
    """
    marked, data = unmarked(data)
    if marked:
        return _checked(data.decode(marked, "replace"), path)
    for encoding in (_codec(declared), _wide(data), "utf-8"):
        try:
            if encoding:
                return _checked(data.decode(encoding), path)
        except (UnicodeError, LookupError):
            continue
    return _checked(data.decode("cp1252", "replace"), path)


def unmarked(data: bytes) -> tuple[str, bytes]:
    """The encoding that a byte order mark tells, "" where there is none, and the bytes behind the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return "", data


def is_noise(text: str) -> bool:
    """Whether these are the bytes of something else: a NUL, or more control characters than a slip."""
    return "\0" in text or len(_NOISE.findall(text)) > _NOISE_SHARE * len(text)


def clean(text: str) -> str:
    """`text` without control characters; line ends and tabs stay."""
    return _CONTROL.sub("", text)


def _codec(declared: str) -> str:
    name = declared.strip().strip("\"'").lower()
    if name in _WESTERN:
        return "mac_roman" if name == "macintosh" else "cp1252"
    # A file that could be read up to its "utf-16" is not in UTF-16, as it has no mark.
    return name if _KNOWN.fullmatch(name) and not name.startswith(("utf-16", "utf16")) else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text is NUL."""
    start = data[:1000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if start[first::2].count(0) > len(start) * 0.4:
            return encoding
    return ""


def _checked(text: str, path: Path) -> str:
    if is_noise(text):
        raise Problem("is no text", str(path), "check the file, or give the original document")
    return text
