"""What is said of one entity, on as many pages as it takes: none is too heavy for a poor connection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gfmd_graph.publish.entries import Entry, Section

MOST = 22_500
"""Bytes that the entries of one page have, about; with its picture and menu it stays below twice as many."""
CARD, CHIP = 600, 250
"""Bytes that a card has beside its words, and another entity on it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of an entity: its number, from 1, and its part of the sections."""

    number: int
    sections: tuple[Section, ...]


def leaves(sections: Sequence[Section]) -> tuple[Leaf, ...]:
    """The sections on one page or more, in their order; a long section goes on on the next page."""
    pages: list[list[Section]] = [[]]
    room = MOST
    for section in sections:
        for entry in section.entries:
            weight = _weight(entry)
            if weight > room and pages[-1]:
                pages.append([])
                room = MOST
            room -= weight
            if pages[-1] and pages[-1][-1].key == section.key:
                last = pages[-1][-1]
                pages[-1][-1] = replace(last, entries=(*last.entries, entry))
            else:
                pages[-1].append(replace(section, entries=(entry,)))
    return tuple(Leaf(number, tuple(own)) for number, own in enumerate(pages, 1))


def begins(found: Sequence[Leaf]) -> dict[str, int]:
    """The number of the page on which each section begins."""
    return {section.key: leaf.number for leaf in reversed(found) for section in leaf.sections}


def _weight(entry: Entry) -> int:
    chips = sum(len(entities) for _, _, entities in entry.chips)
    return CARD + len(entry.statement.text.encode()) + CHIP * chips
