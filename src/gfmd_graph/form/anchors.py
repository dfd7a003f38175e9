"""Where the fixed words of a form stand in a report, also when wrapped, misspelt or slightly reworded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from gfmd_graph.knowledge.templates import Entry, Template
from gfmd_graph.model import Block, Document, Span
from gfmd_graph.words import Token, tokens

_LIKE = 86.0
_LIKE_SHORT = 92.0
_SHORT = 5
"""Texts of fewer words than this must be more alike, since they are soon alike by chance."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fixed text found: it fills blocks `first` to `last`; an answer may follow at `rest` in the last one."""

    entry: Entry
    first: int
    last: int
    span: Span
    rest: int
    score: float


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of a document, and for each block with words the index of its first one."""

    tokens: tuple[Token, ...]
    block: tuple[int, ...]
    starts: tuple[tuple[int, int], ...]


def best_template(document: Document, templates: Sequence[Template]) -> tuple[Template, list[Anchor]] | None:
    """The template of which the most questions are found, None when it is fewer than two or a quarter."""
    words = _words(document)
    found = [(template, _anchors(document, words, template)) for template in templates]
    ranked = [(len(_questions(anchors)), template, anchors) for template, anchors in found]
    ranked.sort(key=lambda row: (-row[0], row[1].code, row[1].language))
    if not ranked or ranked[0][0] < max(2, len(ranked[0][1].questions) / 4):
        return None
    return ranked[0][1], ranked[0][2]


def _questions(anchors: Sequence[Anchor]) -> set[str]:
    return {anchor.entry.id for anchor in anchors if anchor.entry.role == "question"}


def _words(document: Document) -> _Words:
    every: list[Token] = []
    block: list[int] = []
    starts: list[tuple[int, int]] = []
    for index, piece in enumerate(document.blocks):
        own = tokens(document.text[piece.span.start : piece.span.end])
        if own:
            starts.append((index, len(every)))
        offset = piece.span.start
        every += [Token(token.word, token.start + offset, token.end + offset) for token in own]
        block += [index] * len(own)
    return _Words(tuple(every), tuple(block), tuple(starts))


def _anchors(document: Document, words: _Words, template: Template) -> list[Anchor]:
    """Fixed texts from top to bottom, the most alike one first where several could stand."""
    found: list[Anchor] = []
    position = 0
    starts = dict(words.starts)
    for index in starts:
        if found and index <= found[-1].last:
            continue
        best = _best(document, words, index, starts[index], template.entries)
        if best is None or _better_below(document, words, best, starts):
            continue
        entry = _in_turn(best.entry, template.entries, position)
        position = template.entries.index(entry) if entry.role == "question" else position
        found.append(replace(best, entry=entry))
    return found


def _best(
    document: Document, words: _Words, index: int, first: int, entries: Sequence[Entry]
) -> Anchor | None:
    candidates = _candidates(document, words, index, first, entries)
    return max(candidates, key=lambda anchor: (anchor.score, len(anchor.entry.key)), default=None)


def _better_below(document: Document, words: _Words, best: Anchor, starts: dict[int, int]) -> bool:
    """Whether the same text starts on a later line: then the first lines are the end of an answer."""
    below = (index for index in range(best.first + 1, best.last + 1) if index in starts)
    later = (_best(document, words, index, starts[index], (best.entry,)) for index in below)
    return any(anchor is not None and anchor.score > best.score for anchor in later)


def _in_turn(entry: Entry, entries: Sequence[Entry], position: int) -> Entry:
    """Where a form prints the same text twice, the next one after the question before."""
    same = [other for other in entries if other.key == entry.key and other.role == entry.role]
    later = [other for other in same if entries.index(other) > position]
    return (later or same)[0]


def _candidates(
    document: Document, words: _Words, index: int, first: int, entries: Sequence[Entry]
) -> Iterator[Anchor]:
    for start in (first, first + 1):
        if start > first and not _numbering(words.tokens[first].word):
            return
        ahead = {token.word for token in words.tokens[start : start + 3]}
        for entry in entries:
            wanted = entry.key.split()
            if ahead.isdisjoint(wanted[:3]):
                continue
            anchor = _match(document, words, index, start, entry, len(wanted))
            if anchor:
                yield anchor


def _numbering(word: str) -> bool:
    return word.isdigit() or len(word) <= 2


def _match(
    document: Document, words: _Words, index: int, start: int, entry: Entry, length: int
) -> Anchor | None:
    """The best number of words, around `length`, that are alike to the entry's."""
    needed = _LIKE if length >= _SHORT else _LIKE_SHORT
    slack = max(1, length // 8)
    best: tuple[float, int] = (0.0, 0)
    for count in range(max(1, length - slack), length + slack + 1):
        joined = " ".join(token.word for token in words.tokens[start : start + count])
        score = fuzz.ratio(joined, entry.key, score_cutoff=needed)
        if score > best[0]:
            best = (score, start + count)
    end = min(best[1], len(words.tokens))
    if not best[0] or end <= start:
        return None
    last = words.block[end - 1]
    rest = _rest(document, words.tokens[end - 1].end, document.blocks[last])
    if rest is None or (rest < document.blocks[last].span.end and entry.role == "furniture"):
        return None
    return Anchor(
        entry, index, last, Span(words.tokens[start].start, words.tokens[end - 1].end), rest, best[0]
    )


def _rest(document: Document, end: int, block: Block) -> int | None:
    """Where in the block an answer starts after the fixed text; None when the text goes on without a sign."""
    tail = document.text[end : block.span.end]
    stripped = tail.lstrip(" \t\N{NO-BREAK SPACE}:?.!)*…\"'”’»")
    if not stripped.strip():
        return block.span.end
    sign = tail[: len(tail) - len(stripped)]
    return block.span.end - len(stripped) if any(char in sign for char in ":?.") else None
