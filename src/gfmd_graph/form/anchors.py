"""Where the fixed words of a form stand in a report, also when wrapped, misspelt or slightly reworded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from gfmd_graph.form.labels import marker
from gfmd_graph.knowledge.templates import Entry, Template
from gfmd_graph.model import Block, Document, Span
from gfmd_graph.words import Token, tokens

_LIKE = 86.0
_LIKE_SHORT = 92.0
_SHORT = 5
"""Texts of fewer words than this must be more alike, since they are soon alike by chance."""
_SHARED = 0.4
"""The share of an entry's words that must stand there as written before likeness is measured."""
_NUMBERING = 3
_AHEAD = 3000
"""No fixed text is longer: of a block no more characters are compared."""
_START = 3
"""The number of an entry's first words of which one must stand among as many words of the report."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fixed text found: it fills blocks `first` to `last`; an answer may follow at `rest` in it."""

    entry: Entry
    first: int
    last: int
    span: Span
    rest: int
    score: float


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a document, and for each block with words the index of its first one.

    A fixed text can begin where a block `begins`: at its first word, or behind what numbers it.
    """

    tokens: tuple[Token, ...]
    block: tuple[int, ...]
    starts: dict[int, int]
    begins: dict[int, tuple[int, ...]]


class Anchors:
    """Finds the fixed texts of one template in one document."""

    def __init__(self, document: Document, words: Words, template: Template) -> None:
        self.document = document
        self.words = words
        self.entries = template.entries
        self.order = {entry: place for place, entry in reversed(list(enumerate(self.entries)))}
        self.wanted = {entry: entry.key.split() for entry in self.entries}
        self.by_word: dict[str, list[Entry]] = defaultdict(list)
        for entry, wanted in self.wanted.items():
            for word in dict.fromkeys(wanted[:_START]):
                self.by_word[word].append(entry)

    def found(self) -> list[Anchor]:
        """Fixed texts from top to bottom, the most alike one first where several could stand."""
        found: list[Anchor] = []
        position = 0
        for index in self.words.starts:
            if found and index <= found[-1].last:
                continue
            best = self._best(index)
            if best is None or self._better_below(best):
                continue
            entry = self._in_turn(best.entry, position)
            position = self.order[entry] if entry.role == "question" else position
            found.append(replace(best, entry=entry))
        return found

    def _best(self, index: int, only: Entry | None = None) -> Anchor | None:
        candidates = self._candidates(index, only)
        return max(candidates, key=lambda anchor: (anchor.score, len(anchor.entry.key)), default=None)

    def _better_below(self, best: Anchor) -> bool:
        """Whether the same text starts on a later line: then the first lines are the end of an answer."""
        below = (index for index in range(best.first + 1, best.last + 1) if index in self.words.starts)
        later = (self._best(index, best.entry) for index in below)
        return any(anchor is not None and anchor.score > best.score for anchor in later)

    def _in_turn(self, entry: Entry, position: int) -> Entry:
        """Where a form prints the same text twice, the next one after the question before."""
        same = [other for other in self.entries if other.key == entry.key and other.role == entry.role]
        later = [other for other in same if self.order[other] > position]
        return (later or same)[0]

    def _candidates(self, index: int, only: Entry | None) -> Iterator[Anchor]:
        for start in self.words.begins[index]:
            ahead = [token.word for token in self.words.tokens[start : start + _START]]
            entries = dict.fromkeys(entry for word in ahead for entry in self.by_word.get(word, ()))
            for entry in entries:
                if only is None or entry == only:
                    anchor = self._match(index, start, entry)
                    if anchor:
                        yield anchor

    def _match(self, index: int, start: int, entry: Entry) -> Anchor | None:
        """The best number of words, around the entry's own, that are alike to it."""
        wanted = self.wanted[entry]
        length = len(wanted)
        slack = max(1, length // 5)
        words = [token.word for token in self.words.tokens[start : start + length + slack]]
        if length >= _SHORT and len(set(wanted) & set(words)) < _SHARED * len(set(wanted)):
            return None
        needed = _LIKE if length >= _SHORT else _LIKE_SHORT
        best: tuple[float, int] = (0.0, 0)
        for count in range(max(1, length - slack), length + slack + 1):
            score = fuzz.ratio(" ".join(words[:count]), entry.key, score_cutoff=needed)
            if score > best[0]:
                best = (score, start + count)
        end = min(best[1], len(self.words.tokens))
        if not best[0] or end <= start:
            return None
        return self._anchor(index, start, end, entry, best[0])

    def _anchor(self, index: int, start: int, end: int, entry: Entry, score: float) -> Anchor | None:
        last = self.words.block[end - 1]
        block = self.document.blocks[last]
        span = Span(self.words.tokens[start].start, self.words.tokens[end - 1].end)
        rest = _rest(self.document, span.end, block)
        if rest is None or (rest < block.span.end and entry.role == "furniture"):
            return None
        return Anchor(entry, index, last, span, rest, score)


def words_of(document: Document, item_words: frozenset[str]) -> Words:
    every: list[Token] = []
    block: list[int] = []
    starts: dict[int, int] = {}
    for index, piece in enumerate(document.blocks):
        own = tokens(document.text[piece.span.start : min(piece.span.end, piece.span.start + _AHEAD)])
        if own:
            starts[index] = len(every)
        offset = piece.span.start
        every += [Token(token.word, token.start + offset, token.end + offset) for token in own]
        block += [index] * len(own)
    text = document.text
    begins = {index: _begins(text, every, first, item_words) for index, first in starts.items()}
    return Words(tuple(every), tuple(block), starts, begins)


def _begins(text: str, every: Sequence[Token], first: int, item_words: frozenset[str]) -> tuple[int, ...]:
    found = [first]
    while len(found) <= _NUMBERING and found[-1] < len(every) - 1:
        word = every[found[-1]].word
        if not (word.isdigit() or len(word) <= 2):
            break
        found.append(found[-1] + 1)
    begin = every[first].start
    mark = marker(text[begin : begin + 40], item_words)
    if mark and mark.style == "word":
        behind = (
            n for n in range(first, min(first + 4, len(every))) if every[n].start >= begin + mark.length
        )
        found += [n for n in behind if n not in found][:1]
    return tuple(found)


def _rest(document: Document, end: int, block: Block) -> int | None:
    """Where in the block an answer starts after the fixed text; None when the text goes on without a sign."""
    tail = document.text[end : block.span.end]
    stripped = tail.lstrip(" \t\N{NO-BREAK SPACE}:?.!)*…\"'”’»")
    if not stripped.strip():
        return block.span.end
    sign = tail[: len(tail) - len(stripped)]
    return block.span.end - len(stripped) if any(char in sign for char in ":?.") else None
