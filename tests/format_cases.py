"""The wording of the cases in golden/formats: what each file says, whatever its format.

A line of `wording.txt` is a kind and its words, parted by tabs: `h` a heading or question, `p` a paragraph,
`f` a field, `t` and `q` a row of two columns (the right one may hold paragraphs, parted by ¶), `T` a row of
many columns, and otherwise the label of a list: `a-`, `a)`, `1.`, `1)`, `•`, `-`, nested `i.` and `--`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FORMATS = Path(__file__).resolve().parent / "golden" / "formats"
CASES = sorted(path for path in FORMATS.iterdir() if (path / "wording.txt").is_file())
ROWS = frozenset("tqT")
NESTED = frozenset(("i.", "--"))
LISTS = frozenset(("a-", "a)", "1.", "1)", "•", "-")) | NESTED


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a wording. `label` is how the item is marked; `cells` are the paragraphs of each cell."""

    kind: str
    text: str
    label: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


def entries(case: Path) -> Iterator[Entry]:
    """The entries of a case, lists counted."""
    above = ""
    counts = [0, 0]
    for line in (case / "wording.txt").read_text("utf-8").splitlines():
        kind, *words = line.split("\t")
        if kind in ROWS:
            yield Entry(kind, " ".join(words), cells=tuple(tuple(cell.split("¶")) for cell in words))
            above = kind
            continue
        if kind not in LISTS:
            yield Entry(kind, words[0])
            above = kind
            continue
        level = int(kind in NESTED)
        if not level:
            counts = [counts[0] + 1 if kind == above or above in NESTED else 1, 0]
        else:
            counts[1] += 1
        above = kind
        yield Entry(kind, words[0], _label(kind, counts[level]))


def _label(kind: str, count: int) -> str:
    if kind[0] in "a1":
        return (chr(96 + count) if kind[0] == "a" else str(count)) + kind[1]
    if kind == "i.":
        return "i" * count + "."
    return "-" if kind == "--" else kind


def tables(found: list[Entry]) -> Iterator[list[Entry]]:
    """The entries with the rows of one table together, every other entry alone."""
    own: list[Entry] = []
    for entry in found:
        if own and not (entry.cells and own[0].kind == entry.kind):
            yield own
            own = []
        if entry.cells:
            own.append(entry)
        else:
            yield [entry]
    if own:
        yield own
