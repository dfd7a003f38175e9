"""What all readers share: bytes in with a bound, pieces out as one Document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.model import Block, Document, Span

MEGABYTE = 1_000_000

# Characters of Word's Symbol and Wingdings fonts stand at U+F000 plus the font's own code.
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf071": "□",
    "\uf076": "❖",
    "\uf02d": "-",
    "\uf0be": "—",
}
BULLETS = "•●◦○▪■□☐➢➤►▶✓✔❖→∙"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LABEL = re.compile(
    rf"""(?:
        [{BULLETS}]
      | [-–—*·](?=\s)                                    # a dash, but not the hyphen or star before a word
      | \(?\d{{1,3}}(?:\.?\)|\]|[.:](?!\d)|\s?[-–](?=\s))
      | \(?(?:[A-Za-z]|[ivx]{{2,5}}|[IVX]{{2,5}})(?:\.?\)|\]|\.(?=\s)|\s?[-–](?=\s))  # not e.g.
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?(?=\s+[^\W\d])  # 1.2, but not 1.2 %
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its way: `text` begins with `label` and has no white space around it."""

    text: str
    label: str = ""
    level: int = 0
    heading: bool = False
    page: int | None = None
    cell: tuple[int, int, int] | None = None
    goes_on: bool = False


def load(path: Path, limit: int) -> bytes:
    """The bytes of a file; Problem when it is none, cannot be read or is larger than `limit` bytes."""
    try:
        if not path.exists():
            raise Problem("does not exist", str(path), "check the name")
        if not path.is_file():
            # A pipe or a device would block for ever.
            raise Problem("is no file", str(path), "give the name of one document")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise Problem(f"cannot be read ({reason})", str(path), "check its name and its rights") from error
    if len(data) > limit:
        raise Problem(
            f"is larger than {limit // MEGABYTE} MB", str(path), "split it, or take out its pictures"
        )
    if not data:
        raise empty(path)
    return data


def empty(path: Path) -> Problem:
    return Problem("is empty", str(path), "give a document that has text")


def assemble(pieces: Iterable[Piece], format: str, path: Path) -> Document:
    """One line per piece, a blank line around table cells; Problem when there is no text at all."""
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    before: Piece | None = None
    for piece in map(_printable, pieces):
        if before is not None:
            gap = "\n" if before.cell == piece.cell else "\n\n"
            parts.append(gap)
            offset += len(gap)
        span = Span(offset, offset + len(piece.text))
        blocks.append(
            Block(span, True, piece.page, piece.label, piece.level, piece.heading, piece.cell, piece.goes_on)
        )
        parts.append(piece.text)
        offset = span.end
        before = piece
    if not blocks:
        raise empty(path)
    return Document("".join(parts), tuple(blocks), format)


def _printable(piece: Piece) -> Piece:
    """A piece without control characters, which a broken font can give; a hard line break stays."""
    text = _CONTROL.sub("", piece.text)
    return piece if text == piece.text else replace(piece, text=text, label=_CONTROL.sub("", piece.label))


def symbol(text: str, font: str = "") -> str:
    """Characters of a symbol font as the Unicode characters that they look like."""
    if text.strip() == "o" and font.replace(" ", "").lower().startswith("couriernew"):
        return text.replace("o", "◦")
    return "".join(_SYMBOLS.get(ch, "•") if "\uf020" <= ch <= "\uf0ff" else ch for ch in text)


def typed_label(text: str) -> str:
    """The list marker that somebody typed at the start of `text` ("a-", "(iv)", "•"), or ""."""
    found = _LABEL.match(text)
    if not found or not text[found.end() :].strip():
        return ""
    return found.group()
