"""The lines of one paragraph that are really several: typed lists, blank lines, a question in bold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gfmd_graph.read.assemble import typed_label


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: its words, whether all of them are bold, and how it is tied to the next."""

    text: str
    strong: bool
    gap: str = "\n"
    """A line end that somebody typed, or " " where a text was only wrapped."""


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    strong: bool


def segments(lines: Sequence[Line]) -> list[Segment]:
    """The pieces of a paragraph, none empty.

    A new one begins after a blank line, where bold lines end or begin, and at each line with a marker of
    a kind that opens at least two lines.
    """
    shapes = [_shape(line.text) for line in lines]
    count = Counter(shape for shape in shapes if shape)
    found: list[list[Line]] = []
    before: Line | None = None
    for line, shape in zip(lines, shapes, strict=True):
        if not line.text:
            before = None
            continue
        if before is None or before.strong != line.strong or count[shape] > 1:
            found.append([])
        found[-1].append(line)
        before = line
    return [_joined(group) for group in found]


def _joined(group: Sequence[Line]) -> Segment:
    parts = [part for line in group for part in (line.text, line.gap)][:-1]
    return Segment("".join(parts), all(line.strong for line in group))


def _shape(text: str) -> str:
    """The marker with its letters or digits taken out: "a)" and "b)" are of one shape."""
    label = typed_label(text)
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", label)) if label else ""
