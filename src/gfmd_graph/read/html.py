"""Web pages: the document on the page, without its navigation, cookie lines, forms and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree, html

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read.assemble import MEGABYTE, Piece, assemble, load
from gfmd_graph.read.encoding import decoded
from gfmd_graph.read.furniture import Element
from gfmd_graph.read.hypertext import HyperText

LIMIT = 20 * MEGABYTE
MOST_TAGS = 300_000
_HEAD = 4096
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
# A declaration in an XML prolog is no news for a text that is decoded already, and lxml refuses it.
_PROLOG = re.compile(r"\s*<\?xml[^>]*>")
_SHARE = 0.3
"""A part that calls itself the main one is believed when it holds that share of the words of the page."""


def read(path: Path) -> Document:
    """The document at `path`; Problem when it is no page of bounded size and depth with text."""
    data = load(path, LIMIT)
    declared = _CHARSET.search(data[:_HEAD])
    text = decoded(data, path, declared[1].decode("ascii") if declared else "")
    if "<" not in text:
        raise Problem("is no HTML page", str(path), "check the file, or correct its name")
    return assemble(page_pieces(tree(text, path)), "html", path)


def tree(text: str, path: Path) -> Element:
    """The root of a page; entities that it declares itself are never expanded, nothing is fetched."""
    if text.count("<") > MOST_TAGS:
        raise Problem(f"has more than {MOST_TAGS:,} tags", str(path), "split it, or save it as plain text")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_PROLOG.sub("", text, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Problem("holds no text", str(path), "check the file, or give the original document") from error
    # The parser stops at its bounds without an error and gives what came before.
    if any("huge" in entry.message.lower() for entry in parser.error_log):
        raise too_deep(path)
    return root


def page_pieces(root: Element) -> list[Piece]:
    """The pieces of the part of a page that is its document."""
    whole = pieces(root, strict=True)
    for part in root.xpath('//main | //*[@role="main"]') or root.xpath("//article"):
        found = pieces(part, strict=True)
        if _words(found) >= _SHARE * _words(whole) > 0:
            return found
    return whole or pieces(root, strict=False)


def pieces(root: Element, strict: bool) -> list[Piece]:
    return HyperText(strict).read(root)


def too_deep(path: Path) -> Problem:
    return Problem("is nested too deeply or has too long a line", str(path), "save it anew as plain text")


def _words(found: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in found)
