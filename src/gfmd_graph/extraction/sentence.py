"""One statement as the extractors see it: its words, and the way back to the report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from gfmd_graph.knowledge.cues import CueHit
from gfmd_graph.model import Basis, Evidence, Mention, Report, Span, Statement
from gfmd_graph.words import Folded, Split, fold, plain, split

_SENTENCE = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)]*+\s++(?=[\"'“‘«(¿¡]*[A-ZÀ-Þ0-9])")
_MARK = re.compile(r"[.;:!?]\s")
_STOP = re.compile(r"(?<=\w)[\"')\]]*[;:!?](?=\s)|(?<=\w{3})[\"')\]]*\.(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:e\.g|i\.e|eg|ie|etc|incl|no|nr|art|vs|cf|approx|Mr|Ms|Mrs|Dr|St|ex|p|ej))\.\s*$"
)


class Sentence(NamedTuple):
    """A statement with its folded text, the same text plain, and that split into words."""

    report: Report
    statement: Statement
    folded: Folded
    text: str
    plain: str
    split: Split
    words: list[str]
    """Those of `split`"""
    stops: Sequence[int]
    """The indexes of words after which a sentence or a part of it ends: no cue goes over them."""

    def word_at(self, offset: int) -> int:
        """The index of the first word that ends after `offset`."""
        return bisect_right(self.split.ends, offset)

    def first_end(self) -> int:
        """Where the first of its sentences ends."""
        for match in _SENTENCE.finditer(self.text):
            if not _ABBREVIATION.search(self.text[: match.start() + 1]):
                return match.end()
        return len(self.text)

    def evidence(self, start: int, end: int, basis: Basis, confidence: float, method: str) -> Evidence:
        """The words `text[start:end]`, exactly as the report prints them, and nothing that is withheld."""
        span = Span(self.folded.starts[start], self.folded.ends[end - 1])
        if not self.statement.withheld:
            return Evidence(span, self.report.text[span.start : span.end], basis, confidence, method)
        for private in self.statement.withheld:
            if private.meets(span):
                before, after = Span(span.start, private.start), Span(private.end, span.end)
                span = before if before.start < before.end else after
        return evidence(self.report, span, basis, confidence, method)

    def said(self, first: int, last: int, basis: Basis, confidence: float, method: str) -> Evidence:
        """The same for `words[first:last + 1]`."""
        return self.evidence(self.split.starts[first], self.split.ends[last], basis, confidence, method)

    def offsets(self, mention: Mention) -> tuple[int, int]:
        """Where the mention's first and last characters stand in the folded text."""
        folded = self.folded
        first = bisect_right(folded.ends, mention.span.start)
        last = bisect_left(folded.starts, mention.span.end) - 1
        while not folded.text[first].isalnum():
            first += 1
        while not folded.text[last].isalnum():
            last -= 1
        return first, last

    def inside(self, hit: CueHit, names: Sequence[Mention]) -> bool:
        """Whether a cue's words are part of a name: "Save the Children" says nothing of children."""
        span = self.folded.span(*self.place(hit.first, hit.last))
        return any(name.span.covers(span) for name in names)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of `words[first:last + 1]` in the folded text."""
        return self.split.starts[first], self.split.ends[last]


def evidence(report: Report, span: Span, basis: Basis, confidence: float, method: str) -> Evidence:
    return Evidence(span, report.text[span.start : span.end], basis, confidence, method)


def sentence(report: Report, statement: Statement) -> Sentence:
    folded = fold(report.text, statement.span, statement.withheld, statement.gaps)
    text = plain(folded.text)
    own = split(text)
    return Sentence(report, statement, folded, folded.text, text, own, own.words, _stops(text, own.ends))


def _stops(text: str, ends: Sequence[int]) -> Sequence[int]:
    if not _MARK.search(text):
        return ()
    return [bisect_left(ends, match.start()) for match in _STOP.finditer(text)]
