"""The programs that benchmarks/reading.py compares our readers with, each giving the units of a file.

A unit is what the program itself keeps together: a paragraph, a list item or a paragraph of a cell where it
tells them, otherwise a line.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

Cell = tuple[int, int, int]
_LABEL = re.compile(r"\s*([-–•*▪◦o\uf0b7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)]|-(?=\s)))(?:\s+|$)")
_TABBED = re.compile(r"\t*(\S+)\t")


@dataclass(frozen=True)
class Unit:
    """Words that a program keeps together, without their label; `cell` is (table, row, column)."""

    text: str
    label: str = ""
    cell: Cell | None = None


Adapter = Callable[[Path], list[Unit]]


@dataclass(frozen=True)
class Tool:
    """A program: which formats it reads, and how to make its adapter (ImportError when it is not here)."""

    name: str
    suffixes: tuple[str, ...]
    make: Callable[[], Adapter]
    package: str


def split(text: str, cell: Cell | None = None) -> Unit:
    """A unit whose label, if any, stands at the beginning of its text."""
    found = _LABEL.match(text)
    return Unit(text[found.end() :], found[1], cell) if found else Unit(text, "", cell)


# --- pandoc -----------------------------------------------------------------------------------------------


def pandoc() -> Adapter:
    program = shutil.which("pandoc")
    if program is None:
        program = str(import_module("pypandoc").get_pandoc_path())
    names = {".docx": "docx", ".odt": "odt", ".html": "html", ".md": "gfm"}

    def read(path: Path) -> list[Unit]:
        command = [program, "-f", names[path.suffix], "-t", "json", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60)
        return list(_Pandoc().blocks(json.loads(done.stdout)["blocks"]))

    return read


class _Pandoc:
    """The blocks of pandoc's JSON as units."""

    def __init__(self) -> None:
        self.tables = 0
        self.label = ""

    def blocks(self, blocks: list[Any], cell: Cell | None = None) -> Iterator[Unit]:
        for block in blocks:
            kind: str = block["t"]
            content: Any = block.get("c")
            if kind in ("Para", "Plain", "Header"):
                text = _inlines(content[2] if kind == "Header" else content)
                label, self.label = self.label, ""
                yield Unit(text, label, cell) if label else split(text, cell)
            elif kind in ("OrderedList", "BulletList"):
                yield from self._list(kind, content, cell)
            elif kind == "Table":
                yield from self._table(content)
            elif kind in ("Div", "BlockQuote", "Figure"):
                yield from self.blocks(content if kind == "BlockQuote" else content[-1], cell)

    def _list(self, kind: str, content: Any, cell: Cell | None) -> Iterator[Unit]:
        start, style = (content[0][0], content[0][1]["t"]) if kind == "OrderedList" else (0, "")
        for place, item in enumerate(content[1] if style else content):
            self.label = _count(start + place, style) + "." if style else "•"
            yield from self.blocks(item, cell)
            self.label = ""

    def _table(self, content: Any) -> Iterator[Unit]:
        number = self.tables
        self.tables += 1
        bodies = [row for body in content[4] for part in (body[2], body[3]) for row in part]
        taken: set[tuple[int, int]] = set()
        for row, (_, cells) in enumerate([*content[3][1], *bodies, *content[5][1]]):
            column = 0
            for _, _, height, width, blocks in cells:
                while (row, column) in taken:
                    column += 1
                yield from self.blocks(blocks, (number, row, column))
                taken.update((row + down, column + on) for down in range(height) for on in range(width))


def _count(number: int, style: str) -> str:
    if "Alpha" in style:
        return chr(96 + number)
    if "Roman" in style:
        return ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][number]
    return str(number)


def _inlines(content: Any) -> str:
    """The words of inline elements, however deep."""
    if isinstance(content, list):
        return "".join(map(_inlines, content))
    if not isinstance(content, dict):
        return ""
    kind: str = content["t"]
    inner: Any = content.get("c")
    if kind == "Str":
        return str(inner)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        left, right = "“”" if inner[0]["t"] == "DoubleQuote" else "‘’"
        return left + _inlines(inner[1]) + right
    return "" if kind in ("Note", "Image") else _inlines(inner)


# --- docx2python, pypdf, pdfplumber -----------------------------------------------------------------------


def docx2python() -> Adapter:
    module = import_module("docx2python")

    def read(path: Path) -> list[Unit]:
        with module.docx2python(str(path)) as document:
            body = document.body
        units: list[Unit] = []
        tables = 0
        for table in body:
            is_table = len(table) > 1 or len(table[0]) > 1
            for row, cells in enumerate(table):
                for column, paragraphs in enumerate(cells):
                    cell = (tables, row, column) if is_table else None
                    units += [_tabbed(text, cell) for text in paragraphs]
            tables += is_table
        return units

    return read


def _tabbed(text: str, cell: Cell | None) -> Unit:
    found = _TABBED.match(text)
    return Unit(text[found.end() :], found[1], cell) if found else split(text, cell)


def pypdf() -> Adapter:
    module = import_module("pypdf")

    def read(path: Path) -> list[Unit]:
        pages = module.PdfReader(str(path)).pages
        return [split(line) for page in pages for line in page.extract_text().splitlines()]

    return read


def pdfplumber() -> Adapter:
    module = import_module("pdfplumber")

    def read(path: Path) -> list[Unit]:
        units: list[Unit] = []
        number = 0
        with module.open(str(path)) as document:
            for page in document.pages:
                rest = page
                for table in page.find_tables():
                    rest = rest.outside_bbox(table.bbox)
                    for row, cells in enumerate(table.extract()):
                        found = enumerate(cells)
                        units += [split(text, (number, row, column)) for column, text in found if text]
                    number += 1
                units += [split(line) for line in rest.extract_text().splitlines()]
        return units

    return read


# --- markitdown -------------------------------------------------------------------------------------------


def markitdown() -> Adapter:
    converter = import_module("markitdown").MarkItDown(enable_plugins=False)
    parser = import_module("markdown_it").MarkdownIt("commonmark").enable("table")

    def read(path: Path) -> list[Unit]:
        return list(_markdown(parser.parse(converter.convert(str(path)).text_content)))

    return read


def _markdown(tokens: list[Any]) -> Iterator[Unit]:
    """The blocks of Markdown as units."""
    lists: list[int] = []
    table = row = column = -1
    label = ""
    for token in tokens:
        kind = token.type
        if kind in ("ordered_list_open", "bullet_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if kind[0] == "o" else 0)
        elif kind in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            label = f"{lists[-1]}." if lists[-1] else "•"
            lists[-1] += bool(lists[-1])
        elif kind == "table_open":
            table, row = table + 1, -1
        elif kind == "tr_open":
            row, column = row + 1, -1
        elif kind in ("td_open", "th_open"):
            column += 1
        elif kind == "table_close":
            column = -1
        elif kind == "inline":
            text = "".join(_words(each) for each in token.children or [])
            cell = (table, row, column) if column >= 0 else None
            yield Unit(text, label, cell) if label else split(text, cell)
            label = ""


def _words(token: Any) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else str(token.content)


PEERS = (
    Tool("pandoc", (".docx", ".odt", ".html", ".md"), pandoc, "pypandoc_binary"),
    Tool("docx2python", (".docx",), docx2python, "docx2python"),
    Tool("pdfplumber", (".pdf",), pdfplumber, "pdfplumber"),
    Tool("pypdf", (".pdf",), pypdf, "pypdf"),
    Tool("markitdown", (".docx", ".pdf", ".html", ".md", ".txt", ".eml", ".zip"), markitdown, "markitdown"),
)


def version(tool: Tool) -> str:
    """Its version; of pandoc that of the program."""
    if tool.name == "pandoc":
        program = shutil.which("pandoc") or str(import_module("pypandoc").get_pandoc_path())
        shown = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
        return shown.split()[1]
    return metadata.version(tool.package)
