"""Tables: a row of "What, Who, Where, By when" is one item, a row of "label, answer" is a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gfmd_graph.form.lines import Line
from gfmd_graph.form.wording import Wording
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Span
from gfmd_graph.words import key

_LABEL_WORDS = 25
_HEADER_WORDS = 8

Cells = dict[tuple[int, int], list[Line]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that gives one thing a row. `header` is its first row; `kind_cell` the column that tells.

    The first line of each of its `rows` opens an item, the others join it.
    """

    rows: tuple[Line, ...]
    header: Line
    kind_cell: str
    acts: bool


class Tables:
    """Reads the tables of a document by what their first row or their first column says."""

    def __init__(self, languages: Languages, words: Wording, text: str) -> None:
        self.wording = words
        self.text = text
        self._roles = {
            label: role
            for language in languages.all
            for role, labels in language.data.get("columns", {}).items()
            for label in labels
        }

    def listing(self, lines: Sequence[Line]) -> Listing | None:
        """The lines of one table as rows; None when it is no table of that form."""
        cells = _cells(lines)
        rows = sorted({row for row, _ in cells})
        columns = sorted({column for _, column in cells})
        if len(rows) < 2 or len(columns) < 2:
            return None
        header = [cells.get((rows[0], column), []) for column in columns]
        if not all(len(cell) == 1 and len(cell[0].text.split()) <= _HEADER_WORDS for cell in header):
            return None
        names = [cell[0].text for cell in header]
        roles = [self._roles.get(key(name)) for name in names]
        told = [name for name in names if self.wording.asked(name)]
        known = {role for role in roles if role}
        bold = all(cell[0].block.heading for cell in header)
        if len(known) < 2 and not (known and told) and not (bold and len(columns) > 2):
            return None
        kept = [line for row in rows[1:] for line in _row([cells.get((row, c), []) for c in columns])]
        what = next((name for name, role in zip(names, roles, strict=True) if role == "what"), "")
        acts = bool(what) and bool(known & {"who", "when"})
        return Listing(tuple(kept), self._whole([cell[0] for cell in header]), next(iter(told), what), acts)

    def columned(self, lines: Sequence[Line]) -> list[tuple[Line, tuple[Line, ...]]] | None:
        """Each head of a column with the cells below it, for a table of which several columns ask."""
        cells = _cells(lines)
        top = min((row for row, _ in cells), default=0)
        heads = {column: cell for (row, column), cell in cells.items() if row == top}
        kinds = ((c, self.wording.kind(" ".join(line.text for line in cell))) for c, cell in heads.items())
        told = {column: kind for column, kind in kinds if kind}
        named = any(key(cell[0].text) in self._roles for cell in heads.values())
        beside = {column for _, column in cells} - set(told) - {0}
        if named or beside or len(set(told.values())) < 2:
            return None
        below: dict[int, list[Line]] = {column: [] for column in sorted(told)}
        for (row, column), cell in sorted(cells.items()):
            if row > top and column in below:
                below[column] += cell
        return [(self._whole(heads[column]), tuple(answer)) for column, answer in below.items()]

    def labelled(self, lines: Sequence[Line]) -> list[tuple[Line, tuple[Line, ...]]] | None:
        """Each label of the first column with its answer, for a table whose first column asks."""
        cells = _cells(lines)
        rows = sorted({row for row, _ in cells})
        if {column for _, column in cells} != {0, 1}:
            return None
        pairs = [(cells.get((row, 0), []), cells.get((row, 1), [])) for row in rows]
        if len(pairs) > 1 and all(_names_a_column(cell) for cell in pairs[0]):
            pairs = pairs[1:]
        asking = [label for label, _ in pairs if label and self._asks(label)]
        if len(asking) * 2 < sum(bool(label) for label, _ in pairs):
            return None
        found: list[tuple[Line, tuple[Line, ...]]] = []
        for label, answer in pairs:
            if label:
                found.append((self._whole(label), tuple(answer)))
            elif found:  # the label's cell is merged: it stands for several rows
                found[-1] = found[-1][0], (*found[-1][1], *answer)
        return found

    def titled(self, lines: Sequence[Line]) -> tuple[Line, list[Line]] | None:
        """The title of a table that has one in a first row of a single cell, and the rows below it."""
        cells = _cells(lines)
        rows = sorted({row for row, _ in cells})
        first = [cell for (row, _), cell in cells.items() if rows and row == rows[0]]
        several = any(column for _, column in cells)
        if not several or len(first) != 1 or len(first[0]) != 1 or (rows[0], 0) not in cells:
            return None
        return first[0][0], [line for line in lines if line is not first[0][0]]

    def _asks(self, label: Sequence[Line]) -> bool:
        words = " ".join(line.text for line in label)
        if len(words.split()) > _LABEL_WORDS and not words.rstrip().endswith("?"):
            return False
        bold = all(line.block.heading for line in label)
        return bold or words.rstrip().endswith(("?", ":")) or self.wording.asked(words) is not None

    def with_records(self, lines: Sequence[Line]) -> list[Line]:
        """The same lines; "Who:", "Where:" and "By when:" below a "What:" go on with its item."""
        made: list[Line] = []
        within = False
        for line in lines:
            label, colon, _ = line.text[:40].partition(":")
            role = self._roles.get(key(label)) if colon else None
            joins = within and role is not None and role != "what"
            within = role == "what" or joins
            made.append(replace(line, joins=True) if joins else line)
        return made

    def names_columns(self, names: Sequence[str]) -> bool:
        """Whether these are the first cells of a table of rows: two or more of them name a column."""
        return sum(key(name) in self._roles or self.wording.asked(name) is not None for name in names) > 1

    def _whole(self, lines: Sequence[Line]) -> Line:
        span = Span(min(line.span.start for line in lines), max(line.span.end for line in lines))
        block = replace(lines[0].block, label="", certain=True)
        return replace(lines[0], text=self.text[span.start : span.end], span=span, block=block)


def _row(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of a row as one item's; without a first cell that only counts."""
    lines = [line for cell in cells for line in cell]
    if len(lines) > 1 and lines[0].text.strip(".)#° ").isdigit() and len(lines[0].text) < 5:
        del lines[0]
    return [replace(line, joins=place > 0) for place, line in enumerate(lines)]


def _cells(lines: Sequence[Line]) -> Cells:
    cells: Cells = {}
    for line in lines:
        if line.block.cell:
            _, row, column = line.block.cell
            cells.setdefault((row, column), []).append(line)
    return cells


def _names_a_column(cell: Sequence[Line]) -> bool:
    return len(cell) == 1 and len(cell[0].text.split()) <= 2 and not cell[0].text.endswith("?")
