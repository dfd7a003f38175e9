"""Word documents: paragraphs, list items and cells with the labels that Word shows, changes accepted.

Footnotes stand behind the text, outside every block. Left out: headers, footers, comments, hidden and
deleted text, placeholders nobody filled in.
Word does not store where its pages end, so blocks have no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from gfmd_graph.model import Document
from gfmd_graph.read.assemble import Piece, assemble, symbol, typed_label
from gfmd_graph.read.docx_package import WordPackage, attribute, child, children, name, number
from gfmd_graph.read.numbering import Numbering
from gfmd_graph.read.package import Element
from gfmd_graph.read.styles import Styles, switch

Cell = tuple[int, int, int]
Run = tuple[str, bool]

_WRAPPERS = frozenset(
    {"w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:bdo", "w:dir"}
    | {"w:rubyBase", "m:oMathPara", "m:oMath"}
)
_DELETED = ("w:del", "w:moveFrom")
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
_PICTURES = frozenset({"w:drawing", "w:pict", "w:object", "mc:AlternateContent"})


def read(path: Path) -> Document:
    """The document at `path`; Problem when it is no sound, unprotected .docx with text."""
    package = WordPackage(path)
    main, body = package.main(), package.body()
    styles = Styles(package.part(package.related(main, "styles") or ""))
    numbering = Numbering(package.part(package.related(main, "numbering") or ""), styles.list_of)
    walk = _Walk(styles, numbering)
    try:
        walk.blocks(body, None)
    except RecursionError as error:
        raise package.broken() from error
    return _with_notes(assemble(walk.pieces, "docx", path), _notes(package, main, styles, numbering))


def _notes(package: WordPackage, main: str, styles: Styles, numbering: Numbering) -> list[str]:
    """The texts of footnotes and endnotes."""
    walk = _Walk(styles, numbering)
    for kind, tag in (("footnotes", "w:footnote"), ("endnotes", "w:endnote")):
        root = package.part(package.related(main, kind) or "")
        for note in children(root, tag):
            if attribute(note, "type") is None:  # the others are the lines that separate notes from text
                walk.blocks(note, None)
    return [piece.text for piece in walk.pieces]


def _with_notes(document: Document, notes: Sequence[str]) -> Document:
    """Notes stand at the end of the text, to be read there; they are no items of the form."""
    if not notes:
        return document
    return replace(document, text="\n".join((document.text, "", *notes)))


def _accepted(element: Element) -> Iterator[Element]:
    """The children that count: of alternatives one, of content controls what was filled in."""
    for each in element:
        tag = name(each)
        if tag == "mc:AlternateContent":
            yield from _accepted(_branch(each))
        elif tag == "w:sdt":
            content = child(each, "w:sdtContent")
            if content is not None and child(each, "w:sdtPr", "w:showingPlcHdr") is None:
                yield from _accepted(content)
        else:
            yield each


def _branch(alternatives: Element) -> Element:
    """The branch to read: the first with a text box, else the first of all."""
    branches = [each for each in alternatives if name(each) in ("mc:Choice", "mc:Fallback")]
    full = [each for each in branches if next(_boxes(each), None) is not None]
    return (full or branches or [alternatives])[0]


def _boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes below `element`."""
    for each in element:
        if name(each) == "w:txbxContent":
            yield each
        elif name(each) == "mc:AlternateContent":
            yield from _boxes(_branch(each))
        else:
            yield from _boxes(each)


class _Walk:
    """Goes through the body in order and collects the pieces."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.pieces: list[Piece] = []
        self._styles = styles
        self._numbering = numbering
        self._tables = 0
        self._carried: list[Run] = []

    def blocks(self, parent: Element, cell: Cell | None) -> None:
        for each in _accepted(parent):
            tag = name(each)
            if tag == "w:p":
                self._paragraph(each, cell)
            elif tag == "w:tbl":
                self._table(each)
            elif tag in _WRAPPERS:
                self.blocks(each, cell)

    def _table(self, table: Element) -> None:
        index = self._tables
        self._tables += 1
        rows = (row for row in self._rows(table) if child(row, "w:trPr", "w:del") is None)
        for row_index, row in enumerate(rows):
            column = number(child(row, "w:trPr", "w:gridBefore")) or 0
            for each in self._parts(row, "w:tc"):
                properties = child(each, "w:tcPr")
                # The cells that a merged cell covers are in the file still, and hold no text of their own.
                if not any(_continues(child(properties, merge)) for merge in ("w:vMerge", "w:hMerge")):
                    self.blocks(each, (index, row_index, column))
                column += number(child(properties, "w:gridSpan")) or 1

    def _rows(self, table: Element) -> Iterator[Element]:
        return self._parts(table, "w:tr")

    def _parts(self, parent: Element, tag: str) -> Iterator[Element]:
        for each in _accepted(parent):
            if name(each) == tag:
                yield each
            elif name(each) in _WRAPPERS:
                yield from self._parts(each, tag)

    def _paragraph(self, paragraph: Element, cell: Cell | None) -> None:
        runs: list[Run] = []
        boxes: list[Element] = []
        properties = child(paragraph, "w:pPr")
        style = self._styles.paragraph(attribute(child(properties, "w:pStyle"), "val"))
        self._inline(paragraph, style, runs, boxes)
        mark = child(properties, "w:rPr")
        if any(child(mark, tag) is not None for tag in _DELETED):
            # Without its mark the paragraph is the beginning of the next one, and no item is counted.
            self._carried += runs
        else:
            runs, self._carried = self._carried + runs, []
            self._add(runs, properties, style, cell)
        for box in boxes:
            self.blocks(box, cell)

    def _add(self, runs: list[Run], properties: Element | None, style: str, cell: Cell | None) -> None:
        label, level = self._label(properties, style)
        text = "".join(words for words, _ in runs).strip()
        if not text:
            return
        if label:
            text = f"{label} {text}"
        all_bold = all(bold for words, bold in runs if words.strip())
        heading = all_bold or self._styles.is_heading(style, properties)
        typed = label or typed_label(text)
        above = self.pieces[-1] if self.pieces and not (typed or heading) else None
        listed = above is not None and above.cell == cell and bool(above.label or above.goes_on)
        # Word knows no items of several paragraphs: people set the further ones in below the first.
        if above and listed and self._styles.indent(style, properties) > 0:
            self.pieces.append(replace(above, text=text, label="", heading=False, goes_on=True))
        else:
            self.pieces.append(Piece(text, typed, level, heading, None, cell))

    def _label(self, properties: Element | None, style: str) -> tuple[str, int]:
        own = child(properties, "w:numPr")
        styled, styled_level = self._styles.numbering(style)
        identifier = attribute(child(own, "w:numId"), "val") or styled
        if not identifier or identifier == "0":
            return "", 0
        level = number(child(own, "w:ilvl"))
        if level is None and identifier == styled:
            level = self._styles.level_in(style, partial(self._numbering.level_of_style, identifier))
        level = level if level is not None else styled_level or 0
        return self._numbering.label(identifier, level), level

    def _inline(self, parent: Element, style: str, runs: list[Run], boxes: list[Element]) -> None:
        for each in _accepted(parent):
            tag = name(each)
            if tag == "w:r":
                properties = child(each, "w:rPr")
                if not switch(child(properties, "w:vanish")):
                    bold = self._styles.is_bold(style, properties)
                    runs += [(words, bold) for words in self._words(each, style, runs, boxes)]
            elif tag == "m:r":
                runs += [(text.text or "", False) for text in children(each, "m:t")]
            elif tag in _WRAPPERS or tag.startswith("m:"):
                self._inline(each, style, runs, boxes)

    def _words(self, run: Element, style: str, runs: list[Run], boxes: list[Element]) -> Iterator[str]:
        for each in run:
            tag = name(each)
            if tag == "w:t":
                # A raw line end inside the XML is a space to Word.
                yield symbol((each.text or "").translate({10: " ", 13: " ", 9: " "}))
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == "w:br":
                yield "\n" if attribute(each, "type") in (None, "textWrapping") else ""
            elif tag == "w:sym":
                yield _sign(each)
            elif tag == "w:ruby":
                self._inline(each, style, runs, boxes)
            elif tag in _PICTURES:
                boxes += _boxes(_branch(each) if tag == "mc:AlternateContent" else each)


def _continues(merge: Element | None) -> bool:
    return merge is not None and attribute(merge, "val") in (None, "continue")


def _sign(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return symbol(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""
