"""The body of a mail in HTML: what its writer wrote, without quoted mails and signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gfmd_graph.read.assemble import Piece
from gfmd_graph.read.correspondence import own_lines
from gfmd_graph.read.furniture import Element
from gfmd_graph.read.html import pieces, tree

_SIGNATURES = "gmail_signature", "moz-signature", "signature", "x_signature", "ms-outlook-mobile-signature"
_QUOTES = "gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"
_REST = ("appendonsend", "divrplyfwdmsg", "mail-editor-reference-message-container")
"""Where Outlook puts an earlier mail: this element and all after it."""


def own_pieces(text: str, forwarded: bool, path: Path) -> list[Piece]:
    """The pieces of a mail's page that are its own."""
    root = tree(text, path)
    for element in root.xpath("//*[@class or @id]"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        is_rest = not forwarded and any(name in _REST for name in names)
        if is_rest:
            for after in element.itersiblings():
                _remove(after)
        is_quote = not forwarded and any(name in _QUOTES for name in names)
        if is_rest or is_quote or any(name in _SIGNATURES for name in names):
            _remove(element)
    if not forwarded:
        for quote in root.xpath('//blockquote[@type="cite"]'):
            _remove(quote)
    return _kept(pieces(root, strict=False), forwarded)


def _kept(found: Sequence[Piece], forwarded: bool) -> list[Piece]:
    lines = [(index, line) for index, piece in enumerate(found) for line in piece.text.split("\n")]
    kept = own_lines([line for _, line in lines], forwarded)
    texts: dict[int, list[str]] = {}
    for position in kept:
        index, line = lines[position]
        texts.setdefault(index, []).append(line)
    own = []
    for index, words in texts.items():
        text = "\n".join(words).strip()
        label = found[index].label
        if text:
            own.append(replace(found[index], text=text, label=label if text.startswith(label) else ""))
    return own


def _remove(element: Element) -> None:
    """Takes an element out of the tree; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
