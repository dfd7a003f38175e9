"""Markdown (CommonMark with tables): its text without the signs of its markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read.assemble import MEGABYTE, assemble, load
from gfmd_graph.read.encoding import clean, decoded
from gfmd_graph.read.html import pieces, too_deep, tree
from gfmd_graph.read.hypertext import SOFT_BREAK
from gfmd_graph.read.listing import SUFFIX

LIMIT = 5 * MEGABYTE
# The parser needs up to 50 microseconds for each.
MOST_SIGNS = 100_000
# Pictures in links in pictures take the parser a time that grows with the power of their depth.
MOST_NESTING = 30
# The parser leaves out what stands in one of these at the limit.
_CONTAINERS = ("list_item_open", "blockquote_open")
_SIGNS = "*_[]`<!|~\\>#&\n"
# A line can be read in one way only and is not read again: else a file of such lines takes for ever.
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?:(?:\w[\w-]*[ \t]*:.*|(?!---[ \t]*$)[ \t#-].*)?\n)*+(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M
)
_NOTE = re.compile(r"^\[\^[^\]\n]{1,60}\]:.*(?:\n[ \t]+\S.*)*", re.M)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]")


def read(path: Path) -> Document:
    """The document at `path`; Problem when it is no text of bounded size and depth with words."""
    source = clean(decoded(load(path, LIMIT), path).replace("\r\n", "\n").replace("\r", "\n"))
    source = _NOTE_MARK.sub("", _NOTE.sub("", _FRONT_MATTER.sub("", source)))
    if sum(map(source.count, _SIGNS)) > MOST_SIGNS:
        raise Problem(f"has more than {MOST_SIGNS:,} lines and signs of markup", str(path), "split it")
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTING}).enable("table")
    parser.add_render_rule("softbreak", _soft_break)
    try:
        tokens = parser.parse(source)
        if any(token.type in _CONTAINERS and token.level >= MOST_NESTING - 1 for token in tokens):
            raise too_deep(path)
        for before, token in pairwise([Token("", "", 0), *tokens]):
            if token.type == "ordered_list_open":
                token.attrSet(SUFFIX, token.markup)
            elif before.type in ("td_open", "th_open"):
                _part(token.children or [])
        page = parser.renderer.render(tokens, parser.options, {})
        found = pieces(tree(f"<html><body>{page}</body></html>", path), strict=False)
    except RecursionError as error:
        raise too_deep(path) from error
    return assemble(found, "markdown", path)


def _part(inside: Sequence[Token]) -> None:
    """Parts the paragraphs of a cell: Markdown has no other sign for them than a line break."""
    for token, after in pairwise(inside):
        if (
            token.type == "html_inline"
            and _BREAK.fullmatch(token.content)
            and not after.content[:1].islower()
        ):
            token.content = "<hr>"


def _soft_break(self: object, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f"<br {SOFT_BREAK}>"
