"""How well and how fast files are read, ours beside other programs: `python benchmarks/reading.py [--write]`.

Reads the files of tests/golden/formats and tests/fixtures/documents, whose wording is known, with our readers
and with pandoc, docx2python, pdfplumber, pypdf and markitdown (`pip install -r benchmarks/requirements.txt`),
each where it reads the format; one that is not installed is skipped and named. Per format:

* items: of all list items, paragraphs of cells and paragraphs of answers, the share that comes out as one
  unit: with all words of the item, in order and character by character (white space folded, the program's
  own markup undone), and with no word that is not of its paragraph. Left aside: headings, fields, notes of
  the form and, in a text file, rows typed with bars.
* cells: of all paragraphs in tables, the share that comes out whole with its table, row and column, counted
  without empty rows. Only where the format has tables.
* labels: of all items with a label, the share that keeps one of the same value at its beginning: the same
  number or letter, however it is dotted, or any bullet for a bullet.
* fidelity: the mean of these. documents/s: the best of five rounds over all files of the format, without
  start-up, from the path to the units.

Ours are the blocks of `read_document`; where the format tells lines alone (text files, mails), they are the
statements after recognition, and its time is counted. `--write` puts the table into docs/reading.md.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)]

from benchmarks.reading_peers import PEERS, Adapter, Cell, Tool, Unit, split, version  # noqa: E402

from format_cases import CASES, LISTS, entries, tables  # noqa: E402
from gfmd_graph.form.recognise import Entered, recognise  # noqa: E402
from gfmd_graph.model import Block, Document  # noqa: E402
from gfmd_graph.read.reader import READERS, read_document  # noqa: E402
from gfmd_graph.reading import knowledge_of  # noqa: E402
from gfmd_graph.resources import default_ontology  # noqa: E402
from gfmd_graph.words import WITHHELD  # noqa: E402

DOCUMENTS = ROOT / "tests" / "fixtures" / "documents"
PAGE = ROOT / "docs" / "reading.md"
BEGIN, END = "<!-- made by benchmarks/reading.py -->\n", "<!-- end -->"
SUFFIXES = (".docx", ".odt", ".pdf", ".html", ".md", ".txt", ".eml", ".zip")
WITH_TABLES = frozenset((".docx", ".odt", ".pdf", ".html", ".md"))
ROUNDS = 5
OURS = "gfmd-graph"
_WHOLE_ENOUGH = 24


@dataclass(frozen=True)
class Piece:
    """What a file says: `core` must come out, `full` may, in one unit; `item` is False for labels of rows."""

    core: str
    full: str
    label: str = ""
    cell: Cell | None = None
    item: bool = True


@dataclass(frozen=True)
class Score:
    """Shares, None where there is nothing to count, and documents per second."""

    items: float
    cells: float | None
    labels: float | None
    speed: float

    @property
    def fidelity(self) -> float:
        told = [share for share in (self.items, self.cells, self.labels) if share is not None]
        return sum(told) / len(told)


def folded(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


# --- what the files say -----------------------------------------------------------------------------------


def golden(case: Path, with_tables: bool) -> list[Piece]:
    """The pieces of a case of tests/golden/formats; where there are no tables, their answers alone."""
    rows = map(json.loads, (case / "expected.jsonl").read_text("utf-8").splitlines())
    said = [row["text"] for row in rows if row["text"]]
    pieces: list[Piece] = []
    number = -1
    for group in tables(list(entries(case))):
        number += bool(group[0].cells)
        for row, entry in enumerate(group):
            for column, paragraphs in enumerate(entry.cells):
                for text in paragraphs if with_tables or (column and entry.kind != "T") else ():
                    core = _core(said, text)
                    if core or with_tables:
                        is_item = entry.kind == "T" or column > 0
                        pieces.append(Piece(core or text, text, "", (number, row, column), is_item))
            core = _core(said, entry.text)
            if core and (entry.kind in LISTS or entry.kind == "p"):
                pieces.append(Piece(core, entry.text, entry.label))
    return pieces


def _core(said: list[str], text: str) -> str:
    """The statement in a paragraph: a quotation without who said it."""
    return max((each for each in said if each in text), key=len, default="")


def fixture(path: Path) -> list[Piece]:
    """The pieces of a document of tests/fixtures/documents."""
    pieces: list[Piece] = []
    for block in json.loads(path.read_text("utf-8")):
        text = folded(block["text"].removeprefix(block["label"]))
        if block["heading"] and not block["cell"]:
            continue
        cell = tuple(block["cell"]) if block["cell"] else None
        pieces.append(Piece(text, text, block["label"], cell))
    return pieces


def files(suffix: str) -> dict[Path, list[Piece]]:
    """The files of a format with what they say."""
    found: dict[Path, list[Piece]] = {}
    for case in CASES:
        for path in case.glob(f"report{suffix}"):
            found[path] = golden(case, suffix in WITH_TABLES)
            if suffix == ".md":  # where a list has no letters
                found[path] = [_bulleted(piece) for piece in found[path]]
    for path in DOCUMENTS.glob(f"*{suffix}"):
        found[path] = fixture(path.with_suffix(".json"))
    return found


def _bulleted(piece: Piece) -> Piece:
    return Piece(
        piece.core, piece.full, "•" if piece.label[:1].isalpha() else piece.label, piece.cell, piece.item
    )


# --- what comes out ---------------------------------------------------------------------------------------


def ours() -> Adapter:
    knowledge = knowledge_of(default_ontology())

    def read(path: Path) -> list[Unit]:
        document = read_document(path)
        if all(block.certain for block in document.blocks):
            return [_unit(document, block) for block in document.blocks]
        report = recognise(document, Entered("report:made", str(path)), knowledge)
        units = []
        for statement in report.statements:
            start = report.text.rfind("\n", 0, statement.span.start) + 1
            before = split(report.text[start : statement.span.start] + "x")
            units.append(Unit(statement.text.replace(WITHHELD, ""), before.label))
        return units

    return read


def _unit(document: Document, block: Block) -> Unit:
    text = document.text[block.span.start : block.span.end]
    return Unit(text.removeprefix(block.label), block.label, block.cell)


def score(pieces: list[Piece], units: list[Unit], with_tables: bool) -> Counter[str]:
    """How many of the pieces come out: items, cells, labels, and how many there are of each."""
    read = _ranked([Unit(folded(unit.text), unit.label, unit.cell) for unit in units])
    counts: Counter[str] = Counter()
    texts = {unit.text for unit in read}
    cells = {(unit.text, unit.cell) for unit in read}
    for piece in pieces:
        if piece.item:
            counts["items wanted"] += 1
            counts["items"] += any(_within(piece, text) for text in texts)
        if piece.cell and with_tables:
            counts["cells wanted"] += 1
            counts["cells"] += (piece.full, piece.cell) in cells
        if piece.label and piece.item:
            counts["labels wanted"] += 1
            begin = piece.core[:_WHOLE_ENOUGH]
            counts["labels"] += any(
                _value(unit.label) == _value(piece.label) and begin in unit.text[: len(begin) + 12]
                for unit in read
                if unit.label
            )
    return counts


def _within(piece: Piece, text: str) -> bool:
    return piece.core in text and text in piece.full


def _value(label: str) -> str:
    """ "a-", "a)" and "(a)" are one value, all bullets another."""
    return "".join(re.findall(r"[^\W_]", label)).lower().removeprefix("o") or "•"


def _ranked(units: list[Unit]) -> list[Unit]:
    """Tables and their rows counted without the empty ones, so that no program wins or loses by them."""
    full = [unit for unit in units if unit.text]
    places = sorted({unit.cell[:2] for unit in full if unit.cell})
    numbers = {table: rank for rank, table in enumerate(sorted({table for table, _ in places}))}
    rows = {place: sum(other[0] == place[0] and other < place for other in places) for place in places}
    return [
        Unit(unit.text, unit.label, unit.cell and (numbers[unit.cell[0]], rows[unit.cell[:2]], unit.cell[2]))
        for unit in full
    ]


# --- comparing --------------------------------------------------------------------------------------------


def shares(
    adapter: Adapter, wanted: dict[Path, list[Piece]], with_tables: bool
) -> tuple[float | None, float | None, float | None]:
    """The shares of items, cells and labels over all files of a format."""
    counts: Counter[str] = Counter()
    for path, pieces in wanted.items():
        counts += score(pieces, _attempt(adapter, path), with_tables)
    items, cells, labels = (
        counts[name] / counts[f"{name} wanted"] if counts[f"{name} wanted"] else None
        for name in ("items", "cells", "labels")
    )
    return items, cells, labels


def seconds(adapter: Adapter, paths: Iterable[Path]) -> float:
    begin = time.perf_counter()
    for path in paths:
        _attempt(adapter, path)
    return time.perf_counter() - begin


def _attempt(adapter: Adapter, path: Path) -> list[Unit]:
    """What a program makes of a file: nothing where it fails, which is for it to answer for."""
    try:
        return adapter(path)
    except Exception as error:  # noqa: BLE001 - a peer may raise anything
        print(f"{path.name}: {type(error).__name__}", file=sys.stderr)
        return []


def compare() -> tuple[dict[tuple[str, str], Score], list[str], list[str]]:
    """The score of each program on each format; what was compared, in which version; what is missing."""
    adapters: list[tuple[Tool, Adapter]] = []
    names, missing = [f"Python {platform.python_version()}"], []
    for tool in (Tool(OURS, tuple(READERS), ours, OURS), *PEERS):
        try:
            adapters.append((tool, tool.make()))
            names += [f"{tool.name} {version(tool)}"] if tool.name != OURS else []
        except ImportError:
            missing.append(tool.name)
    found: dict[tuple[str, str], Score] = {}
    for suffix in SUFFIXES:
        wanted = files(suffix)
        readers = {tool.name: adapter for tool, adapter in adapters if suffix in tool.suffixes}
        told = {name: shares(adapter, wanted, suffix in WITH_TABLES) for name, adapter in readers.items()}
        # One after the other in each round, so that a busy moment of the machine hits all alike.
        rounds = [{name: seconds(each, wanted) for name, each in readers.items()} for _ in range(ROUNDS)]
        for name, (items, cells, labels) in told.items():
            best = min(one[name] for one in rounds)
            found[suffix, name] = Score(items or 0.0, cells, labels, len(wanted) / best)
    return found, names, missing


def table(found: dict[tuple[str, str], Score]) -> list[str]:
    """The table, and below it what is not as it should be."""
    lines = [
        "| format | files | program | items | cells | labels | fidelity | documents/s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (suffix, name), each in found.items():
        told = (each.items, each.cells, each.labels)
        shown = [f"{share:.3f}" if share is not None else "–" for share in told]
        head = (suffix[1:], str(len(files(suffix)))) if name == OURS else ("", "")
        bold = f"**{name}**" if name == OURS else name
        speed = f"{each.speed:.0f}" if each.speed >= 10 else f"{each.speed:.1f}"
        lines.append("| " + " | ".join([*head, bold, *shown, f"{each.fidelity:.3f}", speed]) + " |")
    return [*lines, "", *_verdicts(found)]


def _verdicts(found: dict[tuple[str, str], Score]) -> Iterable[str]:
    """One sentence on what was asked for: first in fidelity, and no slower than whoever comes near."""
    behind, slower = [], []
    for suffix in SUFFIXES:
        own = found[suffix, OURS]
        for (format_, name), peer in found.items():
            if format_ != suffix or name == OURS:
                continue
            if peer.fidelity > own.fidelity:
                behind.append(f"{name} on {suffix[1:]}")
            if peer.fidelity >= own.fidelity - 0.05 and peer.speed > own.speed:
                slower.append(f"{name} on {suffix[1:]} ({own.speed / peer.speed:.2f} of its speed)")
    yield f"Less faithful than: {', '.join(behind) or 'none'}."
    yield f"Slower than a program within 0.05 of our fidelity: {', '.join(slower) or 'none'}."


def main() -> None:
    found, names, missing = compare()
    lines = [*table(found), "", f"Measured with {', '.join(names)}."]
    print("\n".join(lines))
    if missing:
        print(f"not installed, so skipped: {', '.join(missing)}", file=sys.stderr)
    if "--write" in sys.argv:
        text = PAGE.read_text("utf-8")
        head, rest = text.split(BEGIN)
        PAGE.write_text(head + BEGIN + "\n".join(lines) + "\n" + END + rest.split(END, 1)[1], "utf-8")


if __name__ == "__main__":
    main()
